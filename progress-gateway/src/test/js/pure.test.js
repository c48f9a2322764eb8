import assert from 'node:assert/strict';
import test from 'node:test';
import { EventLines } from '../../main/resources/client/batchline-client/lines.js';
import { bothPositions, comparePositions, endOf, succession } from '../../main/resources/client/batchline-client/order.js';
import { backoff, isDead, nextPoll, outlivedSleep, passage } from '../../main/resources/client/batchline-client/rhythm.js';
import { checked, deployed } from '../../main/resources/client/batchline-client/settings.js';
import { plan, qualityOf, stateOf } from '../../main/resources/client/batchline-client/standing.js';

const state = (position, more = {}) => ({
  position,
  data: { stage: 'processing_sheets', batch_percentage: 50, timestamp: '2026-11-22T10:00:00Z', ...more },
});

test('positions are compared as numbers, however long', () => {
  assert.ok(comparePositions('9', '10') < 0);
  assert.ok(comparePositions('900719925474099312', '900719925474099311') > 0);
  assert.equal(comparePositions('7', '7'), 0);
});

test('a vector is ahead when it is nowhere behind', () => {
  assert.ok(comparePositions('1.9', '1.10') < 0);
  assert.ok(comparePositions('1.9', '1.-') > 0);
  assert.ok(comparePositions('-.-', '0.-') < 0);
  assert.ok(Number.isNaN(comparePositions('2.9', '1.10')));
  assert.ok(Number.isNaN(comparePositions('2.9', '1')));
  assert.ok(Number.isNaN(comparePositions('abc', '12')));
});

test('what lies before what is shown is never shown, whatever its time says', () => {
  const later = { timestamp: '2026-11-22T11:00:00Z' };
  assert.equal(succession(state('10'), state('9', later)), 'older');
  assert.equal(succession(state('10'), state('11', { timestamp: '2026-11-22T09:00:00Z' })), 'newer');
  assert.equal(succession(state('10'), state('10', later)), 'same');
  assert.equal(succession(null, state('1')), 'newer');
});

test('without positions the time decides, and at the same time how far it is', () => {
  assert.equal(succession(state(null), state('3', { timestamp: '2026-11-22T09:59:59Z' })), 'older');
  assert.equal(succession(state('3'), state(null, { timestamp: '2026-11-22T10:00:01Z' })), 'newer');
  assert.equal(succession(state('3'), state(null, { batch_percentage: 51 })), 'newer');
  assert.equal(succession(state('3'), state(null, { batch_percentage: 49 })), 'older');
  assert.equal(succession(state('3'), state(null)), 'same');
});

test('a batch ends in one of three ways', () => {
  assert.deepEqual(
    ['completed', 'failed', 'cancelled', 'cleanup'].map((stage) => endOf({ stage })),
    ['completed', 'failed', 'cancelled', null],
  );
});

test('connections come ever more slowly, spread, and not before the server asked', () => {
  const wait = (failures, asked = 0, random = 0.5) =>
    backoff({ failures, first: 1000, longest: 30000, asked, random });
  assert.deepEqual([1, 2, 3, 4, 5, 6, 700].map((n) => wait(n)), [1000, 2000, 4000, 8000, 16000, 30000, 30000]);
  assert.equal(wait(3, 0, 0), 3000);
  assert.equal(wait(3, 0, 1), 5000);
  assert.equal(wait(1, 2000, 0), 2000);
  assert.equal(wait(1, 120000, 1), 150000);
});

test('polls come ever more slowly while nothing is new', () => {
  const next = (before, moved) => nextPoll({ before, first: 3000, longest: 10000, moved });
  assert.deepEqual([next(0, false), next(3000, false), next(8000, false), next(8000, true)], [3000, 4500, 10000, 3000]);
});

test('a stream without three heartbeats is dead, where heartbeats can be seen', () => {
  const dead = (heardAge, more) => isDead({ open: true, seesBytes: true, heardAge, heartbeat: 15000, ...more });
  assert.deepEqual(
    [dead(44999), dead(45000), dead(90000, { seesBytes: false }), dead(90000, { open: false })],
    [false, true, false, false],
  );
});

test('a clock that jumps is a sleep, one that goes back was set', () => {
  const passed = (now) => passage({ before: 100000, now, every: 15000 });
  assert.deepEqual([passed(115000), passed(131000), passed(131001), passed(99999)], ['usual', 'usual', 'slept', 'set-back']);
});

test('only what has spoken since outlives a sleep', () => {
  const lives = (heardAge, more) => outlivedSleep({ open: true, seesBytes: true, heardAge, heartbeat: 15000, ...more });
  assert.deepEqual(
    [lives(20000), lives(20001), lives(0, { seesBytes: false }), lives(0, { open: false })],
    [true, false, false, false],
  );
});

