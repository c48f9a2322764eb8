// Loads the fields, holds each decision for a moment in which it can be undone, and sends it.
import { useEffect, useMemo, useRef, useState } from 'preact/hooks';
import * as api from '../core/api.js';
import { whenPossible } from './patience.js';
import * as queue from './queue.js';
import { sentDecisions } from './sent.js';

const HELD_FOR = 5000;
const PAGE = 50;
const LOAD_BEFORE_END = 10;

export function useDeciding(batchId) {
  const [state, setState] = useState(queue.EMPTY);
  const [problem, setProblem] = useState(null);
  const [isOld, setIsOld] = useState(false);
  // What happens between two drawings must see the newest.
  const newest = useRef(state);
  const change = (next) => {
    newest.current = next(newest.current);
    if (!gone.current) setState(newest.current);
  };
  const asking = useRef(false);
  const timer = useRef(null);
  const gone = useRef(false);
  const outbox = useRef([]);
  const sending = useRef(null);

  async function load() {
    const { cursor, asked } = newest.current;
    if (asking.current || (asked && cursor === null)) return;
    asking.current = true;
    try {
      const page = await api.doubts(batchId, PAGE, cursor ?? '');
      if (gone.current) return;
      if (!asked) setIsOld(page.results_old);
      change((before) => queue.loaded(before, page));
    } catch (refused) {
      if (!gone.current) setProblem(refused);
    } finally {
      asking.current = false;
    }
  }

  // One request after the other: while a decision is read the server takes no other. What comes
  // meanwhile goes together.
  async function send() {
    while (outbox.current.length > 0) {
      const together = outbox.current.splice(0);
      const decisions = together.map(({ field, value }) => ({ job_id: field.job_id, field: field.field, value }));
      try {
        await whenPossible(() => api.decide(batchId, decisions));
        if (!gone.current) setIsOld(true);
        sentDecisions.set((before) => before + together.length);
        change((before) => together.reduce(queue.sent, before));
      } catch (refused) {
        if (!gone.current) setProblem(refused);
        change((before) => together.reduceRight(queue.refused, before));
      }
    }
    sending.current = null;
  }

  function flush() {
    clearTimeout(timer.current);
    const { held } = newest.current;
    if (held !== null && !held.sending) {
      const going = { ...held, sending: true };
      change((before) => ({ ...before, held: going }));
      outbox.current.push(going);
    }
    if (outbox.current.length > 0) sending.current ??= send();
    return sending.current;
  }

  const acts = useMemo(
    () => ({
      decide(value) {
        setProblem(null);
        const before = newest.current.held;
        if (before && !before.sending) flush();
        change((now) => queue.decided(now, value));
        clearTimeout(timer.current);
        timer.current = setTimeout(flush, HELD_FOR);
      },
      undo() {
        if (newest.current.held === null || newest.current.held.sending) return false;
        clearTimeout(timer.current);
        change(queue.undone);
        return true;
      },
      move: (by) => change((now) => queue.moved(now, by)),
      flush,
      async regenerate() {
        await flush();
        await whenPossible(() => api.regenerate(batchId));
      },
    }),
    [batchId],
  );

  useEffect(() => {
    gone.current = false;
    load();
    // What was decided is not lost when the page is left.
    window.addEventListener('pagehide', flush);
    return () => {
      window.removeEventListener('pagehide', flush);
      flush();
      gone.current = true;
    };
  }, [batchId]);
  useEffect(() => {
    if (state.asked && state.fields.length - state.at < LOAD_BEFORE_END) load();
  }, [state.fields.length, state.at]);

  return { state, problem, isOld, ...acts };
}
