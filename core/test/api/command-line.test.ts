import { execFile } from 'node:child_process';
import { existsSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { describe, expect, it } from 'vitest';
import { readPluginPackage } from '@concord/sdk/plugin-process';
import { Audit, Tokens } from '../../src/access/index.ts';
import { actionCommands } from '../../src/cli/action-commands.ts';
import { findCommand } from '../../src/cli/command.ts';
import { systemClock } from '../../src/clock.ts';
import { homeMigrations, openDatabase } from '../../src/storage/index.ts';
import { startHub, temporaryFolder } from '../harness.ts';
import { startApi, textOf } from './support.ts';

const main = join(import.meta.dirname, '../../src/cli/main.ts');
const run = promisify(execFile);

const throwing = (error: unknown) => {
  throw error;
};

/** Runs `concord` as a process; a failure answers its exit code and what it said. */
async function concord(...args: string[]): Promise<{ code: number; out: string; err: string }> {
  try {
    const { stdout, stderr } = await run(process.execPath, [main, ...args]);
    return { code: 0, out: stdout, err: stderr };
  } catch (error) {
    const { code, stdout, stderr } = error as { code: number; stdout: string; stderr: string };
    return { code, out: stdout, err: stderr };
  }
}

describe('concord token', () => {
  it('makes no home of a mistyped folder', async () => {
    const data = join(temporaryFolder(), 'nope');
    const { code, err } = await concord('token', 'list', '--data', data);
    expect({ code, err }).toMatchObject({ code: 1, err: expect.stringContaining(`There is no home in ${data}`) });
    expect(existsSync(data)).toBe(false);
  });

  it('prints a token that the hub then knows', async () => {
    const data = temporaryFolder();
    openDatabase(join(data, 'home.db'), homeMigrations, { durability: 'full', isChecked: true }).close();
    const { code, out } = await concord('token', 'create', '--name', 'script', '--role', 'service', '--data', data);
    expect(code).toBe(0);
    const secret = out.trim().split('\n').at(-1) ?? '';
    expect(secret).toMatch(/^con_[\w-]{43}$/);
    const database = openDatabase(join(data, 'home.db'), homeMigrations, { durability: 'full', isChecked: true });
    expect(new Tokens(database, systemClock).use(secret)).toMatchObject({ name: 'script', role: 'service' });
    expect(new Audit(database, systemClock, throwing).list({ limit: 1 }).items).toMatchObject([
      { action: 'token-created', who: { kind: 'commandLine' } },
    ]);
    database.close();
  });

  it('works while the hub runs, at once', async () => {
    const data = temporaryFolder();
    const hub = await startHub({ data });
    const api = await startApi({ hub });
    const { out } = await concord('token', 'create', '--name', 'script', '--role', 'owner', '--data', data);
    const token = out.trim();
    const { body } = await api.call('GET', '/me', { token });
    expect(body).toMatchObject({ kind: 'token', name: 'script', role: 'owner' });
    expect((await concord('token', 'list', '--data', data)).out).toMatch(new RegExp(`^${body.id}\towner\t\\S+\tscript$`, 'm'));
    expect(await concord('token', 'revoke', textOf(body.id), '--data', data)).toMatchObject({ code: 0 });
    expect((await api.call('GET', '/me', { token })).status).toBe(401);
    expect(await concord('token', 'revoke', textOf(body.id), '--data', data)).toMatchObject({
      code: 1,
      err: `there is no token "${body.id}"\n`,
    });
  });

  it.each([
    [['token', 'create', '--name', 'a'], '--role must be one of owner, member, guest, service'],
    [['token', 'create', '--name', 'a', '--role', 'king'], '--role must be one of'],
    [['token', 'create', '--role', 'owner'], '--name must be'],
    [['token', 'create', '--colour', 'red'], '--colour'],
    [['token', 'revoke'], 'say which token'],
    [['dance'], 'there is no command "dance'],
  ])('refuses %j in one line', async (args, message) => {
    const { code, err } = await concord(...args, '--data', temporaryFolder());
    expect(code).toBe(2);
    expect(err).toContain(message);
    expect(err.trim().split('\n')).toHaveLength(1);
  });

  it('lists its commands, those of plugins among them', async () => {
    const { out } = await concord('--help');
    expect(out).toContain('token create --name NAME --role owner|member|guest|service');
    expect(out).toContain('broker-user add NAME');
  });
});

describe("a plugin's subcommand", () => {
  const { folder, manifest } = readPluginPackage(join(import.meta.dirname, '../fixtures/lamps'));
  const input = { type: 'object', properties: { line: { type: 'string' }, times: { type: 'integer' }, tags: { type: 'array' } } };
  const say = { title: 'Say', input, cli: { command: 'lamp say', positional: ['line'] } };
  const commands = actionCommands([{ folder, manifest: { ...manifest, actions: { say } } }]);
  const runCommand = (...argv: string[]) => {
    const found = findCommand(commands, argv);
    return found?.command.run(found.args);
  };

  it('asks the running hub with a token that is gone afterwards', async () => {
    const data = temporaryFolder();
    const hub = await startHub({ data });
    const api = await startApi({ hub });
    hub.announce(api.url);
    const line = JSON.stringify({ type: 'log', level: 'info', message: 'said' });
    const before = api.access.tokens.list();
    await runCommand('lamp', 'say', line, '--data', data);
    expect(hub.plugins.logs('lamps').map(({ message }) => message)).toContain('said');
    expect(api.access.tokens.list()).toEqual(before);
    expect((await api.call('GET', '/audit')).body.items).toMatchObject([
      { action: 'plugin-action', subject: 'lamps', detail: { action: 'say' }, who: { kind: 'token', name: 'concord lamp say' } },
    ]);
  });

  it('says so where no hub runs: none was started, it was killed, it does not answer', async () => {
    const data = temporaryFolder();
    openDatabase(join(data, 'home.db'), homeMigrations, { durability: 'full', isChecked: true }).close();
    const refusal = expect.objectContaining({ code: 'hub-not-running' });
    await expect(runCommand('lamp', 'say', 'x', '--data', data)).rejects.toEqual(refusal);
    const running = (pid: number) => writeFileSync(join(data, 'running.json'), JSON.stringify({ url: 'http://127.0.0.1:9', pid }));
    running(2 ** 22 + 1);
    await expect(runCommand('lamp', 'say', 'x', '--data', data)).rejects.toEqual(refusal);
    running(process.pid);
    await expect(runCommand('lamp', 'say', 'x', '--data', data)).rejects.toEqual(refusal);
    rmSync(join(data, 'running.json'));
  });

  it('refuses arguments that do not fit its action', async () => {
    const usage = expect.objectContaining({ code: 'usage' });
    await expect(runCommand('lamp', 'say')).rejects.toEqual(usage);
    await expect(runCommand('lamp', 'say', 'a', 'b')).rejects.toEqual(usage);
    await expect(runCommand('lamp', 'say', 'a', '--times', 'often')).rejects.toEqual(usage);
    await expect(runCommand('lamp', 'say', 'a', '--colour', 'red')).rejects.toEqual(usage);
    await expect(runCommand('lamp', 'say', 'a', '--time', '2')).rejects.toThrow('did you mean "--times"?');
  });
});
