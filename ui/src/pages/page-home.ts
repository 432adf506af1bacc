import { css, html, LitElement, nothing, type TemplateResult } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import type { Capability, Scene } from '../api/types.ts';
import { messageOf } from '../api/client.ts';
import { activateScene } from '../api/scenes.ts';
import type { CommandEvent } from '../controls/control.ts';
import '../elements/c-empty.ts';
import '../elements/c-notice.ts';
import '../elements/c-skeleton.ts';
import '../home/device-card.ts';
import { groupByRoom, type CardItem, type Group } from '../model/home-groups.ts';
import { questionsOf } from '../model/proposals.ts';
import { stateWords } from '../model/state-words.ts';
import { now } from '../state/clock.ts';
import { command, commandStates } from '../state/commands.ts';
import { devices, linkProposals, rooms, scenes } from '../state/home.ts';
import { capabilities, descriptors, wantDescriptor } from '../state/model.ts';
import { may } from '../state/session.ts';
import { watch } from '../state/store.ts';
import { toast } from '../state/toasts.ts';
import { base, buttons, forms, layout } from '../styles/index.ts';

/** The home by room. */
export class PageHome extends LitElement {
  static override properties = { search: { state: true } };
  static override styles = [
    base,
    buttons,
    forms,
    layout,
    css`
      .search {
        position: relative;
        flex: 0 1 260px;
        min-width: 160px;
      }
      .search c-icon {
        position: absolute;
        left: 12px;
        top: 50%;
        translate: 0 -50%;
        color: var(--ink-soft);
      }
      .search input {
        padding-left: 40px;
        border-radius: var(--radius-full);
        border-color: var(--line);
      }
      .questions {
        display: flex;
        flex-wrap: wrap;
        align-items: center;
        gap: var(--space-1) var(--space-3);
        margin-bottom: var(--space-4);
        padding: var(--space-3) var(--space-4);
        border-radius: var(--radius-m);
        background: var(--accent-soft);
        color: var(--accent-soft-ink);
        text-decoration: none;
      }
      .scenes {
        display: flex;
        flex-wrap: wrap;
        gap: var(--space-2);
        margin-bottom: var(--space-5);
      }
      .scenes button {
        border-radius: var(--radius-full);
      }
      section {
        margin-bottom: var(--space-6);
      }
      .section-head h2 {
        font-size: var(--text-xl);
      }
      .grid {
        display: grid;
        gap: var(--space-3);
        grid-template-columns: repeat(auto-fill, minmax(min(100%, 280px), 1fr));
      }
      .bare {
        padding: var(--space-4);
        border: 1px dashed var(--edge);
        border-radius: var(--radius-l);
        color: var(--ink-soft);
      }
      @media (width < 600px) {
        .search {
          flex-basis: 100%;
        }
      }
    `,
  ];
  declare search: string;

  constructor() {
    super();
    this.search = '';
    watch(this, devices, rooms, scenes, linkProposals, capabilities, descriptors, commandStates, now);
    devices.want();
    rooms.want();
    scenes.want();
    capabilities.want();
    if (may('home.manage')) linkProposals.want();
  }

  protected override render() {
    return html`<div class="page-head">
        <h1>${greeting(new Date(now.value))}</h1>
        ${
          devices.items.length > 3
            ? html`<div class="search">
                <c-icon name="search"></c-icon>
                <input type="search" aria-label="Find a device" placeholder="Find a device" @input=${this.#onSearch} />
              </div>`
            : nothing
        }
        ${may('home.manage') ? html`<a class="button" href="/rooms"><c-icon name="door"></c-icon>Rooms</a>` : nothing}
      </div>
      ${this.#drawQuestions()} ${this.#drawScenes()} ${this.#drawBody()}`;
  }

  #drawQuestions(): TemplateResult | typeof nothing {
    const { length } = questionsOf(linkProposals.items, devices.items);
    if (length === 0) return nothing;
    return html`<a class="questions" href="/discover">
      <c-icon name="info"></c-icon>
      <span class="grow">${length === 1 ? 'One product may be in your home twice.' : `${length} products may be in your home twice.`}</span>
      <strong>Have a look</strong>
    </a>`;
  }

