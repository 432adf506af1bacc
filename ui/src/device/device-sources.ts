import { css, html, LitElement, nothing, type TemplateResult } from 'lit';
import type { Device, Plugin, Source } from '../api/types.ts';
import '../elements/c-chip.ts';
import '../elements/c-icon.ts';
import { nameIn } from '../model/named.ts';
import { availabilityWords, roleOf } from '../model/sources.ts';
import { base, buttons } from '../styles/index.ts';

/** What the owner wants of a source. */
export type SourceWish = { readonly source: Source; readonly wish: 'lead' | 'separate' | 'approve' };

/** Which plugins see a device, which of them is believed, and what can be said about that. Fires `source-wish`, or `same-product` to name another device. */
export class DeviceSources extends LitElement {
  static override properties = {
    device: { attribute: false },
    plugins: { attribute: false },
    mayReadPlugins: { attribute: false },
    mayManage: { attribute: false },
  };
  static override styles = [
    base,
    buttons,
    css`
      li {
        padding: var(--space-3) 0;
        border-top: 1px solid var(--line);
        overflow-wrap: anywhere;
      }
      .row {
        gap: var(--space-1) var(--space-2);
      }
      .actions {
        display: flex;
        flex-wrap: wrap;
        gap: var(--space-2);
        margin-top: var(--space-2);
      }
      summary {
        display: inline-flex;
        align-items: center;
        gap: var(--space-1);
        min-height: 32px;
        color: var(--ink-soft);
        cursor: pointer;
      }
      summary::marker {
        content: '';
      }
      details[open] > summary c-icon {
        rotate: 90deg;
      }
      dl {
        display: grid;
        grid-template-columns: auto 1fr;
        gap: 2px var(--space-3);
        margin-top: var(--space-1);
      }
      dt {
        color: var(--ink-soft);
      }
      .same {
        margin-top: var(--space-2);
      }
    `,
  ];
  declare device: Device;
  declare plugins: readonly Plugin[];
  declare mayReadPlugins: boolean;
  declare mayManage: boolean;

  protected override render() {
    return html`<ul>
        ${this.device.sources.map((source, index) => this.#drawSource(source, index))}
      </ul>
      ${
        this.mayManage
          ? html`<button class="small-button same" type="button" @click=${() => this.#fire('same-product', undefined)}>
              Same product as…
            </button>`
          : nothing
      }`;
  }

  #drawSource(source: Source, index: number): TemplateResult {
    const { plugin, identifiers } = source;
    const { sources } = this.device;
    const name = nameIn(this.plugins, plugin) ?? plugin;
    const role = roleOf(sources, source);
    const { text, tone } = availabilityWords(source);
    return html`<li>
      <div class="row">
        <strong>${this.mayReadPlugins ? html`<a href="/plugins/${plugin}">${name}</a>` : name}</strong>
        <c-chip tone=${tone}>${text}</c-chip>
        ${role === undefined ? nothing : html`<c-chip tone="accent">${role}</c-chip>`}
      </div>
      ${
        identifiers.length > 0
          ? html`<details class="small">
              <summary>
                <c-icon name="next"></c-icon>${identifiers.length === 1 ? '1 identifier' : `${identifiers.length} identifiers`}
              </summary>
              <dl>
                ${identifiers.map(
                  ({ type, value }) =>
                    html`<dt>${identifierWords[type]}</dt>
                      <dd>${value}</dd>`,
                )}
              </dl>
            </details>`
          : nothing
      }
      ${
        source.confirmed
          ? nothing
          : html`<p class="small">Recognised by its identifiers. Until you say so too, it can’t work locks and what else could do harm.</p>`
      }
      ${this.mayManage && sources.length > 1 ? this.#drawActions(source, index) : nothing}
    </li>`;
  }

  // What the device itself was made of can't be taken out of it: the others can.
  #drawActions(source: Source, index: number): TemplateResult {
    const ask = (wish: SourceWish['wish']) => this.#fire('source-wish', { source, wish } satisfies SourceWish);
    return html`<div class="actions">
      ${source.confirmed ? nothing : html`<button class="small-button" type="button" @click=${() => ask('approve')}>It is the same product</button>`}
      ${index > 0 ? html`<button class="small-button" type="button" @click=${() => ask('lead')}>Let this one lead</button>` : nothing}
      ${source.linked ? html`<button class="small-button" type="button" @click=${() => ask('separate')}>This is another product</button>` : nothing}
    </div>`;
  }

  #fire(name: string, detail: unknown): void {
    this.dispatchEvent(new CustomEvent(name, { detail, bubbles: true, composed: true }));
  }
}

const identifierWords: Readonly<Record<Source['identifiers'][number]['type'], string>> = {
  mac: 'Hardware address',
  eui64: 'Radio address',
  serial: 'Serial number',
  matter: 'Matter id',
  hap: 'HomeKit id',
  own: 'Its own id',
};

customElements.define('device-sources', DeviceSources);
declare global {
  interface HTMLElementTagNameMap {
    'device-sources': DeviceSources;
  }
}
