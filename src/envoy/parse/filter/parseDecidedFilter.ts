import type { DecidedFilter } from '../../model/filter/DecidedFilter.js';
import { extensionKind, type Extension, type ExtensionKind } from '../Extension.js';
import type { Parse } from '../Message.js';
import { parseBufferFilter } from './parseBufferFilter.js';
import { parseCsrfPolicy } from './parseCsrfPolicy.js';
import { parseExtAuthz } from './parseExtAuthz.js';
import { parseGrpcHttp1Bridge } from './parseGrpcHttp1Bridge.js';
import { parseHeaderMutation } from './parseHeaderMutation.js';
import { parseHealthCheck } from './parseHealthCheck.js';
import { parseJwtAuthn } from './parseJwtAuthn.js';
import { parseLocalRateLimit } from './parseLocalRateLimit.js';
import { parseRateLimit } from './parseRateLimit.js';
import { parseSetMetadata } from './parseSetMetadata.js';

type Kind = DecidedFilter['kind'];

/** How each is read, by its message; `older`: what it was called before v3. */
const FILTERS: {
  readonly [K in Kind]: {
    readonly message: string;
    readonly older?: string;
    readonly parse: Parse<Extract<DecidedFilter, { readonly kind: K }>>;
  };
} = {
  buffer: { message: 'Buffer', older: 'envoy.buffer', parse: parseBufferFilter },
  csrf: { message: 'CsrfPolicy', older: 'envoy.csrf', parse: parseCsrfPolicy },
  ext_authz: { message: 'ExtAuthz', older: 'envoy.ext_authz', parse: parseExtAuthz },
  grpc_http1_bridge: { message: 'Config', older: 'envoy.grpc_http1_bridge', parse: parseGrpcHttp1Bridge },
  grpc_web: { message: 'GrpcWeb', older: 'envoy.grpc_web', parse: (_value, at) => ({ kind: 'grpc_web', at }) },
  header_mutation: { message: 'HeaderMutation', parse: parseHeaderMutation },
  health_check: { message: 'HealthCheck', older: 'envoy.health_check', parse: parseHealthCheck },
  jwt_authn: { message: 'JwtAuthentication', parse: parseJwtAuthn },
  local_ratelimit: { message: 'LocalRateLimit', parse: parseLocalRateLimit },
  ratelimit: { message: 'RateLimit', older: 'envoy.rate_limit', parse: parseRateLimit },
  set_metadata: { message: 'Config', parse: parseSetMetadata },
};

const KINDS: readonly ExtensionKind<Kind>[] = Object.entries(FILTERS).map(([kind, { message, older }]) => ({
  kind: kind as Kind,
  message,
  package: kind,
  names: [`envoy.filters.http.${kind}`, ...(older === undefined ? [] : [older])],
}));

/** An HTTP filter of `model/filter`; undefined: it is none of them. */
export function parseDecidedFilter(extension: Extension): DecidedFilter | undefined {
  const kind = extensionKind(extension, KINDS);
  if (kind === undefined) return undefined;
  const { value, at } = extension.config;
  return FILTERS[kind].parse(value, at);
}
