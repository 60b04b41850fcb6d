import type { Facts } from '../facts/Facts.js';
import type { NetnsFacts } from '../facts/NetnsFacts.js';
import type { WorkloadFacts } from '../facts/WorkloadFacts.js';
import { UserError } from '../text/UserError.js';

/** Reads everything there is, and gives what cannot be read. */
export function findFaults(facts: Facts): readonly UserError[] {
  return [
    ...attempt(() => readAllViews(facts)),
    ...attempt(facts.dns),
    ...facts.workloads.flatMap(findWorkloadFaults),
    ...facts.nodes.flatMap(({ netns }) => findNetnsFaults(netns)),
  ];
}

/** What of one pod cannot be read. */
function findWorkloadFaults({ proxy, netns }: WorkloadFacts): readonly UserError[] {
  const documents = proxy ? [proxy.configDump, proxy.clusters, proxy.serverInfo, proxy.listeners] : [];
  return [...documents.flatMap(attempt), ...findNetnsFaults(netns)];
}

function findNetnsFaults(netns: NetnsFacts): readonly UserError[] {
  const { ruleSets, sockets, interfaces, routes, ipRules, sysctls } = netns;
  return [ruleSets, sockets, interfaces, routes, ipRules, sysctls].flatMap((read) => attempt(read));
}

function readAllViews(facts: Facts): void {
  const objects = facts.objects();
  for (const view of [
    objects.pods,
    objects.services,
    objects.endpointSlices,
    objects.endpoints,
    objects.nodes,
    objects.serviceEntries,
    objects.workloadEntries,
    objects.gateways,
    objects.kubeGateways,
    objects.httpRoutes,
    objects.virtualServices,
    objects.peerAuthentications,
    objects.configMaps,
    objects.controllers,
  ]) {
    view();
  }
}

function attempt(read: () => unknown): readonly UserError[] {
  try {
    read();
    return [];
  } catch (error) {
    if (error instanceof UserError) return [error];
    throw error;
  }
}
