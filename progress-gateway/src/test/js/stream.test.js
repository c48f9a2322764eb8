import assert from 'node:assert/strict';
import test from 'node:test';
import { follower } from './following.js';
import { Stream, World, frame, page, polled, problem } from './world.js';

const SECOND = 1000;

/** A server with streams in turn, and polls. */
function serving(world, { streams = [], progress = () => page(503) }) {
  world.server = (path, query, options) => {
    if (path.endsWith('/stream')) {
      const next = streams.length > 1 ? streams.shift() : streams[0];
      return typeof next === 'function' ? next(query) : next;
    }
    if (path.endsWith('/progress')) return progress(options);
    return problem(404, 'there is no such path');
  };
}

test('a batch is followed to its end', async () => {
  const world = new World();
  const stream = new Stream();
  serving(world, { streams: [stream] });
  const seen = follower(world.tab()).watch('b');
  await world.pass(0);
  stream.say(frame('b', 1));
  stream.say(frame('b', 2));
  await world.pass(0);
  assert.equal(seen.watch.connection.state, 'live');
  stream.say(frame('b', 100, { stage: 'completed' }));
  await world.pass(0);
  assert.deepEqual(seen.positions, [1, 2, 100]);
  assert.deepEqual(seen.ends, ['completed']);
  assert.deepEqual(seen.states, ['connecting', 'live', 'ended']);
  assert.ok(stream.left, 'the connection is let go');
  assert.ok(seen.log.includes('batchline: connected: b'));
  assert.equal(world.timers.size, 0, 'nothing is left running');
});

test('a batch that failed is an error with its last progress', async () => {
  const world = new World();
  const stream = new Stream();
  serving(world, { streams: [stream] });
  const seen = follower(world.tab()).watch('b');
  await world.pass(0);
  stream.say(frame('b', 30, { stage: 'failed', message: 'too many failed' }));
  await world.pass(0);
  assert.deepEqual(seen.ends, ['failed']);
});

test('after a break it goes on behind the last event, and asks for the newest', async () => {
  const world = new World();
  const [first, second] = [new Stream(), new Stream()];
  serving(world, { streams: [first, second], progress: () => polled('b', 6) });
  const seen = follower(world.tab()).watch('b');
  await world.pass(0);
  // Half a frame is none.
  first.say(`${frame('b', 5)}id: 6\nevent: progress\ndata: {"batch_id": "b", "st`);
  await world.pass(0);
  first.cut();
  await world.pass(SECOND);
  assert.equal(seen.watch.connection.state, 'reconnecting');
  await world.pass(2 * SECOND);
  assert.deepEqual(world.asked('/stream').map(({ query }) => query), [{ history: 'latest' }, { last_event_id: '5' }]);
  assert.equal(world.asked('/progress').length, 1);
  assert.deepEqual(seen.positions, [5, 6]);
  second.say(frame('b', 6));
  second.say(frame('b', 4));
  second.say(frame('b', 7));
  await world.pass(0);
  assert.deepEqual(seen.positions, [5, 6, 7], 'nothing twice and nothing older');
  assert.ok(seen.log.includes('batchline: reconnected: b'));
  assert.equal(seen.watch.connection.state, 'live');
});

test('where no stream works it polls, ever more slowly, and goes back to the stream', async () => {
  const world = new World();
  let position = 1;
  const back = new Stream();
  let works = false;
  serving(world, { streams: [() => (works ? back : page(503))], progress: () => polled('b', position) });
  const seen = follower(world.tab()).watch('b');
  await world.pass(5 * SECOND);
  assert.equal(seen.watch.connection.state, 'polling');
  assert.deepEqual(seen.positions, [1]);
  await world.pass(120 * SECOND);
  const waits = world.asked('/progress').map(({ at }, i, all) => at - (all[i - 1]?.at ?? at));
  assert.ok(waits.at(-1) > waits[1] && waits.at(-1) <= 33 * SECOND, `it slows down: ${waits}`);
  position = 2;
  works = true;
  await world.pass(40 * SECOND);
  assert.equal(seen.watch.connection.state, 'live');
  assert.deepEqual(seen.positions, [1, 2]);
  const polls = world.asked('/progress').length;
  back.say(':\n\n');
  await world.pass(14 * SECOND);
  assert.equal(world.asked('/progress').length, polls, 'nobody polls beside a stream');
});

