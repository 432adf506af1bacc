import { css, html, LitElement, nothing } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import { messageOf } from '../api/client.ts';
import '../elements/c-notice.ts';
import { questionsOf, type Question } from '../model/proposals.ts';
import { devices, linkProposals, plugins, rooms } from '../state/home.ts';
import { watch } from '../state/store.ts';
import { base, layout } from '../styles/index.ts';
import { answer } from './deeds.ts';
import './link-question.ts';

/** All that the owner is asked about which devices are one product; nothing where there is no question. */
export class LinkQuestions extends LitElement {
  static override properties = { answering: { state: true } };
  static override styles = [
    base,
    layout,
    css`
      .grid {
        display: grid;
        gap: var(--space-3);
        grid-template-columns: repeat(auto-fill, minmax(min(100%, 400px), 1fr));
        margin-bottom: var(--space-6);
      }
    `,
  ];
  /** The questions whose answer is under way. */
  declare answering: ReadonlySet<string>;

  constructor() {
    super();
    this.answering = new Set();
    watch(this, linkProposals, devices, rooms, plugins);
    linkProposals.want();
    devices.want();
    rooms.want();
  }

  protected override render() {
    const { items, error } = linkProposals.value;
    if (!items && error !== undefined) return html`<c-notice tone="bad">${messageOf(error)}</c-notice>`;
    const questions = questionsOf(linkProposals.items, devices.items);
    if (questions.length === 0) return nothing;
    return html`<section aria-labelledby="twice">
      <div class="section-head"><h2 id="twice">One product, or two?</h2></div>
      <div class="grid">
        ${repeat(
          questions,
          ({ id }) => id,
          (question) =>
            html`<link-question
              .question=${question}
              .rooms=${rooms.items}
              .plugins=${plugins.items}
              .isBusy=${this.answering.has(question.id)}
              @answer=${(event: CustomEvent<'same' | 'distinct'>) => void this.#answer(question, event.detail)}
            ></link-question>`,
        )}
      </div>
    </section>`;
  }

  async #answer(question: Question, is: 'same' | 'distinct'): Promise<void> {
    this.answering = new Set([...this.answering, question.id]);
    await answer(question, is);
    this.answering = new Set([...this.answering].filter((id) => id !== question.id));
  }
}
customElements.define('link-questions', LinkQuestions);
declare global {
  interface HTMLElementTagNameMap {
    'link-questions': LinkQuestions;
  }
}
