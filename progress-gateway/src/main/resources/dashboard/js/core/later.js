// Views come when somebody goes to them: the first one is not kept waiting by the others. Once it
// is there and the browser has nothing to do, they are fetched, so that nobody waits for them either.
import { h } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import { texts } from '../texts.js';

const IDLE = 2000;
const open = [];

// A component that is drawn as soon as `load` has it. It may have come between the drawing and the
// effect, so what is shown goes by the promise alone. What can't be fetched browsers may remember as
// missing: then only the whole page anew helps.
export function later(load) {
  let there = null;
  const fetch = async () => (there ??= await load());
  open.push(fetch);
  return function Later(properties) {
    const [came, tell] = useState(null);
    useEffect(() => {
      let here = true;
      fetch().then(
        () => here && tell(true),
        () => here && tell(false),
      );
      return () => (here = false);
    }, []);
    if (there !== null) return h(there, properties);
    return came === false && h(Missing);
  };
}

function Missing() {
  return h(
    'div',
    { class: 'empty', role: 'alert' },
    h('p', { class: 'empty-title' }, texts.notLoaded.title),
    h('button', { type: 'button', onClick: () => location.reload() }, texts.notLoaded.again),
  );
}

// All that has not come yet.
export function fetchRest() {
  const whenIdle = window.requestIdleCallback ?? ((run) => setTimeout(run, IDLE));
  whenIdle(() => open.forEach((fetch) => fetch().catch(() => {})), { timeout: IDLE });
}
