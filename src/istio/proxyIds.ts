import type { Pod } from '../kube/objects/Pod.js';
import type { RuleSet } from '../netfilter/model/RuleSet.js';
import { proxyContainer } from './proxyContainer.js';

/** The users and groups whose traffic is the proxy's, the likeliest first. */
export interface ProxyIds {
  readonly uids: readonly number[];
  readonly gids: readonly number[];
}

/**
 * Who the proxy is: what its container runs as, then the ids that the rules let go out unredirected. Nothing is taken to
 * be 1337: distributions use other ids, and lists of them, and in TPROXY mode the proxy runs as root.
 */
export function proxyIds(pod: Pod | undefined, ruleSets: readonly RuleSet[]): ProxyIds {
  const container = pod === undefined ? undefined : proxyContainer(pod);
  const exempt = exemptOwners(ruleSets);
  return {
    uids: unique([
      ...given(container?.runAsUser),
      ...(container === undefined ? [] : given(pod?.runAsUser)),
      ...exempt.uids,
    ]),
    gids: unique([
      ...given(container?.runAsGroup),
      ...(container === undefined ? [] : given(pod?.runAsGroup)),
      ...exempt.gids,
    ]),
  };
}

/** Rules of nat that return on nothing but an owner: `-m owner --uid-owner 1337 -j RETURN`. */
function exemptOwners(ruleSets: readonly RuleSet[]): ProxyIds {
  const uids: number[] = [];
  const gids: number[] = [];
  const rules = ruleSets.flatMap(({ tables }) =>
    tables.flatMap(({ chains }) => chains.flatMap((chain) => chain.rules)),
  );
  for (const { matches, target } of rules) {
    if (target?.kind !== 'RETURN' || matches.length !== 1) continue;
    const [match] = matches;
    if (match?.kind !== 'owner') continue;
    if (match.uid !== undefined && !match.uid.not && match.uid.value.min === match.uid.value.max)
      uids.push(match.uid.value.min);
    if (match.gid !== undefined && !match.gid.not && match.gid.value.min === match.gid.value.max)
      gids.push(match.gid.value.min);
  }
  return { uids, gids };
}

function given(id: number | undefined): readonly number[] {
  return id === undefined ? [] : [id];
}

function unique(ids: readonly number[]): readonly number[] {
  return [...new Set(ids)];
}
