import { css, html, LitElement } from 'lit';
import { base } from '../styles/index.ts';

/** A switch; fires `change` with the state that is wished, and shows the one it is given. */
export class CToggle extends LitElement {
  static override properties = {
    checked: { type: Boolean },
    disabled: { type: Boolean },
    pending: { type: Boolean },
    label: { type: String },
  };
  static override shadowRootOptions = { ...LitElement.shadowRootOptions, delegatesFocus: true };
  static override styles = [
    base,
    css`
      :host {
        display: inline-flex;
        flex: none;
      }
      button {
        appearance: none;
        position: relative;
        width: 54px;
        height: 32px;
        padding: 0;
        border: 1.5px solid var(--edge);
        border-radius: var(--radius-full);
        background: var(--surface-sunken);
        cursor: pointer;
        transition:
          background var(--quick),
          border-color var(--quick);
      }
      button:focus-visible {
        border-radius: var(--radius-full);
      }
      /* The finger's reach goes beyond what is drawn. */
      button::after {
        content: '';
        position: absolute;
        inset: -8px -6px;
      }
      span {
        position: absolute;
        top: 3px;
        left: 3px;
        width: 23px;
        height: 23px;
        border-radius: 50%;
        background: var(--edge);
        transition:
          translate var(--calm),
          background var(--quick);
      }
      [aria-checked='true'] {
        background: var(--accent);
        border-color: var(--accent);
      }
      [aria-checked='true'] span {
        translate: 22px;
        background: var(--accent-ink);
      }
      [aria-busy='true'] span {
        animation: breathe 1s ease-in-out infinite alternate;
      }
      button:disabled {
        opacity: 0.5;
        cursor: not-allowed;
      }
      @keyframes breathe {
        to {
          opacity: 0.45;
        }
      }
      @media (prefers-reduced-motion: reduce) {
        [aria-busy='true'] span {
          animation: none;
          opacity: 0.6;
        }
      }
    `,
  ];
  declare checked: boolean;
  declare disabled: boolean;
  declare pending: boolean;
  declare label: string;

  constructor() {
    super();
    this.checked = false;
    this.disabled = false;
    this.pending = false;
    this.label = '';
  }

  protected override render() {
    return html`<button
      type="button"
      role="switch"
      aria-checked=${this.checked}
      aria-busy=${this.pending}
      aria-label=${this.label}
      ?disabled=${this.disabled}
      @click=${this.#toggle}
    >
      <span></span>
    </button>`;
  }

  readonly #toggle = (): void => {
    this.dispatchEvent(new CustomEvent('change', { detail: !this.checked }));
  };
}
customElements.define('c-toggle', CToggle);
declare global {
  interface HTMLElementTagNameMap {
    'c-toggle': CToggle;
  }
}
