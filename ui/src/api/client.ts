import { operations, type Operations } from './generated.ts';

export type OperationId = keyof Operations;
type Part<Id extends OperationId, Name extends string> =
  Operations[Id] extends Record<Name, infer Found> ? { [Key in Name]: Found } : object;
/** What an operation takes: `params` of its path, `query` and `body`, each where it has one. */
export type RequestOf<Id extends OperationId> = Part<Id, 'params'> & Part<Id, 'query'> & Part<Id, 'body'>;
export type ResponseOf<Id extends OperationId> = Operations[Id]['response'];
export type BodyOf<Id extends OperationId> = Operations[Id] extends { body: infer Body } ? Body : never;
type Arguments<Id extends OperationId> =
  object extends RequestOf<Id> ? [request?: RequestOf<Id>, signal?: AbortSignal] : [request: RequestOf<Id>, signal?: AbortSignal];

/** Something in what was sent that does not fit; `path` is a JSON pointer into it. */
export interface Finding {
  readonly path: string;
  readonly message: string;
}

/** The hub refused, or something went wrong in it: its problem document (RFC 9457). */
export class ApiError extends Error {
  readonly status: number;
  readonly code: string;
  readonly findings: readonly Finding[];

  constructor(status: number, code: string, message: string, findings: readonly Finding[] = []) {
    super(message);
    this.status = status;
    this.code = code;
    this.findings = findings;
  }
}

/** No answer came at all. */
export class UnreachableError extends Error {
  constructor(cause: unknown) {
    super('The hub does not answer. Is it running, and are you on the same network?', { cause });
  }
}

/** What a person is told about an error. */
export function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

/** The findings that an error carries; none for anything but the hub's refusal. */
export function findingsOf(error: unknown): readonly Finding[] {
  return error instanceof ApiError ? error.findings : [];
}

let onSignedOut: () => void = () => undefined;

/** Has `listener` called when the hub no longer knows who we are. */
export function whenSignedOut(listener: () => void): void {
  onSignedOut = listener;
}

/** Does one operation of the API. Throws `ApiError` or `UnreachableError`. */
export async function call<Id extends OperationId>(id: Id, ...[request, signal]: Arguments<Id>): Promise<ResponseOf<Id>> {
  const [method, template] = operations[id];
  const {
    params = {},
    query = {},
    body,
  } = (request ?? {}) as { params?: Record<string, string>; query?: Record<string, string | number | undefined>; body?: unknown };
  const response = await send(`/api/v1${fill(template, params)}${queryOf(query)}`, {
    method,
    ...(body !== undefined && { body: JSON.stringify(body), headers: { 'content-type': 'application/json' } }),
    ...(signal && { signal }),
  });
  if (response.ok) {
    const answer: ResponseOf<Id> = response.status === 204 ? null : await response.json();
    return answer;
  }
  const error = await errorOf(response);
  if (error.code === 'not-authenticated') onSignedOut();
  throw error;
}

async function send(url: string, init: RequestInit): Promise<Response> {
  try {
    return await fetch(url, { ...init, credentials: 'same-origin' });
  } catch (error) {
    if (error instanceof DOMException && error.name === 'AbortError') throw error;
    throw new UnreachableError(error);
  }
}

async function errorOf(response: Response): Promise<ApiError> {
  const problem = (await response.json().catch(() => ({}))) as { code?: string; title?: string; detail?: string; errors?: Finding[] };
  const message = problem.detail ?? problem.title ?? `The hub answered ${response.status}`;
  return new ApiError(response.status, problem.code ?? 'unknown', message, problem.errors);
}

function fill(template: string, params: Readonly<Record<string, string>>): string {
  return template.replace(/\{(\w+)\}/g, (_, name: string) => encodeURIComponent(params[name] ?? ''));
}

function queryOf(query: Readonly<Record<string, string | number | undefined>>): string {
  const text = new URLSearchParams(
    Object.entries(query).flatMap(([name, value]) => (value === undefined ? [] : [[name, String(value)]])),
  ).toString();
  return text && `?${text}`;
}
