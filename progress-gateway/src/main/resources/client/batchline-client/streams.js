// One connection to a stream, in two forms: `fetch`, which shows comments and statuses and can send a
// token, and EventSource for where an answer can't be read as it comes.
import { BatchlineError, refusal } from './api.js';
import { EventLines } from './lines.js';

/** @typedef {import('./lines.js').StreamEvent} StreamEvent */
/** @typedef {import('./environment.js').Environment} Environment */

/**
 * How a connection ended. `over`: the server says that there is nothing more to come (204).
 *
 * @typedef {{ over: boolean, error: BatchlineError }} End
 */

/**
 * @typedef {object} Sink
 * @property {() => void} opened
 * @property {() => void} heard any byte came
 * @property {(ms: number) => void} retry the server says when to come back
 * @property {(event: StreamEvent) => void} event
 * @property {(end: End) => void} ended once, and nothing after it
 */

/** @typedef {'fetch' | 'eventsource' | 'poll'} Transport */

/**
 * @param {Environment} environment
 * @param {{ token?: unknown, ticket?: unknown, transport?: Transport | 'auto' }} options
 * @returns {Transport} what can be used here, the one that was asked for before others
 */
export function transportFor(environment, { token, ticket, transport = 'auto' }) {
  const sources = environment.EventSource !== null && (!token || Boolean(ticket));
  const fetches = environment.fetch !== null && environment.streams;
  if (transport === 'eventsource' && sources) return 'eventsource';
  if (transport === 'poll') return 'poll';
  if (fetches) return 'fetch';
  return sources ? 'eventsource' : 'poll';
}

/** @param {string} why */
const broken = (why) => ({ over: false, error: new BatchlineError('unavailable', why) });

/**
 * @param {import('./api.js').Api} api
 * @param {string} path with its query
 * @param {Sink} sink
 * @returns {() => void} ends it without a word
 */
export function openFetch(api, path, sink) {
  const abort = new AbortController();
  let ended = false;
  /** @param {End} how */
  const end = (how) => {
    if (!ended) {
      ended = true;
      sink.ended(how);
    }
  };
  read(api, path, abort.signal, sink).then(end, (cause) => {
    const error = cause instanceof BatchlineError ? cause : null;
    end(error === null ? broken(`the connection broke: ${cause}`) : { over: false, error });
  });
  return () => {
    ended = true;
    abort.abort();
  };
}

/**
 * @param {import('./api.js').Api} api
 * @param {string} path
 * @param {AbortSignal} signal
 * @param {Sink} sink
 * @returns {Promise<End>}
 */
async function read(api, path, signal, sink) {
  const response = await api.exchange(path, { headers: { Accept: 'text/event-stream' }, signal });
  if (response.status === 204) return { ...broken('nothing more comes'), over: true };
  if (!response.ok) return { over: false, error: await refusal(response) };
  const type = response.headers.get('Content-Type') ?? '';
  if (!type.startsWith('text/event-stream') || response.body === null) {
    await response.body?.cancel().catch(() => {});
    return broken(`what answered is ${type || 'nothing'} and no stream`);
  }
  let begun = false;
  const lines = new EventLines(
    (event) => signal.aborted || sink.event(event),
    (ms) => sink.retry(ms),
  );
  const decoder = new TextDecoder();
  const reader = response.body.getReader();
  try {
    for (;;) {
      const { done, value } = await reader.read();
      if (done) return broken('the server ended the stream');
      if (signal.aborted) return broken('it was ended');
      // The server speaks at once. A proxy that has answered and holds that back is no stream.
      if (!begun) sink.opened();
      begun = true;
      sink.heard();
      lines.take(decoder.decode(value, { stream: true }));
    }
  } finally {
    reader.cancel().catch(() => {});
  }
}

/**
 * EventSource comes back by itself after some breaks and never after others; here it is one
 * connection, and who comes back is decided in one place.
 *
 * @param {Environment} environment
 * @param {string} address
 * @param {Sink} sink
 * @returns {() => void}
 */
export function openEventSource(environment, address, sink) {
  const source = new /** @type {NonNullable<Environment['EventSource']>} */ (environment.EventSource)(address);
  source.onopen = () => sink.opened();
  for (const name of ['progress', 'item', 'complete', 'error', 'message']) {
    source.addEventListener(name, (/** @type {any} */ event) => {
      // `error` is also what a lost connection is called; that one has no data.
      if (typeof event.data === 'string') {
        sink.heard();
        sink.event({ name, id: event.lastEventId || null, data: event.data });
      } else if (name === 'error') {
        source.close();
        sink.ended(broken('the connection broke'));
      }
    });
  }
  return () => source.close();
}
