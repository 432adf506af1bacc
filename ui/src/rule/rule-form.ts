import { css, html, LitElement, nothing, type TemplateResult } from 'lit';
import type { Finding } from '../api/client.ts';
import type { Action, Trigger } from '../api/types.ts';
import '../elements/c-icon.ts';
import '../elements/c-notice.ts';
import { option, selectField, textField } from '../elements/field.ts';
import { at, below, elsewhere, sentence } from '../schema/pointer.ts';
import { drawFindings } from '../schema/shown.ts';
import { base, buttons, forms, layout } from '../styles/index.ts';
import './action-editor.ts';
import './condition-editor.ts';
import { conditionPlace, moveBy, removeAt, replaceAt, type Comparison, type Draft } from './draft.ts';
import { actionKinds, conditionKinds, modes, triggerKinds, type Kind } from './kinds.ts';
import './rule-item.ts';
import './trigger-editor.ts';

/** The form of a rule: when, if, then. Fires `change` with the draft. */
export class RuleForm extends LitElement {
  static override properties = { draft: { attribute: false }, findings: { attribute: false } };
  static override styles = [
    base,
    buttons,
    forms,
    layout,
    css`
      .part {
        margin-top: var(--space-4);
      }
      .items {
        display: grid;
        gap: var(--space-3);
        margin-bottom: var(--space-3);
      }
      .items:not(:has(*)) {
        display: none;
      }
      .word {
        color: var(--accent);
        font-size: var(--text-xl);
        font-weight: 700;
      }
      .section-head select {
        width: auto;
      }
      .basics {
        display: grid;
        gap: var(--space-4);
        grid-template-columns: repeat(auto-fit, minmax(min(100%, 240px), 1fr));
      }
      .adders {
        display: flex;
        flex-wrap: wrap;
        gap: var(--space-2);
      }
    `,
  ];
  declare draft: Draft;
  declare findings: readonly Finding[];

  constructor() {
    super();
    this.findings = [];
  }

  protected override render() {
    const { draft, findings } = this;
    const rest = elsewhere(findings, ['/name', '/mode', '/triggers', '/conditions', '/actions']);
    return html`<section class="card">
        <div class="basics">
          ${textField({
            id: 'name',
            label: 'Name',
            placeholder: 'Welcome home',
            maxLength: 200,
            value: draft.name,
            change: (name) => this.#change({ name }),
            error: at(findings, '/name'),
          })}
          ${selectField({
            id: 'mode',
            label: 'Triggered again while it runs',
            options: modes.map(([mode, text]) => option(mode, text, mode === draft.mode)),
            change: (mode) => this.#change({ mode: mode as Draft['mode'] }),
            error: at(findings, '/mode'),
          })}
        </div>
        ${drawFindings(rest)}
      </section>
      ${this.#drawWhen()} ${this.#drawIf()} ${this.#drawThen()}`;
  }

