import { css, html, nothing } from 'lit';
import '../elements/c-slider.ts';
import '../elements/c-toggle.ts';
import { formatQuantity } from '../format.ts';
import { Control, type ControlContext } from './control.ts';
import './value-input.ts';

/** The control of any writable attribute, by its shape: what has no control of its own, extensions included. */
export class ControlAttribute extends Control {
  static override properties = { context: { attribute: false }, attribute: { type: String } };
  static override styles = [
    Control.styles,
    css`
      :host {
        display: block;
        min-width: 0;
        width: min(100%, 260px);
      }
      :host([data-kind='boolean']) {
        width: auto;
      }
    `,
  ];
  declare attribute: string;
  declare context: ControlContext;

  constructor() {
    super();
    this.attribute = '';
  }

  protected override render() {
    const shape = this.shape(this.attribute);
    const { isDisabled, isPending, deviceName } = this.context;
    const label = `${deviceName}: ${shape.title}`;
    const value = this.wished(this.attribute);
    this.dataset['kind'] = shape.type;
    if (shape.type === 'boolean') {
      return html`<c-toggle
        .label=${label}
        .checked=${value === true}
        .pending=${isPending}
        .disabled=${isDisabled}
        @change=${(event: CustomEvent<boolean>) => this.set({ [this.attribute]: event.detail })}
      ></c-toggle>`;
    }
    if (shape.type === 'number' && shape.minimum !== undefined && shape.maximum !== undefined && shape.maximum - shape.minimum <= 1000) {
      return html`<c-slider
        .label=${label}
        .value=${typeof value === 'number' ? value : shape.minimum}
        .min=${shape.minimum}
        .max=${shape.maximum}
        .step=${shape.step ?? 1}
        .text=${(number: number) => formatQuantity(number, shape.unit)}
        .disabled=${isDisabled}
        @change=${(event: CustomEvent<number>) => this.set({ [this.attribute]: event.detail })}
      ></c-slider>`;
    }
    if (shape.type === 'structure' || isDisabled) return nothing;
    return html`<value-input
      .shape=${shape}
      .value=${value}
      .label=${label}
      @change=${(event: CustomEvent<unknown>) => event.detail !== undefined && this.set({ [this.attribute]: event.detail })}
    ></value-input>`;
  }
}
customElements.define('control-attribute', ControlAttribute);
declare global {
  interface HTMLElementTagNameMap {
    'control-attribute': ControlAttribute;
  }
}
