import type { Part } from '../../devices/part.ts';
import { slug } from '../../devices/slug.ts';
import type { HomieNode } from './description.ts';
import type { HomieTools } from './device-tools.ts';
import { coverPart } from './parts/cover.ts';
import type { Draft } from './parts/draft.ts';
import { eventPart } from './parts/event.ts';
import { lightPart } from './parts/light.ts';
import { lockPart } from './parts/lock.ts';
import { valuePart } from './parts/value.ts';

/** What several properties of a node are together, the first that fits. */
const wholes: readonly ((node: HomieNode, tools: HomieTools) => Draft | undefined)[] = [lightPart, coverPart, lockPart];

/** The parts of a device; no property is left out. */
export function deviceParts(nodes: readonly HomieNode[], tools: HomieTools): Part[] {
  const byNode = nodes.map((node) => ({ node, parts: partsOf(node, tools) }));
  // What several nodes give would become one capability of pieces of each: they are kept apart, each on an endpoint of its own.
  const givers = Map.groupBy(
    byNode.flatMap(({ node, parts }) => [...namedIn(parts)].map((capability) => ({ node, capability }))),
    ({ capability }) => capability,
  );
  const apart = new Set([...givers.values()].filter((list) => list.length > 1).flatMap((list) => list.map(({ node }) => node)));
  return byNode.flatMap(({ node, parts }) => (apart.has(node) ? partsOf(node, tools.at(slug(node.id))) : parts));
}

function namedIn(parts: readonly Part[]): ReadonlySet<string> {
  return new Set(parts.flatMap(({ fragments }) => fragments.flatMap(({ capability, base }) => (base ? [] : [capability]))));
}

function partsOf(node: HomieNode, tools: HomieTools): Part[] {
  const draft = wholes.map((whole) => whole(node, tools)).find((one) => one !== undefined);
  const tags = (node.tags ?? []).map((tag) => `homie:tag=${tag}`.slice(0, 128));
  const common = { dialect: 'homie', hasAvailability: true, endpointName: node.name, ...(tags.length > 0 && { tags }) } as const;
  const values = node.properties
    .filter((property) => !draft?.taken.includes(property))
    .map((property): Part => {
      const made = eventPart(node, property, tools) ?? valuePart(node, property, tools);
      const isNamed = made.fragments.some(({ base }) => base === undefined);
      return { ...common, order: 1, name: property.name, endpointHint: isNamed ? `${node.id}-${property.id}` : node.id, ...made };
    });
  if (!draft) return values;
  const { fragments, listeners, says, kind } = draft;
  return [{ ...common, id: node.id, order: 0, name: node.name, endpointHint: node.id, fragments, listeners, says, kind }, ...values];
}
