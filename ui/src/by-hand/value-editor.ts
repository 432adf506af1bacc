import { css, html, LitElement, nothing, type TemplateResult } from 'lit';
import type { Finding } from '../api/client.ts';
import type { Capability } from '../api/types.ts';
import '../elements/c-icon.ts';
import { field, valueOf } from '../elements/field.ts';
import { unitLabel } from '../format.ts';
import { at, below, elsewhere, sentence } from '../schema/pointer.ts';
import { capabilities } from '../state/model.ts';
import { watch } from '../state/store.ts';
import { base, buttons, forms } from '../styles/index.ts';
import { placesIn, wordsLike, type DraftValue } from './draft.ts';
import type { HeardTopic, ValuePreview, Word } from './mapping.ts';
import { attributeShape, chosenMember, groupsOf, isGeneric, membersOf, memberTitles, usualUnits, type MemberType } from './members.ts';
import { drawOutcome, drawSends } from './preview.ts';
import './topic-field.ts';
import './words-editor.ts';

/** One value, event or command of a product: what it is, where it is said, and what it becomes. Fires `change` with it, and `heard`. */
export class ValueEditor extends LitElement {
  static override properties = {
    value: { attribute: false },
    preview: { attribute: false },
    findings: { attribute: false },
  };
  static override styles = [
    base,
    buttons,
    forms,
    css`
      :host,
      .part {
        display: grid;
        gap: var(--space-4);
        min-width: 0;
      }
      .pair {
        display: grid;
        gap: var(--space-4);
        grid-template-columns: repeat(auto-fit, minmax(min(100%, 220px), 1fr));
      }
      .part {
        padding-top: var(--space-4);
        border-top: 1px solid var(--line);
      }
      .places {
        display: flex;
        flex-wrap: wrap;
        gap: 6px;
      }
      .mono {
        font-family: var(--font-mono);
        font-size: var(--text-s);
      }
      textarea {
        min-height: 56px;
      }
      label.row {
        min-height: var(--touch);
      }
      .row input {
        width: 20px;
        height: 20px;
        accent-color: var(--accent);
      }
      summary {
        min-height: 36px;
        cursor: pointer;
        font-weight: 600;
        font-size: var(--text-s);
      }
    `,
  ];
  declare value: DraftValue;
  declare preview: ValuePreview | undefined;
  declare findings: readonly Finding[];

  constructor() {
    super();
    this.preview = undefined;
    this.findings = [];
    watch(this, capabilities);
    capabilities.want();
  }

  protected override render() {
    const { value } = this;
    const definition = capabilities.find(value.capability);
    const member = chosenMember(value);
    const rest = elsewhere(this.findings, [
      '/capability',
      '/attribute',
      '/event',
      '/command',
      '/title',
      '/state',
      '/unit',
      '/words',
      '/send',
      '/endpoint',
    ]);
    return html`<div class="pair">${this.#drawCapability()} ${this.#drawMember(definition)} ${this.#drawTitle()}</div>
      ${member && member.type !== 'command' ? this.#drawState(definition) : nothing}
      ${member ? this.#drawSend(definition, member.type) : nothing}
      ${rest.map(({ path, message }) => html`<p class="error">${path ? `${path.slice(1)}: ` : ''}${sentence(message)}</p>`)}`;
  }

