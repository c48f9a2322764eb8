import assert from 'node:assert/strict';
import test from 'node:test';
import { follower } from './following.js';
import { Stream, World, frame, page, polled } from './world.js';

const SECOND = 1000;

function silent(world, position) {
  const streams = [];
  world.server = (path, query, { headers }) => {
    if (path.endsWith('/stream')) {
      streams.push(new Stream());
      return streams.at(-1);
    }
    if (!path.endsWith('/progress')) return page(503);
    const tag = new Headers(headers).get('If-None-Match');
    return tag === `"${position.now}"` ? new Response(null, { status: 304 }) : polled('b', position.now);
  };
  return streams;
}

/** Time passes, and the stream says its comment every fifteen seconds. */
async function heartbeats(world, streams, seconds) {
  for (let passed = 0; passed < seconds; passed += 5) {
    await world.pass(5 * SECOND);
    if (passed % 15 === 0 && !streams.at(-1).left) streams.at(-1).say(':\n\n');
  }
}

test('the watchdog polls when no event came for a minute, says so, and stops when one comes', async () => {
  const world = new World();
  const position = { now: 1 };
  const streams = silent(world, position);
  const seen = follower(world.tab()).watch('b');
  await world.pass(0);
  streams[0].say(frame('b', 1));
  await heartbeats(world, streams, 45);
  assert.equal(world.asked('/progress').length, 0);
  await heartbeats(world, streams, 30);
  assert.equal(seen.watch.connection.state, 'polling');
  assert.ok(seen.watch.connection.watchdog);
  const said = seen.log.find((line) => line.includes('watchdog fired'));
  assert.match(said, /watchdog fired: b: no event for (60|75) s/);
  await heartbeats(world, streams, 90);
  const waits = world.asked('/progress').map(({ at }, i, all) => at - (all[i - 1]?.at ?? at)).slice(1);
  assert.deepEqual(waits, [...waits].sort((a, b) => a - b), 'at growing intervals');
  assert.equal(streams.length, 1, 'a stream that is merely quiet is kept');
  streams[0].say(frame('b', 2));
  await world.pass(0);
  assert.equal(seen.watch.connection.state, 'live');
  const polls = world.asked('/progress').length;
  await heartbeats(world, streams, 45);
  assert.equal(world.asked('/progress').length, polls);
});

test('a poll that knows more than an open stream ends that stream', async () => {
  const world = new World();
  const position = { now: 1 };
  const streams = silent(world, position);
  const seen = follower(world.tab()).watch('b');
  await world.pass(0);
  streams[0].say(frame('b', 1));
  position.now = 9;
  await heartbeats(world, streams, 80);
  assert.deepEqual(seen.positions, [1, 9]);
  assert.ok(streams[0].left);
  assert.equal(streams.length, 2);
  streams[1].say(frame('b', 10));
  await world.pass(0);
  assert.deepEqual(seen.positions, [1, 9, 10]);
  assert.equal(seen.watch.connection.state, 'live');
});

test('a stream that lacks its heartbeats is dead', async () => {
  const world = new World();
  const streams = silent(world, { now: 1 });
  follower(world.tab()).watch('b');
  await world.pass(62 * SECOND);
  assert.ok(streams[0].left);
  assert.equal(streams.length, 2);
});

test('a stream that says nothing at all any more, and no new one either: it polls within the minute', async () => {
  const world = new World();
  const position = { now: 1 };
  const streams = silent(world, position);
  const seen = follower(world.tab()).watch('b');
  await world.pass(0);
  streams[0].say(frame('b', 1));
  await world.pass(0);
  const answers = world.server;
  // A proxy that answers and holds everything back.
  world.server = (path, ...of) => (path.endsWith('/stream') ? new Stream('') : answers(path, ...of));
  position.now = 2;
  await world.pass(60 * SECOND);
  assert.equal(seen.watch.connection.state, 'polling');
  assert.deepEqual(seen.positions, [1, 2]);
  position.now = 3;
  await world.pass(30 * SECOND);
  assert.deepEqual(seen.positions, [1, 2, 3]);
  assert.ok(!seen.states.slice(2).includes('live'), `${seen.states}`);
  world.server = answers;
  await world.pass(60 * SECOND);
  assert.equal(seen.watch.connection.state, 'live');
});

