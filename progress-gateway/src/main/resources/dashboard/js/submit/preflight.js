// What is known of a batch before anything is sent, and the button that sends it.
import { h } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import { bytes, count } from '../core/format.js';
import { texts } from '../texts.js';
import { Bar, Card, Figure, Problem } from '../ui/elements.js';
import { canRead, codesOf, entryBlob, sampleOf } from './codes.js';
import { isPicture } from './kinds.js';
import { band } from './predict.js';

const t = texts.submit.preflight;
const SHOWN = 5;

// `facts`: {items, size, unpacked, ignored, refused, notes, problem, looking}; `doing`: what is being
// done after the button was pressed: {label, percent}, or null.
export function Preflight({ facts, prediction, sample, noun, doing, refusal, ready, button }) {
  return h(
    Card,
    { title: t.title, class: 'preflight' },
    facts.looking
      ? h('p', { class: 'hint' }, t.looking)
      : facts.items === null
        ? h('p', { class: 'hint' }, facts.problem ? '' : t.nothing)
        : h(Facts, { facts, prediction, noun }),
    sample && facts.items > 0 && h(Codes, { sample }),
    facts.refused.length > 0 && h(Refused, { refused: facts.refused }),
    facts.notes.map((note) => h('p', { class: 'notice', key: note.why }, t.note(note, count))),
    facts.problem && h('p', { class: 'problem', id: 'preflight-problem' }, t.problem(facts.problem, { count, bytes })),
    h(Problem, { of: refusal }),
    doing && h('div', { class: 'doing' }, h('p', { class: 'hint' }, doing.label), h(Bar, { label: doing.label, percent: doing.percent })),
    h(
      'button',
      {
        type: 'submit',
        class: 'primary wide',
        disabled: !ready || doing !== null,
        'aria-busy': String(doing !== null),
        'aria-describedby': facts.problem ? 'preflight-problem' : null,
      },
      button,
    ),
  );
}

function Facts({ facts, prediction, noun }) {
  return h(
    'dl',
    { class: 'figures' },
    h(Figure, { name: t.items(noun) }, facts.items === undefined ? t.unknown : count(facts.items)),
    facts.size > 0 && h(Figure, { name: t.size }, bytes(facts.size)),
    facts.unpacked > facts.size && h(Figure, { name: t.unpacked }, bytes(facts.unpacked)),
    facts.refused.length > 0 && h(Figure, { name: t.refused, state: 'bad' }, count(facts.refused.length)),
    facts.ignored > 0 && h(Figure, { name: t.ignored }, count(facts.ignored)),
    h(Figure, { name: t.predicted }, prediction ? t.band(band(prediction.seconds)) : t.unpredicted),
    prediction && h('p', { class: 'hint figures-note' }, t.basis(prediction, count)),
  );
}

function Refused({ refused }) {
  const [all, setAll] = useState(false);
  const shown = all ? refused.slice(0, 200) : refused.slice(0, SHOWN);
  return h(
    'div',
    { class: 'refused' },
    h('h3', {}, t.refusedTitle),
    h(
      'ul',
      {},
      shown.map((each) =>
        h('li', { key: each.path }, h('span', { class: 'refused-name', title: each.path }, each.path), h('span', { class: 'hint' }, t.why(each, { count, bytes }))),
      ),
    ),
    !all && refused.length > SHOWN && h('button', { type: 'button', class: 'plain', onClick: () => setAll(true) }, t.allRefused(count(refused.length))),
  );
}

// `sample`: {pictures: [{path, size}], open}.
function Codes({ sample }) {
  const [seen, see] = useState({ state: 'asking', found: [] });
  const key = sample.pictures.map((each) => each.path).join('\n');
  useEffect(() => {
    let current = true;
    (async () => {
      if (!(await canRead())) return current && see({ state: 'unable', found: [] });
      see({ state: 'reading', found: [] });
      const found = await codesOf(sample.pictures, sample.open);
      return current && see({ state: 'read', found });
    })();
    return () => {
      current = false;
    };
  }, [key]);
  if (seen.state === 'asking' || sample.pictures.length === 0) return null;
  return h(
    'div',
    { class: 'codes' },
    h('h3', {}, t.codes.title),
    seen.state === 'unable' && h('p', { class: 'hint' }, t.codes.unable),
    seen.state === 'reading' && h('p', { class: 'hint' }, t.codes.reading),
    seen.state === 'read' && h('p', { class: 'hint' }, t.codes.read(seen.found.filter((each) => each.codes.length > 0).length, seen.found.length)),
    seen.state === 'read' &&
      h(
        'ul',
        {},
        seen.found.map((each) =>
          h('li', { key: each.path }, h('span', { class: 'refused-name' }, each.path), h('code', {}, each.codes.join(' ') || t.codes.none)),
        ),
      ),
  );
}

// What a sample is taken of: the chosen pictures, or those of a ZIP.
export function sampleFor(plan, files, entries) {
  if (plan.way === 'zip' && entries) {
    const pictures = entries.filter((entry) => !entry.folder && isPicture(entry.path));
    return { pictures: sampleOf(pictures), open: (entry) => entryBlob(files[0].file, entry) };
  }
  const pictures = files.filter(({ path }) => isPicture(path)).map(({ path, file }) => ({ path, size: file.size, file }));
  return { pictures: sampleOf(pictures), open: ({ file }) => file };
}
