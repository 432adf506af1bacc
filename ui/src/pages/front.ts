import { css } from 'lit';

/** The look of the pages before the home: set-up and log-in. */
export const front = css`
  :host {
    display: grid;
    justify-items: center;
    align-content: center;
    min-height: 100dvh;
    padding: var(--space-4);
  }
  main {
    width: min(420px, 100%);
  }
  header {
    display: grid;
    justify-items: center;
    gap: var(--space-2);
    margin-bottom: var(--space-5);
    text-align: center;
  }
  header img {
    width: 60px;
    height: 60px;
    margin-bottom: var(--space-2);
  }
  form {
    display: grid;
    gap: var(--space-4);
  }
`;
