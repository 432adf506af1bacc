import { css, html, LitElement, nothing, type TemplateResult } from 'lit';
import { adopt } from '../api/candidates.ts';
import { ApiError, messageOf, type Finding } from '../api/client.ts';
import type { Candidate, Device, JsonSchema } from '../api/types.ts';
import '../elements/c-chip.ts';
import '../elements/c-dialog.ts';
import '../elements/c-empty.ts';
import '../elements/c-icon.ts';
import '../elements/c-notice.ts';
import { formatAge } from '../format.ts';
import '../identity/link-questions.ts';
import { validate, withDefaults, withoutEmpty } from '../schema/form.ts';
import '../schema/schema-form.ts';
import { now } from '../state/clock.ts';
import { candidates, devices, plugins } from '../state/home.ts';
import { may } from '../state/session.ts';
import { watch } from '../state/store.ts';
import { base, buttons, layout } from '../styles/index.ts';
import { drawLoaded } from './loaded.ts';

type Adopting = {
  readonly candidate: Candidate;
  readonly state: 'asking' | 'busy' | 'done';
  readonly error?: unknown;
  readonly added?: readonly Device[];
};

/** What was discovered, and taking it into the home. */
export class PageDiscover extends LitElement {
  static override properties = { adopting: { state: true }, values: { state: true }, findings: { state: true } };
  static override styles = [
    base,
    buttons,
    layout,
    css`
      .grid {
        display: grid;
        gap: var(--space-3);
        grid-template-columns: repeat(auto-fill, minmax(min(100%, 300px), 1fr));
        margin-bottom: var(--space-6);
      }
      .card {
        display: flex;
        flex-direction: column;
        gap: var(--space-3);
      }
      .card .grow {
        overflow-wrap: anywhere;
      }
      .progress {
        height: 4px;
        border-radius: var(--radius-full);
        background: linear-gradient(90deg, var(--accent-soft), var(--accent), var(--accent-soft)) 0 0 / 50% 100% repeat-x;
        animation: flow 1.4s linear infinite;
      }
      @keyframes flow {
        to {
          background-position-x: 100%;
        }
      }
      @media (prefers-reduced-motion: reduce) {
        .progress {
          animation: none;
        }
      }
      .links {
        display: grid;
        gap: var(--space-2);
        margin-top: var(--space-4);
      }
    `,
  ];
  declare adopting: Adopting | undefined;
  declare values: Record<string, unknown>;
  declare findings: readonly Finding[];

  constructor() {
    super();
    this.adopting = undefined;
    this.values = {};
    this.findings = [];
    watch(this, candidates, devices, plugins, now);
    candidates.want();
    devices.want();
    if (may('plugins.read')) plugins.want();
  }

