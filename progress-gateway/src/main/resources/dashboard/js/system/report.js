// What the analytics' answer means for charts and tables: every day of the period has its place,
// also those on which nothing ended.

const DAY = 86_400_000;
export const PERIODS = [7, 30, 90, 365];
const LONGEST = 400;

const iso = (time) => new Date(time).toISOString().slice(0, 10);
const isDay = (text) => /^\d{4}-\d\d-\d\d$/.test(text ?? '') && !Number.isNaN(Date.parse(text));

// The period that an address asks for: `from` and `to` as days in UTC, both included, or the last
// `days`. What can't be meant is the last 30 days.
export function span(query, now) {
  const today = iso(now);
  if (isDay(query.from) && isDay(query.to) && query.from <= query.to && length(query) <= LONGEST) {
    return { from: query.from, to: query.to, days: null };
  }
  const asked = Number(query.days);
  const days = PERIODS.includes(asked) ? asked : 30;
  return { from: iso(Date.parse(today) - (days - 1) * DAY), to: today, days };
}

export const length = ({ from, to }) => Math.round((Date.parse(to) - Date.parse(from)) / DAY) + 1;

const NOTHING = {
  batches: { total: 0, completed: 0, failed: 0, cancelled: 0 },
  items: { total: 0, succeeded: 0, failed: 0, cancelled: 0 },
  success_rate: null,
  throughput_per_second: null,
};

// [{day: '2026-11-23', …figures}], oldest first.
export function daily(report, { from, to }) {
  const known = new Map(report.days.map((each) => [each.day, each.figures]));
  return Array.from({ length: length({ from, to }) }, (_, at) => {
    const day = iso(Date.parse(from) + at * DAY);
    return { day, ...(known.get(day) ?? NOTHING) };
  });
}

// Heights of what is stacked: each row is its own value and all that lie below it.
export function stacked(rows) {
  return rows.map((_, at) => rows[0].map((_, x) => rows.slice(0, at + 1).reduce((sum, row) => sum + row[x], 0)));
}

const ORDER = [
  'extracting',
  'organizing_qr',
  'processing_sheets',
  'collecting_results',
  'generating_csv',
  'loading_database',
  'cleanup',
];

// [{stage, p50, p95, batches, short, long}] in the order of the stages; `short` and `long` are the
// percents of the longest p95.
export function stages(total) {
  const rows = ORDER.filter((stage) => stage in total.seconds_per_stage).map((stage) => ({
    stage,
    ...total.seconds_per_stage[stage],
  }));
  const longest = Math.max(...rows.map((row) => row.p95), Number.MIN_VALUE);
  return rows.map((row) => ({ ...row, short: (row.p50 / longest) * 100, long: (row.p95 / longest) * 100 }));
}

// [{cause, count, share}], the most frequent first; `share` is the percent of all.
export function causes(counted) {
  const rows = Object.entries(counted).sort(([one, a], [other, b]) => b - a || one.localeCompare(other));
  const all = rows.reduce((sum, [, count]) => sum + count, 0);
  return rows.map(([cause, count]) => ({ cause, count, share: (count / all) * 100 }));
}
