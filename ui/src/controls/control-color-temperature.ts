import { html } from 'lit';
import '../elements/c-slider.ts';
import { formatQuantity } from '../format.ts';
import { Control } from './control.ts';

/** How warm or cold white light is. */
export class ControlColorTemperature extends Control {
  protected override render() {
    const shape = this.shape('temperature');
    const minimum = shape.minimum || (this.number('min') ?? 2000);
    const maximum = shape.maximum ?? this.number('max') ?? 6500;
    return html`<c-slider
      tone="temperature"
      .label=${`${this.context.deviceName}: colour temperature`}
      .value=${this.number('temperature') ?? 2700}
      .min=${minimum}
      .max=${maximum}
      .step=${50}
      .text=${(value: number) => formatQuantity(value, 'K')}
      .disabled=${this.context.isDisabled}
      @change=${(event: CustomEvent<number>) => this.set({ temperature: event.detail })}
    ></c-slider>`;
  }
}
customElements.define('control-color-temperature', ControlColorTemperature);
