// What the page follows live. One client for the whole page: all batches come by one connection,
// and all tabs of a browser share it.
import { createClient } from 'batchline-client';
import { useEffect, useState } from 'preact/hooks';
import * as api from './api.js';
import { signal } from './state.js';

const client = createClient();

// How the page as a whole is connected, for its header: null where nothing is followed.
export const connection = signal(null);

// Follows one batch while the component is there: {newest, connection, ended, gone}, each as the
// client says it. `newest` never goes back. `round`: another number follows it anew, after a retry.
// `items`, always the same, is told what becomes of the batch's items: {onItem, onItemsMissed}.
export function useWatch(batchId, round = 0, items = {}) {
  const [seen, see] = useState({ newest: null, connection: null, ended: null, gone: null });
  useEffect(() => {
    see({ newest: null, connection: null, ended: null, gone: null });
    const watch = client.watchBatch(batchId, {
      onProgress: (newest) => see((before) => ({ ...before, newest, newestAt: performance.now() })),
      onComplete: (ended) => see((before) => ({ ...before, ended })),
      onError: (error) => {
        if (error.data !== null) see((before) => ({ ...before, ended: error.data }));
        else if (error.kind === 'unauthorized') api.loggedOut();
        else see((before) => ({ ...before, gone: error }));
      },
      onConnection: (now) => {
        see((before) => ({ ...before, connection: now }));
        connection.set(now);
      },
      ...items,
    });
    return () => {
      watch.close();
      connection.set(null);
    };
  }, [batchId, round]);
  return seen;
}

// Follows several at once, for lists: `onProgress` and `onEnd` are told of each. Returns what sets
// which ones, and ends all.
export function follow({ onProgress, onEnd, onConnection = () => {} }) {
  const watches = new Map();
  return {
    set(ids) {
      const wanted = new Set(ids);
      for (const [id, watch] of watches) {
        if (wanted.has(id)) continue;
        watch.close();
        watches.delete(id);
      }
      for (const id of wanted) {
        if (watches.has(id)) continue;
        watches.set(
          id,
          client.watchBatch(id, {
            onProgress,
            onComplete: onEnd,
            onError: (error) => {
              if (error.kind === 'unauthorized') api.loggedOut();
              else onEnd(error.data);
            },
            onConnection,
          }),
        );
      }
    },
    close() {
      watches.forEach((watch) => watch.close());
      watches.clear();
    },
  };
}
