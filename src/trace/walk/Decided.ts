import type { InspectedConnection } from '../../envoy/model/Connection.js';
import type { FilterChain, Listener } from '../../envoy/model/Listener.js';
import type { RbacRules } from '../../envoy/model/Rbac.js';
import type { RequestContext } from '../../envoy/model/RequestContext.js';
import type { Route, RouteConfiguration, VirtualHost } from '../../envoy/model/Route.js';
import type { RbacVerdict } from '../../envoy/rbac/evaluateRbac.js';
import type { Decision } from '../../logic/Decision.js';

/** A choice among candidates as a proxy made it, with what it was made of: whoever asks can make it again for another request. */
export type Decided = { readonly where: string } & DecidedHere;

/** The same, without where. */
export type DecidedHere =
  | {
      readonly kind: 'filter_chain';
      readonly listener: Listener;
      readonly connection: InspectedConnection;
      readonly decision: Decision<FilterChain>;
    }
  | {
      readonly kind: 'virtual_host';
      readonly config: RouteConfiguration;
      readonly context: RequestContext;
      readonly decision: Decision<VirtualHost>;
    }
  | {
      readonly kind: 'route';
      readonly config: RouteConfiguration;
      readonly virtualHost: VirtualHost;
      readonly context: RequestContext;
      readonly decision: Decision<Route>;
    }
  | {
      readonly kind: 'policy';
      readonly rules: RbacRules;
      readonly context: RequestContext;
      readonly decision: Decision<RbacVerdict>;
    };
