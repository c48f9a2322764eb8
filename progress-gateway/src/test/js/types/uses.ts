// What a caller's own checker must take, and what it must refuse.
import {
  BatchlineError,
  cancel,
  createBatch,
  createClient,
  retry,
  watchBatch,
  type Client,
  type ErrorKind,
  type Watch,
} from '../../../main/resources/client/batchline-client.js';
import * as made from '../../../main/resources/client/batchline-client/client.js';

export const watch: Watch = watchBatch('b', {
  token: async ({ anew }) => (anew ? 'new' : 'old'),
  settings: { watchdogMs: 1000 },
  onProgress: (progress) => progress.eta_seconds?.toFixed(1),
  onError: (error: BatchlineError) => {
    const kind: ErrorKind = error.kind;
    return kind;
  },
  onItem: ({ index, state, error }) => `${index.toFixed()} ${state} ${error?.cause}`,
  onItemsMissed: () => undefined,
  onConnection: ({ state, canPoll }) => state === 'polling' || !canPoll,
});
export const client: Client = createClient({ baseUrl: 'https://example.org', ticket: async ({ anew }) => `t${anew}` });
export const begun = [
  createBatch({ workload: 'answer-sheets', name: 'exam' }, { idempotencyKey: 'k' }),
  cancel('b'),
  retry('b', { scope: { cause: 'unreadable' } }),
];

// The code is what the types say of it.
export const same: Pick<
  typeof import('../../../main/resources/client/batchline-client.js'),
  'watchBatch' | 'createClient' | 'createBatch' | 'cancel' | 'retry'
> = made;

// @ts-expect-error there is no such state
watchBatch('b', { onConnection: ({ state }) => state === 'fine' });
// @ts-expect-error a batch has a workload
createBatch({ name: 'exam' });
