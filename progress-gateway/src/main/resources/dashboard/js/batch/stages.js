// The seven stages of a batch. Pure: rows as the API knows them, and newer than that the events.

export const ORDER = [
  'extracting',
  'organizing_qr',
  'processing_sheets',
  'collecting_results',
  'generating_csv',
  'loading_database',
  'cleanup',
];
// Only these count items; the others do one thing for the whole batch.
const COUNTS_ITEMS = new Set(['extracting', 'organizing_qr', 'processing_sheets']);
// What takes less is not worth to be called a bottleneck.
const WORTH_SECONDS = 3;
const WORTH_SHARE = 0.4;

// `passed`: seconds since the newest event came.
export function stagesNow(known, newest, status, passed = 0) {
  const at = newest ? ORDER.indexOf(newest.stage) : -1;
  const rows = known.map((row) => {
    const index = ORDER.indexOf(row.stage);
    const own = index === at && (status === 'processing' || status === 'paused' || status === 'cancelling');
    if (own) return live(row, newest, passed);
    if (index < at && row.state !== 'finished') return shown({ ...row, state: 'finished' }, 100);
    return shown(ending(row, status), row.state === 'finished' ? 100 : 0);
  });
  const slowest = bottleneck(rows, newest?.eta_seconds ?? 0);
  return rows.map((row) => ({ ...row, bottleneck: row.stage === slowest }));
}

function live(row, newest, passed) {
  const done = newest.progress_percentage >= 100;
  return {
    ...shown({ ...row, done: newest.items_processed, total: newest.items_total }, newest.progress_percentage),
    label: newest.stage_label || row.label,
    state: done ? 'finished' : 'running',
    seconds: newest.stage_elapsed_seconds + (done ? 0 : passed),
    stalled: newest.stalled,
  };
}

function shown(row, percent) {
  return { ...row, percent, stalled: false, countsItems: COUNTS_ITEMS.has(row.stage) && row.total > 0 };
}

// A batch that is over has nothing that runs, whatever an answer from a moment before says.
function ending(row, status) {
  if (status === 'completed') return { ...row, state: 'finished' };
  if (status === 'failed' && row.state === 'running') return { ...row, state: 'failed' };
  if (status === 'cancelled' && row.state === 'running') return { ...row, state: 'cancelled' };
  return row;
}

// The stage that takes most of the time, what is expected of the running one included; null where
// none stands out.
export function bottleneck(rows, eta = 0) {
  const begun = rows.filter((row) => row.seconds !== null && row.state !== 'waiting');
  const cost = (row) => row.seconds + (row.state === 'running' ? eta ?? 0 : 0);
  const all = begun.reduce((sum, row) => sum + cost(row), 0);
  const slowest = begun.reduce((most, row) => (most === null || cost(row) > cost(most) ? row : most), null);
  if (slowest === null || cost(slowest) < WORTH_SECONDS || cost(slowest) < WORTH_SHARE * all) return null;
  return slowest.stage;
}
