import { place, type Placement } from '../src/devices/placement.ts';
import { planCommand } from '../src/devices/command-plan.ts';
import type { Part } from '../src/devices/part.ts';
import { Reporter } from '../src/devices/reporter.ts';
import { Message } from '../src/topics/message.ts';
import { readBridgeDevice } from '../src/dialects/zigbee2mqtt/bridge-device.ts';
import { Definitions } from '../src/dialects/zigbee2mqtt/definitions.ts';
import { deviceParts } from '../src/dialects/zigbee2mqtt/device-parts.ts';
import { DeviceTools } from '../src/dialects/zigbee2mqtt/device-tools.ts';

const topic = 'zigbee2mqtt/thing';

/** A device as `bridge/devices` lists it: what its states mean, and what its commands send. */
export class TableDevice {
  readonly placement: Placement;
  readonly #parts: readonly Part[];

  constructor(entry: unknown) {
    const device = readBridgeDevice(entry, new Definitions(), () => undefined);
    if (!device) throw new Error('the entry is no device');
    this.#parts = deviceParts(device.exposes, new DeviceTools('zigbee2mqtt', 'thing', device.key, { diagnose: () => undefined }));
    this.placement = place(device.key, this.#parts);
  }

  /** What a state message becomes: values by `endpoint/capability.attribute`, events by `endpoint/capability.event`. */
  say(state: Readonly<Record<string, unknown>>): Record<string, unknown> {
    const told: Record<string, unknown> = {};
    const reporter = new Reporter({
      report: ({ endpoint, capability, values }) => {
        for (const [name, value] of Object.entries(values)) told[`${endpoint}/${capability}.${name}`] = value;
      },
      emit: ({ endpoint, capability, event, payload = {} }) => {
        told[`${endpoint}/${capability}.${event}`] = payload;
      },
      diagnose: () => undefined,
    });
    const message = new Message(topic, Buffer.from(JSON.stringify(state)), false);
    for (const { listeners } of this.#parts) for (const listener of listeners) listener.read(message, reporter);
    reporter.flush();
    return told;
  }

  /** What a command (`endpoint/capability.command`) sends. Throws `CommandRejectedError`. */
  command(target: string, args: Readonly<Record<string, unknown>>): unknown[] {
    const {
      endpoint = '',
      capability = '',
      command = '',
    } = /^(?<endpoint>.*)\/(?<capability>[^/]*)\.(?<command>[^.]*)$/.exec(target)?.groups ?? {};
    const slot = this.placement.slots.get(endpoint)?.get(capability);
    if (!slot) throw new Error(`there is no ${target}`);
    return planCommand(slot, command, args).flatMap(({ sendings }) => sendings.map(({ payload }): unknown => JSON.parse(String(payload))));
  }
}
