import { capabilities, type DeviceDescriptor, type PluginContext } from '@concord/sdk';
import { array, assert, boolean, constantFrom, double, integer, jsonValue, oneof, option, property, record, string } from 'fast-check';
import { describe, expect, it } from 'vitest';
import { violations } from '../../../test/model-check.ts';
import { place } from '../../devices/placement.ts';
import { Reporter } from '../../devices/reporter.ts';
import { parseTarget } from '../../mapping/sensor-classes.ts';
import { Message } from '../../topics/message.ts';
import { readMetadata } from './metadata.ts';
import { nodeParts } from './node-parts.ts';
import { readPayload } from './payload.ts';
import { knownNames, targets } from './table/index.ts';
import { ValueTools } from './value-tools.ts';

const value = oneof(jsonValue(), integer({ min: -5, max: 300 }), boolean(), double(), constantFrom('ff00ff', 22, 5633, 255, 'locked'));
const names = knownNames();
const name = oneof(
  constantFrom(...names),
  record({ commandClass: integer({ min: 0, max: 255 }), name: oneof(string(), constantFrom('__proto__', 'constructor')) }),
);
const metadata = option(
  record(
    {
      type: constantFrom('number', 'boolean', 'string', 'color', 'duration', 'any', 'odd'),
      writeable: boolean(),
      readable: boolean(),
      unit: constantFrom('°F', '%', 's', 'odd', ''),
      min: double(),
      max: double(),
      states: array(record({ text: string(), value: integer() })),
      label: string(),
    },
    { requiredKeys: [] },
  ),
  { nil: undefined },
);

describe('what a node says', () => {
  it('never breaks the model, whatever it says', () => {
    assert(
      property(
        array(record({ name, metadata, said: array(value, { maxLength: 3 }), endpoint: integer({ min: 0, max: 2 }) }), { maxLength: 12 }),
        (said) => {
          const reports: Parameters<PluginContext['report']>[0][] = [];
          const reporter = new Reporter({
            report: (report) => void reports.push(report),
            emit: () => undefined,
            diagnose: () => undefined,
          });
          const tools = new ValueTools('d', { diagnose: () => undefined });
          const values = said.map((one, at) => {
            const [propertyName = 'x', ...key] = one.name.name.split('/');
            return {
              id: {
                commandClass: one.name.commandClass,
                endpoint: one.endpoint,
                property: propertyName || 'x',
                propertyKey: key.join('-'),
              },
              topic: `t/${at}`,
              metadata: one.metadata && readMetadata(one.metadata),
              sample: one.said[0] ?? null,
            };
          });
          const parts = [...new Map(nodeParts(values, undefined, tools).map((part) => [part.id, part])).values()];
          const { endpoints, mapping } = place('d', parts);
          for (const [at, one] of said.entries())
            for (const payload of one.said) {
              const message = new Message(`t/${at}`, Buffer.from(JSON.stringify({ time: 1, value: payload }) ?? ''), false);
              for (const { listeners } of parts)
                for (const listener of listeners) if (listener.topic === message.topic) listener.read(message, reporter);
              reporter.flush();
            }
          const device: DeviceDescriptor = { key: 'd', name: 'd', identifiers: [], endpoints, mapping };
          const told = [{ type: 'device', device } as const, ...reports.map((report) => ({ type: 'report', ...report }) as const)];
          expect(violations(told)).toEqual([]);
          expect(mapping.filter(({ outcome, reason }) => outcome === 'ignored' && !reason)).toEqual([]);
        },
      ),
      { numRuns: 150 },
    );
  });

  it('reads any payload without a word', () => {
    assert(
      property(
        oneof(
          string(),
          value.map((one) => JSON.stringify(one) ?? ''),
        ),
        (text) => void readPayload(new Message('t', Buffer.from(text), false)),
      ),
    );
  });

  it.each([...new Set(targets())])('has a place for %s', (target) => {
    const [capability = '', command = ''] = target.slice(0, -2).split('.');
    if (target.endsWith('()')) expect(capabilities.get(capability)?.commands[command]).toBeDefined();
    else expect(parseTarget(target)).toBeDefined();
  });
});
