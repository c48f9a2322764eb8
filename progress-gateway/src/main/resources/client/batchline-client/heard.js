// What a tab makes of what the others say. Progress is for all, as anybody may have asked for it, and
// items, as they are told once; the rest is said by the one that leads, or to it.
import { BatchlineError } from './api.js';

/** @typedef {import('./followed.js').Followed} Followed */
/** @typedef {import('./others.js').Wish} Wish */

/**
 * @param {object} of
 * @param {() => number} of.now
 * @param {() => boolean} of.leads
 * @param {import('./leader.js').Leader} of.leader
 * @param {(id: string) => Followed | undefined} of.find
 * @param {() => void} of.want says what this tab wants
 * @param {(followed: Followed) => void} of.say how one is connected may have changed
 * @param {(tab: string, wishes: Wish[]) => void} of.answer what another tab wants
 * @returns {import('./talk.js').Hearers}
 */
export function heard({ now, leads, leader, find, want, say, answer }) {
  /** @param {(message: any, followed: Followed | undefined) => void} hear */
  const ofLeader = (hear) => (/** @type {any} */ message) => {
    if (leads()) return;
    leader.heard(now());
    hear(message, find(message.id));
  };
  const noted = ofLeader(() => {});
  return {
    progress: (message) => {
      find(message.id)?.take(message.data, message.position, 'elsewhere');
      noted(message);
    },
    want: ({ tab, wishes }) => leads() && answer(tab, wishes),
    leads: ofLeader(want),
    over: ofLeader(({ error: { kind, message, status } }, followed) =>
      followed?.finish(new BatchlineError(kind, message, { status })),
    ),
    items: (message) => {
      noted(message);
      const items = find(message.id)?.items;
      // Who leads since a moment hears here what the one before said last.
      if (!items?.areWanted || (leads() && items.position === null)) return;
      for (const [change, position] of message.changes) items.take(change, position);
    },
    missed: ofLeader(({ position }, followed) => followed?.items.goOn(position, true)),
    standing: ofLeader(({ state, quality, heardMs, itemsAt }, followed) => {
      if (followed === undefined) return;
      leader.says(followed.id, { state, quality, heardAt: now() - heardMs });
      if (itemsAt === null) followed.items.stop();
      else if (followed.items.areWanted && followed.items.position === null) followed.items.goOn(itemsAt, true);
      say(followed);
    }),
  };
}
