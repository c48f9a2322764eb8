// Everything that the page of a batch knows: what the API says, and what comes live.
import { useCallback, useEffect, useMemo, useRef, useState } from 'preact/hooks';
import * as api from '../core/api.js';
import { useAsked } from '../core/asked.js';
import { isOver } from '../core/format.js';
import { useWatch } from '../core/live.js';
import { forward } from './counts.js';
import { sampled } from './rates.js';
import { standing } from './standing.js';

// How often the status is asked for, beside what the stream says. Before the start no stream tells
// of what is being got ready, and afterwards only that somebody had something done again.
const ASK = { begins: 800, moves: 2000, over: 8000 };
// An answer may be a moment behind the stream's end.
const BEHIND = 1500;
const COUNTING = new Set(['organizing_qr', 'processing_sheets']);

function rhythm(status) {
  if (status === 'pending' || status === 'uploading') return ASK.begins;
  return isOver(status) ? ASK.over : ASK.moves;
}

// `items`: who is told of items, as in core/live.js.
export function useBatch(batchId, items) {
  const [round, setRound] = useState(0);
  const [every, setEvery] = useState(ASK.begins);
  const again = useCallback(() => setRound((before) => before + 1), []);
  const seen = useWatch(batchId, round, items);
  const end = seen.ended;
  const asked = useAsked(() => api.status(batchId), [batchId], { every });
  const batch = asked.value;
  const endedAt = useRef(0);

  useEffect(() => {
    if (end) endedAt.current = performance.now();
    if (end || seen.gone || seen.newest) asked.again();
  }, [seen.newest?.stage, end, seen.gone]);

  useEffect(() => {
    if (!batch) return;
    setEvery(end && !isOver(batch.status) ? ASK.begins : rhythm(batch.status));
    // Somebody had items done again: the stream of before has ended.
    if (end && !isOver(batch.status) && performance.now() - endedAt.current > BEHIND) again();
  }, [batch]);

  const samples = useSamples(batchId, round, seen.newest);
  const shown = useRef({ generation: null, counts: null });
  const facts = useMemo(() => {
    if (!batch) return null;
    const now = standing(batch, seen.newest, end);
    const before = shown.current.generation === batch.generation ? shown.current.counts : null;
    shown.current = { generation: batch.generation, counts: forward(before, now.counts) };
    return { ...now, counts: shown.current.counts };
  }, [batch, seen.newest, end]);
  // What was done here shows at once, and is followed although the stream of before may have ended.
  const acted = useCallback(
    async (follows = false) => {
      await asked.again();
      if (follows) again();
    },
    [asked.again],
  );
  return { batch, facts, seen, samples, problem: asked.problem, acted };
}

// How many were done when, in the stage that counts now; what was before the page came included.
function useSamples(batchId, round, newest) {
  const samples = useRef({ stage: null, list: [] });
  const take = (event) => {
    if (!COUNTING.has(event.stage)) return;
    if (samples.current.stage !== event.stage) samples.current = { stage: event.stage, list: [] };
    const sample = { t: Date.parse(event.timestamp), done: event.items_processed };
    samples.current.list = sampled(samples.current.list, sample);
  };
  useEffect(() => {
    samples.current = { stage: null, list: [] };
    let left = false;
    api.events(batchId).then(
      ({ events }) => {
        if (left) return;
        const since = samples.current.list;
        samples.current = { stage: null, list: [] };
        events.forEach(take);
        for (const sample of since) samples.current.list = sampled(samples.current.list, sample);
      },
      // Without the past the line begins now.
      () => {},
    );
    return () => (left = true);
  }, [batchId, round]);
  const last = useRef(null);
  if (newest && newest !== last.current) {
    last.current = newest;
    take(newest);
  }
  return samples.current;
}
