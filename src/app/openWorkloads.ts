import type { Facts } from '../facts/Facts.js';
import type { WorkloadFacts } from '../facts/WorkloadFacts.js';
import { selectorMatches } from '../kube/objects/LabelSelector.js';
import { parseLabelSelector } from '../kube/target/parseLabelSelector.js';
import { ExitCode } from '../text/ExitCode.js';
import { UserError } from '../text/UserError.js';
import type { EvidenceOptions } from './EvidenceOptions.js';
import { findWorkload } from './findWorkload.js';
import { loadFacts } from './loadFacts.js';

/** The evidence that a command is about. */
export interface WantedEvidence {
  /** `a config_dump`. */
  readonly what: string;
  readonly isCaptured: (workload: WorkloadFacts) => boolean;
}

/**
 * The pods of a snapshot that the options choose: that of each TARGET, whatever was captured of it, or, in the order of the facts, all with
 * the evidence that the selector or `-A` takes. None at all is a `UserError` (exit 2).
 */
export async function openWorkloads(
  options: EvidenceOptions & { readonly snapshot: string },
  wanted: WantedEvidence,
  report: (note: string) => void,
): Promise<readonly WorkloadFacts[]> {
  const { targets, snapshot, namespace } = options;
  const facts = await loadFacts({ snapshot }, report);
  if (targets.length === 0) return chooseWorkloads(facts, options, wanted);
  return targets.map((target) => {
    const { workload, note } = findWorkload(facts, target, { flag: namespace });
    if (note !== undefined) report(note);
    return workload;
  });
}

function chooseWorkloads(
  facts: Facts,
  { allNamespaces = false, namespace = 'default', selector }: EvidenceOptions,
  { what, isCaptured }: WantedEvidence,
): readonly WorkloadFacts[] {
  const labels = selector === undefined ? undefined : parseLabelSelector(selector);
  const chosen = facts.workloads.filter(
    (workload) =>
      isCaptured(workload) &&
      (allNamespaces || workload.namespace === namespace) &&
      (labels === undefined || selectorMatches(labels, workload.pod()?.meta.labels ?? new Map())),
  );
  if (chosen.length > 0) return chosen;
  const where = allNamespaces ? '' : ` in namespace ${namespace}`;
  const which = selector === undefined ? '' : ` and fits ${selector}`;
  throw new UserError(`no pod${where} has ${what} in ${facts.source.path}${which}`, {
    hint: '`hopctl snapshot show` lists what was captured.',
    exitCode: ExitCode.usage,
  });
}
