import assert from 'node:assert/strict';
import test from 'node:test';
import { countsNow, ended, forward, segments, STATES } from '../../../main/resources/dashboard/js/batch/counts.js';
import { freshness } from '../../../main/resources/dashboard/js/batch/freshness.js';
import { bottleneck, ORDER, stagesNow } from '../../../main/resources/dashboard/js/batch/stages.js';
import { standing } from '../../../main/resources/dashboard/js/batch/standing.js';
import { timeline } from '../../../main/resources/dashboard/js/batch/timeline.js';
import { verdict } from '../../../main/resources/dashboard/js/batch/verdict.js';
import { texts } from '../../../main/resources/dashboard/js/texts.js';

const COUNTS = { total: 0, waiting: 0, running: 0, retrying: 0, succeeded: 0, failed: 0, cancelled: 0 };
const counts = (more) => ({ ...COUNTS, ...more });
const sum = (each) => STATES.reduce((all, state) => all + each[state], 0);
const event = (more = {}) => ({
  stage: 'processing_sheets',
  stage_label: 'Reading sheets',
  message: 'Progress: 412/1000 sheets',
  progress_percentage: 41.2,
  batch_percentage: 50,
  items_total: 1000,
  items_processed: 412,
  items_failed: 2,
  items_running: 4,
  elapsed_seconds: 100,
  stage_elapsed_seconds: 80,
  eta_seconds: 60,
  throughput_per_second: 5,
  stalled: false,
  waiting_reason: null,
  ...more,
});
const batch = (more = {}) => ({
  status: 'processing',
  stage: 'processing_sheets',
  stage_label: 'Reading sheets',
  message: null,
  reason: null,
  waiting_reason: null,
  stalled: false,
  batch_percentage: 40,
  progress_percentage: 30,
  eta_seconds: null,
  elapsed_seconds: 90,
  counts: counts({ total: 1000, waiting: 700, running: 4, succeeded: 296 }),
  definition: { labels: { items: 'sheets' } },
  ...more,
});
const sentence = (given, newest = null, more = {}, end = null) => {
  const told = verdict({ ...standing(given, newest, end), ...more });
  return texts.batch.verdict[told.kind](told);
};

test('the parts of the bar sum to the total, whatever an event says', () => {
  const known = counts({ total: 1000, waiting: 688, running: 4, retrying: 8, succeeded: 299, failed: 1 });
  for (const newest of [
    event(),
    event({ items_processed: 1000, items_running: 3 }),
    event({ items_processed: 998, items_running: 9, items_failed: 998 }),
    event({ items_processed: 1200, items_failed: 1300 }),
    event({ stage: 'organizing_qr' }),
    event({ items_total: 0, items_processed: 0 }),
    null,
  ]) {
    const now = countsNow(known, newest);
    assert.equal(sum(now), now.total);
    assert.ok(STATES.every((state) => now[state] >= 0));
    const drawn = segments(now);
    assert.equal(drawn.reduce((all, part) => all + part.count, 0), now.total);
    assert.ok(Math.abs(drawn.reduce((all, part) => all + part.percent, 0) - 100) < 1e-9);
  }
});

test('what has ended never goes back while an answer and an event overtake each other', () => {
  const ahead = counts({ total: 1000, waiting: 500, succeeded: 500 });
  assert.equal(ended(countsNow(ahead, event())), 500);
  assert.equal(ended(countsNow(counts({ total: 1000, waiting: 1000 }), event())), 412);
});

test('an event of a stage before does not count as an end', () => {
  const now = countsNow(counts({ total: 1000, waiting: 1000 }), event({ stage: 'organizing_qr', items_processed: 900 }));
  assert.equal(ended(now), 0);
  assert.deepEqual(countsNow(COUNTS, event({ stage: 'organizing_qr' })), counts({ total: 1000, running: 4, waiting: 996 }));
  assert.deepEqual(segments(COUNTS), []);
});

