// How the connection fares, in the words that people are shown. Pure.

/** @typedef {import('../batchline-client.d.ts').ConnectionState} ConnectionState */
/** @typedef {import('../batchline-client.d.ts').ConnectionQuality} ConnectionQuality */

/**
 * @param {{ online: boolean, streaming: boolean, open: boolean, wasOpen: boolean, fired: boolean,
 *   failures: number, tries: number, answered: 'yes' | 'no' | 'unreachable' | null }} of
 *   `streaming` whether there is a stream at all; `fired` whether the watchdog polls; `failures`
 *   connections in a row that came to nothing, of which `tries` are borne before it polls;
 *   `answered` what the last poll met
 * @returns {ConnectionState}
 */
export function stateOf({ online, streaming, open, wasOpen, fired, failures, tries, answered }) {
  if (open && !fired) return 'live';
  if (!online) return 'offline';
  const polls = fired || !streaming || failures >= tries;
  if (polls && answered === 'unreachable') return 'offline';
  if (polls && answered === 'yes') return 'polling';
  if (open) return 'polling';
  return wasOpen || failures > 0 || answered !== null ? 'reconnecting' : 'connecting';
}

/**
 * @param {{ state: ConnectionState, breaks: number, heardAge: number, watchdog: number }} of
 *   `breaks` of the last five minutes; `heardAge` milliseconds since the server said anything
 * @returns {ConnectionQuality}
 */
export function qualityOf({ state, breaks, heardAge, watchdog }) {
  if (state === 'offline' || heardAge > 2 * watchdog) return 'poor';
  if (state === 'live') {
    if (breaks >= 6) return 'poor';
    return breaks >= 2 ? 'degraded' : 'good';
  }
  if (state === 'ended') return 'good';
  return state === 'reconnecting' && breaks >= 6 ? 'poor' : 'degraded';
}

/**
 * Which batches are followed by what. Items come only by a batch's own stream.
 *
 * @param {{ wanted: string[], items: string[], streams: boolean, all: 'none' | 'there' | 'in-use', most: number,
 *   sheds: boolean }} of `items` those of `wanted` whose items are wanted too; `all` whether the server has the
 *   stream over all batches; `most` streams at once, as browsers give a host six connections on HTTP/1.1; `sheds` lets go of streams: a hidden tab that
 *   nobody shares with
 * @returns {{ all: boolean, single: string[] }} the rest is polled
 */
export function plan({ wanted, items, streams, all, most, sheds }) {
  if (!streams || sheds || wanted.length === 0) return { all: false, single: [] };
  const rest = wanted.filter((id) => !items.includes(id));
  // One that is used is not left again for the last batch.
  if (rest.length > (all === 'in-use' ? 0 : 1) && all !== 'none') {
    return { all: true, single: items.slice(0, most - 1) };
  }
  return { all: false, single: [...items, ...rest].slice(0, most) };
}
