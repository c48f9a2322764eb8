// How many items stand where. Pure: what the API last counted, and newer than that what came live.

export const STATES = ['succeeded', 'failed', 'running', 'retrying', 'waiting', 'cancelled'];
const NONE = { total: 0, waiting: 0, running: 0, retrying: 0, succeeded: 0, failed: 0, cancelled: 0 };

export function ended(counts) {
  return counts.succeeded + counts.failed + counts.cancelled;
}

// The parts always sum to their total. Only while sheets are processed an event counts what has
// ended; in the stages before it, its numbers are the stage's own.
export function countsNow(known, newest) {
  const counts = known ?? NONE;
  if (!newest || newest.items_total === 0) return counts;
  if (newest.stage === 'processing_sheets') return fromProcessing(counts, newest);
  if (counts.total > 0 || newest.stage === 'extracting') return counts;
  const running = newest.stage === 'organizing_qr' ? Math.min(newest.items_running, newest.items_total) : 0;
  return { ...NONE, total: newest.items_total, running, waiting: newest.items_total - running };
}

function fromProcessing(counts, newest) {
  const total = newest.items_total;
  if (counts.total === total && ended(counts) > newest.items_processed) return counts;
  const gone = Math.min(newest.items_processed, total);
  const cancelled = Math.min(counts.cancelled, gone);
  const failed = Math.min(newest.items_failed, gone - cancelled);
  const left = total - gone;
  const running = Math.min(newest.items_running, left);
  const retrying = Math.min(counts.retrying, left - running);
  return {
    total,
    succeeded: gone - cancelled - failed,
    failed,
    cancelled,
    running,
    retrying,
    waiting: left - running - retrying,
  };
}

// What is shown never goes back within a run: an answer that was asked for earlier may come after an
// event that knew more.
export function forward(before, now) {
  return before !== null && before.total === now.total && ended(before) > ended(now) ? before : now;
}

// The parts of the bar, in the order in which they are drawn: {state, count, percent}; those that
// are empty are left out.
export function segments(counts) {
  if (counts.total === 0) return [];
  return STATES.filter((state) => counts[state] > 0).map((state) => ({
    state,
    count: counts[state],
    percent: (100 * counts[state]) / counts.total,
  }));
}
