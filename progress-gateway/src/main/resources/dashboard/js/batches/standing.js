// How a batch stands as one row tells it: from the list, and from what its stream says since. Pure.

const OVER = new Set(['completed', 'failed', 'cancelled']);

// {percent, bar, line, done, total, failed, need, left, took}: `line` is the stage in words, `left`
// and `took` seconds or null.
export function standingOf(batch, newest) {
  const { counts, status } = batch;
  const over = OVER.has(status);
  const live = over ? null : newest;
  const stage = live?.stage_label || batch.stage_label;
  return {
    percent: over ? batch.batch_percentage : Math.max(batch.batch_percentage, live?.batch_percentage ?? 0),
    bar: over ? status : live?.stalled ? 'stalled' : 'running',
    line: over ? (status === 'completed' ? '' : (batch.message ?? '')) : lineOf(batch, stage, live),
    done: counts.succeeded + counts.failed,
    total: counts.total,
    failed: counts.failed,
    need: batch.items_to_review ?? 0,
    left: live && !live.stalled && !live.waiting_reason ? (live.eta_seconds ?? null) : null,
    took: over && batch.started_at && batch.completed_at ? (Date.parse(batch.completed_at) - Date.parse(batch.started_at)) / 1000 : null,
  };
}

function lineOf(batch, stage, live) {
  if (batch.status === 'pending') return '';
  const waits = live ? live.waiting_reason : batch.waiting_reason;
  // How far an upload is says more than that it is waited for.
  if (batch.status === 'uploading') return live?.message || batch.message || '';
  if (waits) return waits.charAt(0).toUpperCase() + waits.slice(1);
  return stage ?? '';
}
