import type { Choose } from '../../../logic/Fork.js';
import type { Truth } from '../../../logic/Truth.js';
import type { FilterOverride } from '../../model/filter/DecidedFilter.js';
import type { HttpRequest } from '../../model/HttpRequest.js';
import type { RequestContext } from '../../model/RequestContext.js';
import type { Route, VirtualHost } from '../../model/Route.js';

/** What a filter of `model/filter` may look at beside its configuration. */
export interface FilterSituation {
  readonly context: RequestContext;
  readonly choose: Choose;
  /** The request as it came, before normalisation took headers of the connection away. */
  readonly sent: HttpRequest;
  /** What the levels of the route say of the filter, most specific first; those that switch it off are dealt with before. */
  readonly overrides: readonly FilterOverride[];
  /** There is a route, be it the virtual host's redirect to TLS. */
  readonly hasRoute: boolean;
  readonly route?: Route | undefined;
  readonly virtualHost?: VirtualHost | undefined;
  /** The cluster of the route; undefined without a route that forwards. */
  readonly clusterName?: string | undefined;
  /** Whether the proxy has a cluster of that name. */
  readonly hasCluster: (name: string) => Truth;
}
