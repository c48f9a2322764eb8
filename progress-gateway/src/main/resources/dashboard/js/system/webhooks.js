// Who else is told of what happens to batches.
import { h } from 'preact';
import { useState } from 'preact/hooks';
import { say } from '../core/say.js';
import * as format from '../core/format.js';
import { Action, Chip, Problem } from '../ui/elements.js';
import { Ask, Field, List, Secret, useRows } from './lists.js';
import * as calls from './calls.js';
import { texts } from '../texts.js';

const t = texts.system.webhooks;
const EVENTS = Object.keys(t.events);
const USUAL = ['completed', 'failed', 'cancelled'];

function NewEndpoint({ onClose, onDone }) {
  const [url, setUrl] = useState('');
  const [description, setDescription] = useState('');
  const [events, setEvents] = useState(USUAL);
  const toggle = (event, on) => setEvents(EVENTS.filter((each) => (each === event ? on : events.includes(each))));
  return h(
    Ask,
    {
      title: t.add,
      label: t.adding,
      ready: url.trim() !== '' && events.length > 0,
      run: () => calls.addWebhook({ url: url.trim(), events, ...(description.trim() === '' ? {} : { description: description.trim() }) }).then(onDone),
      onClose,
    },
    h(Field, { id: 'hook-url', name: t.url, kind: 'url', value: url, onValue: setUrl, maxLength: 2000, hint: t.urlHint }),
    h(Field, { id: 'hook-description', name: t.description, value: description, onValue: setDescription, maxLength: 200 }),
    h(
      'fieldset',
      { class: 'hook-events' },
      h('legend', {}, t.when),
      EVENTS.map((event) =>
        h(
          'label',
          { key: event },
          h('input', { type: 'checkbox', checked: events.includes(event), onChange: ({ currentTarget }) => toggle(event, currentTarget.checked) }),
          t.events[event],
        ),
      ),
    ),
  );
}

export function Webhooks() {
  const list = useRows(calls.webhooks, 'webhooks');
  const [asked, ask] = useState(null);
  const [made, setMade] = useState(null);
  const [problem, setProblem] = useState(null);
  const done = (endpoint) => {
    setMade(endpoint);
    list.again();
  };
  const tried = (hook) => calls.testWebhook(hook.webhook_id).then(() => say(t.tested));
  const row = (hook) => [
    h('th', { scope: 'row', class: 'name' }, hook.url, hook.description && h('span', { class: 'sub' }, hook.description)),
    h('td', {}, hook.events.map((event) => t.events[event]).join(', ')),
    h('td', {}, h(Chip, { status: hook.enabled ? 'completed' : 'paused' }, hook.enabled ? t.enabled : t.disabled), hook.disabled_because && h('span', { class: 'sub' }, hook.disabled_because)),
    h('td', {}, format.time(hook.created_at)),
    h(
      'td',
      { class: 'row-actions' },
      hook.enabled && h(Action, { class: 'quiet', onProblem: setProblem, run: () => tried(hook), 'aria-label': t.tryIt(hook.url) }, t.trying),
      h(
        Action,
        { class: 'quiet', onProblem: setProblem, run: () => calls.enableWebhook(hook.webhook_id, !hook.enabled).then(list.again) },
        hook.enabled ? t.disable : t.enable,
      ),
      h('button', { type: 'button', class: 'quiet danger', 'aria-label': t.removeIt(hook.url), onClick: () => ask(hook) }, t.removing),
    ),
  ];
  return h(
    'div',
    { class: 'system-lists' },
    h(Problem, { of: problem }),
    h(List, {
      title: t.title,
      hint: t.hint,
      list,
      none: t.none,
      columns: [t.url, t.when, t.state, t.since, ''],
      of: (hook) => hook.webhook_id,
      row,
      actions: h('button', { type: 'button', class: 'quiet', onClick: () => ask('new') }, t.add),
    }),
    asked === 'new' && h(NewEndpoint, { onClose: () => ask(null), onDone: done }),
    asked !== null &&
      asked !== 'new' &&
      h(
        Ask,
        { title: t.removeIt(asked.url), label: t.remove, danger: true, run: () => calls.removeWebhook(asked.webhook_id).then(list.again), onClose: () => ask(null) },
        h('p', {}, t.removeHint),
      ),
    made && h(Secret, { title: t.made, hint: t.once, secret: made.secret, onClose: () => setMade(null) }),
  );
}
