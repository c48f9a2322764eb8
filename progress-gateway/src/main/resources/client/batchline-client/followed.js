// One batch that is followed: the newest that is known of it, from wherever it comes, its watchdog
// and its polling.
import { BatchlineError } from './api.js';
import { Items } from './items.js';
import { endOf, succession } from './order.js';
import { nextPoll } from './rhythm.js';

/** @typedef {import('../batchline-client.d.ts').Progress} Progress */
/** @typedef {import('../batchline-client.d.ts').ItemChange} ItemChange */
/** @typedef {import('./order.js').State} State */

/**
 * @typedef {object} Watcher
 * @property {(state: State) => void} progress something newer
 * @property {() => void} connection how it is connected has changed
 * @property {(error: BatchlineError | null) => void} over the batch has ended (null), or can't be
 *   followed any more; nothing comes after it
 * @property {boolean} wantsItems
 * @property {(change: ItemChange) => void} item
 * @property {() => void} missed items may have changed, untold
 */

/**
 * @typedef {object} Surround
 * @property {import('./api.js').Api} api
 * @property {import('./environment.js').Environment} environment
 * @property {import('../batchline-client.d.ts').Settings} settings
 * @property {import('../batchline-client.d.ts').Logger} logger
 * @property {boolean} canPoll a ticket opens a stream and nothing else
 */

/**
 * What has changed: `answered`, a question was, and `moved` says whether it brought something newer;
 * `silent`, the stream says nothing, and nobody can be asked.
 *
 * @typedef {object} Change
 * @property {'progress' | 'connection' | 'answered' | 'silent' | 'item' | 'missed' | 'over'} what
 * @property {Followed} followed
 * @property {boolean} [moved]
 * @property {BatchlineError | null} [error]
 * @property {[ItemChange, string]} [item] and its position
 * @property {string} [position] from which items are told
 */

export class Followed {
  /** @type {Set<Watcher>} */
  watchers = new Set();
  /** @type {State | null} */
  newest = null;
  /** When the newest came, when the stream last spoke of it, when the server last said anything. */
  newestAt;
  eventAt;
  answeredAt;
  fired = false;
  /** @type {'yes' | 'no' | 'unreachable' | null} */
  answered = null;
  isOver = false;
  /** An end that is none, since the batch was begun anew after it. @type {State | null} */
  anewAfter = null;
  /** @type {string | null} */
  #etag = null;
  #wait = 0;
  /** @type {unknown} */
  #timer = null;
  /** @type {Promise<void> | null} */
  #asking = null;
  #needed = false;
  #surround;
  #changed;

  /**
   * @param {string} id
   * @param {Surround} surround
   * @param {(change: Change) => void} changed
   */
  constructor(id, surround, changed) {
    this.id = id;
    this.#surround = surround;
    this.#changed = changed;
    this.items = new Items(this.watchers, {
      change: (item, position) => changed({ what: 'item', followed: this, item: [item, position] }),
      missed: (position) => changed({ what: 'missed', followed: this, position }),
    });
    this.newestAt = this.eventAt = this.answeredAt = surround.environment.now();
  }

  /**
   * @param {Progress} data
   * @param {string | null} position
   * @param {'stream' | 'elsewhere'} from
   * @returns {boolean} whether it was newer than what was known
   */
  take(data, position, from) {
    if (this.isOver) return false;
    const now = this.#surround.environment.now();
    this.answeredAt = now;
    if (from === 'stream') this.spoke();
    const next = { position: data.id ?? position, data };
    const order = succession(this.newest, next);
    const again = data.waiting_reason !== this.newest?.data.waiting_reason;
    if (order === 'older' || (order === 'same' && !again)) return false;
    this.newest = next;
    if (order === 'newer') this.newestAt = now;
    this.#changed({ what: 'progress', followed: this });
    this.watchers.forEach((watcher) => watcher.progress(next));
    if (endOf(data) !== null && succession(this.anewAfter, next) === 'newer') this.finish(null);
    return order === 'newer';
  }

