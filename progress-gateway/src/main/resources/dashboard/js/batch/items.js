// The items that a page holds of a batch, in the order of its source. Pure: every change gives a new list.

// Where an item of that index is, or would be put.
export function placeOf(items, index) {
  let [low, high] = [0, items.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (items[middle].index < index) low = middle + 1;
    else high = middle;
  }
  return low;
}

// What lies between `after` and `upTo` (both may be null: no bound) is now `page`.
export function placed(items, page, after, upTo) {
  const begin = after === null ? 0 : placeOf(items, after + 1);
  const end = upTo === null ? items.length : placeOf(items, upTo + 1);
  return [...items.slice(0, begin), ...page, ...items.slice(end)];
}

const ENDED = new Set(['succeeded', 'failed', 'cancelled']);

function patched(item, event) {
  // Attempts are counted anew in each stage.
  if (item.seenAt && item.seenAt > event.timestamp) return item;
  if (ENDED.has(item.state) && !ENDED.has(event.state) && item.finished_at && item.finished_at >= event.timestamp) return item;
  const over = ENDED.has(event.state);
  return {
    ...item,
    state: event.state,
    stage: event.stage,
    attempts: event.attempts,
    phase: event.phase,
    phases: event.phases,
    phase_message: event.phase_message,
    error: event.error ?? (over || event.state === 'running' ? null : item.error),
    worker: event.worker,
    waiting_reason: null,
    started_at: event.state === 'running' && item.state !== 'running' ? event.timestamp : item.started_at,
    finished_at: over ? event.timestamp : null,
    seenAt: event.timestamp,
  };
}

// What events say of items that are held; an item that is not held waits until its page is asked
// for. The same list where nothing changes.
export function followed(items, events) {
  let changed = null;
  for (const event of events) {
    const list = changed ?? items;
    const at = placeOf(list, event.index);
    if (list[at]?.index !== event.index) continue;
    const next = patched(list[at], event);
    if (next === list[at]) continue;
    changed ??= [...items];
    changed[at] = next;
  }
  return changed ?? items;
}

// Those whose name or id has the words, whatever their case.
export function found(items, words) {
  const wanted = words.trim().toLowerCase();
  if (wanted === '') return items;
  return items.filter((item) => `${item.name ?? ''} ${item.job_id}`.toLowerCase().includes(wanted));
}
