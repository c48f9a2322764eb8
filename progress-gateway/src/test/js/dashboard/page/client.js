// In the place of the client library: what the page is told comes from the test, by `window.stream`.
const LIVE = { state: 'live', quality: 'good', transport: 'fetch', ageMs: 0, heardMs: 0, watchdog: false };

export function createClient() {
  return {
    watchBatch(id, options) {
      window.stream = options;
      queueMicrotask(() => {
        options.onConnection?.(LIVE);
        options.onItemsMissed?.();
      });
      return { close() {} };
    },
  };
}

export const { watchBatch } = createClient();
