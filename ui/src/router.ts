import type { TemplateResult } from 'lit';
import { html } from 'lit';
import type { IconName } from './icons.ts';
import type { Right } from './api/types.ts';
import { Store } from './state/store.ts';

export type Params = Readonly<Record<string, string>>;

interface Route {
  readonly path: string;
  readonly title: string;
  /** Fetches the page's code. */
  readonly load: () => Promise<unknown>;
  readonly draw: (params: Params) => TemplateResult;
}

export const routes: readonly Route[] = [
  { path: '/', title: 'Home', load: () => import('./pages/page-home.ts'), draw: () => html`<page-home></page-home>` },
  {
    path: '/devices/:id',
    title: 'Device',
    load: () => import('./pages/page-device.ts'),
    draw: ({ id = '' }) => html`<page-device .device=${id}></page-device>`,
  },
  { path: '/rooms', title: 'Rooms', load: () => import('./pages/page-rooms.ts'), draw: () => html`<page-rooms></page-rooms>` },
  { path: '/scenes', title: 'Scenes', load: () => import('./pages/page-scenes.ts'), draw: () => html`<page-scenes></page-scenes>` },
  {
    path: '/discover',
    title: 'Discover',
    load: () => import('./pages/page-discover.ts'),
    draw: () => html`<page-discover></page-discover>`,
  },
  { path: '/rules', title: 'Rules', load: () => import('./pages/page-rules.ts'), draw: () => html`<page-rules></page-rules>` },
  {
    path: '/rules/new',
    title: 'New rule',
    load: () => import('./pages/page-rule.ts'),
    draw: () => html`<page-rule .rule=${''}></page-rule>`,
  },
  {
    path: '/rules/:id',
    title: 'Rule',
    load: () => import('./pages/page-rule.ts'),
    draw: ({ id = '' }) => html`<page-rule .rule=${id}></page-rule>`,
  },
  {
    path: '/rules/:id/runs',
    title: 'Runs',
    load: () => import('./pages/page-runs.ts'),
    draw: ({ id = '' }) => html`<page-runs .rule=${id}></page-runs>`,
  },
  {
    path: '/runs/:id',
    title: 'Run',
    load: () => import('./pages/page-run.ts'),
    draw: ({ id = '' }) => html`<page-run .run=${id}></page-run>`,
  },
  { path: '/people', title: 'People', load: () => import('./pages/page-people.ts'), draw: () => html`<page-people></page-people>` },
  { path: '/plugins', title: 'Plugins', load: () => import('./pages/page-plugins.ts'), draw: () => html`<page-plugins></page-plugins>` },
  {
    path: '/plugins/:id',
    title: 'Plugin',
    load: () => import('./pages/page-plugin.ts'),
    draw: ({ id = '' }) => html`<page-plugin .plugin=${id}></page-plugin>`,
  },
  {
    path: '/settings',
    title: 'Settings',
    load: () => import('./pages/page-settings.ts'),
    draw: () => html`<page-settings></page-settings>`,
  },
];

interface Place {
  readonly href: string;
  readonly text: string;
  readonly icon: IconName;
  readonly right: Right;
  /** Left out of the bar of a phone, and found under Settings there. */
  readonly wideOnly?: true;
}

/** Where the navigation leads. */
export const places: readonly Place[] = [
  { href: '/', text: 'Home', icon: 'home', right: 'home.read' },
  { href: '/rules', text: 'Rules', icon: 'rules', right: 'rules.read' },
  { href: '/discover', text: 'Discover', icon: 'discover', right: 'home.manage' },
  { href: '/people', text: 'People', icon: 'people', right: 'people.read' },
  { href: '/plugins', text: 'Plugins', icon: 'plugins', right: 'plugins.read', wideOnly: true },
  { href: '/settings', text: 'Settings', icon: 'settings', right: 'home.read' },
];

/** The place of the navigation that a path belongs to. */
export function placeOf(path: string): string {
  if (/^\/(runs|rules)\b/.test(path)) return '/rules';
  if (/^\/(devices|rooms|scenes)\b/.test(path)) return '/';
  return places.find(({ href }) => href !== '/' && path.startsWith(href))?.href ?? '/';
}

export interface Match {
  readonly route: Route;
  readonly params: Params;
}

/** The route that a path means. */
export function match(path: string): Match | undefined {
  const wanted = path.split('/');
  for (const route of routes) {
    const parts = route.path.split('/');
    if (parts.length !== wanted.length) continue;
    const params: Record<string, string> = {};
    const fits = parts.every((part, index) => {
      const given = wanted[index] ?? '';
      if (!part.startsWith(':')) return part === given;
      if (given === '') return false;
      params[part.slice(1)] = decode(given);
      return true;
    });
    if (fits) return { route, params };
  }
  return undefined;
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

export const path = new Store(location.pathname);
let guard: (() => boolean) | undefined;

/** Where we are in the browser's history. Each of our entries has its own, so that a step which was refused can be taken back. */
let index = 0;
let isTakingBack = false;

/** Asks `isFree` before the page is left; call the answer to stop asking. The browser asks in its own words before it leaves all of it. */
export function guardLeaving(isFree: () => boolean): () => void {
  release();
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
export function startRouter(): void {
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
