// Which rows of a long table are drawn. Pure.

// Heights and places in pixels. {first, last}: the rows to draw, `last` not among them.
export function windowOf({ top, height, rowHeight, total, extra = 8 }) {
  const first = Math.max(0, Math.floor(top / rowHeight) - extra);
  const last = Math.min(total, Math.ceil((top + height) / rowHeight) + extra);
  return { first: Math.min(first, last), last };
}

// Where to scroll so that a row is seen whole: as little as possible.
export function scrolledTo(row, { top, height, rowHeight }) {
  const begin = row * rowHeight;
  if (begin < top) return begin;
  return Math.max(top, begin + rowHeight - height);
}

// The row that a key leads to from `row`; null for keys that lead nowhere.
export function keyed(key, row, total, page) {
  const to = { ArrowDown: row + 1, ArrowUp: row - 1, PageDown: row + page, PageUp: row - page, Home: 0, End: total - 1 }[key];
  return to === undefined ? null : Math.max(0, Math.min(total - 1, to));
}
