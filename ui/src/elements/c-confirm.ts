import { css, html, LitElement } from 'lit';
import { base, buttons, forms } from '../styles/index.ts';
import './c-dialog.ts';

/** A question with yes and no; fires `answer` once. */
export class CConfirm extends LitElement {
  static override properties = {
    heading: { type: String },
    text: { type: String },
    yes: { type: String },
    isDangerous: { attribute: false },
  };
  static override styles = [
    base,
    buttons,
    forms,
    css`
      .actions {
        margin-top: var(--space-5);
      }
    `,
  ];
  declare heading: string;
  declare text: string;
  declare yes: string;
  declare isDangerous: boolean;

  constructor() {
    super();
    this.heading = '';
    this.text = '';
    this.yes = 'Yes';
    this.isDangerous = false;
  }

  protected override render() {
    return html`<c-dialog .heading=${this.heading} @close=${() => this.#answer(false)}>
      <p>${this.text}</p>
      <div class="actions">
        <button type="button" @click=${() => this.#answer(false)}>Cancel</button>
        <button type="button" autofocus class="primary ${this.isDangerous ? 'danger' : ''}" @click=${() => this.#answer(true)}>
          ${this.yes}
        </button>
      </div>
    </c-dialog>`;
  }

  #answer(detail: boolean): void {
    this.dispatchEvent(new CustomEvent('answer', { detail }));
  }
}
customElements.define('c-confirm', CConfirm);
declare global {
  interface HTMLElementTagNameMap {
    'c-confirm': CConfirm;
  }
}
