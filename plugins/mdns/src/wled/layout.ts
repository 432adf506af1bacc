import type { AttributeDescriptor, CapabilityDescriptor, EndpointDescriptor, MappingEntry } from '@concord/sdk';
import { isObject, type JsonObject } from '../untrusted/json.ts';
import { infoRows, internalReason, lightRows, segmentRows, stateRows, valueOf, type Lists, type WledRow } from './rows.ts';
import type { WledState } from './state.ts';

/** One part of what a WLED says, the rows that read it, and the endpoint they make. */
export interface Section {
  readonly endpoint: string;
  readonly source: 'state' | 'info' | number;
  readonly rows: readonly WledRow[];
}

export interface WledLayout {
  readonly sections: readonly Section[];
  readonly endpoints: readonly EndpointDescriptor[];
  readonly mapping: readonly MappingEntry[];
}

interface DraftEndpoint {
  id: string;
  name?: string;
  kind: string;
  tags?: string[];
  capabilities: Record<string, Omit<CapabilityDescriptor, 'attributes'> & { attributes: Record<string, AttributeDescriptor> }>;
}

/** One segment is the light itself; more are endpoints of their own, beside the master switch and level. */
export function layOut(wled: WledState, lists: Lists): WledLayout {
  const { segments } = wled;
  const hasMany = segments.length > 1;
  const sections: Section[] = [
    { endpoint: 'main', source: 'state', rows: fitting([...lightRows, ...stateRows], wled.state) },
    { endpoint: 'main', source: 'info', rows: fitting(infoRows, wled.info) },
    ...segments.map(({ id, lamps, status }) => {
      const rows = segmentRows.filter((row) => row.lamps === undefined || (row.lamps & lamps) !== 0);
      return { endpoint: hasMany ? `segment-${id}` : 'main', source: id, rows: fitting(hasMany ? [...lightRows, ...rows] : rows, status) };
    }),
  ];
  const endpoints = new Map<string, DraftEndpoint>([['main', { id: 'main', kind: 'light', capabilities: {} }]]);
  if (hasMany) {
    for (const { id, name } of segments)
      endpoints.set(`segment-${id}`, {
        id: `segment-${id}`,
        name: name ?? `Segment ${id + 1}`,
        kind: 'light',
        tags: [`index=${id + 1}`],
        capabilities: {},
      });
  }
  const mapping: MappingEntry[] = [];
  for (const section of sections) {
    const endpoint = endpoints.get(section.endpoint);
    if (endpoint) for (const row of section.rows) addRow(endpoint, section, row, lists, mapping);
  }
  for (const { capabilities } of endpoints.values()) addVerbs(capabilities);
  addRest(wled, sections, mapping);
  return { sections, endpoints: [...endpoints.values()], mapping: mapping.slice(0, 5000) };
}

/** The status that a section reads. */
export function statusOf(wled: WledState, source: Section['source']): JsonObject | undefined {
  return typeof source === 'number' ? wled.segments.find(({ id }) => id === source)?.status : wled[source];
}

function fitting(rows: readonly WledRow[], status: JsonObject): WledRow[] {
  return rows.filter((row) => valueOf(row, status) !== undefined);
}

function addRow(endpoint: DraftEndpoint, { source }: Section, row: WledRow, lists: Lists, mapping: MappingEntry[]): void {
  const [capability = '', attribute = ''] = row.to.split('.');
  const item = itemOf(source, row.path);
  const descriptor = (endpoint.capabilities[capability] ??= { ...(row.base && { base: row.base }), attributes: {} });
  descriptor.attributes[attribute] = { source: item, writable: row.write !== undefined, ...row.narrow?.(lists) };
  mapping.push({ item, outcome: row.base ? 'generic' : 'capability', target: `${endpoint.id}/${row.to}` });
}

/** Commands, and lists that go with an attribute. */
function addVerbs(capabilities: DraftEndpoint['capabilities']): void {
  const { switch: onOff, lightEffect, scene } = capabilities;
  if (onOff) onOff.commands = ['toggle'];
  if (lightEffect) {
    lightEffect.attributes['effects'] = {};
    lightEffect.commands = ['trigger'];
  }
  if (scene) {
    scene.attributes['scenes'] = {};
    scene.commands = ['recall'];
  }
}

function addRest(wled: WledState, sections: readonly Section[], mapping: MappingEntry[]): void {
  const mapped = new Set(mapping.map(({ item }) => item));
  for (const { source } of sections.filter((section, at) => sections.findIndex((other) => other.source === section.source) === at)) {
    for (const [name, value] of Object.entries(statusOf(wled, source) ?? {})) {
      const paths = isObject(value) ? Object.keys(value).map((member) => `${name}.${member}`) : [name];
      for (const path of paths) {
        const item = itemOf(source, path).slice(0, 512);
        if (mapped.has(item)) continue;
        const reason = internalReason(typeof source === 'number' ? `seg.${path}` : item);
        mapping.push({ item, outcome: reason === undefined ? 'ignored' : 'internal', reason: reason ?? 'not known to this version' });
      }
    }
  }
}

function itemOf(source: Section['source'], path: string): string {
  return typeof source === 'number' ? `state.seg[${source}].${path}` : `${source}.${path}`;
}
