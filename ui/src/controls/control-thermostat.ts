import { css, html, nothing } from 'lit';
import '../elements/c-stepper.ts';
import { formatQuantity } from '../format.ts';
import { Control } from './control.ts';
import './value-input.ts';

const targets = ['setpoint', 'heatingSetpoint', 'coolingSetpoint'] as const;

/** The targets that can be set, each with less and more, and the mode. */
export class ControlThermostat extends Control {
  static override styles = [
    Control.styles,
    css`
      :host {
        display: grid;
        gap: var(--space-2);
      }
      .target {
        display: flex;
        flex-wrap: wrap;
        align-items: center;
        justify-content: space-between;
        gap: 0 var(--space-2);
      }
      .target > span {
        font-size: var(--text-s);
        color: var(--ink-soft);
      }
    `,
  ];

  protected override render() {
    const { isDisabled, deviceName } = this.context;
    const mode = this.shape('mode');
    return html`${targets
      .filter((target) => this.isWritable(target))
      .map((target) => {
        const { title, minimum = 5, maximum = 35, step = 0.5 } = this.shape(target);
        return html`<div class="target">
          <span>${title}</span>
          <c-stepper
            .label=${`${deviceName}: ${title}`}
            .value=${this.number(target) ?? 20}
            .min=${minimum}
            .max=${maximum}
            .step=${step}
            .text=${(value: number) => formatQuantity(value, 'Cel')}
            .disabled=${isDisabled}
            @change=${(event: CustomEvent<number>) => this.set({ [target]: event.detail })}
          ></c-stepper>
        </div>`;
      })}
    ${
      this.isWritable('mode') && !isDisabled
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
customElements.define('control-thermostat', ControlThermostat);
