import { css, html, LitElement, nothing } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import { watch } from '../state/store.ts';
import { dismiss, toasts, type Offer } from '../state/toasts.ts';
import { base, buttons } from '../styles/index.ts';
import './c-icon.ts';

const icons = { info: 'bell', good: 'check', bad: 'alert' } as const;

/** What was told lately, in the corner of the page. */
export class CToasts extends LitElement {
  static override styles = [
    base,
    buttons,
    css`
      :host {
        position: fixed;
        z-index: 50;
        right: var(--space-4);
        bottom: calc(var(--space-4) + var(--toast-bottom, 0px) + env(safe-area-inset-bottom));
        width: min(380px, calc(100vw - 2 * var(--space-4)));
        display: grid;
        gap: var(--space-2);
        pointer-events: none;
      }
      .toast {
        margin-top: var(--space-2);
        display: flex;
        flex-wrap: wrap;
        align-items: center;
        gap: var(--space-2) var(--space-3);
        padding: var(--space-2) var(--space-2) var(--space-2) var(--space-4);
        border: 1px solid var(--line);
        border-radius: var(--radius-m);
        background: var(--surface-raised);
        box-shadow: var(--shadow-2);
        pointer-events: auto;
        overflow-wrap: anywhere;
        animation: rise var(--calm);
      }
      .text {
        flex: 1;
        min-width: 0;
      }
      .offers {
        flex: 1 0 100%;
        display: flex;
        flex-wrap: wrap;
        gap: var(--space-2);
        justify-content: flex-end;
        padding: 0 var(--space-2) var(--space-1) 0;
      }
      .offers button {
        color: var(--accent);
      }
      [data-kind='good'] > c-icon {
        color: var(--good);
      }
      [data-kind='bad'] > c-icon {
        color: var(--bad);
      }
      @keyframes rise {
        from {
          opacity: 0;
          translate: 0 8px;
        }
      }
    `,
  ];

  constructor() {
    super();
    watch(this, toasts);
  }

  protected override render() {
    return html`<div class="list" aria-live="polite" role="log">
      ${repeat(
        toasts.value,
        ({ id }) => id,
        ({ id, kind, text, offers }) =>
          html`<div class="toast" data-kind=${kind} role=${kind === 'bad' ? 'alert' : nothing}>
            <c-icon name=${icons[kind]}></c-icon>
            <span class="text">${text}</span>
            <button class="plain icon small-button" type="button" aria-label="Dismiss" @click=${() => dismiss(id)}>
              <c-icon name="close"></c-icon>
            </button>
            ${
              offers.length > 0
                ? html`<div class="offers">
                    ${offers.map((offer) => html`<button class="small-button" type="button" @click=${() => take(id, offer)}>${offer.text}</button>`)}
                  </div>`
                : nothing
            }
          </div>`,
      )}
    </div>`;
  }
}
function take(id: number, offer: Offer): void {
  dismiss(id);
  offer.run();
}

customElements.define('c-toasts', CToasts);
declare global {
  interface HTMLElementTagNameMap {
    'c-toasts': CToasts;
  }
}
