// Looks at the clock again and again, and at what the browser says of tab and network.
import { passage } from './rhythm.js';

/**
 * @typedef {object} Duties
 * @property {(now: number) => void} look
 * @property {() => void} wake timers stood still, or the network was away
 * @property {(now: number) => void} setBack the clock was
 * @property {() => void} offline
 * @property {() => void} leave the page is left, and may come back
 * @property {() => void} back
 */

export class Lookout {
  #environment;
  #settings;
  #duties;
  #lookedAt = 0;
  /** As the timer was set: the settings may have changed since. */
  #every = 0;
  #sleptUnseen = false;
  /** @type {unknown} */
  #timer = null;
  /** @type {(() => void)[]} */
  #deaf = [];

  /**
   * @param {import('./environment.js').Environment} environment
   * @param {import('../batchline-client.d.ts').Settings} settings
   * @param {Duties} duties
   */
  constructor(environment, settings, duties) {
    this.#environment = environment;
    this.#settings = settings;
    this.#duties = duties;
  }

  start() {
    const { on } = this.#environment;
    this.#deaf = [
      on('visibilitychange', () => this.#look()),
      on('online', () => this.#duties.wake()),
      on('offline', () => this.#duties.offline()),
      on('pagehide', () => {
        this.#environment.clearTimeout(this.#timer);
        this.#duties.leave();
      }),
      on('pageshow', (event) => {
        if (!event.persisted) return;
        this.#duties.back();
        this.#begin();
      }),
    ];
    this.#begin();
  }

  stop() {
    this.#deaf.forEach((stop) => stop());
    this.#environment.clearTimeout(this.#timer);
  }

  #begin() {
    this.#lookedAt = this.#environment.now();
    this.#every = this.#settings.checkMs;
    this.#look();
  }

  #look() {
    this.#environment.clearTimeout(this.#timer);
    const now = this.#environment.now();
    const passed = passage({ before: this.#lookedAt, now, every: this.#every });
    this.#lookedAt = now;
    if (passed === 'set-back') this.#duties.setBack(now);
    // A hidden tab is slowed down by its browser: it wakes when it is seen.
    this.#sleptUnseen ||= passed === 'slept';
    if (this.#sleptUnseen && this.#environment.visible()) {
      this.#sleptUnseen = false;
      this.#duties.wake();
    }
    this.#every = this.#settings.checkMs;
    this.#timer = this.#environment.setTimeout(() => this.#look(), this.#every);
    this.#duties.look(now);
  }
}
