import { Task } from '@lit/task';
import { css, html, LitElement, nothing, type TemplateResult } from 'lit';
import { createToken, listTokens, revokeToken } from '../api/account.ts';
import { messageOf } from '../api/client.ts';
import type { Token } from '../api/types.ts';
import '../elements/c-dialog.ts';
import '../elements/c-icon.ts';
import '../elements/c-notice.ts';
import '../elements/c-skeleton.ts';
import { confirm } from '../elements/confirm.ts';
import { field } from '../elements/field.ts';
import { formText } from '../elements/form-text.ts';
import { formatAge } from '../format.ts';
import { drawFailure } from '../pages/loaded.ts';
import { attempt } from '../state/attempt.ts';
import { base, buttons, forms, layout } from '../styles/index.ts';

const roles = ['service', 'guest', 'member', 'owner'] as const;

/** Tokens for programs: made, shown once, revoked. */
export class TokenList extends LitElement {
  static override properties = { isMaking: { state: true }, secret: { state: true }, error: { state: true } };
  static override styles = [
    base,
    buttons,
    forms,
    layout,
    css`
      li {
        display: flex;
        align-items: center;
        gap: var(--space-3);
        padding: var(--space-2) 0;
        min-height: 52px;
      }
      code {
        display: block;
        padding: var(--space-3);
        border-radius: var(--radius-m);
        background: var(--surface-sunken);
        font: 0.9rem/1.5 var(--font-mono);
        overflow-wrap: anywhere;
        user-select: all;
      }
    `,
  ];
  declare isMaking: boolean;
  declare secret: string | undefined;
  declare error: unknown;
  readonly #tokens = new Task(this, { args: () => [], task: () => listTokens() });

  constructor() {
    super();
    this.isMaking = false;
    this.secret = undefined;
    this.error = undefined;
  }

  protected override render() {
    return html`<section class="card" aria-labelledby="tokens">
        <div class="section-head">
          <h2 id="tokens">API tokens</h2>
          <button type="button" class="small-button" @click=${() => (this.isMaking = true)}><c-icon name="plus"></c-icon>New token</button>
        </div>
        ${this.#tokens.render({
          pending: () => html`<c-skeleton .rows=${2}></c-skeleton>`,
          error: (error) => drawFailure(error, () => void this.#tokens.run()),
          complete: (items) =>
            items.length === 0
              ? html`<p class="soft small">With a token a program may use the <a href="/api/v1/openapi.json">API</a>.</p>`
              : html`<ul class="lines">
                  ${items.map((token) => this.#draw(token))}
                </ul>`,
        })}
      </section>
      ${this.isMaking ? this.#drawDialog() : nothing}`;
  }

  #draw(token: Token): TemplateResult {
    const { name, role, lastUsedAt } = token;
    return html`<li>
      <div class="grow">
        <div>${name}</div>
        <div class="soft small">${role}, ${lastUsedAt === undefined ? 'never used' : `used ${formatAge(lastUsedAt, Date.now())}`}</div>
      </div>
      <button type="button" class="small-button danger" @click=${() => void this.#revoke(token)}>Revoke</button>
    </li>`;
  }

  #drawDialog(): TemplateResult {
    return html`<c-dialog .heading=${this.secret === undefined ? 'New token' : 'Your token'} @close=${this.#close}>
      ${
        this.secret === undefined
          ? html`<form class="stack" @submit=${this.#onSubmit}>
              ${field({ id: 'name', label: 'What is it for?' }, () => html`<input id="name" name="name" required maxlength="100" autofocus />`)}
              ${field(
                { id: 'role', label: 'May do what a…', hint: 'A service reads and commands devices, and changes nothing else.' },
                (described) =>
                  html`<select id="role" name="role" aria-describedby=${described}>
                    ${roles.map((role) => html`<option value=${role}>${role} may</option>`)}
                  </select>`,
              )}
              ${this.error === undefined ? nothing : html`<c-notice tone="bad">${messageOf(this.error)}</c-notice>`}
              <div class="actions"><button class="primary">Make token</button></div>
            </form>`
          : html`<div class="stack">
              <c-notice tone="warn">Copy it now: it is shown this once.</c-notice>
              <code>${this.secret}</code>
            </div>`
      }
    </c-dialog>`;
  }

  readonly #close = (): void => {
    this.isMaking = false;
    this.secret = undefined;
    this.error = undefined;
  };

  readonly #onSubmit = async (event: SubmitEvent): Promise<void> => {
    event.preventDefault();
    const role = roles.find((known) => known === formText(event.target, 'role')) ?? 'service';
    try {
      const { secret } = await createToken({ name: formText(event.target, 'name').trim(), role });
      this.secret = secret;
      await this.#tokens.run();
    } catch (error) {
      this.error = error;
    }
  };

  async #revoke({ id, name }: Token): Promise<void> {
    if (
      !(await confirm({
        heading: `Revoke ${name}?`,
        text: 'Programs that use it are refused from now on.',
        yes: 'Revoke',
        isDangerous: true,
      }))
    )
      return;
    if (await attempt(() => revokeToken(id))) await this.#tokens.run();
  }
}
customElements.define('token-list', TokenList);
declare global {
  interface HTMLElementTagNameMap {
    'token-list': TokenList;
  }
}
