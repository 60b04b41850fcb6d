import type { Facts } from '../facts/Facts.js';
import type { WorkloadFacts } from '../facts/WorkloadFacts.js';
import { isPodReady } from '../kube/objects/podState.js';
import { parseTarget, type TargetDefaults } from '../kube/target/parseTarget.js';
import { captureRank, findWorkloads, type FoundWorkloads } from './findWorkloads.js';

/** A pod that was chosen for a TARGET. */
export interface FoundWorkload {
  readonly workload: WorkloadFacts;
  /** For stderr, when there was a choice: "web/cart-1: the first of 3 pods …". */
  readonly note: string | undefined;
}

/** The one pod that a TARGET means (`parseTarget`, `findWorkloads`), and what was chosen from. Errors as theirs. */
export function findWorkload(facts: Facts, text: string, defaults: TargetDefaults = {}): FoundWorkload {
  const found = findWorkloads(facts, parseTarget(text, defaults));
  const [workload] = found.workloads;
  if (!workload) throw new Error('findWorkloads gave no workload');
  return { workload, note: found.workloads.length > 1 ? describeChoice(workload, found) : undefined };
}

function describeChoice(chosen: WorkloadFacts, { workloads, how }: FoundWorkloads): string {
  const others = workloads.filter((one) => one !== chosen);
  const byEvidence = others.some((one) => captureRank(one) > captureRank(chosen));
  const rivals = others.filter((one) => captureRank(one) === captureRank(chosen));
  const byReadiness = rivals.some((one) => isReady(one) !== isReady(chosen));
  const why = [
    ...(byEvidence ? ['most of it is captured'] : []),
    ...(byReadiness ? ['it is ready'] : []),
    ...(rivals.length > 0 ? ["kubectl's order"] : []),
  ];
  return `${chosen.namespace}/${chosen.name}: the first of ${workloads.length} pods ${how} (${why.join(', ')})`;
}

function isReady({ pod }: WorkloadFacts): boolean {
  const found = pod();
  return found !== undefined && isPodReady(found);
}
