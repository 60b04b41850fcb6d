import type { EnvoyConfig } from '../../envoy/model/EnvoyConfig.js';
import type { Choose } from '../../logic/Fork.js';
import type { AccessLogs } from './AccessLogs.js';
import type { ClusterRuntime } from './ClusterRuntime.js';
import type { ListenerRuntime } from './ListenerRuntime.js';
import type { SecretSource } from './SecretSource.js';
import type { SocketCalls } from './SocketCalls.js';
import type { StatsSink } from './StatsSink.js';

/** The proxy as a whole: what all of its parts share, and what the admin API shows. */
export interface ProxyRuntime {
  /** As loaded; `hostStatuses` are the live ones. */
  readonly config: EnvoyConfig;
  /** Milliseconds since 1970. */
  readonly startedAt: number;
  readonly listeners: readonly ListenerRuntime[];
  cluster(name: string): ClusterRuntime | undefined;
  /** In the order of the configuration. */
  clusters(): readonly ClusterRuntime[];
  readonly stats: StatsSink;
  readonly accessLogs: AccessLogs;
  readonly secrets: SecretSource;
  readonly sockets: SocketCalls;
  /** Decides forks by random numbers. */
  readonly choose: Choose;
  /** From 0 to below 1. */
  readonly random: () => number;
  /** `drain`: no new connections, those that are there end with their requests; `live` before. */
  readonly state: 'initializing' | 'live' | 'draining';
  /** A line for whoever runs the proxy. */
  note(line: string): void;
}
