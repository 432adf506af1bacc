import { css, html, LitElement, nothing, type TemplateResult } from 'lit';
import { restartPlugin, updatePlugin } from '../api/plugins.ts';
import type { JsonSchema, Plugin } from '../api/types.ts';
import '../elements/c-chip.ts';
import '../elements/c-empty.ts';
import '../elements/c-icon.ts';
import '../elements/c-toggle.ts';
import { confirm } from '../elements/confirm.ts';
import { formatAge, formatBytes, humanize } from '../format.ts';
import '../plugin/plugin-action.ts';
import '../plugin/plugin-config.ts';
import '../plugin/plugin-logs.ts';
import { pluginStates } from '../plugin/state.ts';
import { formsOf, viewsOf } from '../plugin/views.ts';
import { attempt } from '../state/attempt.ts';
import { now } from '../state/clock.ts';
import { plugins } from '../state/home.ts';
import { may } from '../state/session.ts';
import { watch } from '../state/store.ts';
import { base, buttons, layout } from '../styles/index.ts';
import { drawLoaded } from './loaded.ts';

/** One plugin: how it is, what it can do, its settings and its log. */
export class PagePlugin extends LitElement {
  static override properties = { plugin: { type: String } };
  static override styles = [
    base,
    buttons,
    layout,
    css`
      .cards {
        grid-template-columns: repeat(auto-fit, minmax(min(100%, 400px), 1fr));
        align-items: start;
      }
      .whole {
        grid-column: 1 / -1;
      }
      dl {
        display: grid;
        grid-template-columns: auto 1fr;
        gap: var(--space-2) var(--space-4);
      }
      dt {
        color: var(--ink-soft);
      }
      dd {
        overflow-wrap: anywhere;
      }
      .diagnostic {
        display: grid;
        gap: 2px;
        padding: var(--space-2) 0;
        overflow-wrap: anywhere;
      }
      .view {
        display: grid;
        gap: 2px;
        padding: var(--space-3) 0;
      }
      .view a {
        font-weight: 600;
      }
      .switch {
        display: flex;
        align-items: center;
        gap: var(--space-2);
      }
    `,
  ];
  declare plugin: string;

  constructor() {
    super();
    this.plugin = '';
    watch(this, plugins, now);
    plugins.want();
  }

  protected override render() {
    return html`<a class="back" href="/plugins"><c-icon name="back"></c-icon>Plugins</a> ${drawLoaded(plugins, () => {
        const plugin = plugins.find(this.plugin);
        return plugin
          ? this.#draw(plugin)
          : html`<c-empty icon="plugins" heading="There is no such plugin" text="It may have been removed."></c-empty>`;
      })}`;
  }

  #draw(plugin: Plugin): TemplateResult {
    const { text, tone } = pluginStates[plugin.state];
    const isManager = may('plugins.manage');
    return html`<div class="page-head">
        <h1>${plugin.name}</h1>
        <c-chip tone=${tone}>${text}</c-chip>
        ${
          isManager
            ? html`<span class="switch"
                  ><c-toggle
                    .label=${`${plugin.name} is on`}
                    .checked=${plugin.enabled}
                    @change=${(event: CustomEvent<boolean>) => void this.#enable(plugin, event.detail)}
                  ></c-toggle
                ></span>
                <button
                  type="button"
                  ?disabled=${!plugin.enabled}
                  @click=${() => void attempt(async () => plugins.put(await restartPlugin(plugin.id)), `${plugin.name} was started anew`)}
                >
                  <c-icon name="restart"></c-icon>Restart
                </button>`
            : nothing
        }
      </div>
      <div class="cards">
        ${this.#drawState(plugin)} ${this.#drawDiagnostics(plugin)} ${isManager ? this.#drawActions(plugin) : nothing}
        ${
          isManager && Object.keys((plugin.configSchema as JsonSchema).properties ?? {}).length > 0
            ? html`<section class="card" aria-labelledby="settings">
                <div class="section-head"><h2 id="settings">Settings</h2></div>
                <plugin-config .plugin=${plugin}></plugin-config>
              </section>`
            : nothing
        }
        ${
          isManager
            ? html`<section class="card whole" aria-labelledby="log">
                <div class="section-head"><h2 id="log">Log</h2></div>
                <plugin-logs .plugin=${plugin.id}></plugin-logs>
              </section>`
            : nothing
        }
      </div>`;
  }

