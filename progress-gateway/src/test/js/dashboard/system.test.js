import assert from 'node:assert/strict';
import test from 'node:test';
import { causes, daily, length, span, stacked, stages } from '../../../main/resources/dashboard/js/system/report.js';
import { dependencies, totals, verdict } from '../../../main/resources/dashboard/js/system/verdict.js';
import { texts } from '../../../main/resources/dashboard/js/texts.js';

const up = (...names) => names.map((name) => ({ name, status: 'up', detail: 'answers' }));
const ready = (checks = up('broker', 'database', 'workers_extract')) => ({
  status: checks.some((check) => check.status === 'down') ? 'down' : 'up',
  checks,
});
const line = (more) => ({
  batches_waiting: 0,
  batches_running: 0,
  batches_paused: 0,
  items_waiting: 0,
  items_running: 0,
  ...more,
});
const queue = (lines = [], workers = 1) => ({
  priorities: [line({ priority: 'urgent' }), ...lines],
  stages: [
    { stage: 'extracting', workers_alive: 1 },
    { stage: 'processing_sheets', workers_alive: workers },
  ],
});
const BUSY = line({ priority: 'normal', batches_running: 1, batches_waiting: 2, items_running: 1, items_waiting: 9 });

const said = (...asked) => texts.system.verdict(verdict(...asked));

test('nothing to do is well, and so is work that goes on', () => {
  assert.equal(said(ready(), queue()), 'All is well, and nothing is waiting.');
  assert.equal(said(ready(), queue([BUSY])), 'All is well: 3 batches under way, 1 item running, 9 waiting.');
});

test('what is down is named before what nobody works on', () => {
  const down = [...up('database'), { name: 'broker', status: 'down', detail: 'has not answered lately' }];
  const found = verdict(ready(down), queue([BUSY], 0));
  assert.equal(found.state, 'bad');
  assert.equal(texts.system.verdict(found), 'Not ready: Broker (has not answered lately).');
});

test('a stage without workers is bad only while there is work', () => {
  assert.equal(verdict(ready(), queue([], 0)).state, 'warn');
  assert.equal(verdict(ready(), queue([BUSY], 0)).state, 'bad');
  assert.equal(said(ready(), queue([BUSY], 0)), 'Nobody works on: Process. 3 batches can’t go on.');
  const alone = [...up('broker'), { name: 'coordinator', status: 'missing', detail: 'none alive' }];
  assert.equal(said(ready(alone), queue()), 'Nobody works on: Coordinator. Nothing waits for it now.');
});

test('paused batches are no work, and the stages have their own table', () => {
  const paused = queue([line({ priority: 'low', batches_paused: 4, items_waiting: 7 })]);
  assert.equal(verdict(ready(), paused).kind, 'idle');
  assert.deepEqual(totals(paused).batches, { waiting: 0, running: 0, paused: 4 });
  assert.deepEqual(dependencies(ready()).map((check) => check.name), ['broker', 'database']);
});

const NOW = Date.parse('2026-11-23T01:00:00Z');

test('a period is in the address as days or as two days, and nonsense is the last thirty', () => {
  assert.deepEqual(span({ days: '7' }, NOW), { from: '2026-11-17', to: '2026-11-23', days: 7 });
  assert.deepEqual(span({ from: '2026-02-27', to: '2026-03-01' }, NOW), { from: '2026-02-27', to: '2026-03-01', days: null });
  for (const odd of [{}, { days: '31' }, { from: '2026-03-02', to: '2026-03-01' }, { from: 'x', to: 'y' }, { from: '2020-01-01', to: '2026-01-01' }]) {
    assert.deepEqual(span(odd, NOW), { from: '2026-10-25', to: '2026-11-23', days: 30 });
  }
  assert.equal(length({ from: '2026-02-27', to: '2026-03-01' }), 3);
});

test('a day on which nothing ended is a day, too', () => {
  const figures = { batches: { total: 1 }, items: { total: 5 }, success_rate: 1 };
  const rows = daily({ days: [{ day: '2026-11-22', figures }] }, { from: '2026-11-21', to: '2026-11-23' });
  assert.deepEqual(rows.map((row) => row.day), ['2026-11-21', '2026-11-22', '2026-11-23']);
  assert.deepEqual(rows.map((row) => row.items.total), [0, 5, 0]);
  assert.equal(rows[0].success_rate, null);
});

test('what is stacked stands on what lies below it', () => {
  assert.deepEqual(stacked([[1, 2], [10, 0], [5, 5]]), [[1, 2], [11, 2], [16, 7]]);
});

test('stages come in their order, as long as their p95 is beside the longest', () => {
  const rows = stages({ seconds_per_stage: { cleanup: { p50: 1, p95: 2, batches: 1 }, extracting: { p50: 2, p95: 8, batches: 1 } } });
  assert.deepEqual(rows.map((row) => [row.stage, row.short, row.long]), [['extracting', 25, 100], ['cleanup', 12.5, 25]]);
  assert.deepEqual(stages({ seconds_per_stage: {} }), []);
  assert.equal(stages({ seconds_per_stage: { cleanup: { p50: 0, p95: 0 } } })[0].long, 0);
});

test('causes come by how often, with their share of all', () => {
  assert.deepEqual(causes({ timed_out: 1, no_code: 3 }), [
    { cause: 'no_code', count: 3, share: 75 },
    { cause: 'timed_out', count: 1, share: 25 },
  ]);
  assert.equal(texts.system.history.cause('too_many_failed'), 'Too many failed');
});
