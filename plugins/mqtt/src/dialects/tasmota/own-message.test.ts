import { describe, expect, it } from 'vitest';
import { Message } from '../../topics/message.ts';
import { isOwnMessage } from './own-message.ts';

describe('a message of a product that nobody described', () => {
  it.each([
    ['LWT', 'Online', true],
    ['LWT', 'online', false],
    ['STATE', '{"Time":"2026-01-01T12:00:00","POWER":"ON"}', true],
    ['STATE', '{"speed":50}', false],
    ['SENSOR', '{"Time":"2026-01-01T12:00:00","DS18B20":{"Temperature":20}}', true],
    ['SENSOR', '{"ZbReceived":{"0x1":{}}}', true],
    ['SENSOR', '{"value":5}', false],
    ['RESULT', '{"Var1":"x"}', true],
    ['INFO1', '{"Info1":{"Module":"Sonoff Basic"}}', true],
    ['INFO3', '{"RestartReason":"Deep-Sleep Wake"}', true],
    ['STATUS', '{"Status":{"Module":1}}', true],
    ['STATUS11', '{"StatusSTS":{}}', true],
    ['STATUS', '{"ok":true}', false],
    ['POWER2', 'ON', true],
    ['POWER', '{"POWER":"ON"}', true],
    ['POWER', '{"watts":5}', false],
    ['POWER', '5', false],
    ['VAR1', '{"Var1":"x"}', true],
    ['DEEPSLEEP', '{"DeepSleep":{}}', true],
    ['ENERGY', '{"Total":1}', true],
    ['BUTTON1', '{"ACTION":"SINGLE"}', true],
    ['CONFIG', '{"Time":"2026-01-01T12:00:00"}', false],
    ['ALARM', '{"zone":1}', false],
    ['state', '{"Time":"2026-01-01T12:00:00"}', false],
  ])('%s %s: %j', (name, payload, isOwn) => {
    expect(isOwnMessage(name, new Message(`tele/x/${name}`, Buffer.from(payload), false))).toBe(isOwn);
  });
});
