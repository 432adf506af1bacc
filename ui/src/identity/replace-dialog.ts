import { Task } from '@lit/task';
import { css, html, LitElement, nothing, type TemplateResult } from 'lit';
import { messageOf } from '../api/client.ts';
import { listReplacements } from '../api/identity.ts';
import type { Device, Replacement, Room } from '../api/types.ts';
import '../elements/c-dialog.ts';
import '../elements/c-empty.ts';
import '../elements/c-icon.ts';
import '../elements/c-notice.ts';
import '../elements/c-skeleton.ts';
import { findDevice } from '../model/find-device.ts';
import { byLikelihood, lackingIn } from '../model/lacking.ts';
import { nameIn } from '../model/named.ts';
import type { FindCapability } from '../model/shape.ts';
import { drawFailure } from '../pages/loaded.ts';
import { base, buttons, forms } from '../styles/index.ts';

/** A device that could take the place, and what it lacks in words. */
interface Choice {
  readonly device: Device;
  readonly lacks: readonly string[];
}

/** Asks which device takes the place of one that is dead, and has `replace` do it. Fires `close`. */
export class ReplaceDialog extends LitElement {
  static override properties = {
    device: { attribute: false },
    devices: { attribute: false },
    find: { attribute: false },
    rooms: { attribute: false },
    replace: { attribute: false },
    picked: { state: true },
    isAnyway: { state: true },
    isBusy: { state: true },
    error: { state: true },
  };
  static override styles = [
    base,
    buttons,
    forms,
    css`
      .choice {
        display: flex;
        align-items: flex-start;
        gap: var(--space-3);
        min-height: var(--touch);
        padding: var(--space-2) 0;
        cursor: pointer;
      }
      .choice + .choice {
        border-top: 1px solid var(--line);
      }
      .choice input {
        flex: none;
        width: 20px;
        height: 20px;
        margin: 2px 0;
        accent-color: var(--accent);
      }
      .lacks {
        color: var(--warn);
      }
      summary {
        display: flex;
        align-items: center;
        gap: var(--space-2);
        min-height: var(--touch);
        cursor: pointer;
      }
      summary::marker {
        content: '';
      }
      details[open] > summary c-icon {
        rotate: 90deg;
      }
      form {
        gap: var(--space-4);
      }
      /* In sight below a list of any length. */
      .decision {
        position: sticky;
        bottom: 0;
        padding: var(--space-2) 0 var(--space-3);
        background: var(--surface);
      }
    `,
  ];
  declare device: Device;
  declare devices: readonly Device[];
  declare find: FindCapability;
  declare rooms: readonly Room[];
  declare replace: (by: Device, anyway: boolean) => Promise<unknown>;
  declare picked: string;
  declare isAnyway: boolean;
  declare isBusy: boolean;
  declare error: unknown;
  readonly #replacements = new Task(this, { args: () => [this.device.id] as const, task: ([id]) => listReplacements(id) });

  constructor() {
    super();
    this.picked = '';
    this.isAnyway = false;
    this.isBusy = false;
    this.error = undefined;
  }

  protected override render() {
    return html`<c-dialog .heading=${`Replace ${this.device.name}`} @close=${() => this.dispatchEvent(new CustomEvent('close'))}>
      ${this.#replacements.render({
        pending: () => html`<c-skeleton></c-skeleton>`,
        error: (error) => drawFailure(error, () => void this.#replacements.run()),
        complete: (replacements) => this.#draw(replacements),
      })}
    </c-dialog>`;
  }

