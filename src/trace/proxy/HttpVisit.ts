import type { HttpConnectionManager } from '../../envoy/model/HttpConnectionManager.js';
import type { LocalReply } from '../../envoy/model/LocalReply.js';
import type { RequestContext } from '../../envoy/model/RequestContext.js';
import type { Route, RouteConfiguration, VirtualHost } from '../../envoy/model/Route.js';
import type { WeightedCluster } from '../../envoy/model/RouteAction.js';
import type { AlpnOverride } from '../../envoy/model/HttpFilter.js';
import type { ProxyVisit } from './ProxyVisit.js';

/** A request inside a connection manager: what is chosen for it so far, and what its matchers see. */
export interface HttpVisit {
  readonly visit: ProxyVisit;
  readonly hcm: HttpConnectionManager;
  readonly input: RequestContext;
  readonly routeConfig?: RouteConfiguration;
  readonly virtualHost?: VirtualHost;
  readonly route?: Route;
  /** The virtual host's `require_tls` redirects: the route in place of any of its own. */
  readonly tlsRedirect?: LocalReply;
  /** The cluster that the route names, chosen with the route; undefined without a route that forwards. */
  readonly cluster?: { readonly name: string; readonly weighted?: WeightedCluster };
  /** What istio.alpn offers upstream. */
  readonly alpn: readonly AlpnOverride[];
  /** How many of the filters have run; the route was chosen anew behind them. */
  readonly filtersDone?: number;
  /** The route that was chosen before it was cleared, and its cluster. */
  readonly before?: { readonly route: Route; readonly cluster: NonNullable<HttpVisit['cluster']> };
  /** Milliseconds that a fault holds the request up. */
  readonly delayMs: number;
}
