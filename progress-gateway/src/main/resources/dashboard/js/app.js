// Which view is shown, by the address and by whether somebody is logged in.
import { h } from 'preact';
import { useEffect, useRef } from 'preact/hooks';
import { route } from './core/router.js';
import { session } from './core/session.js';
import { useSignal } from './core/state.js';
import { fetchRest, later } from './core/later.js';
import { BatchesPage } from './batches/batches.js';
import { Login } from './login/login.js';
import { Shell } from './shell.js';
import { Empty } from './ui/elements.js';
import { texts } from './texts.js';

const BatchPage = later(async () => (await import('./batch/batch.js')).BatchPage);
const ReviewPage = later(async () => (await import('./review/review.js')).ReviewPage);
const SubmitPage = later(async () => (await import('./submit/submit.js')).SubmitPage);
const SystemPage = later(async () => (await import('./system/system.js')).SystemPage);

function view({ path, query }) {
  const [place = 'batches', id, part] = path;
  if (place === 'batches' && id === undefined) return h(BatchesPage, { query });
  if (place === 'batches' && part === undefined) return h(BatchPage, { key: id, batchId: id, query });
  if (place === 'batches' && part === 'review') return h(ReviewPage, { key: id, batchId: id, query });
  if (place === 'submit') return h(SubmitPage, { query });
  if (place === 'system') return h(SystemPage, { part: id, query });
  return h(Empty, { title: texts.notFound.title }, h('a', { href: '#/' }, texts.notFound.back));
}

export function App() {
  const at = useSignal(route);
  const who = useSignal(session);
  const first = useRef(true);
  const where = at.path.join('/');
  // Another view begins at its top, for eyes and for screen readers.
  useEffect(() => {
    if (first.current) first.current = false;
    else {
      window.scrollTo(0, 0);
      document.getElementById('main').focus({ preventScroll: true });
    }
  }, [where, who.state]);
  useEffect(() => {
    if (who.state === 'in') fetchRest();
  }, [who.state]);
  let content = null;
  if (who.state === 'out') content = h(Login, { expired: who.expired });
  else if (who.state === 'unreachable') content = h('p', { class: 'notice', role: 'alert' }, texts.unreachable);
  else if (who.state === 'in') content = view(at);
  return h(Shell, { session: who, here: at.path[0] ?? 'batches' }, content);
}
