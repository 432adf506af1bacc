import { css, html, LitElement, nothing, type TemplateResult } from 'lit';
import '../controls/control-attribute.ts';
import { CommandEvent, type ControlContext } from '../controls/control.ts';
import '../elements/c-chip.ts';
import '../elements/c-icon.ts';
import { formatValue } from '../format.ts';
import { askAgain } from '../model/ask-again.ts';
import { shapeOf, type Shape } from '../model/shape.ts';
import { setCommand } from '../model/commands.ts';
import { base, buttons } from '../styles/index.ts';
import type { HistoryPlace } from './history-panel.ts';
import { drawAge } from './value-age.ts';

/** One attribute: its value with its age, what was wished of it, and its control. Fires `show-history` with its place, and commands. */
export class AttributeLine extends LitElement {
  static override properties = {
    context: { attribute: false },
    attribute: { type: String },
    isControlled: { attribute: false },
    now: { attribute: false },
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

  protected override render() {
    const { context, attribute } = this;
    const shape = shapeOf(attribute, context.view.attributes[attribute], context.definition);
    const record = context.values[attribute];
    const hasControl = shape.writable && !this.isControlled && shape.type !== 'structure';
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
        ${record?.raw !== undefined && record.value === 'other' ? html`<c-chip>${formatValue(record.raw)}</c-chip>` : nothing}
        ${hasControl ? html`<control-attribute .context=${context} .attribute=${attribute}></control-attribute>` : nothing}
        ${shape.type === 'structure' || shape.category === 'config' ? nothing : this.#drawHistory(shape)}
      </div>`;
  }

  #drawAgain(): TemplateResult | typeof nothing {
    const { values, view, endpoint, capability, isDisabled, isPending } = this.context;
    const args = isDisabled ? undefined : askAgain(values, this.attribute, view);
    if (!args) return nothing;
    return html`<button
      class="small-button"
      type="button"
      ?disabled=${isPending}
      @click=${() => this.dispatchEvent(new CommandEvent({ endpoint, capability, command: setCommand, args }))}
    >
      Ask again
    </button>`;
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
