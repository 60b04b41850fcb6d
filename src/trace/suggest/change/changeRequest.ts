import { parseIp } from '../../../net/IpAddress.js';
import type { TraceRequest } from '../../model/TraceRequest.js';
import type { Change } from './Change.js';
import { changeHttp } from './changeHttp.js';

/** The request with changes; undefined where it can't be sent so: no TLS inside of what is no TCP, no address to keep. */
export function changeRequest(request: TraceRequest, changes: readonly Change[]): TraceRequest | undefined {
  return changes.reduce<TraceRequest | undefined>(
    (current, change) => (current === undefined ? undefined : changed(current, change)),
    request,
  );
}

function changed(request: TraceRequest, change: Change): TraceRequest | undefined {
  switch (change.kind) {
    case 'header':
    case 'method':
    case ':path':
    case ':authority':
      return changeHttp(request, change);
    case 'tls': {
      const { tls: _, ...plain } = request;
      if (change.tls === undefined) return plain;
      return { ...plain, tls: { ...request.tls, ...change.tls } };
    }
    case 'source address':
      return { ...request, sourceIp: change.value };
    case 'source port':
      return { ...request, sourcePort: change.value };
    case 'destination address':
    case 'destination port':
      return toAnother(request, change);
  }
}

function toAnother(
  request: TraceRequest,
  change: Extract<Change, { readonly kind: 'destination address' | 'destination port' }>,
): TraceRequest | undefined {
  const address = request.connectTo?.ip ?? parseIp(request.host);
  if (change.kind === 'destination port')
    return {
      ...request,
      port: change.value,
      ...(address === undefined ? {} : { connectTo: { ip: address, port: change.value } }),
    };
  const ip = parseIp(change.value);
  return ip === undefined
    ? undefined
    : { ...request, connectTo: { ip, port: request.connectTo?.port ?? request.port } };
}
