import { spawn, type ChildProcess } from 'node:child_process';
import type { ExecStreams } from '../streams/ExecStreams.js';
import type { Place } from './PodBackend.js';

/** A command that runs, in a process group of its own. */
export interface Running {
  readonly child: ChildProcess;
  /** The exit code; 128 and the signal's number where a signal ended it; 126 where it could not be started. */
  readonly ended: Promise<number>;
  /** Ends the whole group. */
  readonly kill: (signal: 'SIGTERM' | 'SIGKILL') => void;
}

/** Starts a command in a place. Without stdin it reads nothing. */
export function runIn(
  { prefix, env = {} }: Place,
  argv: readonly string[],
  streams: ExecStreams,
  tty = false,
): Running {
  const [program = '', ...args] = [...prefix, ...argv];
  const child = spawn(program, args, {
    detached: true,
    cwd: '/',
    env: { PATH: process.env.PATH ?? '', HOME: '/root', ...env },
    stdio: [streams.stdin === undefined ? 'ignore' : 'pipe', 'pipe', 'pipe'],
  });
  const { stdin, stdout, stderr } = streams;
  child.stdin?.on('error', () => undefined);
  if (child.stdin !== null) stdin?.pipe(child.stdin);
  const errors = tty ? stdout : stderr;
  if (stdout === undefined) child.stdout?.resume();
  else child.stdout?.pipe(stdout, { end: false });
  if (errors === undefined) child.stderr?.resume();
  else child.stderr?.pipe(errors, { end: false });
  // A client that has gone takes nothing any more; the command goes on.
  for (const [source, sink] of [
    [child.stdout, stdout],
    [child.stderr, errors],
  ] as const)
    for (const event of ['error', 'close']) sink?.on(event, () => source?.resume());
  const ended = new Promise<number>((resolve) => {
    child.on('error', () => resolve(126));
    child.on('close', (code, signal) => resolve(code ?? 128 + (signal === 'SIGKILL' ? 9 : 15)));
  });
  return { child, ended, kill: (signal) => killGroup(child, signal) };
}

function killGroup({ pid }: ChildProcess, signal: 'SIGTERM' | 'SIGKILL'): void {
  if (pid === undefined) return;
  try {
    process.kill(-pid, signal);
  } catch {
    // It has gone already.
  }
}
