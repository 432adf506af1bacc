import { html, nothing, type TemplateResult } from 'lit';
import type { Capability } from '../api/types.ts';
import { field, valueOf } from '../elements/field.ts';
import { unitLabel } from '../format.ts';
import { at, below } from '../schema/pointer.ts';
import { capabilities } from '../state/model.ts';
import { placesIn } from './draft.ts';
import type { HeardTopic, Word } from './mapping.ts';
import { attributeShape, usualUnits } from './members.ts';
import { drawOutcome } from './preview.ts';
import './topic-field.ts';
import { ValuePart } from './value-part.ts';
import './words-editor.ts';

/** Where a product says a value or tells of an event, and what becomes of its message. */
export class StateEditor extends ValuePart {
  protected override render() {
    return this.#drawState(capabilities.find(this.value.capability));
  }

  #drawState(definition: Capability | undefined): TemplateResult {
    const { value, findings } = this;
    const { state = { topic: '' }, sample } = value;
    const shown = sample ?? this.preview?.sample;
    const isEvent = value.event !== undefined;
    const shape = attributeShape(value, definition);
    const change = (part: object) => this.change({ state: { ...state, ...part } });
    const places = placesIn(shown?.payload ?? '');
    return html`<div class="whole" role="group" aria-label=${isEvent ? 'When it happens' : 'What it says'}>
      <topic-field
        .label=${isEvent ? 'Topic that tells of it' : 'Topic that tells the value'}
        .topic=${state.topic}
        .isOpen=${state.topic === ''}
        .error=${at(findings, '/state', '/state/topic')}
        @change=${(event: CustomEvent<string>) => this.change({ state: { ...state, topic: event.detail }, sample: undefined })}
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
            @input=${(event: Event) => this.change({ sample: { topic: shown?.topic ?? state.topic, payload: valueOf(event) } })}
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
                      @click=${() => this.change({ state: { ...state, template }, ...this.wordsFor(value, String(found)) })}
                    >
                      ${path}: ${JSON.stringify(found)?.slice(0, 24)}
                    </button>`,
                )}
              </div>
            </div>`
          : nothing
      }
      ${this.text('template', 'Template', {
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
                @change=${(event: CustomEvent<readonly Word[]>) => this.change({ words: event.detail })}
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
            @input=${(event: Event) => this.change({ unit: valueOf(event) })}
          />
          <datalist id="units">${usual.map((unit) => html`<option value=${unit}></option>`)}</datalist>`,
    );
  }

  #pickTopic({ topic, payload = '' }: HeardTopic): void {
    this.change({ state: { ...this.value.state, topic }, sample: { topic, payload }, ...this.wordsFor(this.value, payload) });
  }
}
customElements.define('state-editor', StateEditor);
declare global {
  interface HTMLElementTagNameMap {
    'state-editor': StateEditor;
  }
}
