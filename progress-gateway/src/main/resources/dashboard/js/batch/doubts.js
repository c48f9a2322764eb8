// The way to the fields that need a person.
import { h } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import * as api from '../core/api.js';
import { useAsked } from '../core/asked.js';
import { address } from '../core/router.js';
import { may } from '../core/session.js';
import { Action, Problem } from '../ui/elements.js';
import { texts } from '../texts.js';
import { useSignal } from '../core/state.js';
import { whenPossible } from '../review/patience.js';
import { sentDecisions } from '../review/sent.js';
import { ended } from './counts.js';

const t = texts.batch.doubts;
// Others decide too.
const ASK = { moves: 5000, stands: 15000 };

// {open, decided, isOld, again}: how many fields are in doubt and decided, and whether the results
// are from before the last decision.
export function useDoubts(batchId, facts) {
  const moving = facts !== null && facts.status === 'processing';
  const begun = facts !== null && ended(facts.counts) > 0;
  const sent = useSignal(sentDecisions);
  const asked = useAsked(() => (begun ? api.doubts(batchId, 1) : Promise.resolve(null)), [batchId, begun, facts?.status, sent], {
    every: moving ? ASK.moves : ASK.stands,
  });
  const found = asked.problem ? null : asked.value;
  return { open: found?.open ?? 0, decided: found?.decided ?? 0, isOld: found?.results_old ?? false, again: asked.again };
}

export function Doubts({ batchId, doubts, acted }) {
  const [problem, setProblem] = useState(null);
  const [asked, setAsked] = useState(false);
  useEffect(() => setAsked(false), [doubts.isOld]);
  if (doubts.open + doubts.decided === 0) return null;
  const mayDecide = may('operator');
  return h(
    'section',
    { class: 'card doubts', 'data-open': String(doubts.open > 0), 'aria-label': t.title(doubts.open) },
    h(
      'div',
      {},
      h('h2', {}, doubts.open > 0 ? t.title(doubts.open) : t.none),
      h('p', { class: 'hint' }, [doubts.decided > 0 && t.decided(doubts.decided), doubts.isOld && t.old].filter(Boolean).join('. ')),
    ),
    h(
      'div',
      { class: 'doubts-actions' },
      doubts.isOld &&
        mayDecide &&
        !asked &&
        h(
          Action,
          {
            onProblem: setProblem,
            run: async () => {
              await whenPossible(() => api.regenerate(batchId));
              setAsked(true);
              await acted(true);
            },
          },
          t.again,
        ),
      doubts.open > 0 && h('a', { class: 'button primary', href: address(['batches', batchId, 'review']) }, t.look),
    ),
    h(Problem, { of: problem }),
  );
}
