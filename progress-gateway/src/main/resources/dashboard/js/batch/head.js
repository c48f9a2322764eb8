// The name of the batch, and what can be done with it.
import { h } from 'preact';
import { useState } from 'preact/hooks';
import * as api from '../core/api.js';
import { bytes, time } from '../core/format.js';
import { standing as named } from '../core/words.js';
import { may } from '../core/session.js';
import * as uploads from '../core/uploads.js';
import { Action, Chip, Problem } from '../ui/elements.js';
import { Dialog } from '../ui/dialog.js';
import { texts } from '../texts.js';
import { ended } from './counts.js';
import { Change } from './change.js';

const t = texts.batch.actions;

function about(batch) {
  return [
    batch.workload,
    batch.source && `${batch.source.file_name || 'source'} (${bytes(batch.source.size)})`,
    `created ${time(batch.created_at)}`,
    batch.owner,
    batch.priority === 'normal' ? null : `${t.priority}: ${t.priorities[batch.priority].toLowerCase()}`,
    batch.definition.concurrency && `${t.concurrency}: ${batch.definition.concurrency}`,
  ]
    .filter(Boolean)
    .join(' · ');
}

export function Head({ batch, facts, acted }) {
  const [problem, setProblem] = useState(null);
  const status = facts.status;
  return h(
    'header',
    {},
    h(
      'div',
      { class: 'batch-head' },
      h(
        'div',
        { class: 'batch-title' },
        h('h1', {}, batch.name),
        h(Chip, { status }, named({ ...batch, status })),
      ),
      may('operator') && h(Actions, { batch, facts, acted, onProblem: setProblem }),
    ),
    h('p', { class: 'sub' }, about(batch)),
    h(Problem, { of: problem }),
  );
}

function Actions({ batch, facts, acted, onProblem }) {
  const [open, setOpen] = useState(null);
  const id = batch.batch_id;
  const { status, over } = facts;
  const act = (request) => async () => {
    await request(id);
    await acted();
  };
  const again = over ? facts.counts.failed + facts.counts.cancelled : 0;
  const left = facts.counts.total - ended(facts.counts);
  return h(
    'div',
    { class: 'batch-actions', role: 'group', 'aria-label': t.label },
    facts.startable && h(Action, { class: 'primary', run: act(api.start), onProblem }, t.start),
    status === 'processing' && h(Action, { run: act(api.pause), onProblem }, t.pause),
    status === 'paused' && h(Action, { class: 'primary', run: act(api.resume), onProblem }, t.resume),
    !over && status !== 'cancelling' && h('button', { type: 'button', onClick: () => setOpen('change') }, t.change),
    !over &&
      status !== 'cancelling' &&
      h('button', { type: 'button', class: 'danger', onClick: () => setOpen('cancel') }, t.cancel),
    again > 0 &&
      h(
        Action,
        {
          title: t.againHint,
          onProblem,
          run: async () => {
            await api.retry(id);
            await acted(true);
          },
        },
        t.again(again),
      ),
    open === 'cancel' &&
      h(
        Dialog,
        {
          title: t.cancelTitle,
          onClose: () => setOpen(null),
          onProblem,
          confirm: {
            label: t.cancel,
            keep: t.keep,
            danger: true,
            run: async () => {
              await act(api.cancel)();
              uploads.forget(id);
            },
          },
        },
        h('p', {}, t.cancelBody(left, facts.noun)),
      ),
    open === 'change' && h(Change, { batch, acted, onClose: () => setOpen(null) }),
  );
}
