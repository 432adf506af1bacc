import { html, nothing, type TemplateResult } from 'lit';
import { live } from 'lit/directives/live.js';

export interface FieldParts {
  readonly id: string;
  readonly label: string;
  readonly hint?: string | undefined;
  readonly error?: string | undefined;
  readonly isOptional?: boolean;
}

/** A label, an input, what to know about it and what is wrong with it. The input takes `described` as its `aria-describedby`. */
export function field(parts: FieldParts, input: (described: string | typeof nothing) => TemplateResult): TemplateResult {
  const { id, label, hint, error } = parts;
  const described = [hint && `${id}-hint`, error && `${id}-error`].filter(Boolean).join(' ');
  return html`<div class="field">
    <label for=${id}>${label}${parts.isOptional ? html` <span class="soft">(optional)</span>` : nothing}</label>
    ${input(described || nothing)} ${hint ? html`<p class="hint" id="${id}-hint">${hint}</p>` : nothing}
    ${error ? html`<p class="error" id="${id}-error">${error}</p>` : nothing}
  </div>`;
}

interface TextFieldParts extends FieldParts {
  readonly value: string;
  readonly change: (text: string) => void;
  readonly placeholder?: string;
  readonly maxLength?: number;
  /** What programs read: a topic, a template. */
  readonly isMono?: boolean;
}

/** A field for a line of text. */
export function textField({ value, change, placeholder, maxLength = 100, isMono = false, ...parts }: TextFieldParts): TemplateResult {
  return field(
    parts,
    (described) =>
      html`<input
        id=${parts.id}
        class=${isMono ? 'mono' : ''}
        autocomplete="off"
        autocapitalize=${isMono ? 'off' : 'sentences'}
        spellcheck=${isMono ? 'false' : nothing}
        maxlength=${maxLength}
        placeholder=${placeholder ?? nothing}
        .value=${value}
        aria-describedby=${described}
        aria-invalid=${parts.error !== undefined}
        @input=${(event: Event) => change(valueOf(event))}
      />`,
  );
}

interface NumberFieldParts extends FieldParts {
  readonly value: number | undefined;
  readonly change: (value: number | undefined) => void;
}

/** A field for a number, or for none. */
export function numberField({ value, change, ...parts }: NumberFieldParts): TemplateResult {
  return field(
    parts,
    (described) =>
      html`<input
        id=${parts.id}
        type="number"
        step="any"
        inputmode="decimal"
        .value=${value === undefined ? '' : String(value)}
        aria-describedby=${described}
        aria-invalid=${parts.error !== undefined}
        @change=${({ target }: Event) => {
          const { value: text, valueAsNumber } = target as HTMLInputElement;
          change(text === '' ? undefined : valueAsNumber);
        }}
      />`,
  );
}

interface SelectFieldParts extends FieldParts {
  readonly options: unknown;
  readonly change: (value: string) => void;
  readonly isDisabled?: boolean;
}

/** A field for one of several things; `options` are drawn by `option`. */
export function selectField({ options, change, isDisabled = false, ...parts }: SelectFieldParts): TemplateResult {
  return field(
    parts,
    (described) =>
      html`<select
        id=${parts.id}
        ?disabled=${isDisabled}
        aria-describedby=${described}
        aria-invalid=${parts.error !== undefined}
        @change=${(event: Event) => change(valueOf(event))}
      >
        ${options}
      </select>`,
  );
}

/** One choice of a select. Live: what a person chose is not what was drawn last. */
export function option(value: string | number, text: string, isChosen: boolean, isDisabled = false): TemplateResult {
  return html`<option value=${value} ?disabled=${isDisabled} .selected=${live(isChosen)}>${text}</option>`;
}

/** What stands in a field now. */
export function valueOf(event: Event): string {
  return (event.target as HTMLInputElement | HTMLSelectElement).value;
}
