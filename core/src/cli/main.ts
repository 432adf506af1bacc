import { ConcordError } from '@concord/sdk';
import { findPlugins } from '../plugins/find.ts';
import { actionCommands } from './action-commands.ts';
import { findCommand, helpText, UsageError } from './command.ts';
import { tokenCommands } from './token-commands.ts';

async function main(argv: readonly string[]): Promise<void> {
  // A plugin that can't be used has no commands; the hub tells why.
  const plugins = findPlugins(() => undefined);
  const commands = [...tokenCommands, ...actionCommands(plugins)];
  if (argv.length === 0 || argv.includes('--help') || argv.includes('-h') || argv[0] === 'help') {
    console.log(helpText(commands));
    return;
  }
  const found = findCommand(commands, argv);
  if (!found) throw new UsageError(`there is no command "${argv.filter((word) => !word.startsWith('-')).join(' ')}"`);
  await found.command.run(found.args);
}

try {
  await main(process.argv.slice(2));
} catch (error) {
  if (!(error instanceof ConcordError)) throw error;
  const hint = error instanceof UsageError ? ' (npm run -s concord -- --help)' : '';
  console.error(`${error.message}${hint}`);
  process.exitCode = error instanceof UsageError ? 2 : 1;
}
