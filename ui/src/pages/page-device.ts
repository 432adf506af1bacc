import { css, html, LitElement, nothing, type TemplateResult } from 'lit';
import { removeDevice, updateDevice } from '../api/devices.ts';
import type { CapabilityView, Descriptor, Device, Endpoint } from '../api/types.ts';
import type { CommandEvent } from '../controls/control.ts';
import '../device/capability-panel.ts';
import '../device/history-panel.ts';
import type { HistoryPlace } from '../device/history-panel.ts';
import '../device/device-about.ts';
import '../device/device-head.ts';
import type { SourceWish } from '../device/device-sources.ts';
import { dialogs } from '../device/dialogs.ts';
import { firstPlace, viewsOf } from '../device/views.ts';
import '../elements/c-empty.ts';
import '../elements/c-icon.ts';
import '../elements/c-notice.ts';
import { confirm } from '../elements/confirm.ts';
import { kindRow } from '../model/kinds.ts';
import { approve, lead, separate } from '../identity/deeds.ts';
import { availabilityCondition } from '../model/condition.ts';
import { definitionOf } from '../model/shape.ts';
import { navigate } from '../navigation.ts';
import { attempt } from '../state/attempt.ts';
import { now } from '../state/clock.ts';
import { command, commandStates } from '../state/commands.ts';
import { devices, plugins, rooms } from '../state/home.ts';
import { capabilities, descriptors, wantDescriptor } from '../state/model.ts';
import { may } from '../state/session.ts';
import { watch } from '../state/store.ts';
import { base, buttons, layout } from '../styles/index.ts';
import { drawFailure } from './loaded.ts';

/** Everything about one device. */
export class PageDevice extends LitElement {
  static override properties = { device: { type: String }, place: { state: true }, asking: { state: true } };
  static override styles = [
    base,
    buttons,
    layout,
    css`
      .panels {
        columns: 340px 2;
        column-gap: var(--space-4);
      }
      .panels capability-panel {
        display: block;
        break-inside: avoid;
        margin-bottom: var(--space-4);
      }
      history-panel {
        display: block;
        margin-top: var(--space-4);
      }
      .endpoint {
        margin: var(--space-5) 0 var(--space-3);
      }
      c-notice {
        display: block;
        margin-bottom: var(--space-4);
      }
      .condition {
        display: flex;
        flex-wrap: wrap;
        align-items: center;
        gap: var(--space-2) var(--space-3);
      }
      .condition span {
        flex: 1 1 14rem;
      }
      .more {
        margin: var(--space-4) 0;
      }
      summary {
        min-height: var(--touch);
        display: flex;
        align-items: center;
        gap: var(--space-2);
        cursor: pointer;
        font-weight: 650;
      }
      summary::marker {
        content: '';
      }
      details[open] > summary c-icon {
        rotate: 90deg;
      }
    `,
  ];
  declare device: string;
  declare place: HistoryPlace | undefined;
  declare asking: keyof typeof dialogs | undefined;

  constructor() {
    super();
    this.device = '';
    this.place = undefined;
    this.asking = undefined;
    watch(this, devices, rooms, plugins, capabilities, descriptors, commandStates, now);
    devices.want();
    rooms.want();
    capabilities.want();
    if (may('plugins.read')) plugins.want();
  }

  protected override willUpdate(changed: Map<PropertyKey, unknown>): void {
    if (changed.has('device')) {
      this.place = undefined;
      this.asking = undefined;
      wantDescriptor(this.device);
    }
    const device = devices.find(this.device);
    const descriptor = device && descriptors.value.get(device.id);
    if (!this.place && device && descriptor && capabilities.value.items) this.place = firstPlace(device, descriptor);
  }

  protected override render() {
    const device = devices.find(this.device);
    const { items, error } = devices.value;
    if (!device && error !== undefined) return drawFailure(error, () => void devices.load());
    if (!device && !items) return html`<c-skeleton .rows=${5}></c-skeleton>`;
    if (!device) {
      return html`<c-empty icon="device" heading="This device is not in your home" text="It may have been removed."
        ><a class="button" href="/">To your home</a></c-empty
      >`;
    }
    const descriptor = descriptors.value.get(device.id);
    return html`<a class="back" href="/"><c-icon name="back"></c-icon>Home</a> ${this.#drawHead(device)} ${this.#drawConditions(device)}
      ${descriptor && capabilities.value.items ? device.endpoints.map((endpoint) => this.#drawEndpoint(device, endpoint, viewsOf(descriptor, endpoint, false))) : html`<c-skeleton></c-skeleton>`}
      ${may('history.read') && this.place ? html`<history-panel .device=${device.id} .place=${this.place}></history-panel>` : nothing}
      ${descriptor ? this.#drawMore(device, descriptor) : nothing}
      <device-about
        .device=${device}
        .bridge=${devices.find(device.via)}
        .now=${now.value}
        .plugins=${plugins.items}
        .mayReadPlugins=${may('plugins.read')}
        .mayManage=${may('home.manage')}
        @source-wish=${({ detail: { source, wish } }: CustomEvent<SourceWish>) => void wishes[wish](device, source)}
        @same-product=${() => (this.asking = 'twin')}
      ></device-about>
      ${this.asking ? dialogs[this.asking](device, this.#close) : nothing}`;
  }

