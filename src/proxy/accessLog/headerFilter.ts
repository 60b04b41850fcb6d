import type { RequestContext } from '../../envoy/model/RequestContext.js';
import type { Message } from '../../envoy/parse/Message.js';
import { parseHeaderMatcher } from '../../envoy/parse/parseHeaderMatcher.js';
import { matchHeader } from '../../envoy/route/match/matchHeader.js';
import type { StreamInfo } from '../runtime/StreamInfo.js';

/** `HeaderFilter`: matches the request's headers as a route does; a stream without request has none that match. */
export function headerFilter(message: Message): (info: StreamInfo) => boolean {
  const matcher = message.one('header', parseHeaderMatcher);
  return (info) => {
    const context = contextOf(info);
    return matcher !== undefined && context !== undefined && matchHeader(matcher, context).truth === 'yes';
  };
}

function contextOf(info: StreamInfo): RequestContext | undefined {
  const {
    request,
    downstreamLocalAddress: local,
    downstreamRemoteAddress: source,
    filterState,
    dynamicMetadata,
  } = info;
  if (request === undefined) return undefined;
  return {
    request,
    connection: {
      accepted: local,
      local,
      source,
      firstBytes: 'unknown',
      filterState,
      restored: false,
      transportProtocol: '',
      serverName: info.requestedServerName,
      applicationProtocols: [],
    },
    tls: info.downstreamTls !== undefined,
    remoteIp: source.ip,
    internal: false,
    dynamicMetadata,
    filterState,
    runtime: new Map(),
  };
}
