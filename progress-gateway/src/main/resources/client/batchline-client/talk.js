// What tabs that share tell each other, as messages. Nobody passes on what he was told: it went to
// all.

/** @typedef {import('../batchline-client.d.ts').Connection} Connection */
/** @typedef {import('../batchline-client.d.ts').ItemChange} ItemChange */
/** @typedef {import('./order.js').State} State */
/** @typedef {import('./others.js').Wish} Wish */

/** @typedef {{ [kind: string]: (message: any) => void }} Hearers by kind of message */

export class Talk {
  #post;
  #hearers;
  #hears = false;
  /** Changes of items, until the end of the piece that they came in. @type {Map<string, [ItemChange, string][]>} */
  #changes = new Map();

  /**
   * @param {(message: Record<string, unknown>) => void} post to all other tabs
   * @param {Hearers} hearers
   */
  constructor(post, hearers) {
    this.#post = post;
    this.#hearers = hearers;
  }

  /** @param {any} message of another tab */
  hears(message) {
    this.#hears = true;
    try {
      this.#hearers[message.kind]?.(message);
    } finally {
      this.#hears = false;
    }
  }

  leads() {
    this.#post({ kind: 'leads' });
  }

  /** @param {string} tab @param {Wish[]} wishes none where it leaves */
  wants(tab, wishes) {
    this.#post({ kind: 'want', tab, wishes });
  }

  /** @param {string} id @param {State} state */
  progress(id, state) {
    if (this.#hears) return;
    // Behind the end of a batch nothing is heard of its items.
    this.#tellItems(id);
    this.newest(id, state);
  }

  /** The same to who asks. @param {string} id @param {State} state */
  newest(id, state) {
    this.#post({ kind: 'progress', id, ...state });
  }

  /** @param {string} id @param {import('./api.js').BatchlineError} error */
  over(id, { kind, message, status }) {
    if (!this.#hears) this.#post({ kind: 'over', id, error: { kind, message, status } });
  }

  /** @param {string} id @param {Connection} connection @param {string | null} itemsAt */
  standing(id, { state, quality, heardMs }, itemsAt) {
    this.#post({ kind: 'standing', id, state, quality, heardMs, itemsAt });
  }

  /** @param {string} id @param {ItemChange} change @param {string} position */
  item(id, change, position) {
    if (this.#hears) return;
    const waiting = this.#changes.get(id) ?? [];
    if (waiting.length === 0) queueMicrotask(() => this.#tellItems(id));
    waiting.push([change, position]);
    this.#changes.set(id, waiting);
  }

  /** @param {string} id */
  #tellItems(id) {
    const changes = this.#changes.get(id);
    this.#changes.delete(id);
    if (changes !== undefined) this.#post({ kind: 'items', id, changes });
  }

  /** @param {string} id @param {string} position from which items are told again */
  missed(id, position) {
    if (this.#hears) return;
    this.#tellItems(id);
    this.#post({ kind: 'missed', id, position });
  }
}
