// Where a ZIP is dropped: makes the batch, then sends the file.
import * as api from './api.js';
import { bytes } from './format.js';
import { h, text } from './dom.js';
import * as uploads from './uploads.js';

const LOOK_AGAIN = 3000;

export function dropZone() {
  const input = h('input', {
    id: 'file',
    type: 'file',
    accept: '.zip,application/zip',
    className: 'visually-hidden',
    onchange: () => take(input.files),
  });
  const choice = h('select', { id: 'workload' });
  const choiceRow = h(
    'div',
    { className: 'choice', hidden: true },
    h('label', { htmlFor: 'workload' }, 'Workload'),
    choice,
  );
  const note = h('p', { className: 'hint' }, 'Scans with their template.json, as one ZIP file.');
  const error = h('p', { className: 'problem', role: 'alert' });
  const zone = h(
    'section',
    {
      className: 'drop',
      'aria-label': 'New batch',
      ondragover: (event) => {
        event.preventDefault();
        zone.classList.add('over');
      },
      ondragleave: (event) => {
        if (!zone.contains(event.relatedTarget)) zone.classList.remove('over');
      },
      ondrop: (event) => {
        event.preventDefault();
        zone.classList.remove('over');
        take(event.dataTransfer.files);
      },
    },
    h('p', { className: 'drop-title' }, 'Drop a ZIP here'),
    h('p', {}, 'or ', input, h('label', { htmlFor: 'file', className: 'button' }, 'choose a file')),
    note,
    choiceRow,
    error,
  );
  let timer = null;
  let busy = false;

  async function loadWorkloads() {
    try {
      const found = await api.workloads();
      choice.replaceChildren(
        ...found.map((each) => h('option', { value: each.name }, each.name)),
      );
      choiceRow.hidden = found.length < 2;
      if (found.length === 0) timer = setTimeout(loadWorkloads, LOOK_AGAIN);
    } catch {
      timer = setTimeout(loadWorkloads, LOOK_AGAIN);
    }
  }

  async function take(files) {
    text(error, '');
    if (files.length === 0 || busy) return;
    const file = files[0];
    const wrong = whatIsWrong(files, file);
    if (wrong) {
      text(error, wrong);
      return;
    }
    busy = true;
    try {
      const name = file.name.replace(/\.zip$/i, '').slice(0, 200) || 'batch';
      const batch = await api.create(choice.value || 'answer-sheets', name);
      uploads.send(batch.batch_id, file);
      location.hash = `#/batches/${batch.batch_id}`;
    } catch (refused) {
      text(error, refused.message);
    } finally {
      busy = false;
      input.value = '';
    }
  }

  loadWorkloads();
  return { element: zone, close: () => clearTimeout(timer) };
}

function whatIsWrong(files, file) {
  if (files.length > 1) return `One ZIP at a time, please: these are ${files.length} files.`;
  if (!/\.zip$/i.test(file.name)) return `“${file.name}” is not a ZIP file.`;
  if (file.size === 0) return `“${file.name}” is empty (${bytes(0)}).`;
  return '';
}
