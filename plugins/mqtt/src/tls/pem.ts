const block = /-----BEGIN ([A-Z0-9 ]+)-----([^-]*)-----END \1-----/g;
const lineLength = 64;

/** True for PEM text (RFC 7468), even where its line breaks are lost. */
export function isPem(text: string): boolean {
  return text.includes('-----BEGIN ');
}

/** PEM text with its lines as they have to be. Fields of one line, and copies of copies, lose the breaks or spell them `\n`. */
export function readPem(text: string): string {
  return text.replace(block, (whole, label: string, body: string) => {
    // What is encrypted has headers with meaning in their line breaks.
    if (body.includes(':')) return whole;
    const plain = body.replace(/\\[nr]|\s/g, '');
    const lines = plain.match(new RegExp(`.{1,${lineLength}}`, 'g')) ?? [];
    return `-----BEGIN ${label}-----\n${lines.join('\n')}\n-----END ${label}-----\n`;
  });
}
