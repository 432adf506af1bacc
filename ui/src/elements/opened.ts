import { noChange } from 'lit';
import { directive, Directive, PartType, type ElementPart, type PartInfo } from 'lit/directive.js';

/** Opens a `<details>` once there is something in it to be seen. What a person opened or closed stays so. */
class OpenedDirective extends Directive {
  #was = false;

  constructor(info: PartInfo) {
    super(info);
    if (info.type !== PartType.ELEMENT) throw new Error('opened() stands on an element');
  }

  override render(_isWanted: boolean): typeof noChange {
    return noChange;
  }

  override update({ element }: ElementPart, [isWanted]: [boolean]): typeof noChange {
    if (isWanted && !this.#was && element instanceof HTMLDetailsElement) element.open = true;
    this.#was = isWanted;
    return noChange;
  }
}

export const opened = directive(OpenedDirective);
