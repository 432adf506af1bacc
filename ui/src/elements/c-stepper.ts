import { css, html, LitElement } from 'lit';
import { base, buttons } from '../styles/index.ts';
import './c-icon.ts';

const settleMs = 700;

/** A number with less and more. Several taps become one `change`, a moment after the last. */
export class CStepper extends LitElement {
  static override properties = {
    value: { type: Number },
    min: { type: Number },
    max: { type: Number },
    step: { type: Number },
    label: { type: String },
    text: { attribute: false },
    disabled: { type: Boolean },
    wished: { state: true },
  };
  static override styles = [
    base,
    buttons,
    css`
      :host {
        display: inline-flex;
        align-items: center;
        gap: var(--space-1);
      }
      output {
        min-width: 4.4em;
        text-align: center;
        font-weight: 650;
        font-size: var(--text-l);
        font-variant-numeric: tabular-nums;
      }
      button {
        border-radius: 50%;
      }
      button:focus-visible {
        border-radius: 50%;
      }
    `,
  ];
  declare value: number;
  declare min: number;
  declare max: number;
  declare step: number;
  declare label: string;
  declare text: (value: number) => string;
  declare disabled: boolean;
  declare wished: number | undefined;
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor() {
    super();
    this.value = 0;
    this.min = -Infinity;
    this.max = Infinity;
    this.step = 0.5;
    this.label = '';
    this.text = String;
    this.disabled = false;
    this.wished = undefined;
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#settle();
  }

  protected override render() {
    const shown = this.wished ?? this.value;
    return html`<div role="group" aria-label=${this.label} class="row">
      <button class="icon" type="button" aria-label="Less" ?disabled=${this.disabled || shown <= this.min} @click=${() => this.#by(-1)}>
        <c-icon name="minus"></c-icon>
      </button>
      <output aria-live="polite">${this.text(shown)}</output>
      <button class="icon" type="button" aria-label="More" ?disabled=${this.disabled || shown >= this.max} @click=${() => this.#by(1)}>
        <c-icon name="plus"></c-icon>
      </button>
    </div>`;
  }

  #by(direction: 1 | -1): void {
    const raw = (this.wished ?? this.value) + direction * this.step;
    // Steps of 0.1 must not add up to 21.400000000000002.
    this.wished = Number(Math.min(Math.max(raw, this.min), this.max).toFixed(6));
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.#settle(), settleMs);
  }

  #settle(): void {
    clearTimeout(this.#timer);
    const { wished } = this;
    if (wished === undefined) return;
    this.wished = undefined;
    this.value = wished;
    this.dispatchEvent(new CustomEvent('change', { detail: wished }));
  }
}
customElements.define('c-stepper', CStepper);
declare global {
  interface HTMLElementTagNameMap {
    'c-stepper': CStepper;
  }
}
