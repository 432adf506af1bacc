import { describe, expect, it } from 'vitest';
import { StartError } from './errors.ts';
import { parseOptions, type PluginOption } from './options.ts';

const broker: PluginOption = {
  plugin: 'mqtt',
  option: { name: 'mqtt-broker', variable: 'CONCORD_MQTT_BROKER', config: 'broker', description: 'the broker' },
};
const urls: PluginOption = {
  plugin: 'mqtt',
  option: { name: 'mqtt', variable: 'CONCORD_MQTT_URL', config: 'brokers', repeatable: true, description: 'other brokers' },
};
const parse = (argv: string[], env: Record<string, string> = {}) => parseOptions(argv, env, [broker, urls]);

describe('the start options', () => {
  it('have defaults', () => {
    expect(parse([])).toMatchObject({
      hub: { data: `${process.cwd()}/data`, host: '0.0.0.0', port: 8080, tls: undefined, network: undefined, level: 'info', demo: false },
      plugins: {},
      help: undefined,
    });
  });

  it('come from the command line before the environment', () => {
    const env = { CONCORD_DATA: '/env', CONCORD_HTTP: '1', CONCORD_DEMO: 'yes', CONCORD_LOG: 'warn', CONCORD_NETWORK: '' };
    expect(parse(['--data', '/line', '--log-format=json'], env).hub).toMatchObject({
      data: '/line',
      port: 1,
      demo: true,
      level: 'warn',
      format: 'json',
      network: undefined,
    });
  });

  it.each([
    ['9000', '0.0.0.0', 9000],
    ['0', '0.0.0.0', 0],
    ['127.0.0.1:80', '127.0.0.1', 80],
    ['[::1]:80', '::1', 80],
    ['hub.local:80', 'hub.local', 80],
  ])('read --http %s', (text, host, port) => {
    expect(parse(['--http', text]).hub).toMatchObject({ host, port });
  });

  it('hand plugins what their manifests declare', () => {
    const argv = ['--mqtt', 'mqtt://a', '--mqtt', 'mqtt://b', '--mqtt-broker', 'off'];
    expect(parse(argv).plugins).toEqual({ mqtt: { broker: 'off', brokers: ['mqtt://a', 'mqtt://b'] } });
    expect(parse([], { CONCORD_MQTT_URL: 'mqtt://a  mqtt://b' }).plugins).toEqual({ mqtt: { brokers: ['mqtt://a', 'mqtt://b'] } });
  });

  it('cannot be changed afterwards', () => {
    expect(Object.isFrozen(parse([]).hub)).toBe(true);
  });

  it('explain themselves', () => {
    const { help } = parse(['--help']);
    for (const word of ['--data DIR', 'CONCORD_HTTP', '--mqtt VALUE …', 'other brokers', '--demo ']) expect(help).toContain(word);
  });

  it.each([
    [['--colour', 'red'], {}, '--colour'],
    [['--mqttbroker', 'off'], {}, 'did you mean "--mqtt-broker"?'],
    [['extra'], {}, 'extra'],
    [['--data'], {}, '--data'],
    [['--data='], {}, '--data needs a value'],
    [['--http', 'eighty'], {}, '--http must be [HOST:]PORT, and "eighty" is not'],
    [['--http', '70000'], {}, '--http must be'],
    [['--http', '::1:80'], {}, '--http must be'],
    [['--log', 'loud'], {}, '--log must be one of debug, info, warn, error'],
    [['--log-format', 'xml'], {}, '--log-format must be one of pretty, json'],
    [['--tls-cert', 'a.pem'], {}, '--tls-cert and --tls-key go together'],
    [[], { CONCORD_DEMO: 'perhaps' }, '--demo'],
  ])('refuse %j with %j, naming it', (argv, env, message) => {
    expect(() => parse(argv, env)).toThrow(StartError);
    expect(() => parse(argv, env)).toThrow(message);
  });
});
