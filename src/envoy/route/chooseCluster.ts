import type { Criterion } from '../../logic/Criterion.js';
import type { Decision } from '../../logic/Decision.js';
import type { Choose } from '../../logic/Fork.js';
import { firstHeader, headerValues } from '../http/headers.js';
import type { RequestContext } from '../model/RequestContext.js';
import type { ClusterSpecifier, ForwardAction, WeightedCluster } from '../model/RouteAction.js';
import { isUnknownValue } from '../string/unknownValue.js';
import { clusterWeights, weightedBranches, type WeightedEntry } from './clusterWeights.js';

/** The cluster that a route names; '' when the header that should name it is missing (503 NC). */
export interface ChosenCluster {
  readonly name: string;
  /** The entry of `weighted_clusters` that was taken. */
  readonly weighted?: WeightedCluster;
}

/**
 * The oneof `cluster_specifier` of `route.v3.RouteAction` (source/common/router/{config_impl,weighted_cluster_specifier}.cc).
 * `weighted_clusters`: the header `header_name` modulo the sum of weights if it is one number, else chance: a fork
 * `weighted_clusters`.
 */
export function chooseCluster(action: ForwardAction, context: RequestContext, choose: Choose): Decision<ChosenCluster> {
  const { cluster } = action;
  switch (cluster.kind) {
    case 'cluster':
      return decided({ name: cluster.name }, cluster.at, {
        name: 'cluster',
        expected: cluster.name,
        got: cluster.name,
        truth: 'yes',
      });
    case 'cluster_header':
      return byHeader(cluster.header, cluster.at, context);
    case 'weighted_clusters':
      return byWeight(cluster, context, choose);
    case 'unsupported':
      return undecided(cluster.at, `${cluster.field} chooses the cluster`);
  }
}

function byHeader(
  header: string,
  at: string,
  { request }: RequestContext,
  weighted?: WeightedCluster,
): Decision<ChosenCluster> {
  const value = firstHeader(request, header.toLowerCase());
  if (value !== undefined && isUnknownValue(value)) return undecided(at, `the value of header ${header} is not known`);
  const criterion = {
    name: 'cluster_header',
    expected: header,
    got: value ?? 'absent',
    truth: value ? 'yes' : 'no',
  } as const;
  return decided({ name: value ?? '', ...(weighted ? { weighted } : {}) }, at, criterion);
}

type WeightedClusters = Extract<ClusterSpecifier, { readonly kind: 'weighted_clusters' }>;

function byWeight(specifier: WeightedClusters, context: RequestContext, choose: Choose): Decision<ChosenCluster> {
  const { entries, total } = clusterWeights(specifier, context.runtime);
  if (total <= 0) return undecided(specifier.at, 'the weights of weighted_clusters sum to 0');
  const chosen = byHeaderValue(specifier, entries, total, context);
  if (chosen === 'unknown')
    return undecided(specifier.at, `the value of header ${specifier.headerName ?? ''} is not known`);
  if (chosen) return entryDecision(chosen.entry, chosen.criterion, context);
  const { value, probability } = choose({
    name: 'weighted_clusters',
    about: 'cluster by weight',
    branches: weightedBranches(entries, total),
    modulus: total,
  });
  const percent = `${Number((probability * 100).toFixed(4))} %`;
  return entryDecision(value, { name: 'weighted_clusters', expected: percent, got: 'random', truth: 'yes' }, context);
}

function byHeaderValue(
  { headerName }: WeightedClusters,
  entries: readonly WeightedEntry[],
  total: number,
  { request }: RequestContext,
): { readonly entry: WeightedEntry; readonly criterion: Criterion } | 'unknown' | undefined {
  if (headerName === undefined || headerName === '') return undefined;
  const values = headerValues(request, headerName.toLowerCase());
  const [value] = values;
  if (value !== undefined && isUnknownValue(value)) return 'unknown';
  if (values.length !== 1 || value === undefined || !/^\s*\+?\d{1,20}\s*$/.test(value)) return undefined;
  const selected = Number(BigInt(value.trim().replace('+', '')) % BigInt(total));
  let end = 0;
  for (const entry of entries) {
    end += entry.weight;
    if (selected < end) {
      const got = `${value} % ${total} = ${selected}`;
      return {
        entry,
        criterion: { name: 'weighted_clusters', expected: `[${end - entry.weight}, ${end})`, got, truth: 'yes' },
      };
    }
  }
  return undefined;
}

function entryDecision(
  { cluster }: WeightedEntry,
  criterion: Criterion,
  context: RequestContext,
): Decision<ChosenCluster> {
  if (cluster.name !== '') return decided({ name: cluster.name, weighted: cluster }, cluster.at, criterion);
  const named = byHeader(cluster.clusterHeader, cluster.at, context, cluster);
  return { ...named, because: [criterion, ...named.because] };
}

function decided(value: ChosenCluster, at: string, criterion: Criterion): Decision<ChosenCluster> {
  return { truth: 'yes', value, at, because: [criterion], skipped: [] };
}

function undecided(at: string, unknown: string): Decision<ChosenCluster> {
  return { truth: 'unknown', at, because: [], skipped: [], unknown };
}
