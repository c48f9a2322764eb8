// All items of the batch: filters that stand in the address, and a table of as many rows as there are.
import { h } from 'preact';
import { useMemo } from 'preact/hooks';
import { count, isOver } from '../core/format.js';
import { filter } from '../core/router.js';
import { Problem } from '../ui/elements.js';
import { texts } from '../texts.js';
import { STATES } from './counts.js';
import { ItemDialog } from './item-dialog.js';
import { useItems } from './items-loaded.js';
import { found } from './items.js';
import { ItemsTable } from './items-table.js';

const t = texts.batch.items;
// A search looks through what is loaded, and has the rest loaded meanwhile.
const ALL = 1_000_000;
const MOST_GROUPS = 200;

export function ItemsCard({ batchId, told, query, noun, counts, causes, workload, stage, status, acted }) {
  const { state = '', cause = '', group = '', q = '', item = '' } = query;
  const stamp = `${stage} ${status} ${counts.total}`;
  const moving = !isOver(status) && status !== 'pending';
  const loaded = useItems(batchId, { state, cause, group }, { stamp, moving, told });
  const rows = useMemo(() => found(loaded.items, q), [loaded.items, q]);
  const expected = cause || group ? loaded.items.length : state ? counts[state] ?? 0 : counts.total;
  const all = loaded.more ? Math.max(loaded.items.length, expected) : loaded.items.length;
  const total = q ? rows.length : all;
  const narrowed = Boolean(state || cause || group || q);
  return h(
    'section',
    { class: 'card items', id: 'items', 'aria-label': t.title(noun) },
    h(
      'div',
      { class: 'card-head' },
      h('h2', {}, `${t.title(noun)} `, h('span', { class: 'hint' }, t.shown(total, counts.total))),
      q && loaded.more && h('span', { class: 'hint' }, t.searched(loaded.items.length, all)),
      narrowed &&
        h('button', { type: 'button', class: 'plain', onClick: () => filter({ state: '', cause: '', group: '', q: '' }) }, t.clear),
    ),
    h(Filters, { state, cause, group, q, causes, counts, items: loaded.items }),
    h(Problem, { of: loaded.problem?.status === 401 ? null : loaded.problem }),
    total === 0 && !loaded.more
      ? h('p', { class: 'empty' }, narrowed ? t.noneMatch : t.none)
      : h(ItemsTable, {
          label: t.title(noun),
          rows,
          total,
          onSee: (first, last) => loaded.see(first, q ? ALL : last),
          onOpen: (row) => filter({ item: row.job_id }),
        }),
    item && h(ItemDialog, { key: item, batchId, jobId: item, workload, acted, isOver: isOver(status), onClose: () => filter({ item: '' }) }),
  );
}

function Filters({ state, cause, group, q, causes, counts, items }) {
  const groups = useMemo(() => {
    const some = new Set();
    for (const each of items) {
      if (each.group) some.add(each.group);
      if (some.size === MOST_GROUPS) break;
    }
    return [...some].sort();
  }, [items.length]);
  const of = (changes) => (event) => filter({ [changes]: event.currentTarget.value });
  const known = causes.some((each) => each.cause === cause) || !cause ? causes : [...causes, { cause, count: 0 }];
  return h(
    'div',
    { class: 'item-filters', role: 'search' },
    h(
      'label',
      { key: 'state' },
      h('span', {}, t.state),
      h(
        'select',
        { value: state, id: 'filter-state', onChange: of('state') },
        h('option', { value: '' }, t.anyState),
        STATES.map((each) => h('option', { key: each, value: each }, `${texts.batch.states[each]} (${count(counts[each])})`)),
      ),
    ),
    known.length > 0 &&
      h(
        'label',
        { key: 'cause' },
        h('span', {}, t.cause),
        h(
          'select',
          { value: cause, id: 'filter-cause', onChange: of('cause') },
          h('option', { value: '' }, t.anyCause),
          known.map((each) => h('option', { key: each.cause, value: each.cause }, each.cause)),
        ),
      ),
    (groups.length > 0 || group) &&
      h(
        'label',
        { key: 'group' },
        h('span', {}, t.group),
        h('input', { value: group, id: 'filter-group', list: 'groups', placeholder: t.anyGroup, onChange: of('group') }),
        h('datalist', { id: 'groups' }, groups.map((each) => h('option', { key: each, value: each }))),
      ),
    h('label', { key: 'q' }, h('span', {}, t.search), h('input', { value: q, id: 'filter-name', type: 'search', onInput: of('q') })),
  );
}
