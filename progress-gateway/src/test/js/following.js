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
    watch(id) {
      const seen = { positions: [], ends: [], states: [], log };
      seen.watch = client.watchBatch(id, {
        onProgress: (data) => seen.positions.push(data.batch_percentage),
        onComplete: (data) => seen.ends.push(data.stage),
        onError: (error) => seen.ends.push(error.kind),
        onConnection: ({ state }) => seen.states.at(-1) === state || seen.states.push(state),
      });
      return seen;
    },
  };
}
