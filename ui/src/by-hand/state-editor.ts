import { html, nothing, type TemplateResult } from 'lit';
import type { HeardMessage, HeardTopic, Word } from '../api/mappings.ts';
import { field, textField, valueOf } from '../elements/field.ts';
import { formatBytes, unitLabel } from '../format.ts';
import { wordsFor, type DraftSample } from './draft.ts';
import { placesIn } from './payload-places.ts';
import { drawOutcome } from './preview.ts';
import { isWhole } from './samples.ts';
import './topic-field.ts';
import { reaches } from './topics.ts';
import { usualUnits } from './units.ts';
import { ValuePart } from './value-part.ts';
import './words-editor.ts';

/** Where a product says a value or tells of an event, and what becomes of its message. Fires `sample`, which leaves every part around it. */
export class StateEditor extends ValuePart {
  protected override render() {
    const { value, shown, shape } = this;
    const { state, member } = value;
    const isEvent = member?.type === 'event';
    return html`<div class="whole" role="group" aria-label=${isEvent ? 'When it happens' : 'What it says'}>
      <topic-field
        .label=${isEvent ? 'Topic that tells of it' : 'Topic that tells the value'}
        .topic=${state.topic}
        isEager
        .error=${shown.at('/state', '/state/topic')}
        @change=${(event: CustomEvent<string>) => this.#typeTopic(event.detail)}
        @pick=${(event: CustomEvent<HeardTopic>) => this.#pickTopic(event.detail)}
      ></topic-field>
      ${this.#drawSample()} ${this.#drawPlaces()}
      ${textField({
        id: 'template',
        label: 'Template',
        isOptional: true,
        isMono: true,
        maxLength: 4096,
        value: state.template,
        change: (template) => this.change({ state: { ...state, template } }),
        error: shown.at('/state/template'),
        hint: 'Makes the value of the message. Without one the whole message is the value. {{ value | float / 10 }} is a tenth of it.',
      })}
      ${shape?.type === 'number' ? this.#drawUnit(shape.unit) : nothing} ${this.#drawWords(isEvent)}
      ${drawOutcome(this.preview, value, shape, this.sample?.payload === '')} ${shown.rest()}
    </div>`;
  }

  /** The last message of its topic, where that is tried. What was tried last may have been another topic's. */
  get #heard(): HeardMessage | undefined {
    const { sample, preview, value } = this;
    return sample || !preview?.sample || !reaches(value.state.topic, preview.sample.topic) ? undefined : preview.sample;
  }

  #drawSample(): TemplateResult {
    const { sample, value } = this;
    const heard = this.#heard;
    const topic = sample?.topic ?? heard?.topic ?? value.state.topic;
    const hint =
      heard && !isWhole(heard)
        ? `The last one that was heard has ${formatBytes(heard.bytes)}, too much to show: it is tried as it was heard. Write one to try that.`
        : sample?.payload === ''
          ? 'Left empty: it is tried on the last one that was heard.'
          : 'The last one that was heard. Change it to see what becomes of another.';
    return field(
      { id: 'sample', label: 'Message to try it on', hint },
      (described) =>
        html`<textarea
          id="sample"
          class="mono"
          rows="2"
          spellcheck="false"
          maxlength="65536"
          aria-describedby=${described}
          .value=${this.#payload}
          @input=${(event: Event) => this.#tellSample({ topic, payload: valueOf(event), isHeard: false })}
        ></textarea>`,
    );
  }

  get #payload(): string {
    const heard = this.#heard;
    return this.sample?.payload ?? (heard && isWhole(heard) ? heard.payload : undefined) ?? '';
  }

  #drawPlaces(): TemplateResult | typeof nothing {
    const { state } = this.value;
    const { places, leftOut } = placesIn(this.#payload);
    if (places.length === 0) return nothing;
    return html`<div class="field">
      <span class="label" id="places">Which part of the message?</span>
      <div class="places" role="group" aria-labelledby="places">
        ${places.map(
          ({ path, template, value: found }) =>
            html`<button
              type="button"
              class="small-button mono"
              aria-pressed=${state.template === template}
              @click=${() => this.change({ state: { ...state, template }, ...this.wordsHeard(this.value, String(found)) })}
            >
              ${path}: ${JSON.stringify(found)?.slice(0, 24)}
            </button>`,
        )}
      </div>
      ${leftOut > 0 ? html`<p class="hint">${leftOut} more: write a template like those that these buttons write.</p>` : nothing}
    </div>`;
  }

  #drawWords(isEvent: boolean): TemplateResult | typeof nothing {
    const { value, shape } = this;
    const words = wordsFor(value.words, value.member, shape);
    const others = value.words.filter((word) => !words.includes(word));
    // Numbers seldom have words: nobody is asked for them.
    const isAsked = isEvent || (shape && shape.type !== 'number' && shape.type !== 'structure');
    if (!isAsked && words.length === 0) return nothing;
    return html`<div class="field">
      <span class="label">${isEvent ? 'Only for these words' : 'What its words mean'} <span class="soft">(optional)</span></span>
      <words-editor
        .words=${words}
        .shape=${isEvent ? undefined : shape}
        .label=${isEvent ? 'Words that tell of it' : 'Words'}
        .findings=${this.shown.below('/words')}
        @change=${(event: CustomEvent<readonly Word[]>) => this.change({ words: [...event.detail, ...others] })}
      ></words-editor>
    </div>`;
  }

  #drawUnit(canonical: string | undefined): TemplateResult {
    const error = this.shown.at('/unit');
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
            .value=${this.value.unit}
            @input=${(event: Event) => this.change({ unit: valueOf(event) })}
          />
          <datalist id="units">${usual.map((unit) => html`<option value=${unit}></option>`)}</datalist>`,
    );
  }

  /** What was written by hand goes along; what was heard was another topic's. */
  #typeTopic(topic: string): void {
    const { sample, value } = this;
    this.change({ state: { ...value.state, topic } });
    if (sample && !sample.isHeard && !reaches(topic, sample.topic)) this.#tellSample({ ...sample, topic });
  }

  #pickTopic({ topic, payload = '' }: HeardTopic): void {
    this.change({ state: { ...this.value.state, topic }, ...this.wordsHeard(this.value, payload) });
  }

  #tellSample(sample: DraftSample): void {
    this.dispatchEvent(new CustomEvent('sample', { detail: sample, bubbles: true, composed: true }));
  }
}
customElements.define('state-editor', StateEditor);
declare global {
  interface HTMLElementTagNameMap {
    'state-editor': StateEditor;
  }
}
