import { Ajv, type ValidateFunction } from 'ajv';
import addFormats from 'ajv-formats';
import type { Static, TSchema } from 'typebox';
import { InvalidInputError, type Finding } from '../errors.ts';
import { findingsOf } from './findings.ts';

const plain = createAjv({ useDefaults: false });
const thorough = createAjv({ useDefaults: false, allErrors: true });
const withDefaults = createAjv({ useDefaults: true });

function createAjv({ useDefaults, allErrors = false }: { useDefaults: boolean; allErrors?: boolean }): Ajv {
  // Not strict: a partner's schema may carry keywords for forms (`x-…`) that ajv need not know.
  // `strictNumbers`: NaN and Infinity are no numbers. `multipleOfPrecision`: 0.3 is a multiple of 0.1.
  // `verbose`: an error carries its schema, for the examples in it.
  const ajv = new Ajv({
    allErrors,
    strict: false,
    strictNumbers: true,
    useDefaults,
    allowUnionTypes: true,
    multipleOfPrecision: 9,
    verbose: true,
  });
  addFormats.default(ajv);
  return ajv;
}

/** A schema ready to check values at a few hundred nanoseconds each. */
export interface Validator<T> {
  /** True if the value fits. */
  accepts(value: unknown): value is T;
  /** The places where the last value that was not accepted did not fit. */
  findings(): Finding[];
}

/** A validator of a TypeBox schema; its first use throws on a schema that is not valid itself. */
export function compile<S extends TSchema>(schema: S): Validator<Static<S>> {
  return lazily<Static<S>>(() => compileOnly(plain, schema));
}

const validators = new WeakMap<TSchema, Validator<unknown>>();

/** The one validator of a schema that is met again and again; as `compile` otherwise. */
export function validatorOf(schema: TSchema): Validator<unknown> {
  let validator = validators.get(schema);
  if (!validator) {
    validator = compile(schema);
    validators.set(schema, validator);
  }
  return validator;
}

/** As `compile`, but its findings name every place that does not fit: for what a person wrote, not for what arrives by the thousand. */
export function compileThorough<S extends TSchema>(schema: S): Validator<Static<S>> {
  return lazily<Static<S>>(() => compileOnly(thorough, schema));
}

/** Compiles a JSON Schema that came as data (a manifest's config, a candidate's form); defaults in it are filled into the value. */
export function compileDocument(schema: Readonly<Record<string, unknown>>): Validator<Record<string, unknown>> {
  return wrap<Record<string, unknown>>(compileOnly(withDefaults, schema));
}

/** Answers the value as its type, or throws `InvalidInputError` naming `what` and each place. */
export function check<T>(validator: Validator<T>, value: unknown, what: string): T {
  if (validator.accepts(value)) return value;
  const findings = validator.findings();
  throw new InvalidInputError(`${what}: ${findings.map(({ path, message }) => `${path || '/'} ${message}`).join('; ')}`, findings);
}

// Ajv keeps every schema that it ever compiled; those of devices and forms come and go.
function compileOnly(ajv: Ajv, schema: object): ValidateFunction {
  const validate = ajv.compile(schema);
  ajv.removeSchema(schema);
  return validate;
}

// Compiling costs milliseconds a schema, and a process uses a small part of those it knows.
function lazily<T>(compileNow: () => ValidateFunction): Validator<T> {
  let compiled: Validator<T> | undefined;
  const validator = () => (compiled ??= wrap<T>(compileNow()));
  return {
    accepts: (value): value is T => validator().accepts(value),
    findings: () => validator().findings(),
  };
}

function wrap<T>(validate: ValidateFunction): Validator<T> {
  return {
    accepts: (value): value is T => validate(value),
    findings: () => findingsOf(validate.errors ?? []),
  };
}