test('the verdict says what a person should know first', () => {
  const at = new Date(2026, 10, 23, 14, 20).getTime();
  assert.equal(
    sentence(batch(), event({ items_failed: 0 }), { doubts: 3, done: { in: 600, at } }),
    'On track: 412 of 1,000 sheets, done about 14:20, 3 need you',
  );
  assert.equal(
    sentence(batch(), event({ items_failed: 0 }), { done: { in: 9.6, at } }),
    'On track: 412 of 1,000 sheets, done in about 10 s',
  );
  assert.equal(sentence(batch(), event({ items_failed: 1 }), { doubts: 1 }), 'On track: 412 of 1,000 sheets, 1 failed, 1 needs you');
  assert.equal(sentence(batch(), event({ items_failed: 200 })), 'In trouble: 200 of 412 sheets failed so far');
  assert.equal(
    sentence(batch(), event({ stage: 'organizing_qr', stage_label: 'Reading QR codes' })),
    'On track: Reading QR codes, 412 of 1,000 sheets',
  );
  assert.match(sentence(batch(), event({ stage: 'generating_csv', stage_label: 'Generating CSV' })), /^Nearly done: Generating CSV/);
});

test('the verdict says why nothing moves', () => {
  const why = 'no worker alive for stage process';
  assert.equal(sentence(batch({ waiting_reason: why })), `Waiting: ${why}. 296 of 1,000 sheets done`);
  assert.equal(sentence(batch(), event({ waiting_reason: why })), `Waiting: ${why}. 412 of 1,000 sheets done`);
  assert.match(sentence(batch(), event({ stalled: true, waiting_reason: 'no sign of life from stage process' })), /^Stalled: no sign/);
  assert.equal(sentence(batch({ status: 'paused', waiting_reason: 'paused' })), 'Paused at 296 of 1,000 sheets, 4 still run');
  assert.equal(sentence(batch({ status: 'cancelling' })), 'Being cancelled: 4 still run');
  const empty = { counts: COUNTS, stage: null, stage_label: null };
  assert.equal(sentence(batch({ ...empty, status: 'pending', waiting_reason: 'waiting for upload' })), 'Waiting for its file');
  assert.equal(sentence(batch({ ...empty, status: 'pending', waiting_reason: 'waiting for start' })), 'Waiting for its start');
  assert.equal(sentence(batch({ ...empty, status: 'uploading', message: 'Uploaded 2 of 9 MiB' })), 'Uploading: Uploaded 2 of 9 MiB');
});

test('what has been uploaded waits for its start, whatever the last event of the upload says', () => {
  const sent = event({ stage: 'uploading', progress_percentage: 100, items_total: 0, message: 'Uploaded 9 of 9 MiB' });
  const waits = batch({ status: 'pending', waiting_reason: 'waiting for start', counts: COUNTS });
  assert.equal(sentence(waits, sent), 'Waiting for its start');
  assert.equal(sentence(waits, { ...sent, progress_percentage: 0 }), 'Waiting for its start');
  const sending = batch({ status: 'pending', waiting_reason: 'waiting for upload', counts: COUNTS });
  assert.equal(sentence(sending, { ...sent, progress_percentage: 50 }), 'Uploading: Uploaded 9 of 9 MiB');
});

test('the verdict says how it ended', () => {
  const done = counts({ total: 10, succeeded: 10 });
  assert.equal(sentence(batch({ status: 'completed', counts: done })), 'Completed: all 10 sheets succeeded, in 1 min 30 s');
  const one = counts({ total: 1, succeeded: 1 });
  assert.equal(sentence(batch({ status: 'completed', counts: one })), 'Completed: 1 sheet succeeded, in 1 min 30 s');
  const some = counts({ total: 10, succeeded: 8, failed: 2 });
  assert.equal(
    sentence(batch({ status: 'completed', counts: some }), null, { doubts: 2 }),
    'Completed: 8 of 10 sheets succeeded, 2 failed, in 1 min 30 s, 2 need you',
  );
  const reason = { cause: 'too_many_failed', message: 'more than 5 % failed' };
  assert.equal(sentence(batch({ status: 'failed', reason })), 'Failed: more than 5 % failed');
  const gone = counts({ total: 10, succeeded: 4, cancelled: 6 });
  assert.equal(sentence(batch({ status: 'cancelled', counts: gone })), 'Cancelled: 4 of 10 sheets were done');
  assert.equal(sentence(batch({ status: 'cancelled', counts: gone, message: 'Cancelled by ann' })), 'Cancelled by ann');
});

test('an end that came live counts before the API knows it', () => {
  const end = event({ stage: 'completed', batch_percentage: 100, message: 'Completed: all 1000 sheets succeeded' });
  const now = standing(batch(), event({ items_processed: 1000, items_running: 0 }), end);
  assert.equal(now.status, 'completed');
  assert.equal(now.percent, 100);
  assert.equal(ended(now.counts), 1000);
});

