import { resolveCapability, type AttributeDescriptor, type CapabilityDescriptor, type DeviceDescriptor } from '@concord/sdk';

/** Where an attribute is on its device. */
export interface AttributePlace {
  readonly endpoint: string;
  readonly capability: string;
  readonly attribute: string;
}

/** An attribute that a plugin describes elsewhere than before. */
export interface Renaming {
  readonly from: AttributePlace;
  readonly to: AttributePlace;
}

/**
 * What a new description has in another place than the one before: the same thing of the product, by the protocol's own name for it
 * (`source`), that a newer plugin maps otherwise (capability map, section 4, "promotion"). Names that several attributes share say nothing.
 * What has another unit or type there is not the same: a rule's 70 must not come to mean 70 of something else.
 */
export function renamedIn(before: DeviceDescriptor, after: DeviceDescriptor): Renaming[] {
  const old = bySource(before);
  const now = bySource(after);
  const isThere = new Set([...placesOf(after)].map(({ place }) => textOf(place)));
  return [...old].flatMap(([source, from]) => {
    const to = now.get(source);
    const isSame = from && to && !isThere.has(textOf(from.place)) && from.measure === to.measure;
    return isSame ? [{ from: from.place, to: to.place }] : [];
  });
}

interface Found {
  readonly source: string | undefined;
  readonly place: AttributePlace;
  /** Unit and type of its values. */
  readonly measure: string;
}

/** The protocol's name → the one attribute that has it; undefined where several have. */
function bySource(descriptor: DeviceDescriptor): Map<string, Found | undefined> {
  const found = new Map<string, Found | undefined>();
  for (const one of placesOf(descriptor)) {
    if (one.source !== undefined) found.set(one.source, found.has(one.source) ? undefined : one);
  }
  return found;
}

function* placesOf({ endpoints }: DeviceDescriptor): Iterable<Found> {
  for (const { id: endpoint, capabilities } of endpoints)
    for (const [capability, described] of Object.entries(capabilities))
      for (const [attribute, narrowed] of Object.entries(described.attributes))
        yield {
          source: narrowed.source,
          place: { endpoint, capability, attribute },
          measure: measureOf(capability, described, attribute, narrowed),
        };
}

function measureOf(capability: string, described: CapabilityDescriptor, attribute: string, { unit }: AttributeDescriptor): string {
  const attributes = resolveCapability(capability, described)?.attributes ?? {};
  const defined = Object.hasOwn(attributes, attribute) ? attributes[attribute] : undefined;
  const schema = defined?.schema;
  const type = schema && 'type' in schema ? String(schema.type) : 'string';
  return `${type === 'integer' ? 'number' : type} ${unit ?? defined?.unit ?? ''}`;
}

function textOf({ endpoint, capability, attribute }: AttributePlace): string {
  return `${endpoint}/${capability}.${attribute}`;
}