  /** @param {BatchlineError | null} error */
  finish(error) {
    if (this.isOver) return;
    this.isOver = true;
    this.close();
    this.#changed({ what: 'over', followed: this, error });
    this.watchers.forEach((watcher) => watcher.over(error));
  }

  /** The stream has. */
  spoke() {
    this.eventAt = this.#surround.environment.now();
    if (!this.fired) return;
    this.fired = false;
    this.#surround.logger.info(`batchline: ${this.id}: the stream speaks again`);
    this.need(false);
    this.#changed({ what: 'connection', followed: this });
  }

  /**
   * The watchdog's look, where something should be heard of the batch.
   *
   * @param {number} now
   */
  check(now) {
    const age = now - this.eventAt;
    if (this.fired || this.isOver || age < this.#surround.settings.watchdogMs) return;
    const seconds = Math.round(age / 1000);
    this.#surround.logger.warn(`batchline: watchdog fired: ${this.id}: no event for ${seconds} s`);
    if (!this.#surround.canPoll) {
      this.eventAt = now;
      this.#changed({ what: 'silent', followed: this });
      return;
    }
    this.fired = true;
    this.#changed({ what: 'connection', followed: this });
    this.need(true);
  }

  /**
   * Polls until it is told not to, at growing intervals while nothing is new.
   *
   * @param {boolean} needed
   */
  need(needed) {
    const { environment, canPoll } = this.#surround;
    const wanted = canPoll && !this.isOver && (needed || this.fired);
    if (wanted === this.#needed) return;
    this.#needed = wanted;
    this.#wait = 0;
    environment.clearTimeout(this.#timer);
    if (wanted) this.ask();
  }

  /** Asks for what is newest, now. @returns {Promise<void>} when that was answered */
  ask() {
    this.#asking ??= this.#ask().finally(() => {
      this.#asking = null;
    });
    return this.#asking;
  }

  async #ask() {
    const { api, environment, settings, logger, canPoll } = this.#surround;
    if (this.isOver || !canPoll) return;
    environment.clearTimeout(this.#timer);
    const abort = new AbortController();
    const patience = environment.setTimeout(() => abort.abort(), settings.answerMs);
    let moved = false;
    let asked = 0;
    try {
      const found = await api.progress(this.id, { etag: this.#etag, signal: abort.signal });
      this.answered = 'yes';
      this.answeredAt = environment.now();
      if (found !== null) {
        this.#etag = found.etag;
        moved = this.take(found.data, null, 'elsewhere');
      }
    } catch (error) {
      if (!(error instanceof BatchlineError)) throw error;
      if (this.isOver) return;
      if (!error.passes) {
        this.finish(error);
        return;
      }
      this.answered = error.kind === 'unreachable' ? 'unreachable' : 'no';
      asked = error.retryAfterMs;
      logger.debug?.(`batchline: ${this.id}: ${error.message}`);
    } finally {
      environment.clearTimeout(patience);
    }
    this.#changed({ what: 'answered', followed: this, moved });
    if (!this.#needed || this.isOver) return;
    // A poll says nothing of items.
    if (moved) this.items.missed();
    const { pollMs: first, longestPollMs: longest } = settings;
    this.#wait = nextPoll({ before: this.#wait, first, longest, moved });
    const spread = this.#wait * (0.9 + environment.random() / 5);
    this.#timer = environment.setTimeout(() => void this.ask(), Math.max(asked, spread));
  }

  /** After a connection came up: what was silent before it is not its silence. */
  anchor() {
    this.eventAt = this.#surround.environment.now();
  }

  /** After timers stood still or the clock was set: what was silent meanwhile is no silence. */
  forgetTimes() {
    const now = this.#surround.environment.now();
    this.fired = false;
    this.eventAt = now;
    this.newestAt = Math.min(this.newestAt, now);
    this.answeredAt = Math.min(this.answeredAt, now);
  }

  close() {
    this.#needed = false;
    this.#surround.environment.clearTimeout(this.#timer);
  }
}
