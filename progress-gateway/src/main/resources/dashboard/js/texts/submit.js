// What is said where a new batch is made.
import { plural } from './plural.js';

// A time that is only roughly known.
function span(seconds) {
  if (seconds < 90) return `${seconds} s`;
  if (seconds < 5400) return `${Math.round(seconds / 60)} min`;
  return `${(seconds / 3600).toFixed(1)} h`;
}

function whyLeftOut({ why, limit, method }, { count, bytes }) {
  return {
    archive: 'an archive within a batch of files is not opened',
    empty: 'empty (0 bytes)',
    entryTooLarge: `larger than ${bytes(limit)}`,
    longName: `its path is longer than ${count(limit ?? 0)} characters`,
    kind: 'not a picture, PDF or JSON',
    encrypted: 'encrypted',
    method: `packed by method ${method}; stored (0) and deflated (8) are read`,
    climbs: 'its path leads out of the archive',
    ratio: `unpacks to more than ${limit} times its size`,
  }[why];
}

function whyNot(problem, formats) {
  const { count, bytes } = formats;
  const { limit } = problem;
  return {
    onlyTemplate: 'These files describe sheets: choose the scans with them.',
    empty: 'The file is empty (0 bytes).',
    tooLarge: `The source is larger than ${bytes(limit ?? 0)}.`,
    noTemplate: 'There is no template.json: choose it together with the scans, or in the form.',
    noPicture: 'None of these is a picture or a PDF.',
    nothingLeft: 'Nothing is left to send.',
    tooMany: `These are ${count(problem.count ?? 0)} files: a batch takes at most ${count(limit ?? 0)}.`,
    emptyZip: 'The ZIP holds no files.',
    unpacksTooLarge: `It unpacks to ${bytes(problem.bytes ?? 0)}: a batch takes at most ${bytes(limit ?? 0)}.`,
    zipRefused: problem.because && `The workers would refuse the whole ZIP for “${problem.path}”: ${whyLeftOut(problem.because, formats)}.`,
    listWrong: 'Mend the lines that are named, or remove them.',
    not_a_zip: 'This is not a ZIP, whatever its name says.',
    truncated: 'The ZIP is cut off: its end is missing.',
    split: 'The ZIP is one part of several: join them first.',
    broken_directory: 'The ZIP’s directory is damaged.',
    directory_too_large: 'The ZIP’s directory is too large.',
    unreadable: 'The file can’t be read: was it changed, moved or removed?',
  }[problem.why];
}

