import { html, LitElement } from 'lit';
import '../controls/value-input.ts';
import '../elements/c-dialog.ts';
import type { Argument } from '../model/commands.ts';
import { firstValue } from '../model/shape.ts';
import { base, buttons, forms } from '../styles/index.ts';

/** Asks for the arguments of a command, those that are needed with a first value, or all as they are `now`. Fires `send`, or `close`. */
export class CommandDialog extends LitElement {
  static override properties = {
    heading: { type: String },
    arguments: { attribute: false },
    now: { attribute: false },
    values: { state: true },
  };
  static override styles = [base, buttons, forms];
  declare heading: string;
  declare arguments: readonly Argument[];
  declare now: Readonly<Record<string, unknown>> | undefined;
  declare values: Readonly<Record<string, unknown>>;

  constructor() {
    super();
    this.heading = '';
    this.arguments = [];
    this.now = undefined;
    this.values = {};
  }

  protected override willUpdate(changed: Map<PropertyKey, unknown>): void {
    if (!changed.has('arguments')) return;
    this.values =
      this.now ?? Object.fromEntries(this.arguments.filter(({ required }) => required).map(({ name, shape }) => [name, firstValue(shape)]));
  }

  protected override render() {
    return html`<c-dialog .heading=${this.heading} @close=${() => this.dispatchEvent(new CustomEvent('close'))}>
      <form class="stack" @submit=${this.#onSubmit}>
        ${this.arguments.map(
          ({ name, required, shape }) =>
            html`<div class="field">
              <span class="label">${shape.title}${required ? '' : html` <span class="soft">(optional)</span>`}</span>
              <value-input
                .shape=${shape}
                .value=${this.values[name]}
                @change=${(event: CustomEvent<unknown>) => (this.values = { ...this.values, [name]: event.detail })}
              ></value-input>
            </div>`,
        )}
        <div class="actions"><button class="primary">${this.heading}</button></div>
      </form>
    </c-dialog>`;
  }

  readonly #onSubmit = (event: SubmitEvent): void => {
    event.preventDefault();
    const detail = Object.fromEntries(Object.entries(this.values).filter(([, value]) => value !== undefined && value !== ''));
    this.dispatchEvent(new CustomEvent('send', { detail }));
  };
}
customElements.define('command-dialog', CommandDialog);
declare global {
  interface HTMLElementTagNameMap {
    'command-dialog': CommandDialog;
  }
}
