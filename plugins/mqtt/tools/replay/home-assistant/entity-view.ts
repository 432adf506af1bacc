import type { Device, FeedMessage, MappingEntry } from '../hub-api.ts';
import { parseTarget, recordAt, type Found, type Target } from '../records.ts';
import type { Expects } from './sample.ts';

/** One entity of an announcement, as the hub has it: where its values, commands and events stand, and what they are now. */
export class EntityView {
  readonly device: Device;
  readonly expects: Omit<Expects, 'components'>;
  /** The announcement, with full names. */
  readonly config: Readonly<Record<string, unknown>>;
  readonly targets: readonly Target[];
  /** True where another entity of the device says the same and more, so that this one gives nothing. */
  readonly isSaidElsewhere: boolean;

  constructor(
    device: Device,
    entries: readonly MappingEntry[],
    expects: Omit<Expects, 'components'>,
    config: Readonly<Record<string, unknown>>,
  ) {
    this.device = device;
    this.expects = expects;
    this.config = config;
    this.targets = entries.flatMap(({ target }) => (target === undefined ? [] : (parseTarget(target) ?? [])));
    this.isSaidElsewhere = entries.length > 0 && entries.every(({ outcome }) => outcome === 'internal');
  }

  /** The first of the attributes (`capability.attribute`) that the entity has; without names the first that it has at all. */
  find(...names: readonly string[]): Found | undefined {
    for (const target of this.targets) {
      const record = recordAt(this.device, target);
      const isMeant = names.length === 0 || names.includes(`${target.capability}.${target.member}`);
      if (record && isMeant) return { ...target, record };
    }
    return undefined;
  }

  /** As `find`, for a capability of any name that has such a member. */
  member(name: string): Found | undefined {
    const target = this.targets.find(({ member }) => member === name);
    const record = target && recordAt(this.device, target);
    return target && record && { ...target, record };
  }

  all(): Found[] {
    return this.targets.flatMap((target) => {
      const record = recordAt(this.device, target);
      return record ? [{ ...target, record }] : [];
    });
  }

  /** Those of the events that come from this entity. */
  eventsIn(feed: readonly FeedMessage[]): FeedMessage[] {
    return feed.filter(
      (message) =>
        message.kind === 'event' &&
        message.device === this.device.id &&
        this.targets.some(
          ({ endpoint, capability, member }) =>
            endpoint === message.endpoint && capability === message.capability && member === message.event,
        ),
    );
  }
}
