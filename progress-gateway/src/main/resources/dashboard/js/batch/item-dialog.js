// One item: how it stands, why it failed, what was read, and for sheets the picture of it.
import { h } from 'preact';
import { useState } from 'preact/hooks';
import * as api from '../core/api.js';
import { useAsked } from '../core/asked.js';
import { time } from '../core/format.js';
import { may } from '../core/session.js';
import { Dialog } from '../ui/dialog.js';
import { Chip, Problem } from '../ui/elements.js';
import { texts } from '../texts.js';
import { took } from './items-table.js';

const t = texts.batch.item;
const ASK_EVERY = 2000;
// Only these have pictures.
const SHEETS = 'answer-sheets';
const AGAIN = new Set(['failed', 'cancelled']);

export function ItemDialog({ batchId, jobId, workload, isOver, acted, onClose }) {
  const [problem, setProblem] = useState(null);
  const asked = useAsked(() => api.item(jobId), [jobId], { every: isOver ? 0 : ASK_EVERY });
  const item = asked.value;
  const again = item && isOver && AGAIN.has(item.state) && may('operator');
  const confirm = again
    ? {
        label: t.retry,
        keep: texts.close,
        run: async () => {
          await api.retry(batchId, { items: [jobId] });
          await acted(true);
        },
      }
    : null;
  return h(
    Dialog,
    { title: item?.name ?? jobId, class: 'item-dialog', confirm, onClose, onProblem: setProblem },
    h(Problem, { of: problem ?? asked.problem }),
    item && h(About, { item }),
    item && workload === SHEETS && item.state === 'succeeded' && h(Overlay, { jobId, name: item.name ?? jobId }),
    item?.result && h(Result, { result: item.result }),
  );
}

function About({ item }) {
  const facts = [
    [t.state, h(Chip, { status: item.state }, texts.batch.states[item.state])],
    [t.waits, item.waiting_reason],
    [t.cause, item.error && h('code', {}, item.error.cause)],
    ['', item.error?.message],
    [t.group, item.group],
    [t.attempts, item.attempts || null],
    [t.started, item.started_at && time(item.started_at)],
    [t.finished, item.finished_at && time(item.finished_at)],
    [t.took, took(item)],
    [t.worker, item.worker && h('code', {}, item.worker)],
    [t.id, h('code', {}, item.job_id)],
  ].filter(([, value]) => value);
  return h('dl', { class: 'facts' }, facts.map(([name, value]) => [h('dt', { key: `n ${name}` }, name), h('dd', { key: `v ${name}` }, value)]));
}

function Overlay({ jobId, name }) {
  const [broken, setBroken] = useState(false);
  const address = `/api/jobs/${encodeURIComponent(jobId)}/overlay.png`;
  if (broken) return null;
  return h(
    'a',
    { class: 'overlay', href: address, target: '_blank', rel: 'noopener', title: t.openOverlay },
    h('img', { src: address, alt: t.overlay(name), onError: () => setBroken(true) }),
  );
}

function Result({ result }) {
  const columns = Object.entries(result);
  return h(
    'details',
    { class: 'result' },
    h('summary', {}, `${t.result} (${columns.length})`),
    h('dl', { class: 'facts' }, columns.map(([name, value]) => [h('dt', { key: `n ${name}` }, name), h('dd', { key: `v ${name}` }, shown(value))])),
  );
}

function shown(value) {
  if (value === null || value === '') return texts.nothing;
  return typeof value === 'object' ? JSON.stringify(value) : String(value);
}
