import { html, nothing, type TemplateResult } from 'lit';
import type { Device } from '../api/types.ts';
import '../elements/c-icon.ts';
import { option, valueOf } from '../elements/field.ts';
import { findDevice } from '../model/find-device.ts';

/** What a lock calls a person. */
export interface Link {
  readonly device: string;
  readonly user: string;
}

/** Links to locks, drawn into the form of whoever asks; `set` gets the list as it becomes. */
export function linkFields(links: readonly Link[], devices: readonly Device[], set: (links: readonly Link[]) => void): TemplateResult {
  const locks = devices.filter(({ endpoints }) =>
    endpoints.some(({ capabilities }) => 'lock' in capabilities || 'lockCredentials' in capabilities || 'tagReader' in capabilities),
  );
  const change = (index: number, part: Partial<Link>) => set(links.map((link, at) => (at === index ? { ...link, ...part } : link)));
  return html`<fieldset>
    <legend>What locks call them</legend>
    ${locks.length === 0 ? html`<p class="hint">There is no lock in your home yet.</p>` : html`<p class="hint">The user’s number or name in the lock, so that a rule knows who unlocked.</p>`}
    ${links.map(
      ({ device, user }, index) =>
        html`<div class="pair">
          <select aria-label="Lock" @change=${(event: Event) => change(index, { device: valueOf(event) })}>
            ${findDevice(locks, device) ? nothing : html`<option value=${device} selected>A device that is gone</option>`}
            ${locks.map(({ id, name }) => option(id, name, id === findDevice(locks, device)?.id))}
          </select>
          <input
            aria-label="User"
            placeholder="3"
            required
            .value=${user}
            @input=${(event: Event) => change(index, { user: valueOf(event) })}
          />
          <button type="button" class="plain icon" aria-label="Remove the link" @click=${() => set(links.filter((_, at) => at !== index))}>
            <c-icon name="close"></c-icon>
          </button>
        </div>`,
    )}
    ${
      locks[0]
        ? html`<button type="button" class="small-button add" @click=${() => set([...links, { device: locks[0]?.id ?? '', user: '' }])}>
            <c-icon name="plus"></c-icon>Lock
          </button>`
        : nothing
    }
  </fieldset>`;
}
