import { allOf, anyOf, not, truthOf, type Truth } from '../../logic/Truth.js';
import type { ListenerFilterPredicate } from '../model/Listener.js';

/**
 * `ListenerFilterChainMatchPredicate` (`filter_disabled`): whether it holds for a local port, restored if an earlier
 * filter restored it. A range is [start, end).
 */
export function matchListenerFilterPredicate(predicate: ListenerFilterPredicate, localPort: number): Truth {
  switch (predicate.kind) {
    case 'any_match':
      return 'yes';
    case 'or_match':
      return anyOf(predicate.rules.map((rule) => matchListenerFilterPredicate(rule, localPort)));
    case 'and_match':
      return allOf(predicate.rules.map((rule) => matchListenerFilterPredicate(rule, localPort)));
    case 'not_match':
      return not(matchListenerFilterPredicate(predicate.rule, localPort));
    case 'destination_port_range':
      return truthOf(localPort >= predicate.start && localPort < predicate.end);
    case 'unsupported':
      return 'unknown';
  }
}
