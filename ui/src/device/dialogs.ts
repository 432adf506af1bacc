import { html, type TemplateResult } from 'lit';
import { updateDevice } from '../api/devices.ts';
import type { Device } from '../api/types.ts';
import '../elements/c-prompt.ts';
import { join, replace } from '../identity/deeds.ts';
import '../identity/replace-dialog.ts';
import '../identity/same-product-dialog.ts';
import { devices, plugins, rooms } from '../state/home.ts';
import { capabilities } from '../state/model.ts';

type Draw = (device: Device, close: () => void) => TemplateResult;

/** What can be asked about a device: its name, which other it is too, and what takes its place. */
export const dialogs = {
  name: (device, close) =>
    html`<c-prompt
      heading="Rename the device"
      .value=${device.name}
      .save=${async (name: string) => devices.put(await updateDevice(device.id, { name }))}
      @close=${close}
    ></c-prompt>`,
  twin: (device, close) =>
    html`<same-product-dialog
      .device=${device}
      .others=${devices.items.filter((other) => other !== device)}
      .rooms=${rooms.items}
      .plugins=${plugins.items}
      @pick=${({ detail }: CustomEvent<Device>) => {
        close();
        void join(device, detail);
      }}
      @close=${close}
    ></same-product-dialog>`,
  replacement: (device, close) =>
    html`<replace-dialog
      .device=${device}
      .devices=${devices.items}
      .find=${findCapability}
      .rooms=${rooms.items}
      .replace=${(by: Device, anyway: boolean) => replace(device, by, anyway)}
      @close=${close}
    ></replace-dialog>`,
} as const satisfies Record<string, Draw>;

const findCapability = (id: string) => capabilities.find(id);
