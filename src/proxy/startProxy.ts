import type { EnvoyConfig } from '../envoy/model/EnvoyConfig.js';
import type { ProxyOptions, RunningProxy } from './runtime/RunningProxy.js';

/** Binds the listeners of a configuration that has been checked, and serves. Rejects with a UserError where a port is taken. */
export async function startProxy(config: EnvoyConfig, options: ProxyOptions): Promise<RunningProxy> {
  throw new Error(`not yet: ${config.node.id} ${String(options.seed)}`);
}
