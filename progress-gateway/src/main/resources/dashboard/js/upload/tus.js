// Sends a file or blob as the source of a batch by tus 1.0: in chunks, each with its checksum, and
// after a break from where the server says.
import { Refused } from '../core/api.js';
import { afterFailure, base64, FIRST_CHUNK, metadata, nextChunk } from './tus-rules.js';

const ALL = '/api/uploads';
const VERSION = { 'Tus-Resumable': '1.0.0' };
const STOPPED = Symbol('stopped');

// `on.address(address)` when there is an upload, `on.progress(bytes)` as they leave, `on.state(state,
// problem)` with 'sending', 'waiting' (for the next try), 'failed', 'done'; `on.anew()` when the
// server had it no more. `address`: of one that is to go on. Returns {pause, resume}.
export function startUpload({ source, batchId, name, address = null, on }) {
  let request = null;
  let timer = null;
  let turn = 0;
  let tries = 0;
  let chunk = FIRST_CHUNK;

  function ask(method, path, headers = {}, body = null, onProgress = null) {
    return new Promise((resolve, reject) => {
      request = new XMLHttpRequest();
      const mine = request;
      mine.open(method, path);
      for (const [key, value] of Object.entries({ ...VERSION, ...headers })) mine.setRequestHeader(key, value);
      if (onProgress) mine.upload.onprogress = (event) => onProgress(event.loaded);
      mine.onload = () => (mine.status < 300 ? resolve(mine) : reject(refusal(mine)));
      mine.onerror = () => reject(new Refused(0, { detail: '' }));
      mine.onabort = () => reject(STOPPED);
      mine.send(body);
    });
  }

  async function begin() {
    const answer = await ask('POST', ALL, {
      'Upload-Length': String(source.size),
      'Upload-Metadata': metadata({ batch_id: batchId, filename: name }),
    });
    address = new URL(answer.getResponseHeader('Location'), window.location.href).pathname;
    on.address(address);
    return 0;
  }

  async function send(offset, mine) {
    const bytes = await source.slice(offset, offset + chunk).arrayBuffer();
    const sum = await checksum(bytes);
    // Paused while it was read: there was no request yet that could have been ended.
    if (mine !== turn) throw STOPPED;
    const started = performance.now();
    const answer = await ask(
      'PATCH',
      address,
      {
        'Content-Type': 'application/offset+octet-stream',
        'Upload-Offset': String(offset),
        ...sum,
      },
      bytes,
      (sent) => on.progress(offset + Math.min(sent, bytes.byteLength)),
    );
    if (bytes.byteLength === chunk) chunk = nextChunk(chunk, performance.now() - started);
    return offsetOf(answer);
  }

  async function run(mine) {
    on.state('sending');
    try {
      let offset = address === null ? await begin() : offsetOf(await ask('HEAD', address));
      if (mine !== turn) return;
      on.progress(offset);
      while (offset < source.size) {
        offset = await send(offset, mine);
        if (mine !== turn) return;
        tries = 0;
        on.progress(offset);
      }
      on.state('done');
    } catch (problem) {
      if (mine === turn && problem !== STOPPED) failed(problem, mine);
    }
  }

  function failed(problem, mine) {
    tries += 1;
    if (!(problem instanceof Refused)) {
      // The file itself can't be read any more: it was changed, moved or removed.
      on.state('failed', { kind: 'file', message: problem.message });
      return;
    }
    const { status, retryAfter, message } = problem;
    const next = afterFailure({ status, retryAfter, tries, creating: address === null, random: Math.random() });
    if (next.then === 'stop') on.state('failed', { kind: next.kind, message });
    else if (next.then === 'anew') {
      address = null;
      on.anew();
      run(mine);
    } else {
      on.state('waiting', { kind: status === 0 ? 'offline' : 'busy', message, wait: next.wait });
      timer = setTimeout(() => run(mine), next.wait);
    }
  }

  // Coming back to the network ends a wait at once.
  const hurry = () => {
    if (timer === null) return;
    clearTimeout(timer);
    timer = null;
    run(turn);
  };
  window.addEventListener('online', hurry);

  function pause() {
    turn += 1;
    clearTimeout(timer);
    timer = null;
    request?.abort();
  }

  run(turn);
  return {
    pause,
    resume() {
      pause();
      tries = 0;
      run(turn);
    },
    // Ends it here and, where `all`, on the server too.
    end(all) {
      pause();
      window.removeEventListener('online', hurry);
      if (all && address !== null) ask('DELETE', address).catch(() => {});
    },
  };
}

function offsetOf(answer) {
  const offset = Number(answer.getResponseHeader('Upload-Offset'));
  if (!Number.isSafeInteger(offset)) throw new Refused(0, { detail: '' });
  return offset;
}

function refusal(request) {
  let problem = null;
  try {
    problem = JSON.parse(request.responseText);
  } catch {
    // No answer of ours; its status says what can be said.
  }
  const after = Number.parseInt(request.getResponseHeader('Retry-After') ?? '', 10);
  return new Refused(request.status, problem, Number.isNaN(after) ? null : after);
}

// Browsers have digests only where the page came safely (https, or this machine).
async function checksum(bytes) {
  if (!globalThis.crypto?.subtle) return {};
  const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', bytes));
  return { 'Upload-Checksum': `sha256 ${base64(digest)}` };
}
