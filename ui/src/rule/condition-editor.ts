import { html, nothing, type TemplateResult } from 'lit';
import '../controls/value-input.ts';
import { option } from '../elements/field.ts';
import { firstValue, type Shape } from '../model/shape.ts';
import { at } from '../schema/pointer.ts';
import { people } from '../state/home.ts';
import type { Comparison } from './draft.ts';
import { drawDays, RulePart } from './part.ts';
import './target-picker.ts';
import type { Picked } from './target-picker.ts';
import type { Target } from './targets.ts';

const orders = [
  ['lessThan', 'is less than'],
  ['lessThanInclusive', 'is at most'],
  ['greaterThan', 'is more than'],
  ['greaterThanInclusive', 'is at least'],
  ['equal', 'is exactly'],
  ['notEqual', 'is not'],
] as const;
const sameness = [
  ['equal', 'is'],
  ['notEqual', 'is not'],
] as const;
const times = [
  ['greaterThanInclusive', 'is from'],
  ['lessThan', 'is before'],
] as const;

/** One thing that must be so: a value, the time, the day, or who it is. */
export class ConditionEditor extends RulePart {
  declare item: Comparison;

  constructor() {
    super();
    people.want();
  }

  protected override render() {
    return (this.#draw[this.item.fact] ?? this.#drawUnknown)(this.item);
  }

  readonly #draw: Readonly<Record<string, (part: Comparison) => TemplateResult>> = {
    state: (part) => this.#drawState(part),
    time: (part) =>
      html`<div class="pair">
          ${this.#drawOperator(part, times, 'The time')}
          <div class="field">
            <label for="value">Time</label>
            <input
              id="value"
              type="time"
              required
              .value=${typeof part.value === 'string' ? part.value : ''}
              @change=${(event: Event) => this.emit({ ...part, value: (event.target as HTMLInputElement).value })}
            />
            ${this.drawError(at(this.findings, '/value'))}
          </div>
        </div>
        ${this.drawRest(['/value', '/operator'])}`,
    day: (part) =>
      html`<div class="field">
          <span class="label">The day is one of</span>
          ${drawDays(Array.isArray(part.value) ? part.value.map(String) : [], (value) => this.emit({ fact: 'day', operator: 'in', value }))}
          ${this.drawError(at(this.findings, '/value'))}
        </div>
        ${this.drawRest(['/value'])}`,
    person: (part) =>
      html`<div class="pair">
          ${this.#drawOperator(part, sameness, 'Who triggered it')}
          <div class="field">
            <label for="value">Person</label>
            <select id="value" @change=${(event: Event) => this.emit({ ...part, value: (event.target as HTMLSelectElement).value })}>
              ${option('', 'Choose…', !people.items.some(({ id }) => id === part.value), true)}
              ${people.items.map(({ id, name }) => option(id, name, id === part.value))}
            </select>
            ${this.drawError(at(this.findings, '/value'))}
          </div>
        </div>
        ${this.drawRest(['/operator', '/value'])}`,
  };

  readonly #drawUnknown = (part: Comparison): TemplateResult =>
    html`<p class="soft">${part.fact} ${part.operator} ${JSON.stringify(part.value)}</p>
      ${this.drawRest([])}`;

  #drawState(part: Comparison): TemplateResult {
    const {
      device = '',
      endpoint,
      capability = '',
      attribute = '',
    } = (part.params ?? {}) as { device?: Target; endpoint?: string; capability?: string; attribute?: string };
    const shape = this.shape(device, endpoint, capability, attribute);
    return html`<target-picker
        purpose="state"
        .device=${device}
        .endpoint=${endpoint}
        .capability=${capability}
        .member=${attribute}
        .deviceError=${at(this.findings, '/params/device')}
        .memberError=${at(this.findings, '/params/capability', '/params/attribute', '/params/endpoint')}
        @change=${(event: CustomEvent<Picked>) => this.#pick(part, event.detail, attribute)}
      ></target-picker>
      ${
        shape
          ? html`<div class="pair">
              ${this.#drawOperator(part, shape.type === 'number' ? orders : sameness, 'Comparison')}
              <div class="field">
                <span class="label">Value</span>
                <value-input
                  .shape=${shape}
                  .value=${part.value}
                  label="Value"
                  .invalid=${at(this.findings, '/value') !== undefined}
                  @change=${(event: CustomEvent<unknown>) => this.emit({ ...part, value: event.detail })}
                ></value-input>
                ${this.drawError(at(this.findings, '/value'))}
              </div>
            </div>`
          : nothing
      }
      ${this.drawRest(['/params', '/value', '/operator'])}`;
  }

  #pick(part: Comparison, { device, endpoint, capability, member }: Picked, before: string): void {
    const params = { device, capability, attribute: member, ...(endpoint !== undefined && { endpoint }) };
    if (member === before) return this.emit({ ...part, params });
    const shape: Shape | undefined = this.shape(device, endpoint, capability, member);
    this.emit({
      fact: 'state',
      params,
      operator: shape?.type === 'number' ? 'lessThan' : 'equal',
      value: shape ? firstValue(shape) : null,
    });
  }

  #drawOperator(part: Comparison, operators: readonly (readonly [string, string])[], label: string): TemplateResult {
    return html`<div class="field">
      <label for="operator">${label}</label>
      <select id="operator" @change=${(event: Event) => this.emit({ ...part, operator: (event.target as HTMLSelectElement).value })}>
        ${operators.some(([id]) => id === part.operator) ? nothing : html`<option selected value=${part.operator}>${part.operator}</option>`}
        ${operators.map(([id, text]) => option(id, text, id === part.operator))}
      </select>
      ${this.drawError(at(this.findings, '/operator'))}
    </div>`;
  }
}
customElements.define('condition-editor', ConditionEditor);
