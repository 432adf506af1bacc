import { css, html, LitElement, nothing } from 'lit';
import '../elements/c-toggle.ts';
import { base, buttons, layout } from '../styles/index.ts';

/** The bar below a rule that is being written. Fires `change` with whether the rule is on, `discard` and `save`. */
export class SaveBar extends LitElement {
  static override properties = {
    isOn: { attribute: false },
    text: { attribute: false },
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
      @media (width >= 860px) {
        :host {
          bottom: var(--space-4);
        }
      }
    `,
  ];
  declare isOn: boolean;
  /** How far it is: what is wrong with it, or that it is not saved. */
  declare text: string;
  declare canDiscard: boolean;
  declare canSave: boolean;

  constructor() {
    super();
    this.isOn = false;
    this.text = '';
    this.canDiscard = false;
    this.canSave = false;
  }

  protected override render() {
    return html`<label class="row"
        ><c-toggle
          label="The rule is on"
          .checked=${this.isOn}
          @change=${(event: CustomEvent<boolean>) => this.#fire('change', event.detail)}
        ></c-toggle
        >On</label
      >
      <span class="grow small soft" role="status">${this.text}</span>
      ${this.canDiscard ? html`<button type="button" class="plain" @click=${() => this.#fire('discard')}>Discard</button>` : nothing}
      <button type="button" class="primary" ?disabled=${!this.canSave} @click=${() => this.#fire('save')}>Save rule</button>`;
  }

  #fire(name: string, detail?: boolean): void {
    this.dispatchEvent(new CustomEvent(name, { detail }));
  }
}
customElements.define('save-bar', SaveBar);
declare global {
  interface HTMLElementTagNameMap {
    'save-bar': SaveBar;
  }
}
