import type { PluginContext } from '@concord/sdk';
import type { Dispatcher } from '../../dispatcher.ts';
import { groupIdentity, groupKey, readBridgeGroup, type BridgeGroup } from './bridge-group.ts';
import { groupParts, type DevicesByKey } from './group-parts.ts';
import { ListReader } from './list-reader.ts';
import type { Roster } from './roster.ts';

interface GroupTools {
  readonly base: string;
  readonly dispatcher: Dispatcher;
  readonly context: Pick<PluginContext, 'diagnose'>;
  /** Where groups stand that are devices. */
  readonly roster: Roster;
  readonly devices: DevicesByKey;
  /** The same for the same entry of a device; undefined where it is not listed. */
  readonly digestOf: (device: string) => string | undefined;
  /** The key of the bridge; undefined where nobody has named it yet. */
  readonly bridge: () => string | undefined;
  /** Whether the bridge publishes what a group was told. */
  readonly isOptimistic: (id: number) => boolean;
}

/** The groups that a bridge lists. What they can do depends on the list of devices, too. */
export class Groups {
  readonly #tools: GroupTools;
  readonly #listed = new Map<number, readonly [group: BridgeGroup, digest: string]>();
  readonly #list: ListReader;

  constructor(tools: GroupTools) {
    this.#tools = tools;
    const { base, dispatcher, context } = tools;
    const place = `${base}/bridge/groups`;
    const diagnose = (code: string, what: string) => context.diagnose({ code, message: what.slice(0, 200), place });
    this.#list = new ListReader({
      begin: () => {
        this.#listed.clear();
        return dispatcher.hold(`${base}/`);
      },
      item: (digest, parse) => {
        const group = readBridgeGroup(parse(), (what) => diagnose('bad-group', JSON.stringify(what) ?? ''));
        if (group) this.#listed.set(group.id, [group, digest]);
      },
      done: () => {
        this.update();
        if (tools.bridge() !== undefined) tools.roster.keep(new Set([...this.#listed.keys()].map((id) => this.#keyOf(id))));
      },
      bad: (what) => diagnose('bridge-groups', what),
    });
  }

  read(payload: Buffer): void {
    this.#list.read(payload);
  }

  stop(): void {
    this.#list.stop();
  }

  /** The devices are others now. A group is known by its network: until somebody names its coordinator, it waits. */
  update(): void {
    if (this.#tools.bridge() === undefined) return;
    for (const [group, digest] of this.#listed.values()) this.#put(group, digest);
  }

  /** The key of a group by its name or its number; undefined where there is none. */
  keyOf(name: string): string | undefined {
    return this.#tools.roster.keyOf(name) ?? (/^\d{1,5}$/.test(name) ? this.#keyOf(Number(name)) : undefined);
  }

  #keyOf(id: number): string {
    return groupKey((this.#tools.bridge() ?? '').replace('zigbee:', ''), id);
  }

  #put(group: BridgeGroup, digest: string): void {
    const { base, roster, devices, digestOf, bridge } = this.#tools;
    const isOptimistic = this.#tools.isOptimistic(group.id);
    const members = group.members.map(({ key }) => digestOf(key) ?? '').join();
    roster.put({
      key: this.#keyOf(group.id),
      friendlyName: group.friendlyName,
      identity: groupIdentity(group, base),
      digest: `${digest} ${isOptimistic} ${members}`,
      hasState: true,
      via: bridge,
      parts: (tools) => groupParts(group, devices, tools, isOptimistic),
    });
  }
}
