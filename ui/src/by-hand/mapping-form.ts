import { css, html, LitElement, nothing, type TemplateResult } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import type { Finding } from '../api/client.ts';
import type { HeardTopic, ValuePreview } from '../api/mappings.ts';
import '../elements/c-icon.ts';
import { numberField, option, selectField, textField } from '../elements/field.ts';
import { opened } from '../elements/opened.ts';
import { byGroup, kinds, kindRow } from '../model/kinds.ts';
import { below } from '../schema/pointer.ts';
import { Shown } from '../schema/shown.ts';
import { watch } from '../state/store.ts';
import { toast } from '../state/toasts.ts';
import { base, buttons, forms, layout } from '../styles/index.ts';
import { draftValue, type Draft, type DraftSample, type DraftValue } from './draft.ts';
import { heardTopics } from './heard.ts';
import { isWhole, sampleFor, withoutSample, withSample } from './samples.ts';
import './topic-field.ts';
import './value-editor.ts';

/** What stands under "More". */
const morePlaces = ['/maker', '/model', '/broker', '/availability', '/expireAfter'];

/** The form of a mapping by hand. Fires `change` with the draft. */
export class MappingForm extends LitElement {
  static override properties = { draft: { attribute: false }, findings: { attribute: false }, previews: { attribute: false } };
  static override styles = [
    base,
    buttons,
    forms,
    layout,
    css`
      :host,
      .more {
        display: grid;
        gap: var(--space-4);
      }
      .basics {
        display: grid;
        gap: var(--space-4);
        grid-template-columns: repeat(auto-fit, minmax(min(100%, 200px), 1fr));
      }
      .basics + details {
        margin-top: var(--space-4);
      }
      .more {
        padding-top: var(--space-3);
      }
    `,
  ];
  declare draft: Draft;
  declare findings: readonly Finding[];
  declare previews: readonly ValuePreview[];

  constructor() {
    super();
    this.findings = [];
    this.previews = [];
    watch(this, heardTopics);
    this.addEventListener('pick', (event) => this.#hear((event as CustomEvent<HeardTopic>).detail));
    this.addEventListener('sample', (event) => this.#change(withSample(this.draft, (event as CustomEvent<DraftSample>).detail)));
  }

  protected override render() {
    const { draft, findings } = this;
    const shown = new Shown(findings);
    const parts = draft.values.map((_, index) => shown.below(`/values/${index}`));
    return html`<section class="card" aria-label="The product">
        <div class="basics">
          ${textField({
            id: 'name',
            label: 'Name',
            placeholder: 'Garden pump',
            value: draft.name,
            change: (name) => this.#change({ name }),
            error: shown.at('/name'),
          })}
          ${this.#drawKind(shown)}
        </div>
        ${this.#drawMore(shown)} ${shown.rest()}
      </section>
      ${repeat(
        draft.values,
        ({ id }) => id,
        (value, index) => this.#drawValue(value, index, parts[index] ?? []),
      )}
      <div>
        <button type="button" id="add" @click=${() => void this.#add()}><c-icon name="plus"></c-icon>Add another value</button>
      </div>`;
  }

  #drawValue(value: DraftValue, index: number, findings: readonly Finding[]): TemplateResult {
    const { values, samples } = this.draft;
    const heading = values.length === 1 ? 'What it says and takes' : `Value ${index + 1}`;
    return html`<section class="card" aria-label=${heading}>
      <div class="section-head">
        <h2>${heading}</h2>
        ${
          values.length > 1
            ? html`<button
                type="button"
                class="plain icon small-button"
                aria-label="Remove value ${index + 1}"
                @click=${() => this.#remove(value, index)}
              >
                <c-icon name="trash"></c-icon>
              </button>`
            : nothing
        }
      </div>
      <value-editor
        .value=${value}
        .preview=${this.previews.find(({ at: place }) => place === index)}
        .sample=${sampleFor(samples, value.state.topic)}
        .findings=${findings}
        @change=${(event: CustomEvent<DraftValue>) => this.#change({ values: this.draft.values.with(index, event.detail) })}
      ></value-editor>
    </section>`;
  }

  #drawKind(shown: Shown): TemplateResult {
    const { kind } = this.draft;
    return selectField({
      id: 'kind',
      label: 'What is it?',
      isOptional: true,
      error: shown.at('/kind'),
      change: (next) => this.#change({ kind: next }),
      options: html`${option('', 'By what it can do', kind === '')}
      ${Object.keys(kinds)
        .filter((one) => one !== 'unknown')
        .toSorted(byGroup)
        .map((one) => option(one, kindRow(one).title, one === kind))}`,
    });
  }

  #drawMore(shown: Shown): TemplateResult {
    const { maker, model, availability, expireAfter } = this.draft;
    const isMarked = morePlaces.some((place) => below(this.findings, place).length > 0);
    const change = (part: Partial<Draft['availability']>) => this.#change({ availability: { ...availability, ...part } });
    return html`<details ${opened(isMarked)}>
      <summary>Maker, model, and whether it is there</summary>
      <div class="more">
        <div class="basics">
          ${textField({
            id: 'maker',
            label: 'Maker',
            isOptional: true,
            value: maker,
            change: (text) => this.#change({ maker: text }),
            error: shown.at('/maker'),
          })}
          ${textField({
            id: 'model',
            label: 'Model',
            isOptional: true,
            value: model,
            change: (text) => this.#change({ model: text }),
            error: shown.at('/model'),
          })}
        </div>
        ${this.#drawBroker(shown)}
        <topic-field
          label="Topic that says whether it is there"
          isOptional
          .topic=${availability.topic}
          .error=${shown.at('/availability', '/availability/topic')}
          @change=${(event: CustomEvent<string>) => change({ topic: event.detail })}
          @pick=${(event: CustomEvent<HeardTopic>) => change({ topic: event.detail.topic })}
        ></topic-field>
        ${
          availability.topic === ''
            ? nothing
            : html`<div class="basics">
                ${textField({
                  id: 'available',
                  label: 'Word for “there”',
                  isOptional: true,
                  maxLength: 256,
                  placeholder: 'online',
                  value: availability.available,
                  change: (available) => change({ available }),
                  error: shown.at('/availability/available'),
                })}
                ${textField({
                  id: 'not-available',
                  label: 'Word for “gone”',
                  isOptional: true,
                  maxLength: 256,
                  placeholder: 'offline',
                  value: availability.notAvailable,
                  change: (notAvailable) => change({ notAvailable }),
                  error: shown.at('/availability/notAvailable'),
                })}
              </div>`
        }
        ${numberField({
          id: 'expire',
          label: 'Seconds of silence after which its values are old',
          isOptional: true,
          value: expireAfter,
          change: (seconds) => this.#change({ expireAfter: seconds }),
          error: shown.at('/expireAfter'),
        })}
      </div>
    </details>`;
  }

