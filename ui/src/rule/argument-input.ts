import { css, html, LitElement, nothing } from 'lit';
import '../controls/value-input.ts';
import { option } from '../elements/field.ts';
import { humanize } from '../format.ts';
import type { Argument } from '../model/commands.ts';
import { firstValue } from '../model/shape.ts';
import { people } from '../state/home.ts';
import { watch } from '../state/store.ts';
import { base, forms } from '../styles/index.ts';
import { preferencesFor } from './preferences.ts';

const preference = /^person\.preferences\.(.+)$/;

interface Reference {
  readonly $: string;
  readonly else?: unknown;
}

export function isReference(value: unknown): value is Reference {
  return typeof value === 'object' && value !== null && '$' in value && typeof value.$ === 'string';
}

/** An argument of a command in a rule: left out, a fixed value, or what the person who triggered it prefers. Fires `change`. */
export class ArgumentInput extends LitElement {
  static override properties = { argument: { attribute: false }, value: { attribute: false }, error: { type: String } };
  static override styles = [
    base,
    forms,
    css`
      .parts {
        display: grid;
        gap: var(--space-2);
        grid-template-columns: repeat(auto-fit, minmax(min(100%, 150px), 1fr));
        align-items: end;
      }
    `,
  ];
  declare argument: Argument;
  declare value: unknown;
  declare error: string | undefined;

  constructor() {
    super();
    this.value = undefined;
    this.error = undefined;
    people.want();
    watch(this, people);
  }

  protected override render() {
    const { name, shape, required } = this.argument;
    const reference = isReference(this.value) ? this.value : undefined;
    const source = reference ? reference.$ : this.value === undefined ? '' : 'value';
    const sources = preferencesFor(shape, people.items).map((preferred) => `person.preferences.${preferred}`);
    return html`<div class="parts">
        <div class="field">
          <label for="source">${shape.title}</label>
          <select id="source" data-argument=${name} @change=${(event: Event) => this.#choose((event.target as HTMLSelectElement).value)}>
            ${required ? nothing : option('', 'Leave as it is', source === '')} ${option('value', 'A fixed value', source === 'value')}
            ${
              shape.type === 'structure'
                ? nothing
                : html`<optgroup label="What the person prefers">
                    ${sources.map((path) => option(path, `Their ${words(path)}`, path === source))}
                  </optgroup>`
            }
            ${reference && !sources.includes(source) ? html`<option selected value=${source}>${source}</option>` : nothing}
          </select>
        </div>
        ${
          source === ''
            ? nothing
            : html`<div class="field">
                <span class="label">${reference ? 'Otherwise' : 'To'}</span>
                <value-input
                  .shape=${shape}
                  .value=${reference ? reference.else : this.value}
                  .label=${`${shape.title}${reference ? ', where it is not known' : ''}`}
                  .invalid=${this.error !== undefined}
                  @change=${(event: CustomEvent<unknown>) => this.#set(reference ? { $: reference.$, else: event.detail } : event.detail)}
                ></value-input>
              </div>`
        }
      </div>
      ${this.error ? html`<p class="error">${this.error}</p>` : nothing}`;
  }

  #choose(source: string): void {
    const plain = isReference(this.value) ? this.value.else : this.value;
    const known = plain ?? firstValue(this.argument.shape);
    if (source === '') this.#set(undefined);
    else this.#set(source === 'value' ? known : { $: source, else: known });
  }

  #set(value: unknown): void {
    this.value = value;
    this.dispatchEvent(new CustomEvent('change', { detail: value }));
  }
}

function words(path: string): string {
  return humanize(preference.exec(path)?.[1] ?? path).toLowerCase();
}

customElements.define('argument-input', ArgumentInput);
declare global {
  interface HTMLElementTagNameMap {
    'argument-input': ArgumentInput;
  }
}
