import { hostname } from 'node:os';
import { isJsonObject, type JsonValue } from '../../text/json/JsonValue.js';
import type { StreamInfo } from '../runtime/StreamInfo.js';
import { plain, type MakeOperator, type ReadValue } from './Operator.js';
import { longFlag } from './responseFlags.js';
import { grpcStatusName } from './grpcStatusName.js';

/** `NAMESPACE:KEY:KEY` of dynamic metadata. */
function dynamicMetadata(argument = ''): ReadValue {
  const [namespace = '', ...path] = argument.split(':');
  return ({ dynamicMetadata: all }) => {
    let value = all.get(namespace) as JsonValue | undefined;
    for (const key of path) value = isJsonObject(value) && Object.hasOwn(value, key) ? value[key] : undefined;
    return value;
  };
}

function filterState(argument = ''): ReadValue | undefined {
  const [key = '', form = 'TYPED'] = argument.split(':');
  if (form === 'PLAIN') return (info) => info.filterState.get(key);
  // The JSON of a text object is the text in quotes.
  return form === 'TYPED' ? (info) => info.filterState.get(key) : undefined;
}

function grpcStatus(argument = 'CAMEL_STRING'): ReadValue | undefined {
  const forms = ['CAMEL_STRING', 'SNAKE_STRING', 'NUMBER'] as const;
  const form = forms.find((name) => name === argument);
  if (form === undefined) return undefined;
  return ({ grpcStatus: status }) => {
    if (status === undefined) return undefined;
    return form === 'NUMBER' ? status : grpcStatusName(status, form);
  };
}

const ACCESS_LOG_TYPES: Readonly<Record<StreamInfo['kind'], string>> = {
  http: 'DownstreamEnd',
  tcp: 'TcpConnectionEnd',
  connection: 'NotSet',
};

/** The operators that print a stream's counts, flags and choices. */
export const STREAM_OPERATORS: Readonly<Record<string, MakeOperator>> = {
  PROTOCOL: plain(({ protocol }) => protocol),
  UPSTREAM_PROTOCOL: plain(({ upstreamProtocol }) => upstreamProtocol),
  RESPONSE_CODE: plain(({ responseCode }) => responseCode),
  RESPONSE_CODE_DETAILS: plain(({ responseCodeDetails }) => responseCodeDetails.replace(/\s/g, '_')),
  CONNECTION_TERMINATION_DETAILS: plain((info) => info.connectionTerminationDetails),
  RESPONSE_FLAGS: plain(({ responseFlags }) => responseFlags.join(',') || '-'),
  RESPONSE_FLAGS_LONG: plain(({ responseFlags }) => responseFlags.map(longFlag).join(',') || '-'),
  BYTES_RECEIVED: plain(({ bytesReceived }) => bytesReceived),
  BYTES_SENT: plain(({ bytesSent }) => bytesSent),
  REQUEST_HEADERS_BYTES: plain(({ requestHeaderBytes }) => requestHeaderBytes),
  RESPONSE_HEADERS_BYTES: plain(({ responseHeaderBytes }) => responseHeaderBytes),
  UPSTREAM_REQUEST_ATTEMPT_COUNT: plain(({ attemptCount }) => attemptCount),
  UPSTREAM_CLUSTER: plain(({ upstreamCluster }) => upstreamCluster),
  UPSTREAM_CLUSTER_RAW: plain(({ upstreamCluster }) => upstreamCluster),
  UPSTREAM_CONNECTION_ID: plain(({ upstreamConnectionId }) => upstreamConnectionId),
  CONNECTION_ID: plain(({ connectionId }) => connectionId),
  ROUTE_NAME: plain(({ routeName }) => routeName),
  FILTER_CHAIN_NAME: plain(({ filterChainName }) => filterChainName),
  VIRTUAL_HOST_NAME: plain(({ virtualHostName }) => virtualHostName),
  ACCESS_LOG_TYPE: plain(({ kind }) => ACCESS_LOG_TYPES[kind]),
  HOSTNAME: plain(() => hostname()),
  ENVIRONMENT: (name) => (name === undefined ? undefined : () => process.env[name]),
  DYNAMIC_METADATA: dynamicMetadata,
  FILTER_STATE: filterState,
  GRPC_STATUS: grpcStatus,
  GRPC_STATUS_NUMBER: plain(({ grpcStatus: status }) => status),
};
