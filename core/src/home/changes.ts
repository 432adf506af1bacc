import type { Origin, ValueRecord } from './resources.ts';

/** Why a change happened: a device said so, or it answers a command. */
export type Cause =
  | { readonly kind: 'report'; readonly plugin: string }
  | { readonly kind: 'command'; readonly command: string; readonly origin: Origin };

/** One attribute of one twin has another value or quality. Also what history and the page are told. */
export interface AttributeChange {
  readonly type: 'attribute';
  readonly device: string;
  readonly endpoint: string;
  readonly capability: string;
  readonly attribute: string;
  /** The new state of the attribute; not to be changed by who receives it. */
  readonly record: Readonly<ValueRecord>;
  readonly previous: unknown;
  readonly previousQuality: ValueRecord['quality'];
  readonly cause: Cause;
}

/** A named fact happened. */
export interface EventChange {
  readonly type: 'event';
  readonly device: string;
  readonly endpoint: string;
  readonly capability: string;
  readonly event: string;
  readonly payload: Readonly<Record<string, unknown>>;
  readonly at: string;
  readonly receivedAt: string;
  readonly cause: Cause;
}

/** What flows through the hub. */
export type Change = AttributeChange | EventChange;

/** Where an attribute is. */
export interface AttributeAddress {
  readonly device: string;
  readonly endpoint: string;
  readonly capability: string;
  readonly attribute: string;
}

/** An attribute that is in another place than before. */
export interface Move {
  readonly from: AttributeAddress;
  readonly to: AttributeAddress;
}

/** Something of the home other than a value: what the page must draw anew. */
export type HomeNotice =
  | { readonly type: 'device'; readonly action: 'added' | 'updated'; readonly id: string }
  /** `former`: the ids of devices that had been linked to it, gone with it. */
  | { readonly type: 'device'; readonly action: 'removed'; readonly id: string; readonly former: readonly string[] }
  /** It was found to be the same product as another, whose id means both from now on. */
  | { readonly type: 'device'; readonly action: 'linked'; readonly id: string; readonly into: string }
  /** A part of a device is a device of its own again; `moved` are attributes that the other has no more. */
  | {
      readonly type: 'device';
      readonly action: 'unlinked';
      readonly id: string;
      readonly from: string;
      readonly moved: readonly Move[];
    }
  /** A newer plugin describes attributes in other places than before: whatever names them must follow. */
  | { readonly type: 'device'; readonly action: 'renamed'; readonly id: string; readonly moved: readonly Move[] }
  | { readonly type: 'linkProposal'; readonly action: 'added' | 'removed'; readonly id: string }
  | {
      readonly type: 'desired';
      readonly device: string;
      readonly endpoint: string;
      readonly capability: string;
      readonly attribute: string;
      readonly record: Readonly<ValueRecord>;
    }
  | { readonly type: 'candidate'; readonly action: 'added' | 'updated' | 'removed'; readonly id: string }
  | { readonly type: 'room' | 'person' | 'scene'; readonly action: 'added' | 'updated' | 'removed'; readonly id: string };
