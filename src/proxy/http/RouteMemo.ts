import { firstHeader, headerValues } from '../../envoy/http/headers.js';
import type { RequestContext } from '../../envoy/model/RequestContext.js';
import type { Route, RouteConfiguration, VirtualHost } from '../../envoy/model/Route.js';
import { matchRoute } from '../../envoy/route/matchRoute.js';
import { matchVirtualHost } from '../../envoy/route/matchVirtualHost.js';
import type { Choose } from '../../logic/Fork.js';
import { routeInputs } from './routeInputs.js';

/** What a lookup gives: found, certainly nothing, or what the model does not say. */
export interface Found<T> {
  readonly value?: T;
  readonly unknown?: string;
}

/** Answers that are kept of one kind; then it begins anew. */
const MOST = 2048;
/** Longer keys are not kept. */
const LONGEST = 512;

/**
 * `matchVirtualHost` and `matchRoute` with a memory. An answer is kept only for the inputs that it can depend on: a virtual host for its
 * host, a route for the path and the headers that the virtual host's routes look at; not where chance, metadata, filter state or
 * the certificate may decide.
 */
export class RouteMemo {
  readonly #config: RouteConfiguration;
  readonly #hosts = new Map<string, Found<VirtualHost>>();
  readonly #routes = new Map<
    VirtualHost,
    { readonly inputs: readonly string[] | undefined; readonly known: Map<string, Found<Route>> }
  >();

  constructor(config: RouteConfiguration) {
    this.#config = config;
  }

  virtualHost(context: RequestContext): Found<VirtualHost> {
    const { vhostHeader } = this.#config;
    const { request } = context;
    const host = vhostHeader === undefined ? request.authority : firstHeader(request, vhostHeader.toLowerCase());
    const key = host === undefined || host.length > LONGEST ? undefined : host;
    const known = key === undefined ? undefined : this.#hosts.get(key);
    if (known !== undefined) return known;
    const { truth, value, unknown } = matchVirtualHost(this.#config, context);
    const found = truth === 'unknown' ? { unknown: unknown ?? 'virtual host' } : value === undefined ? {} : { value };
    if (key !== undefined) keep(this.#hosts, key, found);
    return found;
  }

  route(virtualHost: VirtualHost, context: RequestContext, choose: Choose): Found<Route> {
    let memory = this.#routes.get(virtualHost);
    if (memory === undefined) {
      memory = { inputs: routeInputs(virtualHost), known: new Map() };
      this.#routes.set(virtualHost, memory);
    }
    const key = memory.inputs === undefined ? undefined : keyOf(memory.inputs, context);
    const known = key === undefined ? undefined : memory.known.get(key);
    if (known !== undefined) return known;
    const { truth, value, unknown } = matchRoute(virtualHost, context, this.#config, choose);
    const found = truth === 'unknown' ? { unknown: unknown ?? 'route' } : value === undefined ? {} : { value };
    if (key !== undefined) keep(memory.known, key, found);
    return found;
  }
}

function keyOf(inputs: readonly string[], { request }: RequestContext): string | undefined {
  let key = `${request.method === 'CONNECT' ? 'C' : ''}${request.path}`;
  for (const name of inputs) key += `\n${headerValues(request, name).join('\r')}`;
  return key.length > LONGEST ? undefined : key;
}

function keep<T>(map: Map<string, T>, key: string, value: T): void {
  if (map.size >= MOST) map.clear();
  map.set(key, value);
}
