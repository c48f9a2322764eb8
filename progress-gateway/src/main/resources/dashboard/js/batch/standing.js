// How a batch stands now. Pure: the API's answer, the newest event, and how it ended, in one.
import { isOver, waitsForStart } from '../core/format.js';
import { countsNow } from './counts.js';

const NOT_BEGUN = new Set(['pending', 'uploading']);

// `batch` is the status as the API says it; `newest` and `end` are events, or null. An event may be
// ahead of an answer; an answer that says paused or cancelling is not overruled by one.
export function statusNow(batch, newest, end) {
  if (end) return isOver(end.stage) ? end.stage : batch.status;
  if (!newest || !NOT_BEGUN.has(batch.status)) return batch.status;
  if (newest.stage !== 'uploading') return 'processing';
  // What has been uploaded may still wait for somebody to say start.
  return newest.progress_percentage < 100 && !waitsForStart(batch) ? 'uploading' : batch.status;
}

export function standing(batch, newest, end = null) {
  const status = statusNow(batch, newest, end);
  const over = isOver(status);
  // Of an upload that is over an event says nothing of how the batch stands.
  const live = over || (newest?.stage === 'uploading' && status !== 'uploading') ? null : newest;
  return {
    status,
    over,
    startable: status === 'pending' && waitsForStart(batch),
    noun: batch.definition.labels.items,
    counts: over && isOver(batch.status) ? batch.counts : countsNow(batch.counts, newest),
    stage: live?.stage ?? batch.stage,
    stageLabel: live?.stage_label ?? batch.stage_label,
    message: (end ?? live)?.message ?? batch.reason?.message ?? batch.message,
    reason: over ? null : (live ?? batch).waiting_reason ?? null,
    stalled: !over && (live ? live.stalled : batch.stalled),
    percent: status === 'completed' ? 100 : Math.max(batch.batch_percentage, (end ?? live)?.batch_percentage ?? 0),
    stagePercent: live?.progress_percentage ?? batch.progress_percentage,
    etaSeconds: live ? live.eta_seconds : batch.eta_seconds,
    elapsedSeconds: (end ?? live)?.elapsed_seconds ?? batch.elapsed_seconds,
    perSecond: live?.throughput_per_second ?? 0,
    stageDone: live?.items_processed ?? 0,
    stageTotal: live?.items_total ?? 0,
  };
}

// Whether numbers are to be expected to move: a stream that is silent then means something.
export function moves({ status, reason }) {
  return (status === 'processing' || status === 'cancelling' || status === 'uploading') && reason === null;
}
