import assert from 'node:assert/strict';
import test from 'node:test';
import { follower } from './following.js';
import { Stream, World, change, frame, page, polled, problem } from './world.js';

const SECOND = 1000;

const progressAt = (id, position, items, more) =>
  frame(id, position, more).replace(`id: ${position}`, `id: ${position}.${items}`);

/** A server whose streams say that they begin at 5 and 20. */
function server(world, { all = false, position = { now: 5 } } = {}) {
  const streams = [];
  world.server = (path, query) => {
    if (path === '/api/events/stream' && !all) return problem(404, 'there is no such path');
    if (path.endsWith('/progress')) return polled('b', position.now);
    if (!path.endsWith('/stream')) return page(503);
    streams.push(Object.assign(new Stream(), { path, query }));
    return streams.at(-1);
  };
  return streams;
}

test('items come as they change, each change once, and first the word to read the list', async () => {
  const world = new World();
  const streams = server(world);
  const seen = follower(world.tab()).watch('b', { items: true });
  await world.pass(0);
  assert.deepEqual(streams[0].query, { history: 'latest', items: 'true' });
  streams[0].say(progressAt('b', 5, 20));
  streams[0].say(change('b', '5.21', 0, 'running') + change('b', '5.22', 1, 'running'));
  streams[0].say(change('b', '5.23', 0, 'succeeded') + progressAt('b', 6, 23));
  await world.pass(0);
  assert.deepEqual(seen.items, ['missed', '0 running', '1 running', '0 succeeded']);
  assert.deepEqual(seen.positions, [5, 6]);

  streams[0].cut();
  await world.pass(3 * SECOND);
  assert.equal(streams[1].query.last_event_id, '6.23');
  streams[1].say(change('b', '6.23', 0, 'succeeded') + change('b', '6.24', 1, 'failed'));
  streams[1].say(progressAt('b', 100, 24, { stage: 'completed' }));
  await world.pass(0);
  assert.deepEqual(seen.items.slice(4), ['1 failed']);
  assert.deepEqual([seen.positions, seen.ends], [[5, 6, 100], ['completed']]);
  assert.equal(world.timers.size, 0);
});

test('what the stream could not tell any more is said to be missed', async () => {
  const world = new World();
  const streams = server(world);
  const seen = follower(world.tab()).watch('b', { items: true });
  await world.pass(0);
  streams[0].say(progressAt('b', 5, 20));
  await world.pass(0);
  streams[0].cut();
  await world.pass(3 * SECOND);
  streams[1].say(progressAt('b', 9, 400, { snapshot: true }) + change('b', '9.401', 3, 'running'));
  await world.pass(0);
  assert.deepEqual(seen.items, ['missed', 'missed', '3 running']);
});

test('what the end of a batch makes of its items is told though it has no position of its own', async () => {
  const world = new World();
  const streams = server(world);
  const [leads, follows] = [world.tab(), world.tab()].map((tab) => follower(tab).watch('b', { items: true }));
  await world.pass(0);
  streams[0].say(progressAt('b', 5, 20) + change('b', '5.21', 0, 'running') + change('b', '5.21', 0, 'running'));
  await world.pass(0);
  const ends = [0, 1, 2].map((index) => change('b', '5.21', index, 'cancelled')).join('');
  streams[0].say(ends + progressAt('b', 9, 21, { stage: 'cancelled' }));
  await world.pass(0);
  for (const each of [leads, follows]) {
    assert.deepEqual(each.items, ['missed', '0 running', '0 cancelled', '1 cancelled', '2 cancelled']);
    assert.deepEqual(each.ends, ['cancelled']);
  }
});

test('polls tell nothing of items but that they were missed', async () => {
  const world = new World();
  const position = { now: 5 };
  const streams = server(world, { position });
  const answers = world.server;
  const seen = follower(world.tab()).watch('b', { items: true });
  await world.pass(0);
  streams[0].say(progressAt('b', 5, 20));
  world.server = (path, ...of) => (path.endsWith('/stream') ? page(503) : answers(path, ...of));
  streams[0].cut();
  await world.pass(20 * SECOND);
  assert.equal(seen.watch.connection.state, 'polling');
  assert.deepEqual(seen.items, ['missed']);
  position.now = 7;
  await world.pass(20 * SECOND);
  assert.deepEqual(seen.items, ['missed', 'missed']);
  world.server = answers;
  await world.pass(60 * SECOND);
  assert.equal(streams.at(-1).query.last_event_id, '5.20');
  streams.at(-1).say(change('b', '7.21', 0, 'running'));
  await world.pass(0);
  assert.deepEqual(seen.items, ['missed', 'missed', '0 running']);
});

