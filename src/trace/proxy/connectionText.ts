import { formatHeaderValue } from '../../envoy/http/formatHeaderValue.js';
import { networkContext } from '../../envoy/network/networkContext.js';
import type { ProxyVisit } from './ProxyVisit.js';

/** Operators about a request or its route, of which a connection has none. */
const OF_REQUESTS = /%(?:REQ\([^)]*\)|PROTOCOL|ROUTE_NAME)(?::\d+)?%/g;

/**
 * What a network filter makes of a format (formatter/stream_info_formatter.cc): `-` for what is not there, that of requests included;
 * an operator that is not known ahead is `<unknown %OPERATOR%>`.
 */
export function connectionText(format: string, { connection, tls, peer, filterState }: ProxyVisit): string {
  const context = { ...networkContext(connection, tls, peer), filterState };
  return formatHeaderValue(format.replace(OF_REQUESTS, '-'), context, '-');
}
