import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { NODE_SCRIPT } from '../../../src/sources/node/script/nodeScript.js';

/** The shells that the script has to run in, as commands. */
export const SHELLS: readonly (readonly [name: string, command: readonly [string, ...string[]]])[] = [
  ['dash', ['dash']],
  ['busybox', ['busybox', 'sh']],
];

/** Which of the programs that tests take are not installed. */
export function missingPrograms(names: readonly string[]): readonly string[] {
  const folders = (process.env.PATH ?? '').split(':');
  return names.filter((name) => !folders.some((folder) => existsSync(`${folder}/${name}`)));
}

/** Runs the script in a shell; gives what it printed. */
export function runScript(shell: readonly [string, ...string[]], args: readonly string[]): Buffer {
  const [program, ...rest] = shell;
  const { stdout, stderr, error } = spawnSync(program, [...rest, '-s', '--', ...args], {
    input: NODE_SCRIPT,
    maxBuffer: 1 << 28,
  });
  if (error) throw error;
  if (stderr.length > 0) throw new Error(`stderr: ${stderr.toString()}`);
  return stdout;
}
