import { Store } from './store.ts';

export type ToastKind = 'info' | 'good' | 'bad';

/** What can be done about what a toast tells: a button of it. */
export interface Offer {
  readonly text: string;
  readonly run: () => void;
}
export interface Toast {
  readonly id: number;
  readonly kind: ToastKind;
  readonly text: string;
  readonly offers: readonly Offer[];
}

const shownMs = 6000;
// Who is to decide something must have read it first.
const offeredMs = 20_000;
let lastId = 0;

export const toasts = new Store<readonly Toast[]>([]);

/** Tells something in the corner of the page. What went wrong stays until it is dismissed. */
export function toast(text: string, kind: ToastKind = 'info', ...offers: readonly Offer[]): void {
  const id = ++lastId;
  // Said again, it is enough to say it once; but two of one name are two to undo.
  const others = toasts.value.filter((other) => other.text !== text || other.offers.length > 0);
  toasts.set([...others.slice(-3), { id, kind, text, offers }]);
  if (kind !== 'bad') setTimeout(() => dismiss(id), offers.length > 0 ? offeredMs : shownMs);
}

export function dismiss(id: number): void {
  toasts.set(toasts.value.filter((other) => other.id !== id));
}
