import { CommandRejectedError, messageOf } from '@concord/sdk';
import type { Sending, Values } from '../../devices/fragment.ts';
import type { TemplateEngine } from '../../templates/engine.ts';
import type { MappedValue } from './mapping.ts';
import type { ValueCodec } from './value-codec.ts';

type Send = NonNullable<MappedValue['send']>;

/** The message that sets an attribute. Throws `CommandRejectedError`. */
export function sendingOfValue(send: Send, codec: ValueCodec, value: unknown, engine: TemplateEngine): Sending {
  const word = codec.write(value);
  return sending(send, send.template === undefined ? textOf(word) : render(send.template, { value: word }, engine));
}

/** The message of a command: its template made of the arguments, its fixed payload, or its only argument. Throws `CommandRejectedError`. */
export function sendingOfCommand(send: Send, args: Values, engine: TemplateEngine): Sending {
  const given = Object.values(args);
  const value = given.length === 1 ? given[0] : '';
  if (send.template !== undefined) return sending(send, render(send.template, { ...args, value }, engine));
  return sending(send, send.payload ?? textOf(value));
}

function sending({ topic, qos, retain }: Send, payload: string): Sending {
  return { topic, payload, ...((qos === 1 || qos === 2) && { qos }), ...(retain === true && { retain }) };
}

function render(template: string, variables: Values, engine: TemplateEngine): string {
  try {
    return engine.render(template, variables).trim();
  } catch (error) {
    throw new CommandRejectedError(`the template of the command fails: ${messageOf(error)}`, { cause: error });
  }
}

function textOf(value: unknown): string {
  return typeof value === 'string' ? value : (JSON.stringify(value) ?? '');
}
