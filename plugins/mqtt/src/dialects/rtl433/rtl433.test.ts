import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { senderAt, senderIn } from './identity.ts';
import { measuredAt } from './measured-time.ts';
import { occurrencesIn } from './press.ts';
import { isSensed, know } from './table.ts';

describe('the sender of a transmission', () => {
  it.each([
    [{ model: 'Oregon-v1', id: 0, channel: 3 }, 'Oregon-v1-3-0', ['Oregon-v1', '3', '0']],
    [{ type: 'TPMS', model: 'Steelmate', id: '0xc3f0' }, 'TPMS-Steelmate-0xc3f0', ['TPMS', 'Steelmate', '0xc3f0']],
    [{ model: 'FT-004B' }, 'FT-004B', ['FT-004B']],
    [{ model: 'X10-Security', subtype: 'door/window', id: 'a b' }, 'X10-Security-door_window-a_b', ['X10-Security', 'door_window', 'a_b']],
  ])('%j is %s, by the one way and by the other', (event, id, levels) => {
    expect(senderIn(event)?.id).toBe(id);
    expect(senderAt(levels)?.id).toBe(id);
  });

  it('has the names of rtl_433_mqtt_hass.py, which writes some characters in another way', () => {
    expect(senderIn({ model: 'A.B&C', id: 1 })?.identity.identifiers.map(({ value }) => value)).toEqual(['A.B_C-1', 'A_BC-1']);
  });

  it.each([[{}], [{ model: '' }], [{ model: 7 }], [{ model: null, id: 1 }]])('%j has none', (event) => {
    expect(senderIn(event)).toBeUndefined();
  });
});

describe('the time of a transmission', () => {
  const now = Date.parse('2026-03-01T12:00:00Z');
  it.each([
    ['2026-03-01T11:59:30Z', false, '2026-03-01T11:59:30.000Z'],
    ['2026-03-01T12:59:30.250+0100', false, '2026-03-01T11:59:30.250Z'],
    [String(now / 1000 - 5), false, '2026-03-01T11:59:55.000Z'],
    ['2026-03-01T12:01:00Z', false, '2026-03-01T12:00:00.000Z'],
    ['2026-02-20T12:00:00Z', true, '2026-02-20T12:00:00.000Z'],
  ])('%s (kept: %s) is %s', (time, isKept, expected) => {
    expect(new Date(measuredAt(time, isKept, now) ?? 0).toISOString()).toBe(expected);
  });

  it.each([
    ['1970-01-01T00:00:30Z', true],
    ['2026-02-20T12:00:00Z', false],
    ['2026-02-20 12:00:00', true],
    ['2026-03-02T12:00:00Z', false],
    ['2026-99-99 99:99:99', false],
    ['@0.5s', false],
    ['', false],
    [null, false],
  ])('%s (kept: %s) is not believed', (time, isKept) => expect(measuredAt(time, isKept, now)).toBeUndefined());

  it("is the receiver's own where it has no zone and is now", () => {
    const pad = (part: number) => String(part).padStart(2, '0');
    const at = new Date(now - 10_000);
    const local = `${at.getFullYear()}-${pad(at.getMonth() + 1)}-${pad(at.getDate())} ${pad(at.getHours())}:${pad(at.getMinutes())}:${pad(at.getSeconds())}`;
    expect(measuredAt(local, false, now)).toBe(now - 10_000);
  });
});

