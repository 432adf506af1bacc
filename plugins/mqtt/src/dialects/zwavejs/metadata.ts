import { isObject } from '../../topics/message.ts';
import { sanitized, sanitizedLevel } from './value-id.ts';

/** What the gateway knows of a value (zwave-js, "ValueMetadata"). */
export interface ValueMetadata {
  /** `number`, `boolean`, `string`, `color`, `duration`, `timeout`, `buffer`, `any`… */
  readonly type: string | undefined;
  readonly label: string | undefined;
  readonly unit: string | undefined;
  readonly minimum: number | undefined;
  readonly maximum: number | undefined;
  readonly step: number | undefined;
  readonly isReadable: boolean;
  readonly isWritable: boolean;
  /** What its numbers are called, where they are a choice. */
  readonly states: ReadonlyMap<string, string>;
  /** Other numbers than those with a name are possible, too. */
  readonly takesOthers: boolean;
}

const maxStates = 300;

export function readMetadata(json: Readonly<Record<string, unknown>>): ValueMetadata {
  const { type, label, unit, min, max, step, readable, writeable, states, allowManualEntry } = json;
  return {
    type: text(type),
    label: text(label),
    unit: text(unit),
    minimum: number(min),
    maximum: number(max),
    step: number(step),
    isReadable: readable !== false,
    isWritable: writeable === true,
    states: readStates(states),
    takesOthers: allowManualEntry === true,
  };
}

/** `[{text, value}]` of the gateway. */
function readStates(states: unknown): ReadonlyMap<string, string> {
  const entries = Array.isArray(states) ? (states as unknown[]).slice(0, maxStates) : [];
  const read = entries.flatMap((entry): [string, string][] => {
    const value = isObject(entry) ? entry['value'] : undefined;
    const name = isObject(entry) ? text(entry['text']) : undefined;
    return name !== undefined && (typeof value === 'number' || typeof value === 'boolean') ? [[String(value), name]] : [];
  });
  const used = new Set<string>();
  return new Map(
    read.map(([value, name]) => {
      // Two states of one name could not be told apart.
      const distinct = used.has(name) ? `${name} (${value})` : name;
      used.add(distinct);
      return [value, distinct];
    }),
  );
}

/** What the gateway knows of a node: an entry of `api/getNodes`, or `nodeinfo`. */
export interface NodeInfo {
  readonly id: number;
  readonly name: string | undefined;
  readonly location: string | undefined;
  readonly maker: string | undefined;
  readonly model: string | undefined;
  readonly firmware: string | undefined;
  readonly specificClass: number | undefined;
  readonly isSleeping: boolean;
  readonly isController: boolean;
  /** By the texts of their ids, with the property by its number and by its name. */
  readonly values: ReadonlyMap<string, ValueMetadata>;
}

const maxValues = 2000;

export function readNodeInfo(json: unknown): NodeInfo | undefined {
  if (!isObject(json)) return undefined;
  const { id, name, loc, manufacturer, productLabel, productDescription, firmwareVersion, deviceClass, values } = json;
  if (typeof id !== 'number' || !Number.isInteger(id) || id < 1) return undefined;
  const [label, description] = [text(productLabel), text(productDescription)];
  return {
    id,
    name: text(name),
    location: text(loc),
    maker: text(manufacturer),
    model: label !== undefined && description !== undefined ? `${description} (${label})` : (label ?? description),
    firmware: text(firmwareVersion),
    specificClass: isObject(deviceClass) ? number(deviceClass['specific']) : undefined,
    isSleeping: json['isListening'] === false && json['isFrequentListening'] === false,
    isController: json['isControllerNode'] === true,
    values: new Map(isObject(values) ? Object.values(values).slice(0, maxValues).flatMap(entriesOf) : []),
  };
}

function entriesOf(value: unknown): [string, ValueMetadata][] {
  if (!isObject(value) || typeof value['commandClass'] !== 'number') return [];
  const { commandClass, endpoint, property, propertyName, propertyKey } = value;
  const key = isName(propertyKey) ? `/${sanitizedLevel(propertyKey)}` : '';
  const metadata = readMetadata(value);
  return [property, propertyName].flatMap((name): [string, ValueMetadata][] =>
    isName(name) ? [[`${commandClass}/${typeof endpoint === 'number' ? endpoint : 0}/${sanitizedLevel(name)}${key}`, metadata]] : [],
  );
}

function isName(value: unknown): value is string | number {
  return typeof value === 'number' || (typeof value === 'string' && value !== '');
}

function text(value: unknown): string | undefined {
  return typeof value === 'string' && value !== '' ? value.slice(0, 255) : undefined;
}

function number(value: unknown): number | undefined {
  return typeof value === 'number' && Number.isFinite(value) ? value : undefined;
}

/** What a node is called in topics (zwave-js-ui, "Gateway", "Type"): by its name or its number, behind its location or not. */
export function sanitizedNames({ id, name, location }: NodeInfo): string[] {
  const names = [...(name === undefined ? [] : [sanitized(name)]), `nodeID_${id}`, String(id)];
  const place = location === undefined ? '' : sanitized(location);
  return place === '' ? names : names.flatMap((one) => [`${place}/${one}`, one]);
}
