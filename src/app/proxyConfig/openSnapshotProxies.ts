import { readClustersStatus } from '../../envoy/dump/readClustersStatus.js';
import { readConfigDump } from '../../envoy/dump/readConfigDump.js';
import type { WorkloadFacts } from '../../facts/WorkloadFacts.js';
import { ExitCode } from '../../text/ExitCode.js';
import { UserError } from '../../text/UserError.js';
import type { EvidenceOptions } from '../EvidenceOptions.js';
import { openWorkloads, type WantedEvidence } from '../openWorkloads.js';
import { reportDuplicateKeys } from '../reportDuplicateKeys.js';
import type { ProxyEvidence } from './ProxyEvidence.js';

const DUMP: WantedEvidence = { what: 'a config_dump', isCaptured: ({ captured }) => captured.has('config_dump') };

/** The proxies of a snapshot that the options choose. Errors as `openProxies`. */
export async function openSnapshotProxies(
  options: EvidenceOptions & { readonly snapshot: string },
  report: (note: string) => void,
): Promise<readonly ProxyEvidence[]> {
  const workloads = await openWorkloads(options, DUMP, report);
  return workloads.map((workload) => evidenceOf(workload, report));
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