test('a page of a proxy is no answer, whatever its status', async () => {
  for (const strange of [page(200), page(404), page(401), page(502)]) {
    const world = new World();
    const stream = new Stream();
    serving(world, { streams: [strange, stream] });
    const seen = follower(world.tab()).watch('b');
    await world.pass(2 * SECOND);
    stream.say(frame('b', 3));
    await world.pass(0);
    assert.deepEqual(seen.positions, [3]);
    assert.deepEqual(seen.ends, []);
  }
});

test('the server says when to come back', async () => {
  const world = new World();
  const first = new Stream('retry: 40000\n\n');
  serving(world, { streams: [first, new Stream()] });
  follower(world.tab()).watch('b');
  await world.pass(0);
  first.end();
  await world.pass(39 * SECOND);
  assert.equal(world.asked('/stream').length, 1);
  await world.pass(15 * SECOND);
  assert.equal(world.asked('/stream').length, 2);
});

test('what the server itself refuses is the end', async () => {
  for (const [status, kind] of [[401, 'unauthorized'], [403, 'forbidden'], [404, 'gone'], [410, 'gone']]) {
    const world = new World();
    serving(world, { streams: [() => problem(status, 'no')] });
    const seen = follower(world.tab()).watch('b');
    await world.pass(60 * SECOND);
    assert.deepEqual(seen.ends, [kind]);
    assert.equal(world.requests.length, 2, 'a stream and the settings');
    assert.equal(world.timers.size, 0);
  }
});

test('a stream that is over already is answered by the end itself', async () => {
  const world = new World();
  serving(world, {
    streams: [() => new Response(null, { status: 204 })],
    progress: () => polled('b', 100, { stage: 'completed' }),
  });
  const seen = follower(world.tab()).watch('b');
  await world.pass(SECOND);
  assert.deepEqual(seen.ends, ['completed']);
});

test('a connection that nobody answers is given up in time', async () => {
  const world = new World();
  const stream = new Stream();
  serving(world, { streams: [() => 'nothing', stream] });
  const seen = follower(world.tab()).watch('b');
  await world.pass(15 * SECOND + 1000);
  await world.pass(SECOND);
  stream.say(frame('b', 1));
  await world.pass(0);
  assert.deepEqual(seen.positions, [1]);
});

test('a token that the server does not take any more is asked for anew, once', async () => {
  const world = new World();
  const stream = new Stream();
  world.server = (path, query, { headers }) => {
    if (!path.endsWith('/stream')) return page(503);
    return headers.get('Authorization') === 'Bearer new' ? stream : problem(401, 'expired');
  };
  const seen = follower(world.tab(), { token: ({ anew }) => (anew ? 'new' : 'old') }).watch('b');
  await world.pass(0);
  stream.say(frame('b', 1));
  await world.pass(0);
  assert.deepEqual(seen.positions, [1]);
  assert.equal(world.requests[0].options.credentials, 'omit');
});

test('a ticket lets come back only who says where it was, and nothing is polled with it', async () => {
  const world = new World();
  const [first, second, third] = [new Stream(), new Stream(), new Stream()];
  serving(world, { streams: [first, second, third] });
  const seen = follower(world.tab(), { ticket: 't' }).watch('b');
  await world.pass(0);
  first.cut();
  await world.pass(3 * SECOND);
  second.say(frame('b', 4));
  await world.pass(0);
  second.cut();
  await world.pass(3 * SECOND);
  assert.deepEqual(world.asked('/stream').map(({ query }) => query), [
    { history: 'latest', ticket: 't' },
    { history: 'latest', last_event_id: 'none', ticket: 't' },
    { last_event_id: '4', ticket: 't' },
  ]);
  assert.equal(world.requests.length, 3);
  for (let i = 0; i < 6; i++) {
    third.say(':\n\n');
    await world.pass(12 * SECOND);
  }
  await world.pass(15 * SECOND);
  assert.equal(world.asked('/stream').length, 4, 'the watchdog connects anew, as it can ask nobody');
  assert.deepEqual(seen.positions, [4]);
});

