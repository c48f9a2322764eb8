// The list as it is known, and a page that was asked for. Pure.

// `known`: {rows, cursor} newest first; `page`: {batches, next_cursor}, the newest ones. What the page
// does not reach stays as it was; what it would have and has not is gone.
export function withNewest(known, page) {
  const rows = page.batches;
  const cursor = page.next_cursor ?? null;
  if (cursor === null || known.rows.length === 0) return { rows, cursor };
  const there = new Set(rows.map((row) => row.batch_id));
  const last = rows.at(-1);
  const meets = known.rows.some((row) => there.has(row.batch_id));
  // So many are new that some between are not known: older ones are asked for anew.
  if (!meets) return { rows, cursor };
  const rest = known.rows.filter((row) => !there.has(row.batch_id) && isOlder(row, last));
  return rest.length === 0 ? { rows, cursor } : { rows: [...rows, ...rest], cursor: known.cursor };
}

// `page`: the one after the last that is known.
export function withOlder(known, page) {
  const there = new Set(known.rows.map((row) => row.batch_id));
  return {
    rows: [...known.rows, ...page.batches.filter((row) => !there.has(row.batch_id))],
    cursor: page.next_cursor ?? null,
  };
}

export function withRow(known, row) {
  return { ...known, rows: known.rows.map((each) => (each.batch_id === row.batch_id ? row : each)) };
}

function isOlder(row, than) {
  const one = Date.parse(row.created_at);
  const other = Date.parse(than.created_at);
  return one < other || (one === other && row.batch_id < than.batch_id);
}
