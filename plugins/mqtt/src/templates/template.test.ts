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
    ['{{ as_datetime(value) }}', '1970-01-01T00:00:10Z', '1970-01-01 00:00:10+00:00'],
    ['{{ (as_datetime(value) + timedelta(days=1)).isoformat() }}', '1970-01-01T00:00:10Z', '1970-01-02T00:00:10+00:00'],
    ['{{ (as_datetime(60) - as_datetime(0)).total_seconds() }}', '', '60'],
    ["{{ strptime(value, '%d.%m.%Y %H:%M %z').isoformat() }}", '05.06.2020 07:08 +0200', '2020-06-05T05:08:00+00:00'],
    ["{{ strptime(value, '%Y') }}", 'x', undefined],
    ["{{ today_at('10:00') < today_at('11:00') }}", '', 'True'],
    ['{{ relative_time(now() - timedelta(hours=2)) }}', '', '2 hours'],
    ['{{ as_timedelta(value) }}', 'PT1H30M', '5400'],
    ["{{ value | timestamp_custom('%b %d %I:%M %p', local=false) }}", '0', 'Jan 01 12:00 AM'],
    ['{{ value_json.hour }}{{ (value_json).hour }}', '{"hour":5}', '55'],
    ['{{ value | float }}', '332', '332.0'],
    ['{{ value | float | round(1) }}', '21.0', '21.0'],
    ['{{ value | float(none) }}', 'abc', 'None'],
    ['{{ value | int(base=16) }}', '1F', '31'],
    ['{{ value | int(default=5) }}', 'abc', '5'],
    ["{{ '%02d:%02d' % (value_json.h, 7) }}", '{"h":5}', '05:07'],
    ["{{ 'a' ~ '%d' % value_json.h }}", '{"h":5}', 'a5'],
    ["{{ '{0}-{1:03d}|{2:>4.1f}'.format('a', 7, 2.25) }}", '', 'a-007| 2.2'],
    ["{{ value.split(',')[1].strip() }}", 'a, b', 'b'],
    ["{{ value.zfill(4) }}{{ value.removeprefix('1') }}{{ value[-1:] }}{{ value[::-1] }}", '12', '00122221'],
    ["{{ value.startswith('a') and value.endswith('c') }}", 'abc', 'True'],
    ["{{ value.partition('=')[2] }}{{ value.index('=') }}", 'a=b', 'b1'],
    ['{% for name, one in value_json.items() %}{{ name }}={{ one }};{% endfor %}', '{"a":1,"b":null}', 'a=1;b=None;'],
    ["{{ {'1': 'on', '2': 'off'}.get(value, 'other') }}", '2', 'off'],
    ['{{ value_json.a | float(0) }}', '{}', undefined],
    ['{{ value_json.a | float(0) }}', '{"a":null}', '0'],
    ['{{ value_json.a | string }}{{ value_json.b | string | length }}', '{"a":null}', 'None0'],
    ['{{ [value_json.a, {"b": none}] }}', '{"a":null}', "[None, {'b': None}]"],
    [String.raw`{{ value | regex_replace('\D', '') }}{{ value | regex_findall_index('\d+') | int + 1 }}`, 'T=21', '2122'],
    ['{{ -value_json.a.b + 1 }}', '{"a":{"b":3}}', '-2'],
    ['{{ value_json.a.1.b }}', '{"a":[1,{"b":"x"}]}', 'x'],
    ['{{ value | float(default=-1) }}{{ value | round(1, default=0) }}', 'abc', '-10'],
    ["{{ value | float | round(1) | string + ' V' }}", '3', '3.0 V'],
    ['{{ value | float | round(1) }} {{ 2.675 | round(2) }} {{ 0.25 | round(1) }} {{ -7.5 | round }}', '21.15', '21.1 2.67 0.2 -8'],
    ["{{ '%.1f %.2f %.0f' % (2.25, 1.005, 0.5) }}", '', '2.2 1.00 0'],
    [
      "{{ value_json.a ~ '/' ~ value_json.b ~ value_json.c }}{% set x = value_json.a ~ 1 %}{{ x }}",
      '{"a":null,"b":true}',
      'None/TrueNone1',
    ],
    ["{{ value_json.a / 10 }} {{ value_json.a // 10 }} {{ 'a/b' }} {{ (value_json.a / 10) | int }}", '{"a":230}', '23.0 23 a/b 23'],
    ['{{ value_json.a | default(none) }}|{{ value_json.a | d }}|{{ value_json.b | default(1) }}', '{"b":null}', 'None||None'],
    [
      "{{ value_json.a | default('x', true) }}{{ value_json.b|d('y', boolean=true) }}{{ value_json.c | default(2) + 1 }}",
      '{"a":0,"b":""}',
      'xy3',
    ],
    ['{{ value_json.a / value_json.b }}', '{"a":1,"b":0}', undefined],
    ["{{ '%s' % value_json.a }}{{ '%.2s' % 'abc' }}", '{"a":null}', 'Noneab'],
    [
      "{{ value_json['x'] | default('', True) | string | truncate(254, True, '', 0) }}",
      '{"x":{"b":1,"a":[{"d":"q","c":null}]}}',
      "{'b': 1, 'a': [{'d': 'q', 'c': None}]}",
    ],
    ['{{ value_json.x | to_json }}{{ {1: 2} }}', '{"x":{"b":1,"a":2}}', '{"b":1,"a":2}{1: 2}'],
    ['{{ value }}', ' 21 ', '21'],
    ['{{ value_json.x }}', '{"x":" a "}', 'a'],
    ['{{ value_json.a|float(0)+value_json.b|float(0) }}', '{"a":1.5,"b":2}', '3.5'],
    ['{{ value_json.a|float+value_json.b|float }}', '{"a":1,"b":2}', '3.0'],
    ["{{ value | regex_search('HUM', ignorecase=True) }}", 'hum: 5', 'True'],
    ["{{ '{:,.2f} {:_}'.format(value | float, 1234567) }}", '1234567.891', '1,234,567.89 1_234_567'],
    ["{{ value_json | sum(attribute='p') }}{{ [1, 2] | sum }}", '[{"p":1},{"p":2.5}]', '3.53'],
    ['{{ value_json.données }}', '{"données":1}', '1'],
    ["{{ value.replace('a', 'b', 1) }}{{ value | replace('a', '') }}", 'aab', 'babb'],
    [
      '{{ value | truncate(6) }}|{{ value | truncate(6, leeway=0) }}|{{ value | truncate(8, true, "", 0) }}',
      'one two three',
      'one...|one...|one two',
    ],
    ['{{ value | float | timestamp_utc }}', '1700000000', '2023-11-14T22:13:20+00:00'],
    ["{{ value_json.get('a', {}).get('b', 'c') }}", '{}', 'c'],
    ["{{ value_json.get('a').b.replace(')', value_json.get('x', '(')) }}", '{"a":{"b":"1)"}}', '1('],
    ['{% set a, b = value.split(",") %}{{ b }}{{ a }}', '1,2', '21'],
    ['{% for x in [1, 2, 3] %}{% if x == 2 %}{% continue %}{% endif %}{{ x }}{% else %}n{% endfor %}', '', '13'],
    [
      '{% for x in [1, 2] %}{% for y in [1, 2, 3] %}{% if y == 2 %}{% break %}{% endif %}{{ x }}{{ y }};{% endfor %}{% endfor %}',
      '',
      '11;21;',
    ],
    ['{% for x in [] %}{% if x %}{% break %}{% endif %}{{ x }}{% else %}n{% endfor %}', '', 'n'],
    ["{{ dict.from_keys([('b', 1), ('a', value)]) | to_json }}", '2', '{"a":"2","b":1}'],
    ['{% raw %}{{ value }}{% endraw %}', '1', '{{ value }}'],
    ['{{ value_json.x | is_defined }}{{ "" }}', '{"x":null}', 'None'],
    ["{{ {'b': none, 'a': value} | to_json }}", '1', '{"b":null,"a":"1"}'],
    ['{{ [1, 2, 3] | average }}{{ median([1, 5, 9]) }}{{ [1, 1, 2] | statistical_mode }}', '', '251'],
    ["{{ zip([1], ['a']) | list }}{{ set([1, 1]) }}{{ sorted([2, 1], reverse=true) }}", '', "[[1, 'a']][1][2, 1]"],
    ['{{ 6 | bitwise_and(3) }}{{ 6 | bitwise_or(1) }}{{ bitwise_xor(6, 3) }}', '', '275'],
    ["{{ value | slugify }}{{ value | slugify(separator='-') }}", 'Großes Haus', 'grosses_hausgrosses-haus'],
    ["{{ 'aGk=' | base64_decode }}{{ 'hi' | base64_encode }}{{ 'a' | ord }}", '', 'hiaGk=97'],
    ["{{ value | unpack('>h') }}{{ value | unpack('B', 1) }}{{ value | unpack('>I') }}", 'ab', '2493098None'],
    ["{{ (258 | pack('>H')) | unpack('<H') }}", '', '513'],
    ["{{ value is contains('b') }}{{ value | contains('x') }}{{ value | is_number }}", 'abc', 'TrueFalseFalse'],
    ["{{ value | regex_findall('([a-z])([0-9])') }}", 'a1b2', "[['a', '1'], ['b', '2']]"],
    ['{{ pi | round(2) }}{{ clamp(15, 0, 10) }}{{ 370 | wrap(0, 360) }}{{ 16 | sqrt }}', '', '3.1410104'],
    ["{{ '3' | multiply(2) | add(1) }}{{ 'x' | multiply(2, default=9) }}", '', '79'],
    ['{{ value_json | to_json }}', '{"a":null}', '{"a":null}'],
    ["{{ has_value('sensor.x') }}{{ state_attr('a.b', 'c') }}", '', 'FalseNone'],
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
    ['asks for a wide text', "{{ 'a'.zfill(999999999) }}{{ 'a'.ljust(999999999) }}"],
    ['asks for a wide format', "{{ '%999d' | format(1) }}{{ '{:999999999}'.format(1) }}"],
    ['nests JSON', `{{ '${'['.repeat(1500)}' | from_json }}`],
    ['multiplies lists', '{% set a = zip(range(9000), range(9000)) | list %}{% for b in a %}{% set c = a | flatten | list %}{% endfor %}'],
    ['raises to a power', '{{ 9 ** 999999999 }}{{ 2.0 ** 99999 }}'],
    ['backtracks in a pattern of its own', "{{ strptime(value, '%d%d%d%d%d%d%d%d%d%d%d%d%d%d%d%d%d%d%d%d%d%d%d%d%d%dx') }}"],
    ['backtracks', "{{ value | regex_match('(a+)+(a+)+(a+)+$') }}"],
  ])('that %s ends within moments, and the next one works', (_what, template) => {
    const started = performance.now();
    render(template, 'a'.repeat(5000) + 'b');
    expect(performance.now() - started).toBeLessThan(500);
    expect(render('{{ value | int + 1 }}', '1')).toBe('2');
  });

  it('leaves alone what is nested too deep, also where it names a plain place', () => {
    const told: string[] = [];
    const message = new Message('t', Buffer.from(`{"a":${'['.repeat(200)}${']'.repeat(200)},"b":1}`), false);
    const read = (template: string) => compileTemplate(template, engine, ({ message: what }) => told.push(what)).read(message);
    expect(read('{{ value_json.a }}')).toBeUndefined();
    expect(told).toEqual(['the payload is too large or nested too deep for a template']);
    expect(read('{{ value_json.b }}')).toBe(1);
  });

  it('rests after it had to be stopped twice', () => {
    let failures = 0;
    const template = compileTemplate("{{ 'a' * 999999999 }}", engine, () => failures++);
    const message = new Message('t', Buffer.from('1'), false);
    for (let n = 0; n < 1000; n++) template.read(message);
    expect(failures).toBe(2);
  });
});
