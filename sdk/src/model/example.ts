import type { Static, TSchema } from 'typebox';
import type { AttributeDefinition, AttributeValue } from './attribute.ts';

/** What a device that has a capability reports of it at some moment. */
export interface ReportExample {
  readonly title: string;
  readonly values: Readonly<Record<string, unknown>>;
}

export interface CommandExample {
  readonly title: string;
  readonly command: string;
  readonly args?: Readonly<Record<string, unknown>>;
}

export interface EventExample {
  readonly title: string;
  readonly event: string;
  readonly payload?: Readonly<Record<string, unknown>>;
}

/** One sentence in the words of a capability. */
export type Example = ReportExample | CommandExample | EventExample;

type Attributes = Readonly<Record<string, AttributeDefinition>>;
type Members<D, Name extends string> = D extends { readonly [N in Name]: infer Found } ? Found : object;

// As it stands in a literal that never changes.
type Told<T> = T extends readonly (infer Item)[]
  ? readonly Told<Item>[]
  : T extends object
    ? { readonly [Name in keyof T]: Told<T[Name]> }
    : T;

type Values<A> = A extends Attributes ? { readonly [Name in keyof A]?: Told<AttributeValue<A[Name]>> } : unknown;

type Shape<Member, Name extends string> = Member extends { readonly [N in Name]: infer Schema extends TSchema }
  ? Told<Static<Schema>>
  : never;

/** The examples that a capability of these attributes, commands and events can have. */
export type ExampleOf<D> =
  | { readonly title: string; readonly values: Values<Members<D, 'attributes'>> }
  | {
      readonly title: string;
      readonly command: 'set';
      readonly args: Values<Members<D, 'attributes'>> & Values<Members<D, 'setOptions'>>;
    }
  | {
      [Name in keyof Members<D, 'commands'>]: {
        readonly title: string;
        readonly command: Name;
        readonly args?: Shape<Members<D, 'commands'>[Name], 'args'>;
      };
    }[keyof Members<D, 'commands'>]
  | {
      [Name in keyof Members<D, 'events'>]: {
        readonly title: string;
        readonly event: Name;
        readonly payload?: Shape<Members<D, 'events'>[Name], 'payload'>;
      };
    }[keyof Members<D, 'events'>];
