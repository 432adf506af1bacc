import { css, html, LitElement, nothing, type TemplateResult } from 'lit';
import type { Finding } from '../api/client.ts';
import '../elements/c-icon.ts';
import { field, valueOf } from '../elements/field.ts';
import { byGroup, kinds, kindRow } from '../model/kinds.ts';
import { at, below, elsewhere, sentence } from '../schema/pointer.ts';
import { watch } from '../state/store.ts';
import { base, buttons, forms, layout } from '../styles/index.ts';
import { emptyValue, type Draft, type DraftValue } from './draft.ts';
import { heardTopics } from './heard.ts';
import type { HeardTopic, ValuePreview } from './mapping.ts';
import './topic-field.ts';
import './value-editor.ts';

/** The form of a product that announces nothing. Fires `change` with the draft. */
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
      summary {
        min-height: 36px;
        cursor: pointer;
        font-weight: 600;
        font-size: var(--text-s);
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
  }

  protected override render() {
    const { draft, findings } = this;
    const rest = elsewhere(findings, ['/name', '/maker', '/model', '/kind', '/broker', '/availability', '/expireAfter', '/values']);
    return html`<section class="card" aria-label="The product">
        <div class="basics">
          ${this.#text('name', 'Name', draft.name, (name) => this.#change({ name }), { placeholder: 'Garden pump' })} ${this.#drawKind()}
        </div>
        ${this.#drawMore()} ${rest.map(({ message }) => html`<p class="error">${sentence(message)}</p>`)}
      </section>
      ${draft.values.map((value, index) => this.#drawValue(value, index))}
      ${at(findings, '/values') === undefined ? nothing : html`<p class="error">${at(findings, '/values')}</p>`}
      <div>
        <button type="button" @click=${() => this.#change({ values: [...draft.values, emptyValue] })}>
          <c-icon name="plus"></c-icon>Add another value
        </button>
      </div>`;
  }

  #drawValue(value: DraftValue, index: number): TemplateResult {
    const { values } = this.draft;
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
                @click=${() => this.#change({ values: values.toSpliced(index, 1) })}
              >
                <c-icon name="trash"></c-icon>
              </button>`
            : nothing
        }
      </div>
      <value-editor
        .value=${value}
        .preview=${this.previews.find(({ at: place }) => place === index)}
        .findings=${below(this.findings, `/values/${index}`)}
        @change=${(event: CustomEvent<DraftValue>) => this.#change({ values: values.with(index, event.detail) })}
      ></value-editor>
    </section>`;
  }

  #drawKind(): TemplateResult {
    const { kind = '' } = this.draft;
    const error = at(this.findings, '/kind');
    return field(
      { id: 'kind', label: 'What is it?', isOptional: true, error },
      (described) =>
        html`<select id="kind" aria-describedby=${described} @change=${(event: Event) => this.#change({ kind: valueOf(event) })}>
          <option value="" ?selected=${kind === ''}>By what it can do</option>
          ${Object.keys(kinds)
            .filter((one) => one !== 'unknown')
            .toSorted(byGroup)
            .map((one) => html`<option value=${one} ?selected=${one === kind}>${kindRow(one).title}</option>`)}
        </select>`,
    );
  }

  #drawMore(): TemplateResult {
    const { maker, model, broker = '', availability, expireAfter } = this.draft;
    const { brokers } = heardTopics.value;
    const isMarked = ['/maker', '/model', '/broker', '/availability', '/expireAfter'].some(
      (place) => below(this.findings, place).length > 0,
    );
    const change = (part: object) => this.#change({ availability: { topic: '', ...availability, ...part } });
    return html`<details ?open=${isMarked}>
      <summary>Maker, model, and whether it is there</summary>
      <div class="more">
        <div class="basics">
          ${this.#text('maker', 'Maker', maker, (text) => this.#change({ maker: text }))}
          ${this.#text('model', 'Model', model, (text) => this.#change({ model: text }))}
        </div>
        ${
          brokers.length > 1 || broker !== ''
            ? field(
                { id: 'broker', label: 'Broker', error: at(this.findings, '/broker') },
                () =>
                  html`<select id="broker" @change=${(event: Event) => this.#change({ broker: valueOf(event) })}>
                    <option value="" ?selected=${broker === ''}>Where it is heard first</option>
                    ${[...new Set([...brokers, ...(broker === '' ? [] : [broker])])].map(
                      (name) => html`<option value=${name} ?selected=${name === broker}>${name}</option>`,
                    )}
                  </select>`,
              )
            : nothing
        }
        <topic-field
          label="Topic that says whether it is there (optional)"
          .topic=${availability?.topic ?? ''}
          .error=${at(this.findings, '/availability/topic')}
          @change=${(event: CustomEvent<string>) => this.#changeAvailability(event.detail)}
          @pick=${(event: CustomEvent<HeardTopic>) => this.#changeAvailability(event.detail.topic)}
        ></topic-field>
        ${
          availability
            ? html`<div class="basics">
                ${this.#text('available', 'Word for “there”', availability.available, (available) => change({ available }), { placeholder: 'online' })}
                ${this.#text('not-available', 'Word for “gone”', availability.notAvailable, (notAvailable) => change({ notAvailable }), { placeholder: 'offline' })}
              </div>`
            : nothing
        }
        ${field(
          {
            id: 'expire',
            label: 'Seconds of silence after which its values are old',
            isOptional: true,
            error: at(this.findings, '/expireAfter'),
          },
          (described) =>
            html`<input
              id="expire"
              type="number"
              min="1"
              inputmode="numeric"
              aria-describedby=${described}
              .value=${expireAfter === undefined ? '' : String(expireAfter)}
              @change=${({ target }: Event) => {
                const { value, valueAsNumber } = target as HTMLInputElement;
                this.#change({ expireAfter: value === '' ? undefined : valueAsNumber });
              }}
            />`,
        )}
      </div>
    </details>`;
  }

  #changeAvailability(topic: string): void {
    this.#change({ availability: topic === '' ? undefined : { ...this.draft.availability, topic } });
  }

  #text(
    id: string,
    label: string,
    value: string | undefined,
    change: (text: string) => void,
    { placeholder }: { readonly placeholder?: string } = {},
  ): TemplateResult {
    const error = at(this.findings, `/${id}`);
    return field(
      { id, label, error, isOptional: id !== 'name' },
      (described) =>
        html`<input
          id=${id}
          maxlength="100"
          autocomplete="off"
          placeholder=${placeholder ?? nothing}
          .value=${value ?? ''}
          aria-invalid=${error !== undefined}
          aria-describedby=${described}
          @input=${(event: Event) => change(valueOf(event))}
        />`,
    );
  }

  #change(part: { readonly [Name in keyof Draft]?: Draft[Name] | undefined }): void {
    this.draft = Object.fromEntries(Object.entries({ ...this.draft, ...part }).filter(([, one]) => one !== undefined)) as unknown as Draft;
    this.dispatchEvent(new CustomEvent('change', { detail: this.draft }));
  }
}
customElements.define('mapping-form', MappingForm);
declare global {
  interface HTMLElementTagNameMap {
    'mapping-form': MappingForm;
  }
}
