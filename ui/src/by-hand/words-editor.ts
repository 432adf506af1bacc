import { css, html, LitElement, nothing, type TemplateResult } from 'lit';
import type { Finding } from '../api/client.ts';
import type { Word } from '../api/mappings.ts';
import '../controls/value-input.ts';
import '../elements/c-icon.ts';
import { valueOf } from '../elements/field.ts';
import type { Shape } from '../model/shape.ts';
import { Shown } from '../schema/shown.ts';
import { base, buttons, forms } from '../styles/index.ts';

/** The words of a product and what each means. Fires `change` with them. */
export class WordsEditor extends LitElement {
  static override properties = {
    words: { attribute: false },
    shape: { attribute: false },
    label: { type: String },
    findings: { attribute: false },
  };
  static override styles = [
    base,
    buttons,
    forms,
    css`
      :host,
      ul {
        display: grid;
        gap: var(--space-2);
      }
      li {
        display: grid;
        grid-template-columns: 1fr auto 1fr auto;
        gap: var(--space-2);
        align-items: center;
      }
      li .error {
        grid-column: 1 / -1;
      }
    `,
  ];
  declare words: readonly Word[];
  /** Of what a word means; undefined: nothing but that it was said. */
  declare shape: Shape | undefined;
  declare label: string;
  declare findings: readonly Finding[];

  constructor() {
    super();
    this.words = [];
    this.shape = undefined;
    this.label = 'Words';
    this.findings = [];
  }

  protected override render() {
    const shown = new Shown(this.findings);
    return html`<ul aria-label=${this.label}>
        ${this.words.map((word, index) => this.#drawWord(word, index, shown))}
      </ul>
      ${shown.rest()}
      <div>
        <button type="button" class="small-button" id="add" @click=${() => void this.#add()}>
          <c-icon name="plus"></c-icon>Add a word
        </button>
      </div>`;
  }

  #drawWord({ word, value }: Word, index: number, shown: Shown): TemplateResult {
    const wordError = shown.at(`/${index}`, `/${index}/word`);
    const valueError = shown.at(`/${index}/value`);
    const error = [wordError, valueError].filter(Boolean).join(' ');
    const change = (part: Partial<Word>) => this.#set(this.words.with(index, { word, value, ...part }));
    return html`<li>
      <input
        aria-label="Word ${index + 1}"
        autocomplete="off"
        autocapitalize="off"
        spellcheck="false"
        maxlength="256"
        .value=${word}
        aria-describedby=${error === '' ? nothing : `error-${index}`}
        aria-invalid=${wordError !== undefined}
        @input=${(event: Event) => change({ word: valueOf(event) })}
      />
      ${
        this.shape
          ? html`<span class="soft">means</span>
              <value-input
                .shape=${this.shape}
                .value=${value}
                .invalid=${valueError !== undefined}
                label="Meaning of word ${index + 1}"
                @change=${(event: CustomEvent<unknown>) => change({ value: event.detail })}
              ></value-input>`
          : html`<span></span><span></span>`
      }
      <button type="button" class="plain icon small-button" aria-label="Remove word ${index + 1}" @click=${() => this.#remove(index)}>
        <c-icon name="trash"></c-icon>
      </button>
      ${error === '' ? nothing : html`<p class="error" id="error-${index}">${error}</p>`}
    </li>`;
  }

  async #add(): Promise<void> {
    this.#set([...this.words, { word: '', value: this.#next() }]);
    await this.updateComplete;
    this.renderRoot.querySelector<HTMLElement>('li:last-child input')?.focus();
  }

  #remove(index: number): void {
    this.renderRoot.querySelector<HTMLElement>('#add')?.focus();
    this.#set(this.words.toSpliced(index, 1));
  }

  /** A yes or no has two words: the second means what the first does not. */
  #next(): unknown {
    const { type, options = [] } = this.shape ?? {};
    const taken = new Set(this.words.map(({ value }) => value));
    if (type === 'boolean') return !taken.has(true);
    return type === 'choice' ? (options.find(({ id }) => !taken.has(id))?.id ?? options[0]?.id) : null;
  }

  #set(words: readonly Word[]): void {
    this.words = words;
    this.dispatchEvent(new CustomEvent('change', { detail: words }));
  }
}
customElements.define('words-editor', WordsEditor);
declare global {
  interface HTMLElementTagNameMap {
    'words-editor': WordsEditor;
  }
}
