import { nameOf, type Tag } from './template-tags.ts';

interface Block {
  readonly name: string;
  /** Of a loop: the variable that ends it, and how many conditions stand open until its end. */
  readonly stop: string;
  open: number;
}

const condition = /^(?<before>\{%[-+]?)\s*if\s(?<test>[^]*?)(?<after>[-+]?%\})$/;
const blocks = new Set(['for', 'if', 'macro', 'call', 'filter', 'with', 'block']);

/**
 * The engine has no `continue` and no `break`. Where one stands alone in a condition of its loop, as it usually does, the rest of the turn
 * is put under the opposite condition; a loop that was left goes through its further turns without doing anything.
 */
export function withoutJumps(tags: readonly Tag[]): Tag[] {
  if (!tags.some((tag) => nameOf(tag) === 'continue' || nameOf(tag) === 'break')) return [...tags];
  const written: Tag[] = [];
  const stack: Block[] = [];
  const say = (text: string) => written.push({ kind: 'statement', text });
  const close = (block: Block | undefined) => {
    say('{% endif %}'.repeat(block?.open ?? 0));
    if (block) block.open = 0;
  };
  for (let at = 0; at < tags.length; at++) {
    const tag = tags[at] ?? { kind: 'text', text: '' };
    const name = nameOf(tag);
    const top = stack.at(-1);
    const jump = name === 'if' && top?.name === 'for' ? jumpAt(tags, at) : undefined;
    const { before = '', test = '', after = '' } = (jump && condition.exec(tag.text)?.groups) ?? {};
    if (jump && top && test !== '') {
      if (jump === 'break') say(`{% if ${test} %}{% set ${top.stop}.now = true %}{% endif %}`);
      say(jump === 'break' ? `{% if not ${top.stop}.now %}` : `${before} if not (${test}) ${after}`);
      top.open++;
      // The jump and the end of its condition are gone; the text behind them comes next.
      at += 4;
      continue;
    }
    if (name === 'endfor' || (name === 'else' && top?.name === 'for')) close(top);
    if (name.startsWith('end')) stack.pop();
    if (name === 'for') say(`{% set _stop${at} = namespace(now=false) %}`);
    written.push(tag);
    if (blocks.has(name)) stack.push({ name, stop: `_stop${at}`, open: name === 'for' ? 1 : 0 });
    if (name === 'for') say(`{% if not _stop${at}.now %}`);
  }
  return written;
}

/** The jump that is all of the condition which begins here. */
function jumpAt(tags: readonly Tag[], at: number): 'continue' | 'break' | undefined {
  const [between, jump, behind, end] = tags.slice(at + 1, at + 5);
  if (!between || !jump || !behind || !end || between.text.trim() !== '' || behind.text.trim() !== '' || nameOf(end) !== 'endif')
    return undefined;
  const name = nameOf(jump);
  return name === 'continue' || name === 'break' ? name : undefined;
}
