import assert from 'node:assert/strict';
import test from 'node:test';
import { carriedOut, planned } from '../../../main/resources/dashboard/js/batches/bulk.js';
import { withNewest, withOlder } from '../../../main/resources/dashboard/js/batches/merge.js';
import { parameters } from '../../../main/resources/dashboard/js/batches/query.js';
import { standingOf } from '../../../main/resources/dashboard/js/batches/standing.js';

const COUNTS = { total: 0, waiting: 0, running: 0, retrying: 0, succeeded: 0, failed: 0, cancelled: 0 };
const batch = (number, status = 'completed', counts = {}) => ({
  batch_id: `b${String(number).padStart(3, '0')}`,
  name: `batch ${number}`,
  status,
  batch_percentage: 0,
  created_at: new Date(Date.UTC(2026, 0, 1) + number * 1000).toISOString(),
  counts: { ...COUNTS, ...counts },
});
const page = (numbers, next = null) => ({ batches: numbers.map((number) => batch(number)), next_cursor: next });
const ids = (list) => list.rows.map((row) => Number(row.batch_id.slice(1)));
const EMPTY = { rows: [], cursor: null };

test('new ones come first, older ones that were asked for stay', () => {
  let list = withNewest(EMPTY, page([5, 4, 3], 'c3'));
  list = withOlder(list, page([2, 1], 'c1'));
  list = withNewest(list, page([6, 5, 4], 'c4'));
  assert.deepEqual(ids(list), [6, 5, 4, 3, 2, 1]);
  assert.equal(list.cursor, 'c1');
});

test('what was deleted goes', () => {
  let list = withOlder(withNewest(EMPTY, page([5, 4, 3], 'c3')), page([2, 1], null));
  list = withNewest(list, page([5, 3, 2], 'c2'));
  assert.deepEqual(ids(list), [5, 3, 2, 1]);
  assert.deepEqual(ids(withNewest(list, page([2, 1], null))), [2, 1]);
  assert.deepEqual(ids(withNewest(list, page([], null))), []);
});

test('where so many are new that some between are not known, older ones are asked for anew', () => {
  const list = withNewest(withNewest(EMPTY, page([3, 2], 'c2')), page([9, 8], 'c8'));
  assert.deepEqual(ids(list), [9, 8]);
  assert.equal(list.cursor, 'c8');
});

test('the filters of the address are the parameters of the API', () => {
  assert.deepEqual(parameters({}), {});
  assert.deepEqual(parameters({ q: ' exam ', status: 'over', run: 'r1' }), { q: 'exam', status: 'completed,failed,cancelled', run_id: 'r1' });
  assert.deepEqual(parameters({ status: 'paused,nonsense' }), { status: 'paused' });
  assert.equal(parameters({ since: '2026-11-23' }).created_after, new Date('2026-11-23T00:00:00').toISOString());
  assert.deepEqual(parameters({ since: 'yesterday' }), {});
});

test('before many are cancelled it is known which, with how many items', () => {
  const running = { total: 500, waiting: 300, running: 80, retrying: 20, succeeded: 100 };
  const plan = planned('cancel', [
    batch(1, 'processing', running),
    batch(2, 'processing', running),
    batch(3, 'pending'),
    batch(4, 'completed'),
    batch(5, 'cancelling'),
  ]);
  assert.deepEqual(plan.parts, [['running', 2, 800], ['waiting', 1, 0]]);
  assert.deepEqual(plan.left, [['over', 1], ['cancelling', 1]]);
  assert.deepEqual(plan.takes.map((each) => each.name), ['batch 1', 'batch 2', 'batch 3']);
});

test('each action takes what the server would take', () => {
  const all = ['pending', 'uploading', 'processing', 'paused', 'cancelling', 'completed', 'failed', 'cancelled'];
  const taken = (action, counts) => planned(action, all.map((status, at) => batch(at, status, counts))).takes.map((each) => each.status);
  assert.deepEqual(taken('pause'), ['processing']);
  assert.deepEqual(taken('resume'), ['paused']);
  assert.deepEqual(taken('cancel'), ['pending', 'uploading', 'processing', 'paused']);
  assert.deepEqual(taken('retry', { failed: 1 }), ['completed', 'failed', 'cancelled']);
  assert.deepEqual(taken('retry'), ['failed']);
});

test('each is done once, and what is refused is named', async () => {
  const seen = [];
  const done = [];
  const outcomes = await carriedOut(
    [1, 2, 3, 4, 5, 6].map((number) => batch(number)),
    async (id) => {
      seen.push(id);
      await null;
      if (id === 'b003') throw new Error('no');
    },
    (number) => done.push(number),
    2,
  );
  assert.deepEqual([...seen].sort(), ['b001', 'b002', 'b003', 'b004', 'b005', 'b006']);
  assert.deepEqual(done, [1, 2, 3, 4, 5, 6]);
  assert.deepEqual(outcomes.filter((each) => each.refused).map((each) => each.batch.name), ['batch 3']);
});

test('a row never goes back behind what its stream said', () => {
  const running = { ...batch(1, 'processing', { total: 10, succeeded: 3, failed: 1, cancelled: 2 }), batch_percentage: 40, stage_label: 'Reading' };
  const now = standingOf(running, { batch_percentage: 55, eta_seconds: 20, stalled: false, waiting_reason: null, stage_label: 'Reading sheets' });
  assert.deepEqual([now.percent, now.done, now.total, now.failed, now.left, now.line], [55, 4, 10, 1, 20, 'Reading sheets']);
  assert.equal(standingOf(running, { batch_percentage: 30, stalled: true, eta_seconds: 9 }).left, null);
  const over = { ...running, status: 'completed', batch_percentage: 100, started_at: '2026-01-01T00:00:00Z', completed_at: '2026-01-01T00:01:30Z' };
  assert.deepEqual([standingOf(over, { batch_percentage: 55 }).percent, standingOf(over).took, standingOf(over).line], [100, 90, '']);
});
