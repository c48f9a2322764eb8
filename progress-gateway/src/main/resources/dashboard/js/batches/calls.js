// What the list asks of the API.
import { ask, send } from '../core/api.js';

const PAGE = 30;
const MOST = 500;
const of = (batchId) => `/api/batches/${encodeURIComponent(batchId)}`;

// `asked`: as query.js makes it.
export function page(asked, cursor = null, limit = PAGE) {
  const all = { ...asked, limit, ...(cursor === null ? {} : { cursor }) };
  return ask(`/api/batches?${new URLSearchParams(all)}`);
}

// Every batch that matches; or, of `wanted` ids, those that there are. `onCount(number)` as they come.
export async function every(asked, wanted, onCount) {
  const found = [];
  let cursor = null;
  do {
    const answer = await page(asked, cursor, MOST);
    found.push(...answer.batches.filter((batch) => wanted === null || wanted.has(batch.batch_id)));
    onCount(found.length);
    cursor = answer.next_cursor ?? null;
  } while (cursor !== null && (wanted === null || found.length < wanted.size));
  return found;
}

export const one = (batchId) => ask(`${of(batchId)}/status`);

// `action`: pause, resume, cancel or retry.
export const act = (action, batchId) => send('POST', `${of(batchId)}/${action}`);