test('a lid that was closed: the newest at once, and no alarm', async () => {
  const world = new World();
  const position = { now: 1 };
  const streams = silent(world, position);
  const tab = world.tab();
  const seen = follower(tab).watch('b');
  await world.pass(0);
  streams[0].say(frame('b', 1));
  await world.pass(SECOND);
  tab.visible = false;
  world.sleep(3_600_000);
  position.now = 40;
  tab.visible = true;
  await tab.fire('visibilitychange');
  assert.deepEqual(seen.positions, [1, 40]);
  assert.equal(streams.length, 2);
  assert.ok(!seen.log.some((line) => line.includes('watchdog')));
});

test('timers that jumped are noticed without an event', async () => {
  const world = new World();
  const position = { now: 1 };
  const streams = silent(world, position);
  const seen = follower(world.tab()).watch('b');
  await world.pass(0);
  streams[0].say(frame('b', 1));
  await world.pass(SECOND);
  world.sleep(600_000);
  position.now = 2;
  await world.pass(15 * SECOND);
  assert.deepEqual(seen.positions, [1, 2]);
});

test('a clock that is set back blinds nobody', async () => {
  const world = new World();
  const streams = silent(world, { now: 1 });
  const seen = follower(world.tab()).watch('b');
  await world.pass(0);
  streams[0].say(frame('b', 1));
  world.sleep(-3_600_000);
  await heartbeats(world, streams, 80);
  assert.ok(seen.watch.connection.ageMs >= 0);
  assert.equal(seen.watch.connection.state, 'polling', 'the watchdog counts from then on');
});

test('the network is away and comes back', async () => {
  const world = new World();
  const streams = silent(world, { now: 1 });
  const there = world.server;
  const tab = world.tab();
  const seen = follower(tab).watch('b');
  await world.pass(0);
  streams[0].cut();
  world.server = () => null;
  tab.online = false;
  await tab.fire('offline');
  await world.pass(100 * SECOND);
  assert.equal(seen.watch.connection.state, 'offline');
  assert.equal(seen.watch.connection.quality, 'poor');
  world.server = there;
  tab.online = true;
  await tab.fire('online');
  await world.pass(0);
  assert.equal(seen.watch.connection.state, 'live');
});

test('who asks gets the newest at once', async () => {
  const world = new World();
  const position = { now: 1 };
  const streams = silent(world, position);
  const seen = follower(world.tab()).watch('b');
  await world.pass(0);
  streams[0].say(frame('b', 1));
  position.now = 2;
  await seen.watch.refresh();
  assert.deepEqual(seen.positions, [1, 2]);
  assert.equal(seen.watch.connection.ageMs, 0);
});

test('a hidden tab that shares with nobody lets go of its stream and asks now and then', async () => {
  const world = new World();
  const position = { now: 1 };
  const streams = silent(world, position);
  const tab = world.tab({ shares: false });
  const seen = follower(tab).watch('b');
  await world.pass(0);
  tab.visible = false;
  await tab.fire('visibilitychange');
  assert.ok(streams[0].left);
  position.now = 5;
  await world.pass(60 * SECOND);
  assert.deepEqual(seen.positions, [1, 5]);
  tab.visible = true;
  await tab.fire('visibilitychange');
  assert.equal(streams.length, 2);
  assert.equal(seen.watch.connection.state, 'live');
});

test('the server is told how the client is connected', async () => {
  const world = new World();
  const told = [];
  world.server = (path, query, { body }) => {
    if (path === '/api/streams/health') {
      told.push(JSON.parse(body));
      return new Response(null, { status: 204 });
    }
    return path.endsWith('/stream') ? new Stream() : page(503);
  };
  const { client } = follower(world.tab(), { report: true });
  const watch = client.watchBatch('b');
  await world.pass(55 * SECOND);
  assert.ok(told.length >= 1 && told.length <= 3, `${told.length}`);
  assert.equal(told[0].connection, 'live');
  assert.equal(told[0].quality, 'good');
  watch.close();
  await world.pass(120 * SECOND);
  assert.ok(told.length <= 3);
  assert.equal(world.timers.size, 0);
});
