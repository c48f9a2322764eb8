// The small things that every view is made of. `h` is Preact's: h(what, properties, ...children).
import { h } from 'preact';
import { useState } from 'preact/hooks';
import * as words from '../core/words.js';
import { texts } from '../texts.js';

// How a batch or an item stands: a word with a shape, so that the colour is never alone.
const MARKS = {
  pending: '○',
  waiting: '○',
  uploading: '↑',
  processing: '▸',
  running: '▸',
  paused: '‖',
  retrying: '↻',
  cancelling: '×',
  completed: '✓',
  succeeded: '✓',
  finished: '✓',
  failed: '!',
  cancelled: '×',
};

export function Chip({ status, children }) {
  return h(
    'span',
    { class: 'chip', 'data-status': status },
    h('span', { class: 'chip-mark', 'aria-hidden': 'true' }, MARKS[status] ?? '·'),
    children ?? words.status(status),
  );
}

// A progress bar that screen readers know as one. `percent` 0–100; `state` colours it.
export function Bar({ label, percent, state = 'running', kind = '' }) {
  const value = Math.max(0, Math.min(100, percent));
  return h(
    'div',
    {
      class: `bar ${kind}`,
      role: 'progressbar',
      'aria-label': label,
      'aria-valuemin': '0',
      'aria-valuemax': '100',
      'aria-valuenow': String(Math.floor(value)),
      'data-state': state,
    },
    h('div', { class: 'bar-fill', style: { width: `${value}%` } }),
  );
}

// A button for what takes a moment: it can't be pressed twice, and says what went wrong to `onProblem`.
export function Action({ run, onProblem = () => {}, children, class: kind = '', disabled = false, ...rest }) {
  const [busy, setBusy] = useState(false);
  async function press() {
    setBusy(true);
    onProblem(null);
    try {
      await run();
    } catch (refused) {
      onProblem(refused);
    } finally {
      setBusy(false);
    }
  }
  return h(
    'button',
    { type: 'button', class: kind, disabled: disabled || busy, 'aria-busy': String(busy), onClick: press, ...rest },
    children,
  );
}

// What went wrong, in the server's own words; nothing when nothing did.
export function Problem({ of }) {
  if (!of) return null;
  return h('p', { class: 'problem', role: 'alert' }, typeof of === 'string' ? of : of.message);
}

export function Empty({ title, children }) {
  return h('div', { class: 'empty' }, h('p', { class: 'empty-title' }, title), h('div', {}, children));
}

export function Card({ title, label, class: kind = '', actions = null, children }) {
  return h(
    'section',
    { class: `card ${kind}`, 'aria-label': label ?? title },
    title && h('div', { class: 'card-head' }, h('h2', {}, title), actions),
    children,
  );
}

// A number with its name.
export function Figure({ name, state = '', children }) {
  return h('div', { class: 'figure', 'data-state': state }, h('dt', {}, name), h('dd', {}, children || texts.nothing));
}
