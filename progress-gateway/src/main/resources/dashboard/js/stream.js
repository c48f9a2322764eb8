// Follows a batch's stream of server-sent events and never gives up on it: after a break it goes on
// behind the last event that it has seen. Made with `fetch` rather than EventSource because that
// hides the server's comment lines (a stream that is silent could not be told from a dead one) and
// answers like 401 and 404, and treats some of them as final.
import { loggedOut, streamAddress } from './api.js';

const FIRST_WAIT = 1000;
const LONGEST_WAIT = 30000;
const SILENT_FOR = 60000;

// onEvent(name, data); onState('connecting' | 'live' | 'reconnecting' | 'ended' | 'gone').
export function follow(batchId, { latestOnly = false, onEvent, onState }) {
  let lastId = null;
  let wait = FIRST_WAIT;
  let closed = false;
  let attempt = null;
  let timer = null;

  function later() {
    if (closed || document.hidden) return;
    onState('reconnecting');
    clearTimeout(timer);
    timer = setTimeout(connect, wait * (0.75 + Math.random() / 2));
    wait = Math.min(wait * 2, LONGEST_WAIT);
  }

  function end(state) {
    close();
    onState(state);
  }

  async function connect() {
    attempt?.abort();
    clearTimeout(timer);
    const mine = new AbortController();
    attempt = mine;
    try {
      const first = latestOnly ? '?history=latest' : '';
      const query = lastId === null ? first : `?last_event_id=${lastId}`;
      const response = await fetch(streamAddress(batchId) + query, {
        credentials: 'same-origin',
        headers: { Accept: 'text/event-stream' },
        cache: 'no-store',
        signal: mine.signal,
      });
      if (response.status === 204) return end('ended');
      if (response.status === 404) return end('gone');
      if (response.status === 401) {
        end('gone');
        return loggedOut();
      }
      if (!response.ok) throw new Error(`status ${response.status}`);
      onState('live');
      await read(response.body, mine);
      if (!closed && attempt === mine) later();
    } catch {
      // Whatever broke the connection, the answer is the same: connect again.
      if (!closed && attempt === mine) later();
    }
    return undefined;
  }

  async function read(body, mine) {
    const reader = body.pipeThrough(new TextDecoderStream()).getReader();
    const parser = parse((event) => {
      if (event.id !== null) lastId = event.id;
      if (closed || event.data === '') return;
      wait = FIRST_WAIT;
      onEvent(event.name, JSON.parse(event.data));
      if (event.name === 'complete' || event.name === 'error') end('ended');
    });
    let watchdog = null;
    const alive = () => {
      clearTimeout(watchdog);
      watchdog = setTimeout(() => mine.abort(), SILENT_FOR);
    };
    alive();
    try {
      for (;;) {
        const { done, value } = await reader.read();
        if (done) return;
        alive();
        parser(value);
      }
    } finally {
      clearTimeout(watchdog);
    }
  }

  // A browser gives a host six connections over all its tabs: a hidden one lets go of its stream
  // and goes on behind the last event when it is seen again.
  function onVisibility() {
    if (closed) return;
    if (document.hidden) {
      const left = attempt;
      attempt = null;
      left?.abort();
      clearTimeout(timer);
    } else {
      wait = FIRST_WAIT;
      connect();
    }
  }

  function close() {
    closed = true;
    clearTimeout(timer);
    attempt?.abort();
    document.removeEventListener('visibilitychange', onVisibility);
  }

  document.addEventListener('visibilitychange', onVisibility);
  onState('connecting');
  if (!document.hidden) connect();
  return { close };
}

// Takes pieces of a stream as they come and hands on whole events.
export function parse(onEvent) {
  let rest = '';
  let name = 'message';
  let id = null;
  let data = [];
  return (piece) => {
    rest += piece;
    // A CR at the very end may be half of a CRLF: it waits for what comes next.
    const lines = rest.split(/\r\n|\n|\r(?!$)/);
    rest = lines.pop();
    for (const line of lines) {
      if (line === '') {
        if (data.length > 0) onEvent({ name, id, data: data.join('\n') });
        name = 'message';
        data = [];
        continue;
      }
      const colon = line.indexOf(':');
      const field = colon < 0 ? line : line.slice(0, colon);
      const value = colon < 0 ? '' : line.slice(colon + 1).replace(/^ /, '');
      if (field === 'event') name = value;
      else if (field === 'data') data.push(value);
      else if (field === 'id') id = value;
    }
  };
}
