import type { NearMiss } from '../../logic/Decision.js';
import { withoutPort } from '../http/authorityPort.js';
import type { Domain } from '../model/DomainIndex.js';
import type { RouteConfiguration, VirtualHost } from '../model/Route.js';
import { groupBy } from '../parse/groupBy.js';
import { firstLabel } from './indexDomains.js';

/** More would not help a reader. */
const MAX_MISSES = 5;

/**
 * Virtual hosts that a reader may have expected: those that take the host but lose to a more specific domain, and, when nothing or
 * only `*` took it, those whose domain differs by its port or goes on after the same first label.
 */
export function nearDomains(
  config: RouteConfiguration,
  host: string,
  winner: Domain | undefined,
  hits: readonly Domain[],
): readonly NearMiss[] {
  const misses: NearMiss[] = [];
  const add = (virtualHost: VirtualHost, domain: string, note: string, held: number): void => {
    const failed = { name: 'domains', expected: domain, got: host, truth: 'no', note } as const;
    misses.push({ what: `virtual host ${virtualHost.name}`, at: virtualHost.at, failed, held });
  };
  for (const { virtualHost, domain } of hits) {
    if (winner && virtualHost !== winner.virtualHost)
      add(virtualHost, domain, `matches too, but ${winner.domain} is more specific`, 1);
  }
  if (!winner || winner.rank === 3) {
    const bare = withoutPort(host);
    const label = firstLabel(host);
    const alike = label === '' ? [] : config.domains.beginningWith(label);
    for (const domains of groupBy(alike, ({ virtualHost }) => virtualHost.at).values()) {
      if (misses.length >= MAX_MISSES) break;
      const others = domains.filter(({ virtualHost }) => virtualHost !== winner?.virtualHost);
      const samePort = others.find(({ domain }) => withoutPort(domain) === bare);
      const longer = others.find(({ domain }) => domain === label || domain.charAt(label.length) === '.');
      if (samePort !== undefined) add(samePort.virtualHost, samePort.domain, 'differs by its port', 1);
      else if (longer !== undefined) add(longer.virtualHost, longer.domain, 'same first label, another name', 0);
    }
  }
  return misses.slice(0, MAX_MISSES);
}
