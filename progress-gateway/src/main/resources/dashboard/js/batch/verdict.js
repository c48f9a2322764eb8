// What a person should know first, in one sentence. Pure; the words are in texts.

// From here on failures are what the sentence is about.
const MANY_FAILED = 0.1;
const ENOUGH_TO_SAY = 10;

// `facts`: a standing (standing.js) with `doubts` (how many fields need a person), `done` ({in:
// seconds, at: ms} or null) and `old` (whether the numbers may no longer be true). Gives {kind, tone}
// with what the sentence tells; texts.batch.verdict[kind] says it.
export function verdict(facts) {
  const { status, counts } = facts;
  const told = {
    noun: facts.noun,
    total: counts.total,
    done: counts.succeeded + counts.failed,
    succeeded: counts.succeeded,
    failed: counts.failed,
    cancelled: counts.cancelled,
    running: counts.running,
    doubts: facts.doubts ?? 0,
    finish: facts.done ?? null,
    stage: facts.stageLabel,
    stageDone: facts.stageDone,
    stageTotal: facts.stageTotal,
    seconds: facts.elapsedSeconds,
    reason: facts.reason,
    message: facts.message,
  };
  return { ...told, ...kindOf(status, facts, told) };
}

function kindOf(status, facts, told) {
  switch (status) {
    case 'completed':
      return told.failed > 0 ? { kind: 'completedWithFailures', tone: 'warn' } : { kind: 'completed', tone: 'good' };
    case 'failed':
      return { kind: 'failed', tone: 'bad' };
    case 'cancelled':
      return { kind: 'cancelled', tone: 'calm' };
    case 'cancelling':
      return { kind: 'cancelling', tone: 'warn' };
    case 'paused':
      return { kind: 'paused', tone: 'warn' };
    case 'uploading':
      return { kind: 'uploading', tone: 'busy' };
    case 'pending':
      return facts.startable ? { kind: 'toStart', tone: 'calm' } : { kind: 'toUpload', tone: 'calm' };
    default:
      return processing(facts, told);
  }
}

function processing(facts, told) {
  if (facts.old) return { kind: 'lastHeard', tone: 'calm' };
  if (facts.stalled) return { kind: 'stalled', tone: 'bad' };
  if (facts.reason !== null) return { kind: 'waits', tone: 'warn' };
  if (told.done >= ENOUGH_TO_SAY && told.failed >= MANY_FAILED * told.done) return { kind: 'manyFail', tone: 'bad' };
  if (facts.stage === 'processing_sheets') return { kind: 'onTrack', tone: 'good' };
  if (facts.stage === 'organizing_qr' || facts.stage === 'extracting') return { kind: 'beginning', tone: 'good' };
  return { kind: 'finishing', tone: 'good' };
}
