import type { RouteConfiguration } from '../../envoy/model/Route.js';
import type { EndState } from '../walk/state/WalkState.js';
import { indeterminate } from '../walk/verdicts.js';
import type { WalkContext } from '../walk/WalkContext.js';
import type { HttpVisit } from './HttpVisit.js';
import { jsonEvidence } from './jsonEvidence.js';
import { scopedRouteSource } from './scopedRouteSource.js';

/** The route configuration of a request; undefined: none was delivered, the answer will be 404 (flag NR). */
export type FoundRouteConfig = { readonly kind: 'found'; readonly routeConfig?: RouteConfiguration } | EndState;

/**
 * The oneof `route_specifier`: inline, by RDS name, or scoped. A name that the dump has not: Envoy runs with an empty
 * configuration (router/rds_impl.cc).
 */
export function findRouteConfig(context: WalkContext, { visit, hcm, input }: HttpVisit): FoundRouteConfig {
  const { path } = context;
  const { proxy } = visit;
  let { routes } = hcm;
  if (routes.kind === 'scoped_routes') {
    const scoped = scopedRouteSource(context, proxy, routes, input.request);
    if (scoped === undefined || scoped.kind === 'end') return scoped ?? { kind: 'found' };
    routes = scoped;
  }
  const stop = (unknown: string): EndState => {
    path.add({ kind: 'route_config', outcome: 'unknown', summary: unknown, unknown });
    return { kind: 'end', verdict: indeterminate(unknown) };
  };
  switch (routes.kind) {
    case 'route_config':
      path.add({
        kind: 'route_config',
        outcome: 'matched',
        subject: routes.routeConfig.name,
        summary: `inline route configuration ${routes.routeConfig.name}`,
        evidence: jsonEvidence(proxy, routes.routeConfig.at),
      });
      return { kind: 'found', routeConfig: routes.routeConfig };
    case 'none':
      path.add({ kind: 'route_config', outcome: 'no_match', summary: 'the connection manager has no routes' });
      return { kind: 'found' };
    case 'rds':
      break;
  }
  const found = proxy.config.routeConfiguration(routes.routeConfigName);
  if (found.kind === 'section_missing')
    return stop(`route configuration ${routes.routeConfigName}: the dump has no routes`);
  if (found.kind === 'ambiguous') return stop(`which route configuration ${routes.routeConfigName} is meant`);
  if (found.kind !== 'found') {
    path.add({
      kind: 'route_config',
      outcome: 'no_match',
      summary: `route configuration ${routes.routeConfigName} was not delivered`,
    });
    return { kind: 'found' };
  }
  path.add({
    kind: 'route_config',
    outcome: 'matched',
    subject: found.value.name,
    summary: `route configuration ${found.value.name}`,
    evidence: jsonEvidence(proxy, found.at),
    notes: found.notes,
  });
  return { kind: 'found', routeConfig: found.value };
}