  #drawWhen(): TemplateResult {
    const { triggers } = this.draft;
    return html`<section class="card part" aria-labelledby="when">
      <div class="section-head">
        <h2 id="when"><span class="word">When</span> ${triggers.length > 1 ? 'any of this happens' : ''}</h2>
      </div>
      ${this.#drawOwn('/triggers')}
      <div class="items">
        ${triggers.map((trigger, index) => {
          const kind = triggerKinds[trigger.type];
          return html`<rule-item
            heading=${kind?.text ?? ''}
            icon=${kind?.icon ?? 'rules'}
            @remove=${() => this.#change({ triggers: removeAt(triggers, index) })}
          >
            <trigger-editor
              .item=${trigger}
              .findings=${below(this.findings, `/triggers/${index}`)}
              @change=${(event: CustomEvent<Trigger>) => this.#change({ triggers: replaceAt(triggers, index, event.detail) })}
            ></trigger-editor>
          </rule-item>`;
        })}
      </div>
      ${drawAdders(triggerKinds, (trigger) => this.#change({ triggers: [...triggers, trigger] }))}
    </section>`;
  }

  #drawIf(): TemplateResult {
    const { conditions } = this.draft;
    if (conditions.form === 'tree') return this.#drawTree(conditions.tree);
    const { items, every } = conditions;
    const change = (next: readonly Comparison[]) => this.#change({ conditions: { ...conditions, items: next } });
    return html`<section class="card part" aria-labelledby="if">
      <div class="section-head">
        <h2 id="if"><span class="word">If</span> ${items.length === 0 ? html`<span class="soft small">(optional)</span>` : nothing}</h2>
        ${
          items.length > 1
            ? html`<select
                aria-label="How many must hold"
                @change=${(event: Event) => this.#change({ conditions: { ...conditions, every: (event.target as HTMLSelectElement).value === 'all' } })}
              >
                ${option('all', 'all of these hold', every)} ${option('any', 'any of these holds', !every)}
              </select>`
            : nothing
        }
      </div>
      ${this.#drawOwn('/conditions')}
      <div class="items">
        ${items.map((comparison, index) => {
          const kind = conditionKinds[comparison.fact];
          return html`<rule-item
            heading=${kind?.text ?? comparison.fact}
            icon=${kind?.icon ?? 'rules'}
            @remove=${() => change(removeAt(items, index))}
          >
            <condition-editor
              .item=${comparison}
              .findings=${below(this.findings, conditionPlace(conditions, index))}
              @change=${(event: CustomEvent<Comparison>) => change(replaceAt(items, index, event.detail))}
            ></condition-editor>
          </rule-item>`;
        })}
      </div>
      ${drawAdders(conditionKinds, (comparison) => change([...items, comparison]))}
    </section>`;
  }

  // Conditions within conditions come from scripts; a form that could not show them must not lose them.
  #drawTree(tree: Readonly<Record<string, unknown>>): TemplateResult {
    return html`<section class="card part" aria-labelledby="if">
      <div class="section-head">
        <h2 id="if" class="grow"><span class="word">If</span></h2>
      </div>
      <c-notice>These conditions are nested. They are kept as they are; change them by the API, or begin anew here.</c-notice>
      <pre class="small">${JSON.stringify(tree, null, 2)}</pre>
      ${below(this.findings, '/conditions').map(({ path, message }) => html`<p class="error">${path} ${sentence(message)}</p>`)}
      <button type="button" class="danger" @click=${() => this.#change({ conditions: { form: 'list', every: true, items: [] } })}>
        Remove these conditions
      </button>
    </section>`;
  }

  #drawThen(): TemplateResult {
    const { actions } = this.draft;
    const change = (next: readonly Action[]) => this.#change({ actions: next });
    return html`<section class="card part" aria-labelledby="then">
      <div class="section-head">
        <h2 id="then"><span class="word">Then</span></h2>
      </div>
      ${this.#drawOwn('/actions')}
      <div class="items">
        ${actions.map((action, index) => {
          const kind = actionKinds[action.type];
          return html`<rule-item
            heading=${kind?.text ?? ''}
            icon=${kind?.icon ?? 'rules'}
            isOrdered
            ?isFirst=${index === 0}
            ?isLast=${index === actions.length - 1}
            @remove=${() => change(removeAt(actions, index))}
            @move=${(event: CustomEvent<1 | -1>) => change(moveBy(actions, index, event.detail))}
          >
            <action-editor
              .item=${action}
              .findings=${below(this.findings, `/actions/${index}`)}
              @change=${(event: CustomEvent<Action>) => change(replaceAt(actions, index, event.detail))}
            ></action-editor>
          </rule-item>`;
        })}
      </div>
      ${drawAdders(actionKinds, (action) => change([...actions, action]))}
    </section>`;
  }

  #drawOwn(place: string): TemplateResult | typeof nothing {
    const message = at(this.findings, place);
    return message === undefined ? nothing : html`<p class="error">${message}</p>`;
  }

  #change(part: Partial<Draft>): void {
    this.draft = { ...this.draft, ...part };
    this.dispatchEvent(new CustomEvent('change', { detail: this.draft }));
  }
}

function drawAdders<T>(kinds: Readonly<Record<string, Kind<T>>>, add: (item: T) => void): TemplateResult {
  return html`<div class="adders">
    ${Object.values(kinds).map(({ text, icon, make }) => html`<button type="button" class="small-button" @click=${() => add(make())}><c-icon name=${icon}></c-icon>${text}</button>`)}
  </div>`;
}

customElements.define('rule-form', RuleForm);
declare global {
  interface HTMLElementTagNameMap {
    'rule-form': RuleForm;
  }
}
