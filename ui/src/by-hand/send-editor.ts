import { html, nothing, type TemplateResult } from 'lit';
import type { HeardTopic, Word } from '../api/mappings.ts';
import { option, selectField, textField } from '../elements/field.ts';
import { opened } from '../elements/opened.ts';
import { below } from '../schema/pointer.ts';
import { wordsFor, type DraftValue } from './draft.ts';
import { drawSends } from './preview.ts';
import './topic-field.ts';
import { ValuePart } from './value-part.ts';
import './words-editor.ts';

const deliveries = ['At most once (0)', 'At least once (1)', 'Exactly once (2)'];

/** How a product is commanded, and what would be sent to it. */
export class SendEditor extends ValuePart {
  protected override render() {
    const { value, shown } = this;
    const isCommand = value.member?.type === 'command';
    return html`<div class="whole" role="group" aria-label="What it is told">
      ${isCommand ? nothing : this.tick('It can be set', value.isSettable, (isSettable) => this.change({ isSettable }))}
      ${isCommand || value.isSettable ? this.#drawSend(isCommand) : nothing} ${shown.rest()}
    </div>`;
  }

  #drawSend(isCommand: boolean): TemplateResult {
    const { value, shown, definition } = this;
    const { send } = value;
    // A command that takes something sends that, unless it was said to send something else.
    const hasPayload = isCommand && (send.payload !== undefined || definition?.commands[value.member?.name ?? '']?.args === undefined);
    return html`<topic-field
        label="Topic that takes the command"
        .topic=${send.topic}
        .error=${shown.at('/send', '/send/topic')}
        @change=${(event: CustomEvent<string>) => this.#change({ topic: event.detail })}
        @pick=${(event: CustomEvent<HeardTopic>) => this.#change({ topic: event.detail.topic })}
      ></topic-field>
      ${
        hasPayload
          ? textField({
              id: 'payload',
              label: 'What it sends',
              isMono: true,
              maxLength: 4096,
              value: send.payload ?? '',
              change: (payload) => this.#change({ payload }),
              error: shown.at('/send/payload'),
            })
          : nothing
      }
      ${this.#drawMore()} ${drawSends(this.preview, value, definition)}`;
  }

  #drawMore(): TemplateResult {
    const { value, shown, findings } = this;
    const { send } = value;
    const isMarked = ['/send/template', '/send/words', '/send/qos'].some((place) => below(findings, place).length > 0);
    return html`<details ${opened(isMarked)}>
      <summary>More about the command</summary>
      <div class="part whole">
        ${textField({
          id: 'command-template',
          label: 'Template of the command',
          isOptional: true,
          isMono: true,
          maxLength: 4096,
          value: send.template,
          change: (template) => this.#change({ template }),
          error: shown.at('/send/template'),
          hint: 'Makes the message; {{ value }} is what is to be set.',
        })}
        ${this.#drawWords()}
        ${selectField({
          id: 'qos',
          label: 'Delivery',
          error: shown.at('/send/qos'),
          options: deliveries.map((text, qos) => option(qos, text, qos === send.qos)),
          change: (qos) => this.#change({ qos: Number(qos) }),
        })}
        ${this.tick('The broker keeps the command for a product that is away', send.retain, (retain) => this.#change({ retain }))}
        ${this.tick('Take what was sent for done, without waiting for the product to say so', value.optimistic, (optimistic) =>
          this.change({ optimistic }),
        )}
      </div>
    </details>`;
  }

  #drawWords(): TemplateResult | typeof nothing {
    const { value, shape } = this;
    if (!shape) return nothing;
    const { words: all } = value.send;
    const words = wordsFor(all, value.member, shape);
    if (shape.type === 'number' && words.length === 0) return nothing;
    const others = all.filter((word) => !words.includes(word));
    return html`<div class="field">
      <span class="label">Other words to send <span class="soft">(optional)</span></span>
      <words-editor
        .words=${words}
        .shape=${shape}
        label="Words to send"
        .findings=${this.shown.below('/send/words')}
        @change=${(event: CustomEvent<readonly Word[]>) => this.#change({ words: [...event.detail, ...others] })}
      ></words-editor>
    </div>`;
  }

  #change(part: Partial<DraftValue['send']>): void {
    this.change({ send: { ...this.value.send, ...part } });
  }
}
customElements.define('send-editor', SendEditor);
declare global {
  interface HTMLElementTagNameMap {
    'send-editor': SendEditor;
  }
}
