import type { Writable } from 'node:stream';
import { execFailure, execStatus } from './execStatus.js';
import type { ExecOptions } from './execOptions.js';
import type { ExecCall, ExecStreams } from './ExecStreams.js';
import { settle } from './settle.js';
import type { UpgradeCall } from './upgradeCall.js';

/** Does an exec or attach between streams, and says at the end how it went. */
export async function runExec(
  { context, target, pod }: UpgradeCall,
  options: ExecOptions,
  streams: ExecStreams & { readonly error: Writable },
  signal: AbortSignal,
): Promise<void> {
  const { stdin, stdout, stderr, error } = streams;
  const call: ExecCall = {
    namespace: target.namespace,
    pod: target.name,
    container: options.container,
    argv: options.argv,
    tty: options.tty,
    signal,
    ...(stdin === undefined ? {} : { stdin }),
    ...(stdout === undefined ? {} : { stdout }),
    ...(stderr === undefined ? {} : { stderr }),
  };
  let status;
  try {
    const code = await (target.subresource === 'attach'
      ? context.pods.attach(pod, call)
      : context.pods.exec(pod, call));
    status = execStatus(code, options.argv);
  } catch (failure) {
    status = execFailure(failure);
  }
  await Promise.all([settle(stdout), settle(stderr)]);
  await settle(error, JSON.stringify(status));
}
