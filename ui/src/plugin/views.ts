import type { Plugin } from '../api/types.ts';

/** What the page shows of a plugin in a view of its own, where a form for each action would help nobody. */
interface View {
  readonly title: string;
  readonly text: string;
  /** Below the plugin's own page. */
  readonly path: string;
  /** A plugin that has all of these has the view; they get no forms. */
  readonly actions: readonly string[];
}

const views: readonly View[] = [
  {
    title: 'Products that announce nothing',
    text: 'Describe a product that does not say what it is: what it tells, and how it is commanded.',
    path: 'mappings',
    actions: ['checkMapping', 'saveMapping', 'removeMapping', 'listMappings', 'listenTopics'],
  },
];

/** The views that a plugin has, by what it can do and not by its name. */
export function viewsOf({ actions }: Pick<Plugin, 'actions'>): readonly View[] {
  return views.filter((view) => view.actions.every((action) => Object.hasOwn(actions, action)));
}

/** The actions that a form is shown for. */
export function formsOf(plugin: Pick<Plugin, 'actions'>): [action: string, what: Plugin['actions'][string]][] {
  const taken = new Set(viewsOf(plugin).flatMap((view) => view.actions));
  return Object.entries(plugin.actions).filter(([action]) => !taken.has(action));
}
