import { css, html, LitElement, nothing, type TemplateResult } from 'lit';
import type { Finding } from '../api/client.ts';
import type { JsonSchema } from '../api/types.ts';
import '../elements/c-toggle.ts';
import { field, option } from '../elements/field.ts';
import { humanize, unitLabel } from '../format.ts';
import { base, buttons, forms } from '../styles/index.ts';
import { choicesOf, escapePointer, inputKind, type InputKind } from './form.ts';
import { at, elsewhere, sentence } from './pointer.ts';

type Described = string | typeof nothing;
interface Property {
  readonly id: string;
  readonly name: string;
  readonly schema: JsonSchema;
  readonly value: unknown;
  readonly error: string | undefined;
}

/** A form for an object, made of its JSON Schema. Fires `change` with the whole object. */
export class SchemaForm extends LitElement {
  static override properties = {
    schema: { attribute: false },
    values: { attribute: false },
    findings: { attribute: false },
    broken: { state: true },
  };
  static override styles = [
    base,
    buttons,
    forms,
    css`
      .fields {
        display: grid;
        gap: var(--space-4);
      }
      .check {
        display: flex;
        align-items: center;
        gap: var(--space-3);
        min-height: var(--touch);
      }
      .check .label {
        flex: 1;
        font-weight: 600;
        font-size: var(--text-s);
      }
      textarea {
        font-family: var(--font-mono);
        font-size: 0.9rem;
      }
    `,
  ];
  declare schema: JsonSchema;
  declare values: Readonly<Record<string, unknown>>;
  declare findings: readonly Finding[];
  /** Texts that are no JSON (yet), by property. */
  declare broken: Readonly<Record<string, string>>;

  constructor() {
    super();
    this.schema = {};
    this.values = {};
    this.findings = [];
    this.broken = {};
  }

  protected override render() {
    const properties = Object.entries(this.schema.properties ?? {}).filter(([, { readOnly }]) => readOnly !== true);
    const rest = elsewhere(
      this.findings,
      properties.map(([name]) => `/${escapePointer(name)}`),
    );
    return html`<div class="fields">
      ${properties.map(([name, schema]) => this.#drawProperty(name, schema))}
      ${rest.map(({ message }) => html`<p class="error" role="alert">${sentence(message)}</p>`)}
    </div>`;
  }

  #drawProperty(name: string, schema: JsonSchema): TemplateResult {
    const path = `/${escapePointer(name)}`;
    const own = this.findings.filter((finding) => finding.path === path || finding.path.startsWith(`${path}/`));
    const error = this.broken[name] === undefined ? at(own, ...own.map((finding) => finding.path)) : 'This is not valid JSON.';
    const property: Property = { id: `field-${name.replace(/[^\w-]/g, '_')}`, name, schema, value: this.values[name], error };
    const kind = inputKind(schema);
    const label = schema.title ?? humanize(name);
    if (kind === 'boolean') return this.#drawBoolean(property, label);
    const unit = unitLabel(schema['x-unit']);
    return field(
      {
        id: property.id,
        label: unit ? `${label} (${unit})` : label,
        hint: [schema.description && sentence(schema.description), hints[kind]].filter(Boolean).join(' '),
        error,
        isOptional: !(this.schema.required?.includes(name) ?? false) && schema.default === undefined,
      },
      (described) => this.#draw[kind](property, described),
    );
  }

  #drawBoolean({ name, schema, value }: Property, label: string): TemplateResult {
    return html`<div class="check">
      <span class="grow"
        ><span class="label">${label}</span>${schema.description ? html`<p class="hint">${schema.description}</p>` : nothing}</span
      >
      <c-toggle
        .label=${label}
        .checked=${value === true}
        @change=${(event: CustomEvent<boolean>) => this.#set(name, event.detail)}
      ></c-toggle>
    </div>`;
  }

  readonly #draw: Readonly<Record<Exclude<InputKind, 'boolean'>, (property: Property, described: Described) => TemplateResult>> = {
    text: (property, described) => this.#drawInput(property, described, 'text'),
    password: (property, described) => this.#drawInput(property, described, 'password'),
    number: ({ id, name, schema, value, error }, described) =>
      html`<input
        id=${id}
        type="number"
        inputmode="decimal"
        step=${schema.multipleOf ?? (schema.type === 'integer' ? 1 : 'any')}
        min=${schema.minimum ?? nothing}
        max=${schema.maximum ?? nothing}
        .value=${typeof value === 'number' ? String(value) : ''}
        aria-invalid=${error !== undefined}
        aria-describedby=${described}
        @input=${({ target }: Event) => {
          const { value: text, valueAsNumber } = target as HTMLInputElement;
          this.#set(name, text === '' ? undefined : valueAsNumber);
        }}
      />`,
    choice: ({ id, name, schema, value, error }, described) => {
      const choices = choicesOf(schema);
      return html`<select
        id=${id}
        aria-invalid=${error !== undefined}
        aria-describedby=${described}
        @change=${({ target }: Event) => this.#set(name, choices[(target as HTMLSelectElement).selectedIndex - 1]?.value)}
      >
        ${option('', 'Choose…', value === undefined)} ${choices.map((choice) => option(choice.label, choice.label, choice.value === value))}
      </select>`;
    },
    long: (property, described) =>
      this.#drawArea(property, described, typeof property.value === 'string' ? property.value : '', (text) => text),
    list: (property, described) =>
      this.#drawArea(property, described, Array.isArray(property.value) ? property.value.join('\n') : '', (text) =>
        text === '' ? undefined : text.split('\n').filter((line) => line.trim() !== ''),
      ),
    json: (property, described) =>
      this.#drawArea(property, described, property.value === undefined ? '' : JSON.stringify(property.value, null, 2), (text) =>
        text.trim() === '' ? undefined : (JSON.parse(text) as unknown),
      ),
  };

  #drawInput({ id, name, schema, value, error }: Property, described: Described, type: 'text' | 'password'): TemplateResult {
    return html`<input
      id=${id}
      type=${type}
      autocomplete=${type === 'password' ? 'new-password' : 'off'}
      spellcheck="false"
      maxlength=${schema.maxLength ?? nothing}
      placeholder=${typeof schema.examples?.[0] === 'string' ? schema.examples[0] : nothing}
      .value=${typeof value === 'string' ? value : ''}
      aria-invalid=${error !== undefined}
      aria-describedby=${described}
      @input=${({ target }: Event) => this.#set(name, (target as HTMLInputElement).value)}
    />`;
  }

  #drawArea({ id, name, error }: Property, described: Described, text: string, read: (text: string) => unknown): TemplateResult {
    return html`<textarea
      id=${id}
      spellcheck="false"
      .defaultValue=${text}
      aria-invalid=${error !== undefined}
      aria-describedby=${described}
      @change=${({ target }: Event) => {
        const { value } = target as HTMLTextAreaElement;
        const { [name]: _, ...others } = this.broken;
        try {
          this.#set(name, read(value));
          this.broken = others;
        } catch {
          this.broken = { ...others, [name]: value };
        }
      }}
    ></textarea>`;
  }

  #set(name: string, value: unknown): void {
    this.values = { ...this.values, [name]: value };
    this.dispatchEvent(new CustomEvent('change', { detail: this.values }));
  }
}

const hints: Readonly<Partial<Record<InputKind, string>>> = { list: 'One a line.', json: 'Written as JSON.' };

customElements.define('schema-form', SchemaForm);
declare global {
  interface HTMLElementTagNameMap {
    'schema-form': SchemaForm;
  }
}
