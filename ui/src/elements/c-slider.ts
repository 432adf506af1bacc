import { css, html, LitElement } from 'lit';
import { base } from '../styles/index.ts';

/** A slider. `change` fires with the number when it is let go; while it is dragged it shows what is under the finger. */
export class CSlider extends LitElement {
  static override properties = {
    value: { type: Number },
    min: { type: Number },
    max: { type: Number },
    step: { type: Number },
    label: { type: String },
    text: { attribute: false },
    tone: { type: String },
    disabled: { type: Boolean },
    dragged: { state: true },
  };
  static override shadowRootOptions = { ...LitElement.shadowRootOptions, delegatesFocus: true };
  static override styles = [
    base,
    css`
      :host {
        display: flex;
        align-items: center;
        gap: var(--space-3);
        min-width: 0;
      }
      input {
        appearance: none;
        flex: 1;
        min-width: 0;
        height: var(--touch);
        margin: 0;
        background: transparent;
        cursor: pointer;
        touch-action: pan-y;
        --fill: var(--accent);
        --track: linear-gradient(to right, var(--fill) var(--part, 0%), var(--surface-sunken) var(--part, 0%));
      }
      [data-tone='light'] {
        --fill: var(--glow);
      }
      [data-tone='temperature'] {
        --track: linear-gradient(to right, #ffb45e, #ffe7c7 45%, #f4f6ff 65%, #bcd6ff);
      }
      [data-tone='hue'] {
        --track: linear-gradient(to right, #f33, #fd3, #3d3, #3dd, #44f, #e3e, #f33);
      }
      input::-webkit-slider-runnable-track {
        height: 12px;
        border-radius: var(--radius-full);
        background: var(--track);
        box-shadow: inset 0 0 0 1px color-mix(in srgb, var(--edge) 55%, transparent);
      }
      input::-moz-range-track {
        height: 12px;
        border-radius: var(--radius-full);
        background: var(--track);
      }
      input::-webkit-slider-thumb {
        appearance: none;
        width: 26px;
        height: 26px;
        margin-top: -7px;
        border-radius: 50%;
        border: 2px solid var(--edge);
        background: var(--surface-raised);
        box-shadow: var(--shadow-1);
      }
      input::-moz-range-thumb {
        width: 22px;
        height: 22px;
        border-radius: 50%;
        border: 2px solid var(--edge);
        background: var(--surface-raised);
      }
      input:disabled {
        opacity: 0.5;
        cursor: not-allowed;
      }
      output {
        min-width: 3.6em;
        text-align: right;
        font-size: var(--text-s);
        font-weight: 600;
        font-variant-numeric: tabular-nums;
      }
    `,
  ];
  declare value: number;
  declare min: number;
  declare max: number;
  declare step: number;
  declare label: string;
  declare text: (value: number) => string;
  declare tone: 'accent' | 'light' | 'temperature' | 'hue';
  declare disabled: boolean;
  declare dragged: number | undefined;

  constructor() {
    super();
    this.value = 0;
    this.min = 0;
    this.max = 100;
    this.step = 1;
    this.label = '';
    this.text = String;
    this.tone = 'accent';
    this.disabled = false;
    this.dragged = undefined;
  }

  protected override render() {
    const shown = this.dragged ?? this.value;
    return html`<input
        type="range"
        min=${this.min}
        max=${this.max}
        step=${this.step}
        .value=${String(shown)}
        aria-label=${this.label}
        aria-valuetext=${this.text(shown)}
        data-tone=${this.tone}
        ?disabled=${this.disabled}
        @input=${this.#onInput}
        @change=${this.#onChange}
      /><output aria-hidden="true">${this.text(shown)}</output>`;
  }

  protected override updated(): void {
    const part = ((this.dragged ?? this.value) - this.min) / (this.max - this.min || 1);
    this.renderRoot.querySelector('input')?.style.setProperty('--part', `${part * 100}%`);
  }

  readonly #onInput = (event: InputEvent): void => {
    this.dragged = (event.target as HTMLInputElement).valueAsNumber;
  };

  readonly #onChange = (event: Event): void => {
    const value = (event.target as HTMLInputElement).valueAsNumber;
    this.dragged = undefined;
    // Until the hub answers the thumb stays where it was let go.
    this.value = value;
    this.dispatchEvent(new CustomEvent('change', { detail: value }));
  };
}
customElements.define('c-slider', CSlider);
declare global {
  interface HTMLElementTagNameMap {
    'c-slider': CSlider;
  }
}
