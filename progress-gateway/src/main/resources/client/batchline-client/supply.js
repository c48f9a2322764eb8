// Where what is new comes from while this tab leads: streams, as the plan has them, and polls for
// what they do not carry.
import { own } from './connection.js';
import { incoming } from './incoming.js';
import { ALL, Links } from './links.js';
import { plan } from './standing.js';

/** @typedef {import('../batchline-client.d.ts').Connection} Connection */
/** @typedef {import('./followed.js').Followed} Followed */
/** @typedef {import('./followed.js').Surround} Surround */

export class Supply {
  #surround;
  #streaming;
  #roster;
  #hasAll;
  #leads;
  #say;
  #links;

  /**
   * @param {Surround} surround
   * @param {import('./links.js').Streaming} streaming
   * @param {object} feed
   * @param {import('./roster.js').Roster} feed.roster
   * @param {boolean} feed.all whether the server may have one stream over all batches
   * @param {() => boolean} feed.leads
   * @param {(followed: Followed) => void} feed.say how it is connected may have changed
   * @param {() => void} feed.again the plan is to be made again
   */
  constructor(surround, streaming, { roster, all, leads, say, again }) {
    this.#surround = surround;
    this.#streaming = streaming;
    this.#roster = roster;
    this.#hasAll = all;
    this.#leads = leads;
    this.#say = say;
    const events = incoming(surround, {
      find: (id) => roster.get(id),
      carriedBy: (key) => roster.going().filter(({ id }) => this.#links.keyOf(id) === key),
      standing: (followed) => this.#pollOrNot(followed),
      withoutAll: () => {
        this.#hasAll = false;
        again();
      },
    });
    this.#links = new Links(surround, streaming, events);
  }

  /**
   * Streams and polls as they are wanted now.
   *
   * @param {{ items: (id: string) => boolean, alone: boolean }} of `items` whether a batch's items
   *   are wanted too; `alone` whether no other tab shares
   */
  arrange({ items, alone }) {
    const { environment, settings } = this.#surround;
    const going = this.#roster.going();
    const wanted = this.#leads() ? going.map(({ id }) => id) : [];
    const { all, single } = plan({
      wanted,
      items: wanted.filter(items),
      streams: this.#streaming.transport !== 'poll',
      all: !this.#hasAll ? 'none' : this.#links.has(ALL) ? 'in-use' : 'there',
      most: settings.mostStreams,
      sheds: alone && !environment.visible(),
    });
    /** @type {Map<string, import('./links.js').Wanted>} */
    const keys = new Map(single.map((id) => [id, this.#goesOn(id, items(id))]));
    if (all) keys.set(ALL, { lastId: null, items: false });
    this.#links.keep(keys);
    for (const each of going) {
      if (this.#leads() && !keys.get(each.id)?.items) each.items.stop();
      this.#pollOrNot(each);
    }
  }

  /**
   * How a batch's own stream goes on behind what is known.
   *
   * @param {string} id
   * @param {boolean} items
   */
  #goesOn(id, items) {
    const followed = this.#roster.get(id);
    const position = followed?.newest?.position ?? '';
    const progress = /^\d+$/.test(position) ? position : null;
    const item = followed?.items.position ?? null;
    if (!items) return { lastId: progress, items };
    return { lastId: item === null ? null : `${progress ?? '-'}.${item}`, items };
  }

  /** @param {Followed} followed */
  #pollOrNot(followed) {
    const link = this.#links.of(followed.id);
    const tries = this.#surround.settings.triesBeforePolling;
    const alone = link === undefined || (!link.isOpen && link.failures >= tries);
    followed.need(this.#leads() && alone);
    this.#say(followed);
  }

  /** @param {Followed} followed @returns {Connection} */
  connection(followed) {
    const link = this.#links.of(followed.id);
    const { transport } = this.#streaming;
    const streaming = link !== undefined || !this.#leads();
    return own(followed, link, this.#surround, { transport, streaming });
  }

  /** @param {string} id */
  isOpen(id) {
    return this.#links.of(id)?.isOpen ?? false;
  }

  /** @param {string} id */
  reconnect(id) {
    this.#links.of(id)?.reconnect();
  }

  /**
   * A poll knew more than the stream that is open said: it says nothing any more.
   *
   * @param {string} id
   */
  isBehind(id) {
    const link = this.#links.of(id);
    const age = this.#surround.environment.now() - (link?.openedAt ?? 0);
    if (link?.isOpen && age >= this.#surround.settings.checkMs) link.reconnect();
  }

  /** @param {number} now */
  check(now) {
    this.#links.all().forEach((link) => link.check());
    for (const each of this.#roster.all()) {
      if (this.isOpen(each.id)) each.check(now);
    }
  }

  /** After timers stood still, or the network was away. */
  wake() {
    this.#links.all().forEach((link) => link.wake());
    this.#roster.all().forEach((each) => this.#links.of(each.id) !== undefined || void each.ask());
  }

  /** After the clock was set back. */
  forgetTimes() {
    this.#links.all().forEach((link) => link.forgetTimes());
  }

  close() {
    this.#links.keep(new Map());
  }
}
