// Connections by ticket: a stream's own key where no header can be set. It opens that stream and
// nothing else, so whoever has one can't poll.
import { BatchlineError } from './api.js';

/** @typedef {import('./streams.js').Sink} Sink */

/** One ticket, or what gives one. @typedef {NonNullable<import('../batchline-client.d.ts').Credentials['ticket']>} Ticket */

export class Tickets {
  #ticket;
  /** Streams that were open by their ticket. @type {Set<string>} */
  #redeemed = new Set();
  /** Streams whose last connection came to nothing. @type {Set<string>} */
  #failed = new Set();

  /** @param {Ticket} ticket */
  constructor(ticket) {
    this.#ticket = ticket;
  }

  /**
   * @param {string} key of the stream
   * @param {Sink} sink
   * @param {(ticket: string, isRedeemed: boolean, sink: Sink) => () => void} connect
   * @returns {() => void} ends it without a word
   */
  open(key, sink, connect) {
    let leave = () => {};
    let left = false;
    const anew = this.#failed.has(key);
    this.#asked(anew).then(
      (ticket) => {
        if (!left) leave = connect(ticket, this.#redeemed.has(key), this.#noting(key, sink, anew));
      },
      (cause) => {
        const error = new BatchlineError('unavailable', `there is no ticket: ${cause}`);
        if (!left) sink.ended({ over: false, error });
      },
    );
    return () => {
      left = true;
      leave();
    };
  }

  /** @param {boolean} anew @returns {Promise<string>} */
  async #asked(anew) {
    return typeof this.#ticket === 'function' ? this.#ticket({ anew }) : this.#ticket;
  }

  /**
   * Who gives tickets may give another one before a no counts.
   *
   * @param {string} key
   * @param {Sink} sink
   * @param {boolean} anew
   * @returns {Sink}
   */
  #noting(key, sink, anew) {
    let opened = false;
    return {
      ...sink,
      opened: () => {
        opened = true;
        this.#redeemed.add(key);
        this.#failed.delete(key);
        sink.opened();
      },
      ended: ({ over, error }) => {
        if (!opened) this.#failed.add(key);
        const renews = typeof this.#ticket === 'function' && !anew && error.kind === 'unauthorized';
        if (renews) this.#redeemed.delete(key);
        sink.ended({ over, error: renews ? new BatchlineError('unavailable', error.message) : error });
      },
    };
  }
}
