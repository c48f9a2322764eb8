// What it comes to: the verdict, how new it is, the bar of all items, and the figures.
import { h } from 'preact';
import { useNow } from '../core/clock.js';
import { count, estimate, percent, seconds } from '../core/format.js';
import { Bar, Figure, Problem } from '../ui/elements.js';
import { texts } from '../texts.js';
import { freshness } from './freshness.js';
import { etaBand } from './rates.js';
import { SegmentedBar } from './segmented-bar.js';
import { Sparkline } from './sparkline.js';
import { moves } from './standing.js';
import { verdict } from './verdict.js';

const t = texts.batch;
const SAID_BY_VERDICT = new Set(['completed', 'completedWithFailures', 'failed', 'cancelled', 'uploading']);

export function Now({ batch, facts, seen, samples, doubts, problem }) {
  useNow();
  const passed = seen.newest && !seen.ended ? (performance.now() - seen.newestAt) / 1000 : 0;
  const age = seen.newest ? passed : null;
  const fresh = facts.over ? { kind: 'ended', old: false } : freshness(seen.connection, age, moves(facts));
  // Nobody knows how it goes on while nothing is heard of it; what was just asked for is news.
  const unheard = fresh.old && age !== null;
  const left = unheard ? null : band(facts, samples, passed);
  const done = left === null ? null : { in: left.likely, at: Date.now() + 1000 * left.likely };
  const told = verdict({ ...facts, doubts, done, old: unheard });
  return h(
    'section',
    { class: 'card now', 'aria-label': t.now, 'data-old': String(fresh.old), 'data-tone': told.tone },
    h(
      'div',
      { class: 'now-head' },
      h('p', { class: 'verdict', id: 'verdict' }, t.verdict[told.kind](told)),
      h(
        'div',
        {
          class: 'big-value',
          role: 'progressbar',
          'aria-label': t.progress,
          'aria-valuemin': '0',
          'aria-valuemax': '100',
          'aria-valuenow': String(Math.floor(facts.percent)),
        },
        percent(facts.percent),
      ),
    ),
    facts.counts.total > 0
      ? h(SegmentedBar, { counts: facts.counts })
      : h(Bar, { label: t.stageProgress, percent: facts.stagePercent ?? 0, kind: 'big' }),
    h('p', { class: 'now-line' }, h(Message, { facts, told }), h(Freshness, { fresh, age })),
    h(Figures, { facts, samples, left, passed, batch }),
    h(Problem, { of: problem && problem.status !== 401 && problem.status !== 0 ? problem : null }),
  );
}

// What the stage itself says; not a second time what the verdict has said.
function Message({ facts, told }) {
  const said = SAID_BY_VERDICT.has(told.kind) ? '' : (facts.message ?? '');
  const stage = facts.over || !facts.stageLabel ? '' : `${facts.stageLabel} · `;
  return h('span', { class: 'now-message' }, said === '' ? '' : `${stage}${said}`);
}

function Freshness({ fresh, age }) {
  return h(
    'span',
    { class: 'fresh', id: 'freshness', 'data-kind': fresh.kind, title: fresh.kind === 'polling' ? t.fresh.pollingHint : null },
    t.fresh[fresh.kind](t.age(age)),
  );
}

// Seconds that are left of the stage that counts: by how the speed varied, else as the server says.
function band(facts, samples, passed) {
  if (facts.over || facts.reason !== null || facts.stalled) return null;
  if (samples.stage !== facts.stage || facts.status !== 'processing') return null;
  const spread = etaBand(samples.list, facts.stageTotal - facts.stageDone, (samples.list.at(-1)?.t ?? 0) + 1000 * passed);
  if (spread !== null) return spread;
  if (facts.etaSeconds === null) return null;
  const likely = Math.max(0, facts.etaSeconds - passed);
  return { low: likely, likely, high: likely };
}

function Figures({ facts, samples, left, passed, batch }) {
  const { counts } = facts;
  const begun = batch.started_at !== null;
  return h(
    'dl',
    { class: 'figures' },
    h(Figure, { name: t.figures.done }, `${count(counts.succeeded + counts.failed)} / ${count(counts.total)}`),
    h(Figure, { name: t.figures.failed, state: counts.failed > 0 ? 'bad' : '' }, count(counts.failed)),
    !facts.over && h(Figure, { name: t.figures.running }, count(counts.running)),
    h(
      Figure,
      { name: t.figures.rate },
      h(
        'span',
        { class: 'rate' },
        speed(facts, samples.list) || texts.nothing,
        h(Sparkline, { samples: samples.list }),
      ),
    ),
    h(Figure, { name: t.figures.elapsed }, begun ? seconds(facts.elapsedSeconds + (facts.over ? 0 : passed)) : ''),
    !facts.over && h(Figure, { name: t.figures.left }, left && estimate(left.likely) && h(Band, { left })),
  );
}

// Of a batch that is over: as it was on the whole.
function speed(facts, samples) {
  const passed = samples.length < 2 ? 0 : (samples.at(-1).t - samples[0].t) / 1000;
  const whole = passed > 0 ? (samples.at(-1).done - samples[0].done) / passed : 0;
  const shown = facts.over ? whole : facts.perSecond;
  return shown > 0 ? shown.toFixed(1) : '';
}

function Band({ left }) {
  const now = Date.now();
  return h(
    'span',
    { class: 'band', title: t.bandAt(now + 1000 * left.low, left.high === null ? null : now + 1000 * left.high) },
    t.band(left.low, left.high),
  );
}
