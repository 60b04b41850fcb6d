import type { Pod } from '../objects/Pod.js';
import { isPodReady } from '../objects/podState.js';

/**
 * The order in which kubectl takes one pod of several (k8s.io/kubectl `pkg/util/podutils`, `ByLogging`): scheduled first, Running before
 * Unknown before Pending, ready first, longer ready, more restarts, older. Zero: kubectl does not care.
 */
export function comparePodsForLogs(a: Pod, b: Pod): number {
  return (
    Number(a.nodeName === undefined) - Number(b.nodeName === undefined) ||
    phaseRank(a) - phaseRank(b) ||
    Number(isPodReady(b)) - Number(isPodReady(a)) ||
    compareTimes(readySince(a), readySince(b)) ||
    maxRestarts(b) - maxRestarts(a) ||
    compareTimes(a.meta.creationTimestamp, b.meta.creationTimestamp)
  );
}

/** A phase that `ByLogging` does not list (Succeeded, Failed, none) counts as Running, for it reads a Go map without the key. */
function phaseRank(pod: Pod): number {
  return pod.status.phase === 'Unknown' ? 1 : pod.status.phase === 'Pending' ? 2 : 0;
}

function readySince(pod: Pod): string | undefined {
  return pod.status.conditions.find(({ type, status }) => type === 'Ready' && status === 'True')?.lastTransitionTime;
}

function maxRestarts(pod: Pod): number {
  return Math.max(0, ...pod.status.containerStatuses.map(({ restartCount }) => restartCount));
}

/** Earlier first; an absent time last. */
function compareTimes(a: string | undefined, b: string | undefined): number {
  const [left, right] = [a, b].map((text) => (text === undefined ? NaN : Date.parse(text)));
  if (left === undefined || right === undefined) return 0;
  if (Number.isNaN(left) || Number.isNaN(right)) return Number(Number.isNaN(left)) - Number(Number.isNaN(right));
  return left - right;
}
