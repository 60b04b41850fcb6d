import { parseIp } from '../../../net/IpAddress.js';
import type { TraceRequest } from '../../model/TraceRequest.js';
import type { Change } from './Change.js';
import { changeHttp } from './changeHttp.js';

/** ALPN's names of what applications speak. */
const SPOKEN: Partial<Readonly<Record<TraceRequest['protocol'], string>>> = {
  'http/1.0': 'http/1.0',
  'http/1.1': 'http/1.1',
  h2: 'h2',
};

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
      // Who offers one protocol and speaks another is no client.
      const spoken = SPOKEN[request.protocol];
      if (spoken !== undefined && change.tls.alpn.length > 0 && !change.tls.alpn.includes(spoken)) return undefined;
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
