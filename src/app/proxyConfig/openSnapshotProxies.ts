import { readClustersStatus } from '../../envoy/dump/readClustersStatus.js';
import { readConfigDump } from '../../envoy/dump/readConfigDump.js';
import type { Facts } from '../../facts/Facts.js';
import type { WorkloadFacts } from '../../facts/WorkloadFacts.js';
import { selectorMatches } from '../../kube/objects/LabelSelector.js';
import { parseLabelSelector } from '../../kube/target/parseLabelSelector.js';
import { ExitCode } from '../../text/ExitCode.js';
import { UserError } from '../../text/UserError.js';
import { findWorkload } from '../findWorkload.js';
import { loadFacts } from '../loadFacts.js';
import type { ProxyOptions } from './openProxies.js';
import type { ProxyEvidence } from './ProxyEvidence.js';
import { reportDuplicateKeys } from '../reportDuplicateKeys.js';

/** The proxies of a snapshot that the options choose. Errors as `openProxies`. */
export async function openSnapshotProxies(
  options: ProxyOptions & { readonly snapshot: string },
  report: (note: string) => void,
): Promise<readonly ProxyEvidence[]> {
  const { targets, snapshot, namespace } = options;
  const facts = await loadFacts({ snapshot }, report);
  if (targets.length === 0) return chooseWorkloads(facts, options).map((workload) => evidenceOf(workload, report));
  return targets.map((target) => {
    const { workload, note } = findWorkload(facts, target, { flag: namespace });
    if (note !== undefined) report(note);
    return evidenceOf(workload, report);
  });
}

/** The captured pods of the namespace, or of all, whose labels fit; sorted as the facts list them. */
function chooseWorkloads(facts: Facts, options: ProxyOptions): readonly WorkloadFacts[] {
  const { allNamespaces = false, namespace = 'default', selector } = options;
  const wanted = selector === undefined ? undefined : parseLabelSelector(selector);
  const chosen = facts.workloads.filter(
    (workload) =>
      workload.captured.has('config_dump') &&
      (allNamespaces || workload.namespace === namespace) &&
      (wanted === undefined || selectorMatches(wanted, workload.pod()?.meta.labels ?? new Map())),
  );
  if (chosen.length > 0) return chosen;
  const where = allNamespaces ? '' : ` in namespace ${namespace}`;
  throw new UserError(
    `no pod${where} has a config_dump in ${facts.source.path}${wanted ? ` and fits ${selector ?? ''}` : ''}`,
    {
      hint: '`hopctl snapshot show` lists what was captured.',
      exitCode: ExitCode.usage,
    },
  );
}

function evidenceOf(workload: WorkloadFacts, report: (note: string) => void): ProxyEvidence {
  const name = `${workload.namespace}/${workload.name}`;
  return {
    name,
    configDump: () => {
      const evidence = workload.proxy?.configDump();
      if (!evidence) throw notCaptured(workload, name);
      reportDuplicateKeys(evidence.document, report);
      return readConfigDump(evidence.document);
    },
    clusters: () => {
      const evidence = workload.proxy?.clusters();
      return evidence && readClustersStatus(evidence.document);
    },
  };
}

function notCaptured(workload: WorkloadFacts, name: string): UserError {
  const why = workload.missing.find(({ kind }) => kind === 'config_dump')?.why;
  return new UserError(`no config_dump of ${name} was captured${why === undefined ? '' : `: ${why}`}`, {
    exitCode: ExitCode.unreadable,
  });
}
