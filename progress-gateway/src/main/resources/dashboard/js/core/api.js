// The HTTP API as this page uses it: the session cookie is sent by the browser.

import { texts } from '../texts.js';

// An answer that says no, in the server's own words.
export class Refused extends Error {
  // `retryAfter`: the seconds after which it may be otherwise, or null.
  constructor(status, problem, retryAfter = null) {
    const fields = (problem?.errors ?? []).map((error) => `${error.field}: ${error.message}`);
    super([problem?.detail ?? texts.answers.other(status), ...fields].join(' '));
    this.status = status;
    // [{field, message}] of a request whose fields were checked.
    this.errors = problem?.errors ?? [];
    this.retryAfter = retryAfter;
  }
}

let onLoggedOut = () => {};

export function whenLoggedOut(action) {
  onLoggedOut = action;
}

export function loggedOut() {
  onLoggedOut();
}

export async function ask(path, options = {}) {
  let response;
  try {
    response = await fetch(path, { credentials: 'same-origin', ...options });
  } catch {
    throw new Refused(0, { detail: texts.answers.none });
  }
  const body = response.status === 204 ? null : await response.json().catch(() => null);
  if (response.ok) return body;
  if (response.status === 401 && !options.login) onLoggedOut();
  throw new Refused(response.status, body, response.headers.get('Retry-After'));
}

function asked(query) {
  const given = Object.entries(query).filter(([, value]) => value !== '' && value !== null && value !== undefined);
  return new URLSearchParams(given).toString();
}

const post = (path, json) => send('POST', path, json);

export function send(method, path, json, options = {}) {
  return ask(path, {
    ...options,
    method,
    headers: json === undefined ? {} : { 'Content-Type': 'application/json' },
    body: json === undefined ? undefined : JSON.stringify(json),
  });
}

const of = (batchId) => `/api/batches/${encodeURIComponent(batchId)}`;

export const settings = () => ask('/api/settings');
export const workloads = async () => (await ask('/api/workloads')).workloads;
export const batches = (query = '') => ask(`/api/batches?limit=30${query}`);
export const status = (batchId) => ask(`${of(batchId)}/status`);
export const events = (batchId) => ask(`${of(batchId)}/events?limit=500`);
// `query`: state, group, cause, cursor; what is empty is left out.
export const items = (batchId, query, limit) => ask(`${of(batchId)}/items?${asked({ ...query, limit })}`);
export const item = (jobId) => ask(`/api/jobs/${encodeURIComponent(jobId)}`);
export const log = (batchId, cursor) => ask(`${of(batchId)}/log?${asked({ limit: 20, cursor })}`);
export const doubts = (batchId, limit = 50, cursor = '') =>
  ask(`${of(batchId)}/review?${asked({ decided: 'false', limit, cursor })}`);
// `decisions`: [{job_id, field, value}], of any items of the batch. They arrive although the page is
// left meanwhile.
export const decide = (batchId, decisions) =>
  send('POST', `${of(batchId)}/review`, { decisions }, { keepalive: true });
export const regenerate = (batchId) => post(`${of(batchId)}/review`, { regenerate: true });
export const start = (batchId) => post(`${of(batchId)}/start`);
export const pause = (batchId) => post(`${of(batchId)}/pause`);
export const resume = (batchId) => post(`${of(batchId)}/resume`);
// `scope`: {} for all that failed or were cancelled, {cause}, or {items}.
export const retry = (batchId, scope = {}) => post(`${of(batchId)}/retry`, scope);
export const change = (batchId, changes) => send('PATCH', of(batchId), changes);
export const me = () => ask('/api/auth/me');
export const cancel = (batchId) => post(`${of(batchId)}/cancel`);
export const logout = () => post('/api/auth/logout');
export const fileAddress = (batchId, name) => `${of(batchId)}/${name}`;

export function login(username, password) {
  return ask('/api/auth/login', {
    method: 'POST',
    login: true,
    body: new URLSearchParams({ username, password }),
  });
}

export function create(workload, name, options = {}) {
  return post('/api/batches', { workload, name, options });
}
