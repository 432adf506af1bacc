import { css, html, LitElement } from 'lit';
import { base, buttons } from '../styles/index.ts';
import './c-icon.ts';

/** A modal dialog with a title. Fires `close`; whoever drew it takes it away. */
export class CDialog extends LitElement {
  static override properties = { heading: { type: String } };
  static override styles = [
    base,
    buttons,
    css`
      dialog {
        width: min(520px, calc(100vw - 32px));
        max-height: min(88dvh, 860px);
        padding: 0;
        border: 1px solid var(--line);
        border-radius: var(--radius-l);
        background: var(--surface);
        color: var(--ink);
        box-shadow: var(--shadow-3);
        overflow: auto;
        overscroll-behavior: contain;
      }
      dialog::backdrop {
        background: rgb(20 17 13 / 45%);
      }
      header {
        position: sticky;
        top: 0;
        z-index: 1;
        display: flex;
        align-items: center;
        gap: var(--space-3);
        padding: var(--space-3) var(--space-3) var(--space-2) var(--space-5);
        background: var(--surface);
      }
      header h2 {
        flex: 1;
        overflow-wrap: anywhere;
      }
      .body {
        padding: var(--space-1) var(--space-5) var(--space-5);
      }
      @media (width < 600px) {
        dialog {
          width: 100vw;
          max-width: 100vw;
          margin: auto 0 0;
          border-radius: var(--radius-l) var(--radius-l) 0 0;
          padding-bottom: env(safe-area-inset-bottom);
        }
      }
    `,
  ];
  declare heading: string;

  /** What had the focus when the dialog came, to have it again when it goes. */
  #opener: Element | undefined;

  constructor() {
    super();
    this.heading = '';
  }

  override connectedCallback(): void {
    super.connectedCallback();
    this.#opener = focused();
  }

  // A browser gives the focus back when a dialog is closed, not when whoever drew it takes it away.
  override disconnectedCallback(): void {
    super.disconnectedCallback();
    const opener = this.#opener;
    if (opener instanceof HTMLElement && opener.isConnected && focused() === document.body) opener.focus();
  }

  protected override firstUpdated(): void {
    const dialog = this.renderRoot.querySelector('dialog');
    if (dialog && !dialog.open) dialog.showModal();
  }

  protected override render() {
    return html`<dialog aria-labelledby="heading" @close=${() => this.dispatchEvent(new CustomEvent('close'))} @click=${this.#onBackdrop}>
      <header>
        <h2 id="heading">${this.heading}</h2>
        <button class="plain icon" type="button" aria-label="Close" @click=${() => this.close()}><c-icon name="close"></c-icon></button>
      </header>
      <div class="body"><slot></slot></div>
    </dialog>`;
  }

  close(): void {
    this.renderRoot.querySelector('dialog')?.close();
  }

  readonly #onBackdrop = (event: MouseEvent): void => {
    if (event.target instanceof HTMLDialogElement) this.close();
  };
}

/** What has the focus, in whichever shadow it is. */
function focused(): Element | undefined {
  let at = document.activeElement;
  while (at?.shadowRoot?.activeElement) at = at.shadowRoot.activeElement;
  return at ?? undefined;
}

customElements.define('c-dialog', CDialog);
declare global {
  interface HTMLElementTagNameMap {
    'c-dialog': CDialog;
  }
}
