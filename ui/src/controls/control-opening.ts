import { css, html, nothing } from 'lit';
import '../elements/c-icon.ts';
import '../elements/c-slider.ts';
import { confirm } from '../elements/confirm.ts';
import { formatQuantity } from '../format.ts';
import type { IconName } from '../icons.ts';
import { Control } from './control.ts';

const verbs: readonly (readonly [command: string, icon: IconName, text: string])[] = [
  ['open', 'up', 'Open'],
  ['stop', 'stop', 'Stop'],
  ['close', 'down', 'Close'],
];

/** Opens, stops and closes a cover, a motorised door or a valve, and sets how far. A door that opens is asked first. */
export class ControlOpening extends Control {
  static override styles = [
    Control.styles,
    css`
      .verbs {
        display: flex;
        gap: var(--space-2);
      }
    `,
  ];

  protected override render() {
    const { isDisabled, deviceName } = this.context;
    return html`<div class="verbs" role="group" aria-label=${deviceName}>
        ${verbs
          .filter(([command]) => this.can(command))
          .map(
            ([command, icon, text]) =>
              html`<button
                type="button"
                class="icon"
                title=${text}
                aria-label="${text} ${deviceName}"
                ?disabled=${isDisabled}
                @click=${() => this.#do(command)}
              >
                <c-icon name=${icon}></c-icon>
              </button>`,
          )}
      </div>
      ${
        this.isWritable('position')
          ? html`<c-slider
              .label=${`${deviceName}: how far open`}
              .value=${this.number('position') ?? 0}
              .text=${(value: number) => formatQuantity(value, '%')}
              .disabled=${isDisabled}
              @change=${(event: CustomEvent<number>) => this.#position(event.detail)}
            ></c-slider>`
          : nothing
      }`;
  }

  async #do(command: string): Promise<void> {
    if (command !== 'open' || (await this.#isSure())) this.send(command);
  }

  async #position(position: number): Promise<void> {
    if (position <= (this.number('position') ?? 0) || (await this.#isSure())) this.set({ position });
    this.requestUpdate();
  }

  async #isSure(): Promise<boolean> {
    const { capability, deviceName } = this.context;
    if (capability === 'cover') return true;
    return confirm({ heading: `Open ${deviceName}?`, text: 'Make sure that nothing is in the way.', yes: 'Open' });
  }
}
customElements.define('control-opening', ControlOpening);
