import type { Facts } from '../facts/Facts.js';
import type { WorkloadFacts } from '../facts/WorkloadFacts.js';
import { isPodReady } from '../kube/objects/podState.js';
import { comparePodsForLogs } from '../kube/target/comparePodsForLogs.js';
import { podsOfTarget } from '../kube/target/podsOfTarget.js';
import type { Target } from '../kube/target/Target.js';
import { ExitCode } from '../text/ExitCode.js';
import { nearestWord } from '../text/nearestWord.js';
import { UserError } from '../text/UserError.js';

/** The pods that a TARGET means, best first. */
export interface FoundWorkloads {
  /** Never empty. */
  readonly workloads: readonly WorkloadFacts[];
  /** How they were found: "by the selector of Deployment web/cart". */
  readonly how: string;
}

/**
 * The pods that a TARGET means: those whose dump and rules are captured first, then ready ones, then in the order in which kubectl would
 * take them for `logs`. A TARGET without pods is a `UserError` (exit 2) that names what comes near.
 */
export function findWorkloads(facts: Facts, target: Target): FoundWorkloads {
  if (target.kind === 'Pod') {
    const workload = facts.workload(target.namespace, target.name);
    if (workload) return { workloads: [workload], how: 'by its name' };
  }
  const found = podsOfTarget(facts.objects(), target);
  if (!found) return notFound(facts, target);
  const workloads = found.pods.flatMap((pod) => facts.workload(pod.namespace, pod.name) ?? []);
  if (workloads.length === 0) {
    throw new UserError(`no pods match ${JSON.stringify(target.text)} (${found.how})`, { exitCode: ExitCode.usage });
  }
  return { workloads: [...workloads].sort(compareWorkloads), how: found.how };
}

function compareWorkloads(a: WorkloadFacts, b: WorkloadFacts): number {
  const evidence = captureRank(a) - captureRank(b);
  const [left, right] = [a.pod(), b.pod()];
  if (evidence !== 0 || !left || !right) return evidence;
  return Number(isPodReady(right)) - Number(isPodReady(left)) || comparePodsForLogs(left, right);
}

/** 0: dump and rules; 1: the dump; 2: rules; 3: neither. */
export function captureRank({ captured, netns }: WorkloadFacts): number {
  return (captured.has('config_dump') ? 0 : 2) + (netns.hasRules ? 0 : 1);
}

function notFound(facts: Facts, { kind, namespace, name, text }: Target): never {
  const what = kind === 'Node' ? `Node ${name}` : `${kind} ${name} in namespace ${namespace}`;
  const pods = [...facts.workloads, ...facts.objects().pods()];
  const elsewhere = pods.find((pod) => kind === 'Pod' && pod.name === name);
  const near = nearestWord(name, new Set(pods.filter((pod) => pod.namespace === namespace).map((pod) => pod.name)));
  const controller = facts
    .objects()
    .controllers()
    .find((one) => one.namespace === namespace && one.name === name);
  const suggestion =
    elsewhere !== undefined
      ? `${elsewhere.name}.${elsewhere.namespace}`
      : controller !== undefined && kind === 'Pod'
        ? `${controller.kind.toLowerCase()}/${name}.${namespace}`
        : near && `${near}.${namespace}`;
  throw new UserError(`${JSON.stringify(text)}: there is no ${what}`, {
    exitCode: ExitCode.usage,
    ...(suggestion === undefined ? {} : { hint: `Did you mean ${suggestion}?` }),
  });
}
