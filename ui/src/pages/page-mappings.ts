import { Task } from '@lit/task';
import { css, html, LitElement, type TemplateResult } from 'lit';
import { messageOf } from '../api/client.ts';
import { listMappings, removeMapping, saveMapping, type HandMapping } from '../api/mappings.ts';
import '../elements/c-empty.ts';
import '../elements/c-icon.ts';
import '../elements/c-menu.ts';
import '../elements/c-skeleton.ts';
import { kindRow } from '../model/kinds.ts';
import { navigate } from '../navigation.ts';
import { toast, type Offer } from '../state/toasts.ts';
import { base, buttons, layout } from '../styles/index.ts';
import { drawFailure } from './loaded.ts';

/** The mappings by hand of a plugin: products that announce nothing. */
export class PageMappings extends LitElement {
  static override properties = { plugin: { type: String } };
  static override styles = [
    base,
    buttons,
    layout,
    css`
      :host {
        max-width: 860px;
      }
      .card {
        display: grid;
        gap: var(--space-2);
      }
      h2 a {
        color: inherit;
        text-decoration: none;
      }
      .topics {
        font-family: var(--font-mono);
        overflow-wrap: anywhere;
      }
    `,
  ];
  declare plugin: string;
  readonly #mappings = new Task(this, {
    task: async ([plugin]) => (await listMappings(plugin)).mappings.toSorted((a, b) => a.name.localeCompare(b.name)),
    args: () => [this.plugin] as const,
  });

  constructor() {
    super();
    this.plugin = '';
  }

  protected override render() {
    return html`<a class="back" href="/plugins/${this.plugin}"><c-icon name="back"></c-icon>Plugin</a>
      <div class="page-head">
        <h1>Products that announce nothing</h1>
        <a class="button primary" href="/plugins/${this.plugin}/mappings/new"><c-icon name="plus"></c-icon>Describe a product</a>
      </div>
      ${this.#mappings.render({
        initial: () => html`<c-skeleton></c-skeleton>`,
        pending: () => html`<c-skeleton></c-skeleton>`,
        error: (error) => drawFailure(error, () => void this.#mappings.run()),
        complete: (mappings) =>
          mappings.length === 0
            ? html`<c-empty
                icon="link"
                heading="None yet"
                text="A product that does not say what it is can be described here: which topic tells what, and which takes a command."
              ></c-empty>`
            : html`<div class="cards">${mappings.map((mapping) => this.#draw(mapping))}</div>`,
      })}`;
  }

  #draw(mapping: HandMapping): TemplateResult {
    const { key, name, maker, model, kind, values } = mapping;
    const href = `/plugins/${this.plugin}/mappings/${encodeURIComponent(key)}`;
    const topics = new Set(values.flatMap(({ state, send }) => [...(state ? [state.topic] : []), ...(send ? [send.topic] : [])]));
    const about = [
      kind && kindRow(kind).title,
      [maker, model].filter(Boolean).join(' '),
      values.length === 1 ? '1 value' : `${values.length} values`,
    ];
    return html`<article class="card">
      <div class="row">
        <h2 class="grow"><a href=${href}>${name}</a></h2>
        <c-menu
          .label=${`More for ${name}`}
          .items=${[
            { text: 'Edit', icon: 'edit', run: () => navigate(href) },
            { text: 'Remove', icon: 'trash', isDangerous: true, run: () => void this.#remove(mapping) },
          ]}
        ></c-menu>
      </div>
      <p class="soft small">${about.filter(Boolean).join(' · ')}</p>
      <p class="soft small topics">${[...topics].slice(0, 4).join(', ')}${topics.size > 4 ? '…' : ''}</p>
    </article>`;
  }

  async #remove({ key, name }: HandMapping): Promise<void> {
    try {
      const { mapping } = await removeMapping(this.plugin, key);
      const offers = mapping ? [this.#undo(this.plugin, mapping)] : [];
      toast(`${name} was removed. Its device stays in the home, unavailable, until you delete it.`, 'good', ...offers);
    } catch (error) {
      toast(messageOf(error), 'bad');
    }
    await this.#mappings.run();
  }

  /** Offered again until it worked: nothing else has the mapping any more. */
  #undo(plugin: string, mapping: HandMapping): Offer {
    const run = async () => {
      try {
        await saveMapping(plugin, mapping);
        toast(`${mapping.name} is back`, 'good');
      } catch (error) {
        toast(`${mapping.name} is not back: ${messageOf(error)}`, 'bad', this.#undo(plugin, mapping));
      }
      await this.#mappings.run();
    };
    return { text: 'Undo', run: () => void run() };
  }
}
customElements.define('page-mappings', PageMappings);
