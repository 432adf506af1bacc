import { css, html, LitElement, nothing, type TemplateResult } from 'lit';
import type { Layout, Member } from '../model/structure.ts';
import { base } from '../styles/index.ts';

const mostRows = 50;

/** A structure for people: its members with their values, a table of things, or a list. */
export class StructureValue extends LitElement {
  static override properties = { layout: { attribute: false } };
  static override styles = [
    base,
    css`
      :host {
        display: block;
        overflow-x: auto;
        font-weight: 400;
        text-align: left;
      }
      dl {
        display: grid;
        grid-template-columns: minmax(0, auto) minmax(0, 1fr);
        gap: 2px var(--space-4);
      }
      dt {
        color: var(--ink-soft);
      }
      dd {
        text-align: right;
        font-weight: 600;
        overflow-wrap: anywhere;
      }
      table {
        width: 100%;
        border-collapse: collapse;
        font-size: var(--text-s);
      }
      th {
        color: var(--ink-soft);
        font-weight: 600;
      }
      th,
      td {
        padding: var(--space-1) var(--space-2) var(--space-1) 0;
        border-bottom: 1px solid var(--line);
        text-align: left;
        vertical-align: top;
      }
      ul {
        display: flex;
        flex-wrap: wrap;
        gap: 2px var(--space-3);
      }
    `,
  ];
  declare layout: Layout;

  protected override render() {
    const { layout } = this;
    switch (layout.form) {
      case 'fields':
        return html`<dl>
          ${layout.members.map(
            ({ shape, text }, index) =>
              html`<dt>${shape.title}</dt>
                <dd>${text(layout.values[index])}</dd>`,
          )}
        </dl>`;
      case 'table':
        return this.#drawTable(layout.members, layout.rows);
      case 'list':
        return html`<ul>
          ${layout.items.length === 0 ? html`<li class="soft">none</li>` : layout.items.map((item) => html`<li>${item}</li>`)}
        </ul>`;
    }
  }

  #drawTable(members: readonly Member[], rows: readonly (readonly unknown[])[]): TemplateResult {
    return html`<table>
        <thead>
          <tr>
            ${members.map(({ shape }) => html`<th scope="col">${shape.title}</th>`)}
          </tr>
        </thead>
        <tbody>
          ${rows.slice(0, mostRows).map(
            (row) =>
              html`<tr>
                ${members.map(({ text }, index) => html`<td>${text(row[index])}</td>`)}
              </tr>`,
          )}
        </tbody>
      </table>
      ${rows.length > mostRows ? html`<p class="soft small">and ${rows.length - mostRows} more</p>` : nothing}`;
  }
}
customElements.define('structure-value', StructureValue);
declare global {
  interface HTMLElementTagNameMap {
    'structure-value': StructureValue;
  }
}
