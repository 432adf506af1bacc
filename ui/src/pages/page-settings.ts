import { css, html, LitElement, nothing, type TemplateResult } from 'lit';
import { changePassword, getHealth } from '../api/account.ts';
import { messageOf } from '../api/client.ts';
import '../elements/c-dialog.ts';
import '../elements/c-icon.ts';
import '../elements/c-notice.ts';
import { field } from '../elements/field.ts';
import { formText } from '../elements/form-text.ts';
import { formatDuration } from '../format.ts';
import '../settings/session-list.ts';
import '../settings/token-list.ts';
import { attempt } from '../state/attempt.ts';
import { logOut, may, session } from '../state/session.ts';
import { watch } from '../state/store.ts';
import { setTheme, theme, type Theme } from '../state/theme.ts';
import { toast } from '../state/toasts.ts';
import type { IconName } from '../icons.ts';
import type { ResponseOf } from '../api/client.ts';
import { base, buttons, forms, layout } from '../styles/index.ts';

const themes: readonly (readonly [Theme, string, IconName])[] = [
  ['system', 'Like the system', 'settings'],
  ['light', 'Light', 'sun'],
  ['dark', 'Dark', 'moon'],
];

/** The account, how the page looks, tokens and sessions, and the hub. */
export class PageSettings extends LitElement {
  static override properties = { health: { state: true }, isChanging: { state: true }, passwordError: { state: true } };
  static override styles = [
    base,
    buttons,
    forms,
    layout,
    css`
      .links {
        display: grid;
      }
      .links a {
        display: flex;
        align-items: center;
        gap: var(--space-3);
        min-height: 52px;
        color: inherit;
        text-decoration: none;
        font-weight: 600;
      }
      .themes {
        display: flex;
        flex-wrap: wrap;
        gap: var(--space-2);
      }
      .themes [aria-pressed='true'] {
        border-color: var(--accent);
        background: var(--accent-soft);
        color: var(--accent-soft-ink);
      }
      dl {
        display: grid;
        grid-template-columns: auto 1fr;
        gap: var(--space-2) var(--space-4);
      }
      dt {
        color: var(--ink-soft);
      }
    `,
  ];
  declare health: ResponseOf<'getHealth'> | undefined;
  declare isChanging: boolean;
  declare passwordError: unknown;

  constructor() {
    super();
    this.health = undefined;
    this.isChanging = false;
    this.passwordError = undefined;
    watch(this, session, theme);
    void attempt(async () => (this.health = await getHealth()));
  }

  protected override render() {
    return html`<div class="page-head"><h1>Settings</h1></div>
      <div class="two">
        ${this.#drawAccount()} ${this.#drawLook()} ${this.#drawHome()} ${this.#drawHub()} <session-list></session-list>
        ${may('accounts.manage') ? html`<token-list></token-list>` : nothing}
      </div>
      ${this.isChanging ? this.#drawPassword() : nothing}`;
  }

  #drawAccount(): TemplateResult {
    const { value } = session;
    const me = value.state === 'signedIn' ? value.me : undefined;
    return html`<section class="card stack" aria-labelledby="account">
      <h2 id="account">Account</h2>
      <p>${me?.name} <span class="soft">· ${me?.role}</span></p>
      <div class="row">
        <button type="button" @click=${() => (this.isChanging = true)}>Change password</button>
        <button type="button" @click=${() => void attempt(logOut)}><c-icon name="logOut"></c-icon>Log out</button>
      </div>
    </section>`;
  }

  #drawLook(): TemplateResult {
    return html`<section class="card stack" aria-labelledby="look">
      <h2 id="look">Look</h2>
      <div class="themes" role="group" aria-labelledby="look">
        ${themes.map(
          ([id, text, icon]) =>
            html`<button type="button" aria-pressed=${theme.value === id} @click=${() => setTheme(id)}>
              <c-icon name=${icon}></c-icon>${text}
            </button>`,
        )}
      </div>
    </section>`;
  }

  #drawHome(): TemplateResult {
    const links = [
      { href: '/rooms', text: 'Rooms', icon: 'door', right: 'home.manage' },
      { href: '/scenes', text: 'Scenes', icon: 'scene', right: 'home.manage' },
      { href: '/plugins', text: 'Plugins', icon: 'plugins', right: 'plugins.read' },
    ] as const;
    return html`<section class="card" aria-labelledby="home">
      <h2 id="home">Home</h2>
      <div class="links lines">
        ${links
          .filter(({ right }) => may(right))
          .map(
            ({ href, text, icon }) =>
              html`<a href=${href}><c-icon name=${icon}></c-icon><span class="grow">${text}</span><c-icon name="next"></c-icon></a>`,
          )}
      </div>
    </section>`;
  }

  #drawHub(): TemplateResult | typeof nothing {
    const { health } = this;
    if (!health) return nothing;
    const { version, uptimeSeconds, stores = {} } = health;
    return html`<section class="card stack" aria-labelledby="hub">
      <h2 id="hub">Hub</h2>
      <dl>
        <dt>Version</dt>
        <dd>${version}</dd>
        ${
          uptimeSeconds === undefined
            ? nothing
            : html`<dt>Runs for</dt>
                <dd>${formatDuration(uptimeSeconds)}</dd>`
        }
        ${Object.entries(stores).map(
          ([name, { ok, detail }]) =>
            html`<dt>Store “${name}”</dt>
              <dd>${ok ? 'well' : (detail ?? 'not well')}</dd>`,
        )}
      </dl>
    </section>`;
  }

  #drawPassword(): TemplateResult {
    return html`<c-dialog heading="Change password" @close=${() => this.#closePassword()}>
      <form class="stack" @submit=${this.#onPassword}>
        ${field({ id: 'current', label: 'Current password' }, () => html`<input id="current" name="current" type="password" autocomplete="current-password" required autofocus />`)}
        ${field(
          { id: 'password', label: 'New password', hint: '8 characters or more. Your other sessions end.' },
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
            />`,
        )}
        ${this.passwordError === undefined ? nothing : html`<c-notice tone="bad">${messageOf(this.passwordError)}</c-notice>`}
        <div class="actions"><button class="primary">Change</button></div>
      </form>
    </c-dialog>`;
  }

  #closePassword(): void {
    this.isChanging = false;
    this.passwordError = undefined;
  }

  readonly #onPassword = async (event: SubmitEvent): Promise<void> => {
    event.preventDefault();
    try {
      await changePassword({ currentPassword: formText(event.target, 'current'), password: formText(event.target, 'password') });
      this.#closePassword();
      toast('The password was changed', 'good');
    } catch (error) {
      this.passwordError = error;
    }
  };
}
customElements.define('page-settings', PageSettings);
