import type { DeviceModel, SourceModel } from './device-model.ts';

// Capability map, section 1.7: events from two sources within a second count once.
const echoMs = 1000;

/** Tells an event that another source of the same device has told already. */
export class EventEchoes {
  readonly #last = new WeakMap<DeviceModel, Map<string, { readonly source: SourceModel; readonly at: number }>>();

  /** `event` is its address on the device. Two events of one source are two. */
  isEcho(source: SourceModel, event: string, now: number): boolean {
    let ofDevice = this.#last.get(source.device);
    if (!ofDevice) this.#last.set(source.device, (ofDevice = new Map()));
    const last = ofDevice.get(event);
    if (last && last.source !== source && now - last.at < echoMs) return true;
    ofDevice.set(event, { source, at: now });
    return false;
  }
}
