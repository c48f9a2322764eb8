// Who did what, newest first; what it is narrowed by stands in the address.
import { h } from 'preact';
import { useState } from 'preact/hooks';
import { filter } from '../core/router.js';
import * as format from '../core/format.js';
import { Chip } from '../ui/elements.js';
import { List, useRows } from './lists.js';
import * as calls from './calls.js';
import { texts } from '../texts.js';

const t = texts.system.log;
const OUTCOMES = { done: 'completed', refused: 'paused', failed: 'failed' };

// A field that narrows when somebody has finished typing, not with every letter.
function Typed({ name, value, of }) {
  const [text, setText] = useState(value);
  const done = () => filter({ [of]: text.trim() });
  return h(
    'label',
    {},
    name,
    h('input', {
      value: text,
      onInput: (event) => setText(event.currentTarget.value),
      onBlur: done,
      onKeyDown: (event) => event.key === 'Enter' && done(),
    }),
  );
}

export function Log({ query }) {
  const { user = '', action = '', outcome = '' } = query;
  const narrowed = Object.fromEntries(Object.entries({ user, action, outcome }).filter(([, value]) => value !== ''));
  const list = useRows((more = {}) => calls.log({ ...narrowed, ...more }), 'entries', [user, action, outcome]);
  const row = (entry) => [
    h('td', { class: 'when' }, format.moment(entry.at)),
    h('th', { scope: 'row' }, entry.username ?? t.nobody),
    h('td', {}, h('code', {}, entry.action)),
    h('td', {}, h(Chip, { status: OUTCOMES[entry.outcome] }, t.outcomes[entry.outcome], ' ', String(entry.status))),
    h('td', { class: 'name subject' }, entry.subject),
    h('td', {}, entry.address),
  ];
  return h(
    'div',
    { class: 'system-lists' },
    h(
      'div',
      { class: 'history-filters' },
      h(Typed, { key: `user ${user}`, name: t.user, value: user, of: 'user' }),
      h(Typed, { key: `action ${action}`, name: t.action, value: action, of: 'action' }),
      h(
        'label',
        {},
        t.outcome,
        h(
          'select',
          { value: outcome, onChange: (event) => filter({ outcome: event.currentTarget.value }) },
          h('option', { value: '' }, t.any),
          Object.entries(t.outcomes).map(([id, name]) => h('option', { key: id, value: id }, name)),
        ),
      ),
    ),
    h(List, {
      title: t.title,
      list,
      none: t.none,
      columns: [t.when, t.user, t.action, t.outcome, t.subject, t.address],
      of: (entry) => `${entry.at} ${entry.username} ${entry.subject} ${entry.address}`,
      row,
    }),
  );
}
