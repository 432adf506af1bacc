import { css, html, LitElement, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import type { HeardTopic } from '../api/mappings.ts';
import '../elements/c-chip.ts';
import '../elements/c-icon.ts';
import { textField, valueOf } from '../elements/field.ts';
import { formatAge } from '../format.ts';
import { now } from '../state/clock.ts';
import { watch } from '../state/store.ts';
import { base, buttons, forms } from '../styles/index.ts';
import { heardTopics, keyOf, search, type Search } from './heard.ts';

/** A topic, typed or chosen from what is heard. Fires `change` with the text, and `pick`, which leaves every part around it, with what was chosen. */
export class TopicField extends LitElement {
  static override properties = {
    topic: { type: String },
    label: { type: String },
    isOptional: { type: Boolean },
    error: { type: String },
    isEager: { type: Boolean },
  };
  static override styles = [
    base,
    buttons,
    forms,
    css`
      :host,
      .panel {
        display: grid;
        gap: var(--space-2);
      }
      .panel {
        padding: var(--space-3);
        border: 1px solid var(--line);
        border-radius: var(--radius-m);
        background: var(--surface-sunken);
      }
      ul {
        display: grid;
        gap: 2px;
        max-height: 300px;
        overflow-y: auto;
      }
      li button {
        width: 100%;
        display: grid;
        grid-template-columns: 1fr auto;
        gap: 2px var(--space-3);
        justify-content: stretch;
        padding: var(--space-2) var(--space-3);
        text-align: left;
        font-weight: 500;
      }
      li .mono {
        overflow-wrap: anywhere;
      }
      li .soft {
        font-weight: 400;
      }
      .find {
        display: flex;
        flex-wrap: wrap;
        gap: var(--space-2);
        align-items: center;
      }
      .find input {
        flex: 1 1 14rem;
      }
    `,
  ];
  declare topic: string;
  declare label: string;
  declare isOptional: boolean;
  declare error: string | undefined;
  /** The list is open from the start where there is no topic yet. */
  declare isEager: boolean;

  constructor() {
    super();
    this.topic = '';
    this.label = 'Topic';
    this.isOptional = false;
    this.error = undefined;
    this.isEager = false;
    watch(this, heardTopics, search, now);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    if (this.#isOpen) search.set(undefined);
  }

  protected override firstUpdated(_changed: PropertyValues): void {
    if (this.isEager && this.topic === '') this.#search('');
  }

  get #isOpen(): boolean {
    return search.value?.by === this;
  }

  protected override render() {
    return html`${textField({
        id: 'topic',
        label: this.label,
        error: this.error,
        isOptional: this.isOptional,
        isMono: true,
        maxLength: 1024,
        value: this.topic,
        change: (topic) => this.dispatchEvent(new CustomEvent('change', { detail: topic })),
      })}
      <div>
        <button
          type="button"
          class="small-button"
          aria-expanded=${this.#isOpen}
          aria-controls="heard"
          @click=${() => (this.#isOpen ? search.set(undefined) : this.#search(''))}
        >
          <c-icon name="search"></c-icon>Choose from what is heard
        </button>
      </div>
      ${search.value && this.#isOpen ? this.#drawPanel(search.value) : nothing}`;
  }

  // The list holds a part of what is heard, so the plugin looks through all of it; what it listed before is narrowed until it answers.
  #drawPanel({ text, sorting }: Search): TemplateResult {
    const { topics, leftOut, error } = heardTopics.value;
    const part = text.toLowerCase();
    const shown = topics.filter(({ topic, payload = '' }) => topic.toLowerCase().includes(part) || payload.toLowerCase().includes(part));
    return html`<div class="panel" id="heard" role="group" aria-label="Topics that are heard" @keydown=${this.#onKey}>
      <div class="find">
        <input
          type="search"
          aria-label="Find a topic or a payload"
          placeholder="Find a topic or a payload"
          autocomplete="off"
          maxlength="256"
          .value=${text}
          @input=${(event: Event) => this.#search(valueOf(event), sorting)}
        />
        <button type="button" class="plain small-button" @click=${() => this.#search(text)}>
          <c-icon name="restart"></c-icon>Sort anew
        </button>
      </div>
      ${error === undefined ? nothing : html`<p class="error">${error}</p>`}
      ${
        shown.length > 0
          ? html`<ul>
                ${repeat(shown, keyOf, (heard) => this.#drawTopic(heard))}
              </ul>
              ${leftOut > 0 ? html`<p class="soft small">${leftOut} more: write a part of the topic or of the payload above.</p>` : nothing}`
          : html`<p class="soft small">
              ${topics.length === 0 && text === '' ? 'Nothing is heard yet. A product appears here as soon as it says something: switch it, or wait.' : 'Nothing fits.'}
            </p>`
      }
    </div>`;
  }

  #drawTopic(heard: HeardTopic): TemplateResult {
    const { broker, topic, payload, bytes, at, isUsed, isRetained } = heard;
    return html`<li>
      <button type="button" class="plain" @click=${() => this.#pick(heard)}>
        <span class="mono">${topic}</span>
        <span class="soft small">${isRetained ? 'kept' : formatAge(at, now.value)}</span>
        <span class="mono clip soft">${payload ?? `${bytes} bytes that are no text`}</span>
        ${isUsed ? html`<c-chip>in use</c-chip>` : html`<span></span>`}
        ${heardTopics.value.brokers.length > 1 ? html`<span class="soft small">${broker}</span>` : nothing}
      </button>
    </li>`;
  }

  #search(text: string, sorting: object = {}): void {
    search.set({ by: this, text, sorting });
  }

  #pick(heard: HeardTopic): void {
    this.#close();
    this.dispatchEvent(new CustomEvent('pick', { detail: heard, bubbles: true, composed: true }));
  }

  readonly #onKey = (event: KeyboardEvent): void => {
    if (event.key === 'Escape') this.#close();
  };

  #close(): void {
    search.set(undefined);
    this.renderRoot.querySelector<HTMLElement>('#topic')?.focus();
  }
}
customElements.define('topic-field', TopicField);
declare global {
  interface HTMLElementTagNameMap {
    'topic-field': TopicField;
  }
}
