// What is said of one batch.
import { clock, count, estimate, seconds } from '../core/format.js';
import { plural } from './plural.js';

// What a workload calls its items comes in the plural.
const of = (n, items) => `${count(n)} ${n === 1 ? items.replace(/s$/, '') : items}`;
const needYou = (v) => (v.doubts > 0 ? `, ${count(v.doubts)} ${plural(v.doubts, 'needs', 'need')} you` : '');
const someFailed = (v) => (v.failed > 0 ? `, ${count(v.failed)} failed` : '');
const SOON = 60;
const finishes = (done) => (done.in < SOON ? `done in about ${estimate(Math.max(1, done.in))}` : `done about ${clock(done.at)}`);
const doneAbout = (v) => (v.finish === null ? '' : `, ${finishes(v.finish)}`);
const doneOf = (v) => `${count(v.done)} of ${of(v.total, v.noun)}`;

export const batch = {
  back: '← All batches',
  missing: { title: 'There is no such batch', more: 'It may have been deleted, or it belongs to someone else.' },
  verdict: {
    onTrack: (v) => `On track: ${doneOf(v)}${someFailed(v)}${doneAbout(v)}${needYou(v)}`,
    lastHeard: (v) => `When last heard of: ${doneOf(v)}`,
    manyFail: (v) => `In trouble: ${count(v.failed)} of ${of(v.done, v.noun)} failed so far${doneAbout(v)}`,
    beginning: (v) =>
      v.stageTotal > 0
        ? `On track: ${v.stage}, ${count(v.stageDone)} of ${of(v.stageTotal, v.noun)}`
        : `On track: ${v.stage ?? 'starting'}`,
    finishing: (v) => `Nearly done: ${v.stage}, ${doneOf(v)}${someFailed(v)}${needYou(v)}`,
    waits: (v) => `Waiting: ${v.reason}${v.total > 0 ? `. ${doneOf(v)} done` : ''}`,
    stalled: (v) => `Stalled: ${v.reason ?? 'nothing has been heard of it for a while'}. ${doneOf(v)} done`,
    paused: (v) =>
      `Paused at ${doneOf(v)}${v.running > 0 ? `, ${count(v.running)} still ${plural(v.running, 'runs', 'run')}` : ''}`,
    cancelling: (v) =>
      `Being cancelled${v.running > 0 ? `: ${count(v.running)} still ${plural(v.running, 'runs', 'run')}` : ''}`,
    uploading: (v) => (v.message ? `Uploading: ${v.message}` : 'Uploading'),
    toUpload: () => 'Waiting for its file',
    toStart: (v) => `Waiting for its start${v.total > 0 ? `: ${of(v.total, v.noun)}` : ''}`,
    completed: (v) =>
      `Completed: ${v.total === 1 ? '' : 'all '}${of(v.total, v.noun)} succeeded, in ${seconds(v.seconds)}${needYou(v)}`,
    completedWithFailures: (v) =>
      `Completed: ${count(v.succeeded)} of ${of(v.total, v.noun)} succeeded${someFailed(v)}, in ${seconds(v.seconds)}${needYou(v)}`,
    failed: (v) => `Failed: ${v.message ?? 'it could not go on'}`,
    cancelled: (v) => v.message ?? `Cancelled: ${doneOf(v)} were done`,
  },
  now: 'Progress',
  progress: 'Progress of the whole batch',
  stageProgress: 'Progress of the stage',
  counts: 'Items by their state',
  states: {
    succeeded: 'Succeeded',
    failed: 'Failed',
    running: 'Running',
    retrying: 'Retrying',
    waiting: 'Waiting',
    cancelled: 'Cancelled',
  },
  fresh: {
    live: (age) => `Live, ${age}`,
    polling: (age) => `Polling, ${age}`,
    pollingHint: 'The live stream is silent: the numbers are asked for.',
    reconnecting: (age) => `Reconnecting, ${age}`,
    connecting: () => 'Connecting…',
    offline: (age) => `Offline, ${age}`,
    ended: () => 'Finished',
  },
  age: (passed) => (passed === null ? 'nothing yet' : passed < 1 ? 'just now' : `${seconds(Math.floor(passed)).replace('.0', '')} ago`),
  figures: { done: 'Done', failed: 'Failed', running: 'Running', rate: 'Per second', elapsed: 'Elapsed', left: 'Left (stage)', results: 'Succeeded' },
  band: (low, high) =>
    high === null ? `at least ${estimate(low)}` : estimate(low) === estimate(high) ? estimate(low) : `${estimate(low)} – ${estimate(high)}`,
  bandAt: (low, high) => (high === null || clock(low) === clock(high) ? `about ${clock(low)}` : `${clock(low)} – ${clock(high)}`),
  sparkline: (least, most) => `Items per second over the last minutes, from ${least} to ${most}`,
  stages: {
    title: 'Stages',
    bottleneck: 'Bottleneck',
    bottleneckHint: 'Most of the time goes here',
    stalled: 'Stalled',
    state: { waiting: 'waiting', running: 'running', finished: 'done', failed: 'failed', cancelled: 'cancelled' },
  },
  timeline: { title: 'Timeline', from: 'Start', to: 'End', running: 'now' },
  failures: {
    title: (n) => `${count(n)} failed`,
    lead: 'By cause, the most frequent first',
    retry: 'Retry',
    retryCause: (n, cause) => `Retry the ${count(n)} of cause ${cause}`,
    show: 'Show',
    showCause: (cause) => `Show the items of cause ${cause}`,
    asked: (n) => `${count(n)} ${plural(n, 'is', 'are')} being done again`,
    later: 'They can be retried when the batch has ended.',
  },
  doubts: {
    title: (n) => `${count(n)} ${plural(n, 'field needs', 'fields need')} a person`,
    none: 'Every doubtful field has been decided',
    decided: (n) => `${count(n)} decided`,
    look: 'Look at them',
    again: 'Write results again',
    old: 'Decisions have been made since the results were written.',
  },
  results: { title: 'Results', ready: 'The results are ready.', removed: (when) => `The results were removed on ${when}.` },
  actions: {
    label: 'What can be done with this batch',
    start: 'Start batch',
    pause: 'Pause',
    resume: 'Resume',
    change: 'Change',
    cancel: 'Cancel batch',
    again: (n) => `Do ${count(n)} again`,
    againHint: 'Those that failed or were cancelled',
    keep: 'Keep it running',
    cancelTitle: 'Cancel this batch?',
    cancelBody: (left, items) =>
      left > 0
        ? `${of(left, items)} will not be done. What is done so far is kept.`
        : 'What is done so far is kept; the rest is not done.',
    changeTitle: 'How it uses the workers',
    priority: 'Priority',
    priorities: { low: 'Low', normal: 'Normal', high: 'High', urgent: 'Urgent' },
    concurrency: 'Items at once',
    concurrencyHint: '1 to 20; empty for as many as the workers allow.',
    save: 'Save',
    keepAsIs: 'Leave as it is',
  },
  upload: { label: 'Upload' },
  items: {
    title: (items) => items.charAt(0).toUpperCase() + items.slice(1),
    state: 'State',
    anyState: 'Any state',
    cause: 'Cause',
    anyCause: 'Any cause',
    group: 'Group',
    anyGroup: 'Any group',
    search: 'Find by name',
    columns: { state: 'State', name: 'Name', group: 'Group', attempts: 'Tries', what: 'What', time: 'Took' },
    loading: 'Loading…',
    none: 'No items here yet',
    noneMatch: 'Nothing matches these filters',
    shown: (n, total) => (n === total ? `${count(n)}` : `${count(n)} of ${count(total)}`),
    searched: (n, total) => `looked through ${count(n)} of ${count(total)}`,
    clear: 'Clear filters',
    hint: 'Arrow keys move, Enter opens.',
  },
  item: {
    state: 'State',
    group: 'Group',
    stage: 'Stage',
    attempts: 'Tries',
    worker: 'Worker',
    started: 'Started',
    finished: 'Finished',
    took: 'Took',
    id: 'Id',
    cause: 'Cause',
    result: 'Row',
    retry: 'Retry this one',
    overlay: (name) => `What was read on ${name}`,
    openOverlay: 'Open the picture',
    waits: 'Waits because',
  },
  log: {
    title: 'Who did what',
    empty: 'Nothing yet',
    more: 'Show older ones',
    someone: 'someone',
    refused: 'refused',
    failed: 'did not work',
    actions: {
      createBatch: 'created it',
      olderStart: 'created it',
      putSource: 'sent the file',
      createUpload: 'began to send a file',
      addItems: 'added items',
      startBatch: 'started it',
      pauseBatch: 'paused it',
      resumeBatch: 'resumed it',
      cancelBatch: 'cancelled it',
      olderCancel: 'cancelled it',
      retryBatch: 'had failed items done again',
      changeBatch: 'changed priority or items at once',
      decide: 'decided on a field',
      decideMany: 'decided on fields, or had the results written again',
      deleteBatch: 'deleted it',
    },
  },
  done: (v) => `${v}. The results can be downloaded.`,
};
