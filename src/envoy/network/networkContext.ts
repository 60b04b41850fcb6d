import type { InspectedConnection, PeerCertificate } from '../model/Connection.js';
import type { HttpRequest } from '../model/HttpRequest.js';
import type { RequestContext } from '../model/RequestContext.js';
import type { Runtime } from '../runtime.js';

/** No request: no header, no path. Rules about them do not match (filters/network/rbac/rbac_filter.cc passes empty headers). */
const NO_REQUEST: HttpRequest = { method: '', scheme: '', path: '', headers: [], protocol: 'HTTP/1.1' };

/** What a network filter's rules look at: the connection, its certificate and filter state. */
export function networkContext(
  connection: InspectedConnection,
  tls: boolean,
  peer: PeerCertificate | undefined,
  { version, runtime = new Map() }: { readonly version?: string; readonly runtime?: Runtime } = {},
): RequestContext {
  return {
    request: NO_REQUEST,
    connection,
    tls,
    ...(peer === undefined ? {} : { peer }),
    remoteIp: connection.source.ip,
    internal: false,
    dynamicMetadata: new Map(),
    filterState: connection.filterState,
    ...(version === undefined ? {} : { version }),
    runtime,
  };
}
