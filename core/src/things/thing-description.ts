import { iso } from '../clock.ts';
import type { DeviceModel } from '../home/index.ts';
import { actionsOf, eventsOf, propertiesOf, type Affordance } from './affordances.ts';
import { thingForms, type Form } from './forms.ts';
import { action, event, property, type Action, type Event, type Property } from './interactions.ts';
import { term } from './vocabulary.ts';

/** Where a device's Thing Description is served. */
export interface ThingPlace {
  /** The API as the consumer reached it, without a slash at its end: `https://hub.local/api/v1`. */
  readonly api: string;
  /** The id of the device that this one is reached through. */
  readonly via: string | undefined;
}

interface Link {
  readonly rel: string;
  readonly href: string;
  readonly type: string;
}

/** A W3C Web of Things Thing Description 1.1, in its JSON form. */
export interface ThingDescription {
  readonly '@context': readonly [string, Readonly<Record<string, string>>];
  readonly '@type': readonly string[];
  readonly id: string;
  readonly title: string;
  readonly created: string;
  readonly base: string;
  readonly securityDefinitions: Readonly<Record<string, Readonly<Record<string, string>>>>;
  readonly security: readonly string[];
  readonly properties: Readonly<Record<string, Property>>;
  readonly actions: Readonly<Record<string, Action>>;
  readonly events: Readonly<Record<string, Event>>;
  readonly forms: readonly Form[];
  readonly links: readonly Link[];
  readonly [term: `schema:${string}`]: unknown;
}

export const thingDescriptionType = 'application/td+json';

const context = ['https://www.w3.org/2022/wot/td/v1.1', { concord: 'urn:concord:', schema: 'https://schema.org/' }] as const;

/**
 * Bearer alone is asked for: a list in `security` means all of them, and consumers that know `combo` are few. The cookie of a person who
 * is logged in is taken as well, and so is described.
 */
const securityDefinitions = {
  bearer: { scheme: 'bearer', in: 'header', name: 'Authorization', format: 'opaque' },
  session: { scheme: 'apikey', in: 'cookie', name: 'concord_session', description: 'Of a person who is logged in; instead of a token' },
} as const;

/** What a device is, can do and tells, in the W3C's words, with forms that lead to the hub's own paths. */
export function thingDescription(device: DeviceModel, { api, via }: ThingPlace): ThingDescription {
  const { id, name, createdAt, sources } = device;
  const self = `${api}/devices/${id}`;
  const { maker, model, firmware } = sources[0]?.descriptor ?? {};
  return {
    '@context': context,
    '@type': typesOf(device),
    id: `urn:concord:device:${id}`,
    title: name,
    created: iso(createdAt),
    ...(maker !== undefined && { 'schema:manufacturer': maker }),
    ...(model !== undefined && { 'schema:model': model }),
    ...(firmware !== undefined && { 'schema:softwareVersion': firmware }),
    base: `${self}/td/`,
    securityDefinitions,
    security: ['bearer'],
    properties: named(propertiesOf(device), property),
    actions: named(actionsOf(device), action),
    events: named(eventsOf(device), event),
    forms: thingForms,
    links: [
      { rel: 'collection', href: `${api}/devices`, type: 'application/json' },
      { rel: 'alternate', href: self, type: 'application/json' },
      { rel: 'describedby', href: `${self}/descriptor`, type: 'application/json' },
      ...(via === undefined ? [] : [{ rel: 'via', href: `${api}/devices/${via}/td`, type: thingDescriptionType }]),
    ],
  };
}

/** What the thing is to people, and all that it has. */
function typesOf({ endpoints }: DeviceModel): string[] {
  const types = [...endpoints.values()].flatMap(({ kind, capabilities }) => [
    term('kind', kind),
    ...[...capabilities.values()].flatMap(({ id, definition }) => [term('capability', id), term('capability', definition.id)]),
  ]);
  return [...new Set(types)];
}

function named<A extends Affordance, D>(affordances: readonly A[], describe: (affordance: A) => D): Record<string, D> {
  return Object.fromEntries(affordances.map((affordance) => [affordance.name, describe(affordance)]));
}
