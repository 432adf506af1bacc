import { InvalidInputError, type DeviceDescriptor } from '@concord/sdk';
import type { Clock } from '../../clock.ts';
import { NotFoundError } from '../../errors.ts';
import type { Feed } from '../../feed.ts';
import type { HomeNotice } from '../changes.ts';
import type { DeviceModel, SourceModel } from '../device-model.ts';
import type { HomeStore } from '../home-store.ts';
import type { Registry } from '../registry.ts';
import type { Device, LinkProposal, Replacement, SourcePatch } from '../resources.ts';
import type { Twins } from '../twins.ts';
import { Linking } from './linking.ts';
import { Proposals } from './proposals.ts';

export interface IdentityOptions {
  readonly clock: Clock;
  readonly registry: Registry;
  readonly twins: Twins;
  readonly store: HomeStore;
  readonly notices: Feed<HomeNotice>;
  readonly view: (device: DeviceModel) => Device;
}

/** Which of the plugins' views are one product. Unknown ids throw `NotFoundError`, or `InvalidInputError` where they stand in a body. */
export class Identity {
  readonly #registry: Registry;
  readonly #linking: Linking;
  readonly #proposals: Proposals;
  readonly #view: (device: DeviceModel) => Device;

  constructor({ clock, registry, twins, store, notices, view }: IdentityOptions) {
    this.#registry = registry;
    this.#view = view;
    this.#linking = new Linking(clock, registry, twins, store, notices);
    this.#proposals = new Proposals(clock, registry, this.#linking, store, notices);
  }

  /** Looks at the whole home, as it was read. */
  start(): void {
    this.#proposals.start();
  }

  /** A source is new, or says something else of itself. */
  heard(source: SourceModel): void {
    this.#proposals.heard(source);
  }

  /** A device is about to be removed. */
  gone(device: DeviceModel): void {
    this.#proposals.gone(device);
  }

  /** The device that a product with these identifiers is already. */
  deviceOf(described: Pick<DeviceDescriptor, 'identifiers'>): DeviceModel | undefined {
    return this.#proposals.deviceOf(described);
  }

  /** Pairs of devices that may be one product: the owner is asked. */
  proposals(): LinkProposal[] {
    return this.#proposals.list();
  }

  /** Answers the device that the two are, or both. */
  answer(proposal: string, answer: 'same' | 'distinct'): Device[] {
    return this.#proposals.answer(proposal, answer).map((device) => this.#view(device));
  }

  /** Makes another device part of this one; one that is part of it already is left so. Throws `InvalidInputError` for the device itself. */
  link(id: string, other: string): Device {
    const device = this.#registry.get(id);
    const joining = this.#registry.named(other, '/device');
    if (other === device.id)
      throw new InvalidInputError(`"${device.name}" is this very device`, [{ path: '/device', message: 'is the same device' }]);
    this.#proposals.link(device, joining);
    return this.#view(device);
  }

  /** Answers the device that the source is again. */
  unlink(id: string, source: string): Device {
    return this.#view(this.#proposals.unlink(this.#sourceOf(id, source)));
  }

  /** The owner says that a source is this product, or that it is to lead. */
  confirm(id: string, source: string, patch: SourcePatch): Device {
    this.#registry.confirm(this.#sourceOf(id, source), patch);
    return this.#view(this.#registry.get(id));
  }

  /** The other devices of the home, and what each would lack in the place of this one. */
  replacements(id: string): Replacement[] {
    const device = this.#registry.get(id);
    return [...this.#registry.devices()]
      .filter((other) => other !== device)
      .map((other) => ({ id: other.id, missing: this.#linking.missing(device, other) }))
      .map(({ id: other, missing }) => ({ id: other, fits: missing.length === 0, missing }));
  }

  /** Puts the product behind `by` in the place of this one; `retired` is the device that was there. */
  replace(id: string, by: string, anyway: boolean): { device: Device; retired: Device } {
    const device = this.#registry.get(id);
    const retired = this.#linking.replace(device, this.#registry.named(by, '/by'), anyway);
    return { device: this.#view(device), retired: this.#view(retired) };
  }

  /** Undoes the last replacement of a device: `by` is the device again that had taken its place. */
  takeBack(id: string): { device: Device; by: Device } {
    const device = this.#registry.get(id);
    const by = this.#linking.takeBack(device);
    return { device: this.#view(device), by: this.#view(by) };
  }

  #sourceOf(id: string, source: string): SourceModel {
    const found = this.#registry.get(id).sources.find((one) => one.id === source);
    if (!found) throw new NotFoundError('source', source);
    return found;
  }
}
