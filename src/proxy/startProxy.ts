import type { EnvoyConfig } from '../envoy/model/EnvoyConfig.js';
import type { Listener } from '../envoy/model/Listener.js';
import { acceptConnection } from './listener/acceptConnection.js';
import { ActiveListener } from './listener/ActiveListener.js';
import { bindListener } from './listener/bindListener.js';
import { ProxyCore } from './ProxyCore.js';
import type { ProxyOptions, RunningProxy } from './runtime/RunningProxy.js';
import { kernelSockets } from './kernelSockets.js';
import { noSecrets } from './secrets/noSecrets.js';
import { stopProxy } from './stopProxy.js';

/** Binds the listeners of a configuration that has been checked, and serves. Rejects with a UserError where a port is taken. */
export async function startProxy(config: EnvoyConfig, options: ProxyOptions): Promise<RunningProxy> {
  const sockets = options.sockets ?? (await kernelSockets());
  const core = new ProxyCore(config, { ...options, sockets, secrets: options.secrets ?? noSecrets() });
  const active = new Map<Listener, ActiveListener>();
  const listenerOf = (listener: Listener): ActiveListener => {
    let one = active.get(listener);
    if (one === undefined) {
      one = new ActiveListener(listener, core.accessLogs.loggerAt(listener.at), core.stats);
      active.set(listener, one);
    }
    return one;
  };
  for (const listener of core.config.listeners()) listenerOf(listener);
  core.listeners = [...active.values()];
  const stop = stopProxy(core, () => [...active.values()], options.drainTimeMs ?? 5000);
  try {
    for (const one of [...active.values()]) {
      if (one.listener.bindToPort && !one.listener.internal)
        await bindListener(core, one, (socket) => acceptConnection(core, one, listenerOf, socket));
    }
  } catch (error) {
    await stop.close();
    throw error;
  }
  core.state = 'live';
  return { runtime: core, ...stop };
}
