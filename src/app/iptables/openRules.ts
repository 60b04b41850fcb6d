import { decodeText } from '../../facts/decodeText.js';
import type { WorkloadFacts } from '../../facts/WorkloadFacts.js';
import { parseRules } from '../../netfilter/parse/parseRules.js';
import { inputName, readBytes } from '../../sources/file/readBytes.js';
import { ExitCode } from '../../text/ExitCode.js';
import { UserError } from '../../text/UserError.js';
import type { EvidenceOptions } from '../EvidenceOptions.js';
import { openWorkloads, type WantedEvidence } from '../openWorkloads.js';
import type { LiveRulesOptions } from './openLiveRules.js';
import type { RulesEvidence } from './RulesEvidence.js';

const RULES: WantedEvidence = { what: 'rules', isCaptured: ({ netns }) => netns.hasRules };

/**
 * The rules that a command is asked about: of one `--file`, of the pod of each TARGET in a snapshot or a cluster, or of all pods with rules
 * that the selector or `-A` takes.
 *
 * @throws UserError: exit 2 for a command line that names none or too much, exit 5 for what cannot be read.
 */
export async function openRules(
  options: EvidenceOptions,
  live: LiveRulesOptions | undefined,
  report: (note: string) => void,
): Promise<readonly RulesEvidence[]> {
  const { targets, file, snapshot } = options;
  const isMany = options.allNamespaces === true || options.selector !== undefined;
  if (file !== undefined) {
    if (targets.length > 0 || snapshot !== undefined || isMany)
      throw usage('--file is the rules of one network namespace', 'Leave TARGET, --snapshot, -A and -l out.');
    return [await openFile(file)];
  }
  if (targets.length === 0 && !isMany) throw usage('nothing says whose rules', 'Give a TARGET, or --file FILE.');
  if (targets.length > 0 && isMany) throw usage('-A and -l choose the pods: no TARGET then', 'Leave the TARGET out.');
  if (snapshot === undefined && live !== undefined) {
    const { openLiveRules } = await import('./openLiveRules.js');
    return openLiveRules(options, live, report);
  }
  if (snapshot === undefined)
    throw usage('nothing says where the facts are', 'Give --snapshot DIR|FILE.tgz|-, or --file FILE.');
  const workloads = await openWorkloads({ ...options, snapshot }, RULES, report);
  return workloads.map(evidenceOf);
}

async function openFile(path: string): Promise<RulesEvidence> {
  const name = inputName(path);
  const text = decodeText(await readBytes(path, 'the output of iptables-save'), name);
  return { name, ruleSets: () => parseRules(text, name), pod: () => undefined };
}

function evidenceOf(workload: WorkloadFacts): RulesEvidence {
  const name = `${workload.namespace}/${workload.name}`;
  return {
    name,
    ruleSets: () => {
      if (!workload.netns.hasRules) throw notCaptured(workload, name);
      return workload.netns.ruleSets().map(({ value }) => value);
    },
    pod: workload.pod,
  };
}

function notCaptured(workload: WorkloadFacts, name: string): UserError {
  const why = workload.missing.find(({ kind }) => kind === 'iptables-save' || kind === 'nft')?.why;
  return new UserError(`no rules of ${name} were captured${why === undefined ? '' : `: ${why}`}`, {
    exitCode: ExitCode.unreadable,
    hint: '`nsenter -t PID -n iptables-save` on its node prints them; PID is that of any process of the pod.',
  });
}

function usage(message: string, hint: string): UserError {
  return new UserError(message, { hint, exitCode: ExitCode.usage });
}
