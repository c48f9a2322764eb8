// Charts of what happened on each day: stacked bars of counts, and lines.
import { h } from 'preact';
import { useMemo, useState } from 'preact/hooks';
import { Chart } from './chart.js';
import { stacked } from './report.js';
import { Card } from '../ui/elements.js';
import * as format from '../core/format.js';
import { texts } from '../texts.js';

const t = texts.system.history;
const GAP = 8;

function axes(colour, days, values) {
  const rem = parseFloat(getComputedStyle(document.documentElement).fontSize);
  const font = `${Math.round(0.75 * rem)}px system-ui, sans-serif`;
  const shared = { font, stroke: colour('--soft'), ticks: { show: false }, border: { show: false } };
  return [
    {
      ...shared,
      size: Math.round(1.65 * rem),
      gap: 4,
      grid: { show: false },
      incrs: [1, 2, 7, 14, 28, 56, 112],
      space: 4 * rem,
      values: (_, splits) => splits.map((at) => (days[at] === undefined ? '' : format.day(days[at]))),
    },
    { ...shared, grid: { stroke: colour('--line'), width: 1 }, size: Math.round(3.4 * rem), space: 2.25 * rem, gap: GAP, values: (_, splits) => splits.map((at) => (at === 0 ? '0' : values(at))) },
  ];
}

const wholeOnly = (value) => (Number.isInteger(value) ? format.short(value) : '');

const scales = (count, top) => ({
  x: { time: false, range: [-0.5, count - 0.5] },
  y: { range: (_, __, max) => [0, top ?? Math.max(1, max * 1.08)] },
});
const cursor = { y: false, drag: { x: false, y: false }, points: { show: false } };

// Named parts with their colours and values of one day, or of all of them.
function Legend({ parts, at, row, title }) {
  return h(
    'p',
    { class: 'chart-legend' },
    h('span', { class: 'chart-when' }, at === null ? title : format.day(at)),
    parts.map((part) =>
      h(
        'span',
        { key: part.name, class: 'chart-part', 'data-colour': part.colour },
        part.name,
        ' ',
        h('b', {}, part.write(at === null ? part.total : part.of(row))),
      ),
    ),
  );
}

function DayChart({ title, name, rows, parts, data, options }) {
  const [at, point] = useState(null);
  return h(
    Card,
    { title, class: 'chart-card' },
    h(Legend, { parts, at: at === null ? null : rows[at]?.day, row: rows[at], title: t.period }),
    h(Chart, { name, options, data, onPoint: point }),
  );
}

// `parts`: [{name, colour, of(row), total}], drawn from the bottom up.
export function StackedDays({ title, name, rows, parts }) {
  const data = useMemo(() => {
    const heights = stacked(parts.map((part) => rows.map(part.of)));
    return [rows.map((_, at) => at), ...heights.toReversed()];
  }, [rows]);
  const options = (uPlot, colour) => ({
    legend: { show: false },
    cursor,
    scales: scales(rows.length),
    axes: axes(colour, rows.map((row) => row.day), wholeOnly),
    series: [
      {},
      ...parts.toReversed().map((part) => ({
        fill: colour(part.colour),
        width: 0,
        points: { show: false },
        paths: uPlot.paths.bars({ size: [0.72, 40], radius: 0.08 }),
      })),
    ],
  });
  const written = parts.map((part) => ({ write: format.count, ...part }));
  return h(DayChart, { title, name, rows, parts: written, data, options });
}

// `part`: {name, colour, of(row), total, write}; `top` the scale's end, where it is fixed.
export function DayLine({ title, name, rows, part, top }) {
  const data = useMemo(() => [rows.map((_, at) => at), rows.map(part.of)], [rows]);
  const options = (uPlot, colour) => ({
    legend: { show: false },
    cursor: { ...cursor, points: { size: 8, fill: colour(part.colour) } },
    scales: scales(rows.length, top),
    axes: axes(colour, rows.map((row) => row.day), part.write),
    series: [
      {},
      {
        stroke: colour(part.colour),
        width: 2,
        spanGaps: true,
        points: { show: true, size: rows.length > 45 ? 4 : 6, fill: colour(part.colour), width: 0 },
      },
    ],
  });
  return h(DayChart, { title, name, rows, parts: [part], data, options });
}
