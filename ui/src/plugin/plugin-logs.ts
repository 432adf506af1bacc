import { css, html, LitElement, type TemplateResult } from 'lit';
import { getPluginLogs } from '../api/plugins.ts';
import type { PluginLogLine } from '../api/types.ts';
import '../elements/c-skeleton.ts';
import { option } from '../elements/field.ts';
import { formatTime } from '../format.ts';
import { drawFailure } from '../pages/loaded.ts';
import { base, buttons, forms } from '../styles/index.ts';

const readAgainMs = 3000;
const levels = ['debug', 'info', 'warn', 'error'] as const;

/** The last lines of a plugin's log, read again while somebody looks. */
export class PluginLogs extends LitElement {
  static override properties = { plugin: { type: String }, lines: { state: true }, error: { state: true }, least: { state: true } };
  static override styles = [
    base,
    buttons,
    forms,
    css`
      .box {
        max-height: 360px;
        overflow: auto;
        margin-top: var(--space-3);
        padding: var(--space-3);
        border-radius: var(--radius-m);
        background: var(--surface-sunken);
        font: 0.8rem/1.55 var(--font-mono);
      }
      li {
        overflow-wrap: anywhere;
      }
      .warn {
        color: var(--warn);
      }
      .error {
        color: var(--bad);
        font-size: inherit;
      }
      .debug,
      time {
        color: var(--ink-soft);
      }
      select {
        width: auto !important;
      }
    `,
  ];
  declare plugin: string;
  declare lines: readonly PluginLogLine[] | undefined;
  declare error: unknown;
  declare least: (typeof levels)[number];
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor() {
    super();
    this.plugin = '';
    this.lines = undefined;
    this.error = undefined;
    this.least = 'info';
  }

  override connectedCallback(): void {
    super.connectedCallback();
    this.#timer = setTimeout(() => void this.#read(), 0);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    clearTimeout(this.#timer);
  }

  protected override render() {
    return html`<div class="row">
        <label for="least" class="small soft">Show</label>
        <select id="least" @change=${(event: Event) => (this.least = (event.target as HTMLSelectElement).value as (typeof levels)[number])}>
          ${levels.map((level) => option(level, level === 'debug' ? 'everything' : `${level} and above`, level === this.least))}
        </select>
      </div>
      ${this.#drawLines()}`;
  }

  protected override updated(changed: Map<PropertyKey, unknown>): void {
    const box = this.renderRoot.querySelector('.box');
    const before = changed.get('lines') as readonly PluginLogLine[] | undefined;
    if (box && changed.has('lines') && (!before || box.scrollHeight - box.scrollTop - box.clientHeight < 60))
      box.scrollTop = box.scrollHeight;
  }

  #drawLines(): TemplateResult {
    if (this.error !== undefined) return drawFailure(this.error, () => void this.#read());
    if (!this.lines) return html`<c-skeleton></c-skeleton>`;
    const shown = this.lines.filter(({ level }) => levels.indexOf(level) >= levels.indexOf(this.least));
    if (shown.length === 0) return html`<p class="soft small">No lines.</p>`;
    return html`<ol class="box" tabindex="0" aria-label="Log">
      ${shown.map(
        ({ at, level, message, fields }) =>
          html`<li class=${level}>
            <time>${formatTime(at)}</time>
            ${message}${fields && Object.keys(fields).length > 0 ? html` <span class="soft">${JSON.stringify(fields)}</span>` : ''}
          </li>`,
      )}
    </ol>`;
  }

  // Log lines have no place in the live feed, so that a chatty plugin costs nobody who does not look.
  async #read(): Promise<void> {
    clearTimeout(this.#timer);
    try {
      const { items } = await getPluginLogs(this.plugin);
      if (items.length !== this.lines?.length || items.at(-1)?.at !== this.lines.at(-1)?.at) this.lines = items;
      this.error = undefined;
    } catch (error) {
      this.error = error;
    }
    if (this.isConnected && this.error === undefined) this.#timer = setTimeout(() => void this.#read(), readAgainMs);
  }
}
customElements.define('plugin-logs', PluginLogs);
declare global {
  interface HTMLElementTagNameMap {
    'plugin-logs': PluginLogs;
  }
}
