import { h } from 'preact';
import { connection } from '../core/live.js';
import { Imperative } from '../ui/imperative.js';
import { show } from './list.js';

export function BatchesPage() {
  return h(Imperative, { show, connection: (state) => connection.set(state && { state }) });
}
