// Small things of the System view's tables.
import { h } from 'preact';
import * as format from '../core/format.js';
import { texts } from '../texts.js';

const SHAPES = { good: '✓', warn: '!', bad: '!' };

// A shape with its colour. What it means is said beside it, or here for who can't see it.
export function Mark({ state, said = false }) {
  return [
    h('span', { class: 'mark', 'data-state': state, 'aria-hidden': 'true' }, SHAPES[state]),
    said && h('span', { class: 'visually-hidden' }, texts.system.states[state], ' '),
  ];
}

// A cell with a count; nothing to do is quiet.
export function Number({ of, class: kind = '' }) {
  return h('td', { class: `number ${of === 0 ? 'zero' : ''} ${kind}` }, format.count(of));
}

// A bar beside a number that is in the table: for eyes only.
export function Length({ percent, within = null }) {
  return h(
    'div',
    { class: 'length', 'aria-hidden': 'true' },
    within !== null && h('div', { class: 'length-long', style: { width: `${within}%` } }),
    h('div', { class: 'length-short', style: { width: `${percent}%` } }),
  );
}
