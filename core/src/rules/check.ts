import { Type } from 'typebox';
import {
  checkAttribute,
  checkCommand,
  compile,
  compileThorough,
  isNumeric,
  unknownCommand,
  unknownEvent,
  type Finding,
  type Validator,
} from '@concord/sdk';
import type { CapabilityModel } from '../home/index.ts';
import { checkConditions } from './conditions.ts';
import { moved } from './current-rule.ts';
import { checkDuration } from './duration.ts';
import type { HomeView } from './ports.ts';
import { isReference, scopeRoots } from './reference.ts';
import {
  CommandAction,
  DelayAction,
  EventTrigger,
  NotifyAction,
  RuleInput,
  SceneAction,
  StateTrigger,
  TimeTrigger,
  type Selector,
} from './resources.ts';
import { placesOf, type Where } from './targets.ts';

const validator = compile(RuleInput);

// A union that nothing fits says little, so each part is held against the schema that its `type` names.
const Loose = Type.Array(Type.Object({ type: Type.String() }), { minItems: 1 });
const frame = compileThorough(Type.Object({ ...RuleInput.properties, triggers: Loose, actions: Loose }, { additionalProperties: false }));
const parts: Readonly<Record<'triggers' | 'actions', Readonly<Record<string, Validator<unknown>>>>> = {
  triggers: { state: compileThorough(StateTrigger), event: compileThorough(EventTrigger), time: compileThorough(TimeTrigger) },
  actions: {
    command: compileThorough(CommandAction),
    delay: compileThorough(DelayAction),
    scene: compileThorough(SceneAction),
    notify: compileThorough(NotifyAction),
  },
};

/** Everything that keeps a rule from being saved: its shape first, and, where that fits, what it names in the home. */
export function checkRule(input: unknown, home: HomeView): { rule?: RuleInput; findings: Finding[] } {
  if (!validator.accepts(input)) return { findings: describeShape(input) };
  const findings: Finding[] = [];
  const current: HomeView['current'] = (address) => home.current(address);
  const { conditions } = input;
  const triggers = input.triggers.map((trigger) => moved(trigger, current));
  const actions = input.actions.map((action) => moved(action, current));
  triggers.forEach((trigger, index) => {
    const path = `/triggers/${index}`;
    if (trigger.type === 'state') findings.push(...checkFor(trigger, path), ...checkStateTrigger(trigger, path, home));
    if (trigger.type === 'event') findings.push(...checkEventTrigger(trigger, path, home));
  });
  if (conditions) findings.push(...checkConditions(conditions, '/conditions', (leaf, path) => checkFact(leaf, path, home)));
  actions.forEach((action, index) => {
    const path = `/actions/${index}`;
    if (action.type === 'delay') findings.push(...checkFor(action, path));
    if (action.type === 'command') findings.push(...checkCommandAction(action, path, home));
    if (action.type === 'scene' && !home.hasScene(action.scene))
      findings.push({ path: `${path}/scene`, message: 'there is no such scene' });
  });
  return { rule: input, findings };
}

function checkFor({ for: duration }: { for?: string }, path: string): Finding[] {
  const message = duration === undefined ? undefined : checkDuration(duration);
  return message === undefined ? [] : [{ path: `${path}/for`, message }];
}

function describeShape(input: unknown): Finding[] {
  const findings = frame.accepts(input) ? [] : frame.findings();
  for (const [list, validators] of Object.entries(parts)) {
    const items = typeof input === 'object' && input !== null ? (input as Record<string, unknown>)[list] : undefined;
    if (Array.isArray(items))
      items.forEach((item: unknown, index) => findings.push(...describePart(item, `/${list}/${index}`, validators)));
  }
  return findings.length > 0 ? findings : [{ path: '', message: 'is no rule' }];
}

function describePart(item: unknown, path: string, validators: Readonly<Record<string, Validator<unknown>>>): Finding[] {
  const type = typeof item === 'object' && item !== null && 'type' in item ? item.type : undefined;
  // What has no type at all is named by the frame.
  if (typeof type !== 'string') return [];
  if (!Object.hasOwn(validators, type)) return [{ path: `${path}/type`, message: `must be one of ${Object.keys(validators).join(', ')}` }];
  const part = validators[type];
  if (!part || part.accepts(item)) return [];
  return part.findings().map((finding) => ({ path: `${path}${finding.path}`, message: finding.message }));
}

/** The capabilities that a place in a rule means now; empty with a finding where it can't mean any. */
function resolve(where: Where, path: string, home: HomeView): { found: CapabilityModel[]; findings: Finding[] } {
  const found = placesOf(where, home).map(({ capability }) => capability);
  // A selector may match nothing today and something tomorrow.
  const finding = typeof where.device === 'string' ? missing(where, where.device, home) : unknownRoom(where.device, home);
  return finding && found.length === 0
    ? { found, findings: [{ path: `${path}${finding.path}`, message: finding.message }] }
    : { found, findings: [] };
}

