import type { ErrorObject } from 'ajv';
import type { Finding } from '../errors.ts';

/** The places and reasons of ajv's errors in the words of people; a schema's `examples` say what a text should look like. */
export function findingsOf(errors: readonly ErrorObject[]): Finding[] {
  return telling(errors).map((error) => ({ path: error.instancePath, message: messageOf(error) }));
}

type Phrase = (params: Readonly<Record<string, unknown>>, error: ErrorObject) => string | undefined;

const phrases: Readonly<Record<string, Phrase>> = {
  additionalProperties: ({ additionalProperty }) => `has no member "${String(additionalProperty)}"`,
  enum: ({ allowedValues }) => `must be one of ${JSON.stringify(allowedValues)}`,
  const: ({ allowedValue }) => `must be ${JSON.stringify(allowedValue)}`,
  discriminator: ({ tagValue }) => `has an unknown type ${JSON.stringify(tagValue)}`,
  required: ({ missingProperty }) => `needs the member "${String(missingProperty)}"`,
  type: ({ type }) => `must be ${[type].flat().join(' or ')}`,
  pattern: (_params, error) => looksLike(error),
  format: (_params, error) => looksLike(error),
};

function messageOf(error: ErrorObject): string {
  return phrases[error.keyword]?.(error.params as Readonly<Record<string, unknown>>, error) ?? error.message ?? 'does not fit';
}

/** Undefined where the schema has no examples. */
function looksLike({ parentSchema }: ErrorObject): string | undefined {
  const { examples } = (parentSchema ?? {}) as { examples?: readonly unknown[] };
  return examples?.length ? `must look like ${examples.map((example) => JSON.stringify(example)).join(' or ')}` : undefined;
}

/**
 * What a value that fits no branch of a union meant to be. Where one branch takes its type, what that branch says counts; where none does,
 * the types that would be taken are one error.
 */
function telling(errors: readonly ErrorObject[]): readonly ErrorObject[] {
  return errors
    .filter(({ keyword }) => keyword === 'anyOf' || keyword === 'oneOf')
    .reduce((left, union) => {
      const wrongTypes = left.filter((error) => error.keyword === 'type' && isOfBranch(error, union));
      const isTypeRight = left.some((error) => !wrongTypes.includes(error) && error !== union && isBelow(error, union));
      const others = left.filter((error) => error !== union && !wrongTypes.includes(error));
      if (isTypeRight) return others;
      const [first] = wrongTypes;
      if (!first) return left;
      const type = [...new Set(wrongTypes.flatMap(({ params }) => (params as { type: string | string[] }).type))];
      return [...others, { ...first, params: { type } }];
    }, errors);
}

const isBelow = (error: ErrorObject, union: ErrorObject) => error.schemaPath.startsWith(`${union.schemaPath}/`);

const isOfBranch = (error: ErrorObject, union: ErrorObject) => isBelow(error, union) && error.instancePath === union.instancePath;
