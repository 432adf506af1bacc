import { capabilities, compile, type Validator } from '@concord/sdk';
import { Unnamed } from './convert.ts';

/** What may leave the plugin for one attribute: a value that fits the capability, with the source's own word where it is not ours. */
export type Publishable = { readonly value: unknown; readonly raw?: unknown } | { readonly refused: string };

const validators = new Map<string, Validator<unknown> | undefined>();

/**
 * Checks a converted value against the attribute's schema, so that a device that sends nonsense can't pass it on: an unknown member of
 * an enumeration becomes `other`, a value of the wrong type or range is refused with the reason.
 */
export function publishable(capability: string, attribute: string, value: unknown): Publishable {
  if (value === null) return { value };
  if (value instanceof Unnamed) return { value: 'other', raw: value.raw };
  if (typeof value === 'number' && !Number.isFinite(value)) return { refused: 'not a finite number' };
  const validator = validatorOf(capability, attribute);
  if (!validator || validator.accepts(value)) return { value };
  const [finding] = validator.findings();
  return { refused: `${finding?.path ?? ''} ${finding?.message ?? 'does not fit'}`.trim() };
}

function validatorOf(capability: string, attribute: string): Validator<unknown> | undefined {
  const key = `${capability}.${attribute}`;
  if (!validators.has(key)) {
    const schema = capabilities.get(capability)?.attributes[attribute]?.schema;
    validators.set(key, schema && compile(schema));
  }
  return validators.get(key);
}
