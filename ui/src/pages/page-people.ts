import { css, html, LitElement, nothing, type TemplateResult } from 'lit';
import { deletePerson } from '../api/people.ts';
import type { Person } from '../api/types.ts';
import '../elements/c-chip.ts';
import '../elements/c-empty.ts';
import '../elements/c-icon.ts';
import '../elements/c-menu.ts';
import { confirm } from '../elements/confirm.ts';
import { formatQuantity, humanize } from '../format.ts';
import '../people/person-dialog.ts';
import { attempt } from '../state/attempt.ts';
import { devices, people } from '../state/home.ts';
import { may } from '../state/session.ts';
import { watch } from '../state/store.ts';
import { base, buttons, layout } from '../styles/index.ts';
import { drawLoaded } from './loaded.ts';

/** Who lives here, what they like, and what their locks call them. */
export class PagePeople extends LitElement {
  static override properties = { editing: { state: true } };
  static override styles = [
    base,
    buttons,
    layout,
    css`
      .grid {
        display: grid;
        gap: var(--space-3);
        grid-template-columns: repeat(auto-fill, minmax(min(100%, 320px), 1fr));
      }
      .head {
        display: flex;
        align-items: center;
        gap: var(--space-3);
        margin-bottom: var(--space-3);
      }
      .face {
        display: grid;
        place-items: center;
        width: 46px;
        height: 46px;
        flex: none;
        border-radius: 50%;
        background: var(--accent-soft);
        color: var(--accent-soft-ink);
        font-weight: 700;
        font-size: var(--text-l);
      }
      .likes {
        display: flex;
        flex-wrap: wrap;
        gap: var(--space-2);
        margin-bottom: var(--space-2);
      }
    `,
  ];
  declare editing: Person | 'new' | undefined;

  constructor() {
    super();
    this.editing = undefined;
    watch(this, people, devices);
    people.want();
    devices.want();
  }

  protected override render() {
    return html`<div class="page-head">
        <h1>People</h1>
        ${may('home.manage') ? html`<button class="primary" type="button" @click=${() => (this.editing = 'new')}><c-icon name="plus"></c-icon>Add a person</button>` : nothing}
      </div>
      ${drawLoaded(people, (items) =>
        items.length === 0
          ? html`<c-empty
              icon="people"
              heading="Nobody yet"
              text="Add who lives here, and say what they like. A rule can then heat to the temperature of whoever unlocked the door."
            ></c-empty>`
          : html`<div class="grid">${items.map((person) => this.#drawPerson(person))}</div>`,
      )}
      ${
        this.editing === undefined
          ? nothing
          : html`<person-dialog
              .person=${this.editing === 'new' ? undefined : this.editing}
              .devices=${devices.items}
              @close=${() => (this.editing = undefined)}
            ></person-dialog>`
      }`;
  }

  #drawPerson(person: Person): TemplateResult {
    const likes = Object.entries(person.preferences);
    return html`<article class="card">
      <div class="head">
        <span class="face" aria-hidden="true">${person.name.charAt(0).toUpperCase()}</span>
        <h2 class="grow clip">${person.name}</h2>
        ${
          may('home.manage')
            ? html`<c-menu
                .label=${`More for ${person.name}`}
                .items=${[
                  { text: 'Edit', icon: 'edit', run: () => (this.editing = person) },
                  { text: 'Delete', icon: 'trash', isDangerous: true, run: () => void this.#delete(person) },
                ]}
              ></c-menu>`
            : nothing
        }
      </div>
      ${
        likes.length > 0
          ? html`<div class="likes">
              ${likes.map(([name, value]) => html`<c-chip>${humanize(name)}: ${preferenceText(name, value)}</c-chip>`)}
            </div>`
          : html`<p class="soft small">No preferences yet</p>`
      }
      ${person.links.map(
        ({ device, user }) =>
          html`<p class="small soft">
            <c-icon name="lock"></c-icon> User ${user} of ${devices.find(device)?.name ?? 'a device that is gone'}
          </p>`,
      )}
    </article>`;
  }

  async #delete({ id, name }: Person): Promise<void> {
    const text = 'Rules that use this person’s preferences fall back to their other value.';
    if (!(await confirm({ heading: `Delete ${name}?`, text, yes: 'Delete', isDangerous: true }))) return;
    await attempt(async () => {
      await deletePerson(id);
      people.remove(id);
    });
  }
}

function preferenceText(name: string, value: string | number | boolean): string {
  if (typeof value === 'number' && /temperature/i.test(name)) return formatQuantity(value, 'Cel');
  if (typeof value === 'boolean') return value ? 'yes' : 'no';
  return String(value);
}
customElements.define('page-people', PagePeople);
