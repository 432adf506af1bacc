import { html, type TemplateResult } from 'lit';
import '../elements/c-icon.ts';
import { valueOf } from '../elements/field.ts';

/** A preference as it is typed. */
export interface NamedPreference {
  readonly name: string;
  readonly text: string;
}

/** Preferences by name, drawn into the form of whoever asks; `set` gets the list as it becomes. */
export function preferenceFields(others: readonly NamedPreference[], set: (others: readonly NamedPreference[]) => void): TemplateResult {
  const change = (index: number, part: Partial<NamedPreference>) =>
    set(others.map((other, at) => (at === index ? { ...other, ...part } : other)));
  return html`<fieldset>
    <legend>Other preferences</legend>
    ${others.map(
      ({ name, text }, index) =>
        html`<div class="pair">
          <input
            aria-label="Name of the preference"
            placeholder="brightness"
            pattern="[a-zA-Z][a-zA-Z0-9]*"
            title="Letters and digits, a letter first"
            required
            .value=${name}
            @input=${(event: Event) => change(index, { name: valueOf(event) })}
          />
          <input
            aria-label="Value of ${name}"
            placeholder="60"
            required
            .value=${text}
            @input=${(event: Event) => change(index, { text: valueOf(event) })}
          />
          <button type="button" class="plain icon" aria-label="Remove ${name}" @click=${() => set(others.filter((_, at) => at !== index))}>
            <c-icon name="close"></c-icon>
          </button>
        </div>`,
    )}
    <button type="button" class="small-button add" @click=${() => set([...others, { name: '', text: '' }])}>
      <c-icon name="plus"></c-icon>Preference
    </button>
  </fieldset>`;
}

/** Numbers, yes and no are kept as such, so that rules can set numbers by them. */
export function preferenceOf(text: string): string | number | boolean {
  const trimmed = text.trim();
  if (trimmed === 'true' || trimmed === 'yes') return true;
  if (trimmed === 'false' || trimmed === 'no') return false;
  return trimmed !== '' && Number.isFinite(Number(trimmed)) ? Number(trimmed) : trimmed;
}
