import { roles, type Role } from '../access/index.ts';
import { dataOf, readArguments, textOf } from './arguments.ts';
import { UsageError, type Command } from './command.ts';
import { withHome } from './home-access.ts';

const who = { kind: 'commandLine' } as const;

/** Bearer tokens: straight on the home's database, so that they work whether the hub runs or not. */
export const tokenCommands: readonly Command[] = [
  {
    words: 'token create',
    usage: `--name NAME --role ${roles.join('|')}`,
    description: 'Makes a bearer token and prints it, this once.',
    async run(args) {
      const given = readArguments(args, ['name', 'role']);
      refusePositionals(given.positionals);
      const name = textOf(given, 'name')?.trim();
      if (!name || name.length > 100) throw new UsageError('--name must be 1 to 100 characters');
      const role = roleOf(textOf(given, 'role'));
      await withHome(dataOf(given), ({ tokens, audit }) => {
        const { id, secret } = tokens.create({ name, role });
        audit.record(who, 'token-created', id, { name, role });
        console.log(secret);
      });
    },
  },
  {
    words: 'token list',
    usage: '',
    description: 'Lists the tokens: id, role, last use, name.',
    async run(args) {
      const given = readArguments(args, []);
      refusePositionals(given.positionals);
      await withHome(dataOf(given), ({ tokens }) => {
        for (const { id, role, lastUsedAt, name } of tokens.list()) console.log([id, role, lastUsedAt ?? 'never', name].join('\t'));
      });
    },
  },
  {
    words: 'token revoke',
    usage: 'ID',
    description: 'Ends a token at once.',
    async run(args) {
      const given = readArguments(args, []);
      const [id, ...others] = given.positionals;
      if (id === undefined) throw new UsageError('say which token: its ID, as `token list` shows it');
      refusePositionals(others);
      await withHome(dataOf(given), ({ tokens, audit }) => {
        const { name } = tokens.get(id);
        tokens.delete(id);
        audit.record(who, 'token-revoked', id, { name });
      });
    },
  },
];

function roleOf(text: string | undefined): Role {
  const role = roles.find((candidate) => candidate === text);
  if (!role) throw new UsageError(`--role must be one of ${roles.join(', ')}`);
  return role;
}

function refusePositionals([first]: readonly string[]): void {
  if (first !== undefined) throw new UsageError(`"${first}" is not understood here`);
}