  #drawHead(device: Device): TemplateResult {
    return html`<device-head
      .device=${device}
      .rooms=${rooms.items}
      .mayManage=${may('home.manage')}
      .items=${[
        { text: 'Rename', icon: 'edit', run: () => (this.asking = 'name') },
        { text: 'Same product as…', icon: 'link', run: () => (this.asking = 'twin') },
        { text: 'Replace this device', icon: 'swap', run: () => (this.asking = 'replacement') },
        { text: 'Remove from the home', icon: 'trash', isDangerous: true, run: () => void this.#remove(device) },
      ]}
      @move=${({ detail: room }: CustomEvent<string | null>) => void attempt(async () => devices.put(await updateDevice(device.id, { room })))}
    ></device-head>`;
  }

  #drawConditions(device: Device): TemplateResult | typeof nothing {
    const condition = availabilityCondition(device, now.value);
    if (!condition) return nothing;
    return html`<c-notice tone="warn"
      ><div class="condition">
        <span>${condition.text}. Values below are the last that were known.</span>
        ${
          may('home.manage')
            ? html`<button class="small-button" type="button" @click=${() => (this.asking = 'replacement')}>Replace this device</button>`
            : nothing
        }
      </div></c-notice
    >`;
  }

  // What says how the device is, rather than what it does, waits until somebody wants to know.
  #drawMore(device: Device, descriptor: Descriptor): TemplateResult | typeof nothing {
    const parts = device.endpoints
      .map((endpoint) => ({ endpoint, views: viewsOf(descriptor, endpoint, true) }))
      .filter(({ views }) => views.length > 0);
    if (parts.length === 0) return nothing;
    return html`<details class="more">
      <summary><c-icon name="next"></c-icon>Health, network and the maker’s own values</summary>
      ${parts.map(({ endpoint, views }) => this.#drawEndpoint(device, endpoint, views))}
    </details>`;
  }

  #drawEndpoint(
    device: Device,
    endpoint: Endpoint,
    views: readonly (readonly [string, CapabilityView])[],
  ): TemplateResult | typeof nothing {
    if (views.length === 0) return nothing;
    return html`${
        device.endpoints.length > 1
          ? html`<h2 class="endpoint">
              ${endpoint.name}
              <span class="soft small"
                >${kindRow(endpoint.kind).title}${endpoint.tags.length > 0 ? ` · ${endpoint.tags.join(', ')}` : ''}</span
              >
            </h2>`
          : nothing
      }
      <div class="panels" @command=${(event: CommandEvent) => void command(device.id, event.detail)} @show-history=${this.#onHistory}>
        ${views.map(([id, view]) => {
          const definition = definitionOf(id, view, findCapability);
          return html`<capability-panel
            .device=${device}
            .endpoint=${endpoint}
            .capability=${id}
            .view=${view}
            .definition=${definition}
            .states=${commandStates.value}
            .isAllowed=${may(definition?.risk === 'none' ? 'command' : 'command.risky')}
            .now=${now.value}
          ></capability-panel>`;
        })}
      </div>`;
  }

  readonly #close = (): void => {
    this.asking = undefined;
  };

  readonly #onHistory = async (event: CustomEvent<HistoryPlace>): Promise<void> => {
    this.place = event.detail;
    await this.updateComplete;
    const isCalm = matchMedia('(prefers-reduced-motion: reduce)').matches;
    this.renderRoot.querySelector('history-panel')?.scrollIntoView({ behavior: isCalm ? 'auto' : 'smooth', block: 'center' });
  };

  async #remove({ id, name }: Device): Promise<void> {
    const text = 'Its history goes with it, and rules that use it will say that it is gone. It can be added again.';
    if (!(await confirm({ heading: `Remove ${name}?`, text, yes: 'Remove', isDangerous: true }))) return;
    const isGone = await attempt(() => removeDevice(id), `${name} was removed`);
    if (!isGone) return;
    devices.remove(id);
    navigate('/');
  }
}

const wishes = { approve, lead, separate } as const;
const findCapability = (id: string) => capabilities.find(id);

customElements.define('page-device', PageDevice);
