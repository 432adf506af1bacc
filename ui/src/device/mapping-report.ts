import { Task } from '@lit/task';
import { css, html, LitElement, nothing } from 'lit';
import { getMapping } from '../api/devices.ts';
import '../elements/c-chip.ts';
import type { Tone } from '../elements/c-chip.ts';
import '../elements/c-skeleton.ts';
import { drawFailure } from '../pages/loaded.ts';
import { base, buttons } from '../styles/index.ts';

const outcomes = {
  capability: { text: 'Understood', tone: 'good' },
  generic: { text: 'Shown as it is', tone: 'accent' },
  internal: { text: 'For the hub', tone: 'plain' },
  ignored: { text: 'Left out', tone: 'warn' },
} as const satisfies Record<string, { text: string; tone: Tone }>;

/** What became of each thing that the product offers. */
export class MappingReport extends LitElement {
  static override properties = { device: { type: String } };
  static override styles = [
    base,
    buttons,
    css`
      li {
        display: flex;
        flex-wrap: wrap;
        align-items: baseline;
        gap: var(--space-1) var(--space-3);
        padding: var(--space-2) 0;
        border-top: 1px solid var(--line);
        overflow-wrap: anywhere;
      }
      code {
        font: 0.85em var(--font-mono);
        flex: 1 1 180px;
        min-width: 0;
      }
    `,
  ];
  declare device: string;
  readonly #mapping = new Task(this, { args: () => [this.device] as const, task: ([device]) => getMapping(device) });

  constructor() {
    super();
    this.device = '';
  }

  protected override render() {
    return this.#mapping.render({
      pending: () => html`<c-skeleton></c-skeleton>`,
      error: (error) => drawFailure(error, () => void this.#mapping.run()),
      complete: ({ plugins }) =>
        plugins.every(({ entries }) => entries.length === 0)
          ? html`<p class="soft">The plugin did not say.</p>`
          : html`${plugins.map(
              ({ plugin, entries }) =>
                html`<p class="soft small">Told by ${plugin}: ${entries.length} ${entries.length === 1 ? 'thing' : 'things'}</p>
                  <ul>
                    ${entries.map(
                      ({ item, outcome, target, reason }) =>
                        html`<li>
                          <code>${item}</code><c-chip tone=${outcomes[outcome].tone}>${outcomes[outcome].text}</c-chip>
                          ${(target ?? reason) ? html`<span class="soft small">${[target, reason].filter(Boolean).join(': ')}</span>` : nothing}
                        </li>`,
                    )}
                  </ul>`,
            )}`,
    });
  }
}
customElements.define('mapping-report', MappingReport);
declare global {
  interface HTMLElementTagNameMap {
    'mapping-report': MappingReport;
  }
}
