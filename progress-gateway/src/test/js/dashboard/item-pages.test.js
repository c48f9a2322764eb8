import assert from 'node:assert/strict';
import test from 'node:test';
import { itemPages } from '../../../main/resources/dashboard/js/batch/item-pages.js';

// A server of so many items; `states` are those that are not waiting.
function world(total, { near = 3, far = 10 } = {}) {
  const asked = [];
  const states = new Map();
  let refusal = null;
  const ask = async (cursor, limit) => {
    asked.push(`${cursor || 0}+${limit}`);
    if (refusal) throw refusal;
    const from = Number(cursor || 0);
    const to = Math.min(total, from + limit);
    const items = Array.from({ length: to - from }, (_, n) => ({
      index: from + n,
      job_id: `j${from + n}`,
      state: states.get(from + n) ?? 'waiting',
      started_at: null,
      finished_at: null,
      error: null,
    }));
    return { items, next_cursor: to === total ? null : String(to) };
  };
  const problems = [];
  const pages = itemPages({ ask, onChange: () => {}, onProblem: (problem) => problems.push(problem), near, far });
  return { pages, asked, states, problems, refuse: (with_) => (refusal = with_) };
}
const change = (index, state) => ({ index, state, stage: 's', attempts: 1, error: null, worker: 'w', timestamp: '2026-11-23T10:00:00Z' });
const at = (ms) => () => ms;

test('only as much is asked for as is looked at, and who goes far has it in few steps', async () => {
  const { pages, asked } = world(100);
  await pages.show({ first: 0, last: 2, stamp: 'a' });
  assert.deepEqual(asked, ['0+3']);
  await pages.show({ first: 0, last: 5, stamp: 'a' });
  assert.deepEqual(asked, ['0+3', '3+3']);
  await pages.show({ first: 20, last: 25, stamp: 'a' });
  assert.deepEqual(asked.slice(2), ['6+10', '16+10']);
  assert.equal(pages.items.length, 26);
  assert.ok(pages.more);
});

test('what is seen is asked for again when it is old, and nothing else', async () => {
  const { pages, asked, states } = world(30, { near: 10 });
  await pages.show({ first: 0, last: 30, stamp: 'a', now: at(0) });
  asked.length = 0;
  states.set(12, 'running');
  await pages.show({ first: 11, last: 14, stamp: 'a', before: 0, now: at(10) });
  assert.deepEqual(asked, []);
  await pages.show({ first: 11, last: 14, stamp: 'b', now: at(20) });
  assert.deepEqual(asked, ['10+10']);
  assert.equal(pages.items[12].state, 'running');
  assert.equal(pages.items.length, 30);
});

test('a change that comes while an answer is on its way is not undone by it', async () => {
  const { pages } = world(3);
  await pages.show({ first: 0, last: 3, stamp: 'a' });
  const asking = pages.show({ first: 0, last: 3, stamp: 'b' });
  pages.follow([change(1, 'succeeded')]);
  await asking;
  assert.equal(pages.items[1].state, 'succeeded');
});

test('what the server refuses is said, and asked for again the next time', async () => {
  const { pages, problems, refuse } = world(3);
  refuse(new Error('busy'));
  await pages.show({ first: 0, last: 3, stamp: 'a' });
  assert.equal(problems.at(-1).message, 'busy');
  assert.equal(pages.items.length, 0);
  refuse(null);
  await pages.show({ first: 0, last: 3, stamp: 'a' });
  assert.equal(pages.items.length, 3);
  assert.equal(problems.at(-1), null);
});
