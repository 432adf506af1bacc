import { Store } from './store.ts';

export type ToastKind = 'info' | 'good' | 'bad';
export interface Toast {
  readonly id: number;
  readonly kind: ToastKind;
  readonly text: string;
  readonly link?: { readonly href: string; readonly text: string };
}

const shownMs = 6000;
let lastId = 0;

export const toasts = new Store<readonly Toast[]>([]);

/** Tells something in the corner of the page. What went wrong stays until it is dismissed. */
export function toast(text: string, kind: ToastKind = 'info', link?: Toast['link']): void {
  const id = ++lastId;
  toasts.set([...toasts.value.filter((other) => other.text !== text).slice(-3), { id, kind, text, ...(link && { link }) }]);
  if (kind !== 'bad') setTimeout(() => dismiss(id), shownMs);
}

export function dismiss(id: number): void {
  toasts.set(toasts.value.filter((other) => other.id !== id));
}
