import { css, html, LitElement } from 'lit';
import type { IconName } from '../icons.ts';
import { base } from '../styles/index.ts';
import './c-icon.ts';

/** What stands where nothing is yet: says why, and what to do (in the slot). */
export class CEmpty extends LitElement {
  static override properties = { icon: { type: String }, heading: { type: String }, text: { type: String } };
  static override styles = [
    base,
    css`
      div {
        display: grid;
        justify-items: center;
        gap: var(--space-2);
        padding: var(--space-6) var(--space-4);
        text-align: center;
      }
      .mark {
        display: grid;
        place-items: center;
        width: 64px;
        height: 64px;
        margin-bottom: var(--space-2);
        border-radius: 50%;
        background: var(--accent-soft);
        color: var(--accent-soft-ink);
        font-size: 22px;
      }
      p {
        max-width: 44ch;
        color: var(--ink-soft);
        text-wrap: pretty;
      }
      ::slotted(*) {
        margin-top: var(--space-3);
      }
    `,
  ];
  declare icon: IconName;
  declare heading: string;
  declare text: string;

  constructor() {
    super();
    this.icon = 'info';
    this.heading = '';
    this.text = '';
  }

  protected override render() {
    return html`<div>
      <span class="mark"><c-icon name=${this.icon}></c-icon></span>
      <h2>${this.heading}</h2>
      <p>${this.text}</p>
      <slot></slot>
    </div>`;
  }
}
customElements.define('c-empty', CEmpty);
declare global {
  interface HTMLElementTagNameMap {
    'c-empty': CEmpty;
  }
}
