import type { Random } from '../random.js';
import { SYMBOLIC } from '../bed/bootstrap.js';
import { compact, type Json } from './types.js';

/** `LbEndpoint` on loopback. */
export function endpoint(
  port: number,
  options: {
    readonly last?: number;
    readonly health?: string;
    readonly weight?: number;
    readonly metadata?: Json;
    readonly hostname?: string;
  } = {},
): Json {
  const address = { socket_address: { address: `127.0.0.${options.last ?? 1}`, port_value: port } };
  return compact({
    endpoint: compact({ address, hostname: options.hostname }),
    health_status: options.health,
    load_balancing_weight: options.weight,
    metadata: options.metadata === undefined ? undefined : { filter_metadata: options.metadata },
  });
}

/** A STATIC cluster of one echo host. */
export function plainCluster(name: string, port: number = SYMBOLIC.http1[0], rest: Json = {}): Json {
  return {
    name,
    type: 'STATIC',
    connect_timeout: '1s',
    // Nothing that is generated is to hang on what other requests do at the same time.
    circuit_breakers: { thresholds: [{ max_retries: 1000 }, { priority: 'HIGH', max_retries: 1000 }] },
    load_assignment: { cluster_name: name, endpoints: [{ lb_endpoints: [endpoint(port)] }] },
    ...rest,
  };
}

/** One of the plain upstreams. */
export function anyHttp1(random: Random): number {
  return random.pick(SYMBOLIC.http1);
}

/** `typed_extension_protocol_options` that speaks HTTP/2 upstream. */
export const HTTP2_UPSTREAM: Json = {
  typed_extension_protocol_options: {
    'envoy.extensions.upstreams.http.v3.HttpProtocolOptions': {
      '@type': 'type.googleapis.com/envoy.extensions.upstreams.http.v3.HttpProtocolOptions',
      explicit_http_config: { http2_protocol_options: {} },
    },
  },
};
