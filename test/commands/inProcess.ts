import { vi } from 'vitest';
import type { Command } from '@oclif/core/command';
import { describeError } from '../../src/commands/base/describeError.js';
import { loadConfig } from '../../src/commands/base/loadConfig.js';
import { runArguments } from '../../src/commands/base/runArguments.js';
import type { Run } from '../hopctl.js';

const ROOT = new URL('../../', import.meta.url);
const config = await loadConfig(
  ROOT,
  (id) =>
    import(new URL(`src/commands/${id.replaceAll(':', '/')}.ts`, ROOT).href) as Promise<{ default: Command.Class }>,
);

/** Runs hopctl as `hopctl` of `test/hopctl.ts` does, but within this process and one after the other: for many runs. */
export async function inProcess(args: readonly string[]): Promise<Run> {
  const written = { stdout: '', stderr: '' };
  const spies = (['stdout', 'stderr'] as const).map((name) =>
    vi.spyOn(process[name], 'write').mockImplementation((chunk) => {
      written[name] += String(chunk);
      return true;
    }),
  );
  try {
    const exitCode = await exitCodeOf(args);
    return { exitCode, ...written };
  } finally {
    for (const spy of spies) spy.mockRestore();
  }
}

async function exitCodeOf(args: readonly string[]): Promise<number> {
  try {
    return await runArguments(args, config);
  } catch (error) {
    const { text, exitCode } = describeError(error, args);
    process.stderr.write(text);
    return exitCode;
  }
}
