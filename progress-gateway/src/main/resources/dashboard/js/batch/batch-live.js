// One batch, live: everything that moves comes from its stream. The status is asked for at the
// start, when a stage changes and at the end, for what the stream does not carry.
import * as api from '../core/api.js';
import { layout } from './batch-view.js';
import { say } from '../core/dom.js';
import { review } from './review-card.js';
import * as uploads from '../core/uploads.js';
import { watchBatch } from 'batchline-client';

const FAILURES_AT_MOST_EVERY = 2000;
// The stream says nothing of a file that has come, or of items, while somebody has still to say start.
const ASK_BEFORE_START_EVERY = 5;

export function show(root, { batchId, connection }) {
  const doubts = review(batchId, async () => {
    await refresh();
    // The stream of before has ended; a new one tells how the results are written again.
    stream.close();
    stream = listen();
  });
  const view = layout(batchId, doubts, () => refresh());
  root.replaceChildren(view.element);
  let closed = false;
  let gone = false;
  let stage = null;
  let newest = null;
  let newestAt = 0;
  let batch = null;
  let failed = 0;
  let failuresTimer = null;
  let failuresAt = -FAILURES_AT_MOST_EVERY;
  let ticks = 0;
  const mayOperate = api.me().then(
    (me) => me.role !== 'viewer',
    () => false,
  );

  async function refresh() {
    try {
      const [found, may] = await Promise.all([api.status(batchId), mayOperate]);
      if (closed) return;
      batch = found;
      view.batch(batch, may);
      if (batch.counts.failed > failed) showFailures(batch.counts.failed);
      if (batch.status === 'completed') doubts.refresh();
    } catch (refused) {
      if (closed || refused.status === 401) return;
      if (refused.status === 404) view.missing();
      else view.problem(refused.message);
    }
  }

  function showFailures(number) {
    failed = number;
    if (failuresTimer !== null) return;
    failuresTimer = setTimeout(async () => {
      failuresTimer = null;
      failuresAt = performance.now();
      try {
        const page = await api.failures(batchId);
        if (!closed) view.failures(page.items, failed);
      } catch {
        // The next failure, or the end, asks again.
        failed = 0;
      }
    }, Math.max(0, failuresAt + FAILURES_AT_MOST_EVERY - performance.now()));
  }

  function onProgress(data) {
    newest = data;
    newestAt = performance.now();
    view.progress(data);
    if (data.items_failed > failed) showFailures(data.items_failed);
    if (data.stage !== stage) {
      stage = data.stage;
      say(`${data.stage_label}: ${data.message}`);
      refresh();
    }
  }

  function onEnd(data) {
    view.end(data);
    failed = 0;
    refresh();
  }

  function listen() {
    return watchBatch(batchId, {
      onProgress,
      onComplete: onEnd,
      onError: (error) => {
        if (error.data !== null) onEnd(error.data);
        else if (error.kind === 'unauthorized') api.loggedOut();
        else {
          // The answer says that it is gone, or why it can't be seen.
          if (!closed) refresh();
          gone = true;
        }
      },
      onConnection: ({ state }) => {
        if (!closed) connection(gone ? null : state);
      },
    });
  }

  let stream = listen();

  const clock = setInterval(() => {
    view.tick(newest, (performance.now() - newestAt) / 1000, batch);
    ticks += 1;
    const begins = batch?.status === 'pending' || batch?.status === 'uploading';
    if (begins && ticks % ASK_BEFORE_START_EVERY === 0 && !document.hidden) refresh();
  }, 1000);

  const upload = () => view.upload(uploads.of(batchId), batch);
  const stopUploads = uploads.onChange(upload);
  upload();
  refresh();

  return () => {
    closed = true;
    stream.close();
    clearInterval(clock);
    clearTimeout(failuresTimer);
    stopUploads();
  };
}
