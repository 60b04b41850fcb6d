import type { EnvoyConfig } from '../../envoy/model/EnvoyConfig.js';
import type { DownstreamTransportSocket, UpstreamTransportSocket } from '../../envoy/model/TransportSocket.js';
import type { Message } from '../../envoy/parse/Message.js';
import { messageAt } from '../settings/messageAt.js';

/** A secret that some TLS context names, and the cluster that is asked for it; undefined: it is in the configuration itself. */
export interface SecretReference {
  readonly name: string;
  readonly cluster: string | undefined;
}

/** All secrets that the TLS contexts of listeners and clusters name, each once (`SdsSecretConfig`). */
export function secretReferences(config: EnvoyConfig): readonly SecretReference[] {
  const found = new Map<string, SecretReference>();
  for (const at of tlsContexts(config)) {
    const common = messageAt(config, at).message('common_tls_context');
    const combined = common?.message('combined_validation_context');
    const configs = [
      ...(common?.messages('tls_certificate_sds_secret_configs') ?? []),
      common?.message('validation_context_sds_secret_config'),
      combined?.message('validation_context_sds_secret_config'),
    ];
    for (const one of configs) {
      if (one === undefined) continue;
      const name = one.string('name');
      const cluster = grpcCluster(one.message('sds_config'));
      if (!found.has(name) || cluster !== undefined) found.set(name, { name, cluster });
    }
  }
  return [...found.values()];
}

function tlsContexts(config: EnvoyConfig): readonly string[] {
  const listeners = config.listeners().flatMap(({ filterChains, defaultFilterChain }) => {
    const chains = defaultFilterChain === undefined ? filterChains : [...filterChains, defaultFilterChain];
    return chains.flatMap(({ transportSocket }) => contextOf(transportSocket));
  });
  const clusters = config.clusterNames().flatMap((name) => {
    const cluster = config.cluster(name);
    if (cluster.kind !== 'found') return [];
    const { transportSocket, transportSocketMatches } = cluster.value;
    return [transportSocket, ...transportSocketMatches.map(({ socket }) => socket)].flatMap(contextOf);
  });
  return [...listeners, ...clusters];
}

function contextOf(socket: DownstreamTransportSocket | UpstreamTransportSocket): string[] {
  if (socket.kind === 'internal_upstream') return contextOf(socket.inner);
  return socket.kind === 'tls' ? [socket.at] : [];
}

function grpcCluster(source: Message | undefined): string | undefined {
  const [service] = source?.message('api_config_source')?.messages('grpc_services') ?? [];
  return service?.message('envoy_grpc')?.text('cluster_name');
}
