import { noChange } from 'lit';
import { directive, Directive, PartType, type ElementPart, type PartInfo } from 'lit/directive.js';

/** Styles of one element that only the data knows. Set through the object model: the page's policy allows no style attributes. */
class StyledDirective extends Directive {
  constructor(info: PartInfo) {
    super(info);
    if (info.type !== PartType.ELEMENT) throw new Error('styled() stands on an element');
  }

  override render(_styles: Readonly<Record<string, string>>): typeof noChange {
    return noChange;
  }

  override update({ element }: ElementPart, [styles]: [Readonly<Record<string, string>>]): typeof noChange {
    if (element instanceof HTMLElement) for (const [name, value] of Object.entries(styles)) element.style.setProperty(name, value);
    return noChange;
  }
}

export const styled = directive(StyledDirective);
