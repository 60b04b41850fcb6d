import type { Duplex, Writable } from 'node:stream';
import { settle } from './settle.js';

/** What one connection of a port-forward goes through. */
export interface ForwardStreams {
  readonly data: Duplex;
  readonly error: Writable;
  /** Aborted when the client has gone. */
  readonly signal: AbortSignal;
}

/**
 * Carries bytes both ways until the pod's side has ended: a client that has said all it wants still gets its answer. What fails is told
 * on the error stream, as the kubelet words it.
 */
export async function forwardPort(port: number, dial: () => Promise<Duplex>, streams: ForwardStreams): Promise<void> {
  const { data, error, signal } = streams;
  let target: Duplex;
  try {
    target = await dial();
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : String(cause);
    data.resume();
    await settle(
      error,
      `error forwarding port ${port} to pod, uid : failed to execute portforward in network namespace "pod": failed to connect to localhost:${port} inside namespace "pod", IPv4: ${reason}`,
    );
    await settle(data);
    return;
  }
  const gone = (): void => void target.destroy();
  signal.addEventListener('abort', gone);
  if (signal.aborted) gone();
  await new Promise<void>((resolve) => {
    for (const event of ['end', 'error', 'close']) target.on(event, () => resolve());
    data.on('error', gone);
    data.pipe(target);
    target.pipe(data, { end: false });
  });
  signal.removeEventListener('abort', gone);
  await settle(data);
  data.unpipe(target).resume();
  target.destroy();
  await settle(error);
}
