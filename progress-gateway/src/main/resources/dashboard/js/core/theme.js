// Light, dark, or as the system says; kept for the next visit.
import { signal } from './state.js';

const KEY = 'batchline-theme';
export const THEMES = ['system', 'light', 'dark'];

function kept() {
  try {
    const found = localStorage.getItem(KEY);
    return THEMES.includes(found) ? found : 'system';
  } catch {
    // Storage may be forbidden: then the choice lasts as long as the page.
    return 'system';
  }
}

export const theme = signal(kept());

function apply(chosen) {
  if (chosen === 'system') delete document.documentElement.dataset.theme;
  else document.documentElement.dataset.theme = chosen;
}

apply(theme.value);

export function choose(chosen) {
  theme.set(chosen);
  apply(chosen);
  try {
    localStorage.setItem(KEY, chosen);
  } catch {
    // As above.
  }
}
