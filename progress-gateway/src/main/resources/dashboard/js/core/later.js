// Views come when somebody goes to them: the first one is not kept waiting by the others. Once it
// is there and the browser has nothing to do, they are fetched, so that nobody waits for them either.
import { h } from 'preact';
import { useEffect, useState } from 'preact/hooks';

const IDLE = 2000;
const open = [];

// A component that is drawn as soon as `load` has it. What can't be fetched is asked for anew when
// somebody goes there the next time.
export function later(load) {
  let there = null;
  const fetch = async () => (there ??= await load());
  open.push(fetch);
  return function Later(properties) {
    const [, draw] = useState(() => there);
    useEffect(() => {
      let here = true;
      if (there === null) fetch().then(() => here && draw(() => there), () => {});
      return () => (here = false);
    }, []);
    return there && h(there, properties);
  };
}

// All that has not come yet.
export function fetchRest() {
  const whenIdle = window.requestIdleCallback ?? ((run) => setTimeout(run, IDLE));
  whenIdle(() => open.forEach((fetch) => fetch().catch(() => {})), { timeout: IDLE });
}
