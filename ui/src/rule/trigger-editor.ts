import { html, nothing, type TemplateResult } from 'lit';
import type { Trigger } from '../api/types.ts';
import '../controls/value-input.ts';
import { option } from '../elements/field.ts';
import type { Shape } from '../model/shape.ts';
import { at } from '../schema/pointer.ts';
import './duration-input.ts';
import { drawDays, RulePart, type Day } from './part.ts';
import './target-picker.ts';
import type { Picked } from './target-picker.ts';

type State = Extract<Trigger, { type: 'state' }>;
type Event_ = Extract<Trigger, { type: 'event' }>;
type Time = Extract<Trigger, { type: 'time' }>;
type Scalar = State['to'];

/** When a rule runs: something happens to a device, a value changes, or it is time. */
export class TriggerEditor extends RulePart {
  declare item: Trigger;

  protected override render() {
    switch (this.item.type) {
      case 'event':
        return this.#drawEvent(this.item);
      case 'state':
        return this.#drawState(this.item);
      case 'time':
        return this.#drawTime(this.item);
    }
  }

  #drawPicker(part: State | Event_, member: string): TemplateResult {
    return html`<target-picker
      .purpose=${part.type}
      .device=${part.device}
      .endpoint=${part.endpoint}
      .capability=${part.capability}
      .member=${member}
      .deviceError=${at(this.findings, '/device', '/device/room')}
      .memberError=${at(this.findings, '/capability', '/endpoint', '/event', '/attribute')}
      @change=${(event: CustomEvent<Picked>) => this.#pick(part, event.detail)}
    ></target-picker>`;
  }

  #pick(part: State | Event_, { device, endpoint, capability, member }: Picked): void {
    const where = { device, capability, ...(endpoint !== undefined && { endpoint }) };
    if (part.type === 'event') return this.emit({ type: 'event', ...where, event: member });
    const isSame = member === part.attribute && capability === part.capability;
    const { from, to, above, below, for: span } = part;
    const kept = isSame
      ? {
          ...(from !== undefined && { from }),
          ...(to !== undefined && { to }),
          ...(above !== undefined && { above }),
          ...(below !== undefined && { below }),
        }
      : {};
    this.emit({ type: 'state', ...where, attribute: member, ...kept, ...(span !== undefined && { for: span }) });
  }

  #drawEvent(part: Event_): TemplateResult {
    const payload = this.#payload(part);
    return html`${this.#drawPicker(part, part.event)}
    ${
      payload.length > 0
        ? html`<div class="pair">
            ${payload.map(
              ([name, title]) =>
                html`<div class="field">
                  <label for="where-${name}">Only if ${title.toLowerCase()} is <span class="soft">(optional)</span></label>
                  <input
                    id="where-${name}"
                    .value=${String(part.where?.[name] ?? '')}
                    @change=${(event: Event) => this.#where(part, name, (event.target as HTMLInputElement).value)}
                  />
                </div>`,
            )}
          </div>`
        : nothing
    }
    ${this.drawRest(['/device', '/capability', '/endpoint', '/event'])}`;
  }

  // Texts and numbers are all that people can match on by hand.
  #payload({ device, endpoint, capability, event }: Event_): (readonly [name: string, title: string])[] {
    const view = this.viewOf(device, endpoint, capability);
    const payload = view && this.definition(capability, view)?.events[event]?.payload;
    const properties = (payload?.['properties'] ?? {}) as Record<string, { type?: string; title?: string }>;
    return Object.entries(properties)
      .filter(([, { type }]) => type === 'string')
      .map(([name, { title }]) => [name, title ?? name]);
  }

  #where(part: Event_, name: string, text: string): void {
    const { where = {}, ...rest } = part;
    const { [name]: _, ...others } = where;
    const next = text.trim() === '' ? others : { ...others, [name]: text.trim() };
    this.emit(Object.keys(next).length > 0 ? { ...rest, where: next } : rest);
  }

  #drawState(part: State): TemplateResult {
    const shape = this.shape(part.device, part.endpoint, part.capability, part.attribute);
    return html`${this.#drawPicker(part, part.attribute)}
    ${shape?.type === 'number' ? this.#drawBounds(part, shape) : shape && shape.type !== 'structure' ? this.#drawEnds(part, shape) : nothing}
    ${
      shape
        ? html`<div class="pair">
            <div class="field">
              <span class="label">And stays so for <span class="soft">(optional)</span></span>
              <duration-input
                label="And stays so for"
                .value=${part.for}
                @change=${(event: CustomEvent<string | undefined>) => this.#change(part, 'for', event.detail)}
              ></duration-input>
              ${this.drawError(at(this.findings, '/for'))}
            </div>
          </div>`
        : nothing
    }
    ${this.drawRest(['/device', '/capability', '/endpoint', '/attribute', '/above', '/below', '/from', '/to', '/for'])}`;
  }

  #drawBounds(part: State, shape: Shape): TemplateResult {
    const bound = (name: 'above' | 'below', label: string) =>
      html`<div class="field">
        <span class="label">${label} <span class="soft">(optional)</span></span>
        <value-input
          .shape=${shape}
          .value=${part[name]}
          .label=${label}
          .invalid=${at(this.findings, `/${name}`) !== undefined}
          @change=${(event: CustomEvent<number | undefined>) => this.#change(part, name, event.detail)}
        ></value-input>
        ${this.drawError(at(this.findings, `/${name}`))}
      </div>`;
    return html`<div class="pair">${bound('above', 'Rises above')} ${bound('below', 'Falls below')}</div>
      ${part.above === undefined && part.below === undefined ? html`<p class="hint">Without either, every new value counts.</p>` : nothing}`;
  }

  #drawEnds(part: State, shape: Shape): TemplateResult {
    const end = (name: 'to' | 'from', label: string) =>
      html`<div class="field">
        <label for=${name}>${label}</label>
        <select
          id=${name}
          aria-invalid=${at(this.findings, `/${name}`) !== undefined}
          @change=${(event: Event) => this.#change(part, name, valueOf(shape, (event.target as HTMLSelectElement).value))}
        >
          ${option('', 'Anything', part[name] === undefined)}
          ${choices(shape, part[name]).map(([value, text]) => option(value, text, String(part[name]) === value))}
        </select>
        ${this.drawError(at(this.findings, `/${name}`))}
      </div>`;
    return html`<div class="pair">${end('to', 'Becomes')} ${end('from', 'From')}</div>`;
  }

  #change(part: State, name: 'from' | 'to' | 'above' | 'below' | 'for', value: Scalar): void {
    const { [name]: _, ...rest } = part;
    this.emit(value === undefined ? rest : { ...rest, [name]: value });
  }

  #drawTime(part: Time): TemplateResult {
    return html`<div class="pair">
        <div class="field">
          <label for="at">At</label>
          <input
            id="at"
            type="time"
            required
            .value=${part.at}
            aria-invalid=${at(this.findings, '/at') !== undefined}
            @change=${(event: Event) => this.emit({ ...part, at: (event.target as HTMLInputElement).value })}
          />
          ${this.drawError(at(this.findings, '/at'))}
        </div>
        <div class="field">
          <span class="label">On</span>
          ${drawDays(part.days ?? allDays, (next) => this.#days(part, next))}
        </div>
      </div>
      ${this.drawRest(['/at'])}`;
  }

  #days(part: Time, next: Day[]): void {
    const { days: _, ...rest } = part;
    this.emit(next.length === 0 || next.length === allDays.length ? rest : { ...rest, days: next });
  }
}

const allDays: readonly Day[] = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'];

function choices(shape: Shape, current: Scalar): (readonly [value: string, text: string])[] {
  if (shape.type === 'boolean')
    return [
      ['true', 'Yes / on'],
      ['false', 'No / off'],
    ];
  const known = shape.options.map(({ id, label }): [string, string] => [id, label]);
  return typeof current === 'string' && !known.some(([id]) => id === current) ? [...known, [current, current]] : known;
}

function valueOf(shape: Shape, text: string): Scalar {
  if (text === '') return undefined;
  return shape.type === 'boolean' ? text === 'true' : text;
}

customElements.define('trigger-editor', TriggerEditor);
