// From what was chosen to a batch that has its source, or its items.
import { fingerprint } from '../upload/memory.js';
import * as uploads from '../core/uploads.js';
import * as calls from './calls.js';
import { crc32 } from './crc32.js';
import { MOST_AT_ONCE } from './list-items.js';
import { archive } from './zip-writer.js';

const PIECE = 4 << 20;
const LARGEST_REQUEST = 4_000_000;

// What tells the same choice after a reload.
export function printOf(files) {
  return fingerprint(files.map(({ path, file }) => ({ path, size: file.size, modified: file.lastModified })));
}

// `files`: [{path, file}] in the order of the plan. `onProgress(done, bytes)` while files are read.
// Gives {source, name}.
export async function sourceOf(plan, files, onProgress) {
  if (plan.way !== 'pack') return { source: files[0].file, name: files[0].file.name };
  const checksums = [];
  for (const { file } of files) checksums.push(await checksum(file, onProgress));
  return { source: archive(files, checksums), name: `${plan.name}.zip` };
}

async function checksum(file, onProgress) {
  let crc = 0;
  for (let at = 0; at < file.size; at += PIECE) {
    const bytes = new Uint8Array(await file.slice(at, at + PIECE).arrayBuffer());
    crc = crc32(bytes, crc);
    onProgress(bytes.length);
  }
  return crc;
}

// Creates the batch and begins its upload; gives its id.
export async function submitFiles(body, key, { source, name }, print) {
  const batch = await calls.create(body, key);
  uploads.send(batch.batch_id, source, { name, print });
  return batch.batch_id;
}

// Creates the batch with its items; a long list goes in portions, and the batch starts when all are
// there. `onProgress(sent)`.
export async function submitList(body, key, items, onProgress) {
  const portions = portionsOf(items);
  if (portions.length === 1) return (await calls.create({ ...body, items }, key)).batch_id;
  const { batch_id: batchId } = await calls.create({ ...body, start: 'manual' }, key);
  let sent = 0;
  for (const portion of portions) {
    await calls.addItems(batchId, portion);
    sent += portion.length;
    onProgress(sent);
  }
  if (body.start !== 'manual') await calls.start(batchId);
  return batchId;
}

export function portionsOf(items, most = MOST_AT_ONCE, largest = LARGEST_REQUEST) {
  const portions = [];
  let portion = [];
  let length = 0;
  for (const item of items) {
    const own = JSON.stringify(item).length + 1;
    if (portion.length === most || (portion.length > 0 && length + own > largest)) {
      portions.push(portion);
      portion = [];
      length = 0;
    }
    portion.push(item);
    length += own;
  }
  return portion.length > 0 ? [...portions, portion] : portions;
}
