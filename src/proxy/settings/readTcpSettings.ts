import type { EnvoyConfig } from '../../envoy/model/EnvoyConfig.js';
import type { TcpProxy } from '../../envoy/model/NetworkFilter.js';
import type { HashPolicy } from '../../envoy/model/RouteAction.js';
import { messageAt } from './messageAt.js';

/** Habits of a TCP proxy. */
export interface TcpSettings {
  /** Milliseconds; 0 for none. */
  readonly idleTimeoutMs: number;
  readonly hashPolicies: readonly HashPolicy[];
}

/** `tcp_proxy.v3.TcpProxy`, with Envoy's defaults. */
export function readTcpSettings(config: EnvoyConfig, { at }: TcpProxy): TcpSettings {
  const message = messageAt(config, at);
  const hashPolicies = message.messages('hash_policy').map((policy): HashPolicy => ({
    at: policy.at,
    kind: 'connection_properties',
    name: 'source_ip',
    terminal: false,
    generatesCookie: false,
  }));
  return { idleTimeoutMs: message.duration('idle_timeout') ?? 3_600_000, hashPolicies };
}