describe('what happens in a transmission', () => {
  const remote = { kind: 'Generic-Remote', isSensor: false };
  const contact = { kind: 'Acme-Contact', isSensor: false };
  const sensor = { kind: 'GT-WT02', isSensor: true };
  it.each([
    ['a button by its name', remote, { id: 1, button: 2, button_str: 'DOWN' }, [['button', 'pressed', { count: 1, which: 'DOWN' }]]],
    ['a switch', remote, { id: 1, unit: 3, state: 'ON' }, [['button', 'pressed', { count: 1, which: '3 ON' }]]],
    ['a code', remote, { id: 1, cmd: 7, tristate: '0FZ1' }, [['button', 'pressed', { count: 1, which: '7' }]]],
    ['a switch by its button', contact, { id: 1, button: 2, state: 'on' }, [['button', 'pressed', { count: 1, which: '2' }]]],
    ['a switch by its command', contact, { id: 1, command: 'On', state: 'on' }, [['button', 'pressed', { count: 1, which: 'On' }]]],
    ['an event that is no state', contact, { id: 1, event: 'Button A' }, [['button', 'pressed', { count: 1, which: 'Button A' }]]],
    ['a remote by its name', remote, { id: 1, state: 'ON' }, [['button', 'pressed', { count: 1, which: 'ON' }]]],
    ['a switch among others', contact, { id: 1, unit: 2, state: 'ON' }, [['button', 'pressed', { count: 1, which: '2 ON' }]]],
    ['bits that come alone from a contact', { ...contact, isContact: true }, { data: 'a0' }, []],
    ['a contact', contact, { id: 1, state: 'Closed' }, []],
    ['a contact with its bits', contact, { id: 1, event: 'OPEN', data: 'a0', code: 'ff' }, []],
    ['a detector', contact, { id: 1, state: 'idle', code: 7 }, []],
    ['a bell', { kind: 'Honeywell-ActivLink doorbell', isSensor: false }, { id: 1, secret_knock: 0 }, [['doorbell', 'rung', undefined]]],
    ['a bell by its name', { kind: 'Quhwa-Doorbell', isSensor: false }, { id: 1 }, [['doorbell', 'rung', undefined]]],
    ['the button of a sensor', sensor, { temperature_C: 1, button: 1 }, [['button', 'pressed', { count: 1 }]]],
    ['no press of it', sensor, { temperature_C: 1, button: 0 }, []],
    ['a code of a sensor', sensor, { temperature_C: 1, code: '0xff' }, []],
    ['a movement', sensor, { motion: 1 }, [['motionSensor', 'detected', undefined]]],
    ['no movement', sensor, { motion: '0' }, []],
  ])('%s', (_name, from, said, expected) => {
    expect(occurrencesIn(said, from).map(({ capability, event, payload }) => [capability, event, payload])).toEqual(expected);
  });
});

describe('the names of values', () => {
  it.each([
    ['temperature_C', 'temperatureSensor.temperature', undefined],
    ['temperature_2_C', 'temperatureSensor.temperature', '2'],
    ['temp3_C', 'temperatureSensor.temperature', '3'],
    ['temperature_C_ext', 'temperatureSensor.temperature', 'ext'],
    ['temperature1_F', 'temperatureSensor.temperature', '1'],
    ['temperature_amb_C', 'temperatureSensor.temperature', 'amb'],
    ['wind_avg_mi_h', 'windSensor.speed', undefined],
    ['gust_speed_km_h', 'windSensor.gust', undefined],
    ['power2_W', 'powerMeter.activePower', '2'],
    ['humidity_1', 'humiditySensor.humidity', '1'],
    ['rain2_mm', 'rainSensor.accumulated', '2'],
  ])('%s goes to %s on %s', (name, target, child) => {
    expect(know(name, 1, {})?.meanings[0]?.rows[0]).toMatchObject({ target, ...(child !== undefined && { child }) });
    expect(isSensed(name)).toBe(true);
  });

  it.each([
    ['temperature_1_HI_C', '°C'],
    ['volume_gal', 'gal'],
    ['uptime_s', 's'],
    ['family', undefined],
  ])('%s stays under its own name, in %s', (name, unit) => {
    expect(know(name, 1, {})?.meanings).toMatchObject([{ rows: [], type: 'numeric' }]);
    expect(know(name, 1, {})?.meanings[0]?.unit).toBe(unit);
  });

  it('keeps a word where other models say yes or no', () => {
    expect(know('alarm', 'HIGH', {})?.meanings).toMatchObject([{ rows: [], type: 'text' }]);
    expect(know('alarm', 1, {})?.meanings).toMatchObject([{ rows: [{ target: 'safetyAlarm.active' }] }]);
  });

  it('take a count of ultraviolet light for no index where the index is beside it', () => {
    expect(know('uv', 500, { uv: 500, uvi: 1 })?.meanings).toMatchObject([{ rows: [], type: 'numeric' }]);
    expect(know('uvi', 1, { uv: 500, uvi: 1 })?.meanings).toMatchObject([{ rows: [{ target: 'solarRadiation.uvIndex' }] }]);
    expect(know('uv', 1, { uv: 1 })?.meanings).toMatchObject([{ rows: [{ target: 'solarRadiation.uvIndex' }] }]);
  });

  it('never throw, whatever they and their values are', () => {
    const anything = fc.oneof(fc.constantFrom('__proto__', 'constructor', 'temperature_C', 'battery_ok', 'model'), fc.string());
    fc.assert(
      fc.property(anything, fc.jsonValue(), (name, value) => {
        know(name, value, { [name]: value })?.meanings[0]?.read?.(value, {});
        senderIn({ model: 'm', [name]: value });
        occurrencesIn({ [name]: value }, { kind: name, isSensor: false });
        measuredAt(value, false, 0);
      }),
    );
  });
});
