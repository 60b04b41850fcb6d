import type { JsonValue } from '../../text/json/JsonValue.js';
import type { FractionalPercent } from '../model/FractionalPercent.js';
import type { FaultAbort, FaultDelay, HttpFault } from '../model/HttpFilter.js';
import { fieldNames } from './fieldNames.js';
import { Message } from './Message.js';
import { parseHeaderMatcher } from './parseHeaderMatcher.js';
import { readFractionalPercent } from './readFractionalPercent.js';

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
  const abort = message.message('abort');
  const delay = message.message('delay');
  const maxActiveFaults = message.number('max_active_faults');
  return {
    at,
    ...(abort && { abort: readFaultAbort(abort) }),
    ...(delay && { delay: readFaultDelay(delay) }),
    upstreamCluster: message.string('upstream_cluster'),
    headers: message.many('headers', parseHeaderMatcher),
    downstreamNodes: message.strings('downstream_nodes'),
    ...(maxActiveFaults !== undefined && { maxActiveFaults }),
    unsupported: message.unread(HARMLESS),
  };
}

/** `fault.v3.FaultAbort`. */
function readFaultAbort(abort: Message): FaultAbort {
  const httpStatus = abort.number('http_status');
  const grpcStatus = abort.number('grpc_status');
  abort.value('header_abort');
  return {
    at: abort.at,
    ...(httpStatus !== undefined && { httpStatus }),
    ...(grpcStatus !== undefined && { grpcStatus }),
    headerAbort: abort.has('header_abort'),
    percentage: readPercentage(abort),
  };
}

// v2's `type` has one value.
const HARMLESS_DELAY = fieldNames('type');

/** `common.fault.v3.FaultDelay`. */
function readFaultDelay(delay: Message): FaultDelay {
  const fixedDelayMs = delay.ignore(HARMLESS_DELAY).duration('fixed_delay');
  delay.value('header_delay');
  return {
    at: delay.at,
    ...(fixedDelayMs !== undefined && { fixedDelayMs }),
    headerDelay: delay.has('header_delay'),
    percentage: readPercentage(delay),
  };
}

/** `percentage`, or v2's `percent`, a number; none is 0 of 100, pointing at the fault. */
function readPercentage(fault: Message): FractionalPercent {
  const percentage = fault.message('percentage');
  if (percentage) return readFractionalPercent(percentage);
  return { at: fault.pointer('percent'), numerator: fault.number('percent') ?? 0, denominator: 100 };
}