  #drawBroker(shown: Shown): TemplateResult | typeof nothing {
    const { broker } = this.draft;
    const { brokers } = heardTopics.value;
    if (brokers.length < 2 && broker === '') return nothing;
    const names = broker === '' || brokers.includes(broker) ? brokers : [...brokers, broker];
    return selectField({
      id: 'broker',
      label: 'Broker',
      error: shown.at('/broker'),
      change: (name) => this.#change({ broker: name }),
      options: html`${option('', 'Where it is heard first', broker === '')} ${names.map((name) => option(name, name, name === broker))}`,
    });
  }

  /** What was chosen is what the draft is tried on, unless a part of it is missing: the hub has the whole of it. */
  #hear(heard: HeardTopic): void {
    const { topic, payload = '', broker } = heard;
    const tried = isWhole(heard) ? withSample(this.draft, { topic, payload, isHeard: true }) : withoutSample(this.draft, topic);
    this.#change({ ...tried, ...(heardTopics.value.brokers.length > 1 && { broker }) });
  }

  async #add(): Promise<void> {
    const value = draftValue();
    this.#change({ values: [...this.draft.values, value] });
    await this.updateComplete;
    const editor = [...this.renderRoot.querySelectorAll('value-editor')].at(-1);
    await editor?.updateComplete;
    editor?.focus();
  }

  #remove(value: DraftValue, index: number): void {
    this.renderRoot.querySelector<HTMLElement>('#add')?.focus();
    this.#change({ values: this.draft.values.toSpliced(index, 1) });
    const undo = () => {
      if (this.isConnected) this.#change({ values: this.draft.values.toSpliced(index, 0, value) });
    };
    toast(`Value ${index + 1} was removed`, 'info', { text: 'Undo', run: undo });
  }

  #change(part: Partial<Draft>): void {
    this.draft = { ...this.draft, ...part };
    this.dispatchEvent(new CustomEvent('change', { detail: this.draft }));
  }
}
customElements.define('mapping-form', MappingForm);
declare global {
  interface HTMLElementTagNameMap {
    'mapping-form': MappingForm;
  }
}
