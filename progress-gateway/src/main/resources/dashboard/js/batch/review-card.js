// The fields of a batch that somebody should look at: each with its picture and what may be marked.
import * as api from '../core/api.js';
import { count } from '../core/format.js';
import { h, say, text } from '../core/dom.js';

const REASONS = {
  faint_mark: 'The only mark is faint',
  second_mark: 'A second mark beside a clear one',
  erasure: 'A mark that was rubbed out',
  part_filled: 'A bubble filled in part',
  covered: 'Something lies over the field',
  out_of_picture: 'Outside the picture',
};
const TRIES = 20;
const TRY_AGAIN_AFTER = 500;

// What was decided a moment ago is still being read: it takes as long as a sheet does.
async function whenPossible(request) {
  for (let tries = 1; ; tries += 1) {
    try {
      return await request();
    } catch (refused) {
      if (refused.status !== 409 || refused.retryAfter === null || tries === TRIES) throw refused;
      await new Promise((resolve) => setTimeout(resolve, TRY_AGAIN_AFTER));
    }
  }
}

function choices(field) {
  const buttons = field.choices.map((choice) => {
    const button = h(
      'button',
      {
        className: 'choice',
        type: 'button',
        'aria-pressed': String(choice.marked),
        title: `${Math.round(choice.fill * 100)} % filled`,
        onclick: () => {
          const pressed = button.getAttribute('aria-pressed') === 'true';
          button.setAttribute('aria-pressed', String(!pressed));
        },
      },
      choice.value,
    );
    return button;
  });
  const value = () =>
    field.choices
      .filter((_, at) => buttons[at].getAttribute('aria-pressed') === 'true')
      .map((choice) => choice.value)
      .join('');
  return { buttons, value };
}

function entry(batchId, field, onDecided) {
  const chosen = choices(field);
  const problem = h('p', { className: 'problem', role: 'alert' });
  const decide = h('button', { type: 'button' }, 'Decide');
  const element = h(
    'li',
    { className: 'doubt' },
    h(
      'a',
      { href: field.overlay, target: '_blank', rel: 'noopener', title: 'The whole sheet' },
      field.crop
        ? h('img', { src: field.crop, alt: `Field ${field.field} of ${field.file ?? field.job_id}`, loading: 'lazy' })
        : 'Sheet',
    ),
    h(
      'div',
      {},
      h('strong', {}, field.field),
      ` of ${field.file ?? field.job_id}, read as “${field.value}” (${Math.round(field.confidence * 100)} %). `,
      REASONS[field.reason] ?? field.reason,
      '.',
    ),
    h('div', { className: 'choices' }, ...chosen.buttons, decide),
    problem,
  );
  decide.addEventListener('click', async () => {
    decide.disabled = true;
    text(problem, '');
    try {
      await whenPossible(() => api.decide(batchId, field, chosen.value()));
      say(`${field.field} decided`);
      element.remove();
      onDecided();
    } catch (refused) {
      text(problem, refused.message);
      decide.disabled = false;
    }
  });
  return element;
}

// The card; `refresh` asks what there is, and shows nothing while there is nothing.
export function review(batchId, onRegenerate) {
  const title = h('h2', {}, 'To look at');
  const note = h('p', { className: 'hint' });
  const list = h('ul', { className: 'doubts' });
  const problem = h('p', { className: 'problem', role: 'alert' });
  const again = h('button', { type: 'button', hidden: true }, 'Write results again');
  const element = h(
    'section',
    { className: 'card review', hidden: true, 'aria-label': 'Doubtful fields' },
    title,
    note,
    list,
    again,
    problem,
  );

  // What stands on the page, and who has begun to choose there: that must outlive asking again.
  let entries = new Map();

  function entriesOf(fields) {
    return new Map(
      fields.map((field) => {
        const key = JSON.stringify(field);
        return [key, entries.get(key) ?? entry(batchId, field, decided)];
      }),
    );
  }

  async function refresh() {
    let page;
    try {
      page = await api.doubts(batchId);
    } catch (refused) {
      if (!element.hidden) text(problem, refused.message);
      return;
    }
    element.hidden = page.open + page.decided === 0;
    text(note, `${count(page.open)} open, ${count(page.decided)} decided.`);
    again.hidden = !page.results_old;
    again.disabled = false;
    const asked = entriesOf(page.fields);
    for (const [key, element] of entries) if (!asked.has(key)) element.remove();
    for (const element of asked.values()) if (element.parentNode !== list) list.append(element);
    entries = asked;
  }

  function decided() {
    again.hidden = false;
    if (list.childElementCount === 0) refresh();
  }

  again.addEventListener('click', async () => {
    again.disabled = true;
    text(problem, '');
    try {
      await whenPossible(() => api.regenerate(batchId));
      again.hidden = true;
      onRegenerate();
    } catch (refused) {
      text(problem, refused.message);
      again.disabled = false;
    }
  });

  return { element, refresh };
}
