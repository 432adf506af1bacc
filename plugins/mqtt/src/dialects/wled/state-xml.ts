import type { Message } from '../../topics/message.ts';

/** WLED's state as `/v` has it: the elements of `<vs>` by name, in their order (xml.cpp, `XML_response`). */
export type WledElements = ReadonlyMap<string, readonly string[]>;

const maxLength = 8192;
const maxElements = 200;

const read = new WeakMap<Message, WledElements | false>();

/** The state in a message, read once however many parts ask. */
export function stateIn(message: Message): WledElements | undefined {
  let elements = read.get(message);
  if (elements === undefined) read.set(message, (elements = readStateXml(message.text) ?? false));
  return elements === false ? undefined : elements;
}

/**
 * Reads `<?xml …?><vs><ac>128</ac>…</vs>`. Not a reader of XML: names of two letters, text between them, no attributes, no entities, since
 * WLED writes none; the device's own name stands there as its owner typed it. Undefined for anything else.
 */
export function readStateXml(text: string): WledElements | undefined {
  if (text.length > maxLength) return undefined;
  const start = text.indexOf('<vs>');
  const end = text.lastIndexOf('</vs>');
  if (start < 0 || end < start) return undefined;
  const inner = text.slice(start + '<vs>'.length, end);
  const elements = new Map<string, string[]>();
  let count = 0;
  let at = 0;
  while (at < inner.length) {
    const name = /^<([a-z][a-z0-9])>$/.exec(inner.slice(at, at + 4))?.[1];
    const close = name === undefined ? -1 : endOf(inner, name, at + 4);
    if (name === undefined || close < 0 || ++count > maxElements) return undefined;
    const values = elements.get(name) ?? [];
    values.push(inner.slice(at + 4, close));
    elements.set(name, values);
    at = close + 5;
  }
  return elements.size > 0 ? elements : undefined;
}

/** The owner's name may hold what looks like an element: it ends at its last end tag. */
function endOf(inner: string, name: string, from: number): number {
  const tag = `</${name}>`;
  const close = name === 'ds' ? inner.lastIndexOf(tag) : inner.indexOf(tag, from);
  return close >= from ? close : -1;
}

/** A whole number of 0 to `highest`; undefined where the element is missing or says something else. */
export function wholeIn(elements: WledElements, name: string, highest: number, place = 0): number | undefined {
  const text = elements.get(name)?.[place];
  if (text === undefined || !/^\d{1,5}$/.test(text)) return undefined;
  const value = Number(text);
  return value <= highest ? value : undefined;
}
