import { groupBy } from '../../../kube/objects/groupBy.js';
import type { Pod } from '../../../kube/objects/Pod.js';
import type { RuleSet } from '../../../netfilter/model/RuleSet.js';
import { proxyContainer } from '../../proxyContainer.js';
import { plainRulesOf, type PlainEntry } from '../plain/plainRulesOf.js';

/** Ids that a proxy's container is given in the manifest, none of which a rule leaves out of capture. */
export interface CapturedProxy {
  readonly source: string;
  readonly uid: number;
  readonly gid: number | undefined;
}

/**
 * Rule sets that redirect what processes of the pod send, whoever they are, and have no rule about the user or group that the proxy's
 * container runs as: what the proxy sends would come back to it. Rules that tell the proxy by a mark are left alone.
 */
export function capturedProxies(ruleSets: readonly RuleSet[], pod: Pod): readonly CapturedProxy[] {
  const proxy = proxyContainer(pod);
  if (proxy === undefined) return [];
  const [uid, gid] = [proxy.runAsUser ?? pod.runAsUser, proxy.runAsGroup ?? pod.runAsGroup];
  if (uid === undefined) return [];
  return ruleSets.flatMap((ruleSet) => {
    const rules = reachedFromOutput(plainRulesOf(ruleSet));
    const redirects = rules.some(({ plain: { effect } }) => effect.kind === 'REDIRECT' || effect.kind === 'DNAT');
    const speaksOfIt = rules.some(({ plain: { criteria } }) => {
      const names = (owners: typeof criteria.users, id: number | undefined): boolean =>
        owners.some(({ value }) => id !== undefined && value.min <= id && id <= value.max);
      return names(criteria.users, uid) || names(criteria.groups, gid) || criteria.mark !== undefined;
    });
    const isWhole = rules.every(({ plain: { criteria } }) => criteria.others.length === 0);
    return redirects && !speaksOfIt && isWhole ? [{ source: ruleSet.source, uid, gid }] : [];
  });
}

/** The rules of nat that a packet of a local process may meet, chain by chain. */
function reachedFromOutput(entries: readonly PlainEntry[]): readonly PlainEntry[] {
  const chains = groupBy(
    entries.filter(({ plain }) => plain.table === 'nat'),
    ({ plain }) => [plain.chain],
  );
  const reached = new Set(['OUTPUT']);
  // A set also gives what is added while it is walked.
  for (const chain of reached) {
    for (const { plain } of chains.get(chain) ?? []) if (plain.effect.kind === 'jump') reached.add(plain.effect.chain);
  }
  return [...reached].flatMap((chain) => chains.get(chain) ?? []);
}
