import { describe, expect, it } from 'vitest';
import { Message } from '../topics/message.ts';
import { TemplateEngine } from './engine.ts';
import { plainAccess } from './plain-access.ts';
import { pythonText } from './python-text.ts';
import { compileTemplate } from './template.ts';

const engine = new TemplateEngine();

function render(template: string, payload: string): string | undefined {
  const failures: string[] = [];
  const value = compileTemplate(template, engine, ({ message }) => failures.push(message)).read(
    new Message('t', Buffer.from(payload), false),
  );
  return value === undefined ? undefined : pythonText(value);
}

describe('a value template', () => {
  it.each([
    ['{{ value }}', 'on', 'on'],
    ['{{ value_json.state }}', '{"state":"ON"}', 'ON'],
    ['{{ value_json["a b"].c[1] }}', '{"a b":{"c":[1,true]}}', 'True'],
    ['{{ value_json.x }}', '{"x":null}', 'None'],
    ['{{ value_json.x }}', '{}', ''],
    ['{{ value_json.x.y }}', '{}', undefined],
    ['{{ value_json.x }}', 'not json', undefined],
    ['{{ value_json.x | is_defined }}', '{}', undefined],
    ['{{ value_json.x | is_defined }}', '{"x":3}', '3'],
    ['{{ value_json }}', '{"a":"it\'s","b":[1,null]}', "{'a': \"it's\", 'b': [1, None]}"],
    ['{{ value | float(0) + 1 }}', 'abc', '1'],
    ['{{ value | float }}', 'abc', undefined],
    ['{{ value | int }}', '7.9', '7'],
    ['{{ value_json.t | round(1) }}', '{"t":2.25}', '2.2'],
    ["{{ value_json.get('x', 5) }}", '{}', '5'],
    ["{{ 'yes' if value_json.on else 'no' }}", '{"on":true}', 'yes'],
    ["{{ value_json.on }}{{ '' }}", '{"on":false}', 'False'],
    ['{% if value_json.x is defined %}{{ value_json.x }}{% else %}none{% endif %}', '{}', 'none'],
    ["{{ value | regex_replace('(\\\\d+)W', 'x\\\\1') }}", '12W', 'x12'],
    ["{{ value | regex_findall_index('(\\\\d+)', 1) }}", 'a1b22', '22'],
    ["{{ value is match('ab') }}", 'abc', 'True'],
    ['{{ value_json | to_json }}', '{"a":1}', '{"a":1}'],
    ['{{ (value | from_json).a }}', '{"a":1}', '1'],
    ['{{ value | multiply(10) }}', '4', '40'],
    ["{{ value | timestamp_custom('%Y-%m-%d', false) }}", '0', '1970-01-01'],
    ['{{ as_datetime(value) }}', '1970-01-01T00:00:10Z', '1970-01-01T00:00:10.000Z'],
    ['{{ value | bool }}', 'on', 'True'],
    ["{{ iif(value == 'a', 1, 2) }}", 'a', '1'],
    ["{{ '%.2f' | format(value | float) }}", '3.14159', '3.14'],
    ['{{ max(1, value_json.a) }}', '{"a":4}', '4'],
    ["{{ states('sensor.x') }}", '1', 'unknown'],
    ['{{ range.constructor("return 1")() }}', '1', undefined],
    ['{{ value | nothing_of_ours }}', '1', undefined],
  ])('%s of %s is %j', (template, payload, expected) => expect(render(template, payload)).toBe(expected));

  it.each(['{{ value_json.state }}', "{{ value_json['a'] }}", '{{value_json.a.b}}', '{{- value -}}', '{{ value_json[0].x }}'])(
    'gives the same by the short way as by the engine: %s',
    (template) => {
      for (const payload of ['{"state":"ON","a":{"b":1.5}}', '{"state":null,"a":true}', '[{"x":"é"}]', '{"a":"text"}', '{"a":{"b":"1"}}']) {
        expect(plainAccess(template)).toBeDefined();
        // A tag that prints nothing sends it through the engine.
        expect(render(`${template}{% if false %}{% endif %}`, payload)).toBe(render(template, payload));
      }
    },
  );

  it.each([
    [
      'loops without end',
      '{% for a in range(9999) %}{% for b in range(9999) %}{% for c in range(9999) %}{% endfor %}{% endfor %}{% endfor %}',
    ],
    ['repeats a text', "{{ 'a' * 999999999 }}"],
    ['doubles a text', `{% set a = value %}${'{% set a = a ~ a %}'.repeat(150)}{{ a }}`],
    ['makes a large text again and again', "{% for a in range(9000) %}{% set b = 'x' * 5000000 %}{% endfor %}"],
    ['calls itself', '{% macro f() %}{{ f() }}{{ f() }}{% endmacro %}{{ f() }}'],
    ['replaces without end', "{{ value | replace('a', 'aaaaaaaaaa') }}".replace('}}', `${" | replace('a', 'aaaaaaaaaa')".repeat(20)} }}`)],
    ['is too long', `{{ value }}${' '.repeat(5000)}{{ value }}`],
    ['backtracks', "{{ value | regex_match('(a+)+(a+)+(a+)+$') }}"],
  ])('that %s ends within moments, and the next one works', (_what, template) => {
    const started = performance.now();
    render(template, 'a'.repeat(5000) + 'b');
    expect(performance.now() - started).toBeLessThan(500);
    expect(render('{{ value | int + 1 }}', '1')).toBe('2');
  });

  it('rests after it had to be stopped', () => {
    const template = compileTemplate("{{ 'a' * 999999999 }}", engine, () => undefined);
    const message = new Message('t', Buffer.from('1'), false);
    template.read(message);
    const started = performance.now();
    for (let n = 0; n < 1000; n++) expect(template.read(message)).toBeUndefined();
    expect(performance.now() - started).toBeLessThan(50);
  });
});
