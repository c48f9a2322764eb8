// How the system is now: one sentence, and under it the queue, the stages' workers, what the
// service depends on, and how people's pages are connected.
import { h } from 'preact';
import { useEffect, useRef } from 'preact/hooks';
import { address } from '../core/router.js';
import { useAsked } from '../core/asked.js';
import { say } from '../core/say.js';
import * as format from '../core/format.js';
import { Card, Problem } from '../ui/elements.js';
import { Mark, Number } from './parts.js';
import { Health, Streams } from './surroundings.js';
import { verdict } from './verdict.js';
import * as calls from './calls.js';
import { texts } from '../texts.js';

const t = texts.system;
const EVERY = 3000;
const BATCH_COLUMNS = 3;

function ask() {
  return Promise.all([calls.readiness(), calls.queue(), calls.streams()]).then(([ready, queue, streams]) => ({
    ready,
    queue,
    streams,
  }));
}

function Verdict({ ready, queue }) {
  const found = verdict(ready, queue);
  const sentence = t.verdict(found);
  const before = useRef(null);
  useEffect(() => {
    if (before.current !== null && before.current !== found.state + found.kind) say(sentence);
    before.current = found.state + found.kind;
  }, [found.state, found.kind]);
  return h(
    'p',
    { class: 'system-verdict', id: 'system-verdict', 'data-state': found.state },
    h(Mark, { state: found.state }),
    h('span', {}, sentence),
  );
}

function Queue({ queue }) {
  return h(
    Card,
    { title: t.queue.title, class: 'queue' },
    h(
      'div',
      { class: 'scroll', tabIndex: 0, role: 'group', 'aria-label': t.queue.title },
      h(
        'table',
        { class: 'numbers' },
        h(
          'thead',
          {},
          h(
            'tr',
            { class: 'groups' },
            h('td', {}),
            h('th', { scope: 'colgroup', colSpan: BATCH_COLUMNS }, t.queue.batches),
            h('th', { scope: 'colgroup', colSpan: 2 }, t.queue.items),
          ),
          h(
            'tr',
            {},
            h('th', { scope: 'col' }, t.queue.priority),
            t.queue.columns.map((name, at) => h('th', { key: at, scope: 'col', class: at === BATCH_COLUMNS ? 'number next-group' : 'number' }, name)),
          ),
        ),
        h(
          'tbody',
          {},
          queue.priorities.map((line) =>
            h(
              'tr',
              { key: line.priority },
              h('th', { scope: 'row' }, t.queue.priorities[line.priority]),
              h(Number, { of: line.batches_waiting }),
              h(Number, { of: line.batches_running }),
              h(Number, { of: line.batches_paused }),
              h(Number, { of: line.items_waiting, class: 'next-group' }),
              h(Number, { of: line.items_running }),
            ),
          ),
        ),
      ),
    ),
    h('p', { class: 'sub oldest' }, queue.oldest_waiting === null ? t.queue.nobody : h(Oldest, { of: queue.oldest_waiting })),
  );
}

function Oldest({ of }) {
  return [
    t.queue.oldest,
    ' ',
    h('a', { href: address(['batches', of.batch_id]) }, of.name),
    t.queue.since(t.queue.priorities[of.priority], format.seconds(Math.round(of.waiting_seconds))),
  ];
}

function Stages({ queue }) {
  return h(
    Card,
    { title: t.stages.title, class: 'crew' },
    h(
      'div',
      { class: 'scroll', tabIndex: 0, role: 'group', 'aria-label': t.stages.title },
      h(
        'table',
        { class: 'numbers' },
        h(
          'thead',
          {},
          h(
            'tr',
            {},
            h('th', { scope: 'col' }, t.stages.stage),
            t.stages.columns.map((name, at) => h('th', { key: at, scope: 'col', class: 'number' }, name)),
          ),
        ),
        h(
          'tbody',
          {},
          queue.stages.map((row) =>
            h(
              'tr',
              { key: row.stage },
              h('th', { scope: 'row' }, h(Mark, { state: row.workers_alive > 0 ? 'good' : 'bad' }), t.stages.names[row.stage]),
              h('td', { class: 'number', 'data-state': row.workers_alive === 0 ? 'bad' : null }, row.workers_alive === 0 ? t.stages.none : format.count(row.workers_alive)),
              h(Number, { of: row.slots }),
              row.consumer_lag === null ? h('td', { class: 'number zero' }, t.stages.unknown) : h(Number, { of: row.consumer_lag }),
            ),
          ),
        ),
      ),
    ),
    h('p', { class: 'sub oldest' }, t.stages.hint),
  );
}

export function Now() {
  const { value, problem } = useAsked(ask, [], { every: EVERY });
  if (value === null) return h(Problem, { of: problem });
  return h(
    'div',
    { class: 'system-now', 'data-old': problem === null ? null : 'true' },
    problem === null ? h(Verdict, value) : h('p', { class: 'notice', role: 'alert' }, t.old),
    h(Queue, value),
    h(Health, value),
    h(Stages, value),
    h(Streams, value),
  );
}
