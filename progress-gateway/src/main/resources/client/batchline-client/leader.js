// What a tab that follows knows of the one that leads: when it was heard, and what it said of each
// batch's connection.

/** @typedef {import('./connection.js').Told} Told */

export class Leader {
  #heardAt;
  /** @type {Map<string, Told>} */
  #told = new Map();

  /** @param {number} now */
  constructor(now) {
    this.#heardAt = now;
  }

  /** @param {number} now */
  heard(now) {
    this.#heardAt = now;
  }

  /** @param {number} now @returns {number} milliseconds since it was heard */
  silence(now) {
    return now - this.#heardAt;
  }

  /** The clock was set back. @param {number} now */
  setBack(now) {
    this.#heardAt = Math.min(this.#heardAt, now);
  }

  /** @param {string} id @param {Told} told */
  says(id, told) {
    this.#told.set(id, told);
  }

  /** @param {string} id */
  of(id) {
    return this.#told.get(id);
  }

  /** @param {string} id */
  forget(id) {
    this.#told.delete(id);
  }

  clear() {
    this.#told.clear();
  }
}
