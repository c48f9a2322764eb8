// The list of batches.
import { h } from 'preact';
import { useEffect, useMemo, useRef, useState } from 'preact/hooks';
import * as api from '../core/api.js';
import { useAsked } from '../core/asked.js';
import { useNow } from '../core/clock.js';
import { count } from '../core/format.js';
import { address, go } from '../core/router.js';
import { say } from '../core/say.js';
import { may } from '../core/session.js';
import { add, fromDrop, hasFiles } from '../submit/picked.js';
import { texts } from '../texts.js';
import { Empty, Problem } from '../ui/elements.js';
import { BulkDialog } from './bulk-dialog.js';
import { clearFilters, Filters } from './filters.js';
import { isFiltered, parameters } from './query.js';
import { Row } from './row.js';
import { SelectionBar, useSelection } from './selection.js';
import { useList } from './use-list.js';

const t = texts.batches;

export function BatchesPage({ query }) {
  useEffect(() => {
    document.title = `${t.title} · Batchline`;
  }, []);
  useNow();
  const asked = parameters(query);
  const list = useList(asked);
  const { rows } = list;
  const workloads = useAsked(api.workloads);
  const nouns = useMemo(() => Object.fromEntries((workloads.value ?? []).map((each) => [each.name, each.labels?.items])), [workloads.value]);
  const selection = useSelection(rows);
  const [acting, setActing] = useState(null);
  const operates = may('operator');
  const over = useDropAnywhere(operates);
  const key = JSON.stringify(asked);
  const first = useRef(true);
  useEffect(() => {
    if (first.current) first.current = false;
    else selection.none();
  }, [key]);
  useEffect(() => {
    if (list.loaded && isFiltered(query)) say(t.shown(count(rows.length), list.more));
  }, [key, list.loaded]);

  return [
    h(
      'div',
      { class: 'batches-head' },
      h('h1', {}, t.title),
      h('span', { class: 'spacer' }),
      operates && h('a', { class: 'button primary', href: address(['submit']) }, t.new),
    ),
    h(Filters, { query, workloads: (workloads.value ?? []).map((each) => each.name) }),
    h(Problem, { of: list.problem }),
    list.loaded && rows.length === 0 && (isFiltered(query) ? h(Empty, { title: t.none.title }, h('button', { type: 'button', class: 'quiet', onClick: clearFilters }, t.none.clear)) : h(Empty, { title: t.empty.title }, t.empty.more)),
    rows.length > 0 && h(Above, { rows, more: list.more, selection, operates }),
    h(
      'ul',
      { class: 'batches', 'aria-busy': String(!list.loaded) },
      rows.map((batch) =>
        h(Row, {
          key: batch.batch_id,
          batch,
          newest: list.newest.get(batch.batch_id),
          noun: nouns[batch.workload] ?? 'items',
          selected: selection.ids.has(batch.batch_id),
          onSelect: operates ? selection.toggle : null,
        }),
      ),
    ),
    list.more && h(Older, { onReach: list.older, asking: list.asking }),
    operates && h(SelectionBar, { selection, rows, more: list.more, onAct: (action) => setActing({ action, ids: selection.every ? null : selection.ids }) }),
    acting &&
      h(BulkDialog, {
        ...acting,
        asked,
        onClose: () => setActing(null),
        onDone: (ids) => {
          selection.none();
          list.again();
          ids.slice(0, 50).forEach(list.refresh);
        },
      }),
    over && h('div', { class: 'drop-anywhere', 'aria-hidden': 'true' }, h('p', {}, t.drop)),
  ];
}

function Above({ rows, more, selection, operates }) {
  const all = selection.ids.size > 0 && selection.ids.size >= rows.length;
  const box = useRef(null);
  useEffect(() => {
    if (box.current) box.current.indeterminate = selection.ids.size > 0 && !all;
  });
  return h(
    'div',
    { class: 'above' },
    operates &&
      h(
        'label',
        { class: 'select-all' },
        h('input', { ref: box, type: 'checkbox', checked: all, onClick: () => (all ? selection.none() : selection.all()) }),
        t.select.allShown,
      ),
    h('span', { class: 'spacer' }),
    h('span', { class: 'hint' }, t.shown(count(rows.length), more)),
  );
}

// Older ones come when their place is reached by scrolling, or by the button.
function Older({ onReach, asking }) {
  const button = useRef(null);
  const reach = useRef(onReach);
  reach.current = onReach;
  useEffect(() => {
    const seen = new IntersectionObserver((found) => found.some((each) => each.isIntersecting) && reach.current(), { rootMargin: '200px' });
    seen.observe(button.current);
    return () => seen.disconnect();
  }, []);
  return h('button', { ref: button, type: 'button', class: 'older', 'aria-busy': String(asking), onClick: onReach }, t.older);
}

// Files may be dropped anywhere on the page: they are looked at before anything is sent.
function useDropAnywhere(allowed) {
  const [over, setOver] = useState(false);
  useEffect(() => {
    if (!allowed) return undefined;
    const onOver = (event) => {
      if (!hasFiles(event)) return;
      event.preventDefault();
      setOver(true);
    };
    const onLeave = (event) => event.relatedTarget === null && setOver(false);
    const onDrop = async (event) => {
      if (!hasFiles(event)) return;
      event.preventDefault();
      setOver(false);
      add(await fromDrop(event.dataTransfer));
      go(['submit']);
    };
    window.addEventListener('dragover', onOver);
    window.addEventListener('dragleave', onLeave);
    window.addEventListener('drop', onDrop);
    return () => {
      window.removeEventListener('dragover', onOver);
      window.removeEventListener('dragleave', onLeave);
      window.removeEventListener('drop', onDrop);
    };
  }, [allowed]);
  return over;
}
