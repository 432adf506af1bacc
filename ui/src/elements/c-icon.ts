import { css, html, LitElement, svg } from 'lit';
import { iconPath, type IconName } from '../icons.ts';

/** One of our icons, as large as the text beside it; without `label` it is decoration. */
export class CIcon extends LitElement {
  static override properties = { name: { type: String }, label: { type: String } };
  static override styles = css`
    :host {
      display: inline-flex;
      flex: none;
      width: 1.4em;
      height: 1.4em;
    }
    svg {
      width: 100%;
      height: 100%;
      fill: none;
      stroke: currentcolor;
      stroke-width: 1.7;
      stroke-linecap: round;
      stroke-linejoin: round;
    }
  `;
  declare name: IconName;
  declare label: string | undefined;

  constructor() {
    super();
    this.name = 'device';
    this.label = undefined;
  }

  protected override render() {
    return html`<svg
      viewBox="0 0 24 24"
      role=${this.label === undefined ? 'presentation' : 'img'}
      aria-hidden=${this.label === undefined}
      aria-label=${this.label ?? ''}
    >
      ${svg`${iconPath(this.name)}`}
    </svg>`;
  }
}
customElements.define('c-icon', CIcon);
declare global {
  interface HTMLElementTagNameMap {
    'c-icon': CIcon;
  }
}
