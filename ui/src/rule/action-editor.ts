import { html, nothing, type TemplateResult } from 'lit';
import type { Action } from '../api/types.ts';
import { option } from '../elements/field.ts';
import { argumentsOf } from '../model/commands.ts';
import { firstValue } from '../model/shape.ts';
import { at, below, sentence } from '../schema/pointer.ts';
import { scenes } from '../state/home.ts';
import './argument-input.ts';
import './duration-input.ts';
import { RulePart } from './part.ts';
import './target-picker.ts';
import type { Picked } from './target-picker.ts';

type Command = Extract<Action, { type: 'command' }>;
type Delay = Extract<Action, { type: 'delay' }>;
type SceneAction = Extract<Action, { type: 'scene' }>;
type Notify = Extract<Action, { type: 'notify' }>;

/** What a rule does: commands a device, waits, sets a scene, or tells somebody. */
export class ActionEditor extends RulePart {
  declare item: Action;

  constructor() {
    super();
    scenes.want();
  }

  protected override render() {
    switch (this.item.type) {
      case 'command':
        return this.#drawCommand(this.item);
      case 'delay':
        return this.#drawDelay(this.item);
      case 'scene':
        return this.#drawScene(this.item);
      case 'notify':
        return this.#drawNotify(this.item);
    }
  }

  #drawCommand(part: Command): TemplateResult {
    const view = this.viewOf(part.device, part.endpoint, part.capability);
    const wanted = view ? argumentsOf(part.command, view, this.definition(part.capability, view)) : [];
    const args = part.args ?? {};
    const argumentError = (name: string) => {
      const own = below(this.findings, `/args/${name}`);
      return own.length > 0 ? own.map(({ message }) => sentence(message)).join(' ') : undefined;
    };
    const places = ['/device', '/capability', '/endpoint', '/command', ...wanted.map(({ name }) => `/args/${name}`)];
    return html`<target-picker
        purpose="command"
        .device=${part.device}
        .endpoint=${part.endpoint}
        .capability=${part.capability}
        .member=${part.command}
        .deviceError=${at(this.findings, '/device', '/device/room')}
        .memberError=${at(this.findings, '/capability', '/endpoint', '/command')}
        @change=${(event: CustomEvent<Picked>) => this.#pick(part, event.detail)}
      ></target-picker>
      ${wanted.map(
        (argument) =>
          html`<argument-input
            .argument=${argument}
            .value=${args[argument.name]}
            .error=${argumentError(argument.name)}
            @change=${(event: CustomEvent<unknown>) => this.#argument(part, argument.name, event.detail)}
          ></argument-input>`,
      )}
      ${part.command === 'set' && Object.keys(args).length === 0 && wanted.length > 0 ? html`<p class="hint">Choose what to set.</p>` : nothing}
      ${this.drawRest(places)}`;
  }

  #pick(part: Command, { device, endpoint, capability, member }: Picked): void {
    const isSame = member === part.command && capability === part.capability;
    const view = this.viewOf(device, endpoint, capability);
    const wanted = view ? argumentsOf(member, view, this.definition(capability, view)) : [];
    // The one thing that can be set is what is meant; of several, somebody has to say.
    const first = member === 'set' && wanted.length === 1 ? wanted : wanted.filter(({ required }) => required);
    const args = isSame ? (part.args ?? {}) : Object.fromEntries(first.map(({ name, shape }) => [name, firstValue(shape)]));
    this.emit({
      type: 'command',
      device,
      ...(endpoint !== undefined && { endpoint }),
      capability,
      command: member,
      ...(Object.keys(args).length > 0 && { args }),
    });
  }

  #argument({ args = {}, ...rest }: Command, name: string, value: unknown): void {
    const { [name]: _, ...others } = args;
    const next = value === undefined ? others : { ...others, [name]: value };
    this.emit(Object.keys(next).length > 0 ? { ...rest, args: next } : rest);
  }

  #drawDelay(part: Delay): TemplateResult {
    return html`<div class="field">
        <span class="label">Wait for</span>
        <duration-input
          label="Wait for"
          .value=${part.for}
          @change=${(event: CustomEvent<string | undefined>) => this.emit({ type: 'delay', for: event.detail ?? 'PT0S' })}
        ></duration-input>
        ${this.drawError(at(this.findings, '/for'))}
      </div>
      ${this.drawRest(['/for'])}`;
  }

  #drawScene(part: SceneAction): TemplateResult {
    return html`<div class="field">
        <label for="scene">Scene</label>
        <select id="scene" @change=${(event: Event) => this.emit({ type: 'scene', scene: (event.target as HTMLSelectElement).value })}>
          ${option('', 'Choose…', !scenes.items.some(({ id }) => id === part.scene), true)}
          ${scenes.items.map(({ id, name }) => option(id, name, id === part.scene))}
        </select>
        ${scenes.value.items && scenes.items.length === 0 ? html`<p class="hint">There are no scenes yet. <a href="/scenes">Make one</a></p>` : nothing}
        ${this.drawError(at(this.findings, '/scene'))}
      </div>
      ${this.drawRest(['/scene'])}`;
  }

  #drawNotify(part: Notify): TemplateResult {
    return html`<div class="field">
        <label for="message">Message</label>
        <input
          id="message"
          maxlength="2000"
          .value=${part.message}
          aria-invalid=${at(this.findings, '/message') !== undefined}
          @change=${(event: Event) => this.emit({ type: 'notify', message: (event.target as HTMLInputElement).value })}
        />
        ${this.drawError(at(this.findings, '/message'))}
      </div>
      ${this.drawRest(['/message'])}`;
  }
}
customElements.define('action-editor', ActionEditor);
declare global {
  interface HTMLElementTagNameMap {
    'action-editor': ActionEditor;
  }
}
