// One bar for all items: its parts sum to the total. Each state has a word and a pattern of its own.
import { h } from 'preact';
import { count } from '../core/format.js';
import { texts } from '../texts.js';
import { segments, STATES } from './counts.js';

const t = texts.batch;

export function SegmentedBar({ counts }) {
  const parts = segments(counts);
  const said = parts.map((part) => `${t.states[part.state]} ${count(part.count)}`).join(', ');
  return h(
    'figure',
    { class: 'segmented' },
    h(
      'div',
      { class: 'segments', role: 'img', 'aria-label': `${t.counts}: ${said}` },
      parts.map((part) =>
        h('div', {
          key: part.state,
          class: 'segment',
          'data-state': part.state,
          'data-count': part.count,
          style: { flexGrow: part.count },
        }),
      ),
    ),
    h(
      'figcaption',
      { class: 'legend' },
      STATES.filter((state) => counts[state] > 0 || state === 'succeeded' || state === 'failed').map((state) =>
        h(
          'span',
          { key: state, class: 'legend-entry', 'data-empty': String(counts[state] === 0) },
          h('span', { class: 'legend-mark', 'data-state': state, 'aria-hidden': 'true' }),
          `${t.states[state]} `,
          h('b', {}, count(counts[state])),
        ),
      ),
    ),
  );
}
