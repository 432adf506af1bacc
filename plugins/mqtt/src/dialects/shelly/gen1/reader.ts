import { toNumber, round } from '../../../mapping/numbers.ts';
import { isObject, notJson, type Message } from '../../../topics/message.ts';
import type { Values } from '../../../devices/fragment.ts';
import type { Component } from '../component.ts';
import { readMac } from '../facts.ts';
import { membersOf } from '../members.ts';
import { infoAliases, saidByTopics } from './aliases.ts';
import type { Gen1Topic } from './topics.ts';

/** What a message says of one component. */
export interface Saying {
  readonly component: Component;
  readonly members: ReadonlyMap<string, unknown>;
}

/** Components whose topics say something of another one. */
const owners: Readonly<Record<string, readonly [type: string, member: string]>> = {
  longpush: ['input', 'longpush'],
  ext_temperature_f: ['ext_temperature', ''],
};

/** Reads what one product says on its topics. It remembers what is said in degrees Celsius, since Fahrenheit is the same once more. */
export class Gen1Reader {
  readonly #inCelsius = new Set<string>();

  read({ component, member }: Gen1Topic, message: Message): Saying[] {
    const { type, id } = component;
    if (type === '' && member === 'info') return this.#info(message);
    if (type === '' && member === 'status') return this.#status(message);
    if (type === '' && member === 'ext_temperatures') return this.#wired('ext_temperature', 'tC', message);
    if (type === '' && member === 'ext_humidities') return this.#wired('ext_humidity', 'hum', message);
    if (type === '' && member === 'settings') return [{ component, members: new Map([[member, null]]) }];
    if (type === '' && member === 'temperature_f') return this.#fahrenheit(component, 'temperature', message);
    if (type === 'ext_temperature_f') return this.#fahrenheit(numbered('ext_temperature', id ?? 0), '', message);
    if (type === 'ext_temperature' || member === 'temperature') this.#inCelsius.add(`${component.key} ${member}`);
    const owner = Object.hasOwn(owners, type) ? owners[type] : undefined;
    if (owner) return [{ component: numbered(owner[0], id ?? 0), members: new Map([[owner[1], plain(message)]]) }];
    if (member === 'status' && message.object) return [{ component, members: statusOf(message.object) }];
    const object = type === 'thermostat' ? message.object : undefined;
    return [{ component, members: object ? prefixed(member, membersOf(object)) : new Map([[member, plain(message)]]) }];
  }

  /** The same value in the other unit: only where the product says no other. */
  #fahrenheit(component: Component, member: string, message: Message): Saying[] {
    const number = toNumber(message.text);
    if (this.#inCelsius.has(`${component.key} ${member}`) || typeof number !== 'number') return [];
    return [{ component, members: new Map([[member, number === 999 ? null : round((number - 32) / 1.8)]]) }];
  }

  #info({ object }: Message): Saying[] {
    if (!object) return [];
    const thermostat = Array.isArray(object['thermostats']) ? (object['thermostats'][0] as unknown) : undefined;
    const said = [...membersOf(object)];
    const rest = new Map(said.filter(([path]) => Object.hasOwn(infoAliases, path) || !saidByTopics.test(path)));
    for (const name of Object.keys(object))
      if (saidByTopics.test(name) && ![...rest.keys()].some((path) => path.startsWith(name))) rest.set(name, null);
    if (isObject(thermostat)) rest.delete('tmp.value');
    if (rest.has('temperature')) rest.delete('tmp.tC');
    const { mac } = object;
    if (typeof mac === 'string') rest.set('mac', readMac(mac) ?? mac);
    return [
      ...aliased(rest, 'info'),
      ...(isObject(thermostat) ? [{ component: numbered('thermostat', 0), members: membersOf(thermostat) }] : []),
    ];
  }

  #status({ object }: Message): Saying[] {
    if (!object) return [];
    if (Object.hasOwn(object, 'target_t')) return [{ component: numbered('thermostat', 0), members: membersOf(object) }];
    return aliased(membersOf(object), 'status');
  }

  /** Wired sensors, all in one message: `{"0": {"hwID": …, "tC": …}}`. */
  #wired(type: string, name: string, { object = {} }: Message): Saying[] {
    return Object.entries(object).flatMap(([id, sensor]) => {
      const value = isObject(sensor) && /^\d$/.test(id) ? sensor[name] : undefined;
      if (value === undefined) return [];
      this.#inCelsius.add(`${type}/${id} `);
      return [{ component: numbered(type, Number(id)), members: new Map([['', value]]) }];
    });
  }
}

function numbered(type: string, id: number): Component {
  return { type, id, key: `${type}/${id}` };
}

/** A payload that is a plain value of JSON is that; other text is text. */
function plain({ json, text }: Message): unknown {
  return json === notJson ? text : json;
}

/** The status of a lamp: what its bare topic says is `ison` here. */
function statusOf(object: Values): Map<string, unknown> {
  return new Map([...membersOf(object)].map(([name, value]) => [name === 'ison' ? '' : name, value]));
}

function prefixed(member: string, members: ReadonlyMap<string, unknown>): Map<string, unknown> {
  return member === '' ? new Map(members) : new Map([...members].map(([name, value]) => [`${member}.${name}`, value]));
}

function aliased(members: ReadonlyMap<string, unknown>, own: string): Saying[] {
  const byComponent = new Map<string, Map<string, unknown>>();
  for (const [path, value] of members) {
    const alias = (Object.hasOwn(infoAliases, path) ? infoAliases[path] : undefined) ?? `${own}/${path}`;
    const at = alias.lastIndexOf('/');
    const key = alias.slice(0, at);
    const said = byComponent.get(key) ?? new Map<string, unknown>();
    byComponent.set(key, said.set(alias.slice(at + 1), value));
  }
  return [...byComponent].map(([key, said]) => {
    const [type = '', id] = key.split('/');
    return { component: { type, id: id === undefined ? undefined : Number(id), key }, members: said };
  });
}
