import { html, render } from 'lit';
import './c-confirm.ts';

interface Question {
  readonly heading: string;
  readonly text: string;
  /** What the button says that does it. */
  readonly yes: string;
  readonly isDangerous?: boolean;
}

/** Asks before something that can't be taken back, or that opens a door. */
export function confirm(question: Question): Promise<boolean> {
  const host = document.createElement('div');
  document.body.append(host);
  return new Promise((resolve) => {
    const answer = (event: CustomEvent<boolean>): void => {
      resolve(event.detail);
      host.remove();
    };
    render(
      html`<c-confirm
        .heading=${question.heading}
        .text=${question.text}
        .yes=${question.yes}
        .isDangerous=${question.isDangerous ?? false}
        @answer=${answer}
      ></c-confirm>`,
      host,
    );
  });
}
