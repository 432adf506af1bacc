import type { Part } from '../../devices/part.ts';
import type { BridgeDevice } from './bridge-device.ts';
import type { DeviceOptions } from './bridge-info.ts';
import type { BridgeRequests } from './bridge-requests.ts';
import { deviceParts } from './device-parts.ts';
import type { DeviceTools } from './device-tools.ts';
import { optionParts } from './options.ts';
import { scenePart } from './scenes.ts';
import { updatePart } from './update.ts';

interface Surroundings {
  readonly options: DeviceOptions;
  readonly requests: BridgeRequests;
}

/** How earlier versions say that there is an update, and no more. */
const toldUpdate = 'update_available';

/** Everything that a device is on its bridge: what it exposes, the scenes it keeps, its firmware, and the bridge's settings for it. */
export function partsOfDevice(device: BridgeDevice, tools: DeviceTools, { options, requests }: Surroundings): Part[] {
  const { exposes, ieee, supportsUpdate } = device;
  const told = exposes.find(({ name, type }) => name === toldUpdate && type === 'binary');
  return [
    ...deviceParts(
      exposes.filter((expose) => expose !== told),
      tools,
    ),
    ...sceneParts(device, tools),
    ...(supportsUpdate || told ? [updatePart(ieee, tools, requests, told)] : []),
    ...optionParts(device.options, tools, { ieee, exposes, values: options, requests }),
  ];
}

/** Kinds whose state a scene sets. */
const staged = new Set(['light', 'cover']);

/** Endpoints with scenes, and those of lamps and covers that can keep some. */
function sceneParts({ endpoints, exposes }: BridgeDevice, tools: DeviceTools): Part[] {
  const keepers = endpoints.filter(
    ({ name, scenes, keepsScenes }) =>
      scenes.length > 0 ||
      (keepsScenes && exposes.some(({ type, endpoint }) => staged.has(type) && (endpoint === undefined || endpoint === name))),
  );
  const isAlone = keepers.length === 1;
  return keepers.map(({ id, name, scenes }) =>
    scenePart(scenes, tools, isAlone && name === undefined ? {} : { endpoint: name ?? String(id), level: String(id) }),
  );
}
