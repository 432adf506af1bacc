import { html, LitElement, nothing } from 'lit';
import { findingsOf, messageOf } from '../api/client.ts';
import { base, buttons, forms } from '../styles/index.ts';
import { sentence } from '../schema/pointer.ts';
import './c-dialog.ts';
import { field } from './field.ts';

/** Asks for one line of text and has `save` keep it; what goes wrong is told at the field. Fires `close`. */
export class CPrompt extends LitElement {
  static override properties = {
    heading: { type: String },
    label: { type: String },
    value: { type: String },
    yes: { type: String },
    save: { attribute: false },
    error: { state: true },
    isBusy: { state: true },
  };
  static override styles = [base, buttons, forms];
  declare heading: string;
  declare label: string;
  declare value: string;
  declare yes: string;
  declare save: (text: string) => Promise<unknown>;
  declare error: string | undefined;
  declare isBusy: boolean;

  constructor() {
    super();
    this.heading = '';
    this.label = 'Name';
    this.value = '';
    this.yes = 'Save';
    this.save = () => Promise.resolve();
    this.error = undefined;
    this.isBusy = false;
  }

  protected override render() {
    return html`<c-dialog .heading=${this.heading} @close=${() => this.dispatchEvent(new CustomEvent('close'))}>
      <form class="stack" @submit=${this.#onSubmit}>
        ${field(
          { id: 'text', label: this.label, error: this.error },
          (described) =>
            html`<input
              id="text"
              autofocus
              required
              maxlength="100"
              autocomplete="off"
              .value=${this.value}
              aria-describedby=${described}
              aria-invalid=${this.error !== undefined || nothing}
            />`,
        )}
        <div class="actions"><button class="primary" ?disabled=${this.isBusy}>${this.yes}</button></div>
      </form>
    </c-dialog>`;
  }

  readonly #onSubmit = async (event: SubmitEvent): Promise<void> => {
    event.preventDefault();
    const text = this.renderRoot.querySelector('input')?.value.trim() ?? '';
    if (text === '') {
      this.error = 'Is needed.';
      return;
    }
    this.value = text;
    this.isBusy = true;
    try {
      await this.save(text);
      this.dispatchEvent(new CustomEvent('close'));
    } catch (error) {
      const [finding] = findingsOf(error);
      this.error = finding ? sentence(finding.message) : messageOf(error);
    } finally {
      this.isBusy = false;
    }
  };
}
customElements.define('c-prompt', CPrompt);
declare global {
  interface HTMLElementTagNameMap {
    'c-prompt': CPrompt;
  }
}
