// Uploads that run while the user moves between views: they belong to the page, not to a view.
import * as api from './api.js';

const running = new Map();
const listeners = new Set();

window.addEventListener('beforeunload', (event) => {
  if ([...running.values()].some((upload) => upload.state === 'sending')) event.preventDefault();
});

function tell() {
  listeners.forEach((listener) => listener());
}

export function onChange(listener) {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

// What is being sent for a batch: {file, loaded, state: 'sending' | 'failed', error}; undefined when
// nothing is.
export function of(batchId) {
  return running.get(batchId);
}

export async function send(batchId, file) {
  const upload = { file, loaded: 0, state: 'sending', error: '' };
  running.set(batchId, upload);
  tell();
  try {
    await api.upload(batchId, file, (loaded) => {
      upload.loaded = loaded;
      tell();
    });
    running.delete(batchId);
  } catch (error) {
    upload.state = 'failed';
    upload.error = error.message;
  }
  tell();
}

export function forget(batchId) {
  running.delete(batchId);
  tell();
}
