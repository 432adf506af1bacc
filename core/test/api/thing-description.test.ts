import { execFileSync } from 'node:child_process';
import { Agent, request as httpsRequest } from 'node:https';
import { join } from 'node:path';
import { capabilities } from '@concord/sdk';
import { Ajv } from 'ajv';
import addFormats from 'ajv-formats';
import { describe, expect, it } from 'vitest';
import official from 'wot-thing-description-types/schema/td-json-schema-validation.json' with { type: 'json' };
import { named, say, startHub, temporaryFolder, until } from '../harness.ts';
import { itemsOf, startApi, textOf, type Json } from './support.ts';
import { describeProducts } from './thing-devices.ts';

const ajv = new Ajv({ strict: false, allErrors: true });
addFormats.default(ajv);
const accepts = ajv.compile(official);

function expectToBeOfficial(description: unknown): void {
  expect({ accepted: accepts(description), errors: accepts.errors }).toEqual({ accepted: true, errors: null });
}

async function startHome() {
  const hub = await startHub();
  const api = await startApi({ hub });
  const devices = await describeProducts(hub);
  const describedAs = async (id: string): Promise<Json> => (await api.call('GET', `/devices/${id}/td`)).body;
  return { hub, api, devices, describedAs };
}

describe('a Thing Description', () => {
  it('is what the official schema says, for products of every shape', async () => {
    const { api, devices } = await startHome();
    for (const { id } of Object.values(devices)) {
      const { status, headers, body } = await api.call('GET', `/devices/${id}/td`);
      expect({ status, type: headers.get('content-type')?.split(';')[0] }).toEqual({ status: 200, type: 'application/td+json' });
      expectToBeOfficial(body);
    }
  });

  it('is what the official schema says, for a device with the whole vocabulary', async () => {
    const hub = await startHub();
    const api = await startApi({ hub });
    const everything = [...capabilities.values()].map(({ id, attributes, commands, events }) => [
      id,
      {
        attributes: Object.fromEntries(Object.keys(attributes).map((name) => [name, {}])),
        commands: Object.keys(commands),
        events: Object.keys(events),
      },
    ]);
    const endpoints = [{ id: 'main', capabilities: Object.fromEntries(everything) }];
    await say(hub, { type: 'device', device: { key: 'all', name: 'All', identifiers: [], endpoints } });
    const { id } = await until(hub, () => hub.home.devices().find(({ name }) => name === 'All'));
    const { body } = await api.call('GET', `/devices/${id}/td`);
    expectToBeOfficial(body);
    const count = (word: 'attributes' | 'events') =>
      [...capabilities.values()].reduce((sum, definition) => sum + Object.keys(definition[word]).length, 0);
    expect(Object.keys(body.properties ?? {})).toHaveLength(count('attributes'));
    expect(Object.keys(body.events ?? {})).toHaveLength(count('events'));
  });

  it('tells the official schema from nonsense', () => {
    expect(accepts({ '@context': 'https://www.w3.org/2022/wot/td/v1.1', title: 'a', security: 'bearer' })).toBe(false);
  });

  it('says who and where the device is', async () => {
    const { api, devices, describedAs } = await startHome();
    const { id } = devices.light;
    const description = await describedAs(id);
    expect(description).toMatchObject({
      id: `urn:concord:device:${id}`,
      title: 'Colour light',
      base: `${api.url}/api/v1/devices/${id}/td/`,
      'schema:manufacturer': 'Concord',
      'schema:softwareVersion': '1.2.3',
      created: expect.stringMatching(/^\d{4}-.*Z$/),
      security: ['bearer'],
    });
    expect(description['@type']).toEqual(expect.arrayContaining(['concord:kind/light', 'concord:capability/color']));
    for (const { href, type } of itemsOf(description.links)) {
      const answer = await api.call('GET', `/${textOf(href).slice(api.url.length)}`);
      expect({ href, status: answer.status, type: answer.headers.get('content-type')?.split(';')[0] }).toEqual({ href, status: 200, type });
    }
    expect(itemsOf(description.links).map(({ rel }) => rel)).toEqual(['collection', 'alternate', 'describedby', 'via']);
  });

  it('narrows each property as the device does', async () => {
    const { devices, describedAs } = await startHome();
    const { properties } = await describedAs(devices.thermostat.id);
    expect(properties?.['main.thermostat.heatingSetpoint']).toMatchObject({
      title: expect.stringMatching(/^Thermostat · /),
      '@type': ['concord:attribute/thermostat.heatingSetpoint'],
      oneOf: [{ type: 'number', minimum: 5, maximum: 30 }, { type: 'null' }],
      unit: 'Cel',
      'concord:step': 0.5,
      observable: true,
    });
    expect(properties?.['main.thermostat.heatingSetpoint']).not.toHaveProperty('readOnly');
    expect(properties?.['main.temperatureSensor.temperature']).toMatchObject({ readOnly: true, unit: 'Cel' });
  });

  it('has extensions, each as itself and as what it is based on, and none of what a plugin only claims', async () => {
    const { devices, describedAs } = await startHome();
    const { properties, actions, events } = await describedAs(devices.gadget.id);
    expect(properties?.['main.acme:display.value']).toMatchObject({
      '@type': ['concord:attribute/acme:display.value', 'concord:attribute/genericNumber.value'],
      title: 'Brightness · Value',
      unit: 'W',
    });
    expect(Object.keys(actions ?? {})).toEqual(['main.acme:bell.press']);
    expect(Object.keys(events ?? {})).toEqual(['main.acme:bell.fired']);
  });

  it('follows what the plugin and the owner say', async () => {
    const { hub, api, devices, describedAs } = await startHome();
    const { id } = devices.bridge;
    await api.call('PATCH', `/devices/${id}`, { body: { name: 'Hub of lamps' } });
    expect((await describedAs(id)).title).toBe('Hub of lamps');
    const endpoints = [{ id: 'main', capabilities: { switch: { attributes: { on: {} } } } }];
    await say(hub, { type: 'device', device: { key: 'bridge', name: 'Bridge', identifiers: [], endpoints } });
    await until(hub, () => named(hub, 'Hub of lamps').endpoints[0]?.capabilities['switch']);
    expect(Object.keys((await describedAs(id)).properties ?? {})).toEqual(['main.switch.on']);
  });

  it('has a base that fits the address it was asked at, over TLS too', async () => {
    const data = temporaryFolder();
    const [key, cert] = [join(data, 'key.pem'), join(data, 'cert.pem')];
    const args = [
      'req',
      '-x509',
      '-newkey',
      'ec',
      '-pkeyopt',
      'ec_paramgen_curve:prime256v1',
      '-nodes',
      '-days',
      '1',
      '-subj',
      '/CN=localhost',
    ];
    execFileSync('openssl', [...args, '-keyout', key, '-out', cert], { stdio: 'ignore' });
    const hub = await startHub();
    const api = await startApi({ hub, tls: { key, cert } });
    const { id } = named(hub, 'Lamp 1');
    const agent = new Agent({ rejectUnauthorized: false });
    const text = await new Promise<string>((resolve, reject) => {
      const headers = { authorization: `Bearer ${api.ownerToken}`, host: 'hub.local:8443' };
      const request = httpsRequest(`${api.url}/api/v1/devices/${id}/td`, { agent, headers }, (response) => {
        let heard = '';
        response.on('data', (chunk) => {
          heard += String(chunk);
        });
        response.on('end', () => resolve(heard));
      });
      request.on('error', reject).end();
    });
    const description = JSON.parse(text) as Json;
    expect(description.base).toBe(`https://hub.local:8443/api/v1/devices/${id}/td/`);
    expectToBeOfficial(description);
  });
});
