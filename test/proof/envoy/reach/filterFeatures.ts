import type { EnvoyConfig } from '../../../../src/envoy/model/EnvoyConfig.js';
import type { HttpFilter } from '../../../../src/envoy/model/HttpFilter.js';
import type { NetworkFilter } from '../../../../src/envoy/model/NetworkFilter.js';
import type { Step } from '../../../../src/trace/model/Step.js';
import type { Decided } from '../../../../src/trace/walk/Decided.js';
import { asked, met, type Feature } from './Feature.js';
import { truthOf } from '../../../../src/logic/Truth.js';

/** What the filters of the chosen chains did: a filter that answered, denied or chose is a hit, one that let pass a miss. */
export function filterFeatures(decided: readonly Decided[], steps: readonly Step[]): readonly Feature[] {
  const chains = decided.flatMap((one) =>
    one.kind === 'filter_chain' && one.decision.value ? [one.decision.value] : [],
  );
  const network = new Map(chains.flatMap(({ filters }) => filters).map((filter) => [filter.name, networkKind(filter)]));
  const http = new Map(
    chains
      .flatMap(({ filters }) => filters)
      .flatMap(({ config }) => (config.kind === 'http_connection_manager' ? config.httpFilters : []))
      .map((filter) => [filter.name, httpKind(filter)]),
  );
  const listenerFilters = new Map(
    decided.flatMap((one) =>
      one.kind === 'filter_chain' ? one.listener.listenerFilters.map(({ name, kind }) => [name, kind] as const) : [],
    ),
  );
  return steps.flatMap(({ kind, outcome, summary, subject }) => {
    const acted = truthOf(!['passed', 'no_match'].includes(outcome));
    const named = (kinds: ReadonlyMap<string, string>): string | undefined =>
      kinds.get(subject) ??
      [...kinds].find(
        ([name]) => summary === name || summary.startsWith(`${name} `) || summary.startsWith(`${name}:`),
      )?.[1];
    if (kind === 'listener_filter') {
      const found = named(listenerFilters);
      return found === undefined ? [] : asked(`listener filter ${found}`, acted);
    }
    if (kind === 'network_filter') {
      if (summary.startsWith('HTTP connection manager')) return met('network filter http_connection_manager');
      if (summary.startsWith('tcp_proxy')) return met('network filter tcp_proxy');
      const found = named(network);
      return found === undefined ? [] : asked(`network filter ${found}`, acted);
    }
    if (kind !== 'http_filter') return [];
    const found = named(http);
    return found === undefined ? [] : asked(`http filter ${found}`, acted);
  });
}

function networkKind({ config }: NetworkFilter): string {
  return config.kind;
}

function httpKind({ config }: HttpFilter): string {
  return config.kind === 'decided' ? config.filter.kind : config.kind;
}

/** The clusters that a path met: their type and policy, and whether there was a host. */
export function clusterFeatures(config: EnvoyConfig, steps: readonly Step[]): readonly Feature[] {
  const endpoint = steps.findLast(({ kind }) => kind === 'endpoint');
  const served = truthOf(endpoint?.outcome === 'matched');
  return steps
    .filter(({ kind, outcome }) => kind === 'cluster' && outcome === 'matched')
    .flatMap(({ subject }) => {
      const found = config.cluster(subject);
      if (found.kind !== 'found') return [];
      const { type, lbPolicy, subsets, transportSocket } = found.value;
      return [
        ...asked(`cluster ${type.kind}`, served),
        ...asked(`lb ${lbPolicy}`, served),
        ...(subsets === undefined ? [] : asked(`subsets ${subsets.fallbackPolicy}`, served)),
        ...met(`transport socket ${transportSocket.kind}`),
      ];
    });
}
