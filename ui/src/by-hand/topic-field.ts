import { css, html, LitElement, nothing, type TemplateResult } from 'lit';
import '../elements/c-chip.ts';
import '../elements/c-icon.ts';
import { field, valueOf } from '../elements/field.ts';
import { formatAge } from '../format.ts';
import { now } from '../state/clock.ts';
import { watch } from '../state/store.ts';
import { base, buttons, forms } from '../styles/index.ts';
import { heardTopics, wantedTopics } from './heard.ts';
import type { HeardTopic } from './mapping.ts';

/** A topic, typed or chosen from what is heard. Fires `change` with the text, and `pick` with what was chosen. */
export class TopicField extends LitElement {
  static override properties = {
    topic: { type: String },
    label: { type: String },
    hint: { type: String },
    error: { type: String },
    isOpen: { type: Boolean },
    filter: { state: true },
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
      li span,
      #topic {
        font-family: var(--font-mono);
        font-size: var(--text-s);
      }
      li .topic {
        overflow-wrap: anywhere;
      }
      li .age {
        font-family: inherit;
        font-weight: 400;
      }
    `,
  ];
  declare topic: string;
  declare label: string;
  declare hint: string;
  declare error: string | undefined;
  declare isOpen: boolean;
  declare filter: string;

  constructor() {
    super();
    this.topic = '';
    this.label = 'Topic';
    this.hint = '';
    this.error = undefined;
    this.isOpen = false;
    this.filter = '';
    watch(this, heardTopics, now);
  }

  protected override render() {
    return html`${field(
        { id: 'topic', label: this.label, hint: this.hint, error: this.error },
        (described) =>
          html`<input
            id="topic"
            maxlength="1024"
            autocomplete="off"
            autocapitalize="off"
            spellcheck="false"
            .value=${this.topic}
            aria-describedby=${described}
            aria-invalid=${this.error !== undefined}
            @input=${(event: Event) => this.dispatchEvent(new CustomEvent('change', { detail: valueOf(event) }))}
          />`,
      )}
      <div>
        <button
          type="button"
          class="small-button"
          aria-expanded=${this.isOpen}
          aria-controls="heard"
          @click=${() => (this.isOpen = !this.isOpen)}
        >
          <c-icon name="search"></c-icon>Choose from what is heard
        </button>
      </div>
      ${this.isOpen ? this.#drawPanel() : nothing}`;
  }

  #drawPanel(): TemplateResult {
    const { topics, leftOut, error } = heardTopics.value;
    const filter = this.filter.toLowerCase();
    const shown = topics.filter(
      ({ topic, payload = '' }) => topic.toLowerCase().includes(filter) || payload.toLowerCase().includes(filter),
    );
    return html`<div class="panel" id="heard" role="group" aria-label="Topics that are heard" @keydown=${this.#onKey}>
      <input
        type="search"
        aria-label="Find a topic or a payload"
        placeholder="Find a topic or a payload"
        autocomplete="off"
        .value=${this.filter}
        @input=${(event: Event) => this.#find(valueOf(event))}
      />
      ${error === undefined ? nothing : html`<p class="error">${error}</p>`}
      ${
        shown.length > 0
          ? html`<ul>
                ${shown.map((heard) => this.#drawTopic(heard))}
              </ul>
              ${leftOut > 0 ? html`<p class="soft small">${leftOut} more: write a part of the topic or of the payload above.</p>` : nothing}`
          : html`<p class="soft small">
              ${topics.length === 0 && filter === '' ? 'Nothing is heard yet. A product appears here as soon as it says something: switch it, or wait.' : 'Nothing fits.'}
            </p>`
      }
    </div>`;
  }

  #drawTopic(heard: HeardTopic): TemplateResult {
    const { topic, payload, bytes, at, isUsed, isRetained } = heard;
    return html`<li>
      <button type="button" class="plain" @click=${() => this.#pick(heard)}>
        <span class="topic">${topic}</span>
        <span class="age soft">${isRetained ? 'kept' : formatAge(at, now.value)}</span>
        <span class="clip soft">${payload ?? `${bytes} bytes that are no text`}</span>
        ${isUsed ? html`<c-chip>in use</c-chip>` : nothing}
      </button>
    </li>`;
  }

  // The list holds a part of what is heard, so the plugin looks through all of it.
  #find(text: string): void {
    this.filter = text;
    wantedTopics.set(text);
  }

  #pick(heard: HeardTopic): void {
    this.#close();
    this.dispatchEvent(new CustomEvent('pick', { detail: heard }));
  }

  readonly #onKey = (event: KeyboardEvent): void => {
    if (event.key === 'Escape') this.#close();
  };

  #close(): void {
    this.isOpen = false;
    this.#find('');
    this.renderRoot.querySelector<HTMLElement>('#topic')?.focus();
  }
}
customElements.define('topic-field', TopicField);
declare global {
  interface HTMLElementTagNameMap {
    'topic-field': TopicField;
  }
}
