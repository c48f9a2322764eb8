// The HTTP API as the client uses it: one user's requests, and what is said no to.

/** @typedef {import('../batchline-client.d.ts').Credentials} Credentials */
/** @typedef {import('../batchline-client.d.ts').ErrorKind} ErrorKind */
/** @typedef {import('../batchline-client.d.ts').Progress} Progress */
/** @typedef {import('./environment.js').Environment} Environment */

export class BatchlineError extends Error {
  /**
   * @param {ErrorKind} kind
   * @param {string} message
   * @param {{ status?: number, data?: Progress | null, problem?: Record<string, unknown> | null,
   *   retryAfterMs?: number }} [more]
   */
  constructor(kind, message, { status = 0, data = null, problem = null, retryAfterMs = 0 } = {}) {
    super(message);
    this.name = 'BatchlineError';
    this.kind = kind;
    this.status = status;
    this.data = data;
    this.problem = problem;
    this.retryAfterMs = retryAfterMs;
  }

  /** Whether asking again later may be answered otherwise. */
  get passes() {
    return this.kind === 'unavailable' || this.kind === 'unreachable';
  }
}

/**
 * What an answer that says no means. Only one in the server's own form is its word: a 404 of a proxy
 * whose server starts again is not.
 *
 * @param {Response} response
 * @returns {Promise<BatchlineError>}
 */
export async function refusal(response) {
  const { status, headers } = response;
  const seconds = Number(headers.get('Retry-After') ?? 0);
  const retryAfterMs = seconds > 0 ? seconds * 1000 : 0;
  if (!(headers.get('Content-Type') ?? '').startsWith('application/problem+json')) {
    await response.body?.cancel().catch(() => {});
    return new BatchlineError('unavailable', `something answered ${status}`, { status, retryAfterMs });
  }
  const problem = await response.json().catch(() => null);
  const fields = (problem?.errors ?? []).map((/** @type {any} */ e) => `${e.field}: ${e.message}`);
  const message = [problem?.detail ?? problem?.title ?? `the server answered ${status}`, ...fields];
  return new BatchlineError(kindOf(status), message.join(' '), { status, problem, retryAfterMs });
}

/**
 * @param {number} status
 * @returns {ErrorKind}
 */
function kindOf(status) {
  if (status === 401) return 'unauthorized';
  if (status === 403) return 'forbidden';
  if (status === 404 || status === 410) return 'gone';
  return status >= 500 || status === 429 || status === 408 ? 'unavailable' : 'refused';
}

/** @param {string} batchId */
export const pathOf = (batchId) => `/api/batches/${encodeURIComponent(batchId)}`;

export class Api {
  #environment;
  #base;
  #token;

  /**
   * @param {Environment} environment
   * @param {Credentials & { baseUrl?: string }} options
   */
  constructor(environment, { baseUrl = '', token }) {
    this.#environment = environment;
    this.#base = baseUrl.replace(/\/+$/, '');
    this.#token = token;
  }

  /** @param {string} path */
  address(path) {
    return this.#base + path;
  }

  /**
   * One exchange, whatever the status. A token that is asked for is asked for anew once when the
   * server does not take it.
   *
   * @param {string} path
   * @param {RequestInit} options
   * @returns {Promise<Response>}
   * @throws {BatchlineError} `unreachable`
   */
  async exchange(path, options) {
    const first = await this.#send(path, options, false);
    if (first.status !== 401 || typeof this.#token !== 'function') return first;
    await first.body?.cancel().catch(() => {});
    return this.#send(path, options, true);
  }

  /**
   * @param {string} path
   * @param {RequestInit} options
   * @param {boolean} anew
   */
  async #send(path, options, anew) {
    const headers = new Headers(options.headers);
    const token = typeof this.#token === 'function' ? await this.#given(this.#token, anew) : this.#token;
    if (token) headers.set('Authorization', `Bearer ${token}`);
    const { fetch } = this.#environment;
    if (fetch === null) throw new BatchlineError('unreachable', 'there is no fetch here');
    try {
      // The cookie is for our own page only: the server says nothing by it to others.
      const credentials = token ? 'omit' : 'same-origin';
      return await fetch(this.address(path), { cache: 'no-store', credentials, ...options, headers });
    } catch (cause) {
      if (options.signal?.aborted) throw new BatchlineError('unavailable', 'it does not answer in time');
      throw new BatchlineError('unreachable', `the server can't be reached: ${cause}`);
    }
  }

  /**
   * @param {(ask: { anew: boolean }) => string | Promise<string>} token
   * @param {boolean} anew
   */
  async #given(token, anew) {
    try {
      return await token({ anew });
    } catch (cause) {
      throw new BatchlineError('unavailable', `there is no token: ${cause}`);
    }
  }

  /**
   * @param {string} method
   * @param {string} path
   * @param {unknown} [json]
   * @param {Record<string, string>} [headers]
   * @returns {Promise<any>} the answer's JSON, null where it has none
   * @throws {BatchlineError}
   */
  async ask(method, path, json, headers = {}) {
    const body = json === undefined ? undefined : JSON.stringify(json);
    const all = new Headers(headers);
    if (body !== undefined) all.set('Content-Type', 'application/json');
    const response = await this.exchange(path, { method, body, headers: all });
    if (!response.ok) throw await refusal(response);
    return response.status === 204 ? null : response.json();
  }

  /**
   * The newest progress of a batch.
   *
   * @param {string} batchId
   * @param {{ etag: string | null, signal?: AbortSignal }} known
   * @returns {Promise<{ data: Progress, etag: string | null } | null>} null when it is the one that
   *   is known
   * @throws {BatchlineError}
   */
  async progress(batchId, { etag, signal }) {
    /** @type {Record<string, string>} */
    const headers = etag === null ? {} : { 'If-None-Match': etag };
    const response = await this.exchange(`${pathOf(batchId)}/progress`, { headers, signal });
    if (response.status === 304) return null;
    if (!response.ok) throw await refusal(response);
    const data = await response.json().catch(() => null);
    if (typeof data?.stage !== 'string') {
      // A page of a proxy, with 200.
      throw new BatchlineError('unavailable', 'what answered is no progress', { status: response.status });
    }
    return { data, etag: response.headers.get('ETag') };
  }
}
