// Uploads that run while the user moves between views: they belong to the page, not to a view.
import { session } from './session.js';
import { Pace } from '../upload/tus-rules.js';
import { startUpload } from '../upload/tus.js';
import * as memory from '../upload/memory.js';
import { texts } from '../texts.js';

const running = new Map();
const listeners = new Set();

window.addEventListener('beforeunload', (event) => {
  if ([...running.values()].some((upload) => upload.state === 'sending')) event.preventDefault();
});

// Who logs in again goes on.
session.subscribe((now) => {
  if (now.state !== 'in') return;
  for (const [batchId, upload] of running) if (upload.kind === 'login') resume(batchId);
});

function tell() {
  listeners.forEach((listener) => listener());
}

export function onChange(listener) {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

// What is being sent for a batch: {file: {name, size}, loaded, state, error, speed, left}; undefined
// when nothing is. `state`: 'sending', 'waiting' for the next try, 'paused', 'failed'. `speed` in
// bytes a second and `left` in seconds are null before they can be told.
export function of(batchId) {
  return running.get(batchId);
}

// All of them, by batch.
export function all() {
  return [...running];
}

// Sends a file as the source of a batch. `name`: what it is called there. `print`: what tells the
// same choice of files after a reload. `address`: of an upload that is to go on.
export function send(batchId, source, { name = source.name, print = printOf(source), address = null } = {}) {
  running.get(batchId)?.sending?.end(false);
  const pace = new Pace();
  const upload = { file: source, loaded: 0, state: 'sending', error: '', kind: '', speed: null, left: null };
  // A blob that was packed here has no name.
  if (!(source instanceof File)) upload.file = { name, size: source.size };
  running.set(batchId, upload);
  const note = (to) => memory.remember(print, { address: to, batchId, name, size: source.size });
  if (address !== null) note(address);
  upload.sending = startUpload({
    source,
    batchId,
    name,
    address,
    on: {
      address: note,
      anew: () => memory.forgetBatch(batchId),
      progress(loaded) {
        upload.loaded = loaded;
        pace.saw(loaded, performance.now());
        upload.speed = pace.speed;
        upload.left = pace.left(source.size);
        tell();
      },
      state(state, problem = null) {
        upload.state = state;
        upload.kind = problem?.kind ?? '';
        upload.error = problem === null ? '' : texts.upload.problem(problem);
        if (state === 'done') {
          running.delete(batchId);
          memory.forgetBatch(batchId);
          upload.sending.end(false);
        }
        tell();
      },
    },
  });
  tell();
}

export function printOf(file) {
  return memory.fingerprint([{ path: file.name, size: file.size, modified: file.lastModified }]);
}

export function pause(batchId) {
  const upload = running.get(batchId);
  if (!upload) return;
  upload.sending.pause();
  Object.assign(upload, { state: 'paused', kind: '', error: '', speed: null, left: null });
  tell();
}

export function resume(batchId) {
  running.get(batchId)?.sending.resume();
  tell();
}

// Gives it up, here and on the server.
export function forget(batchId) {
  running.get(batchId)?.sending.end(true);
  running.delete(batchId);
  memory.forgetBatch(batchId);
  tell();
}

// Gives up one that was broken off before this page was there.
export function discard({ batchId, address }) {
  memory.forgetBatch(batchId);
  fetch(address, { method: 'DELETE', headers: { 'Tus-Resumable': '1.0.0' } }).catch(() => {});
}
