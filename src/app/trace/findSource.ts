import type { Facts } from '../../facts/Facts.js';
import type { WorkloadFacts } from '../../facts/WorkloadFacts.js';
import { parseIp } from '../../net/IpAddress.js';
import { ExitCode } from '../../text/ExitCode.js';
import { UserError } from '../../text/UserError.js';
import type { Source } from '../../trace/model/TraceRequest.js';
import { findWorkload } from '../findWorkload.js';

/** Who FROM means. */
export interface FoundSource {
  readonly from: Source;
  readonly workload?: WorkloadFacts;
  readonly notes: readonly string[];
}

/**
 * FROM of trace-request: `external`, `node/NAME`, an IP address (the pod that has it, else outside), else a TARGET. What
 * names nothing is a usage error.
 */
export function findSource(facts: Facts, text: string, namespace: string | undefined): FoundSource {
  if (text === 'external') return { from: { kind: 'outside' }, notes: [] };
  const ip = parseIp(text.replace(/^\[|\]$/g, ''));
  if (ip !== undefined) {
    const workload = facts.podByIp(ip);
    if (workload === undefined) return { from: { kind: 'outside', address: ip.text }, notes: [] };
    return { from: podSource(workload), workload, notes: [`${ip.text} is ${workload.namespace}/${workload.name}`] };
  }
  if (/^nodes?\//.test(text)) return { from: nodeSource(facts, text.slice(text.indexOf('/') + 1)), notes: [] };
  const { workload, note } = findWorkload(facts, text, { flag: namespace });
  return { from: podSource(workload), workload, notes: note === undefined ? [] : [note] };
}

function podSource({ namespace, name }: WorkloadFacts): Source {
  return { kind: 'pod', namespace, name };
}

function nodeSource(facts: Facts, name: string): Source {
  if (facts.objects().node(name) === undefined && facts.node(name) === undefined) {
    throw new UserError(`there is no node ${JSON.stringify(name)}`, { exitCode: ExitCode.usage });
  }
  return { kind: 'node', name };
}
