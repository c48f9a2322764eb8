// Keeps one stream up: connects, and after every break connects again behind what was seen.
import { backoff, isDead, outlivedSleep } from './rhythm.js';

/** @typedef {import('./streams.js').Sink} Sink */
/** @typedef {import('./streams.js').End} End */

/** A connection that held for so long was no failure when it breaks. */
const STABLE = 10_000;
const BREAKS_COUNTED_FOR = 300_000;

/**
 * @typedef {object} LinkEvents
 * @property {(again: boolean) => void} up `again` after a break
 * @property {(event: import('./lines.js').StreamEvent) => void} event
 * @property {(why: string, waitMs: number) => void} down
 * @property {(end: End) => boolean} final asked about an end that is the server's word; true where
 *   no other connection is wanted
 */

export class Link {
  isOpen = false;
  wasOpen = false;
  /** Connections in a row that came to nothing. */
  failures = 0;
  heardAt;
  openedAt = 0;
  #lastId;
  #open;
  #environment;
  #settings;
  #events;
  #seesBytes;
  #asked = 0;
  #closed = false;
  /** @type {number[]} */
  #breaks = [];
  /** @type {unknown} */
  #timer = null;
  /** @type {(() => void) | null} */
  #leave = null;

  /**
   * @param {object} with_
   * @param {(lastId: string | null, sink: Sink) => () => void} with_.open
   * @param {boolean} with_.seesBytes
   * @param {string | null} with_.lastId
   * @param {import('./environment.js').Environment} with_.environment
   * @param {import('../batchline-client.d.ts').Settings} with_.settings
   * @param {LinkEvents} with_.events
   */
  constructor({ open, seesBytes, lastId, environment, settings, events }) {
    this.#open = open;
    this.#seesBytes = seesBytes;
    this.#lastId = lastId;
    this.#environment = environment;
    this.#settings = settings;
    this.#events = events;
    this.heardAt = environment.now();
    this.#connect();
  }

  /** @param {number} now */
  breaks(now) {
    this.#breaks = this.#breaks.filter((at) => now - at < BREAKS_COUNTED_FOR);
    return this.#breaks.length;
  }

  /** Connects anew at once. */
  reconnect() {
    if (this.#closed) return;
    this.failures = 0;
    this.#connect();
  }

  /** To be called now and then: ends a connection that is dead. */
  check() {
    const heardAge = this.#environment.now() - this.heardAt;
    const { heartbeatMs: heartbeat } = this.#settings;
    if (isDead({ open: this.isOpen, seesBytes: this.#seesBytes, heardAge, heartbeat })) {
      // So long a silence has cost what several tries may cost: it is not waited for another one.
      this.#broke('nothing was heard of it', 0, this.#settings.triesBeforePolling);
    }
  }

  /** After timers stood still: whatever is not known to be alive connects anew. */
  wake() {
    const heardAge = this.#environment.now() - this.heardAt;
    const { heartbeatMs: heartbeat } = this.#settings;
    const { isOpen: open } = this;
    if (!outlivedSleep({ open, seesBytes: this.#seesBytes, heardAge, heartbeat })) this.reconnect();
  }

  /** After the clock was set back. */
  forgetTimes() {
    this.heardAt = this.#environment.now();
    this.openedAt = Math.min(this.openedAt, this.heardAt);
    this.#breaks = [];
  }

  close() {
    this.#closed = true;
    this.#drop();
  }

  #drop() {
    this.#environment.clearTimeout(this.#timer);
    this.#leave?.();
    this.#leave = null;
    this.isOpen = false;
  }

  #connect() {
    this.#drop();
    const { now, setTimeout } = this.#environment;
    let mine = true;
    let events = 0;
    this.#timer = setTimeout(() => this.#broke('it does not answer in time', 0), this.#settings.answerMs);
    const leave = this.#open(this.#lastId, {
      opened: () => {
        if (!mine) return;
        this.#environment.clearTimeout(this.#timer);
        const again = this.wasOpen || this.failures > 0;
        this.isOpen = this.wasOpen = true;
        this.openedAt = this.heardAt = now();
        this.#events.up(again);
      },
      heard: () => {
        if (mine) this.heardAt = now();
      },
      retry: (ms) => {
        if (mine) this.#asked = ms;
      },
      event: (event) => {
        if (!mine) return;
        if (event.id !== null) this.#lastId = event.id;
        if (events++ === 0) this.failures = 0;
        this.#events.event(event);
      },
      ended: (end) => {
        if (!mine) return;
        if ((end.over || !end.error.passes) && this.#events.final(end)) {
          this.close();
          return;
        }
        this.#broke(end.error.message, end.error.retryAfterMs);
      },
    });
    this.#leave = () => {
      mine = false;
      leave();
    };
    // It may have come to its end within the call.
    if (this.#closed) this.#drop();
  }

  /**
   * @param {string} why
   * @param {number} retryAfterMs
   * @param {number} [failures] as many as it counts for at least
   */
  #broke(why, retryAfterMs, failures = 1) {
    const now = this.#environment.now();
    if (this.isOpen) {
      this.#breaks.push(now);
      if (now - this.openedAt >= STABLE) this.failures = 0;
    }
    this.#drop();
    this.failures = Math.max(this.failures + 1, failures);
    const { firstBackoffMs: first, longestBackoffMs: longest } = this.#settings;
    const asked = Math.max(this.#asked, retryAfterMs);
    this.#asked = 0;
    const random = this.#environment.random();
    const wait = backoff({ failures: this.failures, first, longest, asked, random });
    this.#timer = this.#environment.setTimeout(() => this.#connect(), wait);
    this.#events.down(why, wait);
  }
}