test('who gives tickets is asked for a new one before a no counts', async () => {
  const world = new World();
  const [first, second] = [new Stream(), new Stream()];
  const streams = [first, second];
  const taken = new Set(['a', 'c']);
  world.server = (path, { ticket }) => (taken.has(ticket) ? streams.shift() : problem(401, 'the ticket has ended'));
  const given = [];
  const ticket = ({ anew }) => {
    given.push(anew);
    return anew ? 'c' : 'a';
  };
  const seen = follower(world.tab(), { ticket }).watch('b');
  await world.pass(0);
  first.say(frame('b', 1));
  await world.pass(0);
  assert.equal(seen.watch.connection.canPoll, false);
  taken.delete('a');
  first.cut();
  await world.pass(10 * SECOND);
  assert.deepEqual(given, [false, false, true]);
  assert.deepEqual(world.asked('/stream').at(-1).query, { last_event_id: '1', ticket: 'c' });
  second.say(frame('b', 2));
  await world.pass(0);
  assert.deepEqual([seen.positions, seen.ends], [[1, 2], []]);
  taken.clear();
  second.cut();
  await world.pass(20 * SECOND);
  assert.deepEqual(seen.ends, ['unauthorized']);
});

test('begun anew, the end of before is none', async () => {
  const world = new World();
  const [first, second] = [new Stream(), new Stream()];
  let asked = 0;
  world.server = (path, query, options) => {
    if (path.endsWith('/stream')) return asked++ === 0 ? first : second;
    if (path.endsWith('/retry')) return Response.json({ batch_id: 'b', status: 'processing' }, { status: 202 });
    return page(503);
  };
  const seen = follower(world.tab()).watch('b');
  await world.pass(0);
  first.say(frame('b', 50, { stage: 'failed' }));
  await world.pass(0);
  await seen.watch.retry({ cause: 'unreadable' });
  await world.pass(0);
  assert.equal(world.asked('/retry')[0].options.body, '{"cause":"unreadable"}');
  second.say(frame('b', 50, { stage: 'failed' }));
  second.say(frame('b', 51));
  second.say(frame('b', 99, { stage: 'completed' }));
  await world.pass(0);
  assert.deepEqual(seen.positions, [50, 51, 99]);
  assert.deepEqual(seen.ends, ['failed', 'completed']);
});

test('what a caller throws stops nothing', async () => {
  const world = new World();
  const stream = new Stream();
  serving(world, { streams: [stream] });
  const { client, log } = follower(world.tab());
  let ended = false;
  client.watchBatch('b', {
    onProgress() {
      throw new Error('mine');
    },
    onComplete: () => (ended = true),
  });
  await world.pass(0);
  stream.say(frame('b', 1) + frame('b', 100, { stage: 'completed' }));
  await world.pass(0);
  assert.ok(ended);
  assert.equal(log.filter((line) => line.includes('a callback failed')).length, 2);
});

test('EventSource is used where answers can not be read as they come', async () => {
  const world = new World();
  const made = [];
  class Source extends EventTarget {
    constructor(address) {
      super();
      made.push(Object.assign(this, { address, closed: false }));
    }
    close() {
      this.closed = true;
    }
    say(name, data, lastEventId) {
      this.dispatchEvent(Object.assign(new Event(name), { data, lastEventId }));
    }
  }
  world.server = () => polled('b', 3);
  const seen = follower(world.tab({ EventSource: Source, streams: false })).watch('b');
  await world.pass(0);
  made[0].onopen();
  made[0].say('progress', JSON.stringify({ batch_id: 'b', stage: 'uploading', batch_percentage: 2, waiting_reason: null }), '2');
  made[0].dispatchEvent(new Event('error'));
  await world.pass(3 * SECOND);
  assert.ok(made[0].closed);
  assert.match(made[1].address, /last_event_id=2$/);
  made[1].onopen();
  await world.pass(0);
  assert.deepEqual(seen.positions, [2, 3]);
  made[1].say('error', JSON.stringify({ batch_id: 'b', stage: 'cancelled', batch_percentage: 4, waiting_reason: null }), '4');
  await world.pass(0);
  assert.deepEqual(seen.ends, ['cancelled']);
});
