import { css, html, LitElement, nothing, type TemplateResult } from 'lit';
import type { IconName } from '../icons.ts';
import '../elements/c-icon.ts';
import { base, buttons } from '../styles/index.ts';

/** The frame around one part of a rule: its title, and the buttons that move and remove it. Fires `move` (−1, 1) and `remove`. */
export class RuleItem extends LitElement {
  static override properties = {
    heading: { type: String },
    icon: { type: String },
    isFirst: { type: Boolean },
    isLast: { type: Boolean },
    isOrdered: { type: Boolean },
  };
  static override styles = [
    base,
    buttons,
    css`
      :host {
        display: block;
        padding: var(--space-2) var(--space-4) var(--space-4);
        border: 1px solid var(--line);
        border-radius: var(--radius-m);
        background: var(--surface-raised);
        min-width: 0;
      }
      header {
        display: flex;
        align-items: center;
        gap: var(--space-2);
        min-height: var(--touch);
        margin-right: calc(-1 * var(--space-2));
      }
      header > c-icon {
        color: var(--accent);
      }
    `,
  ];
  declare heading: string;
  declare icon: IconName;
  declare isFirst: boolean;
  declare isLast: boolean;
  declare isOrdered: boolean;

  constructor() {
    super();
    this.heading = '';
    this.icon = 'rules';
    this.isFirst = false;
    this.isLast = false;
    this.isOrdered = false;
  }

  protected override render() {
    return html`<header>
        <c-icon name=${this.icon}></c-icon>
        <h3 class="grow">${this.heading}</h3>
        ${this.isOrdered ? html`${this.#drawMove(-1, 'up', 'Earlier', this.isFirst)}${this.#drawMove(1, 'down', 'Later', this.isLast)}` : nothing}
        <button
          type="button"
          class="plain icon small-button"
          aria-label="Remove: ${this.heading}"
          @click=${() => this.dispatchEvent(new CustomEvent('remove'))}
        >
          <c-icon name="trash"></c-icon>
        </button>
      </header>
      <slot></slot>`;
  }

  #drawMove(by: 1 | -1, icon: IconName, text: string, isEnd: boolean): TemplateResult {
    return html`<button
      type="button"
      class="plain icon small-button"
      aria-label="${text}: ${this.heading}"
      ?disabled=${isEnd}
      @click=${() => this.dispatchEvent(new CustomEvent('move', { detail: by }))}
    >
      <c-icon name=${icon}></c-icon>
    </button>`;
  }
}
customElements.define('rule-item', RuleItem);
declare global {
  interface HTMLElementTagNameMap {
    'rule-item': RuleItem;
  }
}
