import type { Config } from '@oclif/core/config';
import { ExitCode } from '../../text/ExitCode.js';
import { nearestWord } from '../../text/nearestWord.js';
import { UserError } from '../../text/UserError.js';
import { splitCommandLine } from './splitCommandLine.js';

const HELP_FLAGS: ReadonlySet<string> = new Set(['--help', '-h']);

/**
 * Runs the command that the arguments name, or prints help or the version. `hopctl help WORDS` is `hopctl WORDS --help`.
 *
 * @throws UserError (usage) when no command has that name; oclif's parse errors; whatever the command throws.
 */
export async function runArguments(argv: readonly string[], config: Config): Promise<ExitCode> {
  if (argv[0] === '--version') {
    process.stdout.write(`${config.userAgent}\n`);
    return ExitCode.ok;
  }
  const asked = argv[0] === 'help' ? [...argv.slice(1), '--help'] : argv;
  const { id, args } = splitCommandLine(asked, config.commands);
  const options = args.includes('--') ? args.slice(0, args.indexOf('--')) : args;
  const command = config.findCommand(id);
  if (command === undefined && args.some((arg) => !HELP_FLAGS.has(arg))) throw unknownCommand(id, args, config);
  if (command === undefined || options.some((option) => HELP_FLAGS.has(option))) {
    const { HopctlHelp } = await import('./HopctlHelp.js');
    await new HopctlHelp(config).showHelp(id === '' ? [] : [id]);
    return ExitCode.ok;
  }
  const CommandClass = await command.load();
  return (await CommandClass.run([...args], config)) as ExitCode;
}

function unknownCommand(id: string, args: readonly string[], config: Config): UserError {
  const words = ['hopctl', ...id.split(':').filter(Boolean)].join(' ');
  const word = args.find((arg) => !arg.startsWith('-'));
  if (word === undefined) {
    return new UserError(`${words} takes no ${args[0] ?? ''}`, { exitCode: ExitCode.usage, hint: `${words} --help` });
  }
  const depth = id === '' ? 0 : id.split(':').length;
  const siblings = config.commands.filter((command) => id === '' || command.id.startsWith(`${id}:`));
  const nearest = nearestWord(
    word,
    siblings.map((command) => command.id.split(':')[depth] ?? ''),
  );
  return new UserError(`${words} has no command "${word}"`, {
    exitCode: ExitCode.usage,
    hint: nearest === undefined ? `${words} --help lists the commands` : `did you mean "${words} ${nearest}"?`,
  });
}
