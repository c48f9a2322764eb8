// A list that is pasted, or read from a file.
import { h } from 'preact';
import { useState } from 'preact/hooks';
import { count } from '../core/format.js';
import { texts } from '../texts.js';
import { hasFiles } from './picked.js';

const t = texts.submit.list;

export function ListField({ text, list, onText }) {
  const [over, setOver] = useState(false);
  async function read(files) {
    if (files.length > 0) onText(await files[0].text());
  }
  return h(
    'section',
    {
      class: `drop as-list ${over ? 'over' : ''}`,
      'aria-label': t.label,
      onDragOver: (event) => {
        if (!hasFiles(event)) return;
        event.preventDefault();
        setOver(true);
      },
      onDragLeave: () => setOver(false),
      onDrop: (event) => {
        if (!hasFiles(event)) return;
        event.preventDefault();
        event.stopPropagation();
        setOver(false);
        read(event.dataTransfer.files);
      },
    },
    h('label', { class: 'drop-title', for: 'list' }, t.title),
    h('textarea', {
      id: 'list',
      rows: 9,
      spellcheck: false,
      placeholder: t.placeholder,
      value: text,
      'aria-describedby': 'list-said',
      'aria-invalid': String(list.problems.length > 0),
      onInput: (event) => onText(event.currentTarget.value),
    }),
    h(
      'div',
      { id: 'list-said', class: 'list-said' },
      list.kind === 'none' ? h('p', { class: 'hint' }, t.hint) : h('p', {}, t.found[list.kind](list.items.length, count(list.items.length))),
      list.problems.map((each) => h('p', { class: 'problem', key: each.line }, t.problem(each))),
      list.more > 0 && h('p', { class: 'problem' }, t.more(count(list.more))),
    ),
    h(
      'p',
      { class: 'drop-ways' },
      h('input', {
        id: 'list-file',
        type: 'file',
        class: 'visually-hidden',
        accept: '.txt,.csv,.tsv,text/plain,text/csv',
        onChange: (event) => read(event.currentTarget.files),
      }),
      h('label', { for: 'list-file', class: 'button' }, t.choose),
    ),
  );
}
