import { css, html, LitElement, nothing, type TemplateResult } from 'lit';
import type { Capability, CapabilityView, Device, Endpoint } from '../api/types.ts';
import { CommandEvent, type ControlContext } from '../controls/control.ts';
import { controlOf } from '../controls/table.ts';
import '../elements/c-icon.ts';
import { isCountedDown } from '../elements/c-time-left.ts';
import { confirm } from '../elements/confirm.ts';
import { argumentsOf, commandTitle } from '../model/commands.ts';
import { contextOf } from '../model/context.ts';
import { capabilityTitle, shapeOf } from '../model/shape.ts';
import { commandKey, type CommandState } from '../state/commands.ts';
import { base, buttons, layout } from '../styles/index.ts';
import './attribute-line.ts';
import './command-dialog.ts';

const categories = ['primary', 'config', 'diagnostic'] as const;

/** One capability on the device's page: its control, a line for every attribute, its commands. */
export class CapabilityPanel extends LitElement {
  static override properties = {
    device: { attribute: false },
    endpoint: { attribute: false },
    capability: { type: String },
    view: { attribute: false },
    definition: { attribute: false },
    states: { attribute: false },
    isAllowed: { attribute: false },
    now: { attribute: false },
    asking: { state: true },
  };
  static override styles = [
    base,
    buttons,
    layout,
    css`
      .head {
        display: flex;
        align-items: baseline;
        gap: var(--space-2);
        margin-bottom: var(--space-2);
      }
      .control {
        margin: var(--space-2) 0 var(--space-3);
      }
      .bad {
        color: var(--bad);
      }
      .commands {
        display: flex;
        flex-wrap: wrap;
        gap: var(--space-2);
        margin-top: var(--space-3);
      }
      details {
        margin-top: var(--space-2);
      }
      summary {
        display: flex;
        align-items: center;
        min-height: var(--touch);
        cursor: pointer;
        color: var(--ink-soft);
        font-size: var(--text-s);
        font-weight: 600;
      }
      summary::marker {
        content: '';
      }
      summary c-icon {
        transition: rotate var(--quick);
      }
      details[open] summary c-icon {
        rotate: 90deg;
      }
    `,
  ];
  declare device: Device;
  declare endpoint: Endpoint;
  declare capability: string;
  declare view: CapabilityView;
  declare definition: Capability | undefined;
  declare states: ReadonlyMap<string, CommandState>;
  declare isAllowed: boolean;
  declare now: number;
  declare asking: string | undefined;

  protected override render() {
    const context = contextOf(this.device, this.endpoint, this.capability, this.view, this.definition, this.states, this.isAllowed);
    const row = controlOf(this.capability);
    const state = this.states.get(commandKey(this.device.id, this.endpoint.id, this.capability));
    const names = Object.keys(this.view.attributes).toSorted((a, b) => this.#order(a) - this.#order(b));
    // What is counted down to matters for as long as it is.
    const quiet = names.filter(
      (name) => this.#shape(name).category === 'diagnostic' && !isCountedDown(context.values[name]?.value, this.now),
    );
    const plain = names.filter((name) => !quiet.includes(name));
    return html`<section class="card" aria-label=${capabilityTitle(this.capability, this.view, this.definition)}>
      <div class="head">
        <h3 class="grow">${capabilityTitle(this.capability, this.view, this.definition)}</h3>
        ${this.view.base ? html`<span class="soft small">${this.capability.split(':')[0]}</span>` : nothing}
      </div>
      ${state?.state === 'failed' ? html`<p class="bad small" role="alert">${state.message}</p>` : nothing}
      ${row ? html`<div class="control">${row.draw(context)}</div>` : nothing}
      <div class="lines">${plain.map((name) => this.#drawLine(name, context, row?.attributes ?? []))}</div>
      ${
        quiet.length > 0 && plain.length > 0
          ? html`<details>
              <summary><c-icon name="next"></c-icon>${quiet.length === 1 ? '1 detail' : `${quiet.length} details`}</summary>
              <div class="lines">${quiet.map((name) => this.#drawLine(name, context, []))}</div>
            </details>`
          : html`<div class="lines">${quiet.map((name) => this.#drawLine(name, context, []))}</div>`
      }
      ${this.#drawCommands(row?.commands ?? [], context)}
    </section>`;
  }

  #shape(name: string) {
    return shapeOf(name, this.view.attributes[name], this.definition);
  }

  #order(name: string): number {
    return categories.indexOf(this.#shape(name).category);
  }

  #drawLine(attribute: string, context: ControlContext, shown: readonly string[]): TemplateResult {
    return html`<attribute-line
      .context=${context}
      .attribute=${attribute}
      .isControlled=${shown.includes(attribute)}
      .now=${this.now}
    ></attribute-line>`;
  }

  #drawCommands(shown: readonly string[], context: ControlContext): TemplateResult | typeof nothing {
    const commands = this.view.commands.filter((command) => !shown.includes(command));
    if (commands.length === 0 || context.isDisabled) return nothing;
    const drawn = html`<div class="commands">
      ${commands.map(
        (command) =>
          html`<button class="small-button" type="button" @click=${() => void this.#start(command)}>
            ${commandTitle(command, this.definition)}
          </button>`,
      )}
    </div>`;
    // Where a control does what people want, the rest is for who looks for it.
    return html`${
      controlOf(this.capability)
        ? html`<details>
            <summary><c-icon name="next"></c-icon>More it can do</summary>
            ${drawn}
          </details>`
        : drawn
    }
    ${
      this.asking === undefined
        ? nothing
        : html`<command-dialog
            .heading=${commandTitle(this.asking, this.definition)}
            .arguments=${argumentsOf(this.asking, this.view, this.definition)}
            @send=${(event: CustomEvent<Record<string, unknown>>) => this.#send(this.asking ?? '', event.detail)}
            @close=${() => (this.asking = undefined)}
          ></command-dialog>`
    }`;
  }

  async #start(command: string): Promise<void> {
    if (argumentsOf(command, this.view, this.definition).length > 0) this.asking = command;
    else if (await this.#isSure(command)) this.#send(command, {});
  }

  // What nobody knows (an extension) counts as risky.
  async #isSure(command: string): Promise<boolean> {
    if (this.definition?.risk === 'none') return true;
    const title = commandTitle(command, this.definition);
    return confirm({ heading: `${title}?`, text: `${this.device.name} will do this at once.`, yes: title });
  }

  #send(command: string, args: Record<string, unknown>): void {
    this.asking = undefined;
    this.dispatchEvent(new CommandEvent({ endpoint: this.endpoint.id, capability: this.capability, command, args }));
  }
}
customElements.define('capability-panel', CapabilityPanel);
declare global {
  interface HTMLElementTagNameMap {
    'capability-panel': CapabilityPanel;
  }
}
