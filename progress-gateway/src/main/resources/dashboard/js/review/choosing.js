// What is chosen of a doubtful field, and what a key means. Pure.

export const keyOf = (field) => `${field.job_id} ${field.field}`;

// What it was read as: the values that are marked.
export function asRead(field) {
  return field.choices.filter((choice) => choice.marked).map((choice) => choice.value);
}

// As the API takes it: in the order of the choices; empty for a field that is left blank.
export function valueOf(field, chosen) {
  return field.choices.filter((choice) => chosen.includes(choice.value)).map((choice) => choice.value).join('');
}

// One choice takes the place of the others, or with `more` comes beside them; pressed again it goes.
export function pressed(chosen, value, more) {
  if (more) return chosen.includes(value) ? chosen.filter((each) => each !== value) : [...chosen, value];
  return chosen.length === 1 && chosen[0] === value ? chosen : [value];
}

// The value of the choice that a key stands for: its own letter or digit, else the first for 1, the
// second for 2; '' for blank; null for no choice.
export function choiceOf(field, key) {
  const own = field.choices.find((choice) => choice.value.toLowerCase() === key.toLowerCase());
  if (own) return own.value;
  if (key === '0' || key === 'Backspace' || key === 'Delete') return '';
  if (!/^[1-9]$/.test(key)) return null;
  return field.choices[Number(key) - 1]?.value ?? null;
}

// What else a key does on this page; null for nothing.
const ACTS = {
  Enter: 'decide',
  ArrowRight: 'next',
  ArrowLeft: 'previous',
  Escape: 'reset',
  z: 'undo',
  Z: 'undo',
  o: 'sheet',
  O: 'sheet',
};

// {choose: value} or {act: name} or null. A key that stands for a choice is never something else.
// With Shift a digit's key says something else than the digit: `code` tells which it is.
export function meaningOf(field, { key, code = '', ctrlKey, metaKey, altKey }) {
  if (ctrlKey || metaKey || altKey) return null;
  const digit = /^(?:Digit|Numpad)(\d)$/.exec(code)?.[1];
  const chosen = choiceOf(field, digit ?? key);
  if (chosen !== null) return { choose: chosen };
  return ACTS[key] ? { act: ACTS[key] } : null;
}
