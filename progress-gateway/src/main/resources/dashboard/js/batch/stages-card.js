// The seven stages: where it is, how long each took, and which takes most.
import { h } from 'preact';
import { useNow } from '../core/clock.js';
import { count, seconds } from '../core/format.js';
import { Bar, Card } from '../ui/elements.js';
import { texts } from '../texts.js';
import { stagesNow } from './stages.js';

const t = texts.batch.stages;

// Seconds since the newest event: the clock of the running stage goes on between events.
export function passedSince(seen, facts) {
  const stands = facts.over || facts.status === 'paused' || !seen.newest;
  return stands ? 0 : (performance.now() - seen.newestAt) / 1000;
}

export function Stages({ batch, facts, seen }) {
  useNow();
  const rows = stagesNow(batch.stages, facts.over ? null : seen.newest, facts.status, passedSince(seen, facts));
  return h(
    Card,
    { title: t.title, class: 'stages-card' },
    h('ol', { class: 'stages' }, rows.map((row) => h(Stage, { key: row.stage, row }))),
  );
}

function Stage({ row }) {
  const running = row.state === 'running';
  return h(
    'li',
    {
      class: 'stage',
      'data-stage': row.stage,
      'data-state': row.state,
      'data-stalled': String(row.stalled),
      'aria-current': running ? 'step' : null,
    },
    h('span', { class: 'stage-mark', 'aria-hidden': 'true' }),
    h('span', { class: 'stage-label' }, row.label),
    h('span', { class: 'visually-hidden' }, `, ${t.state[row.state]}`),
    h(
      'span',
      { class: 'stage-time' },
      row.seconds !== null && row.state !== 'waiting' ? seconds(row.seconds) : texts.nothing,
    ),
    h('span', { class: 'stage-detail' }, detail(row)),
    row.bottleneck && h('span', { class: 'stage-tag', title: t.bottleneckHint }, t.bottleneck),
    row.stalled && h('span', { class: 'stage-tag', 'data-kind': 'stalled' }, t.stalled),
    h(Bar, { label: row.label, percent: row.percent, kind: 'hair', state: row.stalled ? 'stalled' : running ? 'running' : 'completed' }),
  );
}

function detail(row) {
  if (!row.countsItems || row.state === 'waiting') return '';
  return row.state === 'finished' ? count(row.total) : `${count(row.done)} / ${count(row.total)}`;
}
