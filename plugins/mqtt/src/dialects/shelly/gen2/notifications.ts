import { isObject } from '../../../topics/message.ts';
import type { Values } from '../../../devices/fragment.ts';
import type { Component } from '../component.ts';
import type { Gesture } from '../happening.ts';
import { readComponent } from './components.ts';

/** What was done to an input or to a Bluetooth button (Gen2 documents: Input, BTHomeDevice; `btn_down` comes before any of them). */
const gestures: Readonly<Record<string, Gesture>> = {
  single_push: { event: 'pressed', payload: { count: 1 } },
  double_push: { event: 'pressed', payload: { count: 2 } },
  triple_push: { event: 'pressed', payload: { count: 3 } },
  long_push: { event: 'held' },
  long_double_push: { event: 'held', payload: { which: 'double' } },
  long_triple_push: { event: 'held', payload: { which: 'triple' } },
  btn_up: { event: 'released' },
};

/** Something that happened, as a product tells it. */
export interface Happened {
  readonly component: Component;
  readonly event: string;
  readonly gesture: Gesture | undefined;
  /** Everything that was told, for events without a meaning. */
  readonly told: Values;
}

const maxEvents = 50;

/** The events of a `NotifyEvent`. */
export function readEvents(params: Values): Happened[] {
  const { events } = params;
  if (!Array.isArray(events)) return [];
  return (events as unknown[]).slice(0, maxEvents).flatMap((told) => {
    if (!isObject(told)) return [];
    const { component: key, event, idx } = told;
    const component = typeof key === 'string' ? readComponent(key) : undefined;
    if (!component || typeof event !== 'string' || event === '') return [];
    const gesture = Object.hasOwn(gestures, event) ? gestures[event] : undefined;
    const isOneOfSeveral = gesture && typeof idx === 'number';
    return [
      { component, event, told, gesture: isOneOfSeveral ? { ...gesture, payload: { ...gesture.payload, which: String(idx) } } : gesture },
    ];
  });
}

/** The components of a `NotifyStatus` or of a whole status. */
export function readStatuses(params: Values): [component: Component, status: Values][] {
  return Object.entries(params).flatMap(([key, status]): [Component, Values][] => {
    const component = isObject(status) ? readComponent(key) : undefined;
    return component && isObject(status) ? [[component, status]] : [];
  });
}
