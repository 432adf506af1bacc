import { css, html, LitElement, nothing } from 'lit';
import { setUp } from '../api/account.ts';
import { findingsOf, messageOf } from '../api/client.ts';
import { createRoom } from '../api/rooms.ts';
import '../elements/c-notice.ts';
import { field } from '../elements/field.ts';
import { formText } from '../elements/form-text.ts';
import { at } from '../schema/pointer.ts';
import { askSession } from '../state/session.ts';
import { toast } from '../state/toasts.ts';
import { base, buttons, forms, layout } from '../styles/index.ts';
import { front } from './front.ts';

const suggestedRooms = ['Living room', 'Kitchen', 'Bedroom', 'Bathroom', 'Hallway', 'Office', 'Garden'];

/** The first start: makes the owner, and rooms if wished. */
export class PageSetUp extends LitElement {
  static override properties = { error: { state: true }, isBusy: { state: true }, rooms: { state: true } };
  static override styles = [
    base,
    buttons,
    forms,
    layout,
    front,
    css`
      .rooms {
        display: flex;
        flex-wrap: wrap;
        gap: var(--space-2);
        margin-top: var(--space-2);
      }
      .rooms [aria-pressed='true'] {
        background: var(--accent-soft);
        color: var(--accent-soft-ink);
        border-color: var(--accent);
      }
      .rooms button {
        border-radius: var(--radius-full);
        font-weight: 500;
      }
    `,
  ];
  declare error: unknown;
  declare isBusy: boolean;
  declare rooms: ReadonlySet<string>;

  constructor() {
    super();
    this.error = undefined;
    this.isBusy = false;
    this.rooms = new Set();
  }

  protected override render() {
    const findings = findingsOf(this.error);
    const codeError = at(findings, '/code');
    const nameError = at(findings, '/name');
    const passwordError = at(findings, '/password');
    return html`<main>
      <header>
        <img src="/icon.svg" alt="" />
        <h1>Welcome home</h1>
        <p class="soft">Your hub is running. Make the owner's account to begin.</p>
      </header>
      <form class="card" @submit=${this.#onSubmit}>
        ${field(
          { id: 'code', label: 'Set-up code', hint: 'The hub printed it when it started.', error: codeError },
          (described) =>
            html`<input
              id="code"
              name="code"
              autocomplete="one-time-code"
              spellcheck="false"
              required
              autofocus
              aria-describedby=${described}
              aria-invalid=${codeError !== undefined}
            />`,
        )}
        ${field(
          { id: 'name', label: 'Your name', error: nameError },
          (described) =>
            html`<input
              id="name"
              name="name"
              autocomplete="username"
              required
              maxlength="100"
              aria-describedby=${described}
              aria-invalid=${nameError !== undefined}
            />`,
        )}
        ${field(
          { id: 'password', label: 'Password', hint: '8 characters or more. A few words you can remember are best.', error: passwordError },
          (described) =>
            html`<input
              id="password"
              name="password"
              type="password"
              autocomplete="new-password"
              required
              minlength="8"
              maxlength="256"
              aria-describedby=${described}
              aria-invalid=${passwordError !== undefined}
            />`,
        )}
        <fieldset>
          <legend>Rooms <span class="soft">(optional)</span></legend>
          <div class="rooms">
            ${suggestedRooms.map(
              (room) =>
                html`<button type="button" class="small-button" aria-pressed=${this.rooms.has(room)} @click=${() => this.#toggleRoom(room)}>
                  ${room}
                </button>`,
            )}
          </div>
        </fieldset>
        ${this.error === undefined || findings.length > 0 ? nothing : html`<c-notice tone="bad">${messageOf(this.error)}</c-notice>`}
        <button class="primary" ?disabled=${this.isBusy}>Make my home</button>
      </form>
    </main>`;
  }

  #toggleRoom(room: string): void {
    const rooms = new Set(this.rooms);
    if (!rooms.delete(room)) rooms.add(room);
    this.rooms = rooms;
  }

  readonly #onSubmit = async (event: SubmitEvent): Promise<void> => {
    event.preventDefault();
    const text = (name: string) => formText(event.target, name).trim();
    this.isBusy = true;
    this.error = undefined;
    try {
      await setUp({ code: text('code'), name: text('name'), password: formText(event.target, 'password') });
    } catch (error) {
      this.error = error;
      this.isBusy = false;
      return;
    }
    // The account stands: rooms that fail can be made later.
    try {
      for (const room of suggestedRooms) if (this.rooms.has(room)) await createRoom(room);
    } catch (error) {
      toast(`The rooms could not all be made: ${messageOf(error)}`, 'bad');
    }
    await askSession();
  };
}
customElements.define('page-set-up', PageSetUp);
