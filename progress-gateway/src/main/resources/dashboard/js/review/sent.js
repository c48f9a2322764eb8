// How many decisions have been taken by the server since the page was opened: who shows how many are
// left asks again when it is another.
import { signal } from '../core/state.js';

export const sentDecisions = signal(0);
