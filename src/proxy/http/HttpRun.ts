import type { AlpnOverride } from '../../envoy/model/HttpFilter.js';
import type { LocalReply } from '../../envoy/model/LocalReply.js';
import type { RequestContext } from '../../envoy/model/RequestContext.js';
import type { Route, VirtualHost } from '../../envoy/model/Route.js';
import type { ChosenCluster } from '../../envoy/route/chooseCluster.js';
import type { RouteLevels } from '../../envoy/route/mutationLevels.js';
import type { ClientConnection } from '../connection/ClientConnection.js';
import type { StreamRecord } from '../runtime/StreamRecord.js';
import type { DownstreamStream } from './DownstreamStream.js';
import type { HcmPlan } from './HcmPlan.js';
import type { ResponseChange } from './ResponseChange.js';

/** A request on its way through a connection manager: what is chosen for it so far. */
export class HttpRun {
  readonly plan: HcmPlan;
  readonly client: ClientConnection;
  /** A filter that holds the body back takes its place. */
  downstream: DownstreamStream;
  readonly record: StreamRecord;
  /** What matchers and filters see; the request as normalised, later as decorated. */
  context: RequestContext;
  virtualHost: VirtualHost | undefined;
  route: Route | undefined;
  cluster: ChosenCluster | undefined;
  /** What was chosen before a filter had the route chosen anew: the same route keeps its cluster. */
  before: { readonly route: Route; readonly cluster: ChosenCluster } | undefined;
  /** The virtual host's `require_tls` redirects: the route in place of any of its own. */
  tlsRedirect: LocalReply | undefined;
  alpn: readonly AlpnOverride[] = [];
  /** What filters do to the answer, the last filter first. */
  readonly responseChanges: ResponseChange[] = [];
  /** The filter that runs next. */
  nextFilter = 0;
  /** The connection ends with this answer. */
  last = false;
  /** Something of the answer has been sent. */
  answered = false;
  /** Logged and counted. */
  ended = false;
  /** Called when the run ends early or late: timers, the upstream request. */
  readonly cleanUp: (() => void)[] = [];

  constructor(
    plan: HcmPlan,
    client: ClientConnection,
    downstream: DownstreamStream,
    record: StreamRecord,
    context: RequestContext,
  ) {
    this.plan = plan;
    this.client = client;
    this.downstream = downstream;
    this.record = record;
    this.context = context;
  }

  /** Whose header mutations count; undefined without a route. */
  get levels(): RouteLevels | undefined {
    const { routeConfig } = this.plan;
    const { virtualHost, route } = this;
    if (routeConfig === undefined || virtualHost === undefined || route === undefined) return undefined;
    const weighted = this.cluster?.weighted;
    return { routeConfig, virtualHost, route, ...(weighted === undefined ? {} : { weighted }) };
  }
}
