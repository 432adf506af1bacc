import { Store } from './store.ts';

export type Theme = 'system' | 'light' | 'dark';
const key = 'concord-theme';

export const theme = new Store<Theme>(stored());

export function setTheme(next: Theme): void {
  localStorage.setItem(key, next);
  theme.set(next);
  applyTheme();
}

/** Puts the choice on the page; without one the system decides. */
export function applyTheme(): void {
  const { dataset } = document.documentElement;
  if (theme.value === 'system') delete dataset['theme'];
  else dataset['theme'] = theme.value;
}

function stored(): Theme {
  const value = localStorage.getItem(key);
  return value === 'light' || value === 'dark' ? value : 'system';
}
