// The time as components see it: it moves once a second, and not at all while nobody looks.
import { signal, useSignal } from './state.js';

const clock = signal(Date.now());

setInterval(() => {
  if (!document.hidden) clock.set(Date.now());
}, 1000);
document.addEventListener('visibilitychange', () => {
  if (!document.hidden) clock.set(Date.now());
});

// Draws the component that uses it once a second.
export function useNow() {
  return useSignal(clock);
}
