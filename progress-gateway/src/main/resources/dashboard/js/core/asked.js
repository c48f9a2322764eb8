// What is asked of the API by a component: the answer, that it is being asked for, or why not.
import { useCallback, useEffect, useRef, useState } from 'preact/hooks';

// `ask` gives a promise; it is asked again when one of `of` changes, on `again()`, and every
// `every` milliseconds while the page is seen. An older answer never replaces a newer one; a
// refusal leaves the last answer standing.
export function useAsked(ask, of = [], { every = 0 } = {}) {
  const [answer, setAnswer] = useState({ value: null, problem: null, asking: true });
  const turn = useRef(0);
  const again = useCallback(async () => {
    const mine = ++turn.current;
    try {
      const value = await ask();
      if (mine === turn.current) setAnswer({ value, problem: null, asking: false });
    } catch (problem) {
      if (mine === turn.current) setAnswer((before) => ({ ...before, problem, asking: false }));
    }
  }, of);
  useEffect(() => {
    setAnswer((before) => ({ ...before, asking: true }));
    again();
    if (every === 0) return () => (turn.current += 1);
    const timer = setInterval(() => {
      if (!document.hidden) again();
    }, every);
    return () => {
      clearInterval(timer);
      turn.current += 1;
    };
  }, [again, every]);
  return { ...answer, again };
}
