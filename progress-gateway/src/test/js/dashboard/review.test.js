import assert from 'node:assert/strict';
import test from 'node:test';
import { asRead, choiceOf, meaningOf, pressed, valueOf } from '../../../main/resources/dashboard/js/review/choosing.js';
import { whenPossible } from '../../../main/resources/dashboard/js/review/patience.js';
import { decided, EMPTY, loaded, moved, place, refused, sent, undone } from '../../../main/resources/dashboard/js/review/queue.js';

const field = (values, marked = [], name = 'q1') => ({
  job_id: 'j',
  field: name,
  choices: values.map((value) => ({ value, fill: 0, marked: marked.includes(value) })),
});
const letters = field(['A', 'B', 'C', 'D'], ['B']);
const digits = field(['0', '1', '2', '3'], []);
const page = (fields, more = {}) => ({ fields, open: fields.length, decided: 0, next_cursor: null, ...more });
const named = (...names) => names.map((name) => field(['A'], [], name));
const names = (state) => state.fields.map((each) => each.field);

test('a key is the choice of its letter or digit, else the first, second, third', () => {
  assert.equal(choiceOf(letters, 'c'), 'C');
  assert.equal(choiceOf(letters, '1'), 'A');
  assert.equal(choiceOf(letters, '9'), null);
  assert.equal(choiceOf(letters, '0'), '');
  assert.equal(choiceOf(digits, '0'), '0');
  assert.equal(choiceOf(digits, '1'), '1');
  assert.equal(choiceOf(digits, 'Backspace'), '');
});

test('a key that is a choice is never something else, and Shift leaves a digit what it is', () => {
  assert.deepEqual(meaningOf(field(['O', 'Z']), { key: 'o' }), { choose: 'O' });
  assert.deepEqual(meaningOf(letters, { key: 'o' }), { act: 'sheet' });
  assert.deepEqual(meaningOf(letters, { key: '"', code: 'Digit2', shiftKey: true }), { choose: 'B' });
  assert.equal(meaningOf(letters, { key: 'a', ctrlKey: true }), null);
  assert.equal(meaningOf(letters, { key: 'Tab' }), null);
  assert.deepEqual(meaningOf(letters, { key: 'Enter' }), { act: 'decide' });
});

test('one choice takes the place of the others, with Shift it comes beside them', () => {
  assert.deepEqual(asRead(letters), ['B']);
  assert.deepEqual(pressed(['B'], 'C', false), ['C']);
  assert.deepEqual(pressed(['C'], 'A', true), ['C', 'A']);
  assert.deepEqual(pressed(['C', 'A'], 'C', true), ['A']);
  assert.equal(valueOf(letters, ['C', 'A']), 'AC');
  assert.equal(valueOf(letters, []), '');
});

test('a decision can be undone until it is sent', () => {
  const begun = moved(loaded(EMPTY, page(named('q1', 'q2', 'q3'), { decided: 2 })), 1);
  assert.deepEqual(place(begun), { at: 4, total: 5 });
  const next = decided(begun, 'A');
  assert.deepEqual(names(next), ['q1', 'q3']);
  assert.equal(next.fields[next.at].field, 'q3');
  assert.deepEqual(place(next), { at: 5, total: 5 });
  const back = undone(next);
  assert.deepEqual(names(back), ['q1', 'q2', 'q3']);
  assert.equal(back.fields[back.at].field, 'q2');
  const gone = sent(next, next.held);
  assert.equal(undone(gone), gone);
});

test('what the server does not take is looked at again, whatever was decided meanwhile', () => {
  const first = decided(loaded(EMPTY, page(named('q1', 'q2', 'q3'))), 'A');
  const second = decided(first, 'A');
  const back = refused(second, first.held);
  assert.deepEqual(names(back), ['q1', 'q3']);
  assert.equal(back.held.field.field, 'q2');
  assert.equal(back.done, 1);
});

test('the last one decided leaves nothing, and a further page nothing twice', () => {
  const one = decided(loaded(EMPTY, page(named('q1'))), '');
  assert.equal(one.fields.length, 0);
  assert.deepEqual(names(loaded(one, page(named('q1', 'q2')))), ['q2']);
});

test('a 409 that says when to come again is tried again, another is not', async () => {
  let tries = 0;
  const busy = async () => {
    tries += 1;
    if (tries < 3) throw Object.assign(new Error('busy'), { status: 409, retryAfter: '1' });
    return 'done';
  };
  assert.equal(await whenPossible(busy, async () => {}), 'done');
  await assert.rejects(
    whenPossible(async () => {
      throw Object.assign(new Error('no'), { status: 409, retryAfter: null });
    }),
    /no/,
  );
});
