import { describe, expect, it } from 'vitest';
import { startHome, switchOn, unlocked } from './rules-home.ts';

const on = { switch: { attributes: { on: {} } } };

describe('a selector', () => {
  it('of a room means what has the capability there, and no thermometer', async () => {
    const home = startHome();
    const kitchen = home.home.rooms.create({ name: 'Kitchen' }).id;
    const [door, lamp, thermometer] = [
      home.describe('door'),
      home.describe('lamp', [{ id: 'main', capabilities: on }]),
      home.describe('thermometer', [{ id: 'main', capabilities: { temperatureSensor: { attributes: { temperature: {} } } } }]),
    ];
    for (const id of [lamp, thermometer]) home.home.updateDevice(id, { room: kitchen });
    const { id } = home.rules.create({
      name: 'Kitchen',
      triggers: [unlocked(door)],
      actions: [{ ...switchOn(''), device: { room: kitchen } }],
    });
    home.unlock('door');
    const [run] = await home.ended(id);
    expect(run?.state).toBe('done');
    expect(home.sent).toEqual([{ device: 'lamp', endpoint: 'main', capability: 'switch', args: { on: true } }]);
  });

  it('of a kind means the endpoint of that kind, of a device that has others', async () => {
    const home = startHome();
    const door = home.describe('door');
    home.describe('bar', [
      { id: 'lamp', kind: 'light', capabilities: on },
      { id: 'socket', kind: 'outlet', capabilities: on },
    ]);
    const { id } = home.rules.create({
      name: 'Lights',
      triggers: [unlocked(door)],
      actions: [{ ...switchOn(''), device: { kind: 'light' } }],
    });
    home.unlock('door');
    const [run] = await home.ended(id);
    expect(run?.trace.map(({ outcome }) => outcome)).toEqual(['met', 'done']);
    expect(home.sent).toEqual([{ device: 'bar', endpoint: 'lamp', capability: 'switch', args: { on: true } }]);
  });

  it('of a kind hears the endpoint of that kind alone', async () => {
    const home = startHome();
    const door = home.describe('door');
    home.describe('bar', [
      { id: 'main', kind: 'outlet', capabilities: on },
      { id: 'lamp', kind: 'light', capabilities: on },
    ]);
    const { id } = home.rules.create({
      name: 'Echo',
      triggers: [{ type: 'state', device: { kind: 'light' }, capability: 'switch', attribute: 'on', to: true }],
      actions: [switchOn(door)],
    });
    home.report('bar', 'switch', { on: true });
    expect(home.runs(id)).toEqual([]);
    home.home.receive('lamps', { type: 'report', device: 'bar', endpoint: 'lamp', capability: 'switch', values: { on: true } });
    expect(await home.ended(id)).toHaveLength(1);
  });
});
