import { css, html, LitElement, nothing, type TemplateResult } from 'lit';
import { findingsOf, messageOf, type Finding } from '../api/client.ts';
import { createPerson, replacePerson } from '../api/people.ts';
import type { Device, Person, PersonInput } from '../api/types.ts';
import '../elements/c-dialog.ts';
import '../elements/c-icon.ts';
import '../elements/c-notice.ts';
import { field } from '../elements/field.ts';
import { at, elsewhere } from '../schema/pointer.ts';
import { people } from '../state/home.ts';
import { base, buttons, forms } from '../styles/index.ts';

interface NamedPreference {
  readonly name: string;
  readonly text: string;
}
interface Link {
  readonly device: string;
  readonly user: string;
}

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
        ${this.#drawOthers()} ${this.#drawLinks()}
        ${this.error === undefined || nameError !== undefined ? nothing : html`<c-notice tone="bad">${errorText(this.error, findings)}</c-notice>`}
        <div class="actions"><button class="primary" ?disabled=${this.isBusy}>Save</button></div>
      </form>
    </c-dialog>`;
  }

  #drawOthers(): TemplateResult {
    const change = (index: number, part: Partial<NamedPreference>) =>
      (this.others = this.others.map((other, at) => (at === index ? { ...other, ...part } : other)));
    return html`<fieldset>
      <legend>Other preferences</legend>
      ${this.others.map(
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
            <button
              type="button"
              class="plain icon"
              aria-label="Remove ${name}"
              @click=${() => (this.others = this.others.filter((_, at) => at !== index))}
            >
              <c-icon name="close"></c-icon>
            </button>
          </div>`,
      )}
      <button type="button" class="small-button add" @click=${() => (this.others = [...this.others, { name: '', text: '' }])}>
        <c-icon name="plus"></c-icon>Preference
      </button>
    </fieldset>`;
  }

  #drawLinks(): TemplateResult {
    const locks = this.devices.filter(({ endpoints }) =>
      endpoints.some(({ capabilities }) => 'lock' in capabilities || 'lockCredentials' in capabilities || 'tagReader' in capabilities),
    );
    const change = (index: number, part: Partial<Link>) =>
      (this.links = this.links.map((link, at) => (at === index ? { ...link, ...part } : link)));
    return html`<fieldset>
      <legend>What locks call them</legend>
      ${locks.length === 0 ? html`<p class="hint">There is no lock in your home yet.</p>` : html`<p class="hint">The user’s number or name in the lock, so that a rule knows who unlocked.</p>`}
      ${this.links.map(
        ({ device, user }, index) =>
          html`<div class="pair">
            <select aria-label="Lock" @change=${(event: Event) => change(index, { device: valueOf(event) })}>
              ${locks.some(({ id }) => id === device) ? nothing : html`<option value=${device} selected>A device that is gone</option>`}
              ${locks.map(({ id, name }) => html`<option value=${id} ?selected=${id === device}>${name}</option>`)}
            </select>
            <input
              aria-label="User"
              placeholder="3"
              required
              .value=${user}
              @input=${(event: Event) => change(index, { user: valueOf(event) })}
            />
            <button
              type="button"
              class="plain icon"
              aria-label="Remove the link"
              @click=${() => (this.links = this.links.filter((_, at) => at !== index))}
            >
              <c-icon name="close"></c-icon>
            </button>
          </div>`,
      )}
      ${
        locks[0]
          ? html`<button
              type="button"
              class="small-button add"
              @click=${() => (this.links = [...this.links, { device: locks[0]?.id ?? '', user: '' }])}
            >
              <c-icon name="plus"></c-icon>Lock
            </button>`
          : nothing
      }
    </fieldset>`;
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

/** Numbers, yes and no are kept as such, so that rules can set numbers by them. */
export function preferenceOf(text: string): string | number | boolean {
  const trimmed = text.trim();
  if (trimmed === 'true' || trimmed === 'yes') return true;
  if (trimmed === 'false' || trimmed === 'no') return false;
  return trimmed !== '' && Number.isFinite(Number(trimmed)) ? Number(trimmed) : trimmed;
}

function errorText(error: unknown, findings: readonly Finding[]): string {
  const rest = elsewhere(findings, ['/name']);
  return rest.length > 0 ? rest.map(({ path, message }) => `${path.slice(1)} ${message}`).join('; ') : messageOf(error);
}

function valueOf(event: Event): string {
  return (event.target as HTMLInputElement | HTMLSelectElement).value;
}
customElements.define('person-dialog', PersonDialog);
declare global {
  interface HTMLElementTagNameMap {
    'person-dialog': PersonDialog;
  }
}
