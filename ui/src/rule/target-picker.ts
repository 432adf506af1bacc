import { css, html, LitElement, nothing } from 'lit';
import { option } from '../elements/field.ts';
import { devices, rooms } from '../state/home.ts';
import { capabilities, descriptors, wantDescriptor } from '../state/model.ts';
import { watch } from '../state/store.ts';
import { base, forms } from '../styles/index.ts';
import { humanize } from '../format.ts';
import { byGroup } from '../model/kinds.ts';
import { devicesOf, membersFor, targetKey, targetName, type Member, type Purpose, type Target } from './targets.ts';

export interface Picked {
  readonly device: Target;
  readonly endpoint: string | undefined;
  readonly capability: string;
  readonly member: string;
}

/** Picks a device and one thing of it: an attribute, an event or a command. Fires `change` with what was picked. */
export class TargetPicker extends LitElement {
  static override properties = {
    purpose: { type: String },
    device: { attribute: false },
    endpoint: { type: String },
    capability: { type: String },
    member: { type: String },
    deviceError: { type: String },
    memberError: { type: String },
  };
  static override styles = [
    base,
    forms,
    css`
      .pair {
        display: grid;
        gap: var(--space-3);
        grid-template-columns: repeat(auto-fit, minmax(min(100%, 200px), 1fr));
      }
    `,
  ];
  declare purpose: Purpose;
  declare device: Target;
  declare endpoint: string | undefined;
  declare capability: string;
  declare member: string;
  declare deviceError: string | undefined;
  declare memberError: string | undefined;

  constructor() {
    super();
    this.purpose = 'state';
    this.device = '';
    this.endpoint = undefined;
    this.capability = '';
    this.member = '';
    this.deviceError = undefined;
    this.memberError = undefined;
    watch(this, devices, rooms, descriptors, capabilities);
  }

  protected override willUpdate(): void {
    for (const { id } of devicesOf(this.device, devices.items)) wantDescriptor(id);
  }

  protected override render() {
    const groups = [...rooms.items.map(({ id, name }) => ({ id, name })), { id: null, name: 'No room' }];
    const kinds = [...new Set(devices.items.flatMap(({ endpoints }) => endpoints.map(({ kind }) => kind)))].toSorted(byGroup);
    const targets: Target[] = [...devices.items.map(({ id }) => id), ...this.#selectors(kinds)];
    const key = targetKey(this.device, devices.items);
    const members = this.#members();
    const at = members.findIndex((member) => this.#isPicked(member));
    return html`<div class="pair">
      <div class="field">
        <label for="device">Device</label>
        <select
          id="device"
          aria-invalid=${this.deviceError !== undefined}
          @change=${(event: Event) => this.#pickDevice(targets, (event.target as HTMLSelectElement).value)}
        >
          ${option('', 'Choose…', this.device === '', true)}
          ${this.device === '' ? nothing : targets.some((target) => targetKey(target, devices.items) === key) ? nothing : html`<option selected value=${key}>${targetName(this.device, devices.items, rooms.items)}</option>`}
          ${groups.map(({ id, name }) => {
            const own = devices.items.filter(({ room }) => room === id);
            return own.length === 0
              ? nothing
              : html`<optgroup label=${name}>${own.map((device) => option(device.id, device.name, device.id === key))}</optgroup>`;
          })}
          ${
            kinds.length === 0
              ? nothing
              : html`<optgroup label="Several at once">
                  ${this.#selectors(kinds).map((target) => option(targetKey(target, devices.items), capitalize(targetName(target, devices.items, rooms.items)), targetKey(target, devices.items) === key))}
                </optgroup>`
          }
        </select>
        ${this.deviceError ? html`<p class="error">${this.deviceError}</p>` : nothing}
      </div>
      <div class="field">
        <label for="member">${labels[this.purpose]}</label>
        <select
          id="member"
          aria-invalid=${this.memberError !== undefined}
          ?disabled=${this.device === ''}
          @change=${(event: Event) => this.#pick(members[Number((event.target as HTMLSelectElement).value)])}
        >
          ${option('', this.member === '' ? 'Choose…' : humanize(this.member), at < 0, true)}
          ${[...Map.groupBy(members, ({ group }) => group)].map(
            ([group, own]) =>
              html`<optgroup label=${group}>
                ${own.map((member) => option(members.indexOf(member), this.#label(member), members.indexOf(member) === at))}
              </optgroup>`,
          )}
        </select>
        ${this.memberError ? html`<p class="error">${this.memberError}</p>` : nothing}
      </div>
    </div>`;
  }

  // Listening to "every light" and commanding "every light in the kitchen" are both wanted; a room alone switches what has the capability.
  #selectors(kinds: readonly string[]): Target[] {
    return [
      ...kinds.map((kind) => ({ kind })),
      ...rooms.items.filter(({ id }) => devices.items.some(({ room }) => room === id)).map(({ id }) => ({ room: id })),
    ];
  }

  #members(): Member[] {
    return this.device === '' ? [] : membersFor(this.purpose, this.device, devices.items, descriptors.value, (id) => capabilities.find(id));
  }

  #isPicked({ endpoint, capability, member }: Member): boolean {
    return capability === this.capability && member === this.member && (endpoint === undefined || endpoint === this.endpoint);
  }

  // The closed select shows the option alone: "Set" of what?
  #label({ label, group }: Member): string {
    return label === group ? label : `${group}: ${label}`;
  }

  #pickDevice(targets: readonly Target[], key: string): void {
    const device = targets.find((target) => targetKey(target, devices.items) === key);
    if (device === undefined) return;
    this.device = device;
    const members = this.#members();
    const same = members.find((member) => member.capability === this.capability && member.member === this.member);
    this.#emit({ device, endpoint: same?.endpoint, capability: same?.capability ?? '', member: same?.member ?? '' });
  }

  #pick(member: Member | undefined): void {
    if (!member) return;
    // Its endpoint is that of the device as it is now, so the device must be named as it is now too.
    const device = typeof this.device === 'string' ? targetKey(this.device, devices.items) : this.device;
    this.#emit({ device, endpoint: member.endpoint, capability: member.capability, member: member.member });
  }

  #emit(detail: Picked): void {
    this.dispatchEvent(new CustomEvent('change', { detail }));
  }
}

const labels: Readonly<Record<Purpose, string>> = { state: 'What of it', event: 'What happens', command: 'What it does' };
const capitalize = (text: string) => text.charAt(0).toUpperCase() + text.slice(1);

customElements.define('target-picker', TargetPicker);
declare global {
  interface HTMLElementTagNameMap {
    'target-picker': TargetPicker;
  }
}
