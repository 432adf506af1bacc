import { html, nothing, type TemplateResult } from 'lit';

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

/** What stands in a field now. */
export function valueOf(event: Event): string {
  return (event.target as HTMLInputElement | HTMLSelectElement).value;
}
