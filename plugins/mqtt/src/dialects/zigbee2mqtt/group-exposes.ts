import type { Expose } from './expose.ts';

/** What a member of a group exposes on the endpoint that belongs to it. */
export type MemberExposes = readonly Expose[];

/** Types that the bridge sends to a group as one. */
const kinds = ['light', 'cover', 'lock', 'switch'] as const;

/**
 * What a group can do: what all of its members can. Members of different kinds that are all switched on and off by the same words (lamps
 * and plugs) are a switch together. Nothing where a member is unknown or they have nothing in common.
 */
export function commonExposes(members: readonly MemberExposes[]): Expose[] {
  if (members.length === 0) return [];
  for (const kind of kinds) {
    const each = members.map((exposes) => exposes.find(({ type }) => type === kind));
    if (each.every((expose) => expose !== undefined)) return withFeatures(kind, each);
  }
  const switched = members.map((exposes) => exposes.find(({ type }) => type === 'switch' || type === 'light'));
  return switched.every((expose) => expose !== undefined) ? withFeatures('switch', switched) : [];
}

function withFeatures(type: string, each: readonly Expose[]): Expose[] {
  const [first, ...others] = each;
  if (!first) return [];
  const features = first.features.flatMap((feature): Expose[] => {
    const same = others.map((other) => other.features.find(({ name }) => name === feature.name));
    return same.every((one) => one !== undefined && fits(feature, one)) ? [together(feature, same as Expose[])] : [];
  });
  return features.length > 0 ? [{ ...first, type, endpoint: undefined, features }] : [];
}

/** The same words, so that one message can be for both. */
function fits(one: Expose, other: Expose): boolean {
  return one.type === other.type && one.on === other.on && one.off === other.off;
}

/** A feature of the group: named without the endpoints of its members, in the range that all of them have. */
function together(feature: Expose, others: readonly Expose[]): Expose {
  const all = [feature, ...others];
  const suffix = feature.endpoint === undefined ? '' : `_${feature.endpoint}`;
  const { property } = feature;
  return {
    ...feature,
    property: suffix !== '' && property.endsWith(suffix) ? property.slice(0, -suffix.length) : property,
    endpoint: undefined,
    isReported: all.every(({ isReported }) => isReported),
    isWritable: all.every(({ isWritable }) => isWritable),
    minimum: most(
      Math.max,
      all.map(({ minimum }) => minimum),
    ),
    maximum: most(
      Math.min,
      all.map(({ maximum }) => maximum),
    ),
    values: feature.values.filter((value) => all.every(({ values }) => values.includes(value))),
  };
}

function most(choose: (...values: number[]) => number, values: readonly (number | undefined)[]): number | undefined {
  const known = values.filter((value) => value !== undefined);
  return known.length === 0 ? undefined : choose(...known);
}
