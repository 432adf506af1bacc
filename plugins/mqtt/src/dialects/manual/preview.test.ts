import { expect, describe, it } from 'vitest';
import { TemplateEngine } from '../../templates/engine.ts';
import { checkMapping } from './check.ts';
import { previewOf } from './preview.ts';

const engine = new TemplateEngine();

async function preview(value: object, payload?: string) {
  const { values, findings } = checkMapping({ name: 'Thing', values: [{ state: { topic: 'thing' }, ...value }] }, { engine, brokers: [] });
  expect(findings).toEqual([]);
  const samples = payload === undefined ? [] : [{ topic: 'thing', payload }];
  return previewOf(values, { samples, heard: () => undefined, engine });
}

const celsius = { capability: 'temperatureSensor', attribute: 'temperature' };
const on = { capability: 'switch', attribute: 'on' };
const press = { capability: 'button', event: 'pressed' };
const mode = { capability: 'operationalState', attribute: 'phase' };

describe('what would become of a sample', () => {
  it.each([
    ['a number', celsius, '21.5', { value: 21.5, unit: 'Cel' }],
    ['a number in the product’s unit', { ...celsius, unit: '°F' }, '68', { value: 20 }],
    ['a member of a JSON object', { ...celsius, state: { topic: 'thing', template: '{{ value_json.t }}' } }, '{"t": 3}', { value: 3 }],
    ['a calculation', { ...celsius, state: { topic: 'thing', template: '{{ value | float / 10 }}' } }, '215', { value: 21.5 }],
    ['a number that the product does not know', celsius, 'unavailable', { value: null }],
    ['a word that everybody knows', on, 'ON', { value: true }],
    ['a word of the owner’s', { ...on, words: [{ word: 'läuft', value: true }] }, 'läuft', { value: true }],
    ['JSON’s true, by the word as it is written', { ...on, words: [{ word: 'true', value: false }] }, 'true', { value: false }],
    ['the word __proto__', { ...on, words: [{ word: '__proto__', value: true }] }, '__proto__', { value: true }],
    ['an event', press, 'anything', { event: null }],
    ['an event with a word', { ...press, words: [{ word: 'double', value: { count: 2 } }] }, 'double', { event: { count: 2 } }],
    ['a word that no option has', { ...mode, words: [{ word: 'a', value: 'auto' }] }, 'b', { value: 'other', raw: 'b' }],
    ['a value without a name', { capability: 'measurement', attribute: 'value', title: 'Flow', unit: 'L/min' }, '2', { unit: 'm3/h' }],
  ])('is %s', async (_what, value, payload, told) => {
    const { values, findings } = await preview(value, payload);
    expect(findings).toEqual([]);
    expect(values[0]).toMatchObject({ at: 0, sample: { topic: 'thing', payload }, ...told });
  });

  it.each([
    ['is no number', celsius, 'warm', '/values/0/state'],
    ['is below what can be', celsius, '-400', '/values/0/state'],
    ['is no word', on, 'perhaps', '/values/0/state'],
    [
      'fails in the template',
      { ...celsius, state: { topic: 'thing', template: '{{ value_json.a.b.c | float }}' } },
      '{}',
      '/values/0/state/template',
    ],
  ])('is told where it %s', async (_what, value, payload, path) => {
    const { values, findings } = await preview(value, payload);
    expect(findings).toMatchObject([{ path }]);
    expect(values[0]?.problem).toBeDefined();
  });

  it.each(['{{ value | flot }}', '{{ value is nonsensical }}', '{{ nonsense(value) }}'])(
    'is refused without one where %s',
    async (template) => {
      const { findings } = await preview({ ...celsius, state: { topic: 'thing', template } });
      expect(findings).toMatchObject([{ path: '/values/0/state/template' }]);
    },
  );

  it.each([
    [
      'words',
      {
        ...on,
        words: [
          { word: '1', value: true },
          { word: '0', value: false },
        ],
        send: { topic: 'c' },
      },
      ['1', '0'],
    ],
    [
      'words of its own',
      {
        ...on,
        send: {
          topic: 'c',
          words: [
            { word: 'GO', value: true },
            { word: 'HALT', value: false },
          ],
        },
      },
      ['GO', 'HALT'],
    ],
    ['a template', { ...on, send: { topic: 'c', template: '{"on": {{ value | tojson }}}' } }, ['{"on": true}', '{"on": false}']],
    ['a number in the product’s unit', { capability: 'level', attribute: 'level', maximum: 10, send: { topic: 'c' } }, ['10']],
  ])('shows what is sent by %s', async (_what, value, payloads) => {
    const [told] = (await preview(value)).values;
    expect(told?.sends?.map(({ payload }) => payload)).toEqual(payloads);
  });

  it('does not go on for long with templates that would never end', async () => {
    const template = '{% for a in range(99999) %}{% for b in range(99999) %}{% endfor %}{% endfor %}';
    const values = Array.from({ length: 200 }, (_, at) => ({
      ...celsius,
      endpoint: `e${at}`,
      state: { topic: 'thing', template: `${template}${at}` },
    }));
    const checked = checkMapping({ name: 'Thing', values }, { engine, brokers: [] });
    const began = performance.now();
    const { values: told } = await previewOf(checked.values, {
      samples: [{ topic: 'thing', payload: '1' }],
      heard: () => undefined,
      engine,
      patienceMs: 20,
    });
    expect(performance.now() - began).toBeLessThan(5000);
    expect(told.at(-1)?.problem).toMatch(/not tried/);
  });
});

it('answers little, however large the sample is', async () => {
  const values = Array.from({ length: 200 }, (_, at) => ({
    capability: 'genericText',
    attribute: 'value',
    title: `Text ${at}`,
    state: { topic: 'thing' },
  }));
  const { values: checked, findings } = checkMapping({ name: 'Thing', values }, { engine, brokers: [] });
  expect(findings).toEqual([]);
  const samples = [{ topic: 'thing', payload: 'x'.repeat(65_000) }];
  const told = await previewOf(checked, { samples, heard: () => undefined, engine });
  expect(JSON.stringify(told).length).toBeLessThan(1_000_000);
});
