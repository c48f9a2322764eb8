// The streams of a tab that leads: over all batches, or one for each.
import { Link } from './link.js';
import { pathOf } from './api.js';
import { openEventSource, openFetch } from './streams.js';

/** @typedef {import('./streams.js').Sink} Sink */

/** The stream over all batches, among the ids of batches. */
export const ALL = '*';

/**
 * @typedef {object} Streaming
 * @property {import('./streams.js').Transport} transport
 * @property {string} history
 * @property {import('./tickets.js').Tickets | null} tickets
 */

/** A stream: the id after which to go on, and whether items come too. @typedef {{ lastId: string | null, items: boolean }} Wanted */

export class Links {
  /** @type {Map<string, { link: Link, items: boolean }>} */
  #links = new Map();
  #surround;
  #streaming;
  #eventsOf;

  /**
   * @param {import('./followed.js').Surround} surround
   * @param {Streaming} streaming
   * @param {(key: string, items: boolean) => import('./link.js').LinkEvents} eventsOf
   */
  constructor(surround, streaming, eventsOf) {
    this.#surround = surround;
    this.#streaming = streaming;
    this.#eventsOf = eventsOf;
  }

  /** @param {string} id of a batch @returns {Link | undefined} that carries it */
  of(id) {
    return this.#links.get(this.keyOf(id))?.link;
  }

  /** @param {string} id of a batch @returns {string} the key of the stream that carries it, if one does */
  keyOf(id) {
    return this.#links.has(id) ? id : ALL;
  }

  /** @param {string} key */
  has(key) {
    return this.#links.has(key);
  }

  all() {
    return [...this.#links.values()].map(({ link }) => link);
  }

  /**
   * Opens what is missing and closes what is not wanted.
   *
   * @param {Map<string, Wanted>} wanted by their keys
   */
  keep(wanted) {
    for (const [key, { link, items }] of this.#links) {
      if (wanted.get(key)?.items === items) continue;
      link.close();
      this.#links.delete(key);
    }
    const { environment, settings } = this.#surround;
    for (const [key, { lastId, items }] of wanted) {
      if (this.#links.has(key)) continue;
      const link = new Link({
        open: (last, sink) => this.#open(key, last, items, sink),
        seesBytes: this.#streaming.transport === 'fetch',
        lastId,
        environment,
        settings,
        events: this.#eventsOf(key, items),
      });
      this.#links.set(key, { link, items });
    }
  }

  /**
   * @param {string} key
   * @param {string | null} lastId
   * @param {boolean} items
   * @param {Sink} sink
   * @returns {() => void}
   */
  #open(key, lastId, items, sink) {
    const path = key === ALL ? '/api/events/stream' : `${pathOf(key)}/stream`;
    const query = new URLSearchParams();
    if (lastId) query.set('last_event_id', lastId);
    else if (key !== ALL && this.#streaming.history === 'latest') query.set('history', 'latest');
    if (items) query.set('items', 'true');
    const { tickets } = this.#streaming;
    if (tickets === null) return this.#connect(path, query, sink);
    return tickets.open(key, sink, (ticket, isRedeemed, told) => {
      // One that was redeemed lets in only who says where it was.
      if (isRedeemed && !lastId) query.set('last_event_id', 'none');
      query.set('ticket', ticket);
      return this.#connect(path, query, told);
    });
  }

  /**
   * @param {string} path
   * @param {URLSearchParams} query
   * @param {Sink} sink
   */
  #connect(path, query, sink) {
    const { api, environment } = this.#surround;
    const whole = String(query) === '' ? path : `${path}?${query}`;
    return this.#streaming.transport === 'fetch'
      ? openFetch(api, whole, sink)
      : openEventSource(environment, api.address(whole), sink);
  }
}
