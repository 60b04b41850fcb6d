import type { GrpcHttp1Bridge } from '../../model/filter/GrpcHttp1Bridge.js';
import { firstHeader } from '../headers.js';
import type { FilterOutcome } from './FilterOutcome.js';
import type { FilterSituation } from './FilterSituation.js';

/**
 * `grpc_http1_bridge.v3.Config` (source/extensions/filters/http/grpc_http1_bridge/http1_bridge_filter.cc): makes answers to gRPC requests over
 * HTTP/1.1 readable and leaves requests as they are, unless it turns protobuf into gRPC, which is not run here.
 */
export function evaluateGrpcHttp1Bridge(filter: GrpcHttp1Bridge, { context }: FilterSituation): FilterOutcome {
  const type = firstHeader(context.request, 'content-type') ?? '';
  const upgrades = filter.upgradesProtobuf && /^application\/(?:x-protobuf|protobuf)\b/.test(type);
  const opaque = upgrades ? 'upgrade_protobuf_to_grpc' : filter.unsupported[0];
  if (opaque === undefined) return { says: 'leaves the request as it is', because: [] };
  return { says: 'is not run here', because: [], opaque: `grpc_http1_bridge: ${opaque}` };
}
