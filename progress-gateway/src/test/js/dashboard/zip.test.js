import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import test from 'node:test';
import { crc32 as known } from 'node:zlib';
import { crc32 } from '../../../main/resources/dashboard/js/submit/crc32.js';
import { archive, layout } from '../../../main/resources/dashboard/js/submit/zip-writer.js';
import { entriesOf, ZipProblem } from '../../../main/resources/dashboard/js/submit/zip-directory.js';

const WHEN = Date.UTC(2026, 10, 23, 2, 3, 4);
const bytesOf = (text) => new TextEncoder().encode(text);

function chosen(path, text) {
  return { path, file: Object.assign(new Blob([text]), { lastModified: WHEN }) };
}

function archived(files) {
  return Promise.all(files.map(async ({ file }) => crc32(new Uint8Array(await file.arrayBuffer())))).then((sums) =>
    archive(files, sums),
  );
}

test('the checksum is that of ZIP files, in one piece or several', () => {
  const bytes = Uint8Array.from({ length: 1001 }, (_, at) => (at * 31) & 255);
  assert.equal(crc32(bytesOf('123456789')), 0xcbf43926);
  assert.equal(crc32(bytes.subarray(500), crc32(bytes.subarray(0, 500))), crc32(bytes));
  if (known) assert.equal(crc32(bytes), known(bytes));
});

test('what is packed is what is read again, in its order and with its names', async () => {
  const files = [chosen('scans/größe.jpg', 'hello'), chosen('template.json', '{}'), chosen('empty', '')];
  const zip = await archived(files);
  const entries = await entriesOf(zip);
  assert.deepEqual(
    entries.map(({ path, size, packed, method, encrypted, folder }) => ({ path, size, packed, method, encrypted, folder })),
    files.map(({ path, file }) => ({ path, size: file.size, packed: file.size, method: 0, encrypted: false, folder: false })),
  );
});

test('the same files are the same bytes, so that an upload goes on after a reload', async () => {
  const make = () => archived([chosen('a', 'one'), chosen('b', 'two')]);
  assert.deepEqual(await (await make()).arrayBuffer(), await (await make()).arrayBuffer());
});

test('unzip takes what is packed', async (t) => {
  const folder = mkdtempSync(join(tmpdir(), 'zip-'));
  t.after(() => rmSync(folder, { recursive: true }));
  const zip = join(folder, 'a.zip');
  writeFileSync(zip, Buffer.from(await (await archived([chosen('scans/ü.txt', 'hello'), chosen('b', 'x'.repeat(99))])).arrayBuffer()));
  try {
    execFileSync('unzip', ['-v']);
  } catch {
    return t.skip('there is no unzip here');
  }
  assert.match(execFileSync('unzip', ['-t', zip]).toString(), /No errors/);
  assert.equal(execFileSync('unzip', ['-p', zip, 'b']).toString(), 'x'.repeat(99));
});

test('from 4 GiB on, places stand in the wide form', async () => {
  const large = 3 * 2 ** 30;
  const entries = ['a', 'b', 'c'].map((path) => ({ path, size: large, crc: 1, modified: WHEN }));
  const { heads, tail, size } = layout(entries);
  const places = [];
  let at = 0;
  for (const head of heads) {
    places.push(at);
    at += head.length + large;
  }
  assert.deepEqual((await entriesOf(sparse(size, at, tail))).map((entry) => entry.offset), places);
});

test('from 65,535 entries on, their number stands in the wide form', async () => {
  const entries = Array.from({ length: 70_000 }, (_, at) => ({ path: `p/${at}`, size: 0, crc: 0, modified: WHEN }));
  const { heads, tail } = layout(entries);
  assert.equal((await entriesOf(new Blob([...heads, tail]))).length, 70_000);
});

test('a file of 4 GiB or more is refused', () => {
  assert.throws(() => layout([{ path: 'a', size: 2 ** 32, crc: 0, modified: WHEN }]), RangeError);
});

test('what is no ZIP, or half of one, is said', async () => {
  const zip = await archived([chosen('a', 'one'), chosen('b', 'x'.repeat(200))]);
  const rule = (blob) => entriesOf(blob).then(
    () => 'none',
    (problem) => (problem instanceof ZipProblem ? problem.rule : String(problem)),
  );
  assert.equal(await rule(new Blob(['%PDF-1.7 and more than that'])), 'not_a_zip');
  assert.equal(await rule(new Blob([])), 'not_a_zip');
  assert.equal(await rule(zip.slice(0, zip.size - 60)), 'truncated');
  const damaged = new Uint8Array(await zip.arrayBuffer());
  damaged[damaged.length - 60] ^= 255;
  damaged.fill(0, zip.size - 22 - 94, zip.size - 22 - 90);
  assert.equal(await rule(new Blob([damaged])), 'broken_directory');
});

test('bytes before the archive and a comment after it do not matter', async () => {
  const zip = await archived([chosen('a', 'one')]);
  const bytes = new Uint8Array(await zip.arrayBuffer());
  bytes[bytes.length - 2] = 5;
  const entries = await entriesOf(new Blob(['#!/bin/sh\n', bytes, 'hello']));
  assert.deepEqual(entries.map((entry) => entry.path), ['a']);
});

// A file of which only the end is there.
function sparse(size, tailAt, tail) {
  return {
    size,
    slice: (from, to) => {
      const bytes = new Uint8Array(Math.max(0, Math.min(to, size) - from));
      for (let at = 0; at < bytes.length; at += 1) if (from + at >= tailAt) bytes[at] = tail[from + at - tailAt];
      return new Blob([bytes]);
    },
  };
}
