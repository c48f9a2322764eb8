// The streams of a tab that leads: over all batches, or one for each.
import { Link } from './link.js';
import { BatchlineError, pathOf } from './api.js';
import { openEventSource, openFetch } from './streams.js';

/** @typedef {import('./streams.js').Sink} Sink */

/** The stream over all batches, among the ids of batches. */
export const ALL = '*';

/**
 * @typedef {object} Streaming
 * @property {import('./streams.js').Transport} transport
 * @property {string} history
 * @property {(() => string | Promise<string>) | null} ticket
 */

export class Links {
  /** @type {Map<string, Link>} */
  #links = new Map();
  #surround;
  #streaming;
  #eventsOf;

  /**
   * @param {import('./followed.js').Surround} surround
   * @param {Streaming} streaming
   * @param {(key: string) => import('./link.js').LinkEvents} eventsOf
   */
  constructor(surround, streaming, eventsOf) {
    this.#surround = surround;
    this.#streaming = streaming;
    this.#eventsOf = eventsOf;
  }

  /** @param {string} id of a batch @returns {Link | undefined} that carries it */
  of(id) {
    return this.#links.get(ALL) ?? this.#links.get(id);
  }

  /** @param {string} key */
  has(key) {
    return this.#links.has(key);
  }

  all() {
    return [...this.#links.values()];
  }

  /**
   * Opens what is missing and closes what is not wanted.
   *
   * @param {Map<string, string | null>} wanted keys, each with the id after which to go on
   */
  keep(wanted) {
    for (const [key, link] of this.#links) {
      if (wanted.has(key)) continue;
      link.close();
      this.#links.delete(key);
    }
    const { environment, settings } = this.#surround;
    for (const [key, lastId] of wanted) {
      if (this.#links.has(key)) continue;
      this.#links.set(
        key,
        new Link({
          open: (last, again, sink) => this.#open(key, last, again, sink),
          seesBytes: this.#streaming.transport === 'fetch',
          lastId,
          environment,
          settings,
          events: this.#eventsOf(key),
        }),
      );
    }
  }

  /**
   * @param {string} key
   * @param {string | null} lastId
   * @param {boolean} again
   * @param {Sink} sink
   * @returns {() => void}
   */
  #open(key, lastId, again, sink) {
    const path = key === ALL ? '/api/events/stream' : `${pathOf(key)}/stream`;
    const query = new URLSearchParams();
    if (lastId) query.set('last_event_id', lastId);
    else if (key !== ALL && this.#streaming.history === 'latest') query.set('history', 'latest');
    const { ticket } = this.#streaming;
    if (ticket === null) return this.#connect(path, query, sink);
    // A ticket that was redeemed lets in only who says where it was.
    if (again && !lastId) query.set('last_event_id', 'none');
    let left = () => {};
    let gone = false;
    Promise.resolve(ticket()).then(
      (value) => {
        if (gone) return;
        query.set('ticket', value);
        left = this.#connect(path, query, sink);
      },
      (cause) => {
        const error = new BatchlineError('unavailable', `there is no ticket: ${cause}`);
        sink.ended({ over: false, error });
      },
    );
    return () => {
      gone = true;
      left();
    };
  }

  /**
   * @param {string} path
   * @param {URLSearchParams} query
   * @param {Sink} sink
   */
  #connect(path, query, sink) {
    const { api, environment } = this.#surround;
    const whole = query.size === 0 || String(query) === '' ? path : `${path}?${query}`;
    return this.#streaming.transport === 'fetch'
      ? openFetch(api, whole, sink)
      : openEventSource(environment, api.address(whole), sink);
  }
}
