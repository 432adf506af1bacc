import { place } from '../src/devices/placement.ts';
import { readAnnouncement } from '../src/dialects/homeassistant/announcement.ts';
import { entityPart } from '../src/dialects/homeassistant/entity-part.ts';
import { Entity } from '../src/dialects/homeassistant/entity.ts';
import { TemplateEngine } from '../src/templates/engine.ts';
import { binarySensorClasses, genericByDesign, sensorClasses } from './device-classes.ts';

/** Where one device class of Home Assistant goes. */
export interface ClassCoverage {
  readonly component: 'sensor' | 'binary_sensor';
  readonly name: string;
  readonly outcome: 'named' | 'generic' | 'missing';
  readonly targets: readonly string[];
  /** What is missing. */
  readonly reason?: string;
}

/** Announces each class in each unit that it may have, and looks what the plugin makes of it. */
export function classCoverage(): ClassCoverage[] {
  return [
    ...Object.entries(sensorClasses).map(([name, units]) => covered('sensor', name, units.length > 0 ? units : [undefined])),
    ...binarySensorClasses.map((name) => covered('binary_sensor', name, [undefined])),
  ];
}

function covered(component: ClassCoverage['component'], name: string, units: readonly (string | undefined)[]): ClassCoverage {
  const announced = units.map((unit) => announce(component, name, unit));
  const targets = [...new Set(announced.flatMap((one) => one.target))];
  const reason = announced.map((one) => one.reason).find(Boolean);
  if (reason !== undefined) return { component, name, outcome: 'missing', targets, reason };
  const isNamed = announced.some(({ isGeneric }) => !isGeneric);
  return { component, name, outcome: isNamed ? 'named' : 'generic', targets };
}

interface Announced {
  readonly target: readonly string[];
  readonly isGeneric: boolean;
  readonly reason?: string;
}

function announce(component: string, name: string, unit: string | undefined): Announced {
  const topic = `homeassistant/${component}/thing/value/config`;
  const complaints: string[] = [];
  const context = { diagnose: ({ code, message }: { code: string; message: string }) => complaints.push(`${code}: ${message}`) };
  const payload = {
    state_topic: 'thing/value',
    device_class: name,
    unique_id: 'thing',
    ...(unit !== undefined && { unit_of_measurement: unit }),
  };
  const parts = readAnnouncement(topic, { component, nodeId: 'thing', objectId: 'value' }, payload).map((announced) =>
    entityPart(new Entity(announced, { engine: new TemplateEngine(), context, deviceKey: 'thing' })),
  );
  const { mapping, endpoints } = place('thing', parts);
  const target = mapping.flatMap((entry) => entry.target?.replace(/^.*\//, '') ?? []);
  const isGeneric = mapping.some(({ outcome }) => outcome === 'generic');
  const values = endpoints.flatMap(({ capabilities }) => Object.values(capabilities).map(({ attributes }) => attributes['value']));
  const unknown = isGeneric && unit !== undefined && name !== 'monetary' && values.some((value) => value?.quantity === undefined);
  const reasons = [
    ...complaints,
    ...(mapping.length === 0 ? ['it becomes nothing'] : []),
    ...(isGeneric && !isByDesign(name, unit) ? [`it becomes ${target.join(', ')}`] : []),
    ...(unknown ? ['its quantity is not known'] : []),
  ];
  return { target, isGeneric, ...(reasons[0] !== undefined && { reason: unit === undefined ? reasons[0] : `in ${unit}: ${reasons[0]}` }) };
}

function isByDesign(name: string, unit: string | undefined): boolean {
  const units = Object.hasOwn(genericByDesign, name) ? genericByDesign[name] : undefined;
  return units === 'always' || (unit !== undefined && units?.includes(unit) === true);
}
