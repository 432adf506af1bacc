import { html, nothing } from 'lit';
import '../elements/c-icon.ts';
import { confirm } from '../elements/confirm.ts';
import { Control } from './control.ts';

/** Lock and unlock; what opens a door is asked first. */
export class ControlLock extends Control {
  protected override render() {
    const { isDisabled, isPending, deviceName } = this.context;
    const isLocked = this.text('state') === 'locked';
    return html`<div class="row">
      ${
        isLocked || !this.can('lock')
          ? html`<button
              type="button"
              aria-label="Unlock ${deviceName}"
              ?disabled=${isDisabled || isPending}
              @click=${() => this.#open('unlock', 'Unlock')}
            >
              <c-icon name="unlock"></c-icon>Unlock
            </button>`
          : html`<button
              type="button"
              class="primary"
              aria-label="Lock ${deviceName}"
              ?disabled=${isDisabled || isPending}
              @click=${() => this.send('lock')}
            >
              <c-icon name="lock"></c-icon>Lock
            </button>`
      }
      ${
        this.can('unlatch') && isLocked
          ? html`<button type="button" class="plain" ?disabled=${isDisabled || isPending} @click=${() => this.#open('unlatch', 'Open')}>
              Open door
            </button>`
          : nothing
      }
    </div>`;
  }

  async #open(command: 'unlock' | 'unlatch', yes: string): Promise<void> {
    const { deviceName } = this.context;
    const isSure = await confirm({ heading: `${yes} ${deviceName}?`, text: 'Anyone at the door will be able to come in.', yes });
    if (isSure) this.send(command);
  }
}
customElements.define('control-lock', ControlLock);
