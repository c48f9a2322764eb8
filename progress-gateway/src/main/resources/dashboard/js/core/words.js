// How a batch or an item stands, as a word.
import { texts } from '../texts.js';
import { waitsForStart } from './format.js';

export function status(id) {
  return texts.status[id] ?? id;
}

// One that waits for somebody says for what.
export function standing(batch) {
  return waitsForStart(batch) ? texts.waitsForStart : status(batch.status);
}
