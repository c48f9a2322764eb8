// All batches that one user follows in this tab, and where what is new of them comes from: streams
// while this tab leads, the tab that leads otherwise, and polls where there is no stream.
import { BatchlineError } from './api.js';
import { ENDED, own, shared } from './connection.js';
import { Followed } from './followed.js';
import { incoming } from './incoming.js';
import { ALL, Links } from './links.js';
import { Lookout } from './lookout.js';
import { Others } from './others.js';
import { plan } from './standing.js';
import { Tabs } from './tabs.js';

/** @typedef {import('../batchline-client.d.ts').Connection} Connection */
/** @typedef {import('./followed.js').Surround} Surround */
/** @typedef {import('./followed.js').Watcher} Watcher */

export class Feed {
  /** @type {Map<string, Followed>} */
  #followed = new Map();
  /** What was said last of each, to say it again only when it changes. @type {Map<string, string>} */
  #said = new Map();
  /** What the tab that leads says. @type {Map<string, import('./connection.js').Told>} */
  #told = new Map();
  #others = new Others();
  #me = Math.random().toString(36).slice(2);
  #leaderAt;
  #isUp = false;
  /** While another tab is heard: it has told all the others too. */
  #hearsTab = false;
  #surround;
  #streaming;
  #hasAll;
  #links;
  #tabs;
  #lookout;