test('states are what a person would say', () => {
  const usual = { online: true, streaming: true, open: false, wasOpen: false, fired: false, failures: 0, tries: 2, answered: null };
  const said = (more) => stateOf({ ...usual, ...more });
  assert.equal(said({}), 'connecting');
  assert.equal(said({ open: true }), 'live');
  assert.equal(said({ wasOpen: true, failures: 1 }), 'reconnecting');
  assert.equal(said({ wasOpen: true, failures: 2, answered: 'yes' }), 'polling');
  assert.equal(said({ wasOpen: true, failures: 2, answered: 'no' }), 'reconnecting');
  assert.equal(said({ wasOpen: true, failures: 2, answered: 'unreachable' }), 'offline');
  assert.equal(said({ open: true, fired: true, answered: 'yes' }), 'polling');
  assert.equal(said({ online: false, failures: 1 }), 'offline');
  assert.equal(said({ online: false, open: true }), 'live');
  assert.equal(said({ streaming: false, answered: 'yes' }), 'polling');
});

test('quality falls with breaks, with polling and with silence', () => {
  const of = (more) => qualityOf({ state: 'live', breaks: 0, heardAge: 0, watchdog: 60000, ...more });
  assert.deepEqual(
    [of({}), of({ breaks: 2 }), of({ breaks: 6 }), of({ state: 'polling' }), of({ state: 'offline' }), of({ heardAge: 120001 })],
    ['good', 'degraded', 'poor', 'degraded', 'poor', 'poor'],
  );
});

test('several batches are one stream where the server has it, and a few streams where not', () => {
  const usual = { wanted: ['a', 'b', 'c'], items: [], streams: true, all: 'there', most: 2, sheds: false };
  const planned = (more) => plan({ ...usual, ...more });
  assert.deepEqual(planned({}), { all: true, single: [] });
  assert.deepEqual(planned({ wanted: ['a'] }), { all: false, single: ['a'] });
  assert.deepEqual(planned({ wanted: ['a'], all: 'in-use' }), { all: true, single: [] });
  assert.deepEqual(planned({ all: 'none' }), { all: false, single: ['a', 'b'] });
  assert.deepEqual(planned({ sheds: true }), { all: false, single: [] });
  assert.deepEqual(planned({ wanted: [] }), { all: false, single: [] });
});

test('a batch whose items are wanted has a stream of its own, beside the one over all', () => {
  const usual = { wanted: ['a', 'b', 'c'], items: ['b'], streams: true, all: 'there', most: 2, sheds: false };
  const planned = (more) => plan({ ...usual, ...more });
  assert.deepEqual(planned({}), { all: true, single: ['b'] });
  assert.deepEqual(planned({ wanted: ['a', 'b'] }), { all: false, single: ['b', 'a'] });
  assert.deepEqual(planned({ wanted: ['a', 'b'], all: 'in-use' }), { all: true, single: ['b'] });
  assert.deepEqual(planned({ wanted: ['b'], all: 'in-use' }), { all: false, single: ['b'] });
  assert.deepEqual(planned({ all: 'none' }), { all: false, single: ['b', 'a'] });
  assert.deepEqual(planned({ items: ['a', 'b', 'c'], wanted: ['a', 'b', 'c', 'd', 'e'] }), { all: true, single: ['a'] });
});

test('an id with items is two positions', () => {
  assert.deepEqual(bothPositions('7.12'), { progress: '7', items: '12' });
  assert.deepEqual(bothPositions('-.12'), { progress: null, items: '12' });
  assert.deepEqual(bothPositions('7.-'), { progress: '7', items: '-' });
  assert.deepEqual(bothPositions(null), { progress: null, items: '-' });
});

test('events come whole, however the pieces are cut', () => {
  const stream = '\uFEFFretry: 2000\n\n: still here\nid: 7\r\nevent: progress\rdata: {\ndata:  "a"}\n\nid\ndata\n\ndata: half';
  for (let cut = 0; cut <= stream.length; cut++) {
    const events = [];
    const retries = [];
    const lines = new EventLines((event) => events.push(event), (ms) => retries.push(ms));
    lines.take(stream.slice(0, cut));
    lines.take(stream.slice(cut));
    assert.deepEqual(retries, [2000]);
    assert.deepEqual(events, [
      { name: 'progress', id: '7', data: '{\n "a"}' },
      { name: 'message', id: '', data: '' },
    ]);
  }
});

test('settings that make no sense are named', () => {
  assert.throws(() => checked({ watchdogMs: 0 }), /watchdogMs is 0/);
  assert.throws(() => checked({ watchdog: 1 }), /no setting watchdog/);
  assert.deepEqual(deployed({ watchdog_seconds: 0.5, poll_seconds: 'x', other: 1 }), { watchdogMs: 500 });
});
