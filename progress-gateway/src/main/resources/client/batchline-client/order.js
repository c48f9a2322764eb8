// Which of two states of a batch is the newer one. Pure.

/** @typedef {import('../batchline-client.d.ts').Progress} Progress */
/** @typedef {{ position: string | null, data: Progress }} State */

const PART = /^\d{1,18}$/;

/**
 * A position as the server writes it: one number, or several with dots between them, one for each
 * partition, where `-` is one of which nothing was seen.
 *
 * @param {string} text
 * @returns {bigint[] | null} null for what is no position
 */
function parts(text) {
  const found = [];
  for (const part of text.split('.')) {
    if (part !== '-' && !PART.test(part)) return null;
    found.push(part === '-' ? -1n : BigInt(part));
  }
  return found;
}

/**
 * @param {string} one
 * @param {string} other
 * @returns {number} below 0 when `one` lies before `other`, 0 when they are the same, NaN when
 *   neither can be said: positions of different kinds, or each ahead of the other somewhere
 */
export function comparePositions(one, other) {
  if (one === other) return 0;
  const a = parts(one);
  const b = parts(other);
  if (a === null || b === null || a.length !== b.length) return NaN;
  const orders = new Set(a.map((value, i) => (value < b[i] ? -1 : Number(value > b[i]))));
  orders.delete(0);
  if (orders.size > 1) return NaN;
  return [...orders][0] ?? 0;
}

/**
 * The two positions in an id of a stream that has items: among the progress, and among the changes of
 * items.
 *
 * @param {string | null} id
 * @returns {{ progress: string | null, items: string }} null for what is none
 */
export function bothPositions(id) {
  const [progress = '-', items = '-'] = (id ?? '').split('.');
  return { progress: PART.test(progress) ? progress : null, items: PART.test(items) ? items : '-' };
}

/**
 * What `next` is to what is shown already. Positions decide; only where they can't be compared,
 * times do, and at the same time how far the batch is.
 *
 * @param {State | null} shown
 * @param {State} next
 * @returns {'newer' | 'same' | 'older'} `same` for the same event told again, which may have
 *   another reason to wait
 */
export function succession(shown, next) {
  if (shown === null) return 'newer';
  const known = shown.position !== null && next.position !== null;
  const order = known
    ? comparePositions(/** @type {string} */ (shown.position), /** @type {string} */ (next.position))
    : NaN;
  if (!Number.isNaN(order)) return word(order);
  const times = Date.parse(shown.data.timestamp) - Date.parse(next.data.timestamp);
  return times !== 0 && !Number.isNaN(times)
    ? word(times)
    : word(shown.data.batch_percentage - next.data.batch_percentage);
}

/** @param {number} order */
function word(order) {
  if (order === 0) return 'same';
  return order < 0 ? 'newer' : 'older';
}

/**
 * How a batch has ended.
 *
 * @param {Progress} data
 * @returns {'completed' | 'failed' | 'cancelled' | null} null while it goes on
 */
export function endOf({ stage }) {
  return stage === 'completed' || stage === 'failed' || stage === 'cancelled' ? stage : null;
}