  protected override render() {
    return html`<div class="page-head"><h1>Discover</h1></div>
      <link-questions></link-questions>
      ${drawLoaded(candidates, (items) => {
        const adoptable = items.filter((candidate) => candidate.adoptable);
        const others = items.filter((candidate) => !candidate.adoptable);
        return html`${
          adoptable.length > 0
            ? html`<div class="grid">${adoptable.map((candidate) => this.#drawCandidate(candidate))}</div>`
            : html`<c-empty
                icon="discover"
                heading="Nothing new right now"
                text="New products appear here by themselves. Switch a product to its pairing mode, and see that it is on the same network as the hub."
              ></c-empty>`
        }
        ${this.#drawByCode()}
        ${
          others.length > 0
            ? html`<div class="section-head"><h2>Seen, but not for this hub</h2></div>
                <div class="grid">${others.map((candidate) => this.#drawCandidate(candidate))}</div>`
            : nothing
        }`;
      })}
      ${this.#drawDialog()}`;
  }

  #drawCandidate(candidate: Candidate): TemplateResult {
    const { name, maker, model, summary, firstSeen, plugin, adoptable } = candidate;
    const known = devices.find(candidate.device);
    return html`<article class="card">
      <div class="grow stack">
        <h2>${name}</h2>
        ${(maker ?? model) ? html`<p class="soft small">${[maker, model].filter(Boolean).join(' · ')}</p>` : nothing}
        ${summary ? html`<p>${summary}</p>` : nothing}
        ${
          known
            ? html`<p>
                It is in your home already, as
                <a href="/devices/${known.id}">${known.name}</a>.${adoptable ? ' Add it, and the hub has a second way to it.' : ''}
              </p>`
            : nothing
        }
        <p class="soft small">Found by ${plugins.find(plugin)?.name ?? plugin}, ${formatAge(firstSeen, now.value)}</p>
      </div>
      ${
        adoptable
          ? html`<button class="primary" type="button" @click=${() => this.#open(candidate)}>Add to the home</button>`
          : summary
            ? nothing
            : html`<p class="soft small">No plugin of this hub can speak with it.</p>`
      }
    </article>`;
  }

  // Some products show nothing on the network before their code is known.
  #drawByCode(): TemplateResult | typeof nothing {
    if (!may('plugins.manage')) return nothing;
    const ways = plugins.items
      .filter(({ state }) => state === 'running')
      .flatMap(({ id, actions }) =>
        Object.entries(actions)
          .filter(([, { input }]) => asksForCode(input))
          .map(([action, { title }]) => ({ id, action, title })),
      );
    if (ways.length === 0) return nothing;
    return html`<div class="row" id="by-code">
        ${ways.map(({ id, action, title }) => html`<a class="button" href="/plugins/${id}#${action}"><c-icon name="plus"></c-icon>${title}</a>`)}
      </div>
      <br />`;
  }

  #drawDialog(): TemplateResult | typeof nothing {
    const { adopting } = this;
    if (!adopting) return nothing;
    const { candidate, state, error, added } = adopting;
    const form = candidate.form as JsonSchema;
    return html`<c-dialog .heading=${state === 'done' ? 'Added' : `Add ${candidate.name}`} @close=${this.#close}>
      ${
        state === 'done'
          ? html`<c-notice tone="good"
                >${added?.length === 1 ? 'It is part of your home now.' : `${added?.length ?? 0} devices are part of your home now.`}</c-notice
              >
              <div class="links">
                ${(added ?? []).map(({ id, name }) => html`<a class="button" href="/devices/${id}">Added ${name}: see it<c-icon name="next"></c-icon></a>`)}
              </div>`
          : html`<form class="stack" @submit=${this.#onSubmit} novalidate>
              ${form.description ? html`<p class="soft">${form.description}</p>` : nothing}
              ${Object.keys(form.properties ?? {}).length === 0 && !form.description ? html`<p>Nothing more is needed.</p>` : nothing}
              <schema-form
                .schema=${form}
                .values=${this.values}
                .findings=${this.findings}
                @change=${(event: CustomEvent<Record<string, unknown>>) => (this.values = event.detail)}
              ></schema-form>
              ${error !== undefined && this.findings.length === 0 ? html`<c-notice tone="bad">${messageOf(error)}</c-notice>` : nothing}
              ${
                state === 'busy'
                  ? html`<div class="progress" role="progressbar" aria-label="Adding"></div>
                      <p class="soft small" role="status">Speaking with the product. This can take a minute.</p>`
                  : nothing
              }
              <button class="primary" ?disabled=${state === 'busy'}>Add to the home</button>
            </form>`
      }
    </c-dialog>`;
  }

  #open(candidate: Candidate): void {
    this.values = withDefaults(candidate.form, {});
    this.findings = [];
    this.adopting = { candidate, state: 'asking' };
  }

  readonly #close = (): void => {
    this.adopting = undefined;
    candidates.refresh();
  };

  readonly #onSubmit = async (event: SubmitEvent): Promise<void> => {
    event.preventDefault();
    const { adopting } = this;
    if (!adopting) return;
    const { candidate } = adopting;
    const input = withoutEmpty(this.values);
    this.findings = validate(candidate.form, input);
    if (this.findings.length > 0) return;
    this.adopting = { candidate, state: 'busy' };
    try {
      const { devices: added } = await adopt(candidate.id, input);
      devices.refresh();
      this.#show({ candidate, state: 'done', added });
    } catch (error) {
      this.findings =
        error instanceof ApiError ? error.findings.map(({ path, message }) => ({ path: path.replace(/^\/input/, ''), message })) : [];
      this.#show({ candidate, state: 'asking', error });
    }
  };

  // The dialog may have been closed, or opened for another, meanwhile.
  #show(next: Adopting): void {
    if (this.adopting?.candidate.id === next.candidate.id) this.adopting = next;
  }
}

function asksForCode(input: Readonly<Record<string, unknown>>): boolean {
  return Object.keys((input as JsonSchema).properties ?? {}).includes('code');
}
customElements.define('page-discover', PageDiscover);
