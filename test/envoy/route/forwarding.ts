import type { JsonObject } from '../../../src/text/json/JsonValue.js';
import { finalizeRequestHeaders, type FinalizeOptions } from '../../../src/envoy/route/finalizeRequestHeaders.js';
import { requestContext, type RequestOptions } from '../requestContext.js';
import { routeConfiguration } from './routes.js';

/** JSON of the four levels that a forwarded request passes; `route` holds action fields, `match` defaults to prefix "/". */
export interface Levels {
  readonly match?: JsonObject;
  readonly action?: JsonObject;
  readonly entry?: JsonObject;
  readonly route?: JsonObject;
  readonly virtualHost?: JsonObject;
  readonly config?: JsonObject;
}

/** What the upstream gets: the request line's parts and the headers, each line `name: value`. */
export function forwarded(levels: Levels, line: string, options: RequestOptions & FinalizeOptions = {}) {
  const { match = { prefix: '/' }, action = {}, entry, route = {}, virtualHost = {}, config = {} } = levels;
  const cluster = entry ? { weighted_clusters: { clusters: [{ name: 'c', weight: 1, ...entry }] } } : { cluster: 'c' };
  const routeConfig = routeConfiguration({
    ...config,
    virtual_hosts: [
      {
        name: 'v',
        domains: ['*'],
        ...virtualHost,
        routes: [{ match, ...route, route: { timeout: '0s', ...cluster, ...action } }],
      },
    ],
  });
  const [host] = routeConfig.virtualHosts;
  const [parsed] = host?.routes ?? [];
  if (!host || parsed?.action.kind !== 'route') throw new Error('no forwarding route');
  const { cluster: specifier } = parsed.action;
  const [weighted] = specifier.kind === 'weighted_clusters' ? specifier.clusters : [];
  const { request, unknown, effects } = finalizeRequestHeaders(
    parsed.action,
    { routeConfig, virtualHost: host, route: parsed, ...(weighted ? { weighted } : {}) },
    requestContext(line, options),
    options,
  );
  const headers = request.headers.map(({ name, value }) => `${name}: ${value}`);
  return { authority: request.authority, path: request.path, headers, unknown, effects };
}
