import { expect, it } from 'vitest';
import type { Claim } from '../../devices/device-registry.ts';
import { Message } from '../../topics/message.ts';
import { HeardSensors } from './heard-sensors.ts';

it('a sensor of the home has a place, however much was decoded from noise before', () => {
  const taken: string[] = [];
  const told: string[] = [];
  const tools = {
    dispatcher: { connection: {} },
    registry: {
      wasKnown: ({ key }: Claim) => key === 'rtl_433:Acme-TH2-7',
      take: ({ key }: Claim) => {
        taken.push(key);
        const nothing = () => undefined;
        return { key, add: nothing, receive: nothing, availability: { say: nothing } };
      },
    },
    context: { diagnose: ({ code }: { code: string }) => told.push(code) },
  };
  const sensors = new HeardSensors(tools as unknown as ConstructorParameters<typeof HeardSensors>[0]);
  const hear = (event: Readonly<Record<string, unknown>>) =>
    sensors.takeEvent(event, 'rtl_433/', new Message('rtl_433/events', Buffer.from(JSON.stringify(event)), false), false);
  for (let id = 0; id < 2001; id++) hear({ model: 'Noise', id, code: id });
  expect([taken.length, told]).toEqual([2000, ['too-many-devices']]);
  hear({ model: 'Acme-TH2', id: 7, code: 1 });
  expect(taken.at(-1)).toBe('rtl_433:Acme-TH2-7');
});
