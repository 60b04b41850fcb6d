import { spawn } from 'node:child_process';
import type { NodeExec, NodeExecResult } from './NodeExec.js';

/** Whether network namespaces of other processes may be entered here: root, on Linux. */
export function mayReadHere(): boolean {
  return process.platform === 'linux' && process.getuid?.() === 0;
}

/** Runs a program on this machine. */
export const runHere: NodeExec = ([program = '', ...args], { stdin, signal }) =>
  new Promise<NodeExecResult>((resolve, reject) => {
    signal?.throwIfAborted();
    const child = spawn(program, args, { stdio: 'pipe', signal, killSignal: 'SIGKILL' });
    const out: Buffer[] = [];
    const err: Buffer[] = [];
    child.stdout.on('data', (bytes: Buffer) => out.push(bytes));
    child.stderr.on('data', (bytes: Buffer) => err.push(bytes));
    child.stdin.on('error', () => undefined);
    child.on('error', (error) => reject(signal?.aborted === true ? asError(signal.reason) : error));
    child.on('close', (status) =>
      resolve({ stdout: Buffer.concat(out), stderr: Buffer.concat(err), exitCode: status ?? 128 }),
    );
    child.stdin.end(stdin);
  });

function asError(reason: unknown): Error {
  return reason instanceof Error ? reason : new Error(String(reason));
}
