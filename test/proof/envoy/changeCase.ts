import { changeHttp } from '../../../src/trace/suggest/change/changeHttp.js';
import type { Change } from '../../../src/trace/suggest/change/Change.js';
import type { CaseRequest } from './Configuration.js';

/** A request of a case with changes; undefined where the bed can't send it so. */
export function changeCase(request: CaseRequest, changes: readonly Change[]): CaseRequest | undefined {
  return changes.reduce<CaseRequest | undefined>((current, change) => current && changed(current, change), request);
}

function changed(request: CaseRequest, change: Change): CaseRequest | undefined {
  const { http, proxy, tls } = request;
  switch (change.kind) {
    case 'header':
    case 'method':
    case ':path':
    case ':authority': {
      if (http === undefined) return undefined;
      if (change.kind === 'header' && change.value?.trim() !== change.value) return undefined;
      const { target, headers, ...rest } = http;
      const named = headers.map(([name, value]) => ({ name, value }));
      const { path, headers: lines, ...all } = changeHttp({ ...rest, path: target, headers: named }, change);
      return { ...request, http: { ...all, target: path, headers: lines.map(({ name, value }) => [name, value]) } };
    }
    case 'tls': {
      const { tls: _, ...plain } = request;
      if (change.tls === undefined) return plain;
      // Who offers one protocol and speaks another is no client.
      const { alpn } = change.tls;
      if (alpn.length > 0 && http !== undefined && !alpn.includes(http.version === '2' ? 'h2' : 'http/1.1'))
        return undefined;
      return { ...plain, tls: { ...tls, ...change.tls } };
    }
    case 'source address':
      return alike({ ...request, ...(proxy && { proxy: { ...proxy, source: change.value } }) });
    case 'source port':
      return proxy && { ...request, proxy: { ...proxy, sourcePort: change.value } };
    case 'destination address':
      return alike({ ...request, ...(proxy && { proxy: { ...proxy, destination: change.value } }) });
    case 'destination port':
      return proxy && { ...request, proxy: { ...proxy, destinationPort: change.value } };
  }
}

/** A PROXY header has two addresses of one family, or is none. */
function alike(request: CaseRequest): CaseRequest | undefined {
  const { proxy } = request;
  return proxy === undefined || proxy.source.includes(':') !== proxy.destination.includes(':') ? undefined : request;
}
