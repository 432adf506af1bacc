import { css, html, LitElement } from 'lit';
import { option } from '../elements/field.ts';
import { base, forms } from '../styles/index.ts';
import { durationOf, secondsOf } from './duration.ts';

const units = [
  ['seconds', 1],
  ['minutes', 60],
  ['hours', 3600],
  ['days', 86_400],
] as const;

/** A span of time as a number and a unit; its value is an ISO 8601 duration, or undefined where it is left empty. */
export class DurationInput extends LitElement {
  static override properties = { value: { type: String }, label: { type: String }, size: { state: true } };
  static override styles = [
    base,
    forms,
    css`
      div {
        display: grid;
        grid-template-columns: minmax(70px, 1fr) minmax(110px, 1.2fr);
        gap: var(--space-2);
      }
    `,
  ];
  declare value: string | undefined;
  declare label: string;
  declare size: number | undefined;

  constructor() {
    super();
    this.value = undefined;
    this.label = 'Duration';
    this.size = undefined;
  }

  protected override render() {
    const seconds = this.value === undefined ? undefined : secondsOf(this.value);
    const size = this.size ?? units.findLast(([, unit]) => seconds !== undefined && seconds > 0 && seconds % unit === 0)?.[1] ?? 60;
    return html`<div>
      <input
        type="number"
        min="0"
        step="any"
        inputmode="decimal"
        aria-label=${this.label}
        .value=${seconds === undefined ? '' : String(seconds / size)}
        @change=${(event: Event) => this.#set((event.target as HTMLInputElement).valueAsNumber, size)}
      />
      <select
        aria-label="${this.label}: unit"
        @change=${(event: Event) => this.#set(seconds === undefined ? Number.NaN : seconds / size, Number((event.target as HTMLSelectElement).value))}
      >
        ${units.map(([name, unit]) => option(unit, name, unit === size))}
      </select>
    </div>`;
  }

  #set(count: number, size: number): void {
    this.size = size;
    this.value = Number.isFinite(count) && count >= 0 ? durationOf(count * size) : undefined;
    this.dispatchEvent(new CustomEvent('change', { detail: this.value }));
  }
}
customElements.define('duration-input', DurationInput);
declare global {
  interface HTMLElementTagNameMap {
    'duration-input': DurationInput;
  }
}