  #drawCapability(): TemplateResult {
    const { capability } = this.value;
    const error = at(this.findings, '/capability');
    return field(
      { id: 'capability', label: 'What is it about?', error },
      (described) =>
        html`<select
          id="capability"
          aria-describedby=${described}
          aria-invalid=${error !== undefined}
          @change=${(event: Event) => this.#pickCapability(valueOf(event))}
        >
          <option value="" ?selected=${capability === ''} disabled>Choose…</option>
          ${groupsOf(capabilities.items).map(
            ([group, own]) =>
              html`<optgroup label=${group}>
                ${own.map(({ id, title }) => html`<option value=${id} ?selected=${id === capability}>${title}</option>`)}
              </optgroup>`,
          )}
        </select>`,
    );
  }

  #drawMember(definition: Capability | undefined): TemplateResult {
    const chosen = chosenMember(this.value);
    const members = definition ? membersOf(definition) : [];
    const error = definition && at(this.findings, '/attribute', '/event', '/command');
    return field(
      { id: 'member', label: 'Which of it?', error, hint: definition?.description },
      (described) =>
        html`<select
          id="member"
          ?disabled=${!definition}
          aria-describedby=${described}
          aria-invalid=${error !== undefined}
          @change=${(event: Event) => this.#pickMember(members[Number(valueOf(event))])}
        >
          <option value="" ?selected=${!chosen} disabled>Choose…</option>
          ${[...Map.groupBy(members, ({ type }) => type)].map(
            ([type, own]) =>
              html`<optgroup label=${memberTitles[type]}>
                ${own.map(
                  (one) =>
                    html`<option value=${members.indexOf(one)} ?selected=${one.type === chosen?.type && one.name === chosen.name}>
                      ${one.title}
                    </option>`,
                )}
              </optgroup>`,
          )}
        </select>`,
    );
  }

  #drawTitle(): TemplateResult | typeof nothing {
    if (!isGeneric(this.value.capability)) return nothing;
    return this.#text('title', 'Its name', { value: this.value.title, change: (title) => this.#change({ title }), placeholder: 'Flow' });
  }

  #drawState(definition: Capability | undefined): TemplateResult {
    const { value, findings } = this;
    const { state = { topic: '' }, sample } = value;
    const shown = sample ?? this.preview?.sample;
    const isEvent = value.event !== undefined;
    const shape = attributeShape(value, definition);
    const change = (part: object) => this.#change({ state: { ...state, ...part } });
    const places = placesIn(shown?.payload ?? '');
    return html`<div class="part" role="group" aria-label=${isEvent ? 'When it happens' : 'What it says'}>
      <topic-field
        .label=${isEvent ? 'Topic that tells of it' : 'Topic that tells the value'}
        .topic=${state.topic}
        .isOpen=${state.topic === ''}
        .error=${at(findings, '/state', '/state/topic')}
        @change=${(event: CustomEvent<string>) => this.#change({ state: { ...state, topic: event.detail }, sample: undefined })}
        @pick=${(event: CustomEvent<HeardTopic>) => this.#pickTopic(event.detail)}
      ></topic-field>
      ${field(
        { id: 'sample', label: 'Message to try it on', hint: 'The last one that was heard. Change it to see what becomes of another.' },
        (described) =>
          html`<textarea
            id="sample"
            class="mono"
            rows="2"
            spellcheck="false"
            maxlength="65536"
            aria-describedby=${described}
            .value=${shown?.payload ?? ''}
            @input=${(event: Event) => this.#change({ sample: { topic: shown?.topic ?? state.topic, payload: valueOf(event) } })}
          ></textarea>`,
      )}
      ${
        places.length > 0
          ? html`<div class="field">
              <span class="label" id="places">Which part of the message?</span>
              <div class="places" role="group" aria-labelledby="places">
                ${places.map(
                  ({ path, template, value: found }) =>
                    html`<button
                      type="button"
                      class="small-button mono"
                      aria-pressed=${state.template === template}
                      @click=${() => this.#change({ state: { ...state, template }, ...this.#wordsFor(value, String(found)) })}
                    >
                      ${path}: ${JSON.stringify(found)?.slice(0, 24)}
                    </button>`,
                )}
              </div>
            </div>`
          : nothing
      }
      ${this.#text('template', 'Template', {
        value: state.template,
        change: (template) => change({ template }),
        error: at(findings, '/state/template'),
        hint: 'Makes the value of the message. Without one the whole message is the value. {{ value | float / 10 }} is a tenth of it.',
        isMono: true,
      })}
      ${shape?.type === 'number' ? this.#drawUnit(shape.unit) : nothing}
      ${
        isEvent || (shape && shape.type !== 'number' && shape.type !== 'structure')
          ? html`<div class="field">
              <span class="label">${isEvent ? 'Only for these words' : 'What its words mean'} <span class="soft">(optional)</span></span>
              <words-editor
                .words=${value.words ?? []}
                .shape=${isEvent ? undefined : shape}
                .label=${isEvent ? 'Words that tell of it' : 'Words'}
                .findings=${below(findings, '/words')}
                @change=${(event: CustomEvent<readonly Word[]>) => this.#change({ words: event.detail })}
              ></words-editor>
            </div>`
          : nothing
      }
      ${drawOutcome(this.preview, value, shape)}
    </div>`;
  }

  #drawUnit(canonical: string | undefined): TemplateResult {
    const error = at(this.findings, '/unit');
    const usual = canonical === undefined ? [] : (usualUnits[canonical] ?? []);
    const hint = canonical === undefined ? undefined : `Left empty: ${unitLabel(canonical)}.`;
    return field(
      { id: 'unit', label: 'Unit that the product counts in', isOptional: true, error, hint },
      (described) =>
        html`<input
            id="unit"
            list="units"
            maxlength="32"
            autocomplete="off"
            autocapitalize="off"
            aria-describedby=${described}
            aria-invalid=${error !== undefined}
            .value=${this.value.unit ?? ''}
            @input=${(event: Event) => this.#change({ unit: valueOf(event) })}
          />
          <datalist id="units">${usual.map((unit) => html`<option value=${unit}></option>`)}</datalist>`,
    );
  }

  #drawSend(definition: Capability | undefined, type: MemberType): TemplateResult | typeof nothing {
    const { value, findings } = this;
    const isWritable = type === 'command' || attributeShape(value, definition)?.writable === true;
    if (!isWritable) return nothing;
    const { send } = value;
    const change = (part: object) => this.#change({ send: { topic: '', ...send, ...part } });
    const isFixed = type === 'command' && definition?.commands[value.command ?? '']?.args === undefined;
    return html`<div class="part" role="group" aria-label="What it is told">
      ${
        type === 'command'
          ? nothing
          : html`<label class="row"
              ><input
                type="checkbox"
                .checked=${send !== undefined}
                @change=${({ target }: Event) => this.#change({ send: (target as HTMLInputElement).checked ? { topic: '' } : undefined })}
              />It can be set</label
            >`
      }
      ${
        send === undefined
          ? nothing
          : html`<topic-field
                label="Topic that takes the command"
                .topic=${send.topic}
                .error=${at(findings, '/send', '/send/topic')}
                @change=${(event: CustomEvent<string>) => change({ topic: event.detail })}
                @pick=${(event: CustomEvent<HeardTopic>) => change({ topic: event.detail.topic })}
              ></topic-field>
              ${
                isFixed
                  ? this.#text('payload', 'What it sends', {
                      value: send.payload,
                      change: (payload) => change({ payload }),
                      error: at(findings, '/send/payload'),
                      isMono: true,
                    })
                  : nothing
              }
              ${this.#drawMore(send, change)} ${drawSends(this.preview, value, definition)}`
      }
    </div>`;
  }

  #drawMore(send: NonNullable<DraftValue['send']>, change: (part: object) => void): TemplateResult {
    const { value, findings } = this;
    const isAttribute = value.attribute !== undefined;
    const shape = attributeShape(value, capabilities.find(value.capability));
    return html`<details ?open=${below(findings, '/send/template').length + below(findings, '/send/words').length > 0}>
      <summary>More about the command</summary>
      <div class="part">
        ${this.#text('command-template', 'Template of the command', {
          value: send.template,
          change: (template) => change({ template }),
          error: at(findings, '/send/template'),
          hint: 'Makes the message; {{ value }} is what is to be set.',
          isMono: true,
        })}
        ${
          isAttribute && shape && shape.type !== 'number'
            ? html`<div class="field">
                <span class="label">Other words to send <span class="soft">(optional)</span></span>
                <words-editor
                  .words=${send.words ?? []}
                  .shape=${shape}
                  label="Words to send"
                  .findings=${below(findings, '/send/words')}
                  @change=${(event: CustomEvent<readonly Word[]>) => change({ words: event.detail })}
                ></words-editor>
              </div>`
            : nothing
        }
        ${field(
          { id: 'qos', label: 'Delivery' },
          () =>
            html`<select id="qos" @change=${(event: Event) => change({ qos: Number(valueOf(event)) })}>
              ${['At most once (0)', 'At least once (1)', 'Exactly once (2)'].map(
                (text, qos) => html`<option value=${qos} ?selected=${qos === (send.qos ?? 0)}>${text}</option>`,
              )}
            </select>`,
        )}
        ${this.#tick('The broker keeps the command for a product that is away', send.retain, (retain) => change({ retain }))}
        ${this.#tick('Take what was sent for done, without waiting for the product to say so', value.optimistic, (optimistic) =>
          this.#change({ optimistic }),
        )}
      </div>
    </details>`;
  }

  #tick(text: string, checked: boolean | undefined, change: (checked: boolean | undefined) => void): TemplateResult {
    return html`<label class="row"
      ><input
        type="checkbox"
        .checked=${checked ?? false}
        @change=${({ target }: Event) => change((target as HTMLInputElement).checked || undefined)}
      /><span class="grow">${text}</span></label
    >`;
  }

  #text(
    id: string,
    label: string,
    {
      value = '',
      change,
      error = at(this.findings, `/${id}`),
      hint,
      placeholder,
      isMono = false,
    }: {
      readonly value: string | undefined;
      readonly change: (text: string) => void;
      readonly error?: string | undefined;
      readonly hint?: string;
      readonly placeholder?: string;
      readonly isMono?: boolean;
    },
  ): TemplateResult {
    return field(
      { id, label, error, hint, isOptional: id.endsWith('template') },
      (described) =>
        html`<input
          id=${id}
          class=${isMono ? 'mono' : ''}
          autocomplete="off"
          autocapitalize=${isMono ? 'off' : 'sentences'}
          spellcheck="false"
          maxlength="4096"
          placeholder=${placeholder ?? nothing}
          .value=${value}
          aria-describedby=${described}
          aria-invalid=${error !== undefined}
          @input=${(event: Event) => change(valueOf(event))}
        />`,
    );
  }

  #pickCapability(capability: string): void {
    const { endpoint, state, sample } = this.value;
    const definition = capabilities.find(capability);
    const [only, ...others] = definition ? membersOf(definition) : [];
    const kept = { capability, ...(endpoint !== undefined && { endpoint }), ...(state && { state }), ...(sample && { sample }) };
    this.#choose(kept, only && (others.length === 0 || only.type === 'attribute') ? only : undefined);
  }

  #pickMember(member: { readonly type: MemberType; readonly name: string } | undefined): void {
    if (!member) return;
    const { attribute: _attribute, event: _event, command: _command, words: _words, unit: _unit, ...kept } = this.value;
    this.#choose(kept, member);
  }

  #choose(kept: DraftValue, member: { readonly type: MemberType; readonly name: string } | undefined): void {
    const value = member ? withMember(kept, member) : kept;
    this.#emit({ ...value, ...(value.sample && this.#wordsFor(value, value.sample.payload)) });
  }

  /** Of a yes or no the words that were heard are set down: they are sent, too. */
  #wordsFor(value: DraftValue, heard: string): { readonly words?: readonly Word[] } {
    if ((value.words ?? []).length > 0 || attributeShape(value, capabilities.find(value.capability))?.type !== 'boolean') return {};
    const words = wordsLike(heard);
    return words.length > 0 ? { words } : {};
  }

  #pickTopic({ topic, payload = '' }: HeardTopic): void {
    this.#change({ state: { ...this.value.state, topic }, sample: { topic, payload }, ...this.#wordsFor(this.value, payload) });
  }

  #change(part: { readonly [Name in keyof DraftValue]?: DraftValue[Name] | undefined }): void {
    this.#emit(
      Object.fromEntries(Object.entries({ ...this.value, ...part }).filter(([, one]) => one !== undefined)) as unknown as DraftValue,
    );
  }

  #emit(value: DraftValue): void {
    this.value = value;
    this.dispatchEvent(new CustomEvent('change', { detail: value }));
  }
}

/** An event and a value have a topic that tells; a command has one that it is sent to. */
function withMember(value: DraftValue, { type, name }: { readonly type: MemberType; readonly name: string }): DraftValue {
  const { state, send, ...kept } = value;
  if (type === 'command') return { ...kept, [type]: name, send: send ?? { topic: '' } };
  return { ...kept, [type]: name, state: state ?? { topic: '' } };
}

customElements.define('value-editor', ValueEditor);
declare global {
  interface HTMLElementTagNameMap {
    'value-editor': ValueEditor;
  }
}
