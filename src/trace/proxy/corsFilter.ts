import { corsPolicies } from '../../envoy/http/filter/corsPolicies.js';
import { evaluateCors } from '../../envoy/http/filter/evaluateCors.js';
import type { HttpFilter } from '../../envoy/model/HttpFilter.js';
import { indeterminate } from '../walk/verdicts.js';
import type { WalkContext } from '../walk/WalkContext.js';
import { answered } from './answered.js';
import type { FilterResult } from './httpFilters.js';
import type { HttpVisit } from './HttpVisit.js';
import { jsonEvidence } from './jsonEvidence.js';

/** CORS: a preflight that a policy allows is answered; everything else goes on. */
export function corsFilter(context: WalkContext, http: HttpVisit, filter: HttpFilter): FilterResult {
  const { path, choose } = context;
  const { route, virtualHost, routeConfig, cluster, visit } = http;
  const policies =
    route === undefined || virtualHost === undefined || routeConfig === undefined
      ? []
      : corsPolicies(filter.name, { weighted: cluster?.weighted, route, virtualHost, routeConfig });
  const { reply, because, unknown } = evaluateCors(policies, http.input, choose);
  const evidence = jsonEvidence(visit.proxy, policies[0]?.at ?? filter.at);
  if (unknown !== undefined) {
    path.add({
      kind: 'http_filter',
      outcome: 'unknown',
      summary: `${filter.name}: ${unknown}`,
      because,
      evidence,
      unknown,
    });
    return { kind: 'end', verdict: indeterminate(unknown) };
  }
  path.add({
    kind: 'http_filter',
    outcome: reply === undefined ? 'passed' : 'answered',
    subject: filter.name,
    summary: `${filter.name}: ${reply === undefined ? 'passes' : 'answers the preflight'}`,
    because,
    evidence,
  });
  if (reply === undefined) return { kind: 'next', http };
  return answered(context, http, reply, 'The CORS policy answers the preflight');
}
