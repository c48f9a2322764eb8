// One batch in the list.
import { h } from 'preact';
import { ago, count, estimate, percent, seconds } from '../core/format.js';
import { standing as word } from '../core/words.js';
import { address } from '../core/router.js';
import { texts } from '../texts.js';
import { Bar, Chip } from '../ui/elements.js';
import { UploadBar, useUpload } from '../upload/upload-bar.js';
import { standingOf } from './standing.js';

const t = texts.batches.row;

export function Row({ batch, newest, selected, onSelect, noun }) {
  const upload = useUpload(batch.batch_id);
  const now = standingOf(batch, newest);
  const begun = batch.status !== 'pending';
  return h(
    'li',
    { class: 'row card', 'data-selected': String(selected), 'data-batch': batch.batch_id },
    onSelect &&
      h(
        'label',
        { class: 'row-select' },
        h('input', { type: 'checkbox', checked: selected, onClick: (event) => onSelect(batch.batch_id, event.currentTarget.checked, event.shiftKey), 'aria-label': t.select(batch.name) }),
      ),
    h(
      'div',
      { class: 'row-body' },
      h(
        'div',
        { class: 'row-head' },
        h('a', { class: 'row-name', href: address(['batches', batch.batch_id]), title: batch.name }, batch.name),
        h(Chip, { status: batch.status }, word(batch)),
        batch.priority !== 'normal' && h('span', { class: 'row-priority' }, batch.priority),
        h('span', { class: 'spacer' }),
        h('time', { class: 'row-when', dateTime: batch.created_at, title: batch.created_at }, ago(batch.created_at)),
      ),
      upload
        ? h(UploadBar, { batchId: batch.batch_id })
        : h(
            'div',
            { class: 'row-bar' },
            h(Bar, { label: t.bar(batch.name), percent: now.percent, state: now.bar }),
            h('span', { class: 'row-percent' }, begun ? percent(now.percent) : texts.nothing),
          ),
      h(
        'div',
        { class: 'row-foot' },
        now.need > 0 && h('a', { class: 'row-need', href: address(['batches', batch.batch_id, 'review']) }, t.need(now.need, count(now.need))),
        now.failed > 0 && h('span', { class: 'row-failed' }, t.failed(count(now.failed))),
        now.total > 0 && h('span', {}, t.of(count(now.done), count(now.total), noun)),
        now.line && !upload && h('span', { class: 'row-line' }, now.line),
        h('span', { class: 'spacer' }),
        now.left !== null && !upload && estimate(now.left) && h('span', { class: 'row-left' }, t.left(estimate(now.left))),
        now.took !== null && h('span', { class: 'row-left' }, t.took(seconds(now.took))),
      ),
    ),
  );
}
