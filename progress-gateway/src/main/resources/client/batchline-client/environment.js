// What the client needs of a browser or of Node, in one place so that tests can put their own clock
// and network there.

/**
 * @typedef {object} Environment
 * @property {() => number} now milliseconds, the wall clock: it goes on while a machine sleeps
 * @property {() => number} random
 * @property {(action: () => void, ms: number) => unknown} setTimeout
 * @property {(timer: any) => void} clearTimeout
 * @property {typeof fetch | null} fetch
 * @property {boolean} streams whether an answer's body can be read as it comes
 * @property {(new (address: string, options?: EventSourceInit) => EventSource) | null} EventSource
 * @property {(new (name: string) => BroadcastChannel) | null} BroadcastChannel
 * @property {LockManager | null} locks
 * @property {() => boolean} online
 * @property {() => boolean} visible
 * @property {(type: string, action: (event: any) => void) => () => void} on
 */

/** @returns {Environment} */
export function surroundings() {
  const scope = /** @type {any} */ (globalThis);
  return {
    now: () => Date.now(),
    random: () => Math.random(),
    setTimeout: (action, ms) => scope.setTimeout(action, ms),
    clearTimeout: (timer) => scope.clearTimeout(timer),
    fetch: scope.fetch ? (...request) => scope.fetch(...request) : null,
    streams: 'TextDecoder' in scope && 'Response' in scope && 'body' in scope.Response.prototype,
    EventSource: scope.EventSource ?? null,
    BroadcastChannel: scope.BroadcastChannel ?? null,
    // Only where the connection is secure; elsewhere each tab has its own stream.
    locks: scope.navigator?.locks ?? null,
    online: () => scope.navigator?.onLine !== false,
    visible: () => scope.document?.visibilityState !== 'hidden',
    on(type, action) {
      const target = type === 'visibilitychange' ? scope.document : scope;
      target?.addEventListener?.(type, action);
      return () => target?.removeEventListener?.(type, action);
    },
  };
}
