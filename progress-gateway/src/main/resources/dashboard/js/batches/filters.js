// What the list is narrowed to: it stands in the address.
import { h } from 'preact';
import { useEffect, useRef, useState } from 'preact/hooks';
import { filter } from '../core/router.js';
import { texts } from '../texts.js';
import { FILTERS, GROUPS, isFiltered, STATUSES } from './query.js';

const t = texts.batches.filters;
const TYPING = 250;

export function clearFilters() {
  filter(Object.fromEntries(FILTERS.map((name) => [name, ''])));
}

export function Filters({ query, workloads }) {
  const change = (name) => (event) => filter({ [name]: event.currentTarget.value });
  const fewer = FILTERS.filter((name) => name !== 'q' && query[name]).length;
  const [open, setOpen] = useState(fewer > 0 || window.matchMedia('(min-width: 760px)').matches);
  return h(
    'div',
    { class: 'filters', role: 'search', 'aria-label': t.label },
    h(Search, { value: query.q ?? '' }),
    h(
      'details',
      { class: 'filters-more', open, onToggle: (event) => setOpen(event.currentTarget.open) },
      h('summary', {}, fewer > 0 ? `${t.more} (${fewer})` : t.more),
      h(
        'div',
        { class: 'filters-body' },
        h(Choice, { name: 'status', label: t.status, any: t.anyStatus, value: query.status, values: [...Object.keys(GROUPS), ...STATUSES], words: t.groups, onChange: change('status') }),
        (workloads.length > 1 || query.workload) &&
          h(Choice, { name: 'workload', label: t.workload, any: t.anyWorkload, value: query.workload, values: workloads, words: {}, onChange: change('workload') }),
        h(Choice, { name: 'priority', label: t.priority, any: t.anyPriority, value: query.priority, values: ['urgent', 'high', 'normal', 'low'], words: texts.priorities, onChange: change('priority') }),
        h('label', { class: 'filter' }, t.since, h('input', { type: 'date', name: 'since', value: query.since ?? '', onChange: change('since') })),
        h('label', { class: 'filter' }, t.run, h('input', { type: 'text', name: 'run', maxLength: 128, value: query.run ?? '', onChange: change('run') })),
        isFiltered(query) && h('button', { type: 'button', class: 'quiet', onClick: clearFilters }, t.clear),
      ),
    ),
  );
}

function Choice({ name, label, any, value, values, words, onChange }) {
  const all = value && !values.includes(value) ? [...values, value] : values;
  return h(
    'label',
    { class: 'filter' },
    label,
    h(
      'select',
      { name, value: value ?? '', onChange },
      h('option', { value: '' }, any),
      all.map((each) => h('option', { key: each, value: each }, words[each] ?? each)),
    ),
  );
}

// What is typed is asked for when the typing pauses.
function Search({ value }) {
  const [typed, setTyped] = useState(value);
  const timer = useRef(null);
  useEffect(() => {
    if (timer.current === null) setTyped(value);
  }, [value]);
  useEffect(() => () => clearTimeout(timer.current), []);
  return h(
    'label',
    { class: 'filter search' },
    t.search,
    h('input', {
      type: 'search',
      name: 'q',
      maxLength: 200,
      value: typed,
      onInput: (event) => {
        const next = event.currentTarget.value;
        setTyped(next);
        clearTimeout(timer.current);
        timer.current = setTimeout(() => {
          timer.current = null;
          filter({ q: next });
        }, TYPING);
      },
    }),
  );
}
