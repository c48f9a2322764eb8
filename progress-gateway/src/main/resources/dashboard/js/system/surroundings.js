// What the service depends on, and how people's pages are connected to it.
import { h } from 'preact';
import * as format from '../core/format.js';
import { Card, Figure } from '../ui/elements.js';
import { Mark } from './parts.js';
import { dependencies } from './verdict.js';
import { texts } from '../texts.js';

const t = texts.system;
const STATES = { up: 'good', down: 'bad', missing: 'warn' };

export function Health({ ready }) {
  return h(
    Card,
    { title: t.health.title, class: 'health' },
    h(
      'ul',
      { class: 'checks' },
      dependencies(ready).map((check) =>
        h(
          'li',
          { key: check.name, 'data-state': STATES[check.status] },
          h(Mark, { state: STATES[check.status] ?? 'warn', said: true }),
          h('span', { class: 'check-name' }, t.health.names[check.name] ?? check.name),
          h('span', { class: 'check-detail' }, check.detail),
        ),
      ),
    ),
  );
}

// How many pages say that they are connected like this.
function Said({ names, counted }) {
  return h(
    'dl',
    { class: 'said' },
    Object.entries(names).map(([key, name]) =>
      h(
        'div',
        { key, class: counted[key] === 0 ? 'zero' : '', 'data-said': key },
        h('dt', {}, name),
        h('dd', {}, format.count(counted[key])),
      ),
    ),
  );
}

export function Streams({ streams }) {
  return h(
    Card,
    { title: t.streams.title, class: 'streams' },
    h(
      'dl',
      { class: 'figures' },
      h(Figure, { name: t.streams.open }, format.count(streams.open_streams)),
      h(Figure, { name: t.streams.polling }, format.count(streams.polling_clients)),
      h(Figure, { name: t.streams.newest }, streams.newest_event_at && format.ago(streams.newest_event_at)),
    ),
    h('h3', {}, t.streams.connection),
    h(Said, { names: t.streams.connections, counted: streams.connections }),
    h('h3', {}, t.streams.quality),
    h(Said, { names: t.streams.qualities, counted: streams.qualities }),
  );
}
