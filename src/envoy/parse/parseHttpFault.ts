import type { JsonValue } from '../../text/json/JsonValue.js';
import type { FractionalPercent } from '../model/FractionalPercent.js';
import type { FaultAbort, FaultDelay, HttpFault } from '../model/HttpFilter.js';
import { fieldNames } from './fieldNames.js';
import { Message } from './Message.js';
import { parseFractionalPercent } from './parseFractionalPercent.js';
import { parseHeaderMatcher } from './parseHeaderMatcher.js';

// A limit of a response's rate, statistics, metadata for logs; the runtime keys override what is configured only where
// an operator has set them.
const HARMLESS = fieldNames(
  'response_rate_limit',
  'disable_downstream_cluster_stats',
  'filter_metadata',
  'delay_percent_runtime',
  'abort_percent_runtime',
  'delay_duration_runtime',
  'abort_http_status_runtime',
  'abort_grpc_status_runtime',
  'max_active_faults_runtime',
  'response_rate_limit_percent_runtime',
);

/** `fault.v3.HTTPFault`. */
export function parseHttpFault(value: JsonValue, at: string): HttpFault {
  const message = new Message(value, at);
  const abort = message.one('abort', parseFaultAbort);
  const delay = message.one('delay', parseFaultDelay);
  const maxActiveFaults = message.number('max_active_faults');
  return {
    at,
    ...(abort && { abort }),
    ...(delay && { delay }),
    upstreamCluster: message.string('upstream_cluster'),
    headers: message.many('headers', parseHeaderMatcher),
    downstreamNodes: message.strings('downstream_nodes'),
    ...(maxActiveFaults !== undefined && { maxActiveFaults }),
    unsupported: message.unread(HARMLESS),
  };
}

/** `fault.v3.FaultAbort`. */
function parseFaultAbort(value: JsonValue, at: string): FaultAbort {
  const message = new Message(value, at);
  const httpStatus = message.number('http_status');
  const grpcStatus = message.number('grpc_status');
  return {
    at,
    ...(httpStatus !== undefined && { httpStatus }),
    ...(grpcStatus !== undefined && { grpcStatus }),
    headerAbort: message.has('header_abort'),
    percentage: readPercentage(message),
  };
}

/** `common.fault.v3.FaultDelay`. */
function parseFaultDelay(value: JsonValue, at: string): FaultDelay {
  const message = new Message(value, at);
  const fixedDelayMs = message.duration('fixed_delay');
  return {
    at,
    ...(fixedDelayMs !== undefined && { fixedDelayMs }),
    headerDelay: message.has('header_delay'),
    percentage: readPercentage(message),
  };
}

/** `percentage`, or v2's `percent`; none is 0 of 100, pointing at the fault. */
function readPercentage(message: Message): FractionalPercent {
  return (
    message.one('percentage', parseFractionalPercent) ??
    message.one('percent', parseFractionalPercent) ?? { at: message.at, numerator: 0, denominator: 100 }
  );
}
