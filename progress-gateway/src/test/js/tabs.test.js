import assert from 'node:assert/strict';
import test from 'node:test';
import { follower } from './following.js';
import { Stream, World, frame, page, polled, problem } from './world.js';

const SECOND = 1000;

function server(world, { all = false, position = { now: 1 } } = {}) {
  const streams = new Map();
  const of = (id) => streams.get(id) ?? [];
  world.server = (path) => {
    const [, kind] = /\/api\/(?:batches\/)?([^/]+)/.exec(path);
    if (path === '/api/events/stream' && !all) return problem(404, 'there is no such path');
    if (path.endsWith('/stream')) {
      const id = path === '/api/events/stream' ? 'all' : kind;
      streams.set(id, [...of(id), new Stream()]);
      return of(id).at(-1);
    }
    return path.endsWith('/progress') ? polled(kind, position.now) : page(503);
  };
  return { of, open: () => [...streams.values()].flat().filter((stream) => !stream.left).length };
}

test('two tabs with one batch have one stream', async () => {
  const world = new World();
  const streams = server(world);
  const seen = [follower(world.tab()).watch('b'), follower(world.tab()).watch('b')];
  await world.pass(SECOND);
  streams.of('b')[0].say(frame('b', 1));
  await world.pass(0);
  assert.equal(world.asked('/stream').length, 1);
  assert.deepEqual(seen.map(({ positions }) => positions), [[1], [1]]);
  assert.deepEqual(seen.map(({ watch }) => watch.connection.state), ['live', 'live']);
  assert.equal(seen[1].watch.connection.transport, 'shared');
  streams.of('b')[0].say(frame('b', 100, { stage: 'completed' }));
  await world.pass(0);
  assert.deepEqual(seen.map(({ ends }) => ends), [['completed'], ['completed']]);
  assert.equal(streams.open(), 0);
  assert.equal(world.timers.size, 0);
});

test('a tab that comes later sees at once what the others see', async () => {
  const world = new World();
  const streams = server(world);
  follower(world.tab()).watch('b');
  await world.pass(0);
  streams.of('b')[0].say(frame('b', 7));
  await world.pass(20 * SECOND);
  const late = follower(world.tab()).watch('b');
  await world.pass(0);
  assert.deepEqual(late.positions, [7]);
  assert.equal(late.watch.connection.state, 'live');
});

test('the tab that leads is closed: another goes on, and misses nothing', async () => {
  const world = new World();
  const position = { now: 1 };
  const streams = server(world, { position });
  const tabs = [world.tab(), world.tab(), world.tab()];
  const seen = tabs.map((tab) => follower(tab).watch('b'));
  await world.pass(0);
  streams.of('b')[0].say(frame('b', 1));
  await world.pass(0);
  position.now = 3;
  await tabs[0].die();
  await world.pass(SECOND);
  assert.deepEqual(world.asked('/stream').at(-1).query, { last_event_id: '1' });
  streams.of('b')[1].say(frame('b', 2) + frame('b', 3) + frame('b', 4));
  await world.pass(0);
  assert.deepEqual(seen.map(({ positions }) => positions), [[1], [1, 3, 4], [1, 3, 4]]);
  assert.equal(world.asked('/stream').length, 2);
});

test('the tab that leads is frozen: one that is seen takes over, and the frozen one follows later', async () => {
  const world = new World();
  const streams = server(world, { position: { now: 2 } });
  const [leader, other] = [world.tab(), world.tab()];
  const first = follower(leader).watch('b');
  const second = follower(other).watch('b');
  await world.pass(0);
  streams.of('b')[0].say(frame('b', 1));
  await world.pass(SECOND);
  leader.frozen = true;
  await world.pass(50 * SECOND);
  assert.equal(streams.of('b').length, 1);
  await world.pass(30 * SECOND);
  assert.equal(streams.of('b').length, 2);
  assert.deepEqual(second.positions, [1, 2]);
  assert.ok(second.log.some((line) => line.includes('the tab that leads says nothing')));
  assert.deepEqual(first.positions, [1]);
});

test('a frozen tab that wakes up hears from the one that leads now', async () => {
  const world = new World();
  const streams = server(world, { position: { now: 2 } });
  const [sleeper, other] = [world.tab(), world.tab()];
  const first = follower(sleeper).watch('b');
  follower(other).watch('b');
  await world.pass(0);
  streams.of('b')[0].say(frame('b', 1));
  await world.pass(SECOND);
  sleeper.frozen = true;
  await world.pass(80 * SECOND);
  await sleeper.thaw();
  streams.of('b')[1].say(frame('b', 3));
  await world.pass(SECOND);
  assert.equal(first.positions.at(-1), 3);
  assert.equal(first.watch.connection.transport, 'shared');
  assert.ok(streams.of('b')[0].left);
});

test('where locks can not be had each tab has its own stream', async () => {
  const world = new World();
  const streams = server(world);
  const tab = world.tab();
  tab.environment.locks = { request: async () => Promise.reject(new DOMException('no', 'SecurityError')) };
  const seen = follower(tab).watch('b');
  await world.pass(0);
  streams.of('b')[0].say(frame('b', 1));
  await world.pass(0);
  assert.deepEqual(seen.positions, [1]);
});

test('tabs with different reasons to wait do not answer each other for ever', async () => {
  const world = new World();
  const streams = server(world);
  const seen = [follower(world.tab()).watch('b'), follower(world.tab()).watch('b')];
  await world.pass(0);
  streams.of('b')[0].say(frame('b', 1, { waiting_reason: 'workers busy' }));
  await Promise.all(seen.map(({ watch }) => watch.refresh()));
  await world.pass(SECOND);
  assert.ok(seen.every(({ positions }) => positions.length < 6));
});

