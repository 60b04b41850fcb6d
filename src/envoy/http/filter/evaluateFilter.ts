import type { DecidedFilter } from '../../model/filter/DecidedFilter.js';
import { evaluateBuffer } from './evaluateBuffer.js';
import { evaluateCsrf } from './evaluateCsrf.js';
import { evaluateExtAuthz } from './evaluateExtAuthz.js';
import { evaluateGrpcHttp1Bridge } from './evaluateGrpcHttp1Bridge.js';
import { evaluateGrpcWeb } from './evaluateGrpcWeb.js';
import { evaluateHeaderMutation } from './evaluateHeaderMutation.js';
import { evaluateHealthCheck } from './evaluateHealthCheck.js';
import { evaluateJwtAuthn } from './evaluateJwtAuthn.js';
import { evaluateLocalRateLimit } from './evaluateLocalRateLimit.js';
import { evaluateRateLimit } from './evaluateRateLimit.js';
import { evaluateSetMetadata } from './evaluateSetMetadata.js';
import type { FilterOutcome } from './FilterOutcome.js';
import type { FilterSituation } from './FilterSituation.js';

/** What an HTTP filter does to a request, by its kind. */
export function evaluateFilter(filter: DecidedFilter, situation: FilterSituation): FilterOutcome {
  switch (filter.kind) {
    case 'buffer':
      return evaluateBuffer(filter, situation);
    case 'csrf':
      return evaluateCsrf(filter, situation);
    case 'ext_authz':
      return evaluateExtAuthz(filter, situation);
    case 'grpc_http1_bridge':
      return evaluateGrpcHttp1Bridge(filter, situation);
    case 'grpc_web':
      return evaluateGrpcWeb(filter, situation);
    case 'header_mutation':
      return evaluateHeaderMutation(filter, situation);
    case 'health_check':
      return evaluateHealthCheck(filter, situation);
    case 'jwt_authn':
      return evaluateJwtAuthn(filter, situation);
    case 'local_ratelimit':
      return evaluateLocalRateLimit(filter, situation);
    case 'ratelimit':
      return evaluateRateLimit(filter, situation);
    case 'set_metadata':
      return evaluateSetMetadata(filter, situation);
  }
}
