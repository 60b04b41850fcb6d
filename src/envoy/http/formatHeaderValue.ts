import { formatSocketAddress } from '../../net/SocketAddress.js';
import type { RequestContext } from '../model/RequestContext.js';
import { isUnknownValue, unknownValue } from '../string/unknownValue.js';
import { firstHeader } from './headers.js';

/**
 * A value with format operators (source/common/formatter/substitution_formatter.cc), as far as they can be known ahead: `%REQ(X?Y):Z%`,
 * `%PROTOCOL%`, `%ROUTE_NAME%`, the downstream addresses, `%REQUESTED_SERVER_NAME%`, the peer's names, dynamic metadata and filter state. Any other
 * is `<unknown %OPERATOR%>`. `missing` stands for what is not there: nothing in headers, `-` elsewhere.
 */
export function formatHeaderValue(format: string, context: RequestContext, missing: '' | '-' = ''): string {
  if (!format.includes('%')) return format;
  return format.replace(
    /%%|%([A-Z_]+)(?:\(([^)]*)\))?(?::(\d+))?%/g,
    (all, operator: string | undefined, argument: string | undefined, length: string | undefined) => {
      if (operator === undefined) return '%';
      const text = operatorValue(operator, argument ?? '', context);
      if (text === undefined) return unknownValue(all);
      const value = text === '' ? missing : text;
      return length === undefined || isUnknownValue(value) ? value : value.slice(0, Number(length));
    },
  );
}

/** The operator's value, '' when there is none; `undefined` when it is not known. */
function operatorValue(operator: string, argument: string, context: RequestContext): string | undefined {
  const { request, connection, peer, remoteIp } = context;
  const remotePort = remoteIp.text === connection.source.ip.text ? connection.source.port : 0;
  switch (operator) {
    case 'REQ':
      return requestHeader(argument, context);
    case 'PROTOCOL':
      return request.protocol;
    case 'DOWNSTREAM_REMOTE_ADDRESS':
      return formatSocketAddress({ ip: remoteIp, port: remotePort });
    case 'DOWNSTREAM_REMOTE_ADDRESS_WITHOUT_PORT':
      return remoteIp.text;
    case 'DOWNSTREAM_REMOTE_PORT':
      return String(remotePort);
    case 'DOWNSTREAM_DIRECT_REMOTE_ADDRESS':
      return formatSocketAddress(connection.directSource ?? connection.source);
    case 'DOWNSTREAM_DIRECT_REMOTE_ADDRESS_WITHOUT_PORT':
      return (connection.directSource ?? connection.source).ip.text;
    case 'DOWNSTREAM_LOCAL_ADDRESS':
      return formatSocketAddress(connection.local);
    case 'DOWNSTREAM_LOCAL_ADDRESS_WITHOUT_PORT':
      return connection.local.ip.text;
    case 'DOWNSTREAM_LOCAL_PORT':
      return String(connection.local.port);
    case 'ROUTE_NAME':
      return context.routeName;
    case 'REQUESTED_SERVER_NAME':
      return connection.serverName;
    case 'DOWNSTREAM_PEER_URI_SAN':
      return peer?.uriSans.join(',') ?? '';
    case 'DOWNSTREAM_PEER_DNS_SAN':
      return peer?.dnsSans.join(',') ?? '';
    case 'DOWNSTREAM_PEER_SUBJECT':
      return peer?.subject ?? '';
    case 'DYNAMIC_METADATA':
      return metadataText(argument, context);
    case 'FILTER_STATE':
      return filterStateText(argument, context);
    default:
      return undefined;
  }
}

/** `X?Y`: the first of X, else that of Y. */
function requestHeader(argument: string, { request }: RequestContext): string {
  const [main = '', alternative = ''] = argument.toLowerCase().split('?', 2);
  return firstHeader(request, main) ?? (alternative === '' ? '' : (firstHeader(request, alternative) ?? ''));
}

function metadataText(argument: string, { dynamicMetadata }: RequestContext): string | undefined {
  const [namespace = '', ...path] = argument.split(':');
  let value: unknown = dynamicMetadata.get(namespace);
  for (const key of path) {
    value =
      typeof value === 'object' && value !== null && Object.hasOwn(value, key)
        ? Object.entries(value).find(([name]) => name === key)?.[1]
        : undefined;
  }
  if (value === undefined || value === null) return '';
  // Structures are printed as JSON, whose member order Envoy does not fix.
  return typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean'
    ? String(value)
    : undefined;
}

function filterStateText(argument: string, { filterState }: RequestContext): string | undefined {
  const [key = '', form = ''] = argument.split(':', 2);
  return form === 'PLAIN' ? (filterState.get(key) ?? '') : filterState.has(key) ? undefined : '';
}
