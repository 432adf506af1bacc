import { html, nothing, type TemplateResult } from 'lit';
import type { Capability } from '../api/types.ts';
import { field, valueOf } from '../elements/field.ts';
import { at, elsewhere, sentence } from '../schema/pointer.ts';
import { capabilities } from '../state/model.ts';
import type { DraftValue } from './draft.ts';
import { attributeShape, chosenMember, groupsOf, isGeneric, membersOf, memberTitles, type MemberType } from './members.ts';
import './send-editor.ts';
import './state-editor.ts';
import { ValuePart } from './value-part.ts';

/** What a field shows the findings of. */
const shownPlaces = [
  'capability',
  'attribute',
  'event',
  'command',
  'title',
  'state',
  'unit',
  'words',
  'send',
  'endpoint',
  'minimum',
  'maximum',
  'step',
].map((name) => `/${name}`);

/** One value, event or command of a product: what it is, where it is said, and how it is commanded. */
export class ValueEditor extends ValuePart {
  protected override render() {
    const { value } = this;
    const definition = capabilities.find(value.capability);
    const type = chosenMember(value)?.type;
    const isWritable = type === 'command' || attributeShape(value, definition)?.writable === true;
    return html`<div class="pair">${this.#drawCapability()} ${this.#drawMember(definition)} ${this.#drawTitle()}</div>
      ${type === undefined || type === 'command' ? nothing : html`<state-editor class="part" .value=${value} .preview=${this.preview} .findings=${this.findings} @change=${this.#onChange}></state-editor>`}
      ${type !== undefined && isWritable ? html`<send-editor class="part" .value=${value} .preview=${this.preview} .findings=${this.findings} @change=${this.#onChange}></send-editor>` : nothing}
      ${type === undefined ? nothing : this.#drawMore(definition)} ${this.#drawRest()}`;
  }

  readonly #onChange = (event: CustomEvent<DraftValue>): void => this.emit(event.detail);

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
    return this.text('title', 'Its name', { value: this.value.title, change: (title) => this.change({ title }), placeholder: 'Flow' });
  }

  /** What most products need not say. */
  #drawMore(definition: Capability | undefined): TemplateResult {
    const { value, findings } = this;
    const { endpoint, send } = value;
    const hasRange = send !== undefined && attributeShape(value, definition)?.type === 'number';
    const isMarked = at(findings, '/endpoint', '/minimum', '/maximum', '/step') !== undefined;
    return html`<details ?open=${isMarked || endpoint !== undefined}>
      <summary>More about this value</summary>
      <div class="pair more">
        ${this.text('endpoint', 'Part of the product', {
          value: endpoint,
          change: (text) => this.change({ endpoint: text === '' ? undefined : text }),
          hint: 'For one that has several of the same: left, right. Left empty, it is the product itself.',
          isOptional: true,
        })}
        ${hasRange ? [this.#number('minimum', 'Lowest that it takes'), this.#number('maximum', 'Highest that it takes'), this.#number('step', 'Step')] : nothing}
      </div>
    </details>`;
  }

  #number(name: 'minimum' | 'maximum' | 'step', label: string): TemplateResult {
    const error = at(this.findings, `/${name}`);
    const { [name]: value } = this.value;
    return field(
      { id: name, label, isOptional: true, error },
      (described) =>
        html`<input
          id=${name}
          type="number"
          step="any"
          inputmode="decimal"
          aria-describedby=${described}
          aria-invalid=${error !== undefined}
          .value=${value === undefined ? '' : String(value)}
          @change=${({ target }: Event) => {
            const { value: text, valueAsNumber } = target as HTMLInputElement;
            this.change({ [name]: text === '' ? undefined : valueAsNumber });
          }}
        />`,
    );
  }

  /** What no field shows. */
  #drawRest(): TemplateResult[] {
    return elsewhere(this.findings, shownPlaces).map(
      ({ path, message }) => html`<p class="error">${path ? `${path.slice(1)}: ` : ''}${sentence(message)}</p>`,
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
    this.emit({ ...value, ...(value.sample && this.wordsFor(value, value.sample.payload)) });
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
