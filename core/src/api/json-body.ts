import type { FastifyInstance } from 'fastify';
import { InvalidRequestError } from './errors.ts';

/** More than any document of ours needs; what walks a document recursively must never meet one that breaks its stack. */
const deepest = 64;

/** Reads JSON bodies, refusing what is nested too deeply before it is parsed, and keys that poison prototypes. */
export function readJsonBodies(app: FastifyInstance): void {
  const parse = app.getDefaultJsonParser('error', 'error');
  app.removeAllContentTypeParsers();
  app.addContentTypeParser('application/json', { parseAs: 'string' }, (request, body, done) => {
    const text = String(body);
    if (nestsDeeper(text, deepest)) {
      const message = `is nested more than ${deepest} levels deep`;
      done(new InvalidRequestError(`the body ${message}`, [{ path: '', message }], 'too-deep'));
      return;
    }
    void parse(request, text, (error, value) => {
      if (error) done(new InvalidRequestError(error.message, [{ path: '', message: error.message }], 'invalid-json'));
      else done(null, value);
    });
  });
}

const quote = 0x22;
const backslash = 0x5c;
const opening = new Set([0x5b, 0x7b]);
const closing = new Set([0x5d, 0x7d]);

/** True where a JSON text opens more than `limit` arrays and objects inside each other. Reads brackets outside strings only. */
export function nestsDeeper(text: string, limit: number): boolean {
  let depth = 0;
  let inString = false;
  for (let at = 0; at < text.length; at++) {
    const character = text.charCodeAt(at);
    if (inString) {
      if (character === backslash) at++;
      else if (character === quote) inString = false;
    } else if (character === quote) inString = true;
    else if (opening.has(character)) {
      if (++depth > limit) return true;
    } else if (closing.has(character)) depth--;
  }
  return false;
}
