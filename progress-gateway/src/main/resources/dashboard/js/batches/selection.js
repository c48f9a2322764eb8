// Which batches are selected, and what can be done with them.
import { h } from 'preact';
import { useState } from 'preact/hooks';
import { count } from '../core/format.js';
import { texts } from '../texts.js';

const t = texts.batches.select;

// {ids, every, toggle(id, on, range), all(rows), everything(), none()}. `every`: all that match the
// filters, also those that are not shown.
export function useSelection(rows) {
  const [state, setState] = useState({ ids: new Set(), every: false, last: null });
  const shown = rows.map((row) => row.batch_id);
  return {
    ids: state.every ? new Set(shown) : state.ids,
    every: state.every,
    toggle(id, on, range) {
      setState((before) => {
        const ids = new Set(before.every ? shown : before.ids);
        // With Shift, all from the one before to this.
        const from = range ? shown.indexOf(before.last) : -1;
        const to = shown.indexOf(id);
        const some = from < 0 ? [id] : shown.slice(Math.min(from, to), Math.max(from, to) + 1);
        for (const each of some) {
          if (on) ids.add(each);
          else ids.delete(each);
        }
        return { ids, every: false, last: id };
      });
    },
    all: () => setState({ ids: new Set(shown), every: false, last: null }),
    everything: () => setState({ ids: new Set(), every: true, last: null }),
    none: () => setState({ ids: new Set(), every: false, last: null }),
  };
}

export function SelectionBar({ selection, rows, more, onAct }) {
  const { ids, every } = selection;
  if (ids.size === 0) return null;
  return h(
    'div',
    { class: 'selection', role: 'region', 'aria-label': t.label },
    h('span', { class: 'selection-count', role: 'status' }, every ? t.everyMatching(more ? null : count(rows.length)) : t.chosen(count(ids.size))),
    more && !every && ids.size >= rows.length && h('button', { type: 'button', class: 'quiet', onClick: selection.everything }, t.allMatching),
    h('button', { type: 'button', class: 'quiet', onClick: selection.none }, t.none),
    h('span', { class: 'spacer' }),
    ['pause', 'resume', 'retry', 'cancel'].map((action) =>
      h('button', { key: action, type: 'button', class: action === 'cancel' ? 'danger' : '', onClick: () => onAct(action) }, `${texts.batches.actions[action]}…`),
    ),
  );
}
