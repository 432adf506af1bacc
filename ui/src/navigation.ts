import { Store } from './state/store.ts';

export const path = new Store(location.pathname);
let guard: (() => boolean) | undefined;

/** Where we are in the browser's history. Each of our entries has its own, so that a step which was refused can be taken back. */
let index = 0;
let isTakingBack = false;

/** Asks `question` before the page is left; call the answer to stop asking. The browser asks in its own words before it leaves all of it. */
export function guardLeaving(question: string): () => void {
  release();
  // oxlint-disable-next-line no-alert -- asked while a click waits for its answer: only the browser's own question can do that
  const isFree = () => globalThis.confirm(question);
  guard = isFree;
  addEventListener('beforeunload', stayByDefault);
  return () => {
    if (guard === isFree) release();
  };
}

function release(): void {
  guard = undefined;
  removeEventListener('beforeunload', stayByDefault);
}

function stayByDefault(event: BeforeUnloadEvent): void {
  event.preventDefault();
}

function mayLeave(): boolean {
  if (guard?.() === false) return false;
  release();
  return true;
}

export function navigate(href: string, { replace = false } = {}): void {
  if (!mayLeave()) return;
  if (replace) history.replaceState({ index }, '', href);
  else history.pushState({ index: ++index }, '', href);
  path.set(location.pathname);
  scrollTo(0, 0);
}

/** The browser went back or forth: its address is the new one already. */
function onStep(to: number | undefined): void {
  if (isTakingBack) {
    isTakingBack = false;
  } else if (to === undefined) {
    // An entry that is not ours: a #fragment of this very page.
    history.replaceState({ index: ++index }, '');
  } else if (to !== index && !mayLeave()) {
    isTakingBack = true;
    history.go(index - to);
  } else {
    index = to;
    path.set(location.pathname);
  }
}

function indexIn(state: unknown): number | undefined {
  return typeof state === 'object' && state !== null && 'index' in state && typeof state.index === 'number' ? state.index : undefined;
}

/** Takes over clicks on our own links, and the browser's back and forward. */
export function startNavigation(): void {
  // After a reload we are where we were.
  index = indexIn(history.state) ?? 0;
  history.replaceState({ index }, '');
  addEventListener('popstate', ({ state }) => onStep(indexIn(state)));
  document.addEventListener('click', (event) => {
    if (event.defaultPrevented || event.button !== 0 || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return;
    const link = event.composedPath().find((target) => target instanceof HTMLAnchorElement);
    if (!link || link.target !== '' || link.origin !== location.origin || link.hasAttribute('download')) return;
    if (link.pathname.startsWith('/api/') || link.pathname.startsWith('/docs/')) return;
    event.preventDefault();
    navigate(link.pathname + link.search + link.hash);
  });
}
