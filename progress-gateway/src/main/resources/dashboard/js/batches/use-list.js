// The list, live: the newest are asked for again and again, older ones on request, and those that
// go on are followed by one stream.
import { useCallback, useEffect, useRef, useState } from 'preact/hooks';
import { connection, follow } from '../core/live.js';
import * as calls from './calls.js';
import { withNewest, withOlder, withRow } from './merge.js';

const ASK_EVERY = 2000;
const MOST_FOLLOWED = 100;
const REDRAW = 250;
const MOVING = new Set(['uploading', 'processing', 'cancelling']);
const EMPTY = { rows: [], cursor: null };

// `asked`: as query.js makes it. Gives {rows, more, loaded, problem, asking, newest: progress by id,
// older(), again()}.
export function useList(asked) {
  const key = JSON.stringify(asked);
  const [state, setState] = useState({ key, list: EMPTY, loaded: false, problem: null });
  const [asking, setAsking] = useState(false);
  const turn = useRef(0);

  const change = (made) =>
    setState((before) => ({ key, loaded: true, problem: null, list: made(before.key === key ? before.list : EMPTY) }));

  const again = useCallback(async () => {
    const mine = ++turn.current;
    try {
      const page = await calls.page(asked);
      if (mine === turn.current) change((list) => withNewest(list, page));
    } catch (problem) {
      if (mine === turn.current) setState((before) => ({ ...before, problem }));
    }
  }, [key]);

  useEffect(() => {
    again();
    const timer = setInterval(() => !document.hidden && again(), ASK_EVERY);
    const seen = () => !document.hidden && again();
    document.addEventListener('visibilitychange', seen);
    return () => {
      turn.current += 1;
      clearInterval(timer);
      document.removeEventListener('visibilitychange', seen);
    };
  }, [again]);

  const current = state.key === key ? state : { list: EMPTY, loaded: false, problem: state.problem };
  const { rows, cursor } = current.list;

  const older = useCallback(async () => {
    if (cursor === null || asking) return;
    setAsking(true);
    try {
      const page = await calls.page(asked, cursor);
      change((list) => (list.cursor === cursor ? withOlder(list, page) : list));
    } catch (problem) {
      setState((before) => ({ ...before, problem }));
    } finally {
      setAsking(false);
    }
  }, [key, cursor, asking]);

  const refresh = useCallback(
    async (batchId) => {
      try {
        const row = await calls.one(batchId);
        change((list) => withRow(list, row));
      } catch {
        // The next look at the list says what became of it.
      }
    },
    [key],
  );

  const newest = useNewest(rows, (batchId) => {
    again();
    refresh(batchId);
  });
  return { rows, more: cursor !== null, loaded: current.loaded, problem: current.problem, asking, newest, older, again, refresh };
}

function useNewest(rows, onEnd) {
  const [newest, setNewest] = useState(new Map());
  const ended = useRef(onEnd);
  ended.current = onEnd;
  const following = useRef(null);
  useEffect(() => {
    const held = new Map();
    let timer = null;
    const draw = () => {
      timer = null;
      setNewest(new Map(held));
    };
    following.current = follow({
      onProgress(progress) {
        held.set(progress.batch_id, progress);
        timer ??= setTimeout(draw, REDRAW);
      },
      onEnd(progress) {
        if (progress) ended.current(progress.batch_id);
      },
      onConnection: (now) => connection.set(now.state === 'ended' ? null : now),
    });
    return () => {
      following.current.close();
      clearTimeout(timer);
      connection.set(null);
    };
  }, []);
  const moving = rows.filter((row) => MOVING.has(row.status)).slice(0, MOST_FOLLOWED);
  const ids = moving.map((row) => row.batch_id).join();
  useEffect(() => {
    following.current.set(ids === '' ? [] : ids.split(','));
    if (ids === '') connection.set(null);
  }, [ids]);
  return newest;
}
