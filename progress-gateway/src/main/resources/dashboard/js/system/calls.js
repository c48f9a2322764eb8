// What the System view asks of the API.
import { ask, Refused, send } from '../core/api.js';

export const queue = () => ask('/api/queue/status');
export const streams = () => ask('/api/streams/health');
export const workloads = async () => (await ask('/api/workloads')).workloads.map((each) => each.name);

// Whether the service is ready, and each thing that it depends on: 503 is an answer, too.
export async function readiness() {
  let response;
  try {
    response = await fetch('/health/ready');
  } catch {
    throw new Refused(0, null);
  }
  const body = await response.json().catch(() => null);
  if (!Array.isArray(body?.checks)) throw new Refused(response.status, body);
  return body;
}

// `span`: {from, to} as days, `workload` a name or empty.
const asked = ({ from, to, workload = '' }) =>
  new URLSearchParams({ from, to, ...(workload === '' ? {} : { workload }) }).toString();

export const analytics = (span) => ask(`/api/analytics?${asked(span)}`);
export const analyticsTable = (span) => `/api/analytics.csv?${asked(span)}`;

const page = (path, query = {}) =>
  ask(`${path}?${new URLSearchParams({ limit: 100, ...query })}`);
const one = (path, id) => `${path}/${encodeURIComponent(id)}`;

export const users = (query) => page('/api/users', query);
export const addUser = (user) => send('POST', '/api/users', user);
export const changeUser = (name, change) => send('PATCH', one('/api/users', name), change);
export const removeUser = (name) => send('DELETE', one('/api/users', name));

export const keys = (query) => page('/api/keys', query);
export const addKey = (key) => send('POST', '/api/keys', key);
export const revokeKey = (id) => send('DELETE', one('/api/keys', id));

export const webhooks = (query) => page('/api/webhooks', query);
export const addWebhook = (endpoint) => send('POST', '/api/webhooks', endpoint);
export const enableWebhook = (id, enabled) => send('PATCH', one('/api/webhooks', id), { enabled });
export const testWebhook = (id) => send('POST', `${one('/api/webhooks', id)}/test`);
export const removeWebhook = (id) => send('DELETE', one('/api/webhooks', id));

export const log = (query) => page('/api/audit', query);
