// One of the tabs of a browser leads and has the streams; the others hear from it. Who leads is
// whoever holds a lock, which the browser gives to the next one when a tab is closed or crashes.

/** @typedef {import('./environment.js').Environment} Environment */

/**
 * @typedef {object} Part
 * @property {() => void} lead
 * @property {() => void} follow
 * @property {(message: any) => void} hears
 */

export class Tabs {
  isShared;
  leads = false;
  #name;
  #environment;
  #part;
  /** @type {BroadcastChannel | null} */
  #channel = null;
  /** @type {AbortController | null} */
  #waiting = null;
  /** @type {(() => void) | null} */
  #letGo = null;

  /**
   * @param {string | null} name what the tabs that share have in common; null for one by itself
   * @param {Environment} environment
   * @param {Part} part
   */
  constructor(name, environment, part) {
    this.#name = name;
    this.#environment = environment;
    this.#part = part;
    this.isShared = name !== null && environment.locks !== null && environment.BroadcastChannel !== null;
  }

  join() {
    const { BroadcastChannel } = this.#environment;
    if (!this.isShared || BroadcastChannel === null || this.#name === null) {
      this.leads = true;
      this.#part.lead();
      return;
    }
    if (this.#channel !== null) return;
    this.#channel = new BroadcastChannel(this.#name);
    this.#channel.onmessage = (event) => this.#part.hears(event.data);
    this.#request({});
  }

  /** @param {Record<string, unknown>} message to all other tabs */
  post(message) {
    this.#channel?.postMessage(message);
  }

  /** Takes the lead from a tab that says nothing any more. */
  takeOver() {
    if (this.#channel === null || this.leads) return;
    this.#waiting?.abort();
    this.#request({ steal: true });
  }

  leave() {
    this.#waiting?.abort();
    this.#waiting = null;
    this.#letGo?.();
    this.#letGo = null;
    this.leads = false;
    this.#channel?.close();
    this.#channel = null;
  }

  /** To a tab that heard nothing of this one. */
  #lost() {
    this.leads = false;
    this.#letGo = null;
    this.#part.follow();
    this.#request({});
  }

  /** Where locks are there and not to be had, as in a frame without an origin. */
  #alone() {
    this.isShared = false;
    this.leads = true;
    this.#channel?.close();
    this.#channel = null;
    this.#part.lead();
  }

  /** @param {LockOptions} options */
  #request(options) {
    const waiting = new AbortController();
    this.#waiting = waiting;
    const held = () =>
      new Promise((/** @type {(nothing?: undefined) => void} */ resolve) => {
        if (waiting.signal.aborted) {
          resolve();
          return;
        }
        this.#letGo = () => resolve();
        this.leads = true;
        this.#part.lead();
      });
    const asked = options.steal ? options : { signal: waiting.signal };
    /** @type {LockManager} */ (this.#environment.locks)
      .request(/** @type {string} */ (this.#name), asked, held)
      .catch((error) => {
        if (waiting.signal.aborted) return;
        if (error?.name === 'AbortError') this.#lost();
        else this.#alone();
      });
  }
}
