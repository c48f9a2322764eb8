// What stands around every view: the brand, where one can go, how the page is connected, and who is in.
import { h } from 'preact';
import { address } from './core/router.js';
import { connection } from './core/live.js';
import { end, may } from './core/session.js';
import { choose, theme, THEMES } from './core/theme.js';
import { useSignal } from './core/state.js';
import { texts } from './texts.js';

function Connected() {
  const now = useSignal(connection);
  if (now === null || !(now.state in texts.connection)) return null;
  return h(
    'span',
    { class: 'connection', id: 'connection', role: 'status', 'data-state': now.state },
    texts.connection[now.state],
  );
}

function Link({ to, here, children }) {
  return h('a', { href: address([to]), 'aria-current': here === to ? 'page' : null }, children);
}

function Menu({ me }) {
  const chosen = useSignal(theme);
  return h(
    'details',
    {
      class: 'menu',
      onFocusOut: (event) => {
        if (!event.currentTarget.contains(event.relatedTarget)) event.currentTarget.open = false;
      },
      onKeyDown: (event) => {
        if (event.key === 'Escape') event.currentTarget.open = false;
      },
    },
    h('summary', {}, me.username),
    h(
      'div',
      { class: 'menu-body' },
      h(
        'label',
        {},
        texts.user.theme,
        h(
          'select',
          { value: chosen, onChange: (event) => choose(event.currentTarget.value) },
          THEMES.map((each) => h('option', { key: each, value: each }, texts.user.themes[each])),
        ),
      ),
      h('button', { type: 'button', id: 'logout', onClick: end }, texts.user.logout),
    ),
  );
}

export function Shell({ session, here, children }) {
  const inside = session.state === 'in';
  return [
    h(
      'header',
      { class: 'top' },
      h(
        'div',
        { class: 'top-inner' },
        h('a', { class: 'brand', href: '#/' }, h('img', { src: '/icon.svg', alt: '', width: 26, height: 26 }), h('span', {}, 'Batchline')),
        inside &&
          h(
            'nav',
            { class: 'nav', 'aria-label': texts.nav.label },
            h(Link, { to: 'batches', here }, texts.nav.batches),
            may('operator') && h(Link, { to: 'submit', here }, texts.nav.submit),
            h(Link, { to: 'system', here }, texts.nav.system),
          ),
        h('span', { class: 'spacer' }),
        inside && h(Connected),
        inside && h(Menu, { me: session.me }),
      ),
    ),
    h('main', { id: 'main', tabIndex: -1 }, children),
  ];
}
