// The items of one batch as they change: told in their order, each change once. What was told of
// them is not kept: who shows items reads the list, and again whenever changes may have been missed.
import { comparePositions } from './order.js';

/** @typedef {import('../batchline-client.d.ts').ItemChange} ItemChange */
/** @typedef {import('./followed.js').Watcher} Watcher */

export class Items {
  /**
   * The position among changes of items up to which they were told; null while they are not.
   *
   * @type {string | null}
   */
  position = null;
  #watchers;
  #told;

  /**
   * @param {Set<Watcher>} watchers
   * @param {object} told
   * @param {(change: ItemChange, position: string) => void} told.change
   * @param {(position: string) => void} told.missed
   */
  constructor(watchers, told) {
    this.#watchers = watchers;
    this.#told = told;
  }

  get areWanted() {
    return [...this.#watchers].some((each) => each.wantsItems);
  }

  /**
   * @param {ItemChange} change
   * @param {string} position
   */
  take(change, position) {
    if (this.position === null) this.goOn(position, true);
    else {
      const order = comparePositions(position, this.position);
      // What a batch's end makes of an item has no position of its own.
      if (order < 0 || (order === 0 && change.state !== 'cancelled')) return;
    }
    this.position = position;
    this.#told.change(change, position);
    this.#each((watcher) => watcher.item(change));
  }

  /**
   * From here on they are told.
   *
   * @param {string} position
   * @param {boolean} missed whether changes before it were not told
   */
  goOn(position, missed) {
    const first = this.position === null;
    if (first || missed || comparePositions(/** @type {string} */ (this.position), position) < 0) {
      this.position = position;
    }
    if (!first && !missed) return;
    this.#told.missed(position);
    this.missed();
  }

  /** Some may have changed, untold. */
  missed() {
    this.#each((watcher) => watcher.missed());
  }

  /** They are told no more. */
  stop() {
    this.position = null;
  }

  /** @param {(watcher: Watcher) => void} action */
  #each(action) {
    this.#watchers.forEach((watcher) => watcher.wantsItems && action(watcher));
  }
}
