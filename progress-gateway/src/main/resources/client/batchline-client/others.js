// What the other tabs want to follow, as the tab that leads knows it. A tab that is gone without a
// word is forgotten when it has not said for a while that it is there.

/** @typedef {import('./order.js').State} State */
/** A batch, and the end after which it was begun anew. @typedef {[string, State | null]} Wish */

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

  /** @returns {Map<string, State | null>} */
  wishes() {
    return new Map([...this.#tabs.values()].flatMap(({ wishes }) => wishes));
  }

  clear() {
    this.#tabs.clear();
  }
}
