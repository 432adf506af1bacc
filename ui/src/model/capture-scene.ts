import { getDescriptor } from '../api/devices.ts';
import type { Device, SceneSetting } from '../api/types.ts';

/** What a scene keeps, by capability. Locks, doors and meters are left out: what opens a home is never set in passing. */
const kept: Readonly<Record<string, readonly (readonly string[])[]>> = {
  switch: [['on']],
  level: [['level']],
  // The first group whose attributes are all known: a lamp's colour is one thing told in several ways.
  color: [['hue', 'saturation'], ['xy']],
  colorTemperature: [['temperature']],
  cover: [['position']],
  fan: [['speed']],
  thermostat: [['setpoint'], ['heatingSetpoint'], ['coolingSetpoint']],
};

/** How devices are now, as the settings of a scene. */
export async function captureScene(devices: readonly Device[]): Promise<SceneSetting[]> {
  const reached = devices.filter(({ availability }) => availability === 'online');
  const settings = await Promise.all(reached.map(captureDevice));
  return settings.flat();
}

async function captureDevice(device: Device): Promise<SceneSetting[]> {
  const { endpoints } = await getDescriptor(device.id);
  return device.endpoints.flatMap(({ id, capabilities }) => {
    const views = endpoints.find((endpoint) => endpoint.id === id)?.capabilities ?? {};
    // A lamp shows white or a colour: the one that it does not show must not be set.
    const mode = capabilities['color']?.['mode']?.value;
    const left = mode === 'temperature' ? 'color' : mode === undefined ? '' : 'colorTemperature';
    const isOff = capabilities['switch']?.['on']?.value === false;
    return Object.entries(kept).flatMap(([capability, groups]) => {
      const values = capabilities[capability];
      if (!values || capability === left || (isOff && capability !== 'switch' && 'switch' in capabilities)) return [];
      const group = groups.find((names) =>
        names.every((name) => isKnown(values[name]?.value) && views[capability]?.attributes[name]?.writable === true),
      );
      return group
        ? [{ device: device.id, endpoint: id, capability, args: Object.fromEntries(group.map((name) => [name, values[name]?.value])) }]
        : [];
    });
  });
}

function isKnown(value: unknown): boolean {
  return value !== null && value !== undefined;
}
