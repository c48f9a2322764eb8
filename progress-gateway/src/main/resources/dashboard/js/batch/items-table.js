// A table that draws only the rows that are seen, and is gone through by keys as if all were there.
import { h } from 'preact';
import { useEffect, useLayoutEffect, useRef, useState } from 'preact/hooks';
import { seconds } from '../core/format.js';
import { Chip } from '../ui/elements.js';
import { texts } from '../texts.js';
import { keyed, scrolledTo, windowOf } from './rows.js';

const t = texts.batch.items;
const ROW_REM = 2.75;
const COLUMNS = ['state', 'name', 'group', 'attempts', 'what', 'time'];

function rootSize() {
  return Number.parseFloat(getComputedStyle(document.documentElement).fontSize) || 16;
}

export function ItemsTable({ label, rows, total, onSee, onOpen }) {
  const box = useRef(null);
  const [place, setPlace] = useState({ top: 0, height: 600, rowHeight: 44 });
  const [active, setActive] = useState(0);
  const { first, last } = windowOf({ ...place, total });
  const at = Math.min(active, Math.max(0, total - 1));

  useLayoutEffect(() => {
    const measure = () =>
      setPlace((before) => ({ ...before, height: box.current.clientHeight, rowHeight: Math.round(ROW_REM * rootSize()) }));
    measure();
    const watch = new ResizeObserver(measure);
    watch.observe(box.current);
    return () => watch.disconnect();
  }, []);
  useEffect(() => onSee(first, last), [first, last, rows, total]);

  function onScroll(event) {
    const { scrollTop } = event.currentTarget;
    setPlace((before) => (before.top === scrollTop ? before : { ...before, top: scrollTop }));
  }

  function onKeyDown(event) {
    if (event.key === 'Enter' || event.key === ' ') {
      event.preventDefault();
      if (rows[at]) onOpen(rows[at]);
      return;
    }
    // The heads cover a row's height of what is seen.
    const seen = { ...place, height: place.height - place.rowHeight };
    const to = keyed(event.key, at, total, Math.max(1, Math.floor(seen.height / place.rowHeight) - 1));
    if (to === null) return;
    event.preventDefault();
    setActive(to);
    box.current.scrollTop = scrolledTo(to, { ...seen, top: box.current.scrollTop });
  }

  const shown = Array.from({ length: Math.max(0, last - first) }, (_, offset) => first + offset);
  return h(
    'div',
    {
      ref: box,
      class: 'grid',
      role: 'grid',
      tabIndex: 0,
      'aria-label': `${label}. ${t.hint}`,
      'aria-rowcount': total + 1,
      'aria-activedescendant': at >= first && at < last ? `item-row-${at}` : null,
      onScroll,
      onKeyDown,
    },
    h(
      'div',
      { class: 'grid-row grid-head', role: 'row', 'aria-rowindex': 1 },
      COLUMNS.map((each) => h('span', { key: each, role: 'columnheader', class: `col-${each}` }, t.columns[each])),
    ),
    h(
      'div',
      { class: 'grid-body', role: 'rowgroup', style: { height: `${total * place.rowHeight}px` } },
      shown.map((row) =>
        h(Row, {
          key: row,
          row,
          item: rows[row],
          top: row * place.rowHeight,
          height: place.rowHeight,
          active: row === at,
          onOpen: () => {
            setActive(row);
            if (rows[row]) onOpen(rows[row]);
          },
        }),
      ),
    ),
  );
}

function Row({ row, item, top, height, active, onOpen }) {
  const style = { transform: `translateY(${top}px)`, height: `${height}px` };
  const properties = { class: 'grid-row', id: `item-row-${row}`, role: 'row', 'aria-rowindex': row + 2, 'aria-selected': String(active), style };
  if (!item) return h('div', properties, h('span', { role: 'gridcell', class: 'hint' }, t.loading));
  return h(
    'div',
    { ...properties, 'data-state': item.state, onClick: onOpen },
    h('span', { role: 'gridcell', class: 'col-state' }, h(Chip, { status: item.state }, texts.batch.states[item.state])),
    h('span', { role: 'gridcell', class: 'col-name', title: item.name ?? item.job_id }, item.name ?? item.job_id),
    h('span', { role: 'gridcell', class: 'col-group' }, item.group ?? ''),
    h('span', { role: 'gridcell', class: 'col-attempts' }, item.attempts || ''),
    h('span', { role: 'gridcell', class: 'col-what', title: what(item) }, what(item)),
    h('span', { role: 'gridcell', class: 'col-time' }, took(item)),
  );
}

export function what(item) {
  if (item.error) return item.error.message ? `${item.error.cause}: ${item.error.message}` : item.error.cause;
  if (item.state === 'running') return item.phase_message ?? '';
  return item.waiting_reason ?? '';
}

export function took(item) {
  if (!item.started_at || !item.finished_at) return '';
  return seconds(Math.max(0, (Date.parse(item.finished_at) - Date.parse(item.started_at)) / 1000));
}
