// What the other tabs want to follow, as the tab that leads knows it. A tab that is gone without a
// word is forgotten when it has not said for a while that it is there.

/** @typedef {import('./order.js').State} State */
/** A batch, the end after which it was begun anew, and whether its items are wanted too. @typedef {[string, State | null, boolean]} Wish */

const FORGOTTEN_AFTER = 180_000;

export class Others {
  /** @type {Map<string, { wishes: Wish[], at: number }>} */
  #tabs = new Map();

  /**
   * @param {string} tab
   * @param {Wish[]} wishes none where it leaves
   * @param {number} now
   */
  want(tab, wishes, now) {
    if (wishes.length === 0) this.#tabs.delete(tab);
    else this.#tabs.set(tab, { wishes, at: now });
  }

  /** @param {number} now */
  forgetGone(now) {
    for (const [tab, { at }] of this.#tabs) {
      if (now - at > FORGOTTEN_AFTER) this.#tabs.delete(tab);
    }
  }

  /** A batch that has ended. @param {string} id */
  done(id) {
    for (const known of this.#tabs.values()) known.wishes = known.wishes.filter(([each]) => each !== id);
  }

  /** @returns {Map<string, { anewAfter: State | null, items: boolean }>} */
  wishes() {
    /** @type {Map<string, { anewAfter: State | null, items: boolean }>} */
    const all = new Map();
    for (const [id, anewAfter, items] of [...this.#tabs.values()].flatMap(({ wishes }) => wishes)) {
      all.set(id, { anewAfter, items: items || (all.get(id)?.items ?? false) });
    }
    return all;
  }

  clear() {
    this.#tabs.clear();
  }
}
