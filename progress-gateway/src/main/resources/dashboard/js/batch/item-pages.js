// The items of a batch as they are loaded: page by page, as far as somebody looks, and again where
// they may have changed. Knows no DOM.
import { followed, placed, placeOf } from './items.js';

// A first look is quick; who goes far has it fetched in few steps.
const NEAR = 100;
const FAR = 500;

// `ask(cursor, limit)` gives a page as the API answers it; `onChange` is told when there is
// something new to be drawn; `onProblem(refused or null)`.
export function itemPages({ ask, onChange, onProblem = () => {}, near = NEAR, far = FAR }) {
  let items = [];
  // Each page: the cursor it is asked for with, what is before it, and how new it is.
  let pages = [];
  let next = '';
  let wanted = 0;
  let busy = false;
  let closed = false;
  // What came while an answer was on its way may be newer than the answer.
  let meanwhile = [];

  async function request(cursor, size) {
    busy = true;
    meanwhile = [];
    try {
      const answer = await ask(cursor, size);
      if (closed) return null;
      onProblem(null);
      return answer;
    } catch (refused) {
      if (!closed) onProblem(refused);
      return null;
    } finally {
      busy = false;
    }
  }

  function take(page, answer, stamp, at) {
    const rows = answer.items;
    const isLast = answer.next_cursor === null;
    const end = isLast ? null : rows.at(-1).index;
    const known = page.upTo;
    // Asked again it may reach further than before, into what the next page holds.
    const upTo = known === null ? end : end === null ? known : Math.min(known, end);
    items = placed(items, upTo === null ? rows : rows.filter((row) => row.index <= upTo), page.after, upTo);
    items = followed(items, meanwhile);
    if (known === null) {
      page.upTo = end;
      next = answer.next_cursor;
    }
    Object.assign(page, { stamp, at });
    onChange();
  }

  async function more(stamp, now) {
    const before = pages.at(-1);
    const size = wanted - items.length > near ? far : near;
    const page = { cursor: next, size, after: before ? before.upTo : null, upTo: null, stamp, at: now() };
    const answer = await request(next, size);
    if (answer === null) return false;
    pages.push(page);
    take(page, answer, stamp, now());
    return true;
  }

  async function again(page, stamp, now) {
    const answer = await request(page.cursor, page.size);
    if (answer !== null) take(page, answer, stamp, now());
    return answer !== null;
  }

  function stale(first, last, stamp, before) {
    if (pages.length === 0) return undefined;
    const from = items[first]?.index ?? 0;
    const to = items[Math.min(last, items.length - 1)]?.index ?? Infinity;
    return pages.find((page) => {
      const seen = (page.after ?? -1) < to && (page.upTo ?? Infinity) >= from;
      return seen && (page.stamp !== stamp || page.at < before);
    });
  }

  return {
    get items() {
      return items;
    },
    // Whether there are more than are held.
    get more() {
      return next !== null;
    },
    // Sees to it that the rows from `first` to `last` are there, and as new as `stamp` and `before`
    // (ms) want. Asks one thing after the other; call it again whenever one of these is another.
    async show({ first, last, stamp, before = -Infinity, now = () => performance.now() }) {
      wanted = last;
      if (busy || closed) return;
      while (!closed && next !== null && items.length < wanted) {
        if (!(await more(stamp, now))) return;
      }
      const old = stale(first, last, stamp, before);
      if (old && !closed) await again(old, stamp, now);
    },
    follow(events) {
      if (busy) meanwhile = [...meanwhile, ...events].slice(-5000);
      const changed = followed(items, events);
      if (changed === items) return;
      items = changed;
      onChange();
    },
    place: (index) => placeOf(items, index),
    close: () => (closed = true),
  };
}
