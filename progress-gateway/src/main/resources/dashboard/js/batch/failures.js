// What failed, by cause; each cause can be done again by itself.
import { h } from 'preact';
import { useState } from 'preact/hooks';
import * as api from '../core/api.js';
import { count } from '../core/format.js';
import { filter } from '../core/router.js';
import { may } from '../core/session.js';
import { say } from '../core/say.js';
import { Action, Problem } from '../ui/elements.js';
import { texts } from '../texts.js';

const t = texts.batch.failures;

export function Failures({ batch, facts, acted }) {
  const [problem, setProblem] = useState(null);
  if (batch.failures.length === 0) return null;
  const all = batch.failures.reduce((sum, each) => sum + each.count, 0);
  const mayRetry = may('operator') && facts.over;
  const retry = (scope, number) => async () => {
    await api.retry(batch.batch_id, scope);
    say(t.asked(number));
    await acted(true);
  };
  return h(
    'section',
    { class: 'card failures', 'aria-label': t.title(all) },
    h(
      'div',
      { class: 'card-head' },
      h('h2', {}, t.title(all)),
      !facts.over && h('span', { class: 'hint' }, t.later),
    ),
    h(
      'ul',
      { class: 'causes' },
      batch.failures.map((each) =>
        h(
          'li',
          { key: each.cause, class: 'cause' },
          h('b', { class: 'cause-count' }, count(each.count)),
          h('div', { class: 'cause-what' }, h('code', {}, each.cause), each.message && h('p', {}, each.message)),
          h(
            'div',
            { class: 'cause-actions' },
            h(
              'button',
              { type: 'button', class: 'quiet', 'aria-label': t.showCause(each.cause), onClick: () => show(each.cause) },
              t.show,
            ),
            mayRetry &&
              h(
                Action,
                {
                  class: 'quiet',
                  'aria-label': t.retryCause(each.count, each.cause),
                  run: retry({ cause: each.cause }, each.count),
                  onProblem: setProblem,
                },
                t.retry,
              ),
          ),
        ),
      ),
    ),
    h(Problem, { of: problem }),
  );
}

function show(cause) {
  filter({ state: 'failed', cause, group: '', q: '' });
  document.getElementById('items')?.scrollIntoView({ block: 'start' });
}
