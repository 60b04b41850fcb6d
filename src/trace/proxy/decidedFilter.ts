import { consultedBy } from '../../envoy/http/filter/consultedBy.js';
import { evaluateFilter } from '../../envoy/http/filter/evaluateFilter.js';
import type { FilterSituation } from '../../envoy/http/filter/FilterSituation.js';
import type { FilterOutcome } from '../../envoy/http/filter/FilterOutcome.js';
import { isGrpcRequest } from '../../envoy/http/isGrpcRequest.js';
import { repliesInGrpc } from '../../envoy/http/repliesInGrpc.js';
import type { DecidedFilter, FilterOverride } from '../../envoy/model/filter/DecidedFilter.js';
import type { HttpFilter } from '../../envoy/model/HttpFilter.js';
import type { Truth } from '../../logic/Truth.js';
import type { StepOutcome } from '../model/Step.js';
import { indeterminate } from '../walk/verdicts.js';
import type { WalkContext } from '../walk/WalkContext.js';
import { podLabel } from '../world/PodNode.js';
import type { ProxyNode } from '../world/PodNode.js';
import { answered } from './answered.js';
import type { FilterResult } from './httpFilters.js';
import type { HttpVisit } from './HttpVisit.js';
import { jsonEvidence } from './jsonEvidence.js';
import { opaqueFilter } from './opaqueFilter.js';

/** An HTTP filter of `envoy/model/filter`: lets the request pass, changes it, or answers it. */
export function decidedFilter(
  context: WalkContext,
  http: HttpVisit,
  filter: HttpFilter,
  config: DecidedFilter,
  overrides: readonly FilterOverride[],
): FilterResult {
  const { path, choose } = context;
  const { visit, input, route, virtualHost, cluster } = http;
  const situation: FilterSituation = {
    context: input,
    choose,
    sent: visit.content.http ?? input.request,
    overrides,
    hasRoute: route !== undefined || http.tlsRedirect !== undefined,
    route,
    virtualHost,
    clusterName: cluster?.name,
    hasCluster: (name) => hasCluster(visit.proxy, name),
  };
  const outcome = evaluateFilter(config, situation);
  path.consults(...consultedBy(config, situation));
  const { reply, denies = false, unknown, opaque } = outcome;
  if (opaque !== undefined)
    return undecided(context, http, { ...filter, at: outcome.at ?? filter.at }, outcome, opaque);
  path.add({
    kind: 'http_filter',
    outcome: stepOutcome(outcome),
    subject: filter.name,
    summary: `${filter.name} ${outcome.says}`,
    because: outcome.because,
    effects: outcome.effects ?? [],
    evidence: jsonEvidence(visit.proxy, outcome.at ?? filter.at),
    ...(unknown === undefined ? {} : { unknown }),
  });
  if (unknown !== undefined) return { kind: 'end', verdict: indeterminate(unknown) };
  if (reply === undefined) return goesOn(http, outcome);
  const sentence = `${filter.name} of ${podLabel(visit.pod)} ${denies ? 'denies the request' : 'answers'}`;
  return answered(context, http, reply, sentence, denies ? 'DENIED' : 'ANSWERED_BY_PROXY');
}

function stepOutcome({ reply, denies, unknown, effects = [] }: FilterOutcome): StepOutcome {
  if (unknown !== undefined) return 'unknown';
  if (reply !== undefined) return denies === true ? 'denied' : 'answered';
  return effects.length > 0 ? 'rewritten' : 'passed';
}

function goesOn(http: HttpVisit, { request, dynamicMetadata, clearsRoute }: FilterOutcome): FilterResult {
  const came = repliesInGrpc(http.input.request);
  const changed = request && (isGrpcRequest(request) === came ? request : { ...request, cameAsGrpc: came });
  const input = { ...http.input, ...(changed && { request: changed }), ...(dynamicMetadata && { dynamicMetadata }) };
  return { kind: clearsRoute === true ? 'route_anew' : 'next', http: { ...http, input } };
}

/** What is asked here is not run: `--assume` may say what it says. */
function undecided(
  context: WalkContext,
  http: HttpVisit,
  filter: HttpFilter,
  outcome: FilterOutcome,
  opaque: string,
): FilterResult {
  const ended = opaqueFilter(context, http.visit, 'http_filter', filter, { because: outcome.because, label: opaque });
  if (ended === undefined) return goesOn(http, outcome);
  const { denial } = outcome;
  if (denial === undefined) return ended.kind === 'end' ? ended : goesOn(http, outcome);
  return answered(context, http, denial, `${opaque} denies the request, as assumed`, 'DENIED');
}

function hasCluster({ config }: ProxyNode, name: string): Truth {
  switch (config.cluster(name).kind) {
    case 'found':
      return 'yes';
    case 'absent':
    case 'not_serving':
      return 'no';
    case 'ambiguous':
    case 'section_missing':
      return 'unknown';
  }
}
