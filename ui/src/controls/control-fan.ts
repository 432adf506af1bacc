import { html, nothing } from 'lit';
import '../elements/c-slider.ts';
import { formatQuantity } from '../format.ts';
import { Control } from './control.ts';
import './value-input.ts';

/** How fast, and in which mode. */
export class ControlFan extends Control {
  protected override render() {
    const { isDisabled, deviceName } = this.context;
    const mode = this.shape('mode');
    return html`${
      this.isWritable('speed')
        ? html`<c-slider
            .label=${`${deviceName}: speed`}
            .value=${this.number('speed') ?? 0}
            .step=${this.shape('speed').step ?? 1}
            .text=${(value: number) => formatQuantity(value, '%')}
            .disabled=${isDisabled}
            @change=${(event: CustomEvent<number>) => this.set({ speed: event.detail })}
          ></c-slider>`
        : nothing
    }
    ${
      this.isWritable('mode') && mode.type === 'choice' && !isDisabled
        ? html`<value-input
            .shape=${mode}
            .value=${this.text('mode')}
            .label=${`${deviceName}: mode`}
            @change=${(event: CustomEvent<string>) => this.set({ mode: event.detail })}
          ></value-input>`
        : nothing
    }`;
  }
}
customElements.define('control-fan', ControlFan);
