// What the client starts from. The server says its own at `/api/settings`; what the caller says goes
// before both.

/** @typedef {import('../batchline-client.d.ts').Settings} Settings */

/** @type {Readonly<Settings>} */
export const USUAL = Object.freeze({
  watchdogMs: 60_000,
  checkMs: 15_000,
  pollMs: 3_000,
  longestPollMs: 30_000,
  firstBackoffMs: 1_000,
  longestBackoffMs: 30_000,
  answerMs: 15_000,
  heartbeatMs: 15_000,
  triesBeforePolling: 2,
  mostStreams: 4,
});

/**
 * @param {Partial<Settings>} given
 * @throws {RangeError} that names the setting and what is allowed
 */
export function checked(given) {
  for (const [name, value] of Object.entries(given)) {
    if (!(name in USUAL)) throw new RangeError(`there is no setting ${name}`);
    if (!(Number.isFinite(value) && value >= 1)) {
      throw new RangeError(`${name} is ${value}, and must be a number of at least 1`);
    }
  }
  return given;
}

/**
 * What a deployment's settings are called here; what is missing or odd is left out.
 *
 * @param {Record<string, unknown>} answer of `/api/settings`, in seconds
 * @returns {Partial<Settings>}
 */
export function deployed(answer) {
  /** @type {Partial<Settings>} */
  const found = {};
  /** @type {[keyof Settings, string][]} */
  const names = [
    ['watchdogMs', 'watchdog_seconds'],
    ['checkMs', 'check_seconds'],
    ['pollMs', 'poll_seconds'],
    ['firstBackoffMs', 'first_backoff_seconds'],
    ['longestBackoffMs', 'longest_backoff_seconds'],
  ];
  for (const [name, theirs] of names) {
    const seconds = answer[theirs];
    if (typeof seconds === 'number' && seconds > 0) found[name] = Math.max(1, seconds * 1000);
  }
  return found;
}
