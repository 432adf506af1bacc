import { capabilities, compile } from '@concord/sdk';
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Reporter } from '../../devices/reporter.ts';
import { place } from '../../devices/placement.ts';
import { TemplateEngine } from '../../templates/engine.ts';
import { Message } from '../../topics/message.ts';
import { checkMapping } from './check.ts';
import { Mapping } from './mapping.ts';
import { previewOf } from './preview.ts';
import { partsOf } from './value-part.ts';
import { targetOf } from './target.ts';

const engine = new TemplateEngine();
const surroundings = { engine, brokers: ['the embedded broker'] };
const pump = {
  name: 'Pump',
  values: [
    {
      capability: 'switch',
      attribute: 'on',
      state: { topic: 'garden/pump/state' },
      words: [
        { word: '1', value: true },
        { word: '0', value: false },
      ],
      send: { topic: 'garden/pump/cmd' },
    },
  ],
};
/** A value that a name of the model takes; what no capability names has the schema of its base. */
function fits(capability: string, name: string, value: unknown): boolean {
  const schema = capabilities.get(capability.startsWith('manual:') ? 'measurement' : capability)?.attributes[name]?.schema;
  return schema !== undefined && (value === null || compile(schema).accepts(value));
}
const withValue = (change: object) => ({ ...pump, values: [{ ...pump.values[0], ...change }] });
const only = (value: object) => ({ name: 'Thing', values: [value] });
const temperature = { capability: 'temperatureSensor', attribute: 'temperature', state: { topic: 't' } };