export const submit = {
  title: 'New batch',
  asking: 'Asking what there is…',
  notAllowed: 'Your role may look at batches, not make them.',
  noWorkloads: 'No workers are there yet',
  noWorkloadsMore: 'As soon as workers announce what they can do, batches can be made here.',
  button: 'Submit batch',
  buttonAnew: 'Submit as a new batch',
  creating: 'Creating the batch…',
  packing: (n) => `Reading ${n} files…`,
  sendingList: (n) => `${n} items sent…`,
  ways: { label: 'What the batch is made of', files: 'Files', list: 'A list' },
  choose: {
    label: 'Files of the batch',
    title: 'Drop files or a folder here',
    titleMore: 'Drop more here',
    files: 'Choose files…',
    folder: 'Choose a folder…',
    hint: 'A ZIP, a PDF, pictures, or a folder of them with its template.json.',
    unreadable: 'Some of what was dropped can’t be read.',
    chosen: (n, shown) => `${shown} ${plural(n, 'file', 'files')}`,
    clear: 'Remove all',
    remove: (path) => `Remove ${path}`,
    all: (n) => `Show all ${n}`,
    more: (n) => `and ${n} more`,
  },
  list: {
    label: 'Items of the batch',
    title: 'Paste web addresses or rows',
    placeholder: 'https://example.org/a\nhttps://example.org/b',
    hint: 'One address on a line; or rows with commas, their column names in the first line.',
    choose: 'Choose a .txt or .csv…',
    found: {
      urls: (n, shown) => `${shown} ${plural(n, 'address', 'addresses')}`,
      rows: (n, shown) => `${shown} ${plural(n, 'row', 'rows')}`,
    },
    problem: ({ line, why, text }) =>
      `Line ${line}: ${
        {
          url: `“${text}” is not an http or https address.`,
          long: 'the address is longer than 2,048 characters.',
          names: `the columns need names, each another: “${text}”.`,
          cells: `it has ${text.split('/')[0]} cells, the first line has ${text.split('/')[1]}.`,
        }[why]
      }`,
    more: (n) => `and ${n} more lines like these`,
  },
  unfinished: {
    title: 'Broken-off uploads',
    hint: 'Choose the same files again, and the upload goes on where it stopped.',
    standing: (done, size, when) => `${done === null ? '' : `${done} of `}${size}, begun ${when}`,
    forget: 'Give up',
    same: 'An upload of just these files was broken off.',
    goOn: 'Go on with it',
  },
  form: {
    title: 'How it is worked on',
    workload: 'Workload',
    more: 'More',
    notChosen: 'Left out',
    usual: (value) => `${value} (usual)`,
    range: (least, most) => `${least} to ${most}`,
    files: 'Files beside the source',
    filesHint: 'Only where the source does not bring them itself; each counts as lying in its root folder.',
    fileGiven: (size) => `Given, ${size}`,
    chooseFile: 'Choose…',
    removeFile: (name) => `Remove ${name}`,
    values: { urgent: 'Urgent', high: 'High', normal: 'Normal', low: 'Low', auto: 'By itself', manual: 'By hand' },
    common: {
      name: { title: 'Name' },
      priority: { title: 'Priority' },
      run_id: { title: 'Run', description: 'Batches of one run can be listed together.' },
      concurrency: { title: 'Items at once', description: '1 to 20; empty: as many as the workers allow.' },
      max_attempts: { title: 'Attempts for an item', description: '1 to 10.' },
      item_timeout_seconds: { title: 'Seconds for an item', description: '1 to 1,800; empty: as the workload says.' },
      max_failed_percent: { title: 'Stop when so many percent have failed', description: '0 to 100.' },
      webhook_url: { title: 'Web address to call at the end' },
      start: { title: 'Start', description: 'By hand: it waits until somebody starts it.' },
    },
    wrong: ({ wrong, limit }) =>
      ({
        required: 'It needs one.',
        integer: 'It takes a whole number.',
        number: 'It takes a number.',
        minimum: `It takes ${limit} or more.`,
        maximum: `It takes at most ${limit}.`,
        shortest: `It takes ${limit} characters or more.`,
        longest: `It takes at most ${limit} characters.`,
        pattern: `It does not fit ${limit}.`,
        json: 'This is no JSON.',
      })[wrong],
  },
  preflight: {
    title: 'Before it is sent',
    nothing: 'What was chosen is looked at here first: nothing has been sent yet.',
    looking: 'Looking into the ZIP…',
    unknown: 'its pages',
    noun: 'items',
    pictures: 'pictures',
    items: (noun) => noun.charAt(0).toUpperCase() + noun.slice(1),
    size: 'To upload',
    unpacked: 'Unpacked',
    refused: 'Refused',
    ignored: 'Ignored',
    predicted: 'Will take',
    unpredicted: 'not known yet',
    band: ({ low, high }) => (low === high ? `about ${span(low)}` : `${span(low)} – ${span(high)}`),
    basis: ({ ahead, batches }, count) =>
      `By ${count(batches)} ${plural(batches, 'batch', 'batches')} of the last 30 days${ahead > 0 ? `; ${count(ahead)} items go before it` : '; nothing goes before it'}.`,
    refusedTitle: 'Left out',
    allRefused: (n) => `Show all ${n}`,
    note: (note, count) =>
      ({ someWithoutTemplate: `${count(note.count)} ${plural(note.count, 'picture has', 'pictures have')} no template.json in their folder or above, and will fail.` })[note.why],
    why: whyLeftOut,
    problem: (problem, formats) => whyNot(problem, formats),
    codes: {
      title: 'QR codes, a sample',
      unable: 'This browser can’t read codes; the workers read them first thing.',
      reading: 'Reading…',
      read: (found, all) => `Found on ${found} of ${all} sheets.`,
      none: 'none',
    },
  },
};
