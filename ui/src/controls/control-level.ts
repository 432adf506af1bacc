import { html } from 'lit';
import '../elements/c-slider.ts';
import { formatQuantity } from '../format.ts';
import { Control } from './control.ts';

/** How bright, or how strong. */
export class ControlLevel extends Control {
  protected override render() {
    const { minimum = 0, maximum = 100, step = 1 } = this.shape('level');
    return html`<c-slider
      tone="light"
      .label=${`${this.context.deviceName}: level`}
      .value=${this.number('level') ?? minimum}
      .min=${Math.max(minimum, 1)}
      .max=${maximum}
      .step=${step}
      .text=${(value: number) => formatQuantity(value, '%')}
      .disabled=${this.context.isDisabled}
      @change=${(event: CustomEvent<number>) => this.set({ level: event.detail })}
    ></c-slider>`;
  }
}
customElements.define('control-level', ControlLevel);
