import { evaluateFilter } from '../../../envoy/http/filter/evaluateFilter.js';
import type { FilterOutcome } from '../../../envoy/http/filter/FilterOutcome.js';
import { withHeader } from '../../../envoy/http/headers.js';
import { isGrpcRequest } from '../../../envoy/http/isGrpcRequest.js';
import { repliesInGrpc } from '../../../envoy/http/repliesInGrpc.js';
import type { DecidedFilter, FilterOverride } from '../../../envoy/model/filter/DecidedFilter.js';
import type { HealthCheck } from '../../../envoy/model/filter/HealthCheck.js';
import type { HttpRun } from '../HttpRun.js';
import type { FilterStep } from '../runHttpFilters.js';
import { sendReply } from '../sendReply.js';
import { undecidedReply } from '../undecidedReply.js';
import { holdRequest } from './holdRequest.js';

/** A filter of `envoy/model/filter`: lets the request pass, changes it or answers it; `goOn` runs those behind it later. */
export function runDecided(
  run: HttpRun,
  filter: DecidedFilter,
  overrides: readonly FilterOverride[],
  goOn: () => void,
): FilterStep {
  const { core } = run.plan;
  if (filter.kind === 'buffer') return holdRequest(run, filter, overrides, goOn);
  const outcome = evaluateFilter(filter, {
    context: run.context,
    choose: core.choose,
    sent: run.downstream.request,
    overrides,
    hasRoute: run.route !== undefined || run.tlsRedirect !== undefined,
    route: run.route,
    virtualHost: run.virtualHost,
    clusterName: run.cluster?.name,
    hasCluster: (name) => (core.cluster(name) === undefined ? 'no' : 'yes'),
  });
  if (filter.kind === 'health_check') markHealthCheck(run, filter, outcome);
  const reply = outcome.unknown === undefined ? replyOf(run, filter, outcome) : undecidedReply(run, outcome.unknown);
  if (reply !== undefined) {
    sendReply(run, reply);
    return 'stop';
  }
  change(run, outcome);
  return outcome.clearsRoute === true ? 'route' : 'next';
}

/** The filter's own answer, or what a bucket without tokens makes of it. */
function replyOf(run: HttpRun, { kind, at }: DecidedFilter, outcome: FilterOutcome): FilterOutcome['reply'] {
  if (outcome.opaque === undefined) return outcome.reply;
  if (kind !== 'local_ratelimit') return undecidedReply(run, outcome.opaque);
  return run.plan.core.tokenBuckets.take(outcome.at ?? at) ? undefined : outcome.denial;
}

function change(run: HttpRun, { request, dynamicMetadata }: FilterOutcome): void {
  if (dynamicMetadata !== undefined) {
    run.context = { ...run.context, dynamicMetadata };
    run.record.dynamicMetadata = dynamicMetadata;
  }
  if (request === undefined || request === run.context.request) return;
  const came = repliesInGrpc(run.context.request);
  run.context = {
    ...run.context,
    request: isGrpcRequest(request) === came ? request : { ...request, cameAsGrpc: came },
  };
  run.record.request = run.context.request;
}

/** The answer to a health check names this proxy's own cluster (source/extensions/filters/http/health_check/health_check.cc, encodeHeaders). */
function markHealthCheck(run: HttpRun, { headers }: HealthCheck, { because }: FilterOutcome): void {
  const isCheck = because.length === headers.length && because.every(({ truth }) => truth === 'yes');
  if (!isCheck) return;
  const value = run.plan.core.config.node.cluster;
  run.responseChanges.unshift((_, answer) => withHeader(answer, 'x-envoy-upstream-healthchecked-cluster', value));
}
