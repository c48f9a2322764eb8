// A new batch: what it is made of, how it is worked on, and what is known of it before it is sent.
import { h } from 'preact';
import { useEffect, useMemo, useState } from 'preact/hooks';
import * as api from '../core/api.js';
import { useAsked } from '../core/asked.js';
import { filter } from '../core/router.js';
import { may } from '../core/session.js';
import { useSignal } from '../core/state.js';
import * as uploads from '../core/uploads.js';
import { texts } from '../texts.js';
import { Empty } from '../ui/elements.js';
import * as calls from './calls.js';
import { Choose } from './choose.js';
import { factsOf, factsOfList } from './facts.js';
import { COMMON, MORE } from './form.js';
import { isPicture } from './kinds.js';
import { ListField } from './list-field.js';
import { itemsOf } from './list-items.js';
import { collected, fieldsOf } from './options.js';
import { picked } from './picked.js';
import { planned } from './plan.js';
import { predicted } from './predict.js';
import { Preflight, sampleFor } from './preflight.js';
import { printOf } from './sending.js';
import { Settings } from './settings.js';
import { Unfinished, useUnfinished } from './unfinished.js';
import { useDirectory } from './use-directory.js';
import { useSending } from './use-sending.js';
import { useTyped } from './use-typed.js';

const t = texts.submit;
const ASK_EVERY = 4000;
const QUEUE_EVERY = 10_000;

export function SubmitPage({ query }) {
  useEffect(() => {
    document.title = `${t.title} · Batchline`;
  }, []);
  const workloads = useAsked(api.workloads, [], { every: ASK_EVERY });
  if (!may('operator')) return h(Empty, { title: t.notAllowed });
  if (workloads.value === null) {
    return h('p', { class: workloads.problem ? 'problem' : 'hint' }, workloads.problem?.message ?? t.asking);
  }
  if (workloads.value.length === 0) return h(Empty, { title: t.noWorkloads }, t.noWorkloadsMore);
  return h(Submit, { workloads: workloads.value, query });
}

function Submit({ workloads, query }) {
  const workload = workloads.find((each) => each.name === query.workload) ?? usual(workloads);
  const fields = useMemo(() => fieldsOf(workload.options_schema), [JSON.stringify(workload.options_schema)]);
  const fileOptions = fields.filter((field) => field.kind === 'file').map((field) => field.name);
  // Where a template belongs to the options, pictures are the items.
  const ofSheets = fileOptions.includes('template');
  const asList = query.mode === 'list' && workload.takes_items;
  const files = useSignal(picked);
  const [text, setText] = useState('');
  const [most, setMost] = useState(Infinity);
  const unfinished = useUnfinished();
  useEffect(() => {
    calls.largestSource().then(setMost);
  }, []);

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

  const packed = ofSheets ? plan.take.filter(isPicture).length : plan.take.length;
  // A template that was chosen in the form, and not with the files, counts too.
  const settled = hasTemplate && plan.problem?.why === 'noTemplate' ? { ...plan, problem: null } : plan;
  const facts = asList ? factsOfList(list) : factsOf(settled, directory, ofSheets, packed);
  const queue = useAsked(calls.queue, [], { every: QUEUE_EVERY });
  const figures = useAsked(() => calls.figures(workload.name), [workload.name]);
  const priority = common.options.priority ?? 'normal';
  const prediction = predicted({ items: facts.items, figures: figures.value, queue: queue.value, priority });
  const print = asList || taken.length === 0 ? null : printOf(taken);
  const before = print === null ? undefined : unfinished.found.find((each) => each.print === print);

  // That a name is missing is said when there is something to name.
  const quiet = facts.items === null ? ['name'] : [];
  const wrong = { ...spoken(common.wrong, quiet), ...typed.refused.common };
  const wrongOptions = { ...spoken(options.wrong), ...typed.refused.options };
  const isWrong = [common.wrong, options.wrong, wrong, wrongOptions].some((each) => Object.keys(each).length > 0);
  const hasItems = facts.items === undefined || facts.items > 0;
  const ready = hasItems && !facts.looking && facts.problem === null && !isWrong;
  const sending = useSending(typed.refuse);

  function submit(event) {
    event.preventDefault();
    if (!ready) return;
    const body = { workload: workload.name, ...common.options, options: options.options };
    if (asList) sending.list(body, list.items);
    else sending.files(body, plan, taken, print);
  }

  function discard(upload) {
    uploads.discard(upload);
    unfinished.look();
  }

  return h(
    'form',
    { class: 'submit', onSubmit: submit, noValidate: true },
    h('h1', {}, t.title),
    h(
      'div',
      { class: 'submit-main' },
      h(Unfinished, { found: unfinished.found, onForget: discard }),
      workload.takes_items && h(Ways, { asList }),
      asList ? h(ListField, { text, list, onText: setText }) : h(Choose, { files }),
      before && h(Before, { doing: sending.doing, onGoOn: () => sending.goOn(before, plan, taken) }),
      h(Settings, { workloads, workload, fields, typed, wrong, wrongOptions }),
    ),
    h(
      'div',
      { class: 'submit-side' },
      h(Preflight, {
        facts,
        prediction,
        noun: ofSheets ? t.preflight.pictures : (workload.labels?.items ?? t.preflight.noun),
        sample: ofSheets && !asList ? sampleFor(plan, taken, directory?.entries) : null,
        doing: sending.doing,
        refusal: sending.refusal,
        ready,
        button: before ? t.buttonAnew : t.button,
      }),
    ),
  );
}

function Ways({ asList }) {
  const way = (list, label) =>
    h(
      'button',
      { type: 'button', 'aria-pressed': String(asList === list), onClick: () => filter({ mode: list ? 'list' : '' }) },
      label,
    );
  return h('div', { class: 'ways', role: 'group', 'aria-label': t.ways.label }, way(false, t.ways.files), way(true, t.ways.list));
}

function Before({ doing, onGoOn }) {
  return h(
    'div',
    { class: 'notice going-on', role: 'status' },
    h('p', {}, t.unfinished.same),
    h('button', { type: 'button', class: 'primary', disabled: doing !== null, onClick: onGoOn }, t.unfinished.goOn),
  );
}

function usual(workloads) {
  return workloads.find((each) => each.name === 'answer-sheets') ?? workloads[0];
}

function spoken(wrong, quiet = []) {
  const said = Object.entries(wrong).filter(([name]) => !quiet.includes(name));
  return Object.fromEntries(said.map(([name, each]) => [name, t.form.wrong(each)]));
}
