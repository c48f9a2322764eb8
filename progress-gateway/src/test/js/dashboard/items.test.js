import assert from 'node:assert/strict';
import test from 'node:test';
import { followed, found, placed, placeOf } from '../../../main/resources/dashboard/js/batch/items.js';
import { etaBand, rates, sampled } from '../../../main/resources/dashboard/js/batch/rates.js';
import { keyed, scrolledTo, windowOf } from '../../../main/resources/dashboard/js/batch/rows.js';

const item = (index, more = {}) => ({
  index,
  job_id: `job-${index}`,
  name: `sheet ${index}.png`,
  state: 'waiting',
  error: null,
  started_at: null,
  finished_at: null,
  ...more,
});
const items = (...indexes) => indexes.map((index) => item(index));
const event = (index, state, second, more = {}) => ({
  index,
  state,
  stage: 'processing_sheets',
  attempts: 1,
  phase: null,
  phases: null,
  phase_message: null,
  error: null,
  worker: 'w1',
  timestamp: `2026-11-23T10:00:${String(second).padStart(2, '0')}Z`,
  ...more,
});
const indexes = (list) => list.map((each) => each.index);

test('a page takes the place of what was known of its part', () => {
  const known = items(0, 1, 2, 3, 4, 5);
  assert.deepEqual(indexes(placed(known, items(2, 3), 1, 3)), [0, 1, 2, 3, 4, 5]);
  assert.deepEqual(indexes(placed(known, items(3), 1, 3)), [0, 1, 3, 4, 5]);
  assert.deepEqual(indexes(placed(known, items(6, 9), 5, null)), [0, 1, 2, 3, 4, 5, 6, 9]);
  assert.deepEqual(indexes(placed([], items(0, 1), null, 1)), [0, 1]);
  assert.equal(placeOf(known, 3), 3);
});

test('an item follows its events and never goes back', () => {
  const first = followed(items(0, 1, 2), [event(1, 'running', 1), event(1, 'succeeded', 2), event(7, 'running', 2)]);
  assert.equal(first[1].state, 'succeeded');
  assert.equal(first[1].started_at, '2026-11-23T10:00:01Z');
  assert.equal(first[1].finished_at, '2026-11-23T10:00:02Z');
  assert.equal(first[1].name, 'sheet 1.png');
  assert.equal(followed(first, [event(1, 'running', 1)]), first);
  assert.equal(followed(first, [event(7, 'running', 3)]), first);
});

test('why it failed stays until it is done again', () => {
  const failed = followed(items(0), [event(0, 'retrying', 1, { error: { cause: 'timeout', message: 'too slow' } })]);
  assert.equal(failed[0].error.cause, 'timeout');
  assert.equal(followed(failed, [event(0, 'running', 2)])[0].error, null);
});

test('an event from before an answer does not undo it', () => {
  const answered = [item(0, { state: 'succeeded', finished_at: '2026-11-23T10:00:09Z' })];
  assert.equal(followed(answered, [event(0, 'running', 5)]), answered);
  assert.equal(followed(answered, [event(0, 'running', 10)])[0].state, 'running');
});

test('twelve thousand items take many events within a moment', () => {
  const many = items(...Array.from({ length: 12_000 }, (_, index) => index));
  const events = Array.from({ length: 500 }, (_, n) => event((n * 7919) % 12_000, 'running', 1));
  const took = Array.from({ length: 20 }, () => {
    const begin = performance.now();
    followed(many, events);
    return performance.now() - begin;
  });
  // The quickest one: the others may have waited for a processor.
  assert.ok(Math.min(...took) < 8, `an update took ${Math.min(...took)} ms of a frame's 16`);
});

test('items are found by their name, whatever its case', () => {
  assert.deepEqual(indexes(found(items(0, 1, 11), 'SHEET 1')), [1, 11]);
  assert.equal(found(items(0, 1), '  ').length, 2);
});

test('only the rows that are seen are drawn', () => {
  assert.deepEqual(windowOf({ top: 0, height: 400, rowHeight: 40, total: 12_000, extra: 5 }), { first: 0, last: 15 });
  assert.deepEqual(windowOf({ top: 40_000, height: 400, rowHeight: 40, total: 12_000, extra: 5 }), { first: 995, last: 1015 });
  assert.deepEqual(windowOf({ top: 40_000, height: 400, rowHeight: 40, total: 3, extra: 5 }), { first: 3, last: 3 });
});

test('keys move by rows and pages, and the row is seen whole', () => {
  assert.equal(keyed('ArrowDown', 3, 10, 5), 4);
  assert.equal(keyed('PageUp', 3, 10, 5), 0);
  assert.equal(keyed('End', 3, 10, 5), 9);
  assert.equal(keyed('x', 3, 10, 5), null);
  assert.equal(scrolledTo(4, { top: 0, height: 100, rowHeight: 40 }), 100);
  assert.equal(scrolledTo(1, { top: 100, height: 100, rowHeight: 40 }), 40);
  assert.equal(scrolledTo(3, { top: 100, height: 100, rowHeight: 40 }), 100);
});

const at = (...pairs) => pairs.map(([t, done]) => ({ t: 1000 * t, done }));

test('rates are of equal pieces of time, however the samples lie', () => {
  assert.deepEqual(rates(at([0, 0], [1, 5], [4, 35]), 0, 4000, 4), [5, 10, 10, 10]);
  assert.deepEqual(rates(at([0, 0]), 0, 4000, 4), []);
});

test('samples that go back begin anew', () => {
  let samples = [];
  for (const sample of at([0, 0], [1, 5], [2, 9])) samples = sampled(samples, sample);
  assert.equal(samples.length, 3);
  assert.deepEqual(sampled(samples, { t: 1500, done: 7 }), samples);
  assert.deepEqual(sampled(samples, { t: 3000, done: 1 }), [{ t: 3000, done: 1 }]);
  assert.equal(sampled(samples, { t: 3000, done: 12 }, 3).length, 3);
});

test('the band is narrow where the speed is even, and wide where it is not', () => {
  const even = at([0, 0], [10, 100], [20, 200], [30, 300], [40, 400]);
  const narrow = etaBand(even, 100, 40_000);
  assert.ok(Math.abs(narrow.low - 10) < 0.01 && Math.abs(narrow.high - 10) < 0.01);
  const uneven = at([0, 0], [10, 20], [20, 200], [30, 220], [40, 400]);
  const wide = etaBand(uneven, 100, 40_000);
  assert.ok(wide.low < wide.likely && wide.likely < wide.high);
  assert.ok(wide.high > 3 * wide.low);
});

test('nobody can say when it stands still, or before enough is known', () => {
  const stopping = at([0, 0], [10, 100], [20, 200], [21, 200], [40, 200]);
  assert.equal(etaBand(stopping, 100, 40_000).high, null);
  assert.equal(etaBand(at([0, 0], [10, 100]), 0, 10_000), null);
  assert.equal(etaBand(at([0, 0]), 10, 10_000), null);
  assert.equal(etaBand(at([0, 0], [10, 100]), 50, 100_000), null);
});