  #drawState(plugin: Plugin): TemplateResult {
    const rows: (readonly [string, unknown])[] = [
      ['State', `${pluginStates[plugin.state].text}, ${formatAge(plugin.since, now.value)}`],
      ['Why', plugin.reason],
      ['Devices', plugin.devices],
      ['Restarts', plugin.restarts],
      ['Memory', plugin.residentBytes === undefined ? undefined : formatBytes(plugin.residentBytes)],
      ['Version', `${plugin.version}, by ${plugin.maker}`],
      ['May use', plugin.permissions.length > 0 ? plugin.permissions.map(humanize).join(', ') : 'its own folder only'],
      ...Object.entries(plugin.endpoints).map(([name, address]): readonly [string, unknown] => [humanize(name), address]),
    ];
    return html`<section class="card" aria-labelledby="state">
      <div class="section-head"><h2 id="state">About</h2></div>
      ${
        plugin.description
          ? html`<p class="soft">${plugin.description}</p>
              <br />`
          : nothing
      }
      <dl>
        ${rows
          .filter(([, value]) => value !== undefined)
          .map(
            ([name, value]) =>
              html`<dt>${name}</dt>
                <dd>${value}</dd>`,
          )}
      </dl>
    </section>`;
  }

  #drawDiagnostics({ diagnostics }: Plugin): TemplateResult {
    return html`<section class="card" aria-labelledby="remarks">
      <div class="section-head"><h2 id="remarks">Remarks</h2></div>
      ${
        diagnostics.length === 0
          ? html`<p class="soft">Nothing to complain about.</p>`
          : html`<ul class="lines">
              ${diagnostics.map(
                ({ code, message, place, count, lastAt }) =>
                  html`<li class="diagnostic">
                    <span>${message}</span>
                    <span class="soft small"
                      >${code}${place ? ` · ${place}` : ''} · ${count === 1 ? 'once' : `${count} times`}, last
                      ${formatAge(lastAt, now.value)}</span
                    >
                  </li>`,
              )}
            </ul>`
      }
    </section>`;
  }

  #drawActions(plugin: Plugin): TemplateResult | typeof nothing {
    const actions = formsOf(plugin);
    const views = viewsOf(plugin);
    if (actions.length + views.length === 0) return nothing;
    const wanted = location.hash.slice(1);
    return html`<section class="card" aria-labelledby="actions">
      <div class="section-head"><h2 id="actions">What it can do</h2></div>
      ${
        plugin.state === 'running'
          ? html`<div class="lines">
              ${views.map(
                ({ title, text, path }) =>
                  html`<div class="view">
                    <a href="/plugins/${plugin.id}/${path}">${title}</a>
                    <p class="soft small">${text}</p>
                  </div>`,
              )}
              ${actions.map(
                ([action, what]) =>
                  html`<plugin-action
                    .plugin=${plugin.id}
                    .action=${action}
                    .what=${what}
                    .isOpen=${action === wanted || actions.length === 1}
                  ></plugin-action>`,
              )}
            </div>`
          : html`<p class="soft">The plugin has to run for that.</p>`
      }
    </section>`;
  }

  async #enable(plugin: Plugin, enabled: boolean): Promise<void> {
    const text = `Its ${plugin.devices === 1 ? 'device stays' : `${plugin.devices} devices stay`} in the home and will be unavailable.`;
    if (!enabled && !(await confirm({ heading: `Switch ${plugin.name} off?`, text, yes: 'Switch off' }))) return this.requestUpdate();
    await attempt(async () => plugins.put(await updatePlugin(plugin.id, { enabled })));
  }
}
customElements.define('page-plugin', PagePlugin);
