import { html } from 'lit';
import '../elements/c-toggle.ts';
import { Control } from './control.ts';

/** On and off. */
export class ControlSwitch extends Control {
  protected override render() {
    const { isDisabled, isPending, deviceName } = this.context;
    return html`<c-toggle
      .label=${deviceName}
      .checked=${this.wished('on') === true}
      .pending=${isPending}
      .disabled=${isDisabled}
      @change=${(event: CustomEvent<boolean>) => this.set({ on: event.detail })}
    ></c-toggle>`;
  }
}
customElements.define('control-switch', ControlSwitch);
