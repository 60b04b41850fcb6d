import { spawn } from 'node:child_process';
import { ExitCode } from '../../../text/ExitCode.js';
import { UserError } from '../../../text/UserError.js';
import type { ExecConfig } from '../kubeconfig/Kubeconfig.js';

/** A plugin that asks nobody anything is given this long. */
const PATIENCE_MS = 60_000;

const MAX_BYTES = 2 ** 20;

/** What kubectl says where a plugin brings no hint of its own. */
const NOT_INSTALLED =
  'Install it: https://kubernetes.io/docs/reference/access-authn-authz/authentication/#client-go-credential-plugins';

/**
 * Runs an exec plugin and gives its stdout; its stderr is the user's. One that is not there, fails, hangs or prints too much is a
 * `UserError` (exit 5), with the kubeconfig's own hint how to install it.
 */
export function runPlugin(
  { command, args, installHint }: ExecConfig,
  environment: Readonly<Record<string, string | undefined>>,
  interactive: boolean,
  signal: AbortSignal | undefined,
): Promise<string> {
  return new Promise((resolve, reject) => {
    const fail = (message: string, hint?: string): void => {
      clearTimeout(timer);
      child.kill('SIGKILL');
      reject(
        new UserError(`exec plugin ${command} ${message}`, {
          ...(hint === undefined ? {} : { hint }),
          exitCode: ExitCode.unreadable,
        }),
      );
    };
    const child = spawn(command, args, {
      env: { ...environment },
      stdio: [interactive ? 'inherit' : 'ignore', 'pipe', 'inherit'],
      ...(signal === undefined ? {} : { signal }),
    });
    const timer = setTimeout(
      () => fail(`did not end within ${PATIENCE_MS / 1000} s`),
      interactive ? 2 ** 31 - 1 : PATIENCE_MS,
    );
    let text = '';
    child.stdout.setEncoding('utf8').on('data', (chunk: string) => {
      text += chunk;
      if (text.length > MAX_BYTES) fail('printed more than 1 MiB');
    });
    child.on('error', (error: NodeJS.ErrnoException) => {
      if (signal?.aborted === true) {
        clearTimeout(timer);
        reject(signal.reason instanceof Error ? signal.reason : error);
      } else if (error.code === 'ENOENT') fail('is not there', installHint.trim() === '' ? NOT_INSTALLED : installHint);
      else fail(`cannot be run (${error.code ?? 'unknown'})`);
    });
    child.on('close', (code, by) => {
      clearTimeout(timer);
      if (code === 0) resolve(text);
      else fail(code === null ? `was ended by ${by ?? 'a signal'}` : `failed with exit code ${code}`);
    });
  });
}