const rows = (...states) =>
  ORDER.map((stage, at) => ({
    stage,
    label: stage,
    state: states[at] ?? 'waiting',
    seconds: states[at] && states[at] !== 'waiting' ? at + 1 : null,
    started_at: states[at] && states[at] !== 'waiting' ? new Date(1000 * at).toISOString() : null,
    finished_at: states[at] === 'finished' ? new Date(1000 * (at + 1)).toISOString() : null,
    done: 0,
    total: 10,
  }));

test('a stage behind that of an event is done, and none goes back', () => {
  const now = stagesNow(rows('finished', 'running'), event(), 'processing', 5);
  assert.deepEqual(now.slice(0, 4).map((row) => row.state), ['finished', 'finished', 'running', 'waiting']);
  assert.equal(now[2].seconds, 85);
  assert.equal(now[2].percent, 41.2);
  assert.equal(now[2].bottleneck, true);
  const over = stagesNow(rows('finished', 'finished', 'running'), null, 'failed');
  assert.deepEqual(over.slice(1, 4).map((row) => row.state), ['finished', 'failed', 'waiting']);
  assert.ok(stagesNow(rows('finished'), null, 'completed').every((row) => row.state === 'finished'));
});

test('the bottleneck is where most of the time goes, if any stands out', () => {
  const took = (...seconds) => seconds.map((each, at) => ({ stage: ORDER[at], state: 'finished', seconds: each }));
  assert.equal(bottleneck(took(1, 8, 40, 1)), 'processing_sheets');
  assert.equal(bottleneck(took(0.1, 0.2, 2)), null);
  assert.equal(bottleneck(took(10, 11, 10, 11)), null);
  const running = [...took(10, 11), { stage: 'processing_sheets', state: 'running', seconds: 1 }];
  assert.equal(bottleneck(running, 600), 'processing_sheets');
});

test('the timeline spans from the making of the batch to its end', () => {
  const whole = timeline(rows('finished', 'running'), new Date(0).toISOString(), 4000);
  assert.deepEqual([whole.from, whole.to], [0, 4000]);
  assert.deepEqual(whole.rows.map((row) => [row.left, row.width, row.end]), [
    [0, 25, 1000],
    [25, 75, null],
  ]);
  assert.equal(timeline(rows(), new Date(0).toISOString(), 1), null);
});

test('numbers are shown as old when they may not be true', () => {
  assert.deepEqual(freshness({ state: 'live', watchdog: false }, 90, true), { kind: 'live', old: false });
  assert.deepEqual(freshness({ state: 'live', watchdog: true }, 62, true), { kind: 'polling', old: true });
  assert.deepEqual(freshness({ state: 'polling', watchdog: false }, 3, true), { kind: 'polling', old: false });
  assert.deepEqual(freshness({ state: 'polling', watchdog: false }, 30, true), { kind: 'polling', old: true });
  assert.deepEqual(freshness({ state: 'polling', watchdog: false }, 30, false), { kind: 'polling', old: false });
  assert.deepEqual(freshness({ state: 'reconnecting' }, 2, true), { kind: 'reconnecting', old: false });
  assert.deepEqual(freshness({ state: 'reconnecting' }, 6, true), { kind: 'reconnecting', old: true });
  assert.deepEqual(freshness({ state: 'offline' }, null, true), { kind: 'offline', old: true });
  assert.deepEqual(freshness({ state: 'ended' }, 600, false), { kind: 'ended', old: false });
  assert.equal(freshness(null, null, true).kind, 'connecting');
});

test('an answer that is older than what is shown does not take it back, another run does', () => {
  const one = counts({ total: 1, succeeded: 1 });
  const none = counts({ total: 1, running: 1 });
  assert.equal(forward(null, none), none);
  assert.equal(forward(none, one), one);
  assert.equal(forward(one, none), one);
  const more = counts({ total: 2, waiting: 2 });
  assert.equal(forward(one, more), more);
});

test('of what nothing is heard of nobody says that it is on track', () => {
  assert.equal(sentence(batch(), event(), { old: true }), 'When last heard of: 412 of 1,000 sheets');
  assert.match(sentence(batch({ status: 'paused' }), event(), { old: true }), /^Paused/);
});
