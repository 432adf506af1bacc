import type { CandidateDescriptor, Identifier } from '@concord/sdk';
import type { Announcement, Product } from './product.ts';
import { byWeight } from './product.ts';
import type { Inspection } from '../driver.ts';

const nothingAsked = { type: 'object', properties: {}, additionalProperties: false };

/** How a product is shown to the owner. `inspection` is what the product itself said; absent where it was not asked, or did not answer. */
export function candidateOf(product: Product, inspection: Inspection | undefined): CandidateDescriptor {
  const announcements = byWeight(product);
  const [first] = announcements;
  const driver = announcements.find(({ match }) => match)?.driver;
  const maker = firstKnown(announcements, ({ recognised }) => recognised.maker);
  const model = inspection?.model ?? firstKnown(announcements, ({ recognised }) => recognised.model);
  return {
    key: product.key,
    name: (inspection?.name ?? shownName(first?.service.name ?? product.key)).slice(0, 255),
    ...(maker !== undefined && { maker }),
    ...(model !== undefined && { model }),
    ...(first && { summary: summaryOf(first) }),
    identifiers: identifiersOf(announcements),
    adoptable: driver !== undefined,
    form: { ...(inspection?.form ?? driver?.form ?? nothingAsked) },
  };
}

function summaryOf({ recognised: { kind, protocol, says } }: Announcement): string {
  const what = `${kind.charAt(0).toUpperCase()}${kind.slice(1)}`;
  return `${what}${protocol === undefined ? '' : ` (${protocol})`}. ${says}`.slice(0, 500);
}

function shownName(instance: string): string {
  return instance.replace(/^[0-9a-f]{12}@/i, '');
}

function firstKnown(announcements: readonly Announcement[], fact: (announcement: Announcement) => string | undefined): string | undefined {
  return announcements.map(fact).find((value) => value !== undefined);
}

function identifiersOf(announcements: readonly Announcement[]): Identifier[] {
  const identifiers = new Map<string, Identifier>();
  const add = (type: Identifier['type'], value: string) => identifiers.set(`${type}/${value}`, { type, value });
  for (const { match, recognised } of announcements) {
    for (const { type, value } of match?.identifiers ?? []) add(type, value);
    if (recognised.mac !== undefined) add('mac', recognised.mac);
    if (recognised.protocol === 'homekit' && recognised.identity !== undefined) add('hap', recognised.identity);
  }
  return [...identifiers.values()].slice(0, 32);
}
