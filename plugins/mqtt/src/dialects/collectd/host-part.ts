import type { PluginContext } from '@concord/sdk';
import type { Fragment } from '../../devices/fragment.ts';
import type { Part } from '../../devices/part.ts';
import type { Reporter } from '../../devices/reporter.ts';
import { membersOf } from '../../devices/placement.ts';
import { slug } from '../../devices/slug.ts';
import { featureOf } from '../../mapping/feature.ts';
import { genericPart, namedPart, type FeatureTools } from '../../mapping/feature-part.ts';
import type { Message } from '../../topics/message.ts';
import type { Identifier } from './identifier.ts';
import { rowsOf } from './rows.ts';
import { sourcesOf, unitOfType } from './types.ts';
import { readValueList, type ValueList } from './value-list.ts';

/** Plugins that only run where packets pass. */
const routing = new Set(['conntrack', 'dhcpleases', 'dnsmasq', 'iptables', 'nft']);

type Take = (value: unknown, reporter: Reporter, message: Message) => void;

/** One topic of collectd: a type with its values, each a measurement of its own. */
export function hostPart(topic: string, identifier: Identifier, first: ValueList, context: Pick<PluginContext, 'diagnose'>): Part {
  const { host, plugin, pluginInstance, type } = identifier;
  const names = first.names ?? sourcesOf(type, first.values.length);
  const endpoint = pluginInstance === '' ? undefined : slug(`${plugin}-${pluginInstance}`);
  const bad = (message: string) => context.diagnose({ code: 'bad-value', message, place: topic, device: `collectd:${host}`.slice(0, 255) });
  const takes: Take[] = [];
  const tools: FeatureTools = {
    namespace: 'collectd',
    listen: (_feature, take) => {
      takes.push(take);
      return [];
    },
    plan: () => ({ sendings: [] }),
    bad: (what, value) => bad(`${what}: ${JSON.stringify(value)}`),
  };
  const fragments = names.map((name): Fragment[] => {
    const feature = featureOf({
      type: 'numeric',
      name: nameOf(identifier) + (names.length > 1 ? `.${name}` : ''),
      property: name,
      category: 'diagnostic',
      unit: unitOfType(plugin, type, identifier.typeInstance),
    });
    return [...(namedPart(feature, rowsOf(identifier), tools, { endpoint }) ?? genericPart(feature, tools, { endpoint })).fragments];
  });
  const all = fragments.flat();
  const item = itemOf(identifier);
  const isRouting = routing.has(plugin);
  return {
    id: item,
    dialect: 'collectd',
    name: item,
    order: isRouting ? 0 : 3,
    kind: endpoint !== undefined ? 'part' : isRouting ? 'router' : 'node',
    hasAvailability: false,
    fragments: all,
    says: fragments.flatMap((one, at) =>
      one.flatMap((fragment) =>
        membersOf(fragment).map((member) => ({ item: names.length > 1 ? `${item}.${names[at]}` : item, fragment, member })),
      ),
    ),
    listeners: [
      {
        topic,
        read: (message, reporter) => {
          const list = readValueList(message);
          if (list?.values.length !== names.length) return bad(`not ${names.length} values with a time: ${message.text.slice(0, 100)}`);
          for (const [at, value] of list.values.entries()) takes[at]?.(value, reporter, message);
          for (const fragment of all) reporter.stamp(fragment, { at: list.at });
        },
      },
    ],
  };
}

/** As collectd writes it, without the host. */
function itemOf({ plugin, pluginInstance, type, typeInstance }: Identifier): string {
  return `${plugin}${pluginInstance && `-${pluginInstance}`}/${type}${typeInstance && `-${typeInstance}`}`;
}

/** The type, and the plugin where nothing else tells whose it is. */
function nameOf({ plugin, pluginInstance, type, typeInstance }: Identifier): string {
  const whose = pluginInstance !== '' || type.startsWith(plugin) ? '' : `${plugin}.`;
  return `${whose}${type}${typeInstance && `-${typeInstance}`}`;
}
