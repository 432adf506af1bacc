import { css, html, LitElement, nothing, type CSSResultGroup, type TemplateResult } from 'lit';
import type { Finding } from '../api/client.ts';
import '../elements/c-icon.ts';
import { definitionOf, shapeOf, type Shape } from '../model/shape.ts';
import { elsewhere } from '../schema/pointer.ts';
import { drawFindings } from '../schema/shown.ts';
import { devices } from '../state/home.ts';
import { capabilities, descriptors } from '../state/model.ts';
import { watch } from '../state/store.ts';
import { base, buttons, forms } from '../styles/index.ts';
import { viewFor, type Target } from './targets.ts';
import type { CapabilityView } from '../api/types.ts';

/** What all editors of a part of a rule share: findings at their places, and the shapes of what is named. Fires `change`. */
export abstract class RulePart extends LitElement {
  static override properties = { item: { attribute: false }, findings: { attribute: false } };
  static override styles: CSSResultGroup = [
    base,
    buttons,
    forms,
    css`
      :host {
        display: grid;
        gap: var(--space-3);
        min-width: 0;
      }
      .pair {
        display: grid;
        gap: var(--space-3);
        grid-template-columns: repeat(auto-fit, minmax(min(100%, 180px), 1fr));
      }
      .days {
        display: flex;
        flex-wrap: wrap;
        gap: 6px;
      }
      .days button {
        min-width: 48px;
        padding: 0 var(--space-2);
        border-radius: var(--radius-full);
        font-size: var(--text-s);
      }
      .days [aria-pressed='true'] {
        background: var(--accent);
        color: var(--accent-ink);
        border-color: transparent;
      }
    `,
  ];
  declare findings: readonly Finding[];

  constructor() {
    super();
    this.findings = [];
    watch(this, devices, descriptors, capabilities);
  }

  protected emit(part: unknown): void {
    this.dispatchEvent(new CustomEvent('change', { detail: part }));
  }

  /** What no field of this part shows. */
  protected drawRest(places: readonly string[]): TemplateResult[] {
    return drawFindings(elsewhere(this.findings, places));
  }

  protected drawError(message: string | undefined): TemplateResult | typeof nothing {
    return message === undefined ? nothing : html`<p class="error">${message}</p>`;
  }

  protected viewOf(device: Target, endpoint: string | undefined, capability: string): CapabilityView | undefined {
    return viewFor(device, endpoint, capability, devices.items, descriptors.value);
  }

  protected shape(device: Target, endpoint: string | undefined, capability: string, attribute: string): Shape | undefined {
    const view = this.viewOf(device, endpoint, capability);
    return view?.attributes[attribute] && shapeOf(attribute, view.attributes[attribute], this.definition(capability, view));
  }

  protected definition(capability: string, view: CapabilityView) {
    return definitionOf(capability, view, (id) => capabilities.find(id));
  }
}

export const days = [
  ['mon', 'Mon'],
  ['tue', 'Tue'],
  ['wed', 'Wed'],
  ['thu', 'Thu'],
  ['fri', 'Fri'],
  ['sat', 'Sat'],
  ['sun', 'Sun'],
] as const;
export type Day = (typeof days)[number][0];

/** Seven buttons, each a day. */
export function drawDays(chosen: readonly string[], change: (next: Day[]) => void): TemplateResult {
  return html`<div class="days" role="group" aria-label="Days">
    ${days.map(
      ([day, text]) =>
        html`<button
          type="button"
          aria-pressed=${chosen.includes(day)}
          @click=${() => change(days.map(([id]) => id).filter((id) => (id === day ? !chosen.includes(id) : chosen.includes(id))))}
        >
          ${text}
        </button>`,
    )}
  </div>`;
}
