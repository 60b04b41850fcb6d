import type { DecidedFilter, FilterOverride } from '../../envoy/model/filter/DecidedFilter.js';
import type { Message } from '../../envoy/parse/Message.js';

/** What decides with a bucket of its own kind, or tells the client. */
const NOT_OF_A_BUCKET = [
  'descriptors',
  'rate_limits',
  'response_headers_to_add',
  'request_headers_to_add_when_not_enforced',
  'local_rate_limit_per_downstream_connection',
  'local_cluster_rate_limit',
  'enable_x_ratelimit_headers',
] as const;

/**
 * What the proxy cannot run of a filter of `envoy/model/filter`, or of what a route says of one, by name; undefined: it runs it.
 * `message`: as it is configured.
 */
export function unrunFilter(filter: DecidedFilter | FilterOverride, message: Message): string | undefined {
  switch (filter.kind) {
    case 'buffer':
    case 'csrf':
    case 'header_mutation':
    case 'set_metadata':
    case 'switched_off':
      return undefined;
    case 'health_check':
      if (filter.caches) return 'cache_time of health_check';
      return filter.clusters.length > 0 ? 'cluster_min_healthy_percentages of health_check' : undefined;
    case 'jwt_authn': {
      if (!('providers' in filter)) return undefined;
      const elsewhere = [...filter.providers.values()].map(({ jwks }) => jwks).find(({ kind }) => kind === 'elsewhere');
      return elsewhere?.kind === 'elsewhere' ? `${elsewhere.field} of jwt_authn` : undefined;
    }
    case 'local_ratelimit': {
      const field = NOT_OF_A_BUCKET.find((name) => message.has(name));
      return field && `${field} of local_ratelimit`;
    }
    case 'ext_authz':
    case 'grpc_http1_bridge':
    case 'grpc_web':
    case 'ratelimit':
      return `filter ${filter.kind}`;
  }
}
