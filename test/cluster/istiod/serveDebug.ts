import { createServer, type Server, type ServerResponse } from 'node:http';
import type { JsonObject, JsonValue } from '../../../src/text/json/JsonValue.js';
import { statusOf, TYPE_URLS, type ConnectedProxy, type IstiodOptions, type XdsStatus } from './IstiodOptions.js';

const SENT_AT = '2026-01-01T00:00:00Z';

/** istiod's `/debug` on port 15014, as `pilot/pkg/xds/debug.go` answers. */
export function debugServer(options: Required<Pick<IstiodOptions, 'version' | 'proxies' | 'debugAccess'>>): Server {
  return createServer((request, response) => {
    const url = new URL((request.url ?? '/').replace(/^\/+/, '/'), 'http://istiod');
    if (url.pathname === '/version') text(response, 200, `${options.version}-${'0'.repeat(40)}-Clean`);
    else if (url.pathname === '/ready') response.end();
    else if (options.debugAccess !== 'open') response.writeHead(options.debugAccess === 'forbidden' ? 403 : 401).end();
    else answer(url, response, options);
  });
}

function answer(
  url: URL,
  response: ServerResponse,
  { proxies, version }: Required<Pick<IstiodOptions, 'version' | 'proxies'>>,
): void {
  const namespace = url.searchParams.get('namespace') ?? '';
  const id = url.searchParams.get('proxyID') ?? '';
  switch (url.pathname) {
    case '/debug/syncz': {
      const chosen = proxies.filter((proxy) => namespace === '' || proxy.id.endsWith(`.${namespace}`));
      json(
        response,
        chosen.map((proxy) => syncStatus(proxy, version)),
      );
      return;
    }
    case '/debug/config_dump':
    case '/debug/edsz': {
      const proxy = proxies.find((one) => one.id === id);
      const body = url.pathname === '/debug/edsz' ? proxy?.edsz : proxy?.configDump;
      if (id === '') text(response, 400, 'You must provide a proxyID in the query string\n');
      else if (body === undefined)
        text(response, 404, 'Proxy not connected to this Pilot instance. It may be connected to another instance.\n');
      else json(response, body);
      return;
    }
    default:
      text(response, 404, '404 page not found\n');
  }
}

function syncStatus(proxy: ConnectedProxy, version: string): JsonObject {
  const all = statusOf(proxy);
  const of = (name: string) => nonces(all.find(([url]) => url === TYPE_URLS[name])?.[1] ?? 'NOT_SENT');
  const named = (field: string, name: string): JsonObject => {
    const { sent, acked } = of(name);
    return {
      ...(sent === '' ? {} : { [`${field}_sent`]: sent }),
      ...(acked === '' ? {} : { [`${field}_acked`]: acked }),
    };
  };
  return {
    cluster_id: 'Kubernetes',
    proxy: proxy.id,
    proxy_type: proxy.type ?? 'sidecar',
    istio_version: proxy.istioVersion ?? version,
    ...named('cluster', 'CDS'),
    ...named('listener', 'LDS'),
    ...named('route', 'RDS'),
    ...named('endpoint', 'EDS'),
    ...named('extensionconfig', 'ECDS'),
    resources: Object.fromEntries(
      all.map(([url, status]) => {
        const { sent, acked } = nonces(status);
        const error = status === 'ERROR' ? { lastError: 'Error adding/updating: rejected' } : {};
        return [
          url,
          { ...(sent === '' ? {} : { sent }), ...(acked === '' ? {} : { acked }), sentTime: SENT_AT, ...error },
        ];
      }),
    ),
  };
}

function nonces(status: XdsStatus): { readonly sent: string; readonly acked: string } {
  switch (status) {
    case 'SYNCED':
      return { sent: 'nonce-2', acked: 'nonce-2' };
    case 'STALE':
    case 'ERROR':
      return { sent: 'nonce-2', acked: 'nonce-1' };
    case 'NOT_SENT':
      return { sent: '', acked: '' };
  }
}

function json(response: ServerResponse, body: JsonValue): void {
  response.writeHead(200, { 'Content-Type': 'application/json' }).end(`${JSON.stringify(body, undefined, 2)}\n`);
}

function text(response: ServerResponse, code: number, body: string): void {
  response.writeHead(code, { 'Content-Type': 'text/plain; charset=utf-8' }).end(body);
}
