// State that outlives a component and is shared by several: a value that is watched. Components
// draw anew when one that they use changes, and nothing else does.
import { useLayoutEffect, useState } from 'preact/hooks';

// {value, set(next), subscribe(listener)}; `set` takes a value or what makes it of the one before.
export function signal(first) {
  let value = first;
  const listeners = new Set();
  return {
    get value() {
      return value;
    },
    set(next) {
      const made = typeof next === 'function' ? next(value) : next;
      if (Object.is(made, value)) return;
      value = made;
      for (const listener of [...listeners]) listener(value);
    },
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}

export function useSignal(watched) {
  const [seen, see] = useState({ value: watched.value });
  useLayoutEffect(() => {
    const look = () => see((before) => (Object.is(before.value, watched.value) ? before : { value: watched.value }));
    look();
    return watched.subscribe(look);
  }, [watched]);
  return Object.is(seen.value, watched.value) ? seen.value : watched.value;
}
