// The batches that are followed in this tab, for its own watchers or for those of other tabs.

/** @typedef {import('./followed.js').Followed} Followed */
/** @typedef {import('./order.js').State} State */

export class Roster {
  /** @type {Map<string, Followed>} */
  #followed = new Map();
  #make;

  /** @param {(id: string) => Followed} make */
  constructor(make) {
    this.#make = make;
  }

  /** @param {string} id @returns {Followed | undefined} */
  get(id) {
    return this.#followed.get(id);
  }

  all() {
    return [...this.#followed.values()];
  }

  /** Those that have not ended. */
  going() {
    return this.all().filter(({ isOver }) => !isOver);
  }

  /** Those that this tab's own watchers follow. */
  own() {
    return this.going().filter(({ watchers }) => watchers.size > 0);
  }

  get isEmpty() {
    return this.all().every(({ watchers }) => watchers.size === 0);
  }

  /**
   * One that is followed, from now on if it was not.
   *
   * @param {string} id
   * @param {State | null} anewAfter the end after which it was begun anew
   * @param {(followed: Followed) => void} begun
   * @returns {Followed}
   */
  require(id, anewAfter, begun) {
    const known = this.#followed.get(id);
    if (known !== undefined && !known.isOver) return known;
    const made = this.#make(id);
    made.anewAfter = made.newest = anewAfter;
    this.#followed.set(id, made);
    begun(made);
    return made;
  }

  /** @param {(followed: Followed) => boolean} wanted */
  keep(wanted) {
    for (const [id, each] of this.#followed) {
      if (wanted(each)) continue;
      each.close();
      this.#followed.delete(id);
    }
  }
}
