// The items of a batch for a component: loaded as far as is looked at, and kept new.
import { useEffect, useMemo, useRef, useState } from 'preact/hooks';
import * as api from '../core/api.js';
import { itemPages } from './item-pages.js';

// Where items do not come live, what is seen is asked for again, at most so often.
const AGAIN_AFTER = 2000;
const LOOK_EVERY = 1000;

// `filters`: {state, cause, group}; `stamp`: what was loaded under another one is loaded again;
// `moving`: whether items change; `told`: the reference under which changes are told as they happen.
export function useItems(batchId, filters, { stamp, moving, told }) {
  const [, draw] = useState(0);
  const [problem, setProblem] = useState(null);
  const seen = useRef({ first: 0, last: 0 });
  const latest = useRef({});
  // Changes that nobody told make what is held old, as a new stage does.
  const [missed, setMissed] = useState(0);
  latest.current = { stamp: `${stamp} ${missed}`, moving };
  const live = useRef(false);
  const narrowed = Boolean(filters.state || filters.cause || filters.group);

  const pages = useMemo(() => {
    let frame = null;
    return itemPages({
      ask: (cursor, limit) => api.items(batchId, { ...filters, cursor }, limit),
      onProblem: setProblem,
      // However much comes within a frame is drawn once.
      onChange: () => {
        frame ??= requestAnimationFrame(() => {
          frame = null;
          draw((turn) => turn + 1);
        });
      },
    });
  }, [batchId, filters.state, filters.cause, filters.group]);
  useEffect(() => pages.close, [pages]);

  const look = () => {
    const { stamp: wanted, moving: moves } = latest.current;
    // Live events tell of items that are held; which ones a filter lets in only the server knows.
    const asks = moves && (!live.current || narrowed);
    pages.show({ ...seen.current, stamp: wanted, before: asks ? performance.now() - AGAIN_AFTER : -Infinity });
  };
  useEffect(look, [pages, stamp, missed]);
  useEffect(() => {
    const timer = setInterval(() => {
      if (!document.hidden) look();
    }, LOOK_EVERY);
    return () => clearInterval(timer);
  }, [pages, narrowed]);

  useEffect(() => {
    let queue = [];
    let frame = null;
    told.current = {
      item(change) {
        live.current = true;
        queue.push(change);
        frame ??= requestAnimationFrame(() => {
          frame = null;
          const changes = queue;
          queue = [];
          pages.follow(changes);
        });
      },
      missed: () => setMissed((before) => before + 1),
    };
    return () => (told.current = { item: () => {}, missed: () => {} });
  }, [pages]);

  return {
    items: pages.items,
    more: pages.more,
    problem,
    see(first, last) {
      if (seen.current.first === first && seen.current.last === last) return;
      seen.current = { first, last };
      look();
    },
  };
}
