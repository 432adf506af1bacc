import { html, nothing, type TemplateResult } from 'lit';
import { field, valueOf } from '../elements/field.ts';
import { at, below } from '../schema/pointer.ts';
import { capabilities } from '../state/model.ts';
import type { DraftValue } from './draft.ts';
import type { HeardTopic, Word } from './mapping.ts';
import { attributeShape, chosenMember } from './members.ts';
import { drawSends } from './preview.ts';
import './topic-field.ts';
import { ValuePart } from './value-part.ts';
import './words-editor.ts';

/** How a product is commanded, and what would be sent to it. */
export class SendEditor extends ValuePart {
  protected override render() {
    const { value, findings } = this;
    const definition = capabilities.find(value.capability);
    const type = chosenMember(value)?.type;
    const { send } = value;
    const change = (part: object) => this.change({ send: { topic: '', ...send, ...part } });
    const isFixed = type === 'command' && definition?.commands[value.command ?? '']?.args === undefined;
    return html`<div class="whole" role="group" aria-label="What it is told">
      ${
        type === 'command'
          ? nothing
          : html`<label class="row"
              ><input
                type="checkbox"
                .checked=${send !== undefined}
                @change=${({ target }: Event) => this.change({ send: (target as HTMLInputElement).checked ? { topic: '' } : undefined })}
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
                  ? this.text('payload', 'What it sends', {
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
        ${this.text('command-template', 'Template of the command', {
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
        ${this.tick('The broker keeps the command for a product that is away', send.retain, (retain) => change({ retain }))}
        ${this.tick('Take what was sent for done, without waiting for the product to say so', value.optimistic, (optimistic) =>
          this.change({ optimistic }),
        )}
      </div>
    </details>`;
  }
}
customElements.define('send-editor', SendEditor);
declare global {
  interface HTMLElementTagNameMap {
    'send-editor': SendEditor;
  }
}
