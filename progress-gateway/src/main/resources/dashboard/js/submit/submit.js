// A new batch: what it is made of, how it is worked on, and what is known of it before it is sent.
import { h } from 'preact';
import { useEffect, useMemo, useRef, useState } from 'preact/hooks';
import * as api from '../core/api.js';
import { useAsked } from '../core/asked.js';
import { count } from '../core/format.js';
import { filter, go } from '../core/router.js';
import { say } from '../core/say.js';
import { may } from '../core/session.js';
import { useSignal } from '../core/state.js';
import * as uploads from '../core/uploads.js';
import { texts } from '../texts.js';
import { Card, Empty } from '../ui/elements.js';
import * as calls from './calls.js';
import { Choose } from './choose.js';
import { factsOf } from './facts.js';
import { COMMON, Fields, MORE, Options } from './form.js';
import { isPicture } from './kinds.js';
import { itemsOf } from './list-items.js';
import { ListField } from './list-field.js';
import { collected, fieldsOf } from './options.js';
import { clear, picked } from './picked.js';
import { planned } from './plan.js';
import { predicted } from './predict.js';
import { Preflight, sampleFor } from './preflight.js';
import * as sending from './sending.js';
import { Unfinished, useUnfinished } from './unfinished.js';
import { useDirectory } from './use-directory.js';
import { useTyped } from './use-typed.js';

const t = texts.submit;
const ASK_EVERY = 4000;

export function SubmitPage({ query }) {
  useEffect(() => {
    document.title = `${t.title} · Batchline`;
  }, []);
  const workloads = useAsked(api.workloads, [], { every: ASK_EVERY });
  if (!may('operator')) return h(Empty, { title: t.notAllowed });
  if (workloads.value === null) return h('p', { class: workloads.problem ? 'problem' : 'hint' }, workloads.problem?.message ?? t.asking);
  if (workloads.value.length === 0) return h(Empty, { title: t.noWorkloads }, t.noWorkloadsMore);
  return h(Submit, { workloads: workloads.value, query });
}

