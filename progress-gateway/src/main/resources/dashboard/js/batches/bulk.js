// What an action would do to each of many batches: by what the server takes. Pure.

const OVER = new Set(['completed', 'failed', 'cancelled']);

// null where the action can be meant, else why not: a word of `texts.batches.bulk.because`.
export function whyNot(action, batch) {
  const { status } = batch;
  switch (action) {
    case 'pause':
      if (OVER.has(status)) return 'over';
      if (status === 'cancelling') return 'cancelling';
      if (status === 'paused') return 'paused';
      return status === 'processing' ? null : 'notBegun';
    case 'resume':
      if (OVER.has(status)) return 'over';
      return status === 'paused' ? null : 'notPaused';
    case 'cancel':
      if (OVER.has(status)) return 'over';
      return status === 'cancelling' ? 'cancelling' : null;
    default:
      if (!OVER.has(status)) return 'goingOn';
      return batch.counts.failed + batch.counts.cancelled > 0 || status === 'failed' ? null : 'allGood';
  }
}

// {takes: [batches], left: [[why, number]], parts: [[kind, batches, items]]}: `parts` sum to `takes`.
// Kinds: 'running', 'waiting', 'uploading', 'paused' with their items that are not done; 'over' with
// those that failed or were cancelled.
export function planned(action, batches) {
  const takes = [];
  const left = new Map();
  for (const batch of batches) {
    const why = whyNot(action, batch);
    if (why === null) takes.push(batch);
    else left.set(why, (left.get(why) ?? 0) + 1);
  }
  const parts = new Map();
  for (const batch of takes) {
    const kind = kindOf(batch);
    const [number, items] = parts.get(kind) ?? [0, 0];
    parts.set(kind, [number + 1, items + itemsOf(kind, batch.counts)]);
  }
  const order = ['running', 'paused', 'uploading', 'waiting', 'over'];
  return {
    takes,
    left: [...left],
    parts: order.filter((kind) => parts.has(kind)).map((kind) => [kind, ...parts.get(kind)]),
  };
}

function kindOf({ status }) {
  if (OVER.has(status)) return 'over';
  return { processing: 'running', cancelling: 'running', uploading: 'uploading', paused: 'paused' }[status] ?? 'waiting';
}

function itemsOf(kind, counts) {
  if (kind === 'over') return counts.failed + counts.cancelled;
  return counts.waiting + counts.running + counts.retrying;
}

// Does it to each once, a few at a time. `onEach(done)`; gives [{batch, refused: null | Error}] in
// their order.
export async function carriedOut(batches, act, onEach, atOnce = 4) {
  const outcomes = new Array(batches.length);
  let next = 0;
  let done = 0;
  async function worker() {
    while (next < batches.length) {
      const at = next;
      next += 1;
      outcomes[at] = { batch: batches[at], refused: null };
      try {
        await act(batches[at].batch_id);
      } catch (refused) {
        outcomes[at].refused = refused;
      }
      done += 1;
      onEach(done);
    }
  }
  await Promise.all(Array.from({ length: Math.min(atOnce, batches.length) }, worker));
  return outcomes;
}
