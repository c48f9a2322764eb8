import { h } from 'preact';
import { connection } from '../core/live.js';
import { Imperative } from '../ui/imperative.js';
import { show } from './batch-live.js';

export function BatchPage({ batchId }) {
  return h(Imperative, { show, batchId, connection: (state) => connection.set(state && { state }) });
}