function Submit({ workloads, query }) {
  const workload = workloads.find((each) => each.name === query.workload) ?? usual(workloads);
  const fields = useMemo(() => fieldsOf(workload.options_schema), [JSON.stringify(workload.options_schema)]);
  const asList = query.mode === 'list' && workload.takes_items;
  const files = useSignal(picked);
  const [text, setText] = useState('');
  const [most, setMost] = useState(Infinity);
  const [doing, setDoing] = useState(null);
  const [refusal, setRefusal] = useState(null);
  const attempt = useRef({ body: '', key: '' });
  const unfinished = useUnfinished();
  useEffect(() => {
    calls.largestSource().then(setMost);
  }, []);

  const ofSheets = fields.some((field) => field.name === 'template' && field.kind === 'file');
  const fileOptions = fields.filter((field) => field.kind === 'file').map((field) => field.name);
  const plan = useMemo(
    () => planned(files.map(({ path, file }) => ({ path, size: file.size })), { fileOptions, ofSheets, most }),
    [files, fileOptions.join(), ofSheets, most],
  );
  const byPath = new Map(files.map((each) => [each.path, each]));
  const taken = plan.take.map((path) => byPath.get(path)).filter(Boolean);
  const typed = useTyped(workload, plan, byPath);
  const options = collected(fields, typed.options);
  const common = collected([...COMMON, ...MORE], typed.common);
  const hasTemplate = 'template' in options.options;
  const directory = useDirectory(plan, taken, { ofSheets, hasTemplate });
  const list = useMemo(() => itemsOf(text), [text]);

  const packedItems = ofSheets ? plan.take.filter(isPicture).length : plan.take.length;
  // A template that was chosen in the form, and not with the files, counts too.
  const settled = hasTemplate && plan.problem?.why === 'noTemplate' ? { ...plan, problem: null } : plan;
  const facts = asList ? factsOfList(list) : factsOf(settled, directory, ofSheets, packedItems);
  const queue = useAsked(calls.queue, [], { every: 10_000 });
  const figures = useAsked(() => calls.figures(workload.name), [workload.name]);
  const prediction = predicted({ items: facts.items, figures: figures.value, queue: queue.value, priority: common.options.priority ?? 'normal' });
  const print = asList || taken.length === 0 ? null : sending.printOf(taken);
  const before = unfinished.found.find((each) => each.print === print);

  // That a name is missing is said when there is something to name.
  if (facts.items === null && common.wrong.name?.wrong === 'required') common.wrong.name.quiet = true;
  const wrong = { ...spoken(common.wrong), ...typed.refused.common };
  const wrongOptions = { ...spoken(options.wrong), ...typed.refused.options };
  const isWrong = Object.keys(wrong).length + Object.keys(wrongOptions).length > 0;
  const hasItems = facts.items === undefined || facts.items > 0;
  const ready = hasItems && !facts.looking && facts.problem === null && !isWrong;

  async function source() {
    let done = 0;
    const read = (length) => {
      done += length;
      setDoing({ label: t.packing(count(taken.length)), percent: (100 * done) / Math.max(1, plan.bytes) });
    };
    return sending.sourceOf(plan, taken, read);
  }

  async function carryOut(action) {
    setDoing({ label: t.creating, percent: 0 });
    setRefusal(null);
    try {
      const batchId = await action();
      clear();
      go(['batches', batchId]);
    } catch (problem) {
      if (!typed.refuse(problem.errors ?? [])) setRefusal(problem);
      say(problem.message);
    } finally {
      setDoing(null);
    }
  }

  const submit = (event) => {
    event.preventDefault();
    if (!ready || doing !== null) return;
    carryOut(async () => {
      const body = { workload: workload.name, ...common.options, options: options.options };
      const key = keyFor(attempt.current, JSON.stringify([body, print, asList ? text.length : 0]));
      if (asList) {
        const sent = (done) => setDoing({ label: t.sendingList(count(done)), percent: (100 * done) / list.items.length });
        return sending.submitList(body, key, list.items, sent);
      }
      return sending.submitFiles(body, key, await source(), print);
    });
  };
  const goOn = () =>
    carryOut(async () => {
      const { source: blob, name } = await source();
      uploads.send(before.batchId, blob, { name, print, address: before.address });
      return before.batchId;
    });

  return h(
    'form',
    { class: 'submit', onSubmit: submit, noValidate: true },
    h('h1', {}, t.title),
    h(
      'div',
      { class: 'submit-main' },
      h(Unfinished, {
        found: unfinished.found,
        onForget: (each) => {
          uploads.discard(each);
          unfinished.look();
        },
      }),
      workload.takes_items && h(Ways, { asList }),
      asList ? h(ListField, { text, list, onText: setText }) : h(Choose, { files }),
      before &&
        h(
          'div',
          { class: 'notice going-on', role: 'status' },
          h('p', {}, t.unfinished.same),
          h('button', { type: 'button', class: 'primary', disabled: doing !== null, onClick: goOn }, t.unfinished.goOn),
        ),
      h(
        Card,
        { title: t.form.title, class: 'settings' },
        h(Fields, { fields: COMMON.slice(0, 1), typed: typed.common, wrong, onTyped: typed.typeCommon }),
        h(
          'div',
          { class: 'field-grid' },
          workloads.length > 1 && h(WorkloadChoice, { workloads, workload }),
          h(Fields, { fields: COMMON.slice(1), typed: typed.common, wrong, onTyped: typed.typeCommon }),
        ),
        h(Options, { fields, typed: typed.options, wrong: wrongOptions, onTyped: typed.typeOption }),
        h(
          'details',
          { class: 'more', open: MORE.some((field) => wrong[field.name]) },
          h('summary', {}, t.form.more),
          h('div', { class: 'more-body' }, h(Fields, { fields: MORE, typed: typed.common, wrong, onTyped: typed.typeCommon })),
        ),
      ),
    ),
    h(
      'div',
      { class: 'submit-side' },
      h(Preflight, {
        facts,
        prediction,
        noun: ofSheets ? t.preflight.pictures : (workload.labels?.items ?? t.preflight.noun),
        sample: ofSheets && !asList ? sampleFor(plan, taken, directory?.entries) : null,
        doing,
        refusal,
        ready,
        onSubmit: submit,
        button: before ? t.buttonAnew : t.button,
      }),
    ),
  );
}

function Ways({ asList }) {
  const way = (list, label) =>
    h('button', { type: 'button', 'aria-pressed': String(asList === list), onClick: () => filter({ mode: list ? 'list' : '' }) }, label);
  return h('div', { class: 'segments', role: 'group', 'aria-label': t.ways.label }, way(false, t.ways.files), way(true, t.ways.list));
}

function WorkloadChoice({ workloads, workload }) {
  return h(
    'div',
    { class: 'field choice' },
    h('label', { for: 'workload' }, t.form.workload),
    h(
      'select',
      { id: 'workload', value: workload.name, onChange: (event) => filter({ workload: event.currentTarget.value }) },
      workloads.map((each) => h('option', { key: each.name, value: each.name }, each.name)),
    ),
  );
}

function usual(workloads) {
  return workloads.find((each) => each.name === 'answer-sheets') ?? workloads[0];
}

function factsOfList(list) {
  const problem = list.problems.length > 0 ? { why: 'listWrong' } : null;
  return { items: list.kind === 'none' ? null : list.items.length, size: 0, unpacked: 0, ignored: 0, refused: [], notes: [], problem, looking: false };
}

function spoken(wrong) {
  return Object.fromEntries(Object.entries(wrong).filter(([, each]) => !each.quiet).map(([name, each]) => [name, t.form.wrong(each)]));
}

// One key for one request, however often it is tried.
function keyFor(attempt, body) {
  if (attempt.body !== body) {
    attempt.body = body;
    attempt.key = globalThis.crypto.randomUUID?.() ?? `${Date.now()}-${Math.random()}`;
  }
  return attempt.key;
}