  #drawScenes(): TemplateResult | typeof nothing {
    if (scenes.items.length === 0 || !may('command.risky')) return nothing;
    return html`<div class="scenes" role="group" aria-label="Scenes">
      ${scenes.items.map((scene) => html`<button type="button" @click=${() => void activate(scene)}><c-icon name="scene"></c-icon>${scene.name}</button>`)}
    </div>`;
  }

  #drawBody(): TemplateResult | TemplateResult[] {
    const { items, error } = devices.value;
    if (!items && error) {
      return html`<c-notice tone="bad">${messageOf(error)}</c-notice>
        <p><button type="button" @click=${() => void devices.load()}>Try again</button></p>`;
    }
    if (!items || !rooms.value.items) return html`<c-skeleton tiles .rows=${6}></c-skeleton>`;
    if (items.length === 0 && rooms.items.length === 0) return this.#drawEmpty();
    const groups = groupByRoom(items, rooms.items, this.search);
    if (groups.length === 0)
      return html`<c-empty
        icon="search"
        heading="Nothing found"
        text="No device, room or maker has “${this.search}” in its name."
      ></c-empty>`;
    return [...(items.length === 0 ? [this.#drawEmpty()] : []), ...groups.map((group) => this.#drawGroup(group))];
  }

  #drawEmpty(): TemplateResult {
    return html`<c-empty
      icon="discover"
      heading="No devices yet"
      text="Concord looks around your network all the time. See what it found, or switch a product to its pairing mode."
    >
      ${may('home.manage') ? html`<a class="button primary" href="/discover">Discover devices</a>` : nothing}
    </c-empty>`;
  }

  #drawGroup({ id, name, items, deviceCount }: Group): TemplateResult {
    return html`<section aria-labelledby="room-${id}">
      <div class="section-head">
        <h2 id="room-${id}">${name}</h2>
        <span class="soft small">${climate(items)}</span>
      </div>
      ${
        items.length > 0
          ? html`<div class="grid" @command=${this.#onCommand}>
              ${repeat(
                items,
                ({ device, endpoint }) => `${device.id}/${endpoint.id}`,
                (item) => this.#drawCard(item),
              )}
            </div>`
          : html`<p class="bare">${deviceCount === 0 ? 'Nothing here yet. Give a device this room on its page.' : ''}</p>`
      }
    </section>`;
  }

  #drawCard({ device, endpoint }: CardItem): TemplateResult {
    wantDescriptor(device.id);
    return html`<device-card
      data-device=${device.id}
      .device=${device}
      .endpoint=${endpoint}
      .descriptor=${descriptors.value.get(device.id)}
      .find=${findCapability}
      .states=${commandStates.value}
      .mayCommand=${mayCommand}
      .now=${now.value}
    ></device-card>`;
  }

  readonly #onSearch = (event: Event): void => {
    this.search = (event.target as HTMLInputElement).value;
  };

  readonly #onCommand = (event: CommandEvent): void => {
    const card = event.target as HTMLElement;
    const { device } = card.dataset;
    if (device !== undefined) void command(device, event.detail);
  };
}

const findCapability = (id: string) => capabilities.find(id);

function mayCommand(definition: Capability | undefined): boolean {
  return may(definition?.risk === 'none' ? 'command' : 'command.risky');
}

function greeting(date: Date): string {
  const hour = date.getHours();
  return hour < 5 ? 'Good night' : hour < 11 ? 'Good morning' : hour < 18 ? 'Good day' : 'Good evening';
}

/** The temperature and humidity of a room, from the first sensor that says so. */
function climate(items: readonly CardItem[]): string {
  const sensor = items.find(
    ({ device, endpoint }) =>
      device.availability === 'online' && endpoint.kind === 'sensor' && 'temperatureSensor' in endpoint.capabilities,
  );
  return sensor ? stateWords(sensor.endpoint).split(' · ').slice(0, 2).join(' · ') : '';
}

async function activate(scene: Scene): Promise<void> {
  try {
    const { failed } = await activateScene(scene.id);
    if (failed.length === 0) toast(`${scene.name} is set`, 'good');
    else
      toast(
        `${scene.name}: ${failed.map(({ device, message }) => `${devices.find(device)?.name ?? device}: ${message}`).join('; ')}`,
        'bad',
      );
  } catch (error) {
    toast(messageOf(error), 'bad');
  }
}

customElements.define('page-home', PageHome);
