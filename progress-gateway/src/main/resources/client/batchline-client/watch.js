// What who watches a batch holds in hand.
import { BatchlineError, pathOf } from './api.js';
import { endOf } from './order.js';

/** @typedef {import('../batchline-client.d.ts').WatchOptions} WatchOptions */
/** @typedef {import('../batchline-client.d.ts').Watch} Watch */
/** @typedef {import('./order.js').State} State */

/**
 * @param {import('./feed.js').Feed} feed
 * @param {import('./followed.js').Surround} surround
 * @param {string} id
 * @param {WatchOptions} options
 * @param {() => void} released
 * @returns {Watch}
 */
export function watch(feed, { api, logger }, id, options, released) {
  /** @type {State | null} */
  let newest = null;
  let over = false;
  let closed = false;
  // Nothing is told before the caller has what it is told of.
  let begun = false;

  /**
   * What a caller's own code throws is the caller's, and stops nothing here.
   *
   * @template {unknown[]} T
   * @param {((...value: T) => void) | undefined} callback
   * @param {T} value
   */
  function tell(callback, ...value) {
    try {
      callback?.(...value);
    } catch (error) {
      logger.error(`batchline: ${id}: a callback failed`, error);
    }
  }

  const watcher = {
    wantsItems: options.onItem !== undefined,
    /** @param {import('../batchline-client.d.ts').ItemChange} change */
    item: (change) => tell(options.onItem, change),
    missed: () => tell(options.onItemsMissed),
    /** @param {State} state */
    progress(state) {
      newest = state;
      tell(options.onProgress, state.data);
    },
    connection: () => begun && tell(options.onConnection, feed.connection(id)),
    /** @param {BatchlineError | null} error */
    over(error) {
      over = true;
      const data = newest?.data ?? null;
      const end = data === null ? null : endOf(data);
      if (error !== null) tell(options.onError, error);
      else if (end === 'failed' || end === 'cancelled') {
        const message = data?.message || `the batch was ${end}`;
        tell(options.onError, new BatchlineError(end, message, { data }));
      } else if (data !== null) tell(options.onComplete, data);
      feed.remove(id, watcher);
      tell(options.onConnection, feed.connection(id));
      released();
    },
  };

  feed.add(id, watcher);
  queueMicrotask(() => {
    begun = true;
    if (!closed && !over) watcher.connection();
  });
  return {
    id,
    get newest() {
      return newest?.data ?? null;
    },
    get connection() {
      return feed.connection(id);
    },
    refresh: () => feed.refresh(id),
    cancel: () => api.ask('POST', `${pathOf(id)}/cancel`),
    async retry(scope = {}) {
      const batch = await api.ask('POST', `${pathOf(id)}/retry`, scope);
      if (over && !closed) {
        over = false;
        feed.add(id, watcher, newest);
      }
      return batch;
    },
    close() {
      if (closed) return;
      closed = true;
      if (over) return;
      feed.remove(id, watcher);
      released();
    },
  };
}
