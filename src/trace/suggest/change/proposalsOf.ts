import type { Decided } from '../../walk/Decided.js';
import { domainChange, nearestDomains } from './meetDomain.js';
import { meetChain } from './meetChain.js';
import { chosen, type Proposal } from './Proposal.js';
import { proposePolicies } from './proposePolicies.js';
import { proposeRoutes } from './proposeRoutes.js';

/** What might have made a candidate of one decision win, nearest first; none where the choice surprises nobody. */
export function proposalsOf(decided: Decided): readonly Proposal[] {
  switch (decided.kind) {
    case 'route':
      return proposeRoutes(decided);
    case 'policy':
      return proposePolicies(decided);
    case 'virtual_host': {
      const { config, context, decision } = decided;
      if (decision.truth !== 'no') return [];
      return nearestDomains(config, context, decision.skipped).map(({ what, at, failed }) => ({
        candidate: what,
        at,
        failed,
        changes: domainChange(config, failed.expected),
        won: chosen(decided, at),
      }));
    }
    case 'filter_chain': {
      const { listener, connection, decision } = decided;
      if (decision.truth !== 'no') return [];
      return decision.skipped.flatMap(({ what, at, failed }): readonly Proposal[] => {
        const chain = listener.filterChains.find((one) => one.at === at);
        const changes = chain === undefined ? undefined : meetChain(chain.match, connection);
        return [{ candidate: what, at, failed, changes: changes ?? [], won: chosen(decided, at) }];
      });
    }
  }
}
