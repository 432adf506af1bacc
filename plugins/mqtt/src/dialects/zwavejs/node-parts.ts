import type { Part } from '../../devices/part.ts';
import { barrierPart } from './barrier.ts';
import { coverPart } from './cover.ts';
import { lightPart } from './light.ts';
import { isLockNews } from './lock-news.ts';
import { lockPart } from './lock.ts';
import { isTarget, itemOf, type NodeValue } from './node-value.ts';
import { eventPart } from './notification-event.ts';
import { activationPart, scenePart } from './scene.ts';
import { notePart, singlePart } from './single.ts';
import { sirenPart } from './siren.ts';
import { knownOf } from './table/index.ts';
import { userCodesPart } from './user-codes.ts';
import type { ValueTools } from './value-tools.ts';
import { WindowCovering } from './window-covering.ts';

/** Command classes whose values belong together. */
const cc = {
  binarySwitch: 0x25,
  multilevelSwitch: 0x26,
  sceneActivation: 0x2b,
  color: 0x33,
  centralScene: 0x5b,
  doorLock: 0x62,
  userCode: 0x63,
  barrier: 0x66,
  windowCovering: 0x6a,
  entryControl: 0x6f,
  notification: 0x71,
  lock: 0x76,
  soundSwitch: 0x79,
} as const;

/** Specific device classes of a Multilevel Switch that is a motor (SDS10242). */
const motors = new Set([3, 5, 6, 7]);

/** The values of one endpoint, and those that a part was made of. */
class EndpointValues {
  readonly values: readonly NodeValue[];
  readonly #taken = new Set<NodeValue>();

  constructor(values: readonly NodeValue[]) {
    this.values = values;
  }

  /** Takes the values of a command class whose name is one of these. */
  take(commandClass: number, ...properties: readonly string[]): NodeValue[] {
    const found = this.values.filter(
      ({ id }) => id.commandClass === commandClass && (properties.length === 0 || properties.includes(id.property)),
    );
    for (const value of found) this.#taken.add(value);
    return found;
  }

  takeOne(commandClass: number, ...properties: readonly string[]): NodeValue | undefined {
    return this.take(commandClass, ...properties)[0];
  }

  mark(value: NodeValue): void {
    this.#taken.add(value);
  }

  has(commandClass: number, ...properties: readonly string[]): boolean {
    return this.values.some(({ id }) => id.commandClass === commandClass && (properties.length === 0 || properties.includes(id.property)));
  }

  get rest(): NodeValue[] {
    return this.values.filter((value) => !this.#taken.has(value));
  }
}

/** The parts of a node; nothing that it says is left out. `specificClass` is its device class, where it is known. */
export function nodeParts(values: readonly NodeValue[], specificClass: number | undefined, tools: ValueTools): Part[] {
  const endpoints = Map.groupBy(values, ({ id }) => id.endpoint);
  return [...endpoints.values()].flatMap((some) => endpointParts(new EndpointValues(some), specificClass, tools));
}

function endpointParts(at: EndpointValues, specificClass: number | undefined, tools: ValueTools): Part[] {
  const parts = [
    ...(isMotor(at, specificClass) ? motorParts(at, tools) : lightParts(at, tools)),
    ...new WindowCovering(at.take(cc.windowCovering, 'currentValue', 'targetValue', 'levelChangeUp', 'levelChangeDown')).parts(tools),
    ...lockParts(at, tools),
    ...barrierParts(at, tools),
    ...at.take(cc.soundSwitch, 'toneId').map((tone) => sirenPart(tone, tools)),
    ...at.take(cc.centralScene, 'scene').map((scene) => scenePart(scene, tools)),
    ...at.take(cc.sceneActivation, 'sceneId').map((scene) => activationPart(scene, tools)),
    ...at.take(cc.entryControl).map((event) => (/^\d+$/.test(event.id.property) ? eventPart(event, tools) : singlePart(event, tools))),
  ];
  const isCurrent = (value: NodeValue) => at.has(value.id.commandClass, ...currentOf(value.id.property));
  return [
    ...parts,
    ...at.rest.map((value) => {
      if (isTarget(value.id.property) && isCurrent(value)) return notePart(itemOf(value), 'the writable half of the current value');
      return isEvent(value) ? eventPart(value, tools) : singlePart(value, tools);
    }),
  ];
}

function currentOf(target: string): string[] {
  return [target.replace(/^target/, 'current')];
}

function isMotor(at: EndpointValues, specificClass: number | undefined): boolean {
  if (!at.has(cc.multilevelSwitch)) return false;
  return (specificClass !== undefined && motors.has(specificClass)) || at.has(cc.multilevelSwitch, 'Open', 'Close');
}

function motorParts(at: EndpointValues, tools: ValueTools): Part[] {
  const part = coverPart(
    {
      position: at.takeOne(cc.multilevelSwitch, 'currentValue'),
      up: at.takeOne(cc.multilevelSwitch, 'Open', 'Up'),
      down: at.takeOne(cc.multilevelSwitch, 'Close', 'Down'),
      isTilt: false,
      name: 'motor',
    },
    tools,
  );
  return part ? [part] : [];
}

function lightParts(at: EndpointValues, tools: ValueTools): Part[] {
  const level = at.takeOne(cc.multilevelSwitch, 'currentValue');
  const colors = at.has(cc.color) ? at.take(cc.color, 'currentColor', 'hexColor') : [];
  if (!level && colors.length === 0) return [];
  const base = level ?? at.takeOne(cc.binarySwitch, 'currentValue');
  const [up, down] = level ? [at.takeOne(cc.multilevelSwitch, 'Up'), at.takeOne(cc.multilevelSwitch, 'Down')] : [];
  // Amber, cyan and purple are no colours that a light is asked for.
  const isMain = ({ id }: NodeValue) => id.propertyKey === '' || Number(id.propertyKey) < 5;
  const part = lightPart({ base, isMultilevel: level !== undefined, colors: colors.filter(isMain), up, down }, tools);
  return [...(part ? [part] : []), ...colors.filter((color) => !isMain(color)).map((color) => singlePart(color, tools))];
}

function lockParts(at: EndpointValues, tools: ValueTools): Part[] {
  const mode = at.takeOne(cc.doorLock, 'currentMode') ?? at.takeOne(cc.lock, 'locked');
  const users = userCodesPart(at.take(cc.userCode, 'userIdStatus'), tools);
  const parts = users ? [users] : [];
  if (!mode) return parts;
  const access = at.values.filter(({ id }) => id.commandClass === cc.notification && id.property === 'Access_Control');
  const jam = access.find(({ id }) => id.propertyKey === 'Lock_state');
  const news = access.filter(({ id }) => isLockNews(id.propertyKey));
  for (const value of [...(jam ? [jam] : []), ...news]) at.mark(value);
  return [lockPart({ mode, jam, news }, tools), ...parts];
}

function barrierParts(at: EndpointValues, tools: ValueTools): Part[] {
  const state = at.takeOne(cc.barrier, 'currentState');
  return state ? [barrierPart(state, at.takeOne(cc.barrier, 'position'), tools)] : [];
}

/** A notification that stands in no table and has no number is something that happened, and so is what a level says of keys. */
function isEvent({ id, metadata, sample }: NodeValue): boolean {
  if (id.commandClass === cc.notification) {
    return id.propertyKey !== '' && !knownOf(id) && !metadata && typeof sample !== 'number';
  }
  return id.commandClass === cc.multilevelSwitch && id.property.endsWith('LevelChange');
}
