// Uploads that have begun and not ended, kept by the browser over reloads: by what was chosen.
const KEY = 'batchline-uploads';
const KEPT_MS = 7 * 24 * 3600 * 1000;

// What tells the same choice of files: their paths, sizes and times. `files`: [{path, size, modified}].
export function fingerprint(files) {
  const lines = files.map((file) => `${file.path}\n${file.size}\n${file.modified}`);
  return `${files.length}-${hash(lines.join('\n'))}`;
}

// 53 bits of a text, evenly spread (cyrb53).
function hash(text) {
  let one = 0xdeadbeef;
  let two = 0x41c6ce57;
  for (let at = 0; at < text.length; at += 1) {
    const code = text.charCodeAt(at);
    one = Math.imul(one ^ code, 2654435761);
    two = Math.imul(two ^ code, 1597334677);
  }
  one = Math.imul(one ^ (one >>> 16), 2246822507) ^ Math.imul(two ^ (two >>> 13), 3266489909);
  two = Math.imul(two ^ (two >>> 16), 2246822507) ^ Math.imul(one ^ (one >>> 13), 3266489909);
  return (4294967296 * (2097151 & two) + (one >>> 0)).toString(36);
}

function read() {
  try {
    const found = JSON.parse(localStorage.getItem(KEY) ?? '{}');
    const oldest = Date.now() - KEPT_MS;
    return Object.fromEntries(Object.entries(found).filter(([, each]) => each.at > oldest));
  } catch {
    // Storage may be forbidden, or hold what is not ours.
    return {};
  }
}

function write(all) {
  try {
    localStorage.setItem(KEY, JSON.stringify(all));
  } catch {
    // Then it goes on for as long as the page is there.
  }
}

// {print, address, batchId, name, size, at}, the newest first.
export function remembered() {
  return Object.entries(read())
    .map(([print, each]) => ({ print, ...each }))
    .sort((a, b) => b.at - a.at);
}

export function remember(print, upload) {
  write({ ...read(), [print]: { ...upload, at: Date.now() } });
}

export function forgetBatch(batchId) {
  write(Object.fromEntries(Object.entries(read()).filter(([, each]) => each.batchId !== batchId)));
}
