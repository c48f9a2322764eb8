// What a resumable upload does after an answer that is no success. Pure.

const FIRST_WAIT = 500;
const LONGEST_WAIT = 30_000;
const MOST_MISMATCHES = 3;

export const SMALLEST_CHUNK = 1 << 20;
export const FIRST_CHUNK = 4 << 20;
export const LARGEST_CHUNK = 16 << 20;
const QUICK = 1000;
const SLOW = 6000;

// `status`: 0 where no answer came. `tries`: failures in a row. `creating`: before there is an
// upload. `random`: 0 to 1. Gives {then: 'again', wait} in milliseconds, {then: 'anew'} where the
// upload is no more, or {then: 'stop', kind} where it is for a person: 'login', 'full', 'large',
// 'refused', 'damaged'.
export function afterFailure({ status, retryAfter = null, tries, creating = false, random = 0.5 }) {
  const again = { then: 'again', wait: waited(tries, retryAfter, random) };
  if (status === 0 || status === 408 || status === 423 || status === 429) return again;
  // Another offset than ours: the server is asked for its own.
  if (status === 409 && !creating) return tries < 5 ? { then: 'again', wait: 0 } : { then: 'stop', kind: 'refused' };
  if (status === 460) return tries < MOST_MISMATCHES ? { then: 'again', wait: 0 } : { then: 'stop', kind: 'damaged' };
  if ((status === 404 || status === 410) && !creating) return { then: 'anew' };
  if (status === 401) return { then: 'stop', kind: 'login' };
  if (status === 413) return { then: 'stop', kind: 'large' };
  if (status === 507) return { then: 'stop', kind: 'full' };
  if (status >= 500) return again;
  return { then: 'stop', kind: 'refused' };
}

function waited(tries, retryAfter, random) {
  if (retryAfter !== null && retryAfter >= 0) return Math.min(retryAfter * 1000, 120_000);
  const most = Math.min(LONGEST_WAIT, FIRST_WAIT * 2 ** Math.max(0, tries - 1));
  return Math.round(most / 2 + (most / 2) * random);
}

// The size of the next chunk, after one of `size` bytes took `took` milliseconds: large enough to be
// worth its round trip, small enough that little is lost when it breaks.
export function nextChunk(size, took) {
  if (took < QUICK) return Math.min(LARGEST_CHUNK, size * 2);
  if (took > SLOW) return Math.max(SMALLEST_CHUNK, Math.floor(size / 2));
  return size;
}

// `Upload-Metadata` (tus 1.0, creation): keys and values in Base64.
export function metadata(values) {
  return Object.entries(values)
    .map(([key, value]) => `${key} ${base64(new TextEncoder().encode(value))}`)
    .join(',');
}

export function base64(bytes) {
  let text = '';
  for (const byte of bytes) text += String.fromCharCode(byte);
  return btoa(text);
}

// How fast it goes: of the last seconds, so that a break soon counts and a moment does not.
export class Pace {
  constructor(window = 8000) {
    this.window = window;
    this.seen = [];
  }

  // `at` in milliseconds.
  saw(loaded, at) {
    const last = this.seen.at(-1);
    if (last && loaded < last.loaded) this.seen = [];
    this.seen.push({ loaded, at });
    while (this.seen.length > 2 && at - this.seen[0].at > this.window) this.seen.shift();
  }

  // Bytes a second; null before it can be told.
  get speed() {
    const [first] = this.seen;
    const last = this.seen.at(-1);
    if (!first || last.at - first.at < 400) return null;
    return ((last.loaded - first.loaded) * 1000) / (last.at - first.at);
  }

  // Seconds; null where it can't be told.
  left(size) {
    const { speed } = this;
    if (!speed) return null;
    return (size - this.seen.at(-1).loaded) / speed;
  }
}
