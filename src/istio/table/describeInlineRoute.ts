import { objectField, objectsField, stringField, stringsField } from '../../envoy/dump/field.js';
import type { JsonObject } from '../../text/json/JsonValue.js';
import { describeRouteMatch } from './describeRouteMatch.js';

/** A cluster as DESTINATION shows it: bare when its name contains `Cluster`, as Istio's own do. */
export function describeCluster(name: string): string {
  return name.includes('Cluster') ? name : `Cluster: ${name}`;
}

/**
 * DESTINATION of an HTTP connection manager with its routes inline: the cluster if one route takes everything there, else
 * the matches of all routes.
 *
 * Source: istioctl/pkg/writer/envoy/configdump/listener.go, describeRouteConfig.
 */
export function describeInlineRoute(routeConfig: JsonObject): string {
  const virtualHosts = objectsField(routeConfig, 'virtual_hosts');
  const cluster = matchAllCluster(virtualHosts);
  if (cluster !== undefined) return describeCluster(cluster);
  return `Inline Route: ${virtualHosts.map(describeVirtualHost).join('; ')}`;
}

function matchAllCluster(virtualHosts: readonly JsonObject[]): string | undefined {
  const [virtualHost] = virtualHosts;
  if (virtualHosts.length !== 1 || virtualHost === undefined || !isForAnyDomain(virtualHost)) return undefined;
  const routes = objectsField(virtualHost, 'routes');
  const [route] = routes;
  if (routes.length !== 1 || route === undefined) return undefined;
  if (stringField(objectField(route, 'match'), 'prefix') !== '/') return undefined;
  return stringField(objectField(route, 'route'), 'cluster');
}

function isForAnyDomain(virtualHost: JsonObject): boolean {
  const domains = stringsField(virtualHost, 'domains');
  return domains.length === 1 && domains[0] === '*';
}

function describeVirtualHost(virtualHost: JsonObject): string {
  const domains = isForAnyDomain(virtualHost) ? '' : stringsField(virtualHost, 'domains').join('/');
  const routes = objectsField(virtualHost, 'routes').map(describeRouteMatch).join(', ');
  return domains === '' ? routes : `${domains} ${routes}`;
}
