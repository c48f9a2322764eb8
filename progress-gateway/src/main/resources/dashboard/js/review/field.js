// One doubtful field: its picture, what it was read as, and what it may be.
import { h } from 'preact';
import { texts } from '../texts.js';
import { pressed } from './choosing.js';

const t = texts.review;

export function Field({ field, chosen, choose, acts, sheet, mayDecide, first, last }) {
  const file = field.file ?? field.job_id;
  return h(
    'section',
    { class: 'card doubt', 'aria-label': t.field(field.field, file) },
    h(
      'div',
      { class: 'doubt-picture' },
      field.crop ? h('img', { key: field.crop, src: field.crop, alt: t.crop(field.field, file) }) : h('p', { class: 'hint' }, t.noCrop),
    ),
    h(
      'div',
      { class: 'doubt-reading' },
      h('h2', {}, field.field),
      h('p', { class: 'hint doubt-file' }, [file, field.group].filter(Boolean).join(' · ')),
      h(
        'p',
        { class: 'doubt-value' },
        `${t.read} `,
        h('b', {}, field.value || t.blank),
        h('span', { class: 'hint' }, ` ${t.sure(Math.round(field.confidence * 100))}`),
      ),
      h('p', { class: 'doubt-reason' }, t.reasons[field.reason] ?? field.reason),
      h(
        'div',
        { class: 'picks', role: 'group', 'aria-label': t.choices },
        field.choices.map((choice) =>
          h(
            'button',
            {
              key: choice.value,
              type: 'button',
              class: 'pick',
              disabled: !mayDecide,
              'aria-pressed': String(chosen.includes(choice.value)),
              title: t.filled(Math.round(choice.fill * 100)),
              onClick: (event) => choose(pressed(chosen, choice.value, event.shiftKey)),
            },
            h('span', { class: 'pick-fill', 'aria-hidden': 'true', style: { height: `${Math.min(100, Math.round(choice.fill * 100))}%` } }),
            h('span', { class: 'pick-value' }, choice.value),
          ),
        ),
        h(
          'button',
          { type: 'button', class: 'pick pick-blank', disabled: !mayDecide, 'aria-pressed': String(chosen.length === 0), onClick: () => choose([]) },
          h('span', { class: 'pick-value' }, t.blank),
        ),
      ),
      h(
        'div',
        { class: 'doubt-acts' },
        mayDecide && h('button', { type: 'button', class: 'primary', onClick: acts.decide }, t.decide, h('kbd', {}, '↵')),
        h('button', { type: 'button', disabled: first, onClick: acts.previous }, t.previous, h('kbd', {}, '←')),
        h('button', { type: 'button', disabled: last, onClick: acts.next }, t.next, h('kbd', {}, '→')),
        h('button', { type: 'button', 'aria-expanded': String(sheet), onClick: acts.sheet }, t.sheet, h('kbd', {}, 'O')),
      ),
    ),
    sheet && h('a', { class: 'doubt-sheet', href: field.overlay, target: '_blank', rel: 'noopener' }, h('img', { src: field.overlay, alt: t.sheet })),
  );
}
