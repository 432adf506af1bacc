import { Type } from 'typebox';
import { defineExtension, describeAttribute, describeExtension, flag, measured } from '@concord/sdk';
import { describe, expect, it } from 'vitest';
import { startHome, switchOn } from './rules-home.ts';

const crumbs = defineExtension({
  id: 'com.acme:crumbs',
  title: 'Crumb tray',
  attributes: { fill: measured('share', 'Filled', { minimum: 0, maximum: 100 }), locked: flag('Locked', { writable: true }) },
  commands: { empty: { title: 'Empty', args: Type.Object({ gently: Type.Boolean() }, { additionalProperties: false }) } },
  events: { full: { title: 'Full', payload: Type.Object({ weight: Type.Number() }, { additionalProperties: false }) } },
});
const endpoints = [
  {
    id: 'main',
    capabilities: {
      switch: { attributes: { on: {}, 'com.acme:browning': describeAttribute(measured('share', 'Browning', { writable: true })) } },
      'com.acme:crumbs': describeExtension(crumbs),
    },
  },
];
const origin = { kind: 'hub', id: 'test' } as const;

describe('what a plugin brings with its own schema', () => {
  it('is checked, shown, set and used in rules like everything else', async () => {
    const home = startHome();
    const toaster = home.describe('toaster', endpoints);
    const lamp = home.describe('lamp');
    const rule = home.rules.create({
      name: 'Tray is full',
      triggers: [
        { type: 'state', device: toaster, capability: 'com.acme:crumbs', attribute: 'fill', above: 90 },
        { type: 'event', device: toaster, capability: 'com.acme:crumbs', event: 'full' },
      ],
      conditions: {
        fact: 'state',
        params: { device: toaster, capability: 'switch', attribute: 'com.acme:browning' },
        operator: 'greaterThan',
        value: 50,
      },
      actions: [
        switchOn(lamp),
        { type: 'command', device: toaster, capability: 'com.acme:crumbs', command: 'empty', args: { gently: true } },
        { type: 'command', device: toaster, capability: 'switch', command: 'set', args: { 'com.acme:browning': 10 } },
      ],
    });
    home.answer = () => 'acknowledged';
    home.report('toaster', 'switch', { 'com.acme:browning': 60 });
    home.report('toaster', 'com.acme:crumbs', { fill: 20 });
    home.report('toaster', 'com.acme:crumbs', { fill: 95 });
    await home.ended(rule.id);
    expect(home.sent).toMatchObject([
      { device: 'lamp' },
      { capability: 'com.acme:crumbs', args: { gently: true } },
      { capability: 'switch', args: { 'com.acme:browning': 10 } },
    ]);
    expect(home.home.device(toaster).endpoints[0]?.capabilities).toMatchObject({
      switch: { 'com.acme:browning': { value: 60, unit: '%' } },
      'com.acme:crumbs': { fill: { value: 95, unit: '%', quality: 'good' } },
    });
    expect(home.home.descriptor(toaster).endpoints[0]?.capabilities).toMatchObject({
      switch: { attributes: { 'com.acme:browning': { title: 'Browning', unit: '%', writable: true } } },
      'com.acme:crumbs': {
        title: 'Crumb tray',
        commands: ['empty'],
        events: ['full'],
        definition: { id: 'com.acme:crumbs', risk: 'harm' },
      },
    });
  });

  it('refuses what does not fit it, and only that', async () => {
    const home = startHome();
    const toaster = home.describe('toaster', endpoints);
    home.report('toaster', 'com.acme:crumbs', { fill: 'much', locked: true });
    home.report('toaster', 'switch', { 'com.acme:browning': 'dark', on: true });
    expect(home.errors).toMatchObject([{ place: 'main/com.acme:crumbs.fill' }, { place: 'main/switch.com.acme:browning' }]);
    const set = (capability: string, command: string, args: Record<string, unknown>) =>
      home.home.command(toaster, { capability, command, args }, origin);
    await expect(set('com.acme:crumbs', 'empty', { gently: 'yes' })).rejects.toMatchObject({ code: 'command-invalid' });
    await expect(set('com.acme:crumbs', 'set', { fill: 3 })).rejects.toMatchObject({ code: 'command-invalid' });
    expect(() =>
      home.rules.create({
        name: 'Wrong',
        triggers: [{ type: 'state', device: toaster, capability: 'com.acme:crumbs', attribute: 'fill', to: 'full' }],
        actions: [switchOn(toaster)],
      }),
    ).toThrow('/triggers/0/to');
  });

  it('costs only itself where it can not be taken', () => {
    const home = startHome();
    const device = home.describe('odd', [
      {
        id: 'main',
        capabilities: {
          switch: { attributes: { on: {}, 'com.acme:bad': { definition: { title: 'Bad', schema: { $ref: 'http://elsewhere/' } } } } },
          'com.acme:none': { attributes: {} },
        },
      },
    ]);
    expect(home.home.device(device).endpoints[0]?.capabilities).toEqual({ switch: { on: expect.anything() } });
    expect(home.errors).toMatchObject([
      { code: 'bad-description', place: 'main/switch/attributes/com.acme:bad/definition/schema' },
      { code: 'bad-description', place: 'main/com.acme:none' },
    ]);
  });
});
