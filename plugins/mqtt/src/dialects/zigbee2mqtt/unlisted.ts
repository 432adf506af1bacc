import type { Values } from '../../devices/fragment.ts';
import type { Part } from '../../devices/part.ts';
import { featureOf, type Feature } from '../../mapping/feature.ts';
import { genericPart, namedPart, type FeatureTools } from '../../mapping/feature-part.ts';
import { isSecretName, withoutSecrets } from '../../mapping/secrets.ts';
import type { DeviceTools } from './device-tools.ts';
import type { Expose } from './expose.ts';
import { rowsFor } from './table/index.ts';

/** What one device says beyond what it lists: no more than this. */
const maxUnlisted = 30;
/** Said of other members (which mode a colour is in, more of an action), or of the message itself (the bridge's settings add them). */
const told = /^(color_mode(_.+)?|action(_.*)?|click|last_seen|elapsed|device|update|update_available|scene_.+)$/;
/** Who may open a lock, with their codes where the bridge is set to say them. */
const ofPeople = new Set(['users', 'pin_code']);

/** Members of a state that the device does not list, as those of a converter of somebody's own: kept under their names, only read. */
export class UnlistedMembers {
  readonly #listed: Set<string>;
  readonly #found = new Map<string, Part>();

  constructor(exposes: readonly Expose[]) {
    this.#listed = new Set(exposes.flatMap((expose) => [expose, ...expose.features]).map(({ property }) => property));
  }

  /** Parts for members that were not seen before. */
  partsFor(members: Values, tools: DeviceTools): Part[] {
    return Object.entries(members).flatMap(([name, value]) => {
      if (
        this.#listed.has(name) ||
        told.test(name) ||
        ofPeople.has(name) ||
        isSecretName(name) ||
        this.#found.has(name) ||
        this.#found.size >= maxUnlisted
      )
        return [];
      const feature = featureFor(name, value);
      if (!feature) return [];
      const values = careful(tools.values());
      const spot = { endpoint: undefined };
      const made = namedPart(feature, rowsFor(feature, new Set()), values, spot) ?? genericPart(feature, values, spot);
      const part: Part = { ...made, id: `unlisted.${name}`, dialect: 'zigbee2mqtt', order: 3, hasAvailability: true };
      this.#found.set(name, part);
      return [part];
    });
  }
}

/** Nobody has said what these members hold: what may be a credential in them is left out. */
function careful(tools: FeatureTools): FeatureTools {
  return { ...tools, listen: (feature, take) => tools.listen(feature, (value, ...rest) => take(withoutSecrets(value), ...rest)) };
}

/** What the first value shows of it; null shows nothing yet. */
function featureFor(name: string, value: unknown): Feature | undefined {
  if (name === '' || name.length > 80) return undefined;
  const type = types[typeof value];
  const unit = name === 'linkquality' ? { unit: 'lqi' } : {};
  return type === undefined || value === null ? undefined : featureOf({ type, name, category: 'diagnostic', ...unit });
}

const types: Readonly<Record<string, string>> = { number: 'numeric', boolean: 'binary', string: 'text', object: 'structure' };
