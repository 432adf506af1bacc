import { LitElement } from 'lit';

/** Moves to the first field that is marked as wrong, in whichever element it stands. Answers whether there is one. */
export async function focusFirstInvalid(host: LitElement): Promise<boolean> {
  await host.updateComplete;
  const field = await firstInvalid(host.renderRoot);
  // Not by the focus itself: that would leave it behind the bar below.
  field?.scrollIntoView({ block: 'center' });
  field?.focus({ preventScroll: true });
  return field !== undefined;
}

async function firstInvalid(root: ParentNode): Promise<HTMLElement | undefined> {
  for (const element of root.querySelectorAll<HTMLElement>('*')) {
    if (element.getAttribute('aria-invalid') === 'true') return element;
    if (element instanceof LitElement) await element.updateComplete;
    const inner = element.shadowRoot && (await firstInvalid(element.shadowRoot));
    if (inner) return inner;
  }
  return undefined;
}
