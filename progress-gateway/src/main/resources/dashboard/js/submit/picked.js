// The files that somebody dropped or chose, until they are submitted: kept while the view changes.
import { signal } from '../core/state.js';

// [{path, file}]; empty where nothing is chosen.
export const picked = signal([]);

export function add(files) {
  picked.set((before) => {
    const all = new Map(before.map((each) => [each.path, each]));
    for (const each of files) all.set(each.path, each);
    return [...all.values()];
  });
}

export function drop(path) {
  picked.set((before) => before.filter((each) => each.path !== path));
}

export function clear() {
  picked.set([]);
}

// Of an <input type="file">, with the folders that it knows.
export function fromInput(files) {
  return [...files].map((file) => ({ path: file.webkitRelativePath || file.name, file }));
}

// Of a drop, folders walked through. The entries are asked for before the first wait: after it the
// browser has let go of them.
export async function fromDrop(transfer) {
  const items = [...transfer.items].filter((item) => item.kind === 'file');
  const entries = items.map((item) => item.webkitGetAsEntry?.() ?? null);
  if (entries.every((entry) => entry === null)) return fromInput(transfer.files);
  const found = [];
  for (const entry of entries) if (entry !== null) await walk(entry, found);
  return found;
}

// Whether a drag brings files, and not a text or a picture of the page.
export function hasFiles(event) {
  return [...(event.dataTransfer?.types ?? [])].includes('Files');
}

async function walk(entry, found) {
  if (entry.isFile) {
    const file = await new Promise((resolve, reject) => entry.file(resolve, reject));
    found.push({ path: entry.fullPath.replace(/^\//, ''), file });
    return;
  }
  const reader = entry.createReader();
  // It gives a hundred at a time, and none when all are told.
  for (;;) {
    const some = await new Promise((resolve, reject) => reader.readEntries(resolve, reject));
    if (some.length === 0) return;
    for (const each of some) await walk(each, found);
  }
}
