// What one batch looks like: elements, and how each is told what is new.
import * as api from '../core/api.js';
import {
  bytes,
  count,
  estimate,
  isOver,
  percent,
  seconds,
  standing,
  status as statusName,
  time,
  waitsForStart,
} from '../core/format.js';
import { bar, h, text } from '../core/dom.js';
import { stages as stageList } from './stages.js';
import * as uploads from '../core/uploads.js';

function figure(label) {
  const value = h('dd', {}, '–');
  return { element: h('div', {}, h('dt', {}, label), value), set: (to) => text(value, to || '–') };
}

// `onStarted` is called when the batch was started here.
export function layout(batchId, review, onStarted) {
  const title = h('h1', {}, 'Batch');
  const chip = h('span', { className: 'chip' });
  const sub = h('p', { className: 'sub' });
  const start = h('button', { className: 'primary', type: 'button', hidden: true }, 'Start batch');
  const cancel = h('button', { className: 'danger', type: 'button', hidden: true }, 'Cancel batch');
  const problem = h('p', { className: 'problem', role: 'alert' });

  const big = bar('Progress of the whole batch', 'big');
  const bigValue = h('span', { className: 'big-value' }, '0 %');
  const stageName = h('span', { className: 'now-stage' }, 'Waiting');
  const message = h('p', { className: 'now-message' });
  const processed = figure('Done');
  const failedFigure = figure('Failed');
  const runningFigure = figure('Running');
  const rate = figure('Per second');
  const elapsed = figure('Elapsed');
  const eta = figure('Left (stage)');

  const uploadBar = bar('Upload', 'thin');
  const uploadText = h('span', {});
  const again = h('button', { className: 'quiet', type: 'button', hidden: true }, 'Send again');
  const uploadCard = h(
    'section',
    { className: 'card upload', hidden: true, 'aria-label': 'Upload' },
    h('div', { className: 'row-foot' }, uploadText, h('span', { className: 'spacer' }), again),
    uploadBar.element,
  );
  again.addEventListener('click', () => {
    const upload = uploads.of(batchId);
    if (upload) uploads.send(batchId, upload.file);
  });

  const list = stageList();
  const files = h('div', { className: 'files', hidden: true });
  const failuresBody = h('tbody', {});
  const failuresNote = h('p', { className: 'hint' });
  const failuresCard = h(
    'section',
    { className: 'card failures', hidden: true },
    h('h2', {}, 'Failures'),
    h(
      'div',
      { className: 'scroll' },
      h(
        'table',
        {},
        h(
          'thead',
          {},
          h(
            'tr',
            {},
            h('th', { scope: 'col' }, 'Item'),
            h('th', { scope: 'col' }, 'Cause'),
            h('th', { scope: 'col' }, 'What happened'),
          ),
        ),
        failuresBody,
      ),
    ),
    failuresNote,
  );

  start.addEventListener('click', async () => {
    start.disabled = true;
    text(problem, '');
    try {
      await api.start(batchId);
      start.hidden = true;
      onStarted();
    } catch (refused) {
      text(problem, refused.message);
    } finally {
      start.disabled = false;
    }
  });
  cancel.addEventListener('click', async () => {
    if (!window.confirm('Cancel this batch? What is done so far is kept; the rest is not done.')) return;
    cancel.disabled = true;
    try {
      await api.cancel(batchId);
      chip.dataset.status = 'cancelling';
      text(chip, statusName('cancelling'));
      uploads.forget(batchId);
    } catch (refused) {
      text(problem, refused.message);
      cancel.disabled = false;
    }
  });

  const element = h(
    'article',
    { className: 'batch' },
    h('a', { className: 'back', href: '#/' }, '← All batches'),
    h(
      'div',
      { className: 'batch-head' },
      h('div', { className: 'batch-title' }, title, chip),
      h('div', { className: 'batch-actions' }, start, cancel),
    ),
    sub,
    problem,
    uploadCard,
    h(
      'section',
      { className: 'card now', 'aria-label': 'Progress' },
      h('div', { className: 'now-head' }, stageName, bigValue),
      big.element,
      message,
      h(
        'dl',
        { className: 'figures' },
        processed.element,
        failedFigure.element,
        runningFigure.element,
        rate.element,
        elapsed.element,
        eta.element,
      ),
      files,
    ),
    h('section', { className: 'card' }, h('h2', {}, 'Stages'), list.element),
    failuresCard,
    review.element,
  );

  let over = false;
  let streaming = false;
  let reached = 0;

  function counts(counted) {
    // While events come they are newer than any answer.
    if (counted.total === 0 || (streaming && !over)) return;
    processed.set(`${count(counted.succeeded + counted.failed + counted.cancelled)} / ${count(counted.total)}`);
    failedFigure.set(count(counted.failed));
    failedFigure.element.classList.toggle('bad', counted.failed > 0);
  }

  function state(batchStatus, name = statusName(batchStatus)) {
    over = isOver(batchStatus);
    text(chip, name);
    chip.dataset.status = batchStatus;
    cancel.hidden = over || batchStatus === 'cancelling';
    [runningFigure, rate, eta].forEach((each) => (each.element.hidden = over));
  }

  function setBig(value, of) {
    reached = over ? value : Math.max(reached, value);
    big.set(reached, of);
    text(bigValue, percent(reached));
  }

  return {
    element,
    // `mayOperate`: whether the caller may start it.
    batch(found, mayOperate) {
      text(title, found.name);
      document.title = `${found.name} · Batchline`;
      text(
        sub,
        [
          found.workload,
          found.source ? `${found.source.file_name || 'source'} (${bytes(found.source.size)})` : null,
          `created ${time(found.created_at)}`,
          found.owner,
        ]
          .filter(Boolean)
          .join(' · '),
      );
      state(found.status, standing(found));
      start.hidden = !(mayOperate && waitsForStart(found));
      list.status(found.stages);
      counts(found.counts);
      if (found.started_at) elapsed.set(seconds(found.elapsed_seconds));
      if (over) {
        setBig(found.batch_percentage, found.status);
        text(stageName, statusName(found.status));
        list.end(found.status);
      }
      if (found.reason) text(message, found.reason.message);
      else if (found.status === 'pending') text(message, `${standing(found)}.`);
      files.hidden = (found.files ?? []).length === 0;
      files.replaceChildren(
        ...(found.files ?? []).map((name) =>
          h('a', { className: 'button', href: api.fileAddress(batchId, name), download: '' }, name),
        ),
      );
    },
    progress(data) {
      if (over) return;
      streaming = true;
      if (data.stage !== 'uploading') start.hidden = true;
      text(stageName, data.stage_label);
      text(message, data.waiting_reason ? `${data.message} (${data.waiting_reason})` : data.message);
      setBig(data.batch_percentage, data.stalled ? 'stalled' : 'running');
      list.progress(data);
      if (data.items_total > 0) {
        processed.set(`${count(data.items_processed)} / ${count(data.items_total)}`);
        failedFigure.set(count(data.items_failed));
        failedFigure.element.classList.toggle('bad', data.items_failed > 0);
        runningFigure.set(count(data.items_running));
      }
      rate.set(data.throughput_per_second > 0 ? data.throughput_per_second.toFixed(1) : '');
      elapsed.set(seconds(data.elapsed_seconds));
      eta.set(estimate(data.eta_seconds));
    },
    end(data) {
      const ended = data.stage;
      state(ended);
      setBig(data.batch_percentage, ended);
      text(stageName, statusName(ended));
      text(message, data.message);
      elapsed.set(seconds(data.elapsed_seconds));
      list.end(ended);
    },
    tick(newest, passed, found) {
      if (over) return;
      if (newest !== null && newest.stage !== 'uploading') {
        elapsed.set(seconds(newest.elapsed_seconds + passed));
        if (newest.eta_seconds !== null) eta.set(estimate(Math.max(0, newest.eta_seconds - passed)));
      } else if (found?.started_at) {
        elapsed.set(seconds((Date.now() - Date.parse(found.started_at)) / 1000));
      }
      list.tick();
    },
    upload(upload) {
      uploadCard.hidden = upload === undefined;
      if (upload === undefined) return;
      const { file, loaded } = upload;
      const failedUpload = upload.state === 'failed';
      uploadBar.set(file.size === 0 ? 0 : (100 * loaded) / file.size, failedUpload ? 'failed' : 'running');
      text(
        uploadText,
        failedUpload
          ? `${file.name}: ${upload.error}`
          : `Sending ${file.name}: ${bytes(loaded)} of ${bytes(file.size)}`,
      );
      again.hidden = !failedUpload;
    },
    failures(items, total) {
      failuresCard.hidden = items.length === 0;
      failuresBody.replaceChildren(
        ...items.map((item) =>
          h(
            'tr',
            {},
            h('td', { className: 'name' }, item.name ?? item.job_id),
            h('td', {}, h('code', {}, item.error?.cause ?? '')),
            h('td', {}, item.error?.message ?? ''),
          ),
        ),
      );
      text(failuresNote, total > items.length ? `The first ${items.length} of ${count(total)}.` : '');
    },
    problem(sentence) {
      text(problem, sentence);
    },
    missing() {
      element.replaceChildren(
        h('a', { className: 'back', href: '#/' }, '← All batches'),
        h(
          'div',
          { className: 'empty' },
          h('p', { className: 'empty-title' }, 'There is no such batch'),
          h('p', {}, 'It may have been deleted, or it belongs to someone else.'),
        ),
      );
    },
  };
}
