// What can be downloaded now. When the batch has just been completed, it says so.
import { h } from 'preact';
import * as api from '../core/api.js';
import { time } from '../core/format.js';
import { texts } from '../texts.js';

const t = texts.batch.results;

export function Downloads({ batch, facts }) {
  if (batch.results_removed_at) return h('p', { class: 'hint' }, t.removed(time(batch.results_removed_at)));
  if (batch.files.length === 0) return null;
  const first = facts.status === 'completed';
  return h(
    'section',
    { class: 'card downloads', 'data-ready': String(first), 'aria-label': t.title },
    h('h2', {}, first ? t.ready : t.title),
    h(
      'div',
      { class: 'files' },
      batch.files.map((name, at) =>
        h(
          'a',
          { key: name, class: first && at === 0 ? 'button primary' : 'button', href: api.fileAddress(batch.batch_id, name), download: '' },
          name,
        ),
      ),
    ),
  );
}
