import { css, html, LitElement, nothing, type TemplateResult } from 'lit';
import type { Capability, Descriptor, Device, Endpoint } from '../api/types.ts';
import { CommandEvent } from '../controls/control.ts';
import { controls, type ControlRow } from '../controls/table.ts';
import '../elements/c-icon.ts';
import { endpointIcon } from '../model/kinds.ts';
import { askAgain } from '../model/ask-again.ts';
import { setCommand } from '../model/commands.ts';
import { cardCondition, isDimmed } from '../model/condition.ts';
import { contextOf } from '../model/context.ts';
import { definitionOf, type FindCapability } from '../model/shape.ts';
import { isActive, isAlarming, stateWords } from '../model/state-words.ts';
import { commandKey, type CommandState } from '../state/commands.ts';
import { base, buttons } from '../styles/index.ts';

/** One endpoint of a device on the home page: what it is, how it is, and its main control. */
export class DeviceCard extends LitElement {
  static override properties = {
    device: { attribute: false },
    endpoint: { attribute: false },
    descriptor: { attribute: false },
    find: { attribute: false },
    states: { attribute: false },
    mayCommand: { attribute: false },
    now: { attribute: false },
  };
  static override styles = [
    base,
    buttons,
    css`
      :host {
        display: block;
        min-width: 0;
      }
      article {
        position: relative;
        display: flex;
        flex-direction: column;
        gap: var(--space-3);
        height: 100%;
        min-height: 76px;
        padding: var(--space-4);
        border: 1px solid var(--line);
        border-radius: var(--radius-l);
        background: var(--surface);
        box-shadow: var(--shadow-1);
        transition:
          background var(--calm),
          border-color var(--calm);
      }
      article:hover {
        border-color: var(--edge);
      }
      .head {
        display: flex;
        align-items: center;
        gap: var(--space-3);
      }
      .mark {
        display: grid;
        place-items: center;
        width: 42px;
        height: 42px;
        flex: none;
        border-radius: 50%;
        background: var(--surface-sunken);
        color: var(--ink-soft);
        font-size: 16px;
        transition:
          background var(--calm),
          color var(--calm);
      }
      .active .mark {
        background: var(--glow);
        color: #4d3100;
      }
      .alarming {
        border-color: var(--bad);
        background: var(--bad-soft);
      }
      .alarming .mark {
        background: var(--bad);
        color: var(--bad-ink);
      }
      .text {
        flex: 1;
        min-width: 0;
      }
      h3 a {
        display: block;
        color: inherit;
        text-decoration: none;
        overflow: hidden;
        text-overflow: ellipsis;
        white-space: nowrap;
      }
      /* The whole card leads to the device; its controls lie above that. */
      h3 a::after {
        content: '';
        position: absolute;
        inset: 0;
        border-radius: var(--radius-l);
      }
      h3 a:focus-visible {
        outline: none;
      }
      h3 a:focus-visible::after {
        outline: 2.5px solid var(--focus);
        outline-offset: 2px;
      }
      .state {
        color: var(--ink-soft);
        font-size: var(--text-s);
        line-height: 1.35;
      }
      .dimmed .state,
      .dimmed .mark {
        opacity: 0.75;
        font-style: italic;
      }
      .corner,
      .foot {
        position: relative;
        z-index: 1;
      }
      .condition {
        display: flex;
        align-items: flex-start;
        gap: 5px;
        font-size: var(--text-s);
        line-height: 1.35;
        color: var(--ink-soft);
        overflow-wrap: anywhere;
      }
      .condition c-icon {
        margin-top: -1px;
      }
      .told {
        flex: 1;
      }
      .again {
        position: relative;
        z-index: 1;
        flex: none;
        align-self: center;
      }
      .condition[data-tone='warn'] {
        color: var(--warn);
      }
      .condition[data-tone='bad'] {
        color: var(--bad);
      }
      .condition[data-tone='accent'] {
        color: var(--accent);
      }
    `,
  ];
  declare device: Device;
  declare endpoint: Endpoint;
  declare descriptor: Descriptor | undefined;
  declare find: FindCapability;
  declare states: ReadonlyMap<string, CommandState>;
  declare mayCommand: (definition: Capability | undefined) => boolean;
  declare now: number;

  protected override render() {
    const { device, endpoint, now } = this;
    const name = device.endpoints.length === 1 || endpoint.id === 'main' ? device.name : endpoint.name;
    const corner = this.#control('corner');
    const foot = this.#control('foot');
    const condition = cardCondition(device, endpoint, this.#commands(), now);
    const classes = [isActive(endpoint) && 'active', isAlarming(endpoint) && 'alarming', isDimmed(device, endpoint) && 'dimmed']
      .filter(Boolean)
      .join(' ');
    return html`<article class=${classes}>
      <div class="head">
        <span class="mark"><c-icon name=${endpointIcon(endpoint)}></c-icon></span>
        <div class="text">
          <h3><a href="/devices/${device.id}" title=${name}>${name}</a></h3>
          <p class="state">${stateWords(endpoint) || 'Nothing reported yet'}</p>
        </div>
        ${corner ? html`<div class="corner">${corner}</div>` : nothing}
      </div>
      ${foot ? html`<div class="foot">${foot}</div>` : nothing}
      ${
        condition
          ? html`<p class="condition" data-tone=${condition.tone}>
              <c-icon name=${condition.icon}></c-icon><span class="told">${condition.text}</span>
              ${condition.tone === 'bad' ? this.#drawAgain() : nothing}
            </p>`
          : nothing
      }
    </article>`;
  }

  /** The first wish that was given up and can be asked for once more. */
  #drawAgain(): TemplateResult | typeof nothing {
    const { device, endpoint } = this;
    const views = this.descriptor?.endpoints.find(({ id }) => id === endpoint.id)?.capabilities ?? {};
    if (device.availability !== 'online') return nothing;
    for (const [capability, values] of Object.entries(endpoint.capabilities)) {
      const view = views[capability];
      if (!view || !this.mayCommand(definitionOf(capability, view, this.find))) continue;
      const args = Object.keys(values)
        .map((attribute) => askAgain(values, attribute, view))
        .find((found) => found !== undefined);
      if (!args) continue;
      const request = { endpoint: endpoint.id, capability, command: setCommand, args };
      return html`<button class="small-button again" type="button" @click=${() => this.dispatchEvent(new CommandEvent(request))}>
        Ask again
      </button>`;
    }
    return nothing;
  }

  #commands(): CommandState[] {
    return Object.keys(this.endpoint.capabilities).flatMap(
      (capability) => this.states.get(commandKey(this.device.id, this.endpoint.id, capability)) ?? [],
    );
  }

  #control(place: ControlRow['onCard']): TemplateResult | undefined {
    const { device, endpoint } = this;
    const views = this.descriptor?.endpoints.find(({ id }) => id === endpoint.id)?.capabilities;
    if (!views) return undefined;
    for (const row of controls) {
      const view = views[row.capability];
      if (row.onCard !== place || !view) continue;
      const definition = definitionOf(row.capability, view, this.find);
      if (!isUsable(row, view)) continue;
      return row.draw(contextOf(device, endpoint, row.capability, view, definition, this.states, this.mayCommand(definition)));
    }
    return undefined;
  }
}

function isUsable(row: ControlRow, view: Descriptor['endpoints'][number]['capabilities'][string]): boolean {
  return (
    row.attributes.some((name) => view.attributes[name]?.writable === true) || row.commands.some((name) => view.commands.includes(name))
  );
}

customElements.define('device-card', DeviceCard);
declare global {
  interface HTMLElementTagNameMap {
    'device-card': DeviceCard;
  }
}
