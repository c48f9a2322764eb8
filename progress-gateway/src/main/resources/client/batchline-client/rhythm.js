// When something is done again, and what a look at the clock says. Pure; times in milliseconds.

/**
 * How long to wait before the next connection: doubled with every failure, spread by chance so that
 * a thousand clients do not come back together, and never sooner than the server asked for.
 *
 * @param {{ failures: number, first: number, longest: number, asked: number, random: number }} of
 *   `failures` from 1; `asked` 0 where the server said nothing; `random` 0 to 1
 */
export function backoff({ failures, first, longest, asked, random }) {
  const doubled = Math.min(longest, first * 2 ** Math.min(failures - 1, 30));
  return Math.round(Math.max(doubled * (0.75 + random / 2), asked * (1 + random / 4)));
}

/**
 * How long to wait before the next poll: longer each time nothing is new.
 *
 * @param {{ before: number, first: number, longest: number, moved: boolean }} of
 *   `before` 0 for the first one; `moved` whether the last one brought something newer
 */
export function nextPoll({ before, first, longest, moved }) {
  return before === 0 || moved ? first : Math.min(longest, Math.round(before * 1.5));
}

/**
 * Whether a connection that seems open is none any more. The server says at least a comment every
 * heartbeat, where the stream shows them; three that are missing are no chance.
 *
 * @param {{ open: boolean, seesBytes: boolean, heardAge: number, heartbeat: number }} of
 *   `heardAge` since any byte came
 */
export function isDead({ open, seesBytes, heardAge, heartbeat }) {
  return open && seesBytes && heardAge >= 3 * heartbeat;
}

/**
 * What happened between two looks at the clock that should be `every` apart.
 *
 * @param {{ before: number, now: number, every: number }} of
 * @returns {'usual' | 'slept' | 'set-back'} `slept` when timers stood still, as in a tab that was
 *   frozen or a lid that was closed
 */
export function passage({ before, now, every }) {
  if (now < before) return 'set-back';
  return now - before > 2 * every + 1000 ? 'slept' : 'usual';
}

/**
 * Whether a connection is worth keeping after timers stood still: only one that has said something
 * since is known to be alive.
 *
 * @param {{ open: boolean, seesBytes: boolean, heardAge: number, heartbeat: number }} of
 * @returns {boolean}
 */
export function outlivedSleep({ open, seesBytes, heardAge, heartbeat }) {
  return open && seesBytes && heardAge <= heartbeat + heartbeat / 3;
}
