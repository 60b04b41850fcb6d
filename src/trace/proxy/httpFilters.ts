import { classifyHttpFilter } from '../../envoy/http/filter/classifyHttpFilter.js';
import {
  effectiveFilterConfig,
  filterOverrides,
  type EffectiveFilterConfig,
  type FilterLevels,
} from '../../envoy/http/filter/effectiveFilterConfig.js';
import { setFilterState } from '../../envoy/http/filter/setFilterState.js';
import type { HttpFilter } from '../../envoy/model/HttpFilter.js';
import { isHarmlessFilter } from '../../istio/harmlessFilters.js';
import type { EndState, WalkState } from '../walk/state/WalkState.js';
import { indeterminate } from '../walk/verdicts.js';
import type { WalkContext } from '../walk/WalkContext.js';
import { corsFilter } from './corsFilter.js';
import { decidedFilter } from './decidedFilter.js';
import { ecdsFilter } from './ecdsFilter.js';
import { faultFilter } from './faultFilter.js';
import { httpRbac } from './httpRbac.js';
import type { HttpVisit } from './HttpVisit.js';
import { jsonEvidence } from './jsonEvidence.js';
import { opaqueFilter } from './opaqueFilter.js';
import { routerFilter } from './routerFilter.js';
import { unmodelled } from './unmodelled.js';

/**
 * Runs the HTTP filters in order, each with the configuration that counts for this request, up to the router. One that clears the route
 * hands the request to `routeAnew`, which comes back for the filters behind it.
 */
export function httpFilters(
  context: WalkContext,
  http: HttpVisit,
  routeAnew: (context: WalkContext, http: HttpVisit) => WalkState,
): WalkState {
  let current = http;
  for (const [index, filter] of http.hcm.httpFilters.entries()) {
    if (index < (http.filtersDone ?? 0)) continue;
    const effective = effectiveFilterConfig(filter, levelsOf(current));
    if (effective.kind === 'disabled') {
      pass(context, current, filter, `${filter.name} is disabled`, effective.at);
      continue;
    }
    if (filter.config.kind === 'router') {
      unmodelled(context, current.visit, 'http_filter', filter.name, {
        at: filter.at,
        unsupported: filter.config.unsupported,
      });
      return routerFilter(context, current, filter.config);
    }
    const next = runFilter(context, current, filter, effective);
    if (next.kind === 'end') return next;
    if (next.kind === 'route_anew') return routeAnew(context, { ...next.http, filtersDone: index + 1 });
    current = next.http;
  }
  return { kind: 'end', verdict: indeterminate(`the HTTP filters of ${http.hcm.statPrefix} have no router`) };
}

/** A filter answered, or the request goes on. */
export type FilterResult = EndState | { readonly kind: 'next' | 'route_anew'; readonly http: HttpVisit };

function levelsOf({ cluster, route, virtualHost, routeConfig }: HttpVisit): FilterLevels {
  return { weighted: cluster?.weighted, route, virtualHost, routeConfig };
}

function runFilter(
  context: WalkContext,
  http: HttpVisit,
  filter: HttpFilter,
  effective: Exclude<EffectiveFilterConfig, { kind: 'disabled' }>,
): FilterResult {
  const { config } = effective;
  switch (config.kind) {
    case 'fault':
      return faultFilter(context, http, filter, config.fault, effective.at);
    case 'rbac':
      return httpRbac(context, http, filter, config.rbac, effective.at);
    case 'cors':
      return corsFilter(context, http, filter);
    case 'ecds':
      return ecdsFilter(context, http, filter, config.configName, (delivered) =>
        runFilter(context, http, delivered, { kind: 'own', at: delivered.at, config: delivered.config }),
      );
    case 'istio_alpn':
      pass(context, http, filter, `${filter.name}: ALPN for the upstream by its protocol`, effective.at);
      return { kind: 'next', http: { ...http, alpn: config.overrides } };
    case 'set_filter_state': {
      const set = setFilterState(config.values, http.input);
      for (const { objectKey, format } of config.values) context.path.setsState(objectKey, format);
      pass(context, http, filter, `${filter.name} sets filter state`, effective.at);
      const visit = { ...http.visit, sharedState: new Set([...http.visit.sharedState, ...set.shared]) };
      return { kind: 'next', http: { ...http, visit, input: { ...http.input, filterState: set.filterState } } };
    }
    case 'decided':
      return decidedFilter(context, http, filter, config.filter, filterOverrides(filter.name, levelsOf(http)));
    case 'per_route':
      return overridden(context, http, filter, effective);
    case 'router':
    case 'unparsed':
      return unparsed(context, http, filter);
  }
}

/** A route says something of the filter that stands in `http_filters`, or is delivered under its name. */
function overridden(
  context: WalkContext,
  http: HttpVisit,
  filter: HttpFilter,
  effective: Exclude<EffectiveFilterConfig, { kind: 'disabled' }>,
): FilterResult {
  const { config } = filter;
  if (config.kind === 'decided') return runFilter(context, http, filter, { kind: 'own', at: effective.at, config });
  if (config.kind !== 'ecds') return unparsed(context, http, filter);
  return ecdsFilter(context, http, filter, config.configName, (delivered) =>
    overridden(context, http, delivered, effective),
  );
}

function unparsed(context: WalkContext, http: HttpVisit, filter: HttpFilter): FilterResult {
  const harmless = classifyHttpFilter(filter).kind === 'harmless' || isHarmlessFilter(filter);
  if (harmless) {
    pass(context, http, filter, `${filter.name} changes nothing about the outcome`, filter.at);
    return { kind: 'next', http };
  }
  const ended = opaqueFilter(context, http.visit, 'http_filter', filter);
  return ended?.kind === 'end' ? ended : { kind: 'next', http };
}

function pass({ path }: WalkContext, { visit }: HttpVisit, filter: HttpFilter, summary: string, at: string): void {
  path.add({
    kind: 'http_filter',
    outcome: 'passed',
    subject: filter.name,
    summary,
    evidence: jsonEvidence(visit.proxy, at === '' ? filter.at : at),
  });
}
