import { css, html, LitElement, nothing } from 'lit';
import { updateDevice } from '../api/devices.ts';
import { createRoom, deleteRoom, renameRoom } from '../api/rooms.ts';
import type { Room } from '../api/types.ts';
import '../elements/c-empty.ts';
import '../elements/c-icon.ts';
import '../elements/c-menu.ts';
import '../elements/c-prompt.ts';
import { confirm } from '../elements/confirm.ts';
import { option } from '../elements/field.ts';
import { endpointIcon } from '../model/kinds.ts';
import { attempt } from '../state/attempt.ts';
import { devices, rooms } from '../state/home.ts';
import { watch } from '../state/store.ts';
import { base, buttons, forms, layout } from '../styles/index.ts';
import { drawLoaded } from './loaded.ts';

/** Making and naming rooms, and saying which device is where. */
export class PageRooms extends LitElement {
  static override properties = { naming: { state: true } };
  static override styles = [
    base,
    buttons,
    forms,
    layout,
    css`
      .room {
        display: flex;
        align-items: center;
        gap: var(--space-3);
        min-height: 56px;
      }
      .device {
        display: grid;
        grid-template-columns: auto 1fr minmax(140px, 220px);
        align-items: center;
        gap: var(--space-3);
        padding: var(--space-2) 0;
      }
    `,
  ];
  /** The room whose name is asked for; `new` makes one. */
  declare naming: Room | 'new' | undefined;

  constructor() {
    super();
    this.naming = undefined;
    watch(this, rooms, devices);
    rooms.want();
    devices.want();
  }

  protected override render() {
    return html`<a class="back" href="/"><c-icon name="back"></c-icon>Home</a>
      <div class="page-head">
        <h1>Rooms</h1>
        <button class="primary" type="button" @click=${() => (this.naming = 'new')}><c-icon name="plus"></c-icon>New room</button>
      </div>
      <div class="two">
        <section class="card" aria-label="Rooms">
          ${drawLoaded(rooms, (items) =>
            items.length === 0
              ? html`<c-empty icon="door" heading="No rooms yet" text="Rooms put your devices where you look for them."></c-empty>`
              : html`<ul class="lines">
                  ${items.toSorted((a, b) => a.name.localeCompare(b.name)).map((room) => this.#drawRoom(room))}
                </ul>`,
          )}
        </section>
        <section class="card" aria-labelledby="where">
          <div class="section-head"><h2 id="where">Where is what?</h2></div>
          ${drawLoaded(devices, (items) =>
            items.length === 0
              ? html`<p class="soft">There are no devices yet.</p>`
              : html`<ul class="lines">
                  ${items
                    .toSorted((a, b) => a.name.localeCompare(b.name))
                    .map(
                      (device) =>
                        html`<li class="device">
                          <c-icon name=${endpointIcon(device.endpoints[0] ?? { kind: 'node', capabilities: {} })}></c-icon>
                          <a class="clip" href="/devices/${device.id}">${device.name}</a>
                          <select
                            aria-label="Room of ${device.name}"
                            @change=${(event: Event) => this.#move(device.id, (event.target as HTMLSelectElement).value)}
                          >
                            ${option('', 'No room', device.room === null)}
                            ${rooms.items.map(({ id, name }) => option(id, name, id === device.room))}
                          </select>
                        </li>`,
                    )}
                </ul>`,
          )}
        </section>
      </div>
      ${this.#drawPrompt()}`;
  }

  #drawRoom(room: Room) {
    const count = devices.items.filter((device) => device.room === room.id).length;
    return html`<li class="room">
      <span class="grow"
        ><strong>${room.name}</strong><br /><span class="soft small">${count === 1 ? '1 device' : `${count} devices`}</span></span
      >
      <c-menu
        .label=${`More for ${room.name}`}
        .items=${[
          { text: 'Rename', icon: 'edit', run: () => (this.naming = room) },
          { text: 'Delete', icon: 'trash', isDangerous: true, run: () => void this.#delete(room, count) },
        ]}
      ></c-menu>
    </li>`;
  }

  #drawPrompt() {
    const { naming } = this;
    if (naming === undefined) return nothing;
    const save = async (name: string) => rooms.put(naming === 'new' ? await createRoom(name) : await renameRoom(naming.id, name));
    return html`<c-prompt
      .heading=${naming === 'new' ? 'New room' : 'Rename the room'}
      .value=${naming === 'new' ? '' : naming.name}
      .yes=${naming === 'new' ? 'Make room' : 'Save'}
      .save=${save}
      @close=${() => (this.naming = undefined)}
    ></c-prompt>`;
  }

  #move(device: string, room: string): void {
    void attempt(async () => devices.put(await updateDevice(device, { room: room === '' ? null : room })));
  }

  async #delete(room: Room, count: number): Promise<void> {
    const text =
      count === 0 ? 'The room is empty.' : `Its ${count === 1 ? 'device stays' : `${count} devices stay`} in the home, without a room.`;
    if (!(await confirm({ heading: `Delete ${room.name}?`, text, yes: 'Delete', isDangerous: true }))) return;
    await attempt(async () => {
      await deleteRoom(room.id);
      rooms.remove(room.id);
      devices.refresh();
    });
  }
}
customElements.define('page-rooms', PageRooms);
