// The fields that need a person, one after the other: the picture beside the reading, and keys for
// everything.
import { h } from 'preact';
import { useEffect, useRef, useState } from 'preact/hooks';
import { address, go } from '../core/router.js';
import { say } from '../core/say.js';
import { may } from '../core/session.js';
import { Action, Empty, Problem } from '../ui/elements.js';
import { texts } from '../texts.js';
import { asRead, keyOf, meaningOf, pressed, valueOf } from './choosing.js';
import { useDeciding } from './deciding.js';
import { Field } from './field.js';
import { place } from './queue.js';

const t = texts.review;
const AHEAD = 2;

export function ReviewPage({ batchId }) {
  const deciding = useDeciding(batchId);
  const { state, problem, isOld } = deciding;
  // What was chosen and not decided: it is there again when one comes back to the field.
  const [chosen, setChosen] = useState({});
  const [sheet, setSheet] = useState(false);
  const [trouble, setTrouble] = useState(null);
  const root = useRef(null);
  const field = state.fields[state.at];
  const mine = field ? (chosen[keyOf(field)] ?? asRead(field)) : [];
  const mayDecide = may('operator');

  const choose = (values) => setChosen((before) => ({ ...before, [keyOf(field)]: values }));
  const acts = {
    decide: () => mayDecide && deciding.decide(valueOf(field, mine)),
    next: () => deciding.move(1),
    previous: () => deciding.move(-1),
    reset: () => choose(asRead(field)),
    undo: () => deciding.undo(),
    sheet: () => setSheet((before) => !before),
  };

  useKeys((event) => {
    if (!field) {
      if (event.key.toLowerCase() === 'z' && acts.undo()) event.preventDefault();
      return;
    }
    const meaning = meaningOf(field, event);
    if (meaning === null) return;
    const button = event.target.closest?.('button, a, summary');
    // On a button Enter does what the button says; on a choice it decides.
    if (meaning.act === 'decide' && button && !button.classList.contains('pick')) return;
    event.preventDefault();
    if (meaning.act) acts[meaning.act]();
    else if (mayDecide) choose(meaning.choose === '' ? [] : pressed(mine, meaning.choose, event.shiftKey));
  });

  useEffect(() => {
    for (const next of state.fields.slice(state.at + 1, state.at + 1 + AHEAD)) {
      if (next.crop) new Image().src = next.crop;
    }
  }, [field]);
  const at = place(state);
  useEffect(() => {
    if (!field) return;
    setSheet(false);
    say(`${t.progress(at.at, at.total)}. ${t.field(field.field, field.file ?? field.job_id)}. ${t.read} ${field.value || t.blank}`);
    // A choice that is there no more takes the focus with it.
    if (document.activeElement === document.body) root.current?.focus({ preventScroll: true });
  }, [field && keyOf(field)]);

  return h(
    'article',
    { class: 'review', ref: root, tabIndex: -1 },
    h('a', { class: 'back', href: address(['batches', batchId]) }, t.back),
    h(
      'div',
      { class: 'review-head' },
      h('h1', {}, t.title),
      at.total > 0 && field && h('span', { class: 'review-place', id: 'place' }, t.progress(at.at, at.total)),
    ),
    at.total > 0 && h(Done, { done: state.done, total: at.total }),
    h(Held, { held: state.held, undo: acts.undo }),
    h(Problem, { of: trouble ?? (problem?.status === 410 ? t.gone : problem) }),
    !mayDecide && h('p', { class: 'notice' }, t.notAllowed),
    field && h(Field, { field, chosen: mine, choose, acts, sheet, mayDecide, first: state.at === 0, last: state.at === state.fields.length - 1 }),
    state.asked && !field && h(Empty, { title: state.done > 0 ? t.doneTitle : t.none }, state.done > 0 ? t.doneMore(state.done) : ''),
    isOld &&
      mayDecide &&
      h(
        'section',
        { class: 'card review-again' },
        h('p', {}, t.againHint),
        h(
          Action,
          {
            class: field ? '' : 'primary',
            onProblem: setTrouble,
            run: async () => {
              await deciding.regenerate();
              say(t.begun);
              go(['batches', batchId]);
            },
          },
          t.again,
        ),
      ),
    field && h(Help),
  );
}

function useKeys(onKey) {
  const newest = useRef(onKey);
  newest.current = onKey;
  useEffect(() => {
    const listen = (event) => {
      if (event.defaultPrevented || event.target.closest?.('input, select, textarea, dialog, .top')) return;
      newest.current(event);
    };
    window.addEventListener('keydown', listen);
    return () => window.removeEventListener('keydown', listen);
  }, []);
}

function Done({ done, total }) {
  return h(
    'div',
    {
      class: 'bar',
      role: 'progressbar',
      'aria-label': t.progressLabel,
      'aria-valuemin': '0',
      'aria-valuemax': String(total),
      'aria-valuenow': String(done),
    },
    h('div', { class: 'bar-fill', style: { width: `${(100 * done) / total}%` } }),
  );
}

// The last decision, while it can be undone. Its place is kept, so that nothing jumps.
function Held({ held, undo }) {
  return h(
    'p',
    { class: 'held' },
    held && [
      h('span', {}, t.held(held.field.field, held.value || t.blank)),
      held.sending
        ? h('span', { class: 'hint' }, t.sending)
        : h('button', { type: 'button', class: 'quiet', onClick: undo }, t.undo, h('kbd', {}, 'Z')),
    ],
  );
}

function Help() {
  return h(
    'details',
    { class: 'keys' },
    h('summary', {}, t.keys),
    h('dl', {}, t.help.map(([key, does]) => [h('dt', { key: `k ${key}` }, h('kbd', {}, key)), h('dd', { key: `d ${key}` }, does)])),
  );
}
