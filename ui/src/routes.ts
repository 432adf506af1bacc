import type { TemplateResult } from 'lit';
import { html } from 'lit';
import type { IconName } from './icons.ts';
import type { Right } from './api/types.ts';

export type Params = Readonly<Record<string, string>>;

interface Route {
  readonly path: string;
  readonly title: string;
  /** Fetches the page's code. */
  readonly load: () => Promise<unknown>;
  /** Who lacks it is told so: the hub would refuse all that the page asks. */
  readonly right?: Right;
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
    path: '/plugins/:id/mappings',
    right: 'plugins.manage',
    title: 'Products that announce nothing',
    load: () => import('./pages/page-mappings.ts'),
    draw: ({ id = '' }) => html`<page-mappings .plugin=${id}></page-mappings>`,
  },
  {
    path: '/plugins/:id/mappings/new',
    right: 'plugins.manage',
    title: 'Describe a product',
    load: () => import('./pages/page-mapping.ts'),
    draw: ({ id = '' }) => html`<page-mapping .plugin=${id} .mapping=${''}></page-mapping>`,
  },
  {
    path: '/plugins/:id/mappings/:key',
    right: 'plugins.manage',
    title: 'Product',
    load: () => import('./pages/page-mapping.ts'),
    draw: ({ id = '', key = '' }) => html`<page-mapping .plugin=${id} .mapping=${key}></page-mapping>`,
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
