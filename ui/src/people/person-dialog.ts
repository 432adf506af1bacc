import { css, html, LitElement, nothing } from 'lit';
import { findingsOf, messageOf, type Finding } from '../api/client.ts';
import { createPerson, replacePerson } from '../api/people.ts';
import type { Device, Person, PersonInput } from '../api/types.ts';
import '../elements/c-dialog.ts';
import '../elements/c-notice.ts';
import { field, valueOf } from '../elements/field.ts';
import { at, elsewhere } from '../schema/pointer.ts';
import { people } from '../state/home.ts';
import { base, buttons, forms } from '../styles/index.ts';
import { linkFields, type Link } from './link-fields.ts';
import { preferenceFields, preferenceOf, type NamedPreference } from './preference-fields.ts';

/** Makes or changes a person. Fires `close` when it is done. */
export class PersonDialog extends LitElement {
  static override properties = {
    person: { attribute: false },
    devices: { attribute: false },
    name: { state: true },
    temperature: { state: true },
    others: { state: true },
    links: { state: true },
    error: { state: true },
    isBusy: { state: true },
  };
  static override styles = [
    base,
    buttons,
    forms,
    css`
      .pair {
        display: grid;
        grid-template-columns: 1fr 1fr auto;
        gap: var(--space-2);
        margin-top: var(--space-2);
      }
      .add {
        margin-top: var(--space-2);
      }
      form {
        gap: var(--space-4);
      }
    `,
  ];
  declare person: Person | undefined;
  declare devices: readonly Device[];
  declare name: string;
  declare temperature: string;
  declare others: readonly NamedPreference[];
  declare links: readonly Link[];
  declare error: unknown;
  declare isBusy: boolean;

  constructor() {
    super();
    this.person = undefined;
    this.devices = [];
    this.name = '';
    this.temperature = '';
    this.others = [];
    this.links = [];
    this.error = undefined;
    this.isBusy = false;
  }

  protected override willUpdate(changed: Map<PropertyKey, unknown>): void {
    if (!changed.has('person') || !this.person) return;
    const { temperature, ...others } = this.person.preferences;
    this.name = this.person.name;
    this.temperature = typeof temperature === 'number' ? String(temperature) : '';
    this.others = Object.entries(others).map(([name, value]) => ({ name, text: String(value) }));
    this.links = this.person.links;
  }

  protected override render() {
    const findings = findingsOf(this.error);
    const nameError = at(findings, '/name');
    return html`<c-dialog .heading=${this.person ? `Edit ${this.person.name}` : 'Add a person'} @close=${() => this.#close()}>
      <form class="stack" @submit=${this.#onSubmit}>
        ${field(
          { id: 'name', label: 'Name', error: nameError },
          (described) =>
            html`<input
              id="name"
              autofocus
              required
              maxlength="100"
              .value=${this.name}
              aria-describedby=${described}
              @input=${(event: Event) => (this.name = valueOf(event))}
            />`,
        )}
        ${field(
          { id: 'temperature', label: 'Likes it at (°C)', isOptional: true, hint: 'What rules heat to for this person.' },
          (described) =>
            html`<input
              id="temperature"
              type="number"
              inputmode="decimal"
              min="5"
              max="35"
              step="0.5"
              .value=${this.temperature}
              aria-describedby=${described}
              @input=${(event: Event) => (this.temperature = valueOf(event))}
            />`,
        )}
        ${preferenceFields(this.others, (others) => (this.others = others))}
        ${linkFields(this.links, this.devices, (links) => (this.links = links))}
        ${this.error === undefined || nameError !== undefined ? nothing : html`<c-notice tone="bad">${errorText(this.error, findings)}</c-notice>`}
        <div class="actions"><button class="primary" ?disabled=${this.isBusy}>Save</button></div>
      </form>
    </c-dialog>`;
  }

  readonly #onSubmit = async (event: SubmitEvent): Promise<void> => {
    event.preventDefault();
    const input: PersonInput = {
      name: this.name.trim(),
      preferences: {
        ...(this.temperature !== '' && { temperature: Number(this.temperature) }),
        ...Object.fromEntries(this.others.map(({ name, text }) => [name, preferenceOf(text)])),
      },
      links: this.links.map(({ device, user }) => ({ device, user: user.trim() })),
    };
    this.isBusy = true;
    try {
      people.put(this.person ? await replacePerson(this.person.id, input) : await createPerson(input));
      this.#close();
    } catch (error) {
      this.error = error;
    } finally {
      this.isBusy = false;
    }
  };

  #close(): void {
    this.dispatchEvent(new CustomEvent('close'));
  }
}

function errorText(error: unknown, findings: readonly Finding[]): string {
  const rest = elsewhere(findings, ['/name']);
  return rest.length > 0 ? rest.map(({ path, message }) => `${path.slice(1)} ${message}`).join('; ') : messageOf(error);
}

customElements.define('person-dialog', PersonDialog);
declare global {
  interface HTMLElementTagNameMap {
    'person-dialog': PersonDialog;
  }
}
