// Priority and how many items at once, of a batch that is not over.
import { h } from 'preact';
import { useState } from 'preact/hooks';
import * as api from '../core/api.js';
import { Problem } from '../ui/elements.js';
import { Dialog } from '../ui/dialog.js';
import { texts } from '../texts.js';

const t = texts.batch.actions;
const MOST = 20;

// What was typed as a number of items: null for none given, undefined for what is not allowed.
export function atOnce(typed) {
  if (typed.trim() === '') return null;
  const number = Number(typed);
  return Number.isInteger(number) && number >= 1 && number <= MOST ? number : undefined;
}

export function Change({ batch, acted, onClose }) {
  const [priority, setPriority] = useState(batch.priority);
  const [typed, setTyped] = useState(String(batch.definition.concurrency ?? ''));
  const [problem, setProblem] = useState(null);
  const concurrency = atOnce(typed);
  const wrong = concurrency === undefined;
  return h(
    Dialog,
    {
      title: t.changeTitle,
      onClose,
      onProblem: setProblem,
      confirm: {
        label: t.save,
        keep: t.keepAsIs,
        disabled: wrong,
        run: async () => {
          await api.change(batch.batch_id, { priority, concurrency });
          await acted();
        },
      },
    },
    h(
      'div',
      { class: 'fields' },
      h('label', { for: 'priority' }, t.priority),
      h(
        'select',
        { id: 'priority', value: priority, onChange: (event) => setPriority(event.currentTarget.value) },
        Object.entries(t.priorities).map(([id, name]) => h('option', { key: id, value: id }, name)),
      ),
      h('label', { for: 'concurrency' }, t.concurrency),
      h('input', {
        id: 'concurrency',
        inputMode: 'numeric',
        value: typed,
        'aria-invalid': String(wrong),
        'aria-describedby': 'concurrency-hint',
        onInput: (event) => setTyped(event.currentTarget.value),
      }),
      h('p', { class: wrong ? 'problem' : 'hint', id: 'concurrency-hint' }, t.concurrencyHint),
      h(Problem, { of: problem }),
    ),
  );
}
