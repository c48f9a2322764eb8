// Everything about the service itself: now, what it has done, and for administrators who may use it.
import { h } from 'preact';
import { useEffect } from 'preact/hooks';
import { address } from '../core/router.js';
import { may } from '../core/session.js';
import { Empty } from '../ui/elements.js';
import { Access } from './access.js';
import { History } from './history.js';
import { Log } from './log.js';
import { Now } from './now.js';
import { Webhooks } from './webhooks.js';
import { texts } from '../texts.js';

const t = texts.system;
const EVERYBODY = { '': Now, history: History };
const ADMINS = { access: Access, webhooks: Webhooks, log: Log };

export function SystemPage({ part = '', query }) {
  const parts = may('admin') ? { ...EVERYBODY, ...ADMINS } : EVERYBODY;
  useEffect(() => {
    document.title = t.document(t.parts[part] ?? '');
  }, [part]);
  const here = Object.hasOwn(parts, part);
  return [
    h('h1', {}, t.title),
    h(
      'nav',
      { class: 'tabs', 'aria-label': t.title },
      Object.keys(parts).map((each) =>
        h(
          'a',
          { key: each, href: address(each === '' ? ['system'] : ['system', each]), 'aria-current': each === part ? 'page' : null },
          t.parts[each],
        ),
      ),
    ),
    here ? h(parts[part], { query }) : h(Empty, { title: texts.notFound.title }),
  ];
}
