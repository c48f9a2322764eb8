// Which view is shown, by the part of the address behind the `#`, so that a link to a batch works.
import * as api from './api.js';
import { text } from './dom.js';
import * as batch from './batch.js';
import * as list from './list.js';
import * as login from './login.js';

const root = document.getElementById('main');
const pill = document.getElementById('connection');
const logout = document.getElementById('logout');
const STATES = {
  connecting: 'Connecting…',
  live: 'Live',
  reconnecting: 'Reconnecting…',
  polling: 'Asking now and then',
  offline: 'Offline',
  ended: 'Finished',
};
let close = () => {};
let loggedIn = false;

function connection(state) {
  pill.hidden = !(state in STATES);
  pill.dataset.state = state ?? '';
  text(pill, STATES[state] ?? '');
}

function route() {
  close();
  connection(null);
  document.title = 'Batchline';
  logout.hidden = !loggedIn;
  if (!loggedIn) {
    close = login.show(root, { onDone: enter });
    return;
  }
  const found = /^#\/batches\/([^/]+)$/.exec(location.hash);
  close = found
    ? batch.show(root, { batchId: decodeURIComponent(found[1]), connection })
    : list.show(root, { connection });
  root.focus({ preventScroll: true });
  window.scrollTo(0, 0);
}

function enter() {
  loggedIn = true;
  route();
}

api.whenLoggedOut(() => {
  if (!loggedIn) return;
  loggedIn = false;
  route();
});

logout.addEventListener('click', async () => {
  try {
    await api.logout();
  } finally {
    loggedIn = false;
    route();
  }
});

window.addEventListener('hashchange', route);

// The cookie can't be seen from here: whether it is good the first answer says.
try {
  await api.settings();
  enter();
} catch (refused) {
  if (refused.status === 401) route();
  else {
    root.textContent = refused.message;
    setTimeout(() => location.reload(), 3000);
  }
}