test('items of a long stage keep the watchdog quiet', async () => {
  const world = new World();
  const streams = server(world);
  const seen = follower(world.tab()).watch('b', { items: true });
  await world.pass(0);
  streams[0].say(progressAt('b', 5, 20));
  for (let i = 21; i < 36; i++) {
    await world.pass(10 * SECOND);
    streams[0].say(change('b', `5.${i}`, i, 'running'));
  }
  assert.equal(seen.watch.connection.state, 'live');
  assert.equal(streams.length, 1);
});

test('one who wants items comes later: the stream is another one, and nothing comes twice', async () => {
  const world = new World();
  const streams = server(world);
  const { watch } = follower(world.tab());
  const plain = watch('b');
  await world.pass(0);
  streams[0].say(frame('b', 5));
  await world.pass(0);
  const withItems = watch('b', { items: true });
  await world.pass(0);
  assert.ok(streams[0].left);
  assert.deepEqual(streams[1].query, { history: 'latest', items: 'true' });
  streams[1].say(progressAt('b', 5, 20) + change('b', '5.21', 0, 'running') + progressAt('b', 6, 21));
  await world.pass(0);
  assert.deepEqual([plain.positions, withItems.positions], [[5, 6], [5, 6]]);
  assert.deepEqual([plain.items, withItems.items], [[], ['missed', '0 running']]);
  const third = watch('b', { items: true });
  await world.pass(0);
  assert.deepEqual(third.items, ['missed'], 'the stream is open already');
  withItems.watch.close();
  third.watch.close();
  await world.pass(0);
  assert.deepEqual(streams[2].query, { last_event_id: '6' });
});

test('another tab hears of items too, and goes on with them when the one that leads is closed', async () => {
  const world = new World();
  const streams = server(world);
  const tabs = [world.tab(), world.tab(), world.tab()];
  const first = follower(tabs[0]).watch('b');
  await world.pass(0);
  streams[0].say(frame('b', 5));
  const second = follower(tabs[1]).watch('b', { items: true });
  await world.pass(0);
  assert.equal(streams[1].query.items, 'true');
  streams[1].say(progressAt('b', 5, 20) + change('b', '5.21', 0, 'running') + change('b', '5.22', 1, 'running'));
  await world.pass(0);
  assert.deepEqual([first.items, second.items], [[], ['missed', '0 running', '1 running']]);
  const third = follower(tabs[2]).watch('b', { items: true });
  await world.pass(0);
  assert.deepEqual(third.items, ['missed']);

  await tabs[0].die();
  await world.pass(SECOND);
  assert.equal(streams[2].query.last_event_id, '5.22');
  streams[2].say(change('b', '5.22', 1, 'running') + change('b', '5.23', 0, 'succeeded'));
  await world.pass(0);
  assert.deepEqual(second.items.slice(3), ['0 succeeded']);
  assert.deepEqual(third.items, ['missed', '0 succeeded']);
});

test('beside the stream over all batches there is one with the items of the one that is looked at', async () => {
  const world = new World();
  const streams = server(world, { all: true });
  const { watch } = follower(world.tab(), { all: true });
  const seen = [watch('b', { items: true }), watch('c'), watch('d')];
  await world.pass(0);
  const all = streams.find(({ path }) => path === '/api/events/stream');
  const own = streams.find(({ path, left }) => path === '/api/batches/b/stream' && !left);
  assert.equal(streams.filter(({ left }) => !left).length, 2);
  own.say(progressAt('b', 6, 20) + change('b', '6.21', 0, 'running'));
  all.say(frame('b', 6).replace('id: 6', 'id: 6.9.-') + frame('c', 8).replace('id: 8', 'id: 6.9.-'));
  await world.pass(0);
  assert.equal(seen[0].positions.at(-1), 6);
  assert.equal(seen[1].positions.at(-1), 8);
  assert.deepEqual(seen[0].items, ['missed', '0 running']);
});

test('a ticket that was redeemed opens the stream with items too', async () => {
  const world = new World();
  const streams = server(world);
  const { watch } = follower(world.tab(), { ticket: 't' });
  watch('b');
  await world.pass(0);
  watch('b', { items: true });
  await world.pass(0);
  assert.deepEqual(streams[1].query, { history: 'latest', items: 'true', last_event_id: 'none', ticket: 't' });
});