describe('the check of a mapping', () => {
  it('finds nothing wrong with a pump that says 1 and 0', () => {
    expect(checkMapping(pump, surroundings)).toMatchObject({ findings: [], mapping: pump });
  });

  it.each([
    ['no object', 7, ''],
    ['no name', { values: pump.values }, ''],
    ['no values', { name: 'Pump', values: [] }, '/values'],
    ['an unknown member', { ...pump, colour: 'red' }, ''],
    ['an unknown kind', { ...pump, kind: 'constructor' }, '/kind'],
    ['an unknown broker', { ...pump, broker: 'mqtt://elsewhere' }, '/broker'],
    ['an availability topic that is none', { ...pump, availability: { topic: 'a/#/b' } }, '/availability/topic'],
    ['a value that is no object', only([]), '/values/0'],
    ['an unknown capability', withValue({ capability: '__proto__' }), '/values/0/capability'],
    ['an unknown attribute', withValue({ attribute: 'constructor' }), '/values/0/attribute'],
    ['nothing of the capability', withValue({ attribute: undefined }), '/values/0/attribute'],
    ['two things of the capability', withValue({ command: 'toggle' }), '/values/0/command'],
    ['a topic that is none', withValue({ state: { topic: 'a+/b' } }), '/values/0/state/topic'],
    ['a wildcard to send to', withValue({ send: { topic: 'garden/+/cmd' } }), '/values/0/send/topic'],
    ['a template that does not compile', withValue({ state: { topic: 't', template: '{{ value' } }), '/values/0/state/template'],
    ['a template to send that does not compile', withValue({ send: { topic: 't', template: '{% if %}' } }), '/values/0/send/template'],
    ['a word for what the schema refuses', withValue({ words: [{ word: 'on', value: 'yes' }] }), '/values/0/words/0/value'],
    [
      'a word twice',
      withValue({
        words: [
          { word: '1', value: true },
          { word: '1', value: false },
        ],
      }),
      '/values/0/words/1/word',
    ],
    ['a unit where there is no number', withValue({ unit: 'W' }), '/values/0/unit'],
    ['a unit of something else', only({ ...temperature, unit: 'kWh' }), '/values/0/unit'],
    ['a range the wrong way round', only({ ...temperature, minimum: 3, maximum: 1 }), '/values/0/maximum'],
    ['a command for what is only read', only({ ...temperature, send: { topic: 'c' } }), '/values/0/send'],
    ['neither a state nor a command', withValue({ state: undefined, send: undefined }), '/values/0/state'],
    ['a command without a payload', only({ capability: 'button', command: 'press', send: { topic: 'c' } }), '/values/0/send/payload'],
    ['a command without a topic', only({ capability: 'button', command: 'press' }), '/values/0/send'],
    ['an event without a topic', only({ capability: 'button', event: 'pressed' }), '/values/0/state'],
    ['an endpoint that can be none', withValue({ endpoint: 'a/b' }), '/values/0/endpoint'],
    ['a generic value without a name', only({ capability: 'measurement', attribute: 'value', state: { topic: 't' } }), '/values/0/title'],
    ['the same twice', { ...pump, values: [pump.values[0], pump.values[0]] }, '/values/1/attribute'],
  ])('refuses %s, and says where', (_what, draft, path) => {
    const { findings, mapping } = checkMapping(JSON.parse(JSON.stringify(draft)), surroundings);
    expect(findings.map((finding) => finding.path)).toContain(path);
    expect(mapping).toBeUndefined();
  });

  it.each([
    ['a capability', { capability: 'swich' }, '"switch"'],
    ['an attribute', { attribute: 'onn' }, '"on"'],
    ['a unit', { ...temperature, unit: '°f' }, '"°F"'],
  ])('names what %s was meant to be', (_what, change, meant) => {
    const { findings } = checkMapping(withValue({ ...change }), surroundings);
    expect(findings.map(({ message }) => message).join()).toContain(`did you mean ${meant}?`);
  });

  it('says of one value what is wrong although another is broken', () => {
    const { findings, values } = checkMapping({ name: 'X', values: [{}, withValue({ unit: 'W' }).values[0]] }, surroundings);
    expect(findings.map(({ path }) => path)).toEqual(expect.arrayContaining(['/values/0', '/values/1/unit']));
    expect(values.map(({ at }) => at)).toEqual([1]);
  });

  const draftLike = fc.record(
    {
      name: fc.oneof(fc.string(), fc.jsonValue()),
      key: fc.constantFrom('manual:a', '__proto__', 7),
      kind: fc.constantFrom('pump', 'toString'),
      availability: fc.oneof(fc.record({ topic: fc.string(), template: fc.string() }), fc.jsonValue()),
      values: fc.array(
        fc.record(
          {
            capability: fc.constantFrom(
              'switch',
              'measurement',
              'temperatureSensor',
              'button',
              'lock',
              'level',
              '__proto__',
              'constructor',
            ),
            attribute: fc.constantFrom('on', 'value', 'temperature', 'state', 'level', 'constructor', '__proto__'),
            event: fc.constantFrom('pressed', 'unlocked', 'toString'),
            command: fc.constantFrom('press', 'toggle', 'lock', 'valueOf'),
            title: fc.string(),
            endpoint: fc.constantFrom('main', 'left', '__proto__', ''),
            state: fc.record(
              { topic: fc.constantFrom('a/b', '+/b', '#', 'a/#/b', '\0'), template: fc.string() },
              { requiredKeys: ['topic'] },
            ),
            send: fc.record(
              { topic: fc.constantFrom('a/c', '#'), template: fc.string(), payload: fc.string() },
              { requiredKeys: ['topic'] },
            ),
            words: fc.array(fc.record({ word: fc.oneof(fc.string(), fc.constant('__proto__')), value: fc.jsonValue() })),
            unit: fc.constantFrom('°F', 'W', 'constructor', ''),
            minimum: fc.double(),
            maximum: fc.double(),
            step: fc.double(),
          },
          { requiredKeys: ['capability'] },
        ),
      ),
    },
    { requiredKeys: ['name', 'values'] },
  );

  it('takes any JSON without failing, previews it, and reports nothing that a schema refuses', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.oneof({ weight: 3, arbitrary: draftLike }, { weight: 1, arbitrary: fc.jsonValue() }),
        fc.string(),
        async (draft, payload) => {
          const json: unknown = JSON.parse(JSON.stringify(draft) ?? 'null');
          const { values, mapping } = checkMapping(json, surroundings);
          await previewOf(values, { samples: [], heard: (topic) => ({ topic, payload }), engine });
          if (!mapping) return;
          expect(compile(Mapping).accepts(mapping)).toBe(true);
          const parts = partsOf({ ...mapping, key: 'manual:x' }, { engine, context: { diagnose: () => undefined } });
          place('manual:x', parts);
          const reporter = new Reporter({
            report: ({ capability, values: told }) => {
              for (const [name, value] of Object.entries(told))
                expect([name, value, fits(capability, name, value)]).toEqual([name, value, true]);
            },
            emit: () => undefined,
            diagnose: () => undefined,
          });
          for (const { listeners } of parts)
            for (const listener of listeners) listener.read(new Message('a/b', Buffer.from(payload), false), reporter);
          reporter.flush();
        },
      ),
      { numRuns: 300 },
    );
  });
});

it('finds no target by a name of an object’s own', () => {
  const paths: string[] = [];
  for (const name of ['constructor', '__proto__', 'hasOwnProperty'])
    targetOf({ capability: 'switch', attribute: name }, ({ path }) => paths.push(path));
  expect(paths).toEqual(['/attribute', '/attribute', '/attribute']);
});
