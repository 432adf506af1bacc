import { readComponent, isStatusOf } from './gen2/components.ts';
import { readGen1Topic, type Gen1Topic } from './gen1/topics.ts';
import type { Component } from './component.ts';
import { isObject, type Message } from '../../topics/message.ts';

/** Where the first generation speaks; the later ones may, too. */
export const gen1Base = 'shellies';

/** More levels than anybody gives a product's topics. */
export const maxLevels = 6;
const maxPrefix = 200;

/** What a topic is about: which product, and what of it. */
export type Heard =
  | { readonly prefix: string; readonly about: 'online'; readonly isOnline: boolean }
  | { readonly prefix: string; readonly about: 'gen1'; readonly topic: Gen1Topic }
  | { readonly prefix: string; readonly about: 'announcement' }
  | { readonly prefix: string; readonly about: 'status'; readonly component: Component; readonly isCertain: boolean }
  | { readonly prefix: string; readonly about: 'events' };

const later = /^(?<prefix>.+)\/(?:status\/(?<component>[^/]+)|(?<events>events\/rpc)|(?<online>online))$/;

/** Reads a message by its topic and its shape; undefined where it is no Shelly's. A product of another maker may use the same words. */
export function readTopic(message: Message): Heard | undefined {
  const { topic } = message;
  const { prefix, component, events, online } = later.exec(topic)?.groups ?? {};
  if (prefix !== undefined && prefix.length <= maxPrefix) {
    if (online !== undefined) return readOnline(prefix, message.text);
    if (events !== undefined) return isNotification(message) ? { prefix, about: 'events' } : undefined;
    const heard = component === undefined ? undefined : readStatus(prefix, component, message);
    if (heard) return heard;
  }
  return topic.startsWith(`${gen1Base}/`) ? readGen1(topic) : undefined;
}

function readOnline(prefix: string, text: string): Heard | undefined {
  return text === 'true' || text === 'false' ? { prefix, about: 'online', isOnline: text === 'true' } : undefined;
}

/** A frame of the RPC protocol that tells something, from a product that says who it is. */
function isNotification({ object }: Message): boolean {
  if (!object) return false;
  const { src, method, params } = object;
  return typeof src === 'string' && typeof method === 'string' && method.startsWith('Notify') && isObject(params);
}

function readStatus(prefix: string, key: string, { object }: Message): Heard | undefined {
  const component = readComponent(key);
  if (!component || !object || !isStatusOf(component, object)) return undefined;
  const isCertain = component.id !== undefined || (key === 'sys' && typeof object['mac'] === 'string');
  return { prefix, about: 'status', component, isCertain };
}

/** A product's own name may have several levels. */
function readGen1(topic: string): Heard | undefined {
  const levels = topic.split('/');
  for (let at = 2; at < Math.min(levels.length, maxLevels); at++) {
    const prefix = levels.slice(0, at).join('/');
    const found = readGen1Topic(levels.slice(at).join('/'));
    if (!found || prefix.length > maxPrefix) continue;
    return found.member === 'announce' ? { prefix, about: 'announcement' } : { prefix, about: 'gen1', topic: found };
  }
  return undefined;
}

/** Every filter by which products are heard, whatever their topics begin with. */
export function filters(): string[] {
  const starts = Array.from({ length: maxLevels }, (_, at) => '+/'.repeat(at + 1));
  return [`${gen1Base}/#`, ...starts.flatMap((start) => [`${start}online`, `${start}status/+`, `${start}events/rpc`])];
}
