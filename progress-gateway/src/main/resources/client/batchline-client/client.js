// The client's door: one client for each user and server in a page, so that all its watches share.
import { Api, pathOf } from './api.js';
import { surroundings } from './environment.js';
import { Feed } from './feed.js';
import { reports } from './health.js';
import { USUAL, checked, deployed } from './settings.js';
import { transportFor } from './streams.js';
import { Tickets } from './tickets.js';
import { watch } from './watch.js';

/** @typedef {import('../batchline-client.d.ts').ClientOptions} ClientOptions */
/** @typedef {import('../batchline-client.d.ts').WatchOptions} WatchOptions */
/** @typedef {import('../batchline-client.d.ts').Client} Client */

/**
 * @param {import('./environment.js').Environment} environment
 * @param {ClientOptions} options
 * @param {() => void} [idle] told when nothing is watched any more
 * @returns {Client}
 */
export function clientIn(environment, options, idle = () => {}) {
  const given = checked(options.settings ?? {});
  // One object for all that read it, as the server's own settings come later.
  const settings = { ...USUAL, ...given };
  const logger = options.logger ?? console;
  const api = new Api(environment, options);
  const { ticket = null } = options;
  const canPoll = ticket === null;
  const surround = { api, environment, settings, logger, canPoll };
  const transport = transportFor(environment, options);
  const tickets = ticket === null ? null : new Tickets(ticket);
  const feed = new Feed(
    surround,
    { transport, history: options.history ?? 'latest', tickets },
    { share: shareOf(options), all: canPoll && options.all !== false },
  );
  /** @type {Set<import('../batchline-client.d.ts').Watch>} */
  const watches = new Set();
  /** @type {ReturnType<typeof reports> | null} */
  let telling = null;
  let asked = false;

  function begin() {
    if (!canPoll) return;
    if (options.report !== false) {
      telling ??= reports(surround, () => [...watches].map((each) => each.connection));
    }
    if (asked) return;
    asked = true;
    api.ask('GET', '/api/settings').then(
      (answer) => Object.assign(settings, deployed(answer), given),
      // The usual ones are as good.
      () => {},
    );
  }

  return {
    watchBatch(id, callbacks = {}) {
      const changed = {
        ...callbacks,
        /** @param {import('../batchline-client.d.ts').Connection} connection */
        onConnection(connection) {
          telling?.changed();
          callbacks.onConnection?.(connection);
        },
      };
      const made = watch(feed, surround, id, changed, () => {
        watches.delete(made);
        if (watches.size > 0) return;
        telling?.stop();
        telling = null;
        idle();
      });
      const { retry } = made;
      made.retry = async (scope) => {
        const batch = await retry(scope);
        watches.add(made);
        begin();
        return batch;
      };
      watches.add(made);
      begin();
      return made;
    },
    createBatch(definition, { idempotencyKey } = {}) {
      /** @type {Record<string, string>} */
      const headers = idempotencyKey === undefined ? {} : { 'Idempotency-Key': idempotencyKey };
      return api.ask('POST', '/api/batches', definition, headers);
    },
    cancel: (id) => api.ask('POST', `${pathOf(id)}/cancel`),
    retry: (id, scope = {}) => api.ask('POST', `${pathOf(id)}/retry`, scope),
    async progress(id) {
      const found = await api.progress(id, { etag: null });
      return /** @type {NonNullable<typeof found>} */ (found).data;
    },
    close: () => [...watches].forEach((each) => each.close()),
  };
}

/**
 * A cookie is the whole browser's; whose a token is only the caller knows.
 *
 * @param {ClientOptions} options
 * @returns {string | null}
 */
function shareOf({ share, token, ticket, baseUrl = '' }) {
  if (share === false || ticket) return null;
  if (typeof share === 'string') return `batchline-2 ${baseUrl} ${share}`;
  return token ? null : `batchline-2 ${baseUrl}`;
}

/** Clients that watch something, so that watches of one user find each other. @type {Map<string, Client>} */
const busy = new Map();

/** @param {ClientOptions} [options] @returns {Client} */
export function createClient(options = {}) {
  return clientIn(surroundings(), options);
}

const names = new WeakMap();

/**
 * What tells options apart: functions by who they are, everything else by what it says.
 *
 * @param {ClientOptions} options
 */
function keyOf({ baseUrl, token, ticket, share, transport, history, all, report, settings, logger }) {
  const parts = [baseUrl, token, ticket, share, transport, history, all, report, settings, logger];
  return JSON.stringify(parts, (key, value) => {
    if (typeof value !== 'function' && (key !== '9' || !value)) return value;
    if (!names.has(value)) names.set(value, Math.random().toString(36));
    return names.get(value);
  });
}

/** @param {ClientOptions} options @returns {Client} */
function clientFor(options) {
  const key = keyOf(options);
  const found = busy.get(key) ?? clientIn(surroundings(), options, () => busy.delete(key));
  busy.set(key, found);
  return found;
}

/** @param {string} id @param {ClientOptions & WatchOptions} [options] */
export const watchBatch = (id, options = {}) => clientFor(options).watchBatch(id, options);

/**
 * @param {import('../batchline-client.d.ts').BatchDefinition} definition
 * @param {ClientOptions & { idempotencyKey?: string }} [options]
 */
export const createBatch = (definition, options = {}) => createClient(options).createBatch(definition, options);

/** @param {string} id @param {ClientOptions} [options] */
export const cancel = (id, options = {}) => createClient(options).cancel(id);

/**
 * @param {string} id
 * @param {ClientOptions & { scope?: import('../batchline-client.d.ts').RetryScope }} [options]
 */
export const retry = (id, options = {}) => createClient(options).retry(id, options.scope);
