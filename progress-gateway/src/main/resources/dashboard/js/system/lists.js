// Lists of an administrator: pages of rows by a cursor, a table of them, a field of a dialog, and
// what is shown only once.
import { h } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import { useAsked } from '../core/asked.js';
import { say } from '../core/say.js';
import { Action, Card, Empty, Problem } from '../ui/elements.js';
import { Dialog } from '../ui/dialog.js';
import { texts } from '../texts.js';

const t = texts.system.lists;

// {rows, problem, again, more}: `more` fetches the next page, and is null where there is none.
// Rows are null until the first answer.
export function useRows(ask, key, of = []) {
  const { value, problem, again } = useAsked(() => ask(), of);
  const [further, setFurther] = useState({ after: null, rows: [], next: null });
  const mine = further.after === value ? further : { rows: [], next: value?.next_cursor ?? null };
  return {
    rows: value === null ? null : [...value[key], ...mine.rows],
    problem,
    again,
    more:
      mine.next === null
        ? null
        : async () => {
            const page = await ask({ cursor: mine.next });
            setFurther({ after: value, rows: [...mine.rows, ...page[key]], next: page.next_cursor });
          },
  };
}

// `row` makes the cells of one; `columns` are their names.
export function List({ title, hint, list, columns, row, of, none, actions = null }) {
  const [problem, setProblem] = useState(null);
  return h(
    Card,
    { title, actions },
    hint && h('p', { class: 'sub list-hint' }, hint),
    h(Problem, { of: problem ?? list.problem }),
    list.rows !== null && list.rows.length === 0 && h(Empty, { title: none }),
    list.rows !== null &&
      list.rows.length > 0 &&
      h(
        'div',
        { class: 'scroll', tabIndex: 0, role: 'group', 'aria-label': title },
        h(
          'table',
          { class: 'rows' },
          h('thead', {}, h('tr', {}, columns.map((name) => (name === '' ? h('td', { key: name }) : h('th', { key: name, scope: 'col' }, name))))),
          h('tbody', {}, list.rows.map((each) => h('tr', { key: of(each) }, row(each)))),
        ),
      ),
    list.more && h(Action, { class: 'quiet', run: list.more, onProblem: setProblem }, t.more),
  );
}

// A labelled field; `kind` is an input's type, or 'select' with `options` as [value, name].
export function Field({ id, name, value, onValue, kind = 'text', options = [], hint, ...rest }) {
  const change = (event) => onValue(event.currentTarget.value);
  const described = hint ? `${id}-hint` : null;
  return h(
    'div',
    { class: 'ask-field' },
    h('label', { for: id }, name),
    kind === 'select'
      ? h(
          'select',
          { id, value, onChange: change, 'aria-describedby': described, ...rest },
          options.map(([each, label]) => h('option', { key: each, value: each }, label)),
        )
      : h('input', { id, type: kind, value, onInput: change, 'aria-describedby': described, autocomplete: 'off', ...rest }),
    hint && h('p', { class: 'hint', id: described }, hint),
  );
}

// A dialog that changes something: `fields` are its inner part, `run` does it, and what went wrong
// is said within it.
export function Ask({ title, label, danger = false, ready = true, run, onClose, children }) {
  const [problem, setProblem] = useState(null);
  return h(
    Dialog,
    { title, onClose, onProblem: setProblem, confirm: { label, danger, disabled: !ready, keep: t.keep, run } },
    children,
    h(Problem, { of: problem }),
  );
}

// What the server tells once and never again.
export function Secret({ title, hint, secret, onClose }) {
  const [copied, setCopied] = useState(false);
  useEffect(() => say(hint), []);
  async function copy() {
    await navigator.clipboard.writeText(secret);
    setCopied(true);
  }
  return h(
    Dialog,
    { title, onClose },
    h('p', {}, hint),
    h('p', { class: 'secret' }, h('code', {}, secret)),
    navigator.clipboard && h(Action, { class: 'quiet', run: copy }, copied ? t.copied : t.copy),
  );
}
