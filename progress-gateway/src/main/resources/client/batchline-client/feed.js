// All batches that one user follows in this tab: who watches what, and whether this tab leads, so
// that streams and polls tell it what is new, or another one does.
import { ENDED, shared } from './connection.js';
import { Followed } from './followed.js';
import { heard } from './heard.js';
import { Leader } from './leader.js';
import { Lookout } from './lookout.js';
import { Others } from './others.js';
import { Roster } from './roster.js';
import { Supply } from './supply.js';
import { Tabs } from './tabs.js';
import { Talk } from './talk.js';

/** @typedef {import('../batchline-client.d.ts').Connection} Connection */
/** @typedef {import('./followed.js').Surround} Surround */
/** @typedef {import('./followed.js').Watcher} Watcher */
/** @typedef {import('./order.js').State} State */

export class Feed {
  #others = new Others();
  /** What was said last of each, to say it again only when it changes. @type {Map<string, string>} */
  #said = new Map();
  #me = Math.random().toString(36).slice(2);
  #isUp = false;
  #surround;
  #roster;
  #supply;
  #leader;
  #talk;
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
    this.#leader = new Leader(surround.environment.now());
    this.#roster = new Roster((id) => new Followed(id, surround, (change) => this.#changed(change)));
    this.#tabs = new Tabs(share, surround.environment, {
      lead: () => this.#lead(),
      follow: () => this.#follow(),
      hears: (message) => this.#talk.hears(message),
    });
    this.#talk = new Talk(
      (message) => this.#tabs.post(message),
      heard({
        now: surround.environment.now,
        leads: () => this.#tabs.leads,
        leader: this.#leader,
        find: (id) => this.#roster.get(id),
        want: () => this.#want(),
        say: (followed) => this.#say(followed),
        answer: (tab, wishes) => this.#answer(tab, wishes),
      }),
    );
    this.#supply = new Supply(surround, streaming, {
      roster: this.#roster,
      all,
      leads: () => this.#tabs.leads,
      say: (followed) => this.#say(followed),
      again: () => this.#update(),
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

  /**
   * @param {string} id
   * @param {Watcher} watcher
   * @param {State | null} [anewAfter] the end after which it was begun anew
   */
  add(id, watcher, anewAfter = null) {
    this.#start();
    const followed = this.#require(id, anewAfter);
    followed.watchers.add(watcher);
    const { newest, items } = followed;
    if (newest !== null && anewAfter === null) {
      queueMicrotask(() => followed.watchers.has(watcher) && watcher.progress(newest));
    }
    if (watcher.wantsItems && items.position !== null) {
      queueMicrotask(() => followed.watchers.has(watcher) && watcher.missed());
    }
    this.#update();
    if (!this.#tabs.leads) this.#want();
  }

  /**
   * @param {string} id
   * @param {Watcher} watcher
   */
  remove(id, watcher) {
    this.#roster.get(id)?.watchers.delete(watcher);
    if (this.#roster.isEmpty) {
      this.#stop();
      return;
    }
    this.#update();
    if (!this.#tabs.leads) this.#want();
  }

  /** @param {string} id @returns {Connection} */
  connection(id) {
    const followed = this.#roster.get(id);
    if (followed === undefined || followed.isOver) return ENDED;
    const told = this.#tabs.leads ? undefined : this.#leader.of(id);
    if (told !== undefined) return shared(followed, told, this.#surround.environment.now());
    return this.#supply.connection(followed);
  }

  /** Asks for the newest of a batch, or connects anew where a ticket lets nobody ask. @param {string} id */
  async refresh(id) {
    if (!this.#surround.canPoll) this.#supply.reconnect(id);
    await this.#roster.get(id)?.ask();
  }

  /** @param {string} id @param {State | null} anewAfter */
  #require(id, anewAfter) {
    return this.#roster.require(id, anewAfter, (begun) => {
      this.#said.delete(id);
      // The stream over all tells what happens from now on.
      if (this.#supply.isOpen(id)) void begun.ask();
    });
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
    this.#roster.keep(() => false);
    this.#leader.clear();
    this.#said.clear();
  }

  #join() {
    this.#leader.heard(this.#surround.environment.now());
    this.#roster.all().forEach((each) => each.forgetTimes());
    this.#tabs.join();
    if (!this.#tabs.leads) this.#want();
  }

  #leave() {
    this.#supply.close();
    this.#talk.wants(this.#me, []);
    this.#tabs.leave();
    this.#others.clear();
  }

  #lead() {
    this.#leader.clear();
    this.#roster.all().forEach((each) => each.anchor());
    this.#talk.leads();
    this.#update();
    // What was missed while nobody led.
    this.#roster.all().forEach((each) => each.newest === null || void each.ask());
  }

  #follow() {
    this.#leader.heard(this.#surround.environment.now());
    this.#others.clear();
    this.#roster.all().forEach((each) => each.forgetTimes());
    this.#update();
    this.#want();
  }

  #want() {
    const own = this.#roster.own();
    this.#talk.wants(this.#me, own.map(({ id, anewAfter, items }) => [id, anewAfter, items.areWanted]));
  }

  /** Batches, streams and polls as they are wanted now. */
  #update() {
    const others = this.#others.wishes();
    others.forEach(({ anewAfter }, id) => this.#require(id, anewAfter));
    this.#roster.keep(({ id, isOver, watchers }) => !isOver && (watchers.size > 0 || others.has(id)));
    this.#supply.arrange({
      items: (id) => Boolean(others.get(id)?.items || this.#roster.get(id)?.items.areWanted),
      alone: !this.#tabs.isShared,
    });
  }

  /** @param {import('./followed.js').Change} change */
  #changed({ what, followed, ...of }) {
    const { id, newest } = followed;
    switch (what) {
      case 'progress':
        if (newest !== null) this.#talk.progress(id, newest);
        break;
      case 'item':
        if (this.#tabs.leads) this.#talk.item(id, .../** @type {[any, string]} */ (of.item));
        return;
      case 'missed':
        if (this.#tabs.leads) this.#talk.missed(id, String(of.position));
        return;
      case 'silent':
        this.#supply.reconnect(id);
        break;
      case 'answered':
        if (of.moved && followed.fired) this.#supply.isBehind(id);
        break;
      case 'over':
        if (of.error) this.#talk.over(id, of.error);
        this.#others.done(id);
        this.#said.delete(id);
        this.#leader.forget(id);
        this.#update();
        return;
      default:
    }
    this.#say(followed);
  }

  #sayAll() {
    this.#roster.all().forEach((each) => this.#say(each, true));
  }

  /**
   * @param {Followed} followed
   * @param {boolean} [again] to the other tabs, also when nothing has changed
   */
  #say(followed, again = false) {
    const { id, items } = followed;
    const connection = this.connection(id);
    const said = `${connection.state} ${connection.quality} ${connection.transport}`;
    const changed = this.#said.get(id) !== said;
    if (this.#tabs.leads && (changed || again)) this.#talk.standing(id, connection, items.position);
    if (!changed) return;
    this.#said.set(id, said);
    followed.watchers.forEach((watcher) => watcher.connection());
  }

  /**
   * @param {string} tab that follows
   * @param {import('./others.js').Wish[]} wishes
   */
  #answer(tab, wishes) {
    this.#others.want(tab, wishes, this.#surround.environment.now());
    this.#update();
    for (const [id] of wishes) {
      const known = this.#roster.get(id);
      if (known?.newest) this.#talk.newest(id, known.newest);
      if (known) this.#say(known, true);
    }
  }

  /** @param {number} now */
  #setBack(now) {
    this.#leader.setBack(now);
    this.#supply.forgetTimes();
    this.#roster.all().forEach((each) => each.forgetTimes());
  }

  /** @param {number} now */
  #lookAfterStreams(now) {
    this.#others.forgetGone(now);
    this.#update();
    this.#supply.check(now);
    this.#sayAll();
  }

  /** @param {number} now */
  #lookAfterLeader(now) {
    const silence = this.#leader.silence(now);
    if (silence > this.#surround.settings.watchdogMs && this.#surround.environment.visible()) {
      const seconds = Math.round(silence / 1000);
      this.#surround.logger.warn(`batchline: the tab that leads says nothing for ${seconds} s; this one does`);
      this.#leader.heard(now);
      this.#tabs.takeOver();
    }
    this.#want();
    this.#sayAll();
  }

  #wake() {
    this.#roster.all().forEach((each) => each.forgetTimes());
    if (this.#tabs.leads) this.#supply.wake();
    else this.#want();
  }
}
