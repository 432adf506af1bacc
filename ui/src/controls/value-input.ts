import { css, html, LitElement, nothing, type TemplateResult } from 'lit';
import '../elements/c-toggle.ts';
import { option } from '../elements/field.ts';
import { humanize, unitLabel } from '../format.ts';
import type { Shape, ShapeType } from '../model/shape.ts';
import { base, forms } from '../styles/index.ts';

/** One value of any shape, entered: what rules, forms and generic controls are made of. Fires `change` with it. */
export class ValueInput extends LitElement {
  static override properties = {
    shape: { attribute: false },
    value: { attribute: false },
    label: { type: String },
    invalid: { type: Boolean },
  };
  static override shadowRootOptions = { ...LitElement.shadowRootOptions, delegatesFocus: true };
  static override styles = [
    base,
    forms,
    css`
      :host {
        display: block;
        min-width: 0;
      }
      .with-unit {
        position: relative;
        display: block;
      }
      .with-unit input {
        padding-right: 4.2em;
      }
      .with-unit span {
        position: absolute;
        right: var(--space-3);
        top: 50%;
        translate: 0 -50%;
        color: var(--ink-soft);
        font-size: var(--text-s);
        pointer-events: none;
      }
    `,
  ];
  declare shape: Shape | undefined;
  declare value: unknown;
  declare label: string;
  declare invalid: boolean;

  constructor() {
    super();
    this.shape = undefined;
    this.value = undefined;
    this.label = '';
    this.invalid = false;
  }

  protected override render() {
    return this.shape ? this.#draw[this.shape.type](this.shape) : nothing;
  }

  readonly #draw: Readonly<Record<ShapeType, (shape: Shape) => TemplateResult>> = {
    boolean: (shape) =>
      html`<select
        aria-label=${this.#label(shape)}
        aria-invalid=${this.invalid}
        @change=${(event: Event) => this.#set((event.target as HTMLSelectElement).value === 'true')}
      >
        ${option('', 'Choose…', typeof this.value !== 'boolean', true)} ${option('true', yesNo(shape)[0], this.value === true)}
        ${option('false', yesNo(shape)[1], this.value === false)}
      </select>`,
    number: (shape) =>
      html`<span class="with-unit"
        ><input
          type="number"
          inputmode="decimal"
          aria-label=${this.#label(shape)}
          aria-invalid=${this.invalid}
          min=${shape.minimum ?? nothing}
          max=${shape.maximum ?? nothing}
          step=${shape.step ?? 'any'}
          .value=${typeof this.value === 'number' ? String(this.value) : ''}
          @change=${({ target }: Event) => {
            const { value, valueAsNumber } = target as HTMLInputElement;
            this.#set(value === '' ? undefined : valueAsNumber);
          }}
        /><span>${plainUnit(shape.unit)}</span></span
      >`,
    choice: (shape) =>
      html`<select
        aria-label=${this.#label(shape)}
        aria-invalid=${this.invalid}
        @change=${(event: Event) => this.#set((event.target as HTMLSelectElement).value)}
      >
        ${option('', 'Choose…', !shape.options.some(({ id }) => id === this.value), true)}
        ${shape.options.map(({ id, label }) => option(id, label, id === this.value))}
      </select>`,
    text: (shape) => this.#drawText(shape, 'text'),
    time: (shape) => this.#drawText(shape, 'text'),
    structure: (shape) =>
      html`<textarea
        aria-label=${this.#label(shape)}
        aria-invalid=${this.invalid}
        spellcheck="false"
        .defaultValue=${this.value === undefined ? '' : JSON.stringify(this.value)}
        @change=${({ target }: Event) => this.#setJson(target as HTMLTextAreaElement)}
      ></textarea>`,
  };

  #drawText(shape: Shape, type: string): TemplateResult {
    return html`<input
      type=${type}
      aria-label=${this.#label(shape)}
      aria-invalid=${this.invalid}
      maxlength=${shape.schema.maxLength ?? nothing}
      .value=${typeof this.value === 'string' ? this.value : ''}
      @change=${(event: Event) => this.#set((event.target as HTMLInputElement).value)}
    />`;
  }

  #setJson(area: HTMLTextAreaElement): void {
    try {
      this.#set(JSON.parse(area.value));
      this.invalid = false;
    } catch {
      this.invalid = true;
    }
  }

  #label({ title }: Shape): string {
    return this.label === '' ? title : this.label;
  }

  #set(value: unknown): void {
    this.value = value;
    this.dispatchEvent(new CustomEvent('change', { detail: value }));
  }
}

function yesNo({ title }: Shape): readonly [string, string] {
  return humanize(title) === 'On' || title === 'Value' ? ['On', 'Off'] : ['Yes', 'No'];
}

// Numbers are entered in the canonical unit, whatever larger one they are shown in.
function plainUnit(unit: string | undefined): string {
  return unit === 'W.h' ? 'Wh' : unit === 'Pa' ? 'Pa' : unit === 'm3' ? 'm³' : unitLabel(unit);
}

customElements.define('value-input', ValueInput);
declare global {
  interface HTMLElementTagNameMap {
    'value-input': ValueInput;
  }
}
