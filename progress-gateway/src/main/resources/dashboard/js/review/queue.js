// The fields that are to be decided, and the one decision that is not sent yet. Pure: each change
// gives a new state.
import { keyOf } from './choosing.js';

// `fields` in their order; `at` the one that is looked at; `done` how many are decided, what is held
// or being sent included; `held` the decision that can still be undone.
export const EMPTY = { fields: [], at: 0, done: 0, open: 0, cursor: null, held: null, asked: false };

// A page of the API behind those that are here; a field that is here or held already stays as it is.
export function loaded(state, page) {
  const known = new Set([...state.fields.map(keyOf), ...(state.held ? [keyOf(state.held.field)] : [])]);
  const fields = [...state.fields, ...page.fields.filter((field) => !known.has(keyOf(field)))];
  const first = !state.asked;
  return {
    ...state,
    fields,
    cursor: page.next_cursor,
    asked: true,
    done: first ? page.decided : state.done,
    open: first ? page.open : state.open,
  };
}

export function moved(state, by) {
  return { ...state, at: Math.max(0, Math.min(state.fields.length - 1, state.at + by)) };
}

// The field that is looked at is decided, and can be undone until the next one is.
export function decided(state, value) {
  const field = state.fields[state.at];
  if (!field) return state;
  const fields = state.fields.filter((each) => each !== field);
  return {
    ...state,
    fields,
    at: Math.min(state.at, Math.max(0, fields.length - 1)),
    done: state.done + 1,
    open: Math.max(0, state.open - 1),
    held: { field, value, at: state.at },
  };
}

function putBack(state, { field, at }) {
  const fields = [...state.fields];
  fields.splice(Math.min(at, fields.length), 0, field);
  return { ...state, fields, at: Math.min(at, fields.length - 1), done: state.done - 1, open: state.open + 1 };
}

export function undone(state) {
  return state.held ? { ...putBack(state, state.held), held: null } : state;
}

export function sent(state, decision) {
  return state.held === decision ? { ...state, held: null } : state;
}

// The server did not take it: the field is there again, and looked at.
export function refused(state, decision) {
  return { ...putBack(sent(state, decision), decision) };
}

// {at, total}: “3 of 17”.
export function place(state) {
  const total = state.done + state.open;
  return { at: Math.min(total, state.done + state.at + 1), total };
}
