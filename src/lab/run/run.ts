import { spawn } from 'node:child_process';

/** How a program ended. */
export interface Ended {
  readonly stdout: string;
  readonly stderr: string;
  /** `undefined`: by a signal. */
  readonly status: number | undefined;
}

/** Runs a program to its end, whatever its status. One that can't be started is an error. */
export function tryRun(argv: readonly string[], input = ''): Promise<Ended> {
  const [program = '', ...args] = argv;
  return new Promise((resolve, reject) => {
    const child = spawn(program, args, { stdio: 'pipe' });
    const out: Buffer[] = [];
    const err: Buffer[] = [];
    child.stdout.on('data', (bytes: Buffer) => out.push(bytes));
    child.stderr.on('data', (bytes: Buffer) => err.push(bytes));
    child.stdin.on('error', () => undefined);
    child.on('error', reject);
    child.on('close', (status) =>
      resolve({
        stdout: Buffer.concat(out).toString(),
        stderr: Buffer.concat(err).toString(),
        status: status ?? undefined,
      }),
    );
    child.stdin.end(input);
  });
}

/** Runs a program that has to succeed; gives what it printed. The error says what it complained about. */
export async function run(argv: readonly string[], input = ''): Promise<string> {
  const { stdout, stderr, status } = await tryRun(argv, input);
  if (status === 0) return stdout;
  throw new Error(`${argv.join(' ')} failed (${status ?? 'signal'}): ${stderr.trim() || stdout.trim()}`);
}
