import { spawn } from 'node:child_process';
import { join } from 'node:path';

const ROOT = join(import.meta.dirname, '..');

/** How a run of hopctl ended. */
export interface Run {
  readonly exitCode: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** What a run is given besides its arguments. */
export interface RunOptions {
  /** What comes in on stdin; nothing by default. */
  readonly stdin?: string | Uint8Array;
  /** Variables besides those of the test; `undefined` removes one. */
  readonly env?: Readonly<Record<string, string | undefined>>;
  /** Another Node.js than the one that runs the test. */
  readonly node?: string;
}

/** Tests ask no cluster of whoever runs them. */
const NO_CLUSTER = { KUBECONFIG: '/nonexistent/kubeconfig' };

/** Runs hopctl as a user does, from the checkout's folder, without colour unless `env` says otherwise. */
export function hopctl(args: readonly string[], { stdin = '', env = {}, node }: RunOptions = {}): Promise<Run> {
  const child = spawn(node ?? process.execPath, [join(ROOT, 'bin', 'hopctl.js'), ...args], {
    cwd: ROOT,
    env: { ...process.env, ...NO_CLUSTER, FORCE_COLOR: undefined, NO_COLOR: undefined, ...env },
  });
  const out: Buffer[] = [];
  const err: Buffer[] = [];
  child.stdout.on('data', (chunk: Buffer) => out.push(chunk));
  child.stderr.on('data', (chunk: Buffer) => err.push(chunk));
  // A command that reads no stdin may be gone before it is written.
  child.stdin.on('error', () => undefined);
  child.stdin.end(stdin);
  return new Promise((resolve, reject) => {
    child.on('error', reject);
    child.on('close', (exitCode) => {
      resolve({ exitCode, stdout: Buffer.concat(out).toString(), stderr: Buffer.concat(err).toString() });
    });
  });
}
