import { css, html, LitElement, nothing } from 'lit';
import type { Device, Plugin, Room } from '../api/types.ts';
import '../elements/c-dialog.ts';
import { field, option, valueOf } from '../elements/field.ts';
import { nameIn } from '../model/named.ts';
import { base, buttons, forms } from '../styles/index.ts';

/** Asks which other device is this same product. Fires `pick` with it, or `close`. */
export class SameProductDialog extends LitElement {
  static override properties = {
    device: { attribute: false },
    others: { attribute: false },
    rooms: { attribute: false },
    plugins: { attribute: false },
    picked: { state: true },
  };
  static override styles = [
    base,
    buttons,
    forms,
    css`
      form {
        gap: var(--space-4);
      }
    `,
  ];
  declare device: Device;
  declare others: readonly Device[];
  declare rooms: readonly Room[];
  declare plugins: readonly Plugin[];
  declare picked: string;

  constructor() {
    super();
    this.picked = '';
  }

  protected override render() {
    const { device } = this;
    const picked = this.#picked();
    return html`<c-dialog .heading=${`Which device is ${device.name} too?`} @close=${() => this.dispatchEvent(new CustomEvent('close'))}>
      <form class="stack" @submit=${this.#onSubmit}>
        ${field(
          { id: 'other', label: 'The other device', hint: 'One product that two plugins see stands in the home as two devices.' },
          (described) =>
            html`<select id="other" aria-describedby=${described} @change=${(event: Event) => (this.picked = valueOf(event))}>
              ${option('', 'Choose…', picked === undefined, true)}
              ${this.others.map((other) => option(other.id, this.#label(other), other === picked))}
            </select>`,
        )}
        ${
          picked
            ? html`<p>
                ${device.name} keeps its name, room and history, and ${picked.name} becomes a part of it. Rules that use either go on, and
                you can part them again.
              </p>`
            : nothing
        }
        <div class="actions"><button class="primary" ?disabled=${!picked}>They are one</button></div>
      </form>
    </c-dialog>`;
  }

  #picked(): Device | undefined {
    return this.others.find(({ id }) => id === this.picked);
  }

  #label({ name, room, sources }: Device): string {
    const seenBy = sources.map(({ plugin }) => nameIn(this.plugins, plugin) ?? plugin).join(', ');
    return [name, nameIn(this.rooms, room), seenBy].filter(Boolean).join(' · ');
  }

  readonly #onSubmit = (event: SubmitEvent): void => {
    event.preventDefault();
    const picked = this.#picked();
    if (picked) this.dispatchEvent(new CustomEvent('pick', { detail: picked }));
  };
}
customElements.define('same-product-dialog', SameProductDialog);
declare global {
  interface HTMLElementTagNameMap {
    'same-product-dialog': SameProductDialog;
  }
}
