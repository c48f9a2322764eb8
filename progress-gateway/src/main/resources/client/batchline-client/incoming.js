// What the streams of a tab that leads bring, and what is made of their ends.
import { BatchlineError } from './api.js';
import { ALL } from './links.js';
import { bothPositions, endOf } from './order.js';

/** @typedef {import('./followed.js').Followed} Followed */

const NAMES = new Set(['progress', 'item', 'complete', 'error']);

/**
 * @param {import('./followed.js').Surround} surround
 * @param {object} feed
 * @param {(id: string) => Followed | undefined} feed.find
 * @param {(key: string) => Followed[]} feed.carriedBy a stream
 * @param {(followed: Followed) => void} feed.standing of its stream has changed
 * @param {() => void} feed.withoutAll the server has no stream over all batches
 * @returns {(key: string, items: boolean) => import('./link.js').LinkEvents}
 */
export function incoming({ logger, canPoll }, feed) {
  /**
   * @param {import('./lines.js').StreamEvent} event
   * @param {boolean} items whether the stream has them too
   */
  function take({ name, id, data }, items) {
    if (!NAMES.has(name)) return;
    let said;
    try {
      said = JSON.parse(data);
    } catch {
      logger.warn(`batchline: an event can't be read: ${data.slice(0, 100)}`);
      return;
    }
    const followed = feed.find(said.batch_id);
    if (!items) {
      // In the stream over all the id is a place in that stream: it orders what comes by it.
      if (name !== 'item') followed?.take(said, id, 'stream');
      return;
    }
    const at = bothPositions(id);
    if (name === 'item') {
      followed?.spoke();
      followed?.items.take(said, at.items);
      return;
    }
    followed?.items.goOn(at.items, said.snapshot === true);
    followed?.take(said, at.progress, 'stream');
  }

  /**
   * @param {string} key
   * @param {import('./streams.js').End} end
   */
  function isFinal(key, { over, error }) {
    if (key === ALL) {
      if (!over) feed.withoutAll();
      return !over;
    }
    const followed = feed.find(key);
    if (followed === undefined) return true;
    if (over && canPoll) {
      // It says that the end was seen: the answer to this is that end.
      void followed.ask();
      return false;
    }
    if (over) {
      const ended = followed.newest !== null && endOf(followed.newest.data) !== null;
      followed.finish(ended ? null : new BatchlineError('gone', 'the batch has ended'));
    } else if (error.kind === 'refused') return false;
    else followed.finish(error);
    return true;
  }

  return (key, items) => {
    const name = key === ALL ? 'all batches' : key;
    return {
      up: (again) => {
        logger.info(`batchline: ${again ? 'reconnected' : 'connected'}: ${name}`);
        for (const each of feed.carriedBy(key)) {
          each.anchor();
          if (again || key === ALL) void each.ask();
          feed.standing(each);
        }
      },
      event: (event) => take(event, items),
      down: (why, wait) => {
        logger.warn(`batchline: ${name}: ${why}; again in ${(wait / 1000).toFixed(1)} s`);
        feed.carriedBy(key).forEach(feed.standing);
      },
      final: (end) => isFinal(key, end),
    };
  };
}
