// Tells the server how this client is connected, so that who runs it sees what people see.

const EVERY = 50_000;
const SOONEST = 5_000;

/** @typedef {import('../batchline-client.d.ts').Connection} Connection */

const WORDS = ['live', 'connecting', 'polling', 'reconnecting'];

/**
 * @param {import('./followed.js').Surround} surround
 * @param {() => Connection[]} connections of all that is followed
 * @returns {{ changed: () => void, stop: () => void }}
 */
export function reports({ api, environment }, connections) {
  const clientId = Math.random().toString(36).slice(2);
  let saidAt = -Infinity;
  let refused = false;
  /** @type {unknown} */
  let timer = null;

  /** @param {number} wait */
  function later(wait) {
    environment.clearTimeout(timer);
    if (!refused) timer = environment.setTimeout(() => void say(), wait);
  }

  async function say() {
    saidAt = environment.now();
    const all = connections();
    const worst = all.reduce(
      (/** @type {Connection | null} */ found, each) =>
        found === null || WORDS.indexOf(each.state) > WORDS.indexOf(found.state) ? each : found,
      null,
    );
    // Who has nobody to follow, or nobody to tell it to, says nothing.
    if (worst !== null && WORDS.includes(worst.state)) {
      const body = { connection: worst.state, quality: worst.quality, client_id: clientId };
      await api.ask('POST', '/api/streams/health', body).catch((error) => {
        refused = !error.passes;
      });
    }
    later(EVERY);
  }

  later(SOONEST);
  return {
    changed: () => later(Math.max(500, saidAt + SOONEST - environment.now())),
    stop() {
      refused = true;
      environment.clearTimeout(timer);
    },
  };
}
