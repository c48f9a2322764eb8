import assert from 'node:assert/strict';
import test from 'node:test';
import { follower } from './following.js';
import { Stream, World, page, polled, problem } from './world.js';

test('a batch is made, cancelled and retried by its address, with the key that makes it once', async () => {
  const world = new World();
  world.server = () => Response.json({ batch_id: 'b', status: 'pending' }, { status: 201 });
  const { client } = follower(world.tab(), { token: 't', baseUrl: 'http://server/' });
  const made = await client.createBatch({ workload: 'answer-sheets', name: 'exam' }, { idempotencyKey: 'k' });
  await client.cancel('a/b');
  await client.retry('b', { items: ['j1'] });
  assert.equal(made.batch_id, 'b');
  assert.deepEqual(
    world.requests.map(({ path, options }) => [options.method, path, options.body]),
    [
      ['POST', '/api/batches', '{"workload":"answer-sheets","name":"exam"}'],
      ['POST', '/api/batches/a%2Fb/cancel', undefined],
      ['POST', '/api/batches/b/retry', '{"items":["j1"]}'],
    ],
  );
  const [first, second] = world.requests.map(({ options }) => options.headers);
  assert.equal(first.get('Idempotency-Key'), 'k');
  assert.equal(first.get('Authorization'), 'Bearer t');
  assert.equal(second.get('Content-Type'), null);
});

test('what is refused says why, in the words of the server', async () => {
  const world = new World();
  const { client } = follower(world.tab());
  world.server = () =>
    new Response(JSON.stringify({ detail: 'Some fields are not valid.', errors: [{ field: 'name', message: 'is missing' }] }), {
      status: 422,
      headers: { 'Content-Type': 'application/problem+json' },
    });
  await assert.rejects(client.createBatch({ workload: 'w' }), {
    kind: 'refused',
    status: 422,
    message: 'Some fields are not valid. name: is missing',
  });
  world.server = () => problem(409, 'it has ended');
  await assert.rejects(client.cancel('b'), { kind: 'refused', passes: false });
  world.server = () => page(502);
  await assert.rejects(client.cancel('b'), { kind: 'unavailable', passes: true });
  world.server = () => null;
  await assert.rejects(client.cancel('b'), { kind: 'unreachable' });
});

test('who only wants to know gets the newest', async () => {
  const world = new World();
  world.server = () => polled('b', 7);
  assert.equal((await follower(world.tab()).client.progress('b')).batch_percentage, 7);
});

test('settings of the deployment count, and what the caller says before them', async () => {
  const world = new World();
  world.server = (path) => {
    if (path.endsWith('/stream')) return new Stream();
    return path === '/api/settings' ? Response.json({ watchdog_seconds: 5, check_seconds: 1 }) : page(503);
  };
  const { client, log } = follower(world.tab(), { settings: { checkMs: 7_000 } });
  client.watchBatch('b');
  await world.pass(7_500);
  assert.ok(log.includes('batchline: watchdog fired: b: no event for 7 s'));
});
