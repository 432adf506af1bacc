import { html, LitElement, nothing } from 'lit';
import { findingsOf, messageOf, type Finding } from '../api/client.ts';
import { updatePlugin } from '../api/plugins.ts';
import type { JsonSchema, Plugin } from '../api/types.ts';
import '../elements/c-notice.ts';
import { humanize } from '../format.ts';
import { validate, withDefaults, withoutEmpty } from '../schema/form.ts';
import '../schema/schema-form.ts';
import { plugins } from '../state/home.ts';
import { toast } from '../state/toasts.ts';
import { base, buttons, forms } from '../styles/index.ts';

/** The settings of a plugin, as a form made of their schema. */
export class PluginConfig extends LitElement {
  static override properties = {
    plugin: { attribute: false },
    values: { state: true },
    findings: { state: true },
    error: { state: true },
    isBusy: { state: true },
  };
  static override styles = [base, buttons, forms];
  declare plugin: Plugin;
  /** What was changed and not saved; nothing yet where undefined. */
  declare values: Record<string, unknown> | undefined;
  declare findings: readonly Finding[];
  declare error: unknown;
  declare isBusy: boolean;

  constructor() {
    super();
    this.values = undefined;
    this.findings = [];
    this.error = undefined;
    this.isBusy = false;
  }

  protected override render() {
    const schema = this.plugin.configSchema as JsonSchema;
    const titles = this.plugin.startOptions.map((name) => schema.properties?.[name]?.title ?? humanize(name));
    return html`<form class="stack" @submit=${this.#onSubmit} novalidate>
      ${titles.length > 0 ? html`<c-notice>Until the next start, what the hub was started with counts instead: ${titles.join(', ')}</c-notice>` : nothing}
      <schema-form
        .schema=${schema}
        .values=${this.values ?? withDefaults(schema, this.plugin.config)}
        .findings=${this.findings}
        @change=${(event: CustomEvent<Record<string, unknown>>) => (this.values = event.detail)}
      ></schema-form>
      ${this.error !== undefined && this.findings.length === 0 ? html`<c-notice tone="bad">${messageOf(this.error)}</c-notice>` : nothing}
      <div class="actions"><button class="primary" ?disabled=${this.isBusy || this.values === undefined}>Save settings</button></div>
    </form>`;
  }

  readonly #onSubmit = async (event: SubmitEvent): Promise<void> => {
    event.preventDefault();
    if (!this.values) return;
    const config = withoutEmpty(this.values);
    this.findings = validate(this.plugin.configSchema, config);
    if (this.findings.length > 0) return;
    this.isBusy = true;
    this.error = undefined;
    try {
      plugins.put(await updatePlugin(this.plugin.id, { config }));
      this.values = undefined;
      toast('The settings were saved', 'good');
    } catch (error) {
      this.error = error;
      this.findings = findingsOf(error).map(({ path, message }) => ({ path: path.replace(/^\/config/, ''), message }));
    } finally {
      this.isBusy = false;
    }
  };
}
customElements.define('plugin-config', PluginConfig);
declare global {
  interface HTMLElementTagNameMap {
    'plugin-config': PluginConfig;
  }
}
