import { css, html, LitElement, nothing, type TemplateResult } from 'lit';
import { findingsOf, messageOf, type Finding } from '../api/client.ts';
import { runPluginAction } from '../api/plugins.ts';
import type { JsonSchema, Plugin } from '../api/types.ts';
import '../elements/c-icon.ts';
import '../elements/c-notice.ts';
import '../elements/c-time-left.ts';
import { formatTime, humanize, isMoment } from '../format.ts';
import { validate, withDefaults, withoutEmpty } from '../schema/form.ts';
import '../schema/schema-form.ts';
import { toast } from '../state/toasts.ts';
import { base, buttons, layout } from '../styles/index.ts';

/** One action of a plugin: its form, and what it answered. */
export class PluginAction extends LitElement {
  static override properties = {
    plugin: { type: String },
    action: { type: String },
    what: { attribute: false },
    isOpen: { type: Boolean },
    values: { state: true },
    findings: { state: true },
    outcome: { state: true },
    isBusy: { state: true },
  };
  static override styles = [
    base,
    buttons,
    layout,
    css`
      summary {
        display: flex;
        align-items: center;
        gap: var(--space-2);
        min-height: 52px;
        cursor: pointer;
        font-weight: 600;
      }
      summary::marker {
        content: '';
      }
      details[open] summary c-icon {
        rotate: 90deg;
      }
      .body {
        display: grid;
        gap: var(--space-4);
        padding: 0 0 var(--space-4);
      }
      dl {
        display: grid;
        grid-template-columns: auto 1fr auto;
        align-items: center;
        gap: var(--space-2) var(--space-3);
      }
      dd {
        overflow-wrap: anywhere;
        font-family: var(--font-mono);
      }
    `,
  ];
  declare plugin: string;
  declare action: string;
  declare what: Plugin['actions'][string];
  declare isOpen: boolean;
  declare values: Record<string, unknown>;
  declare findings: readonly Finding[];
  declare outcome: { readonly result: unknown } | { readonly error: unknown } | undefined;
  declare isBusy: boolean;

  constructor() {
    super();
    this.plugin = '';
    this.action = '';
    this.isOpen = false;
    this.values = {};
    this.findings = [];
    this.outcome = undefined;
    this.isBusy = false;
  }

  protected override render() {
    const { title, description, input } = this.what;
    return html`<details ?open=${this.isOpen}>
      <summary><c-icon name="next"></c-icon>${title}</summary>
      <form class="body" @submit=${this.#onSubmit} novalidate>
        ${description ? html`<p class="soft">${description}</p>` : nothing}
        <schema-form
          .schema=${input}
          .values=${this.values}
          .findings=${this.findings}
          @change=${(event: CustomEvent<Record<string, unknown>>) => (this.values = event.detail)}
        ></schema-form>
        ${this.#drawOutcome()}
        <div><button class="primary" ?disabled=${this.isBusy}>${this.isBusy ? 'Working…' : title}</button></div>
      </form>
    </details>`;
  }

  #drawOutcome(): TemplateResult | typeof nothing {
    const { outcome } = this;
    if (!outcome) return nothing;
    if ('error' in outcome) return this.findings.length > 0 ? html`` : html`<c-notice tone="bad">${messageOf(outcome.error)}</c-notice>`;
    const { result } = outcome;
    const rows = typeof result === 'object' && result !== null ? Object.entries(result) : [];
    return html`<c-notice tone="good"
        >Done${'password' in Object.fromEntries(rows) ? '. Note the password now: it is shown this once.' : ''}</c-notice
      >
      ${
        rows.length === 0
          ? nothing
          : html`<dl>
              ${rows.map(([name, value]) => {
                const text = typeof value === 'string' ? value : JSON.stringify(value);
                return html`<dt>${humanize(name)}</dt>
                  <dd>${isMoment(text) ? html`${formatTime(text)} <c-time-left until=${text}></c-time-left>` : text}</dd>
                  <button type="button" class="plain icon small-button" aria-label="Copy ${name}" @click=${() => void copy(text)}>
                    <c-icon name="copy"></c-icon>
                  </button>`;
              })}
            </dl>`
      }`;
  }

  readonly #onSubmit = async (event: SubmitEvent): Promise<void> => {
    event.preventDefault();
    const schema = this.what.input as JsonSchema;
    const input = withoutEmpty(withDefaults(schema, this.values));
    this.findings = validate(schema, input);
    if (this.findings.length > 0) return;
    this.isBusy = true;
    this.outcome = undefined;
    try {
      const { result } = await runPluginAction(this.plugin, this.action, input);
      this.outcome = { result };
      this.values = {};
    } catch (error) {
      this.findings = findingsOf(error);
      this.outcome = { error };
    } finally {
      this.isBusy = false;
    }
  };
}

async function copy(text: string): Promise<void> {
  try {
    await navigator.clipboard.writeText(text);
    toast('Copied', 'good');
  } catch {
    // Browsers keep the clipboard for secure pages; over plain HTTP it has to be marked by hand.
    toast('This browser lets pages copy over HTTPS only. Mark the text and copy it.', 'info');
  }
}
customElements.define('plugin-action', PluginAction);
declare global {
  interface HTMLElementTagNameMap {
    'plugin-action': PluginAction;
  }
}
