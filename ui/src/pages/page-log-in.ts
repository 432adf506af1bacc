import { html, LitElement, nothing } from 'lit';
import { logIn } from '../api/account.ts';
import { messageOf } from '../api/client.ts';
import '../elements/c-notice.ts';
import { field } from '../elements/field.ts';
import { formText } from '../elements/form-text.ts';
import { askSession } from '../state/session.ts';
import { base, buttons, forms, layout } from '../styles/index.ts';
import { front } from './front.ts';

/** Name and password. */
export class PageLogIn extends LitElement {
  static override properties = { error: { state: true }, isBusy: { state: true } };
  static override styles = [base, buttons, forms, layout, front];
  declare error: unknown;
  declare isBusy: boolean;

  constructor() {
    super();
    this.error = undefined;
    this.isBusy = false;
  }

  protected override render() {
    return html`<main>
      <header>
        <img src="/icon.svg" alt="" />
        <h1>Welcome back</h1>
        <p class="soft">Log in to your home.</p>
      </header>
      <form class="card" @submit=${this.#onSubmit}>
        ${field({ id: 'name', label: 'Name' }, () => html`<input id="name" name="name" autocomplete="username" autocapitalize="none" required autofocus />`)}
        ${field({ id: 'password', label: 'Password' }, () => html`<input id="password" name="password" type="password" autocomplete="current-password" required />`)}
        ${this.error === undefined ? nothing : html`<c-notice tone="bad">${messageOf(this.error)}</c-notice>`}
        <button class="primary" ?disabled=${this.isBusy}>Log in</button>
      </form>
    </main>`;
  }

  readonly #onSubmit = async (event: SubmitEvent): Promise<void> => {
    event.preventDefault();
    this.isBusy = true;
    this.error = undefined;
    try {
      await logIn({ name: formText(event.target, 'name'), password: formText(event.target, 'password') });
      await askSession();
    } catch (error) {
      this.error = error;
    } finally {
      this.isBusy = false;
    }
  };
}
customElements.define('page-log-in', PageLogIn);
