// Who did what with this batch, the newest first.
import { h } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import * as api from '../core/api.js';
import { useAsked } from '../core/asked.js';
import { time } from '../core/format.js';
import { Action, Card, Problem } from '../ui/elements.js';
import { texts } from '../texts.js';

const t = texts.batch.log;

// `changed`: whatever it is, when it is another the log is asked for again.
export function Log({ batchId, changed }) {
  const asked = useAsked(() => api.log(batchId), [batchId, changed]);
  const [older, setOlder] = useState(null);
  const [problem, setProblem] = useState(null);
  useEffect(() => setOlder(null), [changed]);
  if (!asked.value) return null;
  const entries = [...asked.value.entries, ...(older?.entries ?? [])];
  const cursor = older ? older.next_cursor : asked.value.next_cursor;
  return h(
    Card,
    { title: t.title, class: 'log-card' },
    entries.length === 0 && h('p', { class: 'hint' }, t.empty),
    h('ol', { class: 'log' }, entries.map((entry, at) => h(Entry, { key: `${entry.at} ${at}`, entry }))),
    cursor &&
      h(
        Action,
        {
          class: 'quiet',
          onProblem: setProblem,
          run: async () => {
            const page = await api.log(batchId, cursor);
            setOlder({ entries: [...(older?.entries ?? []), ...page.entries], next_cursor: page.next_cursor });
          },
        },
        t.more,
      ),
    h(Problem, { of: problem }),
  );
}

function Entry({ entry }) {
  const did = t.actions[entry.action] ?? entry.action;
  const outcome = entry.outcome === 'done' ? '' : ` (${t[entry.outcome]})`;
  return h(
    'li',
    { class: 'log-entry', 'data-outcome': entry.outcome },
    h('b', {}, entry.username ?? t.someone),
    ` ${did}${outcome}`,
    h('time', { class: 'hint', dateTime: entry.at }, time(entry.at)),
  );
}
