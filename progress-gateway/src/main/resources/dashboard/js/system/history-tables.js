// The analytics' tables: what the charts show as numbers, and what no chart of days can show.
import { h } from 'preact';
import * as format from '../core/format.js';
import { Card } from '../ui/elements.js';
import { Length, Number } from './parts.js';
import { causes, stages } from './report.js';
import { texts } from '../texts.js';

const t = texts.system.history;
const column = (name) => h('th', { scope: 'col', class: 'number', key: name }, name);

export function StageSeconds({ total }) {
  const rows = stages(total);
  return h(
    Card,
    { title: t.secondsPerStage, class: 'chart-card' },
    rows.length === 0
      ? h('p', { class: 'sub' }, t.noStages)
      : h(
          'table',
          { class: 'lengths' },
          h('thead', {}, h('tr', {}, h('th', { scope: 'col' }, t.stage), h('td', {}), column(t.half), column(t.most))),
          h(
            'tbody',
            {},
            rows.map((row) =>
              h(
                'tr',
                { key: row.stage },
                h('th', { scope: 'row' }, texts.system.stages.names[row.stage]),
                h('td', { class: 'wide' }, h(Length, { percent: row.short, within: row.long })),
                h('td', { class: 'number' }, format.seconds(row.p50)),
                h('td', { class: 'number' }, format.seconds(row.p95)),
              ),
            ),
          ),
        ),
  );
}

function CauseRows({ name, counted }) {
  const rows = causes(counted);
  if (rows.length === 0) return null;
  return h(
    'table',
    { class: 'lengths by-cause' },
    h('thead', {}, h('tr', {}, h('th', { scope: 'col' }, name), h('td', {}), column(t.count))),
    h(
      'tbody',
      {},
      rows.map((row) =>
        h(
          'tr',
          { key: row.cause },
          h('th', { scope: 'row' }, t.cause(row.cause)),
          h('td', { class: 'wide' }, h(Length, { percent: row.share })),
          h(Number, { of: row.count }),
        ),
      ),
    ),
  );
}

export function Causes({ total }) {
  const none = Object.keys({ ...total.failures_by_cause, ...total.batch_failures_by_cause }).length === 0;
  return h(
    Card,
    { title: t.causes, class: 'chart-card' },
    none && h('p', { class: 'sub' }, t.noCauses),
    h(CauseRows, { name: t.ofItems, counted: total.failures_by_cause }),
    h(CauseRows, { name: t.ofBatches, counted: total.batch_failures_by_cause }),
  );
}

function Table({ head, rows }) {
  return h(
    'div',
    { class: 'scroll', tabIndex: 0, role: 'group', 'aria-label': head },
    h(
      'table',
      { class: 'numbers' },
      h('thead', {}, h('tr', {}, h('th', { scope: 'col' }, head), t.columns.map(column))),
      h('tbody', {}, rows),
    ),
  );
}

function row(key, name, { batches, items, success_rate, throughput_per_second }, { rate, speed }) {
  return h(
    'tr',
    { key },
    h('th', { scope: 'row' }, name),
    h(Number, { of: batches.total }),
    h(Number, { of: items.succeeded }),
    h(Number, { of: items.failed }),
    h(Number, { of: items.cancelled }),
    h('td', { class: 'number' }, rate(success_rate)),
    h('td', { class: 'number' }, speed(throughput_per_second)),
  );
}

export function Workloads({ report, ...written }) {
  return h(
    Card,
    { title: t.workloads },
    h(Table, { head: t.workload, rows: report.workloads.map((each) => row(each.workload, each.workload, each.figures, written)) }),
  );
}

// Every day as a row, newest first: what the charts draw, for those who read.
export function Days({ rows, ...written }) {
  return h(
    'details',
    { class: 'card days' },
    h('summary', {}, t.table),
    h(Table, { head: t.day, rows: rows.toReversed().map((each) => row(each.day, format.day(each.day), each, written)) }),
  );
}
