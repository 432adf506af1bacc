import type { DeviceDescriptor } from '@concord/sdk';

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
 */
export function renamedIn(before: DeviceDescriptor, after: DeviceDescriptor): Renaming[] {
  const old = bySource(before);
  const now = bySource(after);
  const isThere = new Set([...placesOf(after)].map(({ place }) => textOf(place)));
  return [...old].flatMap(([source, from]) => {
    const to = now.get(source);
    return from && to && !isThere.has(textOf(from)) ? [{ from, to }] : [];
  });
}

/** The protocol's name → the one attribute that has it; undefined where several have. */
function bySource(descriptor: DeviceDescriptor): Map<string, AttributePlace | undefined> {
  const found = new Map<string, AttributePlace | undefined>();
  for (const { source, place } of placesOf(descriptor)) if (source !== undefined) found.set(source, found.has(source) ? undefined : place);
  return found;
}

function* placesOf({ endpoints }: DeviceDescriptor): Iterable<{ readonly source: string | undefined; readonly place: AttributePlace }> {
  for (const { id: endpoint, capabilities } of endpoints)
    for (const [capability, { attributes }] of Object.entries(capabilities))
      for (const [attribute, { source }] of Object.entries(attributes)) yield { source, place: { endpoint, capability, attribute } };
}

function textOf({ endpoint, capability, attribute }: AttributePlace): string {
  return `${endpoint}/${capability}.${attribute}`;
}
