// What the streams of a tab that leads bring, and what is made of their ends.
import { BatchlineError } from './api.js';
import { ALL } from './links.js';
import { endOf } from './order.js';

/** @typedef {import('./followed.js').Followed} Followed */

/**
 * @param {import('./followed.js').Surround} surround
 * @param {object} feed
 * @param {(id: string) => Followed | undefined} feed.find
 * @param {(key: string) => Followed[]} feed.carriedBy a stream
 * @param {(followed: Followed) => void} feed.standing of its stream has changed
 * @param {() => void} feed.withoutAll the server has no stream over all batches
 * @returns {(key: string) => import('./link.js').LinkEvents}
 */
export function incoming({ logger, canPoll }, feed) {
  /** @param {import('./lines.js').StreamEvent} event */
  function take({ name, id, data }) {
    if (name !== 'progress' && name !== 'complete' && name !== 'error') return;
    let progress;
    try {
      progress = JSON.parse(data);
    } catch {
      logger.warn(`batchline: an event can't be read: ${data.slice(0, 100)}`);
      return;
    }
    // In the stream over all the id is a place in that stream: it orders what comes by it.
    feed.find(progress.batch_id)?.take(progress, id, 'stream');
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

  return (key) => {
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
      event: take,
      down: (why, wait) => {
        logger.warn(`batchline: ${name}: ${why}; again in ${(wait / 1000).toFixed(1)} s`);
        feed.carriedBy(key).forEach(feed.standing);
      },
      final: (end) => isFinal(key, end),
    };
  };
}
