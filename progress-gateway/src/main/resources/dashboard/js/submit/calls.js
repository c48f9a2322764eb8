// What Submit asks of the API.
import { ask, send } from '../core/api.js';

export const queue = () => ask('/api/queue/status');

// How the workload's batches went in the last 30 days; null where there were none.
export async function figures(workload) {
  const { workloads } = await ask(`/api/analytics?workload=${encodeURIComponent(workload)}`);
  return workloads.find((each) => each.workload === workload)?.figures ?? null;
}

// The most bytes that a source may have: the server says it of its uploads.
export async function largestSource() {
  try {
    const answer = await fetch('/api/uploads', { method: 'OPTIONS' });
    const said = Number(answer.headers.get('Tus-Max-Size'));
    return said > 0 ? said : Infinity;
  } catch {
    return Infinity;
  }
}

// The same key and body again give the first answer again: a second try makes no second batch.
export function create(body, key) {
  return ask('/api/batches', {
    method: 'POST',
    headers: { 'Content-Type': 'application/json', 'Idempotency-Key': key },
    body: JSON.stringify(body),
  });
}

const of = (batchId) => `/api/batches/${encodeURIComponent(batchId)}`;

export const addItems = (batchId, items) => send('POST', `${of(batchId)}/items`, { items });
export const start = (batchId) => send('POST', `${of(batchId)}/start`);

// Where an upload stands: its offset, or null where it is no more.
export async function offsetOf(address) {
  try {
    const answer = await fetch(address, { method: 'HEAD', headers: { 'Tus-Resumable': '1.0.0' } });
    if (!answer.ok) return null;
    const offset = Number(answer.headers.get('Upload-Offset'));
    const length = Number(answer.headers.get('Upload-Length'));
    return offset < length ? offset : null;
  } catch {
    return undefined;
  }
}
