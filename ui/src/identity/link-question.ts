import { css, html, LitElement, nothing, type TemplateResult } from 'lit';
import type { Device, Plugin, Room } from '../api/types.ts';
import '../elements/c-icon.ts';
import type { IconName } from '../icons.ts';
import { endpointIcon } from '../model/kinds.ts';
import { nameIn } from '../model/named.ts';
import type { Question } from '../model/proposals.ts';
import { base, buttons, layout } from '../styles/index.ts';

/** One product, or two? Both devices side by side, and what speaks for and against. Fires `answer` with `same` or `distinct`. */
export class LinkQuestion extends LitElement {
  static override properties = {
    question: { attribute: false },
    rooms: { attribute: false },
    plugins: { attribute: false },
    isBusy: { attribute: false },
  };
  static override styles = [
    base,
    buttons,
    layout,
    css`
      .sides {
        display: grid;
        grid-template-columns: 1fr 1fr;
        gap: var(--space-3);
      }
      .side {
        min-width: 0;
        padding: var(--space-3);
        border-radius: var(--radius-m);
        background: var(--surface-sunken);
        overflow-wrap: anywhere;
      }
      .mark {
        display: block;
        margin-bottom: var(--space-1);
        color: var(--ink-soft);
        font-size: 18px;
      }
      .reasons {
        margin: var(--space-3) 0;
      }
      li {
        display: flex;
        gap: var(--space-2);
        padding: 2px 0;
        overflow-wrap: anywhere;
      }
      li c-icon {
        flex: none;
        margin-top: 2px;
      }
      .for c-icon {
        color: var(--good);
      }
      .against c-icon {
        color: var(--warn);
      }
      .answers {
        display: flex;
        flex-wrap: wrap;
        gap: var(--space-2);
        margin-top: var(--space-3);
      }
    `,
  ];
  declare question: Question;
  declare rooms: readonly Room[];
  declare plugins: readonly Plugin[];
  declare isBusy: boolean;

  constructor() {
    super();
    this.isBusy = false;
  }

  protected override render() {
    const { older, newer, speaksFor, speaksAgainst } = this.question;
    const [stays, joins] = older.name === newer.name ? ['the left one', 'the right one'] : [`“${older.name}”`, `“${newer.name}”`];
    return html`<article class="card" aria-label="${older.name} and ${newer.name}">
      <div class="sides">${this.#drawSide(older)} ${this.#drawSide(newer)}</div>
      <div class="reasons small">
        ${drawReasons('for', 'check', 'Speaks for one product', speaksFor)}
        ${drawReasons('against', 'alert', 'Speaks against it', speaksAgainst)}
      </div>
      <p class="soft small">
        If they are one, ${stays} keeps its name, room and history, and ${joins} becomes a part of it. Rules that use either go on.
      </p>
      <div class="answers">
        <button class="primary" type="button" ?disabled=${this.isBusy} @click=${() => this.#answer('same')}>They are one</button>
        <button type="button" ?disabled=${this.isBusy} @click=${() => this.#answer('distinct')}>They are two</button>
      </div>
    </article>`;
  }

  #drawSide(device: Device): TemplateResult {
    const { id, name, room, maker, model, endpoints, sources } = device;
    const [first] = endpoints;
    const product = [maker, model].filter(Boolean).join(' ');
    return html`<div class="side">
      <span class="mark"><c-icon name=${first ? endpointIcon(first) : 'device'}></c-icon></span>
      <h3><a href="/devices/${id}">${name}</a></h3>
      <p class="soft small">${nameIn(this.rooms, room) ?? 'No room'}</p>
      ${product === '' ? nothing : html`<p class="soft small">${product}</p>`}
      <p class="soft small">By ${sources.map(({ plugin }) => nameIn(this.plugins, plugin) ?? plugin).join(', ')}</p>
    </div>`;
  }

  #answer(detail: 'same' | 'distinct'): void {
    this.dispatchEvent(new CustomEvent('answer', { detail }));
  }
}

function drawReasons(kind: string, icon: IconName, title: string, reasons: readonly string[]): TemplateResult | typeof nothing {
  if (reasons.length === 0) return nothing;
  return html`<ul class=${kind} aria-label=${title}>
    ${reasons.map((reason) => html`<li><c-icon name=${icon}></c-icon><span>${reason}</span></li>`)}
  </ul>`;
}

customElements.define('link-question', LinkQuestion);
declare global {
  interface HTMLElementTagNameMap {
    'link-question': LinkQuestion;
  }
}
