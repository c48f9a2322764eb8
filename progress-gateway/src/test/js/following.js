// A watch in a tab of a test's world, and what it was told.
import { clientIn } from '../../main/resources/client/batchline-client/client.js';

export function follower(tab, options = {}) {
  const log = [];
  const note = (...said) => log.push(said.join(' '));
  const client = clientIn(tab.environment, {
    report: false,
    all: false,
    logger: { info: note, warn: note, error: note },
    ...options,
  });
  return {
    client,
    log,
    /** `items` whether they are wanted too. */
    watch(id, { items = false } = {}) {
      const seen = { positions: [], ends: [], states: [], items: [], log };
      const ofItems = {
        onItem: ({ index, state }) => seen.items.push(`${index} ${state}`),
        onItemsMissed: () => seen.items.push('missed'),
      };
      seen.watch = client.watchBatch(id, {
        onProgress: (data) => seen.positions.push(data.batch_percentage),
        onComplete: (data) => seen.ends.push(data.stage),
        onError: (error) => seen.ends.push(error.kind),
        onConnection: ({ state }) => seen.states.at(-1) === state || seen.states.push(state),
        ...(items ? ofItems : {}),
      });
      return seen;
    },
  };
}
