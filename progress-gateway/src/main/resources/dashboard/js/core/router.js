// Where the page is, in the part of the address behind the `#`: `#/batches/ID?state=failed`. What
// people filter by stands there too, so that a link shows what they saw, and Back goes back.
import { signal } from './state.js';

// {path: ['batches', 'ID'], query: {state: 'failed'}}
export function parse(hash) {
  const [path, query] = hash.replace(/^#\/?/, '').split('?');
  return {
    path: path.split('/').filter(Boolean).map(decoded),
    query: Object.fromEntries(new URLSearchParams(query ?? '')),
  };
}

function decoded(part) {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
}

// The address of a place; what is empty in the query is left out.
export function address(path, query = {}) {
  const kept = Object.entries(query).filter(([, value]) => value !== '' && value !== null && value !== undefined);
  const asked = new URLSearchParams(kept).toString();
  return `#/${path.map(encodeURIComponent).join('/')}${asked ? `?${asked}` : ''}`;
}

export const route = signal(parse(location.hash));

window.addEventListener('hashchange', () => route.set(parse(location.hash)));

export function go(path, query) {
  location.hash = address(path, query);
}

// Changes filters in place: Back does not go through every letter that was typed.
export function filter(changes) {
  const { path, query } = route.value;
  history.replaceState(null, '', address(path, { ...query, ...changes }));
  route.set(parse(location.hash));
}