  #draw(replacements: readonly Replacement[]): TemplateResult {
    const choices = this.#choices(replacements);
    if (choices.length === 0)
      return html`<c-empty icon="device" heading="Nothing to replace it by" text="Add the new product to your home first."></c-empty>`;
    const fitting = choices.filter(({ lacks }) => lacks.length === 0);
    const others = choices.filter(({ lacks }) => lacks.length > 0).toSorted((a, b) => a.lacks.length - b.lacks.length);
    const picked = choices.find(({ device }) => device.id === this.picked);
    const doubts = picked ? this.#doubts(picked) : [];
    return html`<form class="stack" @submit=${(event: SubmitEvent) => void this.#onSubmit(event, picked?.device)}>
      <p class="soft">
        The new product takes over the name, the room, the rules and the history of ${this.device.name}. What you replace stays in the home
        as a device of its own, until you delete it.
      </p>
      ${fitting.length > 0 ? this.#drawChoices('What fits', fitting) : html`<p>Nothing in your home has all that ${this.device.name} has.</p>`}
      ${
        others.length > 0
          ? html`<details ?open=${fitting.length === 0}>
              <summary><c-icon name="next"></c-icon>What lacks something: ${others.length}</summary>
              ${this.#drawChoices('What lacks something', others)}
            </details>`
          : nothing
      }
      <div class="decision">
        ${
          doubts.length > 0
            ? html`<label class="choice"
                ><input
                  type="checkbox"
                  .checked=${this.isAnyway}
                  @change=${(event: Event) => (this.isAnyway = (event.target as HTMLInputElement).checked)}
                /><span>Replace it anyway, although ${doubts.join(' and ')}</span></label
              >`
            : nothing
        }
        ${this.error === undefined ? nothing : html`<c-notice tone="bad">${messageOf(this.error)}</c-notice>`}
        <div class="actions">
          <button class="primary" ?disabled=${!picked || this.isBusy || (doubts.length > 0 && !this.isAnyway)}>Replace</button>
        </div>
      </div>
    </form>`;
  }

  #choices(replacements: readonly Replacement[]): Choice[] {
    const choices = replacements.flatMap(({ id, missing }) => {
      const device = findDevice(this.devices, id);
      return device ? [{ device, lacks: lackingIn(this.device, missing, this.find) }] : [];
    });
    return choices.toSorted(byLikelihood(this.device));
  }

  /** Why it should not be done without a second thought. */
  #doubts({ lacks }: Choice): string[] {
    return [
      ...(this.device.availability === 'online' ? [`${this.device.name} is online`] : []),
      ...(lacks.length > 0 ? [`the new one lacks something: ${told(lacks)}`] : []),
    ];
  }

  #drawChoices(title: string, choices: readonly Choice[]): TemplateResult {
    return html`<fieldset aria-label=${title}>
      ${choices.map(
        ({ device: { id, name, room, maker, model }, lacks }) =>
          html`<label class="choice"
            ><input type="radio" name="by" value=${id} .checked=${id === this.picked} @change=${() => this.#pick(id)} /><span
              >${name}<span class="soft small"> ${[nameIn(this.rooms, room), maker, model].filter(Boolean).join(' · ')}</span
              >${lacks.length > 0 ? html`<br /><span class="small lacks">${told(lacks)}</span>` : nothing}</span
            ></label
          >`,
      )}
    </fieldset>`;
  }

  // What was agreed to was the other choice.
  #pick(id: string): void {
    this.picked = id;
    this.isAnyway = false;
    this.error = undefined;
  }

  async #onSubmit(event: SubmitEvent, by: Device | undefined): Promise<void> {
    event.preventDefault();
    if (!by) return;
    this.isBusy = true;
    try {
      await this.replace(by, this.isAnyway);
      this.dispatchEvent(new CustomEvent('close'));
    } catch (error) {
      this.error = error;
    } finally {
      this.isBusy = false;
    }
  }
}

const mostTold = 4;
function told(lacks: readonly string[]): string {
  const rest = lacks.length - mostTold;
  return lacks.slice(0, mostTold).join(', ') + (rest > 0 ? `, and ${rest} more` : '');
}

customElements.define('replace-dialog', ReplaceDialog);
declare global {
  interface HTMLElementTagNameMap {
    'replace-dialog': ReplaceDialog;
  }
}
