import type { MappingEntry } from '@concord/sdk';
import type { Message } from '../topics/message.ts';
import type { DialectName } from './dialect-name.ts';
import type { Fragment } from './fragment.ts';
import type { Reporter } from './reporter.ts';

/** Turns messages to one topic (or filter) into reports. */
export interface PartListener {
  readonly topic: string;
  /** True where the payload may be no text. */
  readonly takesBytes?: boolean;
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
  readonly dialect: DialectName;
  readonly name?: string | undefined;
  /** Who comes first on `main`: 0 what the device is for, 1 what else it shows, 2 settings, 3 diagnostics. */
  readonly order: number;
  readonly fragments: readonly Fragment[];
  readonly listeners: readonly PartListener[];
  /** For a part that is made of several items of its announcement; left out: everything comes from the item `id`. */
  readonly says?: readonly Saying[] | undefined;
  /** The endpoint to prefer where `main` is taken. */
  readonly endpointHint?: string | undefined;
  /**
   * What people call the endpoint that the part stands on; left out: after the part, or the endpoint where that is fixed. Looked up whenever
   * the device is described.
   */
  readonly endpointName?: string | undefined;
  readonly kind?: string | undefined;
  readonly tags?: readonly string[] | undefined;
  /** A capability that says the same and more: where the device has it, this part gives nothing. */
  readonly yieldsTo?: string | undefined;
  /** For what is not mapped to a fragment: the outcome and why. */
  readonly note?: Pick<MappingEntry, 'outcome' | 'reason'> | undefined;
  /** Reports what is known of it without a message of its own (a list of scenes); called when it was described, and by `refresh`. */
  readonly known?: (reporter: Reporter) => void;
  /** True where somebody says whether the part is there; that comes by `Availability.say`. */
  readonly hasAvailability: boolean;
}
