import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { WebSocket } from 'ws';
import type { Candidate, Device, Person } from '../../src/home/index.ts';
import type { PluginView } from '../../src/plugins/resources.ts';
import type { Rule, Run } from '../../src/rules/index.ts';
import { Program } from './program.ts';

const core = join(import.meta.dirname, '../..');
const patienceMs = 60_000;

/** The hub as its owner starts it: a process of its own, reached through its API only. */
export class HubProcess {
  readonly url: string;
  readonly mqtt: string;
  readonly program: Program;
  readonly #token: string;

  private constructor(program: Program, ready: { url: string; mqtt: string }, token: string) {
    this.program = program;
    this.url = ready.url;
    this.mqtt = ready.mqtt;
    this.#token = token;
  }

  static async start(
    data: string,
    { http = '127.0.0.1:0', mqtt = '127.0.0.1:0', args = [] }: { http?: string; mqtt?: string; args?: string[] } = {},
  ): Promise<HubProcess> {
    const network = process.env['CONCORD_TEST_NETWORK'];
    const program = new Program(join(core, 'src/main.ts'), [
      ...['--data', data, '--http', http, '--mqtt-broker', mqtt, '--log', 'info', '--log-format', 'json'],
      ...(network === undefined ? [] : ['--network', network]),
      ...args,
    ]);
    const [, json = ''] = await program.line(/^concord ready (\{.*\})$/);
    const token = execFileSync(
      process.execPath,
      [join(core, 'src/cli/main.ts'), 'token', 'create', '--name', 'test', '--role', 'owner', '--data', data],
      { encoding: 'utf8' },
    )
      .trim()
      .split('\n')
      .at(-1);
    return new HubProcess(program, JSON.parse(json), token ?? '');
  }

  async call<T>(method: string, path: string, body?: unknown): Promise<T> {
    const response = await fetch(`${this.url}/api/v1${path}`, {
      method,
      headers: { authorization: `Bearer ${this.#token}`, ...(body !== undefined && { 'content-type': 'application/json' }) },
      ...(body !== undefined && { body: JSON.stringify(body) }),
    });
    const text = await response.text();
    if (!response.ok) throw new Error(`${method} ${path}: ${response.status} ${text}`);
    return (text === '' ? undefined : JSON.parse(text)) as T;
  }

  devices = async (): Promise<Device[]> => (await this.call<{ items: Device[] }>('GET', '/devices?limit=500')).items;
  candidates = async (): Promise<Candidate[]> => (await this.call<{ items: Candidate[] }>('GET', '/candidates')).items;
  plugin = (id: string): Promise<PluginView> => this.call('GET', `/plugins/${id}`);
  device = (id: string): Promise<Device> => this.call('GET', `/devices/${id}`);
  runs = async (rule: string): Promise<Run[]> => (await this.call<{ items: Run[] }>('GET', `/rules/${rule}/runs`)).items;
  createRule = (rule: object): Promise<Rule> => this.call('POST', '/rules', rule);
  createPerson = (person: object): Promise<Person> => this.call('POST', '/people', person);

  /** Looks again after each event of the hub until it answers something. */
  async until<T>(look: () => Promise<T | undefined | false>): Promise<T> {
    const socket = new WebSocket(`${this.url.replace('http', 'ws')}/api/v1/events`, {
      headers: { authorization: `Bearer ${this.#token}` },
    });
    const end = Promise.withResolvers<T>();
    const timer = setTimeout(() => {
      void this.call('GET', '/devices').then(
        (state) =>
          end.reject(
            new Error(`not so within ${patienceMs} ms: ${look.toString()}\n${JSON.stringify(state).slice(0, 6000)}\n${this.program.text}`),
          ),
        end.reject,
      );
    }, patienceMs);
    let looking = false;
    let again = false;
    const check = async () => {
      if (looking) {
        again = true;
        return;
      }
      looking = true;
      do {
        again = false;
        const found = await look();
        if (found) return end.resolve(found);
      } while (again);
      looking = false;
    };
    const checkOrFail = () => void check().catch(end.reject);
    socket.on('open', checkOrFail);
    socket.on('message', checkOrFail);
    socket.on('error', end.reject);
    try {
      return await end.promise;
    } finally {
      clearTimeout(timer);
      socket.terminate();
    }
  }
}

/** The value of an attribute of the first endpoint that has the capability. */
export function valueOf(device: Device | undefined, capability: string, attribute: string): unknown {
  return device?.endpoints.find((endpoint) => capability in endpoint.capabilities)?.capabilities[capability]?.[attribute]?.value;
}
