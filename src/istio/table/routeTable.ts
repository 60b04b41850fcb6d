import { descend, objectsField, stringField, stringsField } from '../../envoy/dump/field.js';
import { PASSTHROUGH_CLUSTER } from './clusterNames.js';
import { describeManagement } from './describeManagement.js';
import { describeRouteDomains } from './describeRouteDomains.js';
import { describeRouteMatch } from './describeRouteMatch.js';
import { goSort } from './goSort.js';
import { goAtoi } from './goText.js';
import type { JsonObject } from '../../text/json/JsonValue.js';
import type { Table } from './Table.js';

/** `proxy-config route`'s filter: the exact name of a route configuration; empty filters nothing. */
export interface RouteFilter {
  readonly name?: string | undefined;
}

/** How `routeTable` prints. */
export interface RouteTableOptions {
  /** False: only the number of virtual hosts of each. */
  readonly verbose?: boolean | undefined;
  /** As in `proxy-config all`: `route/NAME`. */
  readonly withNames?: boolean | undefined;
}

/**
 * The route configurations in istioctl's order, then filtered. The comparison orders numeric names only and calls every
 * other pair equal, which is no order: the result depends on the sorting algorithm and on the order in the dump.
 */
export function selectRoutes(routes: readonly JsonObject[], filter: RouteFilter): readonly JsonObject[] {
  const keyed = routes.map((route) => ({ route, name: nameOf(route), number: goAtoi(nameOf(route)) }));
  return goSort(keyed, (a, b) => a.number !== undefined && b.number !== undefined && a.number < b.number)
    .filter(({ name }) => !filter.name || filter.name === name)
    .map(({ route }) => route);
}

/**
 * `proxy-config route`. Source: istioctl/pkg/writer/envoy/configdump/route.go, PrintRouteSummary.
 *
 * @param routes Route configurations in the order to print, as `selectRoutes` gives them.
 */
export function routeTable(routes: readonly JsonObject[], options: RouteTableOptions = {}): Table {
  const { verbose = true, withNames = false } = options;
  const shownName = (route: JsonObject) => (withNames ? `route/${nameOf(route)}` : nameOf(route));
  const rows = routes.flatMap((route) => {
    const virtualHosts = objectsField(route, 'virtual_hosts');
    if (!verbose) return [[shownName(route), String(virtualHosts.length)]];
    return virtualHosts.flatMap((virtualHost) => virtualHostRows(shownName(route), virtualHost));
  });
  const header = verbose ? ['NAME', 'VHOST NAME', 'DOMAINS', 'MATCH', 'VIRTUAL SERVICE'] : ['NAME', 'VIRTUAL HOSTS'];
  return { rows: [header, ...rows], padding: 5 };
}

function virtualHostRows(routeName: string, virtualHost: JsonObject): readonly (readonly string[])[] {
  const head = [routeName, nameOf(virtualHost), describeRouteDomains(stringsField(virtualHost, 'domains'))];
  const routes = objectsField(virtualHost, 'routes');
  if (routes.length === 0) return [[...head, '/*', '404']];
  return routes
    .filter((route) => !isPassthrough(route))
    .map((route) => [...head, describeRouteMatch(route), describeManagement(route)]);
}

/** Whether a route is the catch-all of outboundTrafficPolicy ALLOW_ANY, which istioctl hides. */
function isPassthrough(route: JsonObject): boolean {
  return stringField(descend(route, 'route'), 'cluster') === PASSTHROUGH_CLUSTER;
}

function nameOf(message: JsonObject): string {
  return stringField(message, 'name') ?? '';
}
