// One batch, top down: what it comes to, its stages, what failed, what needs a person, its items.
import { h } from 'preact';
import { useEffect, useMemo, useRef } from 'preact/hooks';
import { say } from '../core/say.js';
import { isOver } from '../core/format.js';
import { Empty, Problem } from '../ui/elements.js';
import { texts } from '../texts.js';
import { Downloads } from './downloads.js';
import { Doubts, useDoubts } from './doubts.js';
import { Failures } from './failures.js';
import { useBatch } from './following.js';
import { Head } from './head.js';
import { ItemsCard } from './items-card.js';
import { Log } from './log.js';
import { Now } from './now.js';
import { Stages } from './stages-card.js';
import { Timeline } from './timeline-card.js';
import { UploadCard } from './upload-card.js';

const t = texts.batch;

export function BatchPage({ batchId, query }) {
  // Set by the table of items while it is there.
  const told = useRef({ item: () => {}, missed: () => {} });
  const listening = useMemo(
    () => ({ onItem: (change) => told.current.item(change), onItemsMissed: () => told.current.missed() }),
    [],
  );
  const { batch, facts, seen, samples, problem, acted } = useBatch(batchId, listening);
  const doubts = useDoubts(batchId, facts);
  useSaid(facts, batch);
  useEffect(() => {
    if (batch) document.title = `${batch.name} · Batchline`;
    return () => (document.title = 'Batchline');
  }, [batch?.name]);
  // The items draw themselves: what happens ten times a second leaves them alone.
  const items = useMemo(
    () =>
      batch &&
      h(ItemsCard, {
        batchId,
        told,
        query,
        noun: batch.definition.labels.items,
        counts: batch.counts,
        causes: batch.failures,
        workload: batch.workload,
        stage: batch.stage,
        status: batch.status,
        acted,
      }),
    [batchId, query, batch?.counts.total, ended(batch), batch?.status, batch?.stage, batch?.generation, causes(batch), acted],
  );
  if (!batch) {
    if (problem?.status === 404) return h(Missing);
    return h('div', { class: 'batch' }, h(Back), problem ? h(Problem, { of: problem }) : h('p', { class: 'hint' }, '…'));
  }
  if (problem?.status === 404) return h(Missing);
  return h(
    'article',
    { class: 'batch' },
    h(Back),
    h(Head, { batch, facts, acted }),
    h(UploadCard, { batchId }),
    h(Now, { batch, facts, seen, samples, doubts: doubts.open, problem }),
    h(Downloads, { batch, facts }),
    h(Stages, { batch, facts, seen }),
    h(Failures, { batch, facts, acted }),
    h(Doubts, { batchId, doubts, acted }),
    items,
    h('div', { class: 'side-by-side' }, h(Timeline, { batch, facts, seen }), h(Log, { batchId, changed: `${batch.status} ${batch.generation}` })),
  );
}

function ended(batch) {
  return batch ? batch.counts.succeeded + batch.counts.failed + batch.counts.cancelled : 0;
}

function causes(batch) {
  return batch ? batch.failures.map((each) => `${each.cause} ${each.count}`).join() : '';
}

// What changes is said to those who can't see it: the stage, and the end.
function useSaid(facts, batch) {
  const said = useRef(null);
  const now = facts && (facts.over ? facts.status : facts.stage);
  useEffect(() => {
    if (!now) return;
    if (said.current !== null && said.current !== now) {
      const message = facts.message ?? batch.message ?? '';
      if (facts.status === 'completed') say(t.done(message));
      else say(isOver(facts.status) ? message : `${facts.stageLabel ?? ''}: ${message}`);
    }
    said.current = now;
  }, [now]);
}

function Back() {
  return h('a', { class: 'back', href: '#/' }, t.back);
}

function Missing() {
  return h('div', { class: 'batch' }, h(Back), h(Empty, { title: t.missing.title }, t.missing.more));
}
