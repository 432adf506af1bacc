import { css, html } from 'lit';
import { styled } from '../elements/styled.ts';
import '../elements/c-slider.ts';
import { cssColor, hueSaturationOf, xyOf, type HueSaturation, type Xy } from '../model/color.ts';
import { Control } from './control.ts';

const presets: readonly (readonly [name: string, color: HueSaturation])[] = [
  ['Red', { hue: 0, saturation: 100 }],
  ['Orange', { hue: 28, saturation: 95 }],
  ['Yellow', { hue: 50, saturation: 85 }],
  ['Green', { hue: 125, saturation: 85 }],
  ['Turquoise', { hue: 180, saturation: 75 }],
  ['Blue', { hue: 230, saturation: 90 }],
  ['Violet', { hue: 275, saturation: 80 }],
  ['Pink', { hue: 325, saturation: 65 }],
];

/** The colour of a light, as hue and saturation; lamps that know xy only get that. */
export class ControlColor extends Control {
  static override styles = [
    Control.styles,
    css`
      .swatches {
        display: flex;
        flex-wrap: wrap;
        gap: var(--space-2);
        margin-bottom: var(--space-2);
      }
      .swatch {
        width: var(--touch);
        min-height: var(--touch);
        padding: 0;
        border-radius: 50%;
        border: 2px solid var(--edge);
      }
      .label {
        font-size: var(--text-s);
        color: var(--ink-soft);
      }
    `,
  ];

  protected override render() {
    const { isDisabled, deviceName } = this.context;
    const { hue, saturation } = this.#color;
    return html`<div class="swatches" role="group" aria-label="Colours">
        ${presets.map(
          ([name, color]) =>
            html`<button
              type="button"
              class="swatch"
              title=${name}
              aria-label=${name}
              ${styled({ background: cssColor(color) })}
              ?disabled=${isDisabled}
              @click=${() => this.#choose(color)}
            ></button>`,
        )}
      </div>
      <span class="label" aria-hidden="true">Hue</span>
      <c-slider
        tone="hue"
        .label=${`${deviceName}: hue`}
        .value=${hue}
        .max=${360}
        .text=${(value: number) => `${value}°`}
        .disabled=${isDisabled}
        @change=${(event: CustomEvent<number>) => this.#choose({ hue: event.detail, saturation: Math.max(saturation, 30) })}
      ></c-slider>
      <span class="label" aria-hidden="true">Saturation</span>
      <c-slider
        .label=${`${deviceName}: saturation`}
        .value=${saturation}
        .text=${(value: number) => `${value} %`}
        .disabled=${isDisabled}
        @change=${(event: CustomEvent<number>) => this.#choose({ hue, saturation: event.detail })}
      ></c-slider>`;
  }

  get #color(): HueSaturation {
    const hue = this.number('hue');
    const saturation = this.number('saturation');
    if (hue !== undefined && saturation !== undefined) return { hue: Math.round(hue), saturation: Math.round(saturation) };
    const xy = this.wished('xy');
    return isXy(xy) ? hueSaturationOf(xy) : { hue: 40, saturation: 40 };
  }

  #choose(color: HueSaturation): void {
    this.set(this.isWritable('hue') && this.isWritable('saturation') ? { ...color } : { xy: xyOf(color) });
  }
}

function isXy(value: unknown): value is Xy {
  return (
    typeof value === 'object' &&
    value !== null &&
    'x' in value &&
    typeof value.x === 'number' &&
    'y' in value &&
    typeof value.y === 'number'
  );
}
customElements.define('control-color', ControlColor);
