// Asks before something is done to many batches, with exact numbers, and tells what came of it.
import { h } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import { count } from '../core/format.js';
import { say } from '../core/say.js';
import { texts } from '../texts.js';
import { Dialog } from '../ui/dialog.js';
import { Bar, Problem } from '../ui/elements.js';
import { carriedOut, planned } from './bulk.js';
import * as calls from './calls.js';

const t = texts.batches.bulk;
const SHOWN = 20;

// `ids`: a set; null for all that match `asked`. `onDone(ids)` after something was done.
export function BulkDialog({ action, ids, asked, onClose, onDone }) {
  const [state, setState] = useState({ phase: 'counting', number: 0 });
  useEffect(() => {
    let current = true;
    calls
      .every(ids === null ? asked : {}, ids, (number) => current && setState({ phase: 'counting', number }))
      .then(
        (batches) => current && setState({ phase: 'asking', plan: planned(action, batches) }),
        (problem) => current && setState({ phase: 'refused', problem }),
      );
    return () => {
      current = false;
    };
  }, []);

  const { phase, plan } = state;
  const number = plan?.takes.length ?? 0;
  async function run() {
    setState({ phase: 'doing', plan, done: 0 });
    const outcomes = await carriedOut(plan.takes, (id) => calls.act(action, id), (done) => setState({ phase: 'doing', plan, done }));
    setState({ phase: 'done', plan, outcomes });
    const good = outcomes.filter((each) => each.refused === null).length;
    say(t.done[action](good, count(good)));
    onDone(plan.takes.map((batch) => batch.batch_id));
    return true;
  }
  const close = () => phase !== 'doing' && onClose();
  const asks = phase === 'asking' && number > 0;
  return h(
    Dialog,
    {
      title: titleOf(action, phase, number),
      class: 'bulk',
      onClose: close,
      confirm: asks || phase === 'doing' ? { label: t.run(t.confirm[action], number, count(number)), keep: t.keep, danger: action === 'cancel', disabled: phase === 'doing', run } : null,
    },
    phase === 'counting' && h('p', { class: 'hint' }, count(state.number)),
    phase === 'refused' && h(Problem, { of: state.problem }),
    (phase === 'asking' || phase === 'doing') && h(Plan, { plan }),
    phase === 'doing' && h('div', { class: 'doing' }, h(Bar, { label: t.doing(state.done, number), percent: (100 * state.done) / number }), h('p', { class: 'hint' }, t.doing(count(state.done), count(number)))),
    phase === 'done' && h(Outcome, { action, outcomes: state.outcomes }),
  );
}

function titleOf(action, phase, number) {
  if (phase === 'counting') return t.counting;
  if (phase === 'asking' || phase === 'doing') return number === 0 ? t.nothing[action] : t.title[action](number, count(number));
  return texts.batches.actions[action];
}

function Plan({ plan }) {
  const left = plan.left.reduce((sum, [, number]) => sum + number, 0);
  return [
    plan.parts.length > 0 && h('ul', { class: 'bulk-parts' }, plan.parts.map(([kind, number, items]) => h('li', { key: kind }, t.parts[kind](count(number), count(items))))),
    left > 0 &&
      h(
        'p',
        { class: 'hint' },
        `${t.left(left, count(left))} ${plan.left.map(([why, number]) => t.because[why](count(number))).join(', ')}.`,
      ),
  ];
}

function Outcome({ action, outcomes }) {
  const refused = outcomes.filter((each) => each.refused !== null);
  const good = outcomes.length - refused.length;
  return [
    h('p', {}, t.done[action](good, count(good))),
    refused.length > 0 && h('p', { class: 'problem' }, t.refused(refused.length, count(refused.length))),
    refused.length > 0 &&
      h(
        'ul',
        { class: 'bulk-refused' },
        refused.slice(0, SHOWN).map(({ batch, refused: why }) => h('li', { key: batch.batch_id }, h('strong', {}, batch.name), ' ', why.message)),
      ),
  ];
}
