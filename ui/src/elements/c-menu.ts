import { css, html, LitElement, nothing } from 'lit';
import type { IconName } from '../icons.ts';
import { base, buttons } from '../styles/index.ts';
import './c-icon.ts';

export interface MenuItem {
  readonly text: string;
  readonly icon: IconName;
  readonly isDangerous?: boolean;
  readonly run: () => void;
}

/** A button that opens a list of actions. Arrow keys move, Escape closes. */
export class CMenu extends LitElement {
  static override properties = { items: { attribute: false }, label: { type: String }, isOpen: { state: true } };
  static override styles = [
    base,
    buttons,
    css`
      :host {
        position: relative;
        display: inline-flex;
        flex: none;
      }
      ul {
        position: absolute;
        z-index: 20;
        top: calc(100% + 4px);
        right: 0;
        min-width: 200px;
        padding: var(--space-1);
        border: 1px solid var(--line);
        border-radius: var(--radius-m);
        background: var(--surface-raised);
        box-shadow: var(--shadow-2);
      }
      li button {
        width: 100%;
        justify-content: flex-start;
        font-weight: 500;
        white-space: nowrap;
      }
    `,
  ];
  declare items: readonly MenuItem[];
  declare label: string;
  declare isOpen: boolean;

  constructor() {
    super();
    this.items = [];
    this.label = 'More';
    this.isOpen = false;
    this.addEventListener('focusout', (event) => {
      if (!(event.relatedTarget instanceof Node) || !this.contains(event.relatedTarget)) this.isOpen = false;
    });
    this.addEventListener('keydown', this.#onKey);
  }

  protected override render() {
    return html`<button
        class="plain icon"
        type="button"
        aria-label=${this.label}
        aria-haspopup="menu"
        aria-expanded=${this.isOpen}
        @click=${this.#toggle}
      >
        <c-icon name="more"></c-icon>
      </button>
      ${
        this.isOpen
          ? html`<ul role="menu" aria-label=${this.label}>
              ${this.items.map(
                (item) =>
                  html`<li role="none">
                    <button
                      class="plain ${item.isDangerous ? 'danger' : ''}"
                      type="button"
                      role="menuitem"
                      @mousedown=${(event: Event) => event.preventDefault()}
                      @click=${() => this.#run(item)}
                    >
                      <c-icon name=${item.icon}></c-icon>${item.text}
                    </button>
                  </li>`,
              )}
            </ul>`
          : nothing
      }`;
  }

  readonly #toggle = async (): Promise<void> => {
    this.isOpen = !this.isOpen;
    await this.updateComplete;
    this.#buttons()[0]?.focus();
  };

  #run(item: MenuItem): void {
    this.isOpen = false;
    this.renderRoot.querySelector('button')?.focus();
    item.run();
  }

  #buttons(): HTMLButtonElement[] {
    return [...this.renderRoot.querySelectorAll<HTMLButtonElement>('li button')];
  }

  readonly #onKey = (event: KeyboardEvent): void => {
    if (!this.isOpen) return;
    if (event.key === 'Escape') {
      event.stopPropagation();
      this.isOpen = false;
      this.renderRoot.querySelector('button')?.focus();
      return;
    }
    const direction = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0;
    if (direction === 0) return;
    event.preventDefault();
    const items = this.#buttons();
    const at = items.indexOf(this.shadowRoot?.activeElement as HTMLButtonElement);
    items.at((at + direction) % items.length)?.focus();
  };
}
customElements.define('c-menu', CMenu);
declare global {
  interface HTMLElementTagNameMap {
    'c-menu': CMenu;
  }
}
