import type { AttributeDescriptor, GenericBase, MappingEntry } from '@concord/sdk';
import type { Message } from '../topics/message.ts';
import type { Reporter } from './reporter.ts';
import type { Slot } from './slot.ts';

export type Values = Readonly<Record<string, unknown>>;

/** One message to the broker. */
export interface Sending {
  readonly topic: string;
  readonly payload: string;
  readonly qos?: 0 | 1 | 2;
  readonly retain?: boolean;
}

/** What a command comes to: messages, and the values that are taken for granted where the product never says what it did. */
export interface CommandPlan {
  readonly sendings: readonly Sending[];
  readonly assumed?: Values;
}

/** Plans a command, or throws `CommandRejectedError`. */
export type CommandPlanner = (args: Values) => CommandPlan;

/** What one part of a product gives to one capability: some attributes, with how to write them. */
export interface FragmentDraft {
  readonly capability: string;
  /** A fixed endpoint (`l1`); left out: `main`, or a child of its own where `main` has the attribute already. */
  readonly endpoint?: string;
  readonly base?: GenericBase;
  readonly title?: string;
  readonly attributes: Readonly<Record<string, AttributeDescriptor>>;
  /** Writes attributes; the arguments are some of `attributes`. */
  readonly set?: CommandPlanner;
  readonly commands?: Readonly<Record<string, CommandPlanner>>;
  readonly events?: readonly string[];
}

/** A fragment that may have been placed on an endpoint. */
export interface Fragment extends FragmentDraft {
  slot: Slot | undefined;
}

export function fragment(draft: FragmentDraft): Fragment {
  return { ...draft, slot: undefined };
}

/** Turns messages to one topic (or filter) into reports. */
export interface PartListener {
  readonly topic: string;
  read(message: Message, reporter: Reporter): void;
}

/** Which item of an announcement an attribute, a command (`toggle()`) or an event of a fragment comes from. */
export interface Saying {
  readonly item: string;
  readonly fragment: Fragment;
  readonly member: string;
}

/** What of a device one announcement describes: an entity of Home Assistant's discovery, an expose of Zigbee2MQTT. */
export interface Part {
  /** Stable name of the part on its device, in the protocol's own words. */
  readonly id: string;
  readonly dialect: 'homeassistant' | 'zigbee2mqtt';
  readonly name?: string | undefined;
  /** Who comes first on `main`: 0 what the device is for, 1 what else it shows, 2 settings, 3 diagnostics. */
  readonly order: number;
  readonly fragments: readonly Fragment[];
  readonly listeners: readonly PartListener[];
  /** For a part that is made of several items of its announcement; left out: everything comes from the item `id`. */
  readonly says?: readonly Saying[] | undefined;
  /** The endpoint to prefer where `main` is taken. */
  readonly endpointHint?: string | undefined;
  readonly kind?: string | undefined;
  readonly tags?: readonly string[] | undefined;
  /** A capability that says the same and more: where the device has it, this part gives nothing. */
  readonly yieldsTo?: string | undefined;
  /** For what is not mapped to a fragment: the outcome and why. */
  readonly note?: Pick<MappingEntry, 'outcome' | 'reason'> | undefined;
  /** True where the part has availability topics; its state then comes by `MappedDevice.setAvailable`. */
  readonly hasAvailability: boolean;
}
