// How a batch is worked on: the card with all of its fields.
import { h } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import { filter } from '../core/router.js';
import { texts } from '../texts.js';
import { Card } from '../ui/elements.js';
import { COMMON, Fields, MORE, Options } from './form.js';

const t = texts.submit.form;

// `fields`: those that the workload asks for; `wrong` and `wrongOptions`: what is said at them.
export function Settings({ workloads, workload, fields, typed, wrong, wrongOptions }) {
  const common = { typed: typed.common, wrong, onTyped: typed.typeCommon };
  const [name, ...others] = COMMON;
  return h(
    Card,
    { title: t.title, class: 'settings' },
    h(Fields, { fields: [name], ...common }),
    h(
      'div',
      { class: 'field-grid' },
      workloads.length > 1 && h(WorkloadChoice, { workloads, workload }),
      h(Fields, { fields: others, ...common }),
    ),
    h(Options, { fields, typed: typed.options, wrong: wrongOptions, onTyped: typed.typeOption }),
    h(More, { common }),
  );
}

// It opens for what is wrong in it, and closes by hand only.
function More({ common }) {
  const [open, setOpen] = useState(false);
  const isWrong = MORE.some((field) => common.wrong[field.name]);
  useEffect(() => {
    if (isWrong) setOpen(true);
  }, [isWrong]);
  return h(
    'details',
    { class: 'more', open, onToggle: (event) => setOpen(event.currentTarget.open) },
    h('summary', {}, t.more),
    h('div', { class: 'more-body' }, h(Fields, { fields: MORE, ...common })),
  );
}

function WorkloadChoice({ workloads, workload }) {
  return h(
    'div',
    { class: 'field choice' },
    h('label', { for: 'workload' }, t.workload),
    h(
      'select',
      { id: 'workload', value: workload.name, onChange: (event) => filter({ workload: event.currentTarget.value }) },
      workloads.map((each) => h('option', { key: each.name, value: each.name }, each.name)),
    ),
  );
}