test('a page that is left gives the lead away at once', async () => {
  const world = new World();
  server(world);
  const [leader, other] = [world.tab(), world.tab()];
  follower(leader).watch('b');
  const seen = follower(other).watch('b');
  await world.pass(0);
  await leader.fire('pagehide');
  await world.pass(0);
  assert.equal(world.asked('/stream').at(-1).tab, other);
  assert.equal(seen.watch.connection.transport, 'fetch');
  await leader.fire('pageshow', { persisted: true });
  await world.pass(0);
  assert.equal(world.asked('/stream').length, 2, 'it comes back as one that follows');
});

test('what the server refuses ends it in all tabs', async () => {
  const world = new World();
  let stream = new Stream();
  world.server = (path) => (path.endsWith('/stream') ? stream : page(503));
  const seen = [follower(world.tab()).watch('b'), follower(world.tab()).watch('b')];
  await world.pass(0);
  stream.end();
  stream = problem(401, 'the login has ended');
  await world.pass(5 * SECOND);
  assert.deepEqual(seen.map(({ ends }) => ends), [['unauthorized'], ['unauthorized']]);
});

test('a batch begun anew by a tab that follows is followed by the one that leads', async () => {
  const world = new World();
  const streams = server(world);
  const answers = world.server;
  world.server = (path) => (path.endsWith('/retry') ? Response.json({}, { status: 202 }) : answers(path));
  const leads = follower(world.tab());
  leads.watch('other');
  const seen = follower(world.tab()).watch('b');
  await world.pass(0);
  streams.of('b')[0].say(frame('b', 50, { stage: 'failed' }));
  await world.pass(0);
  assert.deepEqual(seen.ends, ['failed']);
  await seen.watch.retry();
  await world.pass(0);
  assert.equal(world.asked('/batches/b/stream').at(-1).query.last_event_id, '50');
  streams.of('b')[1].say(frame('b', 50, { stage: 'failed' }) + frame('b', 60, { stage: 'completed' }));
  await world.pass(0);
  assert.deepEqual(seen.ends, ['failed', 'completed']);
});

test('tokens of different users share nothing, and named ones do', async () => {
  const world = new World();
  server(world);
  follower(world.tab(), { token: 'a' }).watch('b');
  follower(world.tab(), { token: 'c' }).watch('b');
  await world.pass(0);
  assert.equal(world.asked('/stream').length, 2);
  follower(world.tab(), { token: 'a', share: 'ann' }).watch('b');
  follower(world.tab(), { token: 'a', share: 'ann' }).watch('b');
  await world.pass(0);
  assert.equal(world.asked('/stream').length, 3);
});

test('many batches of many tabs are one stream where the server has it', async () => {
  const world = new World();
  const streams = server(world, { all: true });
  const tabs = [follower(world.tab(), { all: true }), follower(world.tab(), { all: true })];
  const seen = [tabs[0].watch('b'), tabs[0].watch('c'), tabs[1].watch('c'), tabs[1].watch('d')];
  await world.pass(SECOND);
  assert.equal(streams.open(), 1);
  const [all] = streams.of('all');
  const event = (id, position) => frame(id, position).replace(/^id: \d+/, `id: ${position}.9.-`);
  all.say(event('b', 5) + event('c', 6) + event('d', 7) + event('nobody', 8));
  await world.pass(0);
  assert.deepEqual(seen.map(({ positions }) => positions), [[1, 5], [1, 6], [1, 6], [1, 7]]);
  all.cut();
  await world.pass(3 * SECOND);
  assert.equal(world.asked('/events/stream').at(-1).query.last_event_id, '8.9.-');
  assert.equal(streams.of('all').length, 2);
});

test('on the stream over all batches the position in the data decides, whatever the clocks say', async () => {
  const world = new World();
  const position = { now: 5 };
  const streams = server(world, { all: true, position });
  const { client } = follower(world.tab(), { all: true });
  const seen = [];
  const watch = client.watchBatch('b', { onProgress: ({ batch_percentage }) => seen.push(batch_percentage) });
  client.watchBatch('c');
  await world.pass(SECOND);
  const event = (at, of) => frame('b', of, { id: String(of), timestamp: '2020-01-01T00:00:00Z' }).replace(/id: \d+\n/, `id: ${at}.9.-\n`);
  streams.of('all')[0].say(event(6, 6));
  await world.pass(0);
  position.now = 8;
  await watch.refresh();
  streams.of('all')[0].say(event(7, 7) + event(9, 9));
  await world.pass(0);
  assert.deepEqual(seen, [5, 6, 8, 9]);
});

test('where the server has none over all, a few batches have streams and the rest is polled', async () => {
  const world = new World();
  const streams = server(world);
  const { client } = follower(world.tab(), { all: true });
  const watches = ['a', 'b', 'c', 'd', 'e', 'f'].map((id) => client.watchBatch(id));
  await world.pass(5 * SECOND);
  assert.equal(world.asked('/events/stream').length, 1);
  assert.equal(streams.open(), 4);
  assert.deepEqual(watches.map(({ connection }) => connection.state), ['live', 'live', 'live', 'live', 'polling', 'polling']);
  watches[0].close();
  await world.pass(5 * SECOND);
  assert.equal(watches[4].connection.state, 'live');
  client.close();
  await world.pass(SECOND);
  assert.equal(streams.open(), 0);
  assert.equal(world.timers.size, 0);
});
