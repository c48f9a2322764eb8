// The seven stages as a list that fills from top to bottom.
import { bar, h, text } from '../core/dom.js';
import { count, seconds } from '../core/format.js';

const ORDER = [
  ['extracting', 'Extract'],
  ['organizing_qr', 'Organize'],
  ['processing_sheets', 'Process'],
  ['collecting_results', 'Collect'],
  ['generating_csv', 'Write CSV'],
  ['loading_database', 'Load'],
  ['cleanup', 'Clean up'],
];
// Only these count items; the others do one thing for the whole batch.
const COUNTS_ITEMS = new Set(['extracting', 'organizing_qr', 'processing_sheets']);
const STATE = {
  waiting: 'waiting',
  running: 'running',
  finished: 'done',
  failed: 'failed',
  cancelled: 'cancelled',
};

export function stages() {
  const rows = new Map(ORDER.map(([id, label]) => [id, stageRow(label, COUNTS_ITEMS.has(id))]));
  const element = h(
    'ol',
    { className: 'stages' },
    [...rows.values()].map((row) => row.element),
  );
  return {
    element,
    // From the status of the batch: what is known of every stage.
    status(list) {
      for (const stage of list) rows.get(stage.stage)?.fromStatus(stage);
    },
    // From an event of the stream: the stage it is about, and all before it.
    progress(data) {
      const current = ORDER.findIndex(([id]) => id === data.stage);
      if (current < 0) return;
      ORDER.forEach(([id], index) => {
        if (index < current) rows.get(id).finish();
        if (index === current) rows.get(id).run(data);
      });
    },
    // Once a second: the running stage's clock goes on between events.
    tick() {
      rows.forEach((row) => row.tick());
    },
    end(stage) {
      rows.forEach((row) => row.end(stage));
    },
  };
}

function stageRow(firstLabel, counts) {
  const label = h('span', { className: 'stage-label' }, firstLabel);
  const detail = h('span', { className: 'stage-detail' });
  const time = h('span', { className: 'stage-time' });
  const said = h('span', { className: 'visually-hidden' }, 'waiting');
  const progress = bar(firstLabel, 'hair');
  const element = h(
    'li',
    { className: 'stage', 'data-state': 'waiting' },
    h('span', { className: 'stage-mark', 'aria-hidden': 'true' }),
    h('span', { className: 'stage-head' }, label, said, detail),
    time,
    progress.element,
  );
  let took = null;
  let tookAt = 0;
  const state = () => element.dataset.state;

  function become(next) {
    element.dataset.state = next;
    text(said, STATE[next] ?? next);
    if (next === 'running') element.setAttribute('aria-current', 'step');
    else element.removeAttribute('aria-current');
  }

  function clock(value) {
    took = value;
    tookAt = performance.now();
    text(time, seconds(value));
  }

  return {
    element,
    fromStatus(stage) {
      text(label, stage.label || firstLabel);
      // A stream may be ahead of an answer that was asked for earlier: stages never go back.
      if (state() !== 'finished' || stage.state !== 'running') become(stage.state);
      if (stage.seconds !== undefined && stage.state !== 'waiting') clock(stage.seconds);
      if (stage.state === 'finished') {
        progress.set(100);
        text(detail, counts && stage.total > 0 ? count(stage.total) : '');
      }
    },
    run(data) {
      const done = data.progress_percentage >= 100;
      text(label, data.stage_label || firstLabel);
      become(done ? 'finished' : 'running');
      progress.set(data.progress_percentage);
      clock(data.stage_elapsed_seconds);
      text(
        detail,
        counts && data.items_total > 0
          ? `${count(data.items_processed)} / ${count(data.items_total)}`
          : '',
      );
    },
    finish() {
      if (state() === 'finished') return;
      become('finished');
      progress.set(100);
    },
    tick() {
      if (state() !== 'running' || took === null) return;
      text(time, seconds(took + (performance.now() - tookAt) / 1000));
    },
    end(stage) {
      if (stage === 'completed') this.finish();
      else if (state() === 'running') become(stage);
      else if (state() === 'waiting') become('cancelled');
    },
  };
}
