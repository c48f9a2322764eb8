// When each stage began and ended.
import { h } from 'preact';
import { useNow } from '../core/clock.js';
import { seconds } from '../core/format.js';
import { Card } from '../ui/elements.js';
import { texts } from '../texts.js';
import { passedSince } from './stages-card.js';
import { stagesNow } from './stages.js';
import { timeline } from './timeline.js';

const t = texts.batch;
const moments = new Intl.DateTimeFormat('en-GB', { hour: '2-digit', minute: '2-digit', second: '2-digit' });

export function Timeline({ batch, facts, seen }) {
  const now = useNow();
  const stages = stagesNow(batch.stages, facts.over ? null : seen.newest, facts.status, passedSince(seen, facts));
  const whole = timeline(stages, batch.created_at, now);
  if (whole === null) return null;
  return h(
    Card,
    { title: t.timeline.title, class: 'timeline-card' },
    h(
      'ol',
      { class: 'timeline' },
      whole.rows.map((row) =>
        h(
          'li',
          { key: row.stage, class: 'timeline-row' },
          h('span', { class: 'timeline-label' }, row.label),
          h(
            'span',
            { class: 'timeline-when' },
            `${moments.format(row.start)} – ${row.end === null ? t.timeline.running : moments.format(row.end)}`,
          ),
          h(
            'span',
            { class: 'timeline-track', 'aria-hidden': 'true' },
            h('span', {
              class: 'timeline-bar',
              'data-state': row.state,
              style: { left: `${row.left}%`, width: `${Math.max(row.width, 0.4)}%` },
            }),
          ),
        ),
      ),
    ),
    h('p', { class: 'hint timeline-ends' }, `${moments.format(whole.from)} – ${moments.format(whole.to)}, ${seconds((whole.to - whole.from) / 1000)}`),
  );
}
