import type { Quantity } from '@concord/sdk';
import type { Words } from './codecs/word-codec.ts';
import type { Feature } from './feature.ts';

export interface UnstatedUnit {
  readonly unit: string;
  /** Only for features that end at one of these; left out: for all of this name. */
  readonly highest?: readonly number[];
  /** A number counts so many units. */
  readonly factor?: number;
}

/** Where a feature goes. A row only counts where type and unit fit the attribute too. */
export interface Row {
  /** `capability.attribute`, or `capability.command()` for what is only written. */
  readonly target: string;
  readonly words?: Words;
  /** Of an attribute without a unit, '': what is said is no unit (`lqi`, `level`). Of one whose unit is open: a unit of what it must measure. */
  readonly unit?: string;
  /** The product says no unit, and this is meant: a number without a unit may else be anything. */
  readonly unstated?: UnstatedUnit;
  /** What the product sends for "none". */
  readonly none?: number;
  /** Of a share: only where the unit is said, since what the product counts is no share. */
  readonly stated?: boolean;
  /** Of an attribute whose unit is open: which of the quantities that the unit's text stands for. */
  readonly quantity?: Quantity;
  /** A scale that is no unit: mired, or 0 to 254. */
  readonly scale?: 'mired' | 'level';
  /** Only beside (or only without) one of these. */
  readonly beside?: readonly string[];
  readonly without?: readonly string[];
  readonly type?: Feature['type'];
  /** Only where it can be written (or only where it can't). */
  readonly writable?: boolean;
  /** A second attribute of the same capability that one of the words tells too; only where the product has such a word. */
  readonly also?: { readonly target: string; readonly words: Words };
  /** The child endpoint that it is about, for what a device may have several of: the limits of its temperature, of its humidity. */
  readonly child?: string;
  /** A command that the product understands as "on", where the attribute itself is only read. */
  readonly command?: string;
  /** Of a command that takes a number: the argument that is sent. */
  readonly argument?: string;
}
