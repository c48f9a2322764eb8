import assert from 'node:assert/strict';
import test from 'node:test';
import { fingerprint } from '../../../main/resources/dashboard/js/upload/memory.js';
import { afterFailure, LARGEST_CHUNK, metadata, nextChunk, Pace, SMALLEST_CHUNK } from '../../../main/resources/dashboard/js/upload/tus-rules.js';

const after = (status, more = {}) => afterFailure({ status, tries: 1, ...more });

test('what passes is tried again, later and later, spread', () => {
  for (const status of [0, 408, 423, 429, 500, 502, 503]) assert.equal(after(status).then, 'again', String(status));
  const waits = [1, 2, 3, 4, 20].map((tries) => after(0, { tries, random: 1 }).wait);
  assert.deepEqual(waits, [500, 1000, 2000, 4000, 30_000]);
  assert.equal(after(0, { tries: 3, random: 0 }).wait, 1000);
  assert.equal(after(429, { retryAfter: 7 }).wait, 7000);
});

test('another offset is asked for at once, a damaged chunk sent again, both not for ever', () => {
  assert.deepEqual(after(409), { then: 'again', wait: 0 });
  assert.equal(after(409, { tries: 5 }).then, 'stop');
  assert.deepEqual(after(460), { then: 'again', wait: 0 });
  assert.deepEqual(after(460, { tries: 3 }), { then: 'stop', kind: 'damaged' });
});

test('an upload that is no more begins anew; one that was never made does not', () => {
  assert.deepEqual(after(410), { then: 'anew' });
  assert.deepEqual(after(404), { then: 'anew' });
  assert.deepEqual(after(404, { creating: true }), { then: 'stop', kind: 'refused' });
  assert.deepEqual(after(409, { creating: true }), { then: 'stop', kind: 'refused' });
});

test('what only a person can change stops it', () => {
  assert.equal(after(401).kind, 'login');
  assert.equal(after(413).kind, 'large');
  assert.equal(after(507).kind, 'full');
  assert.equal(after(403).kind, 'refused');
});

test('chunks grow where it is fast and shrink where it is slow', () => {
  assert.equal(nextChunk(4 << 20, 100), 8 << 20);
  assert.equal(nextChunk(LARGEST_CHUNK, 100), LARGEST_CHUNK);
  assert.equal(nextChunk(4 << 20, 10_000), 2 << 20);
  assert.equal(nextChunk(SMALLEST_CHUNK, 10_000), SMALLEST_CHUNK);
  assert.equal(nextChunk(4 << 20, 3000), 4 << 20);
});

test('names go in Base64 of their UTF-8', () => {
  assert.equal(metadata({ batch_id: 'b', filename: 'größe.zip' }), 'batch_id Yg==,filename Z3LDtsOfZS56aXA=');
});

test('speed is of the last seconds', () => {
  const pace = new Pace(4000);
  pace.saw(0, 0);
  assert.equal(pace.speed, null);
  pace.saw(1000, 1000);
  assert.equal(pace.speed, 1000);
  for (let second = 2; second <= 10; second += 1) pace.saw(1000 + (second - 1) * 500, second * 1000);
  assert.equal(pace.speed, 500);
  assert.equal(pace.left(6500), 2);
  pace.saw(2000, 11_000);
  assert.equal(pace.speed, null);
});

test('the same files chosen again are known', () => {
  const files = [{ path: 'a.zip', size: 10, modified: 5 }];
  assert.equal(fingerprint(files), fingerprint([...files]));
  assert.notEqual(fingerprint(files), fingerprint([{ ...files[0], modified: 6 }]));
  assert.notEqual(fingerprint(files), fingerprint([...files, ...files]));
});
