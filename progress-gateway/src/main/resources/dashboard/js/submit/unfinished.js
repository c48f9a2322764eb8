// Uploads that a reload or another day has broken off: they go on when the same files are chosen.
import { h } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import { ago, bytes, percent } from '../core/format.js';
import { address } from '../core/router.js';
import * as uploads from '../core/uploads.js';
import { texts } from '../texts.js';
import { forgetBatch, remembered } from '../upload/memory.js';
import { Card } from '../ui/elements.js';
import * as calls from './calls.js';

const t = texts.submit.unfinished;

export function useUnfinished() {
  const [found, setFound] = useState([]);
  async function look() {
    const kept = remembered().filter((each) => !uploads.of(each.batchId));
    const standing = await Promise.all(kept.map((each) => calls.offsetOf(each.address)));
    // What the server no longer has, or has whole, is nothing to go on with.
    kept.forEach((each, at) => standing[at] === null && forgetBatch(each.batchId));
    setFound(kept.map((each, at) => ({ ...each, offset: standing[at] })).filter((each) => each.offset !== null));
  }
  useEffect(() => {
    look();
  }, []);
  return { found, look };
}

export function Unfinished({ found, onForget }) {
  if (found.length === 0) return null;
  return h(
    Card,
    { title: t.title, class: 'unfinished' },
    h('p', { class: 'hint' }, t.hint),
    h(
      'ul',
      {},
      found.map((each) =>
        h(
          'li',
          { key: each.print },
          h('a', { href: address(['batches', each.batchId]) }, each.name),
          h('span', { class: 'hint' }, t.standing(each.offset === undefined ? null : percent((100 * each.offset) / each.size), bytes(each.size), ago(new Date(each.at).toISOString()))),
          h('span', { class: 'spacer' }),
          h('button', { type: 'button', class: 'quiet', onClick: () => onForget(each) }, t.forget),
        ),
      ),
    ),
  );
}
