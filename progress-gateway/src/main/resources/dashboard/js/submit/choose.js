// Where files are dropped or chosen, and which they are.
import { h } from 'preact';
import { useState } from 'preact/hooks';
import { bytes, count } from '../core/format.js';
import { texts } from '../texts.js';
import { Problem } from '../ui/elements.js';
import { add, clear, drop, fromDrop, fromInput, hasFiles } from './picked.js';

const t = texts.submit.choose;
const SHOWN = 8;

export function Choose({ files }) {
  const [over, setOver] = useState(false);
  const [problem, setProblem] = useState(null);

  async function take(what) {
    setProblem(null);
    try {
      add(await what);
    } catch {
      setProblem(t.unreadable);
    }
  }

  const handlers = {
    onDragOver: (event) => {
      if (!hasFiles(event)) return;
      event.preventDefault();
      setOver(true);
    },
    onDragLeave: (event) => {
      if (!event.currentTarget.contains(event.relatedTarget)) setOver(false);
    },
    onDrop: (event) => {
      if (!hasFiles(event)) return;
      event.preventDefault();
      event.stopPropagation();
      setOver(false);
      take(fromDrop(event.dataTransfer));
    },
  };
  const chosen = (event) => {
    take(fromInput(event.currentTarget.files));
    event.currentTarget.value = '';
  };
  return h(
    'section',
    { class: `drop ${over ? 'over' : ''} ${files.length > 0 ? 'filled' : ''}`, 'aria-label': t.label, ...handlers },
    h('p', { class: 'drop-title' }, files.length === 0 ? t.title : t.titleMore),
    h(
      'p',
      { class: 'drop-ways' },
      h(Chooser, { id: 'file', label: t.files, onChange: chosen, multiple: true, primary: files.length === 0 }),
      h(Chooser, { id: 'folder', label: t.folder, onChange: chosen, webkitdirectory: true }),
    ),
    files.length === 0 && h('p', { class: 'hint' }, t.hint),
    h(Problem, { of: problem }),
    files.length > 0 && h(Chosen, { files }),
  );
}

function Chooser({ id, label, primary = false, ...input }) {
  return h(
    'span',
    {},
    h('input', { id, type: 'file', class: 'visually-hidden', ...input }),
    h('label', { for: id, class: `button ${primary ? 'primary' : ''}` }, label),
  );
}

function Chosen({ files }) {
  const [all, setAll] = useState(false);
  const total = files.reduce((sum, each) => sum + each.file.size, 0);
  const shown = all ? files.slice(0, 500) : files.slice(0, SHOWN);
  return h(
    'div',
    { class: 'chosen' },
    h(
      'p',
      { class: 'chosen-head' },
      h('strong', {}, t.chosen(files.length, count(files.length))),
      h('span', { class: 'hint' }, bytes(total)),
      h('span', { class: 'spacer' }),
      h('button', { type: 'button', class: 'quiet', onClick: clear }, t.clear),
    ),
    h(
      'ul',
      { class: 'chosen-list' },
      shown.map(({ path, file }) =>
        h(
          'li',
          { key: path },
          h('span', { class: 'chosen-name', title: path }, path),
          h('span', { class: 'hint' }, bytes(file.size)),
          h('button', { type: 'button', class: 'icon', 'aria-label': t.remove(path), onClick: () => drop(path) }, '×'),
        ),
      ),
    ),
    files.length > shown.length &&
      (all
        ? h('p', { class: 'hint' }, t.more(count(files.length - shown.length)))
        : h('button', { type: 'button', class: 'plain', onClick: () => setAll(true) }, t.all(count(files.length)))),
  );
}
