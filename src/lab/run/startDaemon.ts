import { spawn, type ChildProcess } from 'node:child_process';
import { closeSync, openSync } from 'node:fs';

/** A program that goes on when hopctl ends. */
export interface Daemon {
  readonly argv: readonly [string, ...string[]];
  readonly cwd: string;
  /** Where its output goes. */
  readonly log: string;
  /** Whether it gets file descriptor 3, a pipe to us. */
  readonly pipe: boolean;
}

/** Starts a program in a session of its own. */
export function startDaemon({ argv, cwd, log, pipe }: Daemon): ChildProcess {
  const fd = openSync(log, 'a');
  const [program, ...args] = argv;
  const child = spawn(program, args, {
    cwd,
    detached: true,
    stdio: ['ignore', fd, fd, ...(pipe ? ['pipe' as const] : [])],
  });
  closeSync(fd);
  child.unref();
  return child;
}
