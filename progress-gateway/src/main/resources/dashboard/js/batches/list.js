// The list of batches. It asks for the list every two seconds, and follows the running ones so that
// their bars move at once.
import * as api from '../core/api.js';
import { ago, count, isOver, percent, standing } from '../core/format.js';
import { bar, h, text } from '../core/dom.js';
import { dropZone } from './drop.js';
import { watchBatch } from 'batchline-client';

const ASK_EVERY = 2000;

export function show(root, { connection }) {
  const rows = new Map();
  const streams = new Map();
  let closed = false;
  let timer = null;
  let older = [];

  const drop = dropZone();
  const list = h('ul', { className: 'batches' });
  const empty = h(
    'div',
    { className: 'empty', hidden: true },
    h('p', { className: 'empty-title' }, 'No batches yet'),
    h('p', {}, 'Drop a ZIP of scans above, and its progress shows here, live.'),
  );
  const more = h('button', { className: 'quiet', type: 'button', hidden: true }, 'Show older ones');
  const error = h('p', { className: 'problem', role: 'alert' });
  root.replaceChildren(
    h('h1', { className: 'visually-hidden' }, 'Batches'),
    drop.element,
    h('h2', {}, 'Batches'),
    error,
    empty,
    list,
    more,
  );

  let cursor = null;
  more.addEventListener('click', async () => {
    more.disabled = true;
    try {
      const page = await api.batches(`&cursor=${encodeURIComponent(cursor)}`);
      older = older.concat(page.batches);
      cursor = page.next_cursor ?? null;
      more.hidden = cursor === null;
      draw([...lastPage, ...older]);
    } catch (refused) {
      text(error, refused.message);
    } finally {
      more.disabled = false;
    }
  });

  let lastPage = [];
  async function refresh() {
    clearTimeout(timer);
    try {
      if (!document.hidden) {
        const page = await api.batches();
        if (closed) return;
        lastPage = page.batches;
        if (older.length === 0) cursor = page.next_cursor ?? null;
        more.hidden = cursor === null;
        const newest = new Set(lastPage.map((batch) => batch.batch_id));
        draw([...lastPage, ...older.filter((batch) => !newest.has(batch.batch_id))]);
        text(error, '');
        connection('live');
      }
    } catch (refused) {
      if (closed || refused.status === 401) return;
      connection('reconnecting');
      if (refused.status !== 0) text(error, refused.message);
    }
    if (!closed) timer = setTimeout(refresh, ASK_EVERY);
  }

  function draw(batches) {
    empty.hidden = batches.length > 0;
    const wanted = batches.map((batch) => {
      const row = rows.get(batch.batch_id) ?? newRow(batch);
      rows.set(batch.batch_id, row);
      row.update(batch);
      return row.element;
    });
    if (wanted.length !== list.children.length || wanted.some((e, i) => e !== list.children[i])) {
      list.replaceChildren(...wanted);
    }
    followRunning(batches);
  }

  function followRunning(batches) {
    const running = batches
      .filter((batch) => batch.status === 'processing' || batch.status === 'uploading')
      .map((batch) => batch.batch_id);
    for (const [batchId, stream] of streams) {
      if (!running.includes(batchId)) {
        stream.close();
        streams.delete(batchId);
      }
    }
    for (const batchId of running) {
      if (streams.has(batchId)) continue;
      streams.set(
        batchId,
        watchBatch(batchId, {
          onProgress: (data) => rows.get(batchId)?.progress(data),
          onComplete: refresh,
          onError: refresh,
        }),
      );
    }
  }

  refresh();
  return () => {
    closed = true;
    clearTimeout(timer);
    drop.close();
    streams.forEach((stream) => stream.close());
  };
}

function newRow(first) {
  const name = h('span', { className: 'row-name' });
  const chip = h('span', { className: 'chip' });
  const line = h('span', { className: 'row-line' });
  const value = h('span', { className: 'row-percent' });
  const when = h('span', { className: 'row-when' });
  const progress = bar('Progress of the batch', 'thin');
  const element = h(
    'li',
    {},
    h(
      'a',
      { className: 'card row', href: `#/batches/${encodeURIComponent(first.batch_id)}` },
      h('span', { className: 'row-head' }, name, chip, h('span', { className: 'spacer' }), when),
      progress.element,
      h('span', { className: 'row-foot' }, line, h('span', { className: 'spacer' }), value),
    ),
  );
  let newest = 0;
  return {
    element,
    update(batch) {
      text(name, batch.name);
      text(chip, standing(batch));
      chip.dataset.status = batch.status;
      text(when, ago(batch.created_at));
      when.title = batch.created_at;
      const state = isOver(batch.status) ? batch.status : 'running';
      newest = isOver(batch.status) ? batch.batch_percentage : Math.max(newest, batch.batch_percentage);
      progress.set(newest, state);
      text(value, batch.status === 'pending' ? '' : percent(newest));
      text(line, sentence(batch));
    },
    progress(data) {
      newest = Math.max(newest, data.batch_percentage);
      progress.set(newest, 'running');
      text(value, percent(newest));
      text(line, `${data.stage_label} · ${data.message}`);
    },
  };
}

function sentence(batch) {
  const { counts } = batch;
  if (batch.status === 'completed') {
    const failed = counts.failed > 0 ? `, ${count(counts.failed)} failed` : '';
    return `${count(counts.succeeded)} of ${count(counts.total)} succeeded${failed}`;
  }
  if (isOver(batch.status)) return batch.message ?? '';
  return [batch.stage_label, batch.message].filter(Boolean).join(' · ');
}
