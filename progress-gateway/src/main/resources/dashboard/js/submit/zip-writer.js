// Several files as one ZIP (APPNOTE 6.3), stored as they are. Only what stands between the files is
// made here: a browser's blob refers to them, so memory stays flat however large they are. The same
// files always give the same bytes, so that an upload can go on after a reload.

const MOST_BYTES = 0xffffffff;
const MOST_ENTRIES = 0xffff;
const UTF8_NAME = 0x0800;
const VERSION = 20;
const VERSION_WIDE = 45;
const WIDE_EXTRA = 0x0001;
// Made on Unix, a plain file that all may read.
const MADE_BY = (3 << 8) | VERSION_WIDE;
const FILE_MODE = 0o100644;

// `entries`: [{path, size, crc, modified}] in their order; `modified` in milliseconds. Gives
// {heads: [bytes before each file], tail: bytes after the last, size: of the whole}.
export function layout(entries) {
  const heads = [];
  const directory = [];
  let offset = 0;
  for (const entry of entries) {
    if (entry.size >= MOST_BYTES) throw new RangeError(`${entry.path} has ${entry.size} bytes`);
    const name = new TextEncoder().encode(entry.path);
    const head = localHeader(entry, name);
    heads.push(head);
    directory.push(directoryEntry(entry, name, offset));
    offset += head.length + entry.size;
  }
  const length = directory.reduce((sum, each) => sum + each.length, 0);
  const tail = joined([...directory, ...end(entries.length, length, offset)]);
  return { heads, tail, size: offset + tail.length };
}

// The archive of files: [{path, file}], with their checksums in the same order.
export function archive(files, checksums) {
  const entries = files.map(({ path, file }, at) => ({
    path,
    size: file.size,
    crc: checksums[at],
    modified: file.lastModified,
  }));
  const { heads, tail } = layout(entries);
  return new Blob([...heads.flatMap((head, at) => [head, files[at].file]), tail], { type: 'application/zip' });
}

function localHeader(entry, name) {
  const fields = new Fields(30)
    .four(0x04034b50)
    .two(VERSION)
    .two(UTF8_NAME)
    .two(0)
    .four(dosTime(entry.modified))
    .four(entry.crc)
    .four(entry.size)
    .four(entry.size)
    .two(name.length)
    .two(0);
  return joined([fields.bytes, name]);
}

function directoryEntry(entry, name, offset) {
  const wide = offset >= MOST_BYTES;
  const extra = wide ? new Fields(12).two(WIDE_EXTRA).two(8).eight(offset).bytes : new Uint8Array(0);
  const fields = new Fields(46)
    .four(0x02014b50)
    .two(MADE_BY)
    .two(wide ? VERSION_WIDE : VERSION)
    .two(UTF8_NAME)
    .two(0)
    .four(dosTime(entry.modified))
    .four(entry.crc)
    .four(entry.size)
    .four(entry.size)
    .two(name.length)
    .two(extra.length)
    .two(0)
    .two(0)
    .two(0)
    .four(FILE_MODE * 0x10000)
    .four(wide ? MOST_BYTES : offset);
  return joined([fields.bytes, name, extra]);
}

function end(count, length, offset) {
  const wide = count >= MOST_ENTRIES || offset >= MOST_BYTES;
  const last = new Fields(22)
    .four(0x06054b50)
    .four(0)
    .two(Math.min(count, MOST_ENTRIES))
    .two(Math.min(count, MOST_ENTRIES))
    .four(length)
    .four(Math.min(offset, MOST_BYTES))
    .two(0).bytes;
  if (!wide) return [last];
  const record = new Fields(56)
    .four(0x06064b50)
    .eight(44)
    .two(MADE_BY)
    .two(VERSION_WIDE)
    .four(0)
    .four(0)
    .eight(count)
    .eight(count)
    .eight(length)
    .eight(offset).bytes;
  const locator = new Fields(20).four(0x07064b50).four(0).eight(offset + length).four(1).bytes;
  return [record, locator, last];
}

// Two seconds exact, in UTC so that the bytes are the same on every day of the year; from 1980 on.
function dosTime(milliseconds) {
  const time = new Date(Math.min(Math.max(milliseconds, Date.UTC(1980, 0, 1)), Date.UTC(2107, 11, 31)));
  const date = ((time.getUTCFullYear() - 1980) << 9) | ((time.getUTCMonth() + 1) << 5) | time.getUTCDate();
  const clock = (time.getUTCHours() << 11) | (time.getUTCMinutes() << 5) | (time.getUTCSeconds() >> 1);
  return date * 0x10000 + clock;
}

class Fields {
  constructor(length) {
    this.bytes = new Uint8Array(length);
    this.view = new DataView(this.bytes.buffer);
    this.at = 0;
  }

  two(value) {
    this.view.setUint16(this.at, value, true);
    this.at += 2;
    return this;
  }

  four(value) {
    this.view.setUint32(this.at, value, true);
    this.at += 4;
    return this;
  }

  eight(value) {
    this.view.setBigUint64(this.at, BigInt(value), true);
    this.at += 8;
    return this;
  }
}

function joined(parts) {
  const all = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    all.set(part, at);
    at += part.length;
  }
  return all;
}
