import { css, html, LitElement, nothing, type TemplateResult } from 'lit';
import type { Device, Room } from '../api/types.ts';
import '../elements/c-icon.ts';
import '../elements/c-menu.ts';
import type { MenuItem } from '../elements/c-menu.ts';
import { option, valueOf } from '../elements/field.ts';
import { endpointIcon } from '../model/kinds.ts';
import { stateWords } from '../model/state-words.ts';
import { base, forms, layout } from '../styles/index.ts';

/** What a device is called, how it is, where it is, and what can be done with it. Fires `move` with a room's id, or null. */
export class DeviceHead extends LitElement {
  static override properties = {
    device: { attribute: false },
    rooms: { attribute: false },
    items: { attribute: false },
    mayManage: { attribute: false },
  };
  static override styles = [
    base,
    forms,
    layout,
    css`
      .mark {
        display: grid;
        place-items: center;
        width: 56px;
        height: 56px;
        flex: none;
        border-radius: 50%;
        background: var(--accent-soft);
        color: var(--accent-soft-ink);
        font-size: 21px;
      }
      .title {
        flex: 1;
        min-width: min(100%, 12rem);
      }
      select {
        flex: 0 1 14rem;
        width: auto;
      }
    `,
  ];
  declare device: Device;
  declare rooms: readonly Room[];
  /** The menu's. */
  declare items: readonly MenuItem[];
  declare mayManage: boolean;

  protected override render() {
    const { name, endpoints } = this.device;
    const [first] = endpoints;
    return html`<div class="page-head">
      <span class="mark"><c-icon name=${first ? endpointIcon(first) : 'device'}></c-icon></span>
      <div class="title">
        <h1>${name}</h1>
        <p class="soft">${first ? stateWords(first) : ''}</p>
      </div>
      ${this.mayManage ? this.#drawActions() : nothing}
    </div>`;
  }

  #drawActions(): TemplateResult {
    const { name, room } = this.device;
    return html`<select aria-label="Room" @change=${(event: Event) => this.#move(valueOf(event))}>
        ${option('', 'No room', room === null)} ${this.rooms.map((one) => option(one.id, one.name, one.id === room))}
      </select>
      <c-menu .label=${`More for ${name}`} .items=${this.items}></c-menu>`;
  }

  #move(room: string): void {
    this.dispatchEvent(new CustomEvent('move', { detail: room === '' ? null : room }));
  }
}
customElements.define('device-head', DeviceHead);
declare global {
  interface HTMLElementTagNameMap {
    'device-head': DeviceHead;
  }
}