  /**
   * @param {Surround} surround
   * @param {import('./links.js').Streaming} streaming
   * @param {{ share: string | null, all: boolean }} of `all` whether the server may have one stream
   *   over all batches
   */
  constructor(surround, streaming, { share, all }) {
    this.#surround = surround;
    this.#streaming = streaming;
    this.#hasAll = all;
    this.#leaderAt = surround.environment.now();
    const events = incoming(surround, {
      find: (id) => this.#followed.get(id),
      carriedBy: (key) => this.#carriedBy(key),
      standing: (followed) => this.#pollOrNot(followed),
      withoutAll: () => {
        this.#hasAll = false;
        this.#update();
      },
    });
    this.#links = new Links(surround, streaming, events);
    this.#tabs = new Tabs(share, surround.environment, {
      lead: () => this.#lead(),
      follow: () => this.#follow(),
      hears: (message) => {
        this.#hearsTab = true;
        this.#hears(message);
        this.#hearsTab = false;
      },
    });
    this.#lookout = new Lookout(surround.environment, surround.settings, {
      look: (now) => (this.#tabs.leads ? this.#lookAfterStreams(now) : this.#lookAfterLeader(now)),
      wake: () => this.#wake(),
      setBack: (now) => this.#setBack(now),
      offline: () => this.#sayAll(),
      leave: () => this.#leave(),
      back: () => this.#join(),
    });
  }

  get isEmpty() {
    return ![...this.#followed.values()].some((each) => each.watchers.size > 0);
  }

  /**
   * @param {string} id
   * @param {Watcher} watcher
   * @param {import('./order.js').State | null} [anewAfter] the end after which it was begun anew
   * @returns {Followed}
   */
  add(id, watcher, anewAfter = null) {
    this.#start();
    const followed = this.#find(id, anewAfter);
    followed.watchers.add(watcher);
    const { newest } = followed;
    if (newest !== null && anewAfter === null) {
      queueMicrotask(() => followed.watchers.has(watcher) && watcher.progress(newest));
    }
    this.#update();
    if (!this.#tabs.leads) this.#want();
    return followed;
  }

  /**
   * @param {string} id
   * @param {Watcher} watcher
   */
  remove(id, watcher) {
    const followed = this.#followed.get(id);
    followed?.watchers.delete(watcher);
    if (this.isEmpty) {
      this.#stop();
      return;
    }
    this.#update();
    if (!this.#tabs.leads) this.#want();
  }

  /** @param {string} id @returns {Connection} */
  connection(id) {
    const followed = this.#followed.get(id);
    if (followed === undefined || followed.isOver) return ENDED;
    const { leads } = this.#tabs;
    const told = this.#told.get(id);
    if (!leads && told !== undefined) return shared(followed, told, this.#surround.environment.now());
    const link = this.#links.of(id);
    const { transport } = this.#streaming;
    return own(followed, link, this.#surround, { transport, streaming: link !== undefined || !leads });
  }

  /** Asks for the newest of a batch, or connects anew where a ticket lets nobody ask. @param {string} id */
  async refresh(id) {
    if (!this.#surround.canPoll) this.#links.of(id)?.reconnect();
    await this.#followed.get(id)?.ask();
  }

  /**
   * @param {string} id
   * @param {import('./order.js').State | null} anewAfter
   * @returns {Followed}
   */
  #find(id, anewAfter) {
    let followed = this.#followed.get(id);
    if (followed === undefined || followed.isOver) {
      followed = new Followed(id, this.#surround, (...what) => this.#changed(...what));
      followed.anewAfter = followed.newest = anewAfter;
      this.#followed.set(id, followed);
      this.#said.delete(id);
      // The stream over all tells what happens from now on.
      if (this.#links.of(id)?.isOpen) void followed.ask();
    }
    return followed;
  }

  #start() {
    if (this.#isUp) return;
    this.#isUp = true;
    this.#join();
    this.#lookout.start();
  }

  #stop() {
    this.#isUp = false;
    this.#lookout.stop();
    this.#leave();
    this.#followed.forEach((each) => each.close());
    this.#followed.clear();
    this.#told.clear();
    this.#said.clear();
  }

  #join() {
    this.#leaderAt = this.#surround.environment.now();
    this.#followed.forEach((each) => each.forgetTimes());
    this.#tabs.join();
    if (!this.#tabs.leads) this.#want();
  }

  #leave() {
    this.#links.keep(new Map());
    this.#tabs.post({ kind: 'want', tab: this.#me, wishes: [] });
    this.#tabs.leave();
    this.#others.clear();
  }

  #lead() {
    this.#told.clear();
    this.#followed.forEach((each) => each.anchor());
    this.#tabs.post({ kind: 'leads' });
    this.#update();
    // What was missed while nobody led.
    this.#followed.forEach((each) => each.newest === null || void each.ask());
  }

  #follow() {
    this.#leaderAt = this.#surround.environment.now();
    this.#others.clear();
    this.#followed.forEach((each) => each.forgetTimes());
    this.#update();
    this.#want();
  }

  #want() {
    const mine = [...this.#followed.values()].filter((each) => each.watchers.size > 0 && !each.isOver);
    const wishes = mine.map(({ id, anewAfter }) => [id, anewAfter]);
    this.#tabs.post({ kind: 'want', tab: this.#me, wishes });
  }

  /** Streams, polls and batches as they are wanted now. */
  #update() {
    const { environment, settings } = this.#surround;
    const { leads, isShared } = this.#tabs;
    const others = this.#others.wishes();
    others.forEach((anewAfter, id) => this.#find(id, anewAfter));
    for (const [id, each] of this.#followed) {
      if (!each.isOver && (each.watchers.size > 0 || others.has(id))) continue;
      each.close();
      this.#followed.delete(id);
    }
    const wanted = [...this.#followed.values()].filter((each) => !each.isOver);
    const { all, single } = plan({
      wanted: leads ? wanted.map(({ id }) => id) : [],
      streams: this.#streaming.transport !== 'poll',
      all: !this.#hasAll ? 'none' : this.#links.has(ALL) ? 'in-use' : 'there',
      most: settings.mostStreams,
      sheds: !isShared && !environment.visible(),
    });
    this.#links.keep(all ? new Map([[ALL, null]]) : new Map(single.map((id) => [id, this.#lastOf(id)])));
    wanted.forEach((each) => this.#pollOrNot(each));
  }

  /** The position behind which a batch's own stream goes on. @param {string} id */
  #lastOf(id) {
    const position = this.#followed.get(id)?.newest?.position ?? null;
    return position !== null && /^\d+$/.test(position) ? position : null;
  }

  /** @param {Followed} followed */
  #pollOrNot(followed) {
    const link = this.#links.of(followed.id);
    const tries = this.#surround.settings.triesBeforePolling;
    const alone = link === undefined || (!link.isOpen && link.failures >= tries);
    followed.need(this.#tabs.leads && alone);
    this.#say(followed);
  }

  /** @param {string} key @returns {Followed[]} */
  #carriedBy(key) {
    return [...this.#followed.values()].filter(({ id, isOver }) => !isOver && (key === ALL || key === id));
  }

  /**
   * @param {Followed} followed
   * @param {'progress' | 'connection' | 'silent' | 'over'} what
   * @param {boolean} moved
   * @param {BatchlineError | null} [error]
   */
  #changed(followed, what, moved, error = null) {
    const { id, newest } = followed;
    if (what === 'progress' && !this.#hearsTab) this.#tabs.post({ kind: 'progress', id, ...newest });
    if (what === 'over' && error !== null && !this.#hearsTab) {
      const { kind, message, status } = error;
      this.#tabs.post({ kind: 'over', id, error: { kind, message, status } });
    }
    const link = this.#links.of(id);
    if (what === 'silent') link?.reconnect();
    // A poll knew more than the stream that is open said: it says nothing any more.
    const { now } = this.#surround.environment;
    const old = link?.isOpen && now() - link.openedAt >= this.#surround.settings.checkMs;
    if (what === 'connection' && moved && followed.fired && old) link.reconnect();
    if (what === 'over') {
      this.#others.done(id);
      this.#said.delete(id);
      this.#told.delete(id);
      this.#update();
    } else this.#say(followed);
  }

  #sayAll() {
    this.#followed.forEach((each) => this.#say(each, true));
  }

  /**
   * @param {Followed} followed
   * @param {boolean} [again] to the other tabs, also when nothing has changed
   */
  #say(followed, again = false) {
    const { id } = followed;
    const { state, quality, transport, heardMs } = this.connection(id);
    const said = `${state} ${quality} ${transport}`;
    const changed = this.#said.get(id) !== said;
    if (this.#tabs.leads && (changed || again)) {
      this.#tabs.post({ kind: 'standing', id, state, quality, heardMs });
    }
    if (!changed) return;
    this.#said.set(id, said);
    followed.watchers.forEach((watcher) => watcher.connection());
  }

  /** @param {any} message of another tab */
  #hears(message) {
    const { environment } = this.#surround;
    const now = environment.now();
    const followed = this.#followed.get(message.id);
    if (message.kind === 'progress') followed?.take(message.data, message.position, 'elsewhere');
    if (this.#tabs.leads) {
      if (message.kind !== 'want') return;
      this.#others.want(message.tab, message.wishes, now);
      this.#update();
      for (const [id] of message.wishes) {
        const known = this.#followed.get(id);
        if (known?.newest) this.#tabs.post({ kind: 'progress', id, ...known.newest });
        if (known) this.#say(known, true);
      }
      return;
    }
    if (message.kind === 'want') return;
    this.#leaderAt = now;
    if (message.kind === 'leads') this.#want();
    if (followed === undefined) return;
    if (message.kind === 'over') {
      const { kind, message: text, status } = message.error;
      followed.finish(new BatchlineError(kind, text, { status }));
    }
    if (message.kind === 'standing') {
      const { state, quality, heardMs } = message;
      this.#told.set(followed.id, { state, quality, heardAt: now - heardMs });
      this.#say(followed);
    }
  }

  /** @param {number} now */
  #setBack(now) {
    this.#leaderAt = Math.min(this.#leaderAt, now);
    this.#links.all().forEach((link) => link.forgetTimes());
    this.#followed.forEach((each) => each.forgetTimes());
  }

  /** @param {number} now */
  #lookAfterStreams(now) {
    this.#others.forgetGone(now);
    this.#update();
    this.#links.all().forEach((link) => link.check());
    for (const each of this.#followed.values()) {
      if (this.#links.of(each.id)?.isOpen) each.check(now);
    }
    this.#sayAll();
  }

  /** @param {number} now */
  #lookAfterLeader(now) {
    if (now - this.#leaderAt > this.#surround.settings.watchdogMs && this.#surround.environment.visible()) {
      const seconds = Math.round((now - this.#leaderAt) / 1000);
      this.#surround.logger.warn(`batchline: the tab that leads says nothing for ${seconds} s; this one does`);
      this.#leaderAt = now;
      this.#tabs.takeOver();
    }
    this.#want();
    this.#sayAll();
  }

  /** After timers stood still, or the network was away. */
  #wake() {
    this.#followed.forEach((each) => each.forgetTimes());
    if (!this.#tabs.leads) {
      this.#want();
      return;
    }
    this.#links.all().forEach((link) => link.wake());
    this.#followed.forEach((each) => this.#links.of(each.id) !== undefined || void each.ask());
  }
}
