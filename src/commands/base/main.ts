import type { Command } from '@oclif/core/command';
import { ExitCode } from '../../text/ExitCode.js';
import { anyUser } from './anyUser.js';
import { describeError } from './describeError.js';
import { loadConfig } from './loadConfig.js';
import { runArguments } from './runArguments.js';

/** The folder of the package, seen from the bundle `dist/main.js`. */
const ROOT = new URL('../', import.meta.url);

/**
 * Runs `hopctl` with the arguments after its name and sets the process's exit code. A reader that closes the pipe early
 * (`hopctl … | head`) is no failure: exit 0, silent.
 */
export async function main(argv: readonly string[]): Promise<void> {
  const onPipeError = (error: NodeJS.ErrnoException): void => {
    if (error.code === 'EPIPE') process.exit(ExitCode.ok);
    throw error;
  };
  const onFailure = (error: unknown): void => {
    const { text, exitCode } = describeError(error, argv);
    process.stderr.write(text);
    process.exitCode = exitCode;
  };
  process.stdout.on('error', onPipeError);
  process.stderr.on('error', onPipeError);
  process.on('SIGINT', () => process.exit(ExitCode.interrupted));
  process.on('SIGTERM', () => process.exit(ExitCode.terminated));
  process.on('uncaughtException', (error) => {
    onFailure(error);
    process.exit();
  });
  anyUser();
  try {
    process.exitCode = await runArguments(argv, await loadConfig(ROOT, importCommand));
  } catch (error) {
    onFailure(error);
  }
}

function importCommand(id: string): Promise<{ readonly default: Command.Class }> {
  const file = new URL(`./commands/${id.replaceAll(':', '/')}.js`, import.meta.url);
  return import(file.href) as Promise<{ readonly default: Command.Class }>;
}
