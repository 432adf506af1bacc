import { html, nothing, type TemplateResult } from 'lit';
import type { Capability } from '../api/types.ts';
import { numberField, option, selectField, textField } from '../elements/field.ts';
import { opened } from '../elements/opened.ts';
import { at } from '../schema/pointer.ts';
import { capabilities } from '../state/model.ts';
import type { DraftValue } from './draft.ts';
import { groupsOf, isGeneric, membersOf, memberTitles, type Member } from './members.ts';
import './send-editor.ts';
import './state-editor.ts';
import { ValuePart } from './value-part.ts';

/** One value, event or command of a product: what it is, where it is said, and how it is commanded. */
export class ValueEditor extends ValuePart {
  override focus(): void {
    this.renderRoot.querySelector('select')?.focus();
  }

  protected override render() {
    const { value, definition, shown } = this;
    const { member } = value;
    const isTold = member && member.type !== 'command';
    const isTaken = member && (member.type === 'command' || this.shape?.writable === true);
    return html`<div class="pair">${this.#drawCapability()} ${this.#drawMember(definition)} ${this.#drawTitle()}</div>
      ${
        isTold
          ? html`<state-editor
              class="part"
              .value=${value}
              .preview=${this.preview}
              .sample=${this.sample}
              .findings=${shown.among('/state', '/unit', '/words')}
              @change=${this.#onChange}
            ></state-editor>`
          : nothing
      }
      ${
        isTaken
          ? html`<send-editor
              class="part"
              .value=${value}
              .preview=${this.preview}
              .findings=${shown.among('/send')}
              @change=${this.#onChange}
            ></send-editor>`
          : nothing
      }
      ${member ? this.#drawMore(isTaken === true) : nothing} ${shown.rest()}`;
  }

  readonly #onChange = (event: CustomEvent<DraftValue>): void => this.change(event.detail);

  #drawCapability(): TemplateResult {
    const { capability } = this.value;
    return selectField({
      id: 'capability',
      label: 'What is it about?',
      error: this.shown.at('/capability'),
      change: (id) => this.#pickCapability(id),
      options: html`${option('', 'Choose…', capability === '', true)}
      ${groupsOf(capabilities.items).map(
        ([group, own]) => html`<optgroup label=${group}>${own.map(({ id, title }) => option(id, title, id === capability))}</optgroup>`,
      )}`,
    });
  }

  #drawMember(definition: Capability | undefined): TemplateResult {
    const { member: chosen } = this.value;
    const members = definition ? membersOf(definition) : [];
    return selectField({
      id: 'member',
      label: 'Which of it?',
      error: this.shown.at('/attribute', '/event', '/command'),
      hint: definition?.description,
      isDisabled: !definition,
      change: (index) => this.#pick({}, members[Number(index)]),
      options: html`${option('', 'Choose…', !chosen, true)}
      ${[...Map.groupBy(members, ({ type }) => type)].map(
        ([type, own]) =>
          html`<optgroup label=${memberTitles[type]}>
            ${own.map((one) => option(members.indexOf(one), one.title, one.type === chosen?.type && one.name === chosen.name))}
          </optgroup>`,
      )}`,
    });
  }

  #drawTitle(): TemplateResult | typeof nothing {
    const { capability, title } = this.value;
    if (!isGeneric(capability) && title === '') return nothing;
    const error = this.shown.at('/title');
    return textField({
      id: 'title',
      label: 'Its name',
      value: title,
      maxLength: 80,
      error,
      placeholder: 'Flow',
      change: (text) => this.change({ title: text }),
    });
  }

  /** What most products need not say. */
  #drawMore(isTaken: boolean): TemplateResult {
    const { value, findings, shown } = this;
    const hasRange = isTaken && value.isSettable && this.shape?.type === 'number';
    const isMarked = at(findings, '/endpoint', '/minimum', '/maximum', '/step') !== undefined;
    const number = (name: 'minimum' | 'maximum' | 'step', label: string) =>
      numberField({
        id: name,
        label,
        isOptional: true,
        value: value[name],
        error: shown.at(`/${name}`),
        change: (next) => this.change({ [name]: next }),
      });
    return html`<details ${opened(isMarked || value.endpoint !== '')}>
      <summary>More about this value</summary>
      <div class="pair more">
        ${textField({
          id: 'endpoint',
          label: 'Part of the product',
          isOptional: true,
          value: value.endpoint,
          maxLength: 64,
          error: shown.at('/endpoint'),
          change: (endpoint) => this.change({ endpoint }),
          hint: 'For one that has several of the same: left, right. Left empty, it is the product itself.',
        })}
        ${hasRange ? [number('minimum', 'Lowest that it takes'), number('maximum', 'Highest that it takes'), number('step', 'Step')] : nothing}
      </div>
    </details>`;
  }

  #pickCapability(capability: string): void {
    const definition = capabilities.find(capability);
    const [only, ...others] = definition ? membersOf(definition) : [];
    this.#pick({ capability }, only && (others.length === 0 || only.type === 'attribute') ? only : undefined);
  }

  #pick(part: Partial<DraftValue>, member: Member | undefined): void {
    const value = { ...this.value, ...part, member: member && { type: member.type, name: member.name } };
    this.change({ ...value, ...(this.sample && this.wordsHeard(value, this.sample.payload)) });
  }
}
customElements.define('value-editor', ValueEditor);
declare global {
  interface HTMLElementTagNameMap {
    'value-editor': ValueEditor;
  }
}
