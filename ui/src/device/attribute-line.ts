import { css, html, LitElement, nothing, type TemplateResult } from 'lit';
import type { ValueRecord } from '../api/types.ts';
import '../controls/control-attribute.ts';
import { CommandEvent, type ControlContext } from '../controls/control.ts';
import '../elements/c-chip.ts';
import '../elements/c-icon.ts';
import '../elements/c-time-left.ts';
import { formatValue } from '../format.ts';
import { askAgain } from '../model/ask-again.ts';
import { setCommand } from '../model/commands.ts';
import { capabilityTitle, shapeOf, type Shape } from '../model/shape.ts';
import { editableMembers, layoutOf, withMembers, type Layout, type Member } from '../model/structure.ts';
import { base, buttons } from '../styles/index.ts';
import './command-dialog.ts';
import type { HistoryPlace } from './history-panel.ts';
import './structure-value.ts';
import { drawAge } from './value-age.ts';

/** One attribute: its value with its age, what was wished of it, and its control. Fires `show-history` with its place, and commands. */
export class AttributeLine extends LitElement {
  static override properties = {
    context: { attribute: false },
    attribute: { type: String },
    isControlled: { attribute: false },
    now: { attribute: false },
    editing: { state: true },
  };
  static override styles = [
    base,
    buttons,
    css`
      :host {
        display: flex;
        flex-wrap: wrap;
        align-items: center;
        justify-content: space-between;
        gap: var(--space-1) var(--space-3);
        min-height: 52px;
        padding: var(--space-2) 0;
      }
      .name {
        flex: 1 1 130px;
        min-width: 0;
      }
      .value {
        display: inline-flex;
        align-items: center;
        justify-content: flex-end;
        flex-wrap: wrap;
        gap: var(--space-2);
        font-weight: 600;
        text-align: right;
        overflow-wrap: anywhere;
        min-width: 0;
      }
      .value:has(control-attribute:not([data-kind='boolean'])) {
        flex: 1 1 260px;
        flex-wrap: nowrap;
      }
      .name button {
        margin-top: var(--space-1);
      }
      structure-value {
        flex: 1 1 100%;
        min-width: 0;
      }
      .dim {
        opacity: 0.65;
        font-style: italic;
      }
      .bad {
        color: var(--bad);
      }
      .accent {
        color: var(--accent);
      }
    `,
  ];
  declare context: ControlContext;
  declare attribute: string;
  /** A control of the capability shows and sets it already. */
  declare isControlled: boolean;
  declare now: number;
  /** The members of a structure that are being entered. */
  declare editing: readonly Member[] | undefined;

  protected override render() {
    const { context, attribute } = this;
    const shape = shapeOf(attribute, context.view.attributes[attribute], context.definition);
    const record = context.values[attribute];
    if (shape.type === 'structure') return this.#drawStructure(shape, record);
    const hasControl = shape.writable && !this.isControlled;
    const isShownByControl = hasControl && shape.type !== 'boolean' && !context.isDisabled;
    return html`<div class="name">${shape.title}${drawAge(record, attribute, this.now)}${this.#drawAgain()}</div>
      <div class="value">
        ${
          isShownByControl
            ? nothing
            : html`<span class=${record && record.quality !== 'good' ? 'dim' : ''}
                >${formatValue(record?.value, record?.unit ?? shape.unit, attribute)}</span
              >`
        }
        ${shape.type === 'time' && typeof record?.value === 'string' ? html`<c-time-left until=${record.value}></c-time-left>` : nothing}
        ${record?.raw !== undefined && record.value === 'other' ? html`<c-chip>${formatValue(record.raw)}</c-chip>` : nothing}
        ${hasControl ? html`<control-attribute .context=${context} .attribute=${attribute}></control-attribute>` : nothing}
        ${shape.category === 'config' ? nothing : this.#drawHistory(shape)}
      </div>`;
  }

  #drawStructure(shape: Shape, record: ValueRecord | undefined): TemplateResult {
    const { context, attribute } = this;
    const layout = layoutOf(record?.value, context.view.attributes[attribute], shape.schema);
    const members = shape.writable && !this.isControlled && !context.isDisabled ? editableMembers(layout) : undefined;
    return html`<div class="name">${shape.title}${drawAge(record, attribute, this.now)}${this.#drawAgain()}</div>
      ${members ? html`<button class="small-button" type="button" @click=${() => (this.editing = members)}>Change</button>` : nothing}
      <structure-value class=${record && record.quality !== 'good' ? 'dim' : ''} .layout=${layout}></structure-value>
      ${this.editing ? this.#drawEditor(shape, record?.value, this.editing, layout) : nothing}`;
  }

  #drawEditor({ title }: Shape, value: unknown, members: readonly Member[], layout: Layout): TemplateResult {
    const values = layout.form === 'fields' ? layout.values : [];
    const now = Object.fromEntries(members.map(({ path }, index) => [path, values[index]]));
    const close = () => (this.editing = undefined);
    const { capability, view, definition } = this.context;
    // Of a structure that is all of its capability, the name is that of the capability.
    const what = this.attribute === 'value' ? capabilityTitle(capability, view, definition) : title;
    return html`<command-dialog
      .heading=${`Change ${what.toLowerCase()}`}
      .arguments=${members.map(({ path, shape }) => ({ name: path, required: true, shape }))}
      .now=${now}
      @send=${({ detail }: CustomEvent<Record<string, unknown>>) => {
        close();
        this.#set({ [this.attribute]: withMembers(value, detail) });
      }}
      @close=${close}
    ></command-dialog>`;
  }

  #set(args: Readonly<Record<string, unknown>>): void {
    const { endpoint, capability } = this.context;
    this.dispatchEvent(new CommandEvent({ endpoint, capability, command: setCommand, args }));
  }

  #drawAgain(): TemplateResult | typeof nothing {
    const { values, view, isDisabled, isPending } = this.context;
    const args = isDisabled ? undefined : askAgain(values, this.attribute, view);
    if (!args) return nothing;
    return html`<button class="small-button" type="button" ?disabled=${isPending} @click=${() => this.#set(args)}>Ask again</button>`;
  }

  #drawHistory({ title }: Shape): TemplateResult {
    const { endpoint, capability } = this.context;
    const detail: HistoryPlace = { endpoint, capability, attribute: this.attribute, title };
    return html`<button
      class="plain icon small-button"
      type="button"
      title="History"
      aria-label="History of ${title}"
      @click=${() => this.dispatchEvent(new CustomEvent('show-history', { bubbles: true, composed: true, detail }))}
    >
      <c-icon name="chart"></c-icon>
    </button>`;
  }
}
customElements.define('attribute-line', AttributeLine);
declare global {
  interface HTMLElementTagNameMap {
    'attribute-line': AttributeLine;
  }
}
