import assert from 'node:assert/strict';
import { readFile, readdir } from 'node:fs/promises';
import test from 'node:test';

const CLIENT = new URL('../../main/resources/client/', import.meta.url);

/** The modules that a page comes to load, and what each says that it imports. */
async function reached(name, found = new Map()) {
  if (found.has(name)) return found;
  const text = (await readFile(new URL(name, CLIENT), 'utf8')).replace(/\/\*[^]*?\*\//g, '').replace(/\/\/.*/g, '');
  found.set(name, text);
  for (const [, of] of text.matchAll(/(?:from|import)\s*\(?\s*'([^']+)'/g)) {
    assert.ok(of.startsWith('./'), `${name} imports ${of}, which is no neighbour`);
    await reached(new URL(of, new URL(name, 'file:///')).pathname.slice(1), found);
  }
  return found;
}

test('a page can name all modules beforehand: none is loaded later, and none lies idle', async () => {
  const found = await reached('batchline-client.js');
  for (const [name, text] of found) assert.ok(!/\bimport\s*\(/.test(text), `${name} loads something later`);
  const files = await readdir(new URL('batchline-client/', CLIENT));
  assert.deepEqual([...found.keys()].sort(), ['batchline-client.js', ...files.map((file) => `batchline-client/${file}`)].sort());
});
