import { css, html, LitElement } from 'lit';
import type { Device, Plugin } from '../api/types.ts';
import '../elements/c-icon.ts';
import { formatAge } from '../format.ts';
import { base, layout } from '../styles/index.ts';
import './device-sources.ts';
import './mapping-report.ts';

/** Who made a device, how it is reached, and what became of what it offers. */
export class DeviceAbout extends LitElement {
  static override properties = {
    device: { attribute: false },
    bridge: { attribute: false },
    now: { attribute: false },
    plugins: { attribute: false },
    mayReadPlugins: { attribute: false },
    mayManage: { attribute: false },
  };
  static override styles = [
    base,
    layout,
    css`
      :host {
        margin-top: var(--space-4);
      }
      dl {
        display: grid;
        grid-template-columns: minmax(90px, auto) 1fr;
        gap: var(--space-2) var(--space-4);
      }
      dt {
        color: var(--ink-soft);
      }
      dd {
        overflow-wrap: anywhere;
      }
      h3 {
        margin: var(--space-4) 0 var(--space-2);
      }
      summary {
        min-height: var(--touch);
        display: flex;
        align-items: center;
        gap: var(--space-2);
        cursor: pointer;
        font-weight: 650;
      }
      summary::marker {
        content: '';
      }
      details[open] > summary c-icon {
        rotate: 90deg;
      }
    `,
  ];
  declare device: Device;
  declare bridge: Device | undefined;
  declare now: number;
  declare plugins: readonly Plugin[];
  declare mayReadPlugins: boolean;
  declare mayManage: boolean;

  protected override render() {
    const { device, bridge, now } = this;
    const rows: (readonly [string, unknown])[] = [
      ['Maker', device.maker],
      ['Model', device.model],
      ['Firmware', device.firmware],
      ['Last seen', device.lastSeen === null ? undefined : formatAge(device.lastSeen, now)],
      ['Reached by', bridge ? html`<a href="/devices/${bridge.id}">${bridge.name}</a>` : undefined],
      ['Sleeps', device.sleeping ? 'Yes: it only wakes up to report' : undefined],
    ];
    return html`<div class="two">
      <section class="card" aria-labelledby="about">
        <div class="section-head"><h2 id="about">About</h2></div>
        <dl>
          ${rows
            .filter(([, value]) => value !== undefined)
            .map(
              ([name, value]) =>
                html`<dt>${name}</dt>
                  <dd>${value}</dd>`,
            )}
        </dl>
        <h3>${device.sources.length === 1 ? 'Seen by' : `Seen by ${device.sources.length} plugins`}</h3>
        <device-sources
          .device=${device}
          .plugins=${this.plugins}
          .mayReadPlugins=${this.mayReadPlugins}
          .mayManage=${this.mayManage}
        ></device-sources>
      </section>
      <section class="card">
        <details>
          <summary><c-icon name="next"></c-icon>What became of what the product offers</summary>
          <mapping-report .device=${device.id}></mapping-report>
        </details>
      </section>
    </div>`;
  }
}
customElements.define('device-about', DeviceAbout);
declare global {
  interface HTMLElementTagNameMap {
    'device-about': DeviceAbout;
  }
}
