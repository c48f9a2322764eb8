// How one batch is connected, from what is known of its stream, its polls and the tab that leads.
import { qualityOf, stateOf } from './standing.js';

/** @typedef {import('../batchline-client.d.ts').Connection} Connection */
/** @typedef {Pick<Connection, 'state' | 'quality'> & { heardAt: number }} Told */

/** @type {Readonly<Connection>} */
export const ENDED = Object.freeze({
  state: 'ended',
  quality: 'good',
  transport: 'none',
  ageMs: 0,
  heardMs: 0,
  watchdog: false,
  canPoll: true,
});

/**
 * @param {import('./followed.js').Followed} followed
 * @param {Told} told by the tab that leads
 * @param {number} now
 * @returns {Connection}
 */
export function shared(followed, { state, quality, heardAt }, now) {
  return {
    state,
    quality,
    transport: 'shared',
    ageMs: Math.max(0, now - followed.newestAt),
    heardMs: Math.max(0, now - Math.max(heardAt, followed.answeredAt)),
    watchdog: state === 'polling',
    canPoll: true,
  };
}

/**
 * @param {import('./followed.js').Followed} followed
 * @param {import('./link.js').Link | undefined} link
 * @param {import('./followed.js').Surround} surround
 * @param {{ transport: import('./streams.js').Transport, streaming: boolean }} of
 *   `streaming` whether there is, or will be, a stream
 * @returns {Connection}
 */
export function own(followed, link, { environment, settings, canPoll }, { transport, streaming }) {
  const now = environment.now();
  const heardMs = Math.max(0, now - Math.max(followed.answeredAt, link?.isOpen ? link.heardAt : 0));
  const state = stateOf({
    online: environment.online(),
    streaming,
    open: link?.isOpen ?? false,
    wasOpen: link?.wasOpen ?? false,
    fired: followed.fired,
    failures: link?.failures ?? 0,
    tries: settings.triesBeforePolling,
    answered: followed.answered,
  });
  const breaks = link?.breaks(now) ?? 0;
  return {
    state,
    quality: qualityOf({ state, breaks, heardAge: heardMs, watchdog: settings.watchdogMs }),
    transport: state === 'live' ? transport : state === 'polling' ? 'poll' : 'none',
    ageMs: Math.max(0, now - followed.newestAt),
    heardMs,
    watchdog: followed.fired,
    canPoll,
  };
}
