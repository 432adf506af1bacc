import { css, html, LitElement, nothing } from 'lit';
import { base, buttons, layout } from '../styles/index.ts';

/** The bar below what is being written, in sight however long that is; its content comes first in it. Fires `discard` and `save`. */
export class CSaveBar extends LitElement {
  static override properties = {
    text: { attribute: false },
    error: { attribute: false },
    saveText: { attribute: false },
    canDiscard: { attribute: false },
    canSave: { attribute: false },
  };
  static override styles = [
    base,
    buttons,
    layout,
    css`
      :host {
        position: sticky;
        z-index: 5;
        bottom: calc(var(--bar) + env(safe-area-inset-bottom));
        display: flex;
        flex-wrap: wrap;
        gap: var(--space-2);
        align-items: center;
        justify-content: flex-end;
        margin-top: var(--space-4);
        padding: var(--space-3);
        border: 1px solid var(--line);
        border-radius: var(--radius-l);
        background: var(--surface-raised);
        box-shadow: var(--shadow-2);
      }
      .grow {
        padding-left: var(--space-2);
      }
      [role='alert'] {
        color: var(--bad);
        font-weight: 600;
      }
      @media (width >= 860px) {
        :host {
          bottom: var(--space-4);
        }
      }
    `,
  ];
  /** How far it is. */
  declare text: string;
  /** What keeps it from being saved; stands in the place of the text. */
  declare error: string;
  declare saveText: string;
  declare canDiscard: boolean;
  declare canSave: boolean;

  constructor() {
    super();
    this.text = '';
    this.error = '';
    this.saveText = 'Save';
    this.canDiscard = false;
    this.canSave = false;
  }

  // What is told in the corner stands above it: nobody is kept from saving.
  protected override firstUpdated(): void {
    document.documentElement.style.setProperty('--save-bar', `calc(${this.offsetHeight}px + var(--space-5))`);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    document.documentElement.style.removeProperty('--save-bar');
  }

  protected override render() {
    return html`<slot></slot>
      ${
        this.error === ''
          ? html`<span class="grow small soft" role="status">${this.text}</span>`
          : html`<span class="grow small" role="alert">${this.error}</span>`
      }
      ${this.canDiscard ? html`<button type="button" class="plain" @click=${() => this.#fire('discard')}>Discard</button>` : nothing}
      <button type="button" class="primary" ?disabled=${!this.canSave} @click=${() => this.#fire('save')}>${this.saveText}</button>`;
  }

  #fire(name: string): void {
    this.dispatchEvent(new CustomEvent(name));
  }
}
customElements.define('c-save-bar', CSaveBar);
declare global {
  interface HTMLElementTagNameMap {
    'c-save-bar': CSaveBar;
  }
}
