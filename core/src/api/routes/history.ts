import { Type, type Static } from 'typebox';
import { Id, Time, type Device } from '../../home/index.ts';
import { InvalidRequestError } from '../errors.ts';
import type { Api } from '../fastify.ts';
import { operation } from '../operations.ts';
import type { ApiParts, HistoryQuery } from '../parts.ts';

const closed = { additionalProperties: false } as const;
const Word = Type.String({ minLength: 1, maxLength: 128 });
const Query = Type.Object(
  {
    device: Id,
    /** May be left out where only one endpoint has the capability. */
    endpoint: Type.Optional(Word),
    capability: Word,
    attribute: Word,
    /** By default a day before `to`. */
    from: Type.Optional(Time),
    /** By default now. */
    to: Type.Optional(Time),
    points: Type.Optional(Type.Integer({ minimum: 1, maximum: 5000 })),
  },
  closed,
);

/** `[time, min, mean, max]` for numbers, `[time, value]` otherwise. */
export const HistoryPoint = Type.Array(Type.Unknown(), {
  minItems: 2,
  maxItems: 4,
  description: '`[time, min, mean, max]` for numbers, `[time, value]` otherwise',
});
export const History = Type.Object({ unit: Type.Optional(Type.String()), points: Type.Array(HistoryPoint) }, closed);

const dayMs = 24 * 60 * 60_000;

/** What attributes were. */
export function historyRoutes(api: Api, { history, home, clock }: Pick<ApiParts, 'history' | 'home' | 'clock'>): void {
  api.get(
    '/history',
    {
      schema: {
        ...operation('getHistory', 'History', 'The values of one attribute over time'),
        querystring: Query,
        response: { 200: History },
      },
      config: { access: 'history.read' },
    },
    async ({ query }) => {
      const { endpoint } = home.current(query);
      const asked = endpoint === undefined ? query : { ...query, endpoint };
      return history.query(queryOf(asked, home.device(query.device), clock.now()));
    },
  );
}

function queryOf(query: Static<typeof Query>, device: Device, now: number): HistoryQuery {
  const to = query.to === undefined ? now : Date.parse(query.to);
  const from = query.from === undefined ? to - dayMs : Date.parse(query.from);
  if (!(from < to)) refuse('/from', 'must be before "to"');
  const { capability, attribute, points = 300 } = query;
  return { device: device.id, endpoint: query.endpoint ?? onlyEndpoint(device, capability), capability, attribute, from, to, points };
}

function onlyEndpoint({ endpoints }: Device, capability: string): string {
  const [first, ...others] = endpoints.filter(({ capabilities }) => Object.hasOwn(capabilities, capability));
  if (!first) return refuse('/capability', `the device has no "${capability}"`);
  if (others.length > 0) return refuse('/endpoint', `must say which endpoint: several have "${capability}"`);
  return first.id;
}

function refuse(path: string, message: string): never {
  throw new InvalidRequestError(`query: ${path} ${message}`, [{ path, message }]);
}
