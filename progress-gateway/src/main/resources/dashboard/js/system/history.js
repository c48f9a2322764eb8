// What was done in a period: figures, charts of its days, seconds per stage and causes of failures.
// The period and the workload stand in the address.
import { h } from 'preact';
import { useMemo } from 'preact/hooks';
import { filter } from '../core/router.js';
import { useAsked } from '../core/asked.js';
import { useNow } from '../core/clock.js';
import * as format from '../core/format.js';
import { Card, Empty, Figure, Problem } from '../ui/elements.js';
import { DayLine, StackedDays } from './day-charts.js';
import { Causes, Days, StageSeconds, Workloads } from './history-tables.js';
import { daily, PERIODS, span } from './report.js';
import * as calls from './calls.js';
import { texts } from '../texts.js';

const t = texts.system.history;
const EVERY = 60_000;
const rate = (value) => (value === null ? texts.nothing : format.share(value));
const speed = (value) => (value === null ? texts.nothing : t.perSecond(format.rate(value)));

function Chosen({ chosen, query }) {
  const { value: names } = useAsked(calls.workloads);
  const workload = query.workload ?? '';
  const known = [...new Set([...(names ?? []), ...(workload === '' ? [] : [workload])])].sort();
  const free = chosen.days === null;
  const day = (key) => (event) => {
    if (event.currentTarget.value !== '') filter({ days: '', from: chosen.from, to: chosen.to, [key]: event.currentTarget.value });
  };
  return h(
    'div',
    { class: 'history-filters' },
    h(
      'label',
      {},
      t.span,
      h(
        'select',
        {
          value: free ? 'free' : String(chosen.days),
          onChange: ({ currentTarget: { value } }) =>
            filter(value === 'free' ? { days: '', from: chosen.from, to: chosen.to } : { days: value, from: '', to: '' }),
        },
        PERIODS.map((days) => h('option', { key: days, value: String(days) }, t.days(days))),
        h('option', { value: 'free' }, t.free),
      ),
    ),
    free && h('label', {}, t.from, h('input', { type: 'date', value: chosen.from, max: chosen.to, onChange: day('from') })),
    free && h('label', {}, t.to, h('input', { type: 'date', value: chosen.to, min: chosen.from, onChange: day('to') })),
    h(
      'label',
      {},
      t.workload,
      h(
        'select',
        { value: workload, onChange: (event) => filter({ workload: event.currentTarget.value }) },
        h('option', { value: '' }, t.all),
        known.map((name) => h('option', { key: name, value: name }, name)),
      ),
    ),
    h('span', { class: 'spacer' }),
    h('a', { class: 'button', href: calls.analyticsTable({ ...chosen, workload }), download: '' }, t.download),
  );
}

function Figures({ total }) {
  return h(
    'dl',
    { class: 'card figures history-figures' },
    h(Figure, { name: t.batches }, format.count(total.batches.total)),
    h(Figure, { name: t.items }, format.count(total.items.total)),
    h(Figure, { name: t.success }, rate(total.success_rate)),
    h(Figure, { name: t.failed, state: total.items.failed > 0 ? 'bad' : '' }, format.count(total.items.failed)),
    h(Figure, { name: t.throughput }, speed(total.throughput_per_second)),
  );
}

function parts(of, names, total) {
  const colours = ['--good-fill', '--bad-fill', '--calm-fill'];
  return Object.entries(names).map(([key, name], at) => ({
    name,
    colour: colours[at],
    of: (row) => row[of][key],
    total: total[of][key],
  }));
}

function Report({ report, chosen }) {
  const rows = useMemo(() => daily(report, chosen), [report]);
  const { total } = report;
  const between = t.between(format.day(chosen.from), format.day(chosen.to));
  const line = (part) => ({ colour: '--accent', ...part });
  return [
    h(Figures, { total }),
    h(
      'div',
      { class: 'charts' },
      h(StackedDays, { title: t.itemsPerDay, name: t.chart(t.itemsPerDay, between), rows, parts: parts('items', t.itemStates, total) }),
      h(StackedDays, { title: t.batchesPerDay, name: t.chart(t.batchesPerDay, between), rows, parts: parts('batches', t.batchStates, total) }),
      h(DayLine, {
        title: t.success,
        name: t.chart(t.success, between),
        rows,
        top: 1,
        part: line({ name: t.succeeded, of: (row) => row.success_rate, total: total.success_rate, write: rate }),
      }),
      h(DayLine, {
        title: t.throughput,
        name: t.chart(t.throughput, between),
        rows,
        part: line({ name: t.itemsEach, of: (row) => row.throughput_per_second, total: total.throughput_per_second, write: speed }),
      }),
      h(StageSeconds, { total }),
      h(Causes, { total }),
    ),
    h(Workloads, { report, rate, speed }),
    h(Days, { rows, rate, speed }),
  ];
}

export function History({ query }) {
  const today = new Date(useNow()).toISOString().slice(0, 10);
  const chosen = useMemo(() => span(query, Date.parse(today)), [query, today]);
  const of = JSON.stringify([chosen, query.workload]);
  const { value, problem } = useAsked(
    () => calls.analytics({ ...chosen, workload: query.workload }).then((report) => ({ report, of, chosen })),
    [of],
    { every: EVERY },
  );
  const empty = value?.report.total.batches.total === 0;
  return h(
    'div',
    { class: 'history', 'aria-busy': String(value === null || value.of !== of) },
    h(Chosen, { chosen, query }),
    h(Problem, { of: problem }),
    value !== null && (empty ? h(Card, {}, h(Empty, { title: t.none }, t.noneHint)) : h(Report, value)),
  );
}
