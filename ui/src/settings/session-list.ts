import { Task } from '@lit/task';
import { css, html, LitElement, nothing } from 'lit';
import { endSession, listSessions } from '../api/account.ts';
import type { Session } from '../api/types.ts';
import '../elements/c-chip.ts';
import '../elements/c-skeleton.ts';
import { formatAge } from '../format.ts';
import { drawFailure } from '../pages/loaded.ts';
import { attempt } from '../state/attempt.ts';
import { base, buttons, layout } from '../styles/index.ts';

/** Where people are logged in. */
export class SessionList extends LitElement {
  static override styles = [
    base,
    buttons,
    layout,
    css`
      li {
        display: flex;
        align-items: center;
        gap: var(--space-3);
        padding: var(--space-2) 0;
        min-height: 52px;
      }
    `,
  ];
  readonly #sessions = new Task(this, { args: () => [], task: () => listSessions() });

  protected override render() {
    return html`<section class="card" aria-labelledby="sessions">
      <div class="section-head"><h2 id="sessions">Sessions</h2></div>
      ${this.#sessions.render({
        pending: () => html`<c-skeleton .rows=${2}></c-skeleton>`,
        error: (error) => drawFailure(error, () => void this.#sessions.run()),
        complete: (items) =>
          html`<ul class="lines">
            ${items.toSorted((a, b) => b.lastUsedAt.localeCompare(a.lastUsedAt)).map((session) => this.#draw(session))}
          </ul>`,
      })}
    </section>`;
  }

  #draw({ id, user, client, address, lastUsedAt, current }: Session) {
    return html`<li>
      <div class="grow">
        <div>${user.name}: ${browserName(client)} ${current ? html`<c-chip tone="good">this one</c-chip>` : nothing}</div>
        <div class="soft small">${address}, ${formatAge(lastUsedAt, Date.now())}</div>
      </div>
      ${current ? nothing : html`<button type="button" class="small-button" @click=${() => void this.#end(id)}>End</button>`}
    </li>`;
  }

  async #end(id: string): Promise<void> {
    if (await attempt(() => endSession(id))) await this.#sessions.run();
  }
}

/** What a browser calls itself, in a word or two. */
function browserName(agent: string): string {
  const browsers = [
    [/Edg\//, 'Edge'],
    [/Firefox\//, 'Firefox'],
    [/Chrom(e|ium)\//, 'Chrome'],
    [/Safari\//, 'Safari'],
  ] as const;
  const systems = [
    [/Android/, 'Android'],
    [/iPhone|iPad/, 'iOS'],
    [/Windows/, 'Windows'],
    [/Mac OS/, 'macOS'],
    [/Linux/, 'Linux'],
  ] as const;
  const find = (rows: readonly (readonly [RegExp, string])[]) => rows.find(([pattern]) => pattern.test(agent))?.[1];
  const browser = find(browsers);
  const system = find(systems);
  return browser ? [browser, system].filter(Boolean).join(' on ') : agent.slice(0, 40) || 'unknown';
}
customElements.define('session-list', SessionList);
declare global {
  interface HTMLElementTagNameMap {
    'session-list': SessionList;
  }
}
