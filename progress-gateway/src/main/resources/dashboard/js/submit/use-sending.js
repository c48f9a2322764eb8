// What the button does: reads, creates, sends, and goes to the batch.
import { useRef, useState } from 'preact/hooks';
import { count } from '../core/format.js';
import { go } from '../core/router.js';
import { say } from '../core/say.js';
import * as uploads from '../core/uploads.js';
import { texts } from '../texts.js';
import { clear } from './picked.js';
import * as sending from './sending.js';

const t = texts.submit;

// `refuse(errors)`: puts what the server says at its fields, and tells whether each has one. Gives
// {doing: {label, percent} | null, refusal, files(…), list(…), goOn(…)}.
export function useSending(refuse) {
  const [doing, setDoing] = useState(null);
  const [refusal, setRefusal] = useState(null);
  const attempt = useRef({ of: '', key: '' });

  // One key for one request, however often it is tried.
  function keyFor(...what) {
    const of = JSON.stringify(what);
    if (attempt.current.of !== of) attempt.current = { of, key: `${Date.now()}-${Math.random().toString(36).slice(2)}` };
    return attempt.current.key;
  }

  async function carryOut(action) {
    if (doing !== null) return;
    setDoing({ label: t.creating, percent: 0 });
    setRefusal(null);
    try {
      const batchId = await action();
      clear();
      go(['batches', batchId]);
    } catch (problem) {
      if (!refuse(problem.errors ?? [])) setRefusal(problem);
      say(problem.message);
    } finally {
      setDoing(null);
    }
  }

  function source(plan, files) {
    let done = 0;
    return sending.sourceOf(plan, files, (length) => {
      done += length;
      setDoing({ label: t.packing(count(files.length)), percent: (100 * done) / Math.max(1, plan.bytes) });
    });
  }

  return {
    doing,
    refusal,
    files: (body, plan, files, print) =>
      carryOut(async () => sending.submitFiles(body, keyFor(body, print), await source(plan, files), print)),
    list: (body, items) =>
      carryOut(() => {
        const sent = (done) => setDoing({ label: t.sendingList(count(done)), percent: (100 * done) / items.length });
        return sending.submitList(body, keyFor(body, items.length), items, sent);
      }),
    // `before`: an upload of the same files that was broken off.
    goOn: (before, plan, files) =>
      carryOut(async () => {
        const { source: blob, name } = await source(plan, files);
        uploads.send(before.batchId, blob, { name, print: before.print, address: before.address });
        return before.batchId;
      }),
  };
}
