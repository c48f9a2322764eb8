// Where scans are dropped: makes the batch, then sends the file. A PDF or a picture comes with its
// template.json beside it (and evaluation.json, config.json): those go as the batch's options.
import * as api from '../core/api.js';
import { bytes } from '../core/format.js';
import { h, text } from '../core/dom.js';
import * as uploads from '../core/uploads.js';

const LOOK_AGAIN = 3000;
const ZIP = /\.zip$/i;
const SCAN = /\.(pdf|tiff?|jpe?g|png)$/i;
const OF_TEMPLATE = /^(template|evaluation|config)\.json$/i;

export function dropZone() {
  const input = h('input', {
    id: 'file',
    type: 'file',
    accept: '.zip,.pdf,.tif,.tiff,.jpg,.jpeg,.png,.json',
    multiple: true,
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
  const note = h(
    'p',
    { className: 'hint' },
    'Scans with their template.json, as one ZIP file; or a PDF, TIFF, JPEG or PNG together with its template.json.',
  );
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
    h('p', { className: 'drop-title' }, 'Drop a ZIP or a PDF here'),
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
    const all = [...files];
    const sources = all.filter((file) => !OF_TEMPLATE.test(file.name));
    const ofTemplate = all.filter((file) => OF_TEMPLATE.test(file.name));
    const file = sources[0];
    const wrong = whatIsWrong(sources, ofTemplate);
    if (wrong) {
      text(error, wrong);
      return;
    }
    busy = true;
    try {
      const name = file.name.replace(ZIP, '').slice(0, 200) || 'batch';
      const options = await read(ofTemplate);
      const batch = await api.create(choice.value || 'answer-sheets', name, options);
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

function whatIsWrong(sources, ofTemplate) {
  if (sources.length === 0) return 'These files describe sheets: drop the scans with them.';
  if (sources.length > 1) {
    return `One file of scans at a time, please: these are ${sources.length} files. Put them into a ZIP.`;
  }
  const file = sources[0];
  if (!ZIP.test(file.name) && !SCAN.test(file.name)) {
    return `“${file.name}” is not a ZIP file, nor a PDF, TIFF, JPEG or PNG.`;
  }
  if (file.size === 0) return `“${file.name}” is empty (${bytes(0)}).`;
  if (SCAN.test(file.name) && !ofTemplate.some((each) => /^template/i.test(each.name))) {
    return `“${file.name}” needs its template: drop it together with its template.json.`;
  }
  return '';
}

// The files of a template as options: {template: its text, evaluation: its text}.
async function read(files) {
  const options = {};
  for (const file of files) {
    options[file.name.replace(/\.json$/i, '').toLowerCase()] = await file.text();
  }
  return options;
}
