import type { ActiveListener } from './listener/ActiveListener.js';
import type { ProxyCore } from './ProxyCore.js';
import type { RunningProxy } from './runtime/RunningProxy.js';

/** How a proxy ends: gently, within `drainTimeMs`, or at once. */
export function stopProxy(
  core: ProxyCore,
  listeners: () => readonly ActiveListener[],
  drainTimeMs: number,
): Pick<RunningProxy, 'drain' | 'close' | 'ended'> {
  let end: () => void = () => undefined;
  const ended = new Promise<void>((resolve) => {
    end = resolve;
  });
  const close = async (): Promise<void> => {
    stopListening(core, listeners());
    for (const { sockets } of listeners()) for (const socket of [...sockets]) socket.destroy();
    core.destroy();
    await core.accessLogs.flush();
    end();
  };
  const drain = async (): Promise<void> => {
    stopListening(core, listeners());
    core.managers.drain();
    const until = performance.now() + drainTimeMs;
    while (performance.now() < until && listeners().some(({ sockets }) => sockets.size > 0)) await pause(20);
    await close();
  };
  return { close, drain, ended };
}

function stopListening(core: ProxyCore, listeners: readonly ActiveListener[]): void {
  core.state = 'draining';
  for (const { servers } of listeners) for (const server of servers) server.close();
}

async function pause(ms: number): Promise<void> {
  await new Promise((resolve) => setTimeout(resolve, ms));
}
