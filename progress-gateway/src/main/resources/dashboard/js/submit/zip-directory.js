// What a ZIP holds, read from its end (APPNOTE 6.3): the files themselves are not touched.

const END = 0x06054b50;
const END_LENGTH = 22;
const LONGEST_COMMENT = 0xffff;
const LOCATOR = 0x07064b50;
const LOCATOR_LENGTH = 20;
const WIDE_END = 0x06064b50;
const ENTRY = 0x02014b50;
const WIDE_EXTRA = 0x0001;
const UTF8_NAME = 0x0800;
const LARGEST_DIRECTORY = 128 << 20;

// `rule`: 'not_a_zip', 'truncated', 'split', 'broken_directory', 'directory_too_large'.
export class ZipProblem extends Error {
  constructor(rule) {
    super(rule);
    this.rule = rule;
  }
}

// `file`: a File or Blob. Gives [{path, size, packed, method, encrypted, folder, offset}].
export async function entriesOf(file) {
  const from = Math.max(0, file.size - END_LENGTH - LONGEST_COMMENT - LOCATOR_LENGTH);
  const tail = await viewOf(file, from, file.size);
  const at = endIn(tail);
  if (at < 0) throw new ZipProblem((await looksLikeZip(file)) ? 'truncated' : 'not_a_zip');
  const end = await directoryPlace(file, tail, at);
  if (end.length > LARGEST_DIRECTORY) throw new ZipProblem('directory_too_large');
  // What stands before the archive moves all of its places alike.
  const shift = from + end.endsAt - end.length - end.offset;
  if (shift < 0 || end.offset + shift < 0) throw new ZipProblem('broken_directory');
  const start = end.offset + shift;
  return parsed(await viewOf(file, start, start + end.length), end.count);
}

async function viewOf(file, from, to) {
  return new DataView(await file.slice(from, to).arrayBuffer());
}

async function looksLikeZip(file) {
  const first = await viewOf(file, 0, 4);
  return first.byteLength === 4 && first.getUint32(0, true) === 0x04034b50;
}

// The end record whose comment ends where the file does, else the last that looks like one.
function endIn(tail) {
  let found = -1;
  for (let at = tail.byteLength - END_LENGTH; at >= 0; at -= 1) {
    if (tail.getUint32(at, true) !== END) continue;
    if (at + END_LENGTH + tail.getUint16(at + 20, true) === tail.byteLength) return at;
    if (found < 0) found = at;
  }
  return found;
}

async function directoryPlace(file, tail, at) {
  if (tail.getUint16(at + 4, true) !== tail.getUint16(at + 6, true)) throw new ZipProblem('split');
  const place = {
    count: tail.getUint16(at + 10, true),
    length: tail.getUint32(at + 12, true),
    offset: tail.getUint32(at + 16, true),
    endsAt: at,
  };
  const locator = at - LOCATOR_LENGTH;
  if (locator < 0 || tail.getUint32(locator, true) !== LOCATOR) return place;
  const wideAt = Number(tail.getBigUint64(locator + 8, true));
  const wide = await viewOf(file, wideAt, wideAt + 56);
  if (wide.byteLength < 56 || wide.getUint32(0, true) !== WIDE_END) throw new ZipProblem('broken_directory');
  const from = Math.max(0, file.size - END_LENGTH - LONGEST_COMMENT - LOCATOR_LENGTH);
  return {
    count: Number(wide.getBigUint64(32, true)),
    length: Number(wide.getBigUint64(40, true)),
    offset: Number(wide.getBigUint64(48, true)),
    endsAt: wideAt - from,
  };
}

function parsed(view, count) {
  const entries = [];
  let at = 0;
  while (entries.length < count) {
    if (at + 46 > view.byteLength || view.getUint32(at, true) !== ENTRY) throw new ZipProblem('broken_directory');
    const nameLength = view.getUint16(at + 28, true);
    const extraLength = view.getUint16(at + 30, true);
    const commentLength = view.getUint16(at + 32, true);
    if (at + 46 + nameLength + extraLength > view.byteLength) throw new ZipProblem('broken_directory');
    entries.push(entryAt(view, at, nameLength, extraLength));
    at += 46 + nameLength + extraLength + commentLength;
  }
  return entries;
}

function entryAt(view, at, nameLength, extraLength) {
  const flags = view.getUint16(at + 8, true);
  const path = nameOf(view, at + 46, nameLength, (flags & UTF8_NAME) !== 0).replaceAll('\\', '/');
  const entry = {
    path,
    folder: path.endsWith('/'),
    method: view.getUint16(at + 10, true),
    encrypted: (flags & 1) !== 0,
    packed: view.getUint32(at + 20, true),
    size: view.getUint32(at + 24, true),
    offset: view.getUint32(at + 42, true),
  };
  widen(entry, view, at + 46 + nameLength, extraLength);
  return entry;
}

// Numbers of 32 ones stand in the zip64 extra field, in this order.
function widen(entry, view, from, length) {
  const end = from + length;
  for (let at = from; at + 4 <= end; at += 4 + view.getUint16(at + 2, true)) {
    if (view.getUint16(at, true) !== WIDE_EXTRA) continue;
    let place = at + 4;
    for (const name of ['size', 'packed', 'offset']) {
      if (entry[name] !== 0xffffffff || place + 8 > end) continue;
      entry[name] = Number(view.getBigUint64(place, true));
      place += 8;
    }
    return;
  }
}

// Names without the mark are of an older code page, mostly in the letters that all share.
function nameOf(view, at, length, isUtf8) {
  const bytes = new Uint8Array(view.buffer, view.byteOffset + at, length);
  try {
    return new TextDecoder('utf-8', { fatal: !isUtf8 }).decode(bytes);
  } catch {
    return new TextDecoder('latin1').decode(bytes);
  }
}