function unknownRoom({ room }: Selector, home: HomeView): Finding | undefined {
  return room !== undefined && !home.hasRoom(room) ? { path: '/device/room', message: 'there is no such room' } : undefined;
}

function missing({ endpoint, capability }: Where, device: string, home: HomeView): Finding {
  const model = home.find(device);
  if (!model) return { path: '/device', message: `there is no device "${device}"` };
  if (endpoint !== undefined && !model.endpoints.has(endpoint)) {
    const others = [...model.endpoints.keys()].join(', ');
    return { path: '/endpoint', message: `"${model.name}" has no endpoint "${endpoint}", only ${others}` };
  }
  return { path: '/capability', message: `"${model.name}" has no "${capability}"` };
}

function checkStateTrigger(trigger: StateTrigger, path: string, home: HomeView): Finding[] {
  const { found, findings } = resolve(trigger, path, home);
  const [capability] = found;
  if (!capability) return findings;
  const { attribute } = trigger;
  const slot = capability.slots.get(attribute);
  if (!slot)
    return [
      {
        path: `${path}/attribute`,
        message: `"${capability.id}" has no attribute "${attribute}" here, only ${[...capability.slots.keys()].join(', ')}`,
      },
    ];
  const defined = capability.definition.attributes[attribute];
  const isNumber = defined !== undefined && isNumeric(defined);
  for (const bound of ['above', 'below'] as const) {
    if (trigger[bound] !== undefined && !isNumber) findings.push({ path: `${path}/${bound}`, message: `"${attribute}" is not a number` });
  }
  if (trigger.above !== undefined && trigger.below !== undefined && trigger.above >= trigger.below) {
    findings.push({ path: `${path}/below`, message: `can never hold: nothing is above ${trigger.above} and below ${trigger.below}` });
  }
  for (const end of ['from', 'to'] as const) {
    const value = trigger[end];
    const finding = value === undefined ? undefined : checkAttribute(capability.definition, capability.descriptor, attribute, value);
    if (finding) findings.push({ path: `${path}/${end}`, message: finding.message });
  }
  return findings;
}

function checkEventTrigger(trigger: EventTrigger, path: string, home: HomeView): Finding[] {
  const { found, findings } = resolve(trigger, path, home);
  const reasons = found.map(({ definition, descriptor }) => unknownEvent(definition, descriptor, trigger.event));
  const [reason] = reasons;
  // Of several devices it is enough that one tells of it.
  if (reason !== undefined && !reasons.includes(undefined)) findings.push({ path: `${path}/event`, message: reason });
  return findings;
}

function checkFact(leaf: Record<string, unknown>, path: string, home: HomeView): Finding[] {
  if (leaf['fact'] !== 'state') return [];
  const params = (leaf['params'] ?? {}) as Record<string, unknown>;
  const { device, endpoint, capability, attribute } = moved(params, (address) => home.current(address));
  if (typeof device !== 'string' || typeof capability !== 'string' || typeof attribute !== 'string') return [];
  const { found, findings } = resolve({ device, capability, ...(typeof endpoint === 'string' && { endpoint }) }, `${path}/params`, home);
  const [first] = found;
  if (first && !first.slots.has(attribute))
    findings.push({ path: `${path}/params/attribute`, message: `"${first.id}" has no attribute "${attribute}" here` });
  return findings;
}

function checkCommandAction(action: CommandAction, path: string, home: HomeView): Finding[] {
  const { found, findings } = resolve(action, path, home);
  if (typeof action.device === 'string' && found.length > 1) {
    return [{ path: `${path}/endpoint`, message: `several endpoints have "${action.capability}": say which` }];
  }
  const { args = {} } = action;
  findings.push(...checkReferences(args, `${path}/args`));
  const [capability] = found;
  if (!capability) return findings;
  const unknown = unknownCommand(capability.definition, capability.descriptor, action.command);
  if (unknown !== undefined) return [...findings, { path: `${path}/command`, message: unknown }];
  // A reference stands for a value that only a run knows; its `else` is known now, and must fit.
  const sure = Object.fromEntries(
    Object.entries(args).flatMap(([name, value]) => (!isReference(value) ? [[name, value]] : 'else' in value ? [[name, value.else]] : [])),
  );
  const isOpen = Object.keys(sure).length < Object.keys(args).length;
  for (const finding of checkCommand(capability.definition, capability.descriptor, action.command, sure)) {
    // What seems to be missing may be what the run will know.
    if (finding.path !== '') findings.push({ path: `${path}/args${finding.path}`, message: finding.message });
    else if (!isOpen) findings.push({ path: `${path}/command`, message: finding.message });
  }
  return findings;
}

function checkReferences(value: unknown, path: string): Finding[] {
  if (isReference(value)) {
    const [root] = value.$.split('.');
    return scopeRoots.includes(root as never) ? [] : [{ path: `${path}/$`, message: `must begin with one of ${scopeRoots.join(', ')}` }];
  }
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([name, member]) => checkReferences(member, `${path}/${name}`));
}
