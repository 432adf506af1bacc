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

/** Something of the home other than a value: what the page must draw anew. */
export type HomeNotice =
  | { readonly type: 'device'; readonly action: 'added' | 'updated' | 'removed'; readonly id: string }
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
