import type { EnvoyConfig } from '../envoy/model/EnvoyConfig.js';
import type { Listener } from '../envoy/model/Listener.js';
import { acceptConnection } from './listener/acceptConnection.js';
import { ActiveListener } from './listener/ActiveListener.js';
import { bindListener } from './listener/bindListener.js';
import { ProxyCore } from './ProxyCore.js';
import type { ProxyOptions, RunningProxy } from './runtime/RunningProxy.js';
import { kernelSockets } from './kernelSockets.js';
import { ConfiguredSecrets } from './secrets/ConfiguredSecrets.js';
import { stopProxy } from './stopProxy.js';

/** Binds the listeners of a configuration that has been checked, and serves. Rejects with a UserError where a port is taken. */
export async function startProxy(config: EnvoyConfig, options: ProxyOptions): Promise<RunningProxy> {
  const sockets = options.sockets ?? (await kernelSockets());
  const secrets = options.secrets ?? (await configuredSecrets(config, options));
  const core = new ProxyCore(config, { ...options, sockets, secrets });
  await core.resolveNames();
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

/** How long listeners wait for the secrets that they name. */
const SECRETS_MS = 15_000;

async function configuredSecrets(config: EnvoyConfig, { note }: ProxyOptions): Promise<ConfiguredSecrets> {
  const secrets = new ConfiguredSecrets(config, note ?? (() => undefined));
  await secrets.delivered(SECRETS_MS);
  return secrets;
}
