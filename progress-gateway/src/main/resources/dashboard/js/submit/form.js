// The fields of a batch: those of every batch, and those that its workload asks for.
import { h } from 'preact';
import { bytes } from '../core/format.js';
import { texts } from '../texts.js';
import { fieldsOf } from './options.js';

const t = texts.submit.form;

// As `POST /api/batches` takes them.
export const COMMON = fieldsOf({
  required: ['name'],
  properties: {
    name: { type: 'string', maxLength: 200, ...t.common.name },
    priority: { enum: ['urgent', 'high', 'normal', 'low'], default: 'normal', ...t.common.priority },
  },
});
export const MORE = fieldsOf({
  properties: {
    run_id: { type: 'string', maxLength: 128, ...t.common.run_id },
    concurrency: { type: 'integer', minimum: 1, maximum: 20, ...t.common.concurrency },
    max_attempts: { type: 'integer', minimum: 1, maximum: 10, default: 3, ...t.common.max_attempts },
    item_timeout_seconds: { type: 'integer', minimum: 1, maximum: 1800, ...t.common.item_timeout_seconds },
    max_failed_percent: { type: 'integer', minimum: 0, maximum: 100, default: 100, ...t.common.max_failed_percent },
    webhook_url: { type: 'string', maxLength: 2048, pattern: '^https?://', ...t.common.webhook_url },
    start: { enum: ['auto', 'manual'], default: 'auto', ...t.common.start },
  },
});

// `wrong`: {name: text}; `typed`: {name: text}; `onTyped(name, text)`.
export function Fields({ fields, typed, wrong, onTyped, prefix = '' }) {
  return fields.map((field) =>
    h(Field, {
      key: field.name,
      field,
      id: `field-${prefix}${field.name}`,
      typed: typed[field.name],
      wrong: wrong[field.name],
      onTyped,
    }),
  );
}

// What a workload asks for: what is chosen first, and files that the source may bring itself last.
export function Options({ fields, ...more }) {
  const files = fields.filter((field) => field.kind === 'file');
  const others = fields.filter((field) => field.kind !== 'file');
  return [
    others.length > 0 && h('div', { class: 'field-grid' }, h(Fields, { fields: others, prefix: 'option-', ...more })),
    files.length > 0 &&
      h(
        'fieldset',
        { class: 'file-options' },
        h('legend', {}, t.files),
        h('p', { class: 'hint' }, t.filesHint),
        h(Fields, { fields: files.map((field) => ({ ...field, description: '' })), prefix: 'option-', ...more }),
      ),
  ];
}

function Field({ field, id, typed, wrong, onTyped }) {
  const said = [wrong && `${id}-wrong`, field.description && `${id}-hint`].filter(Boolean).join(' ');
  const common = {
    id,
    name: field.name,
    'aria-invalid': String(Boolean(wrong)),
    'aria-describedby': said || null,
    'aria-required': field.required ? 'true' : null,
  };
  const flag = field.kind === 'flag';
  return h(
    'div',
    { class: `field ${field.kind}` },
    !flag && h('label', { for: id }, field.title),
    h(Control, { field, common, typed, onTyped }),
    flag && h('label', { for: id }, field.title),
    wrong && h('p', { class: 'problem', id: `${id}-wrong` }, wrong),
    field.description && h('p', { class: 'hint', id: `${id}-hint` }, field.description),
  );
}

function Control({ field, common, typed, onTyped }) {
  const type = (event) => onTyped(field.name, event.currentTarget.value);
  if (field.kind === 'choice') {
    return h(
      'select',
      { ...common, value: typed ?? '', onChange: type },
      h('option', { value: '' }, field.fallback === null ? t.notChosen : t.usual(wordOf(field.fallback))),
      field.values.filter((value) => value !== field.fallback).map((value) => h('option', { key: value, value }, wordOf(value))),
    );
  }
  if (field.kind === 'flag') {
    const checked = typed ?? field.fallback ?? false;
    return h('input', { ...common, type: 'checkbox', checked, onChange: (event) => onTyped(field.name, event.currentTarget.checked) });
  }
  if (field.kind === 'file') return h(TextOfFile, { field, common, typed, onTyped });
  if (field.kind === 'json') return h('textarea', { ...common, rows: 4, value: typed ?? '', spellcheck: false, onInput: type });
  const numeric = field.kind === 'integer' || field.kind === 'number';
  return h('input', {
    ...common,
    type: 'text',
    inputMode: numeric ? 'decimal' : null,
    value: typed ?? '',
    autocomplete: 'off',
    placeholder: field.fallback === null ? (numeric ? range(field) : '') : String(field.fallback),
    onInput: type,
  });
}

// A word of the API as people read it.
function wordOf(value) {
  return t.values[value] ?? String(value).replaceAll('_', ' ');
}

function range({ minimum, maximum }) {
  return minimum === null || maximum === null ? '' : t.range(minimum, maximum);
}

// An option that is the text of a file: it is chosen, not typed.
function TextOfFile({ field, common, typed, onTyped }) {
  const read = async (event) => onTyped(field.name, await event.currentTarget.files[0].text());
  return h(
    'div',
    { class: 'file-option' },
    h('input', { ...common, type: 'file', accept: '.json', class: 'visually-hidden', onChange: read }),
    h('label', { for: common.id, class: 'button quiet' }, typed ? t.fileGiven(bytes(new Blob([typed]).size)) : t.chooseFile),
    typed && h('button', { type: 'button', class: 'icon', 'aria-label': t.removeFile(field.title), onClick: () => onTyped(field.name, '') }, '×'),
  );
}
