import type { Message } from '../../topics/message.ts';

/** What collectd calls a value (collectd's wiki, "Naming schema"): a host's plugin, its type, and which of several of them. */
export interface Identifier {
  readonly host: string;
  readonly plugin: string;
  /** Empty: the plugin has one. */
  readonly pluginInstance: string;
  readonly type: string;
  /** Empty: the plugin has one of the type. */
  readonly typeInstance: string;
}

/** Reads `<host>/<plugin>[-<instance>]/<type>[-<instance>]` behind the prefix; undefined for any other topic. */
export function identifierOf({ topic }: Pick<Message, 'topic'>, prefix: string): Identifier | undefined {
  const start = prefix === '' ? '' : `${prefix}/`;
  const [host, plugin, type, ...others] = topic.slice(start.length).split('/');
  if (!topic.startsWith(start) || !host || !plugin || !type || others.length > 0) return undefined;
  const [pluginName, pluginInstance] = withInstance(plugin);
  const [typeName, typeInstance] = withInstance(type);
  if (!pluginName || !typeName) return undefined;
  return { host, plugin: pluginName, pluginInstance, type: typeName, typeInstance };
}

/** Neither a plugin nor a type has a dash in its name; an instance may. */
function withInstance(text: string): [name: string, instance: string] {
  const at = text.indexOf('-');
  return at < 0 ? [text, ''] : [text.slice(0, at), text.slice(at + 1)];
}
