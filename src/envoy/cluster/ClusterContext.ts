import type { InspectedConnection } from '../model/Connection.js';
import type { HttpRequest } from '../model/HttpRequest.js';
import type { HashPolicy } from '../model/RouteAction.js';
import type { SubsetCriteria } from '../model/Route.js';

/** The inputs of host selection. */
export interface ClusterContext {
  readonly connection: InspectedConnection;
  /** The request as it goes upstream; undefined for TCP. */
  readonly request?: HttpRequest;
  readonly filterState: ReadonlyMap<string, string>;
  readonly dynamicMetadata: ReadonlyMap<string, Readonly<Record<string, unknown>>>;
  readonly subsetCriteria: SubsetCriteria;
  readonly hashPolicies: readonly HashPolicy[];
  /** This connection's downstream is TLS: decides the default port of dynamic_forward_proxy. */
  readonly tls: boolean;
}
