import { spawn, spawnSync, type ChildProcessWithoutNullStreams } from 'node:child_process';
import { dirname } from 'node:path';

const PROGRAM = process.env.HOPCTL_KUBECTL ?? 'kubectl';

/** Why there is no kubectl to test with; empty when there is one. It is the one that HOPCTL_KUBECTL names, or the one on the PATH. */
export const NO_KUBECTL =
  spawnSync(PROGRAM, ['version', '--client'], { stdio: 'ignore' }).status === 0 ? '' : 'no kubectl';

/** The title of a block of tests that need it, with the reason where it is skipped. */
export function withKubectl(title: string): string {
  return NO_KUBECTL === '' ? title : `${title} (skipped: ${NO_KUBECTL})`;
}

/** How a kubectl ended. */
export interface KubectlResult {
  readonly stdout: string;
  readonly stderr: string;
  readonly code: number;
}

/** Runs kubectl to its end, at most for 30 seconds. */
export async function kubectl(
  kubeconfig: string,
  args: readonly string[],
  { input = '', env = {} }: { readonly input?: string; readonly env?: Readonly<Record<string, string>> } = {},
): Promise<KubectlResult> {
  const child = startKubectl(kubeconfig, args, env);
  const timer = setTimeout(() => child.kill('SIGKILL'), 30_000);
  const [out, err]: [Buffer[], Buffer[]] = [[], []];
  child.stdout.on('data', (bytes: Buffer) => out.push(bytes));
  child.stderr.on('data', (bytes: Buffer) => err.push(bytes));
  child.stdin.on('error', () => undefined);
  child.stdin.end(input);
  const code = await new Promise<number>((resolve) => child.on('close', (status) => resolve(status ?? -1)));
  clearTimeout(timer);
  return { stdout: Buffer.concat(out).toString(), stderr: Buffer.concat(err).toString(), code };
}

/** Starts kubectl. Its caches are beside the kubeconfig. */
export function startKubectl(
  kubeconfig: string,
  args: readonly string[],
  env: Readonly<Record<string, string>> = {},
): ChildProcessWithoutNullStreams {
  return spawn(PROGRAM, args, {
    env: { PATH: process.env.PATH ?? '', HOME: dirname(kubeconfig), KUBECONFIG: kubeconfig, ...env },
  });
}

/** Waits until what a child prints contains a text; gives all that it has printed. */
export function untilPrinted(child: ChildProcessWithoutNullStreams, text: string): Promise<string> {
  let printed = '';
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => reject(new Error(`not printed within 20 s: ${text}; but: ${printed}`)), 20_000);
    const take = (bytes: Buffer): void => {
      printed += bytes.toString();
      if (!printed.includes(text)) return;
      clearTimeout(timer);
      resolve(printed);
    };
    child.stdout.on('data', take);
    child.stderr.on('data', take);
  });
}
