import { lazy } from '../../logic/lazy.js';
import { withoutPort } from '../http/authorityPort.js';
import type { Domain, DomainIndex, DomainRank } from '../model/DomainIndex.js';
import type { VirtualHost } from '../model/Route.js';
import { groupBy } from '../parse/groupBy.js';
import { asciiLower } from '../string/asciiLower.js';

type ByText = ReadonlyMap<string, readonly Domain[]>;

/**
 * Indexes domains as Envoy does (source/common/router/config_impl.cc, findVirtualHost and findWildcardVirtualHost): hosts
 * in lower case, wildcards by length. A `*` stands for at least one character; a domain that begins with `*` is a suffix
 * whatever else it holds; elsewhere but at an end `*` is literal. Made when it is first asked.
 */
export function indexDomains(virtualHosts: readonly VirtualHost[]): DomainIndex {
  const all = lazy(() => listDomains(virtualHosts));
  const ranks = lazy(() => [0, 1, 2, 3].map((rank) => byText(all().filter((domain) => domain.rank === rank))));
  const lengths = lazy(() => ranks().map((texts) => [...new Set([...texts.keys()].map((text) => text.length))]));
  const labels = lazy(() => groupBy(all(), ({ domain }) => firstLabel(domain)));
  const found = (rank: DomainRank, text: string): readonly Domain[] => ranks()[rank]?.get(text) ?? [];
  const shorter = (rank: 1 | 2, host: string): readonly number[] =>
    lengths()[rank]?.filter((length) => length < host.length) ?? [];
  return {
    taking: (host) =>
      [
        ...found(0, host),
        ...shorter(1, host).flatMap((length) => found(1, host.slice(host.length - length))),
        ...shorter(2, host).flatMap((length) => found(2, host.slice(0, length))),
        ...found(3, ''),
      ].toSorted((a, b) => a.order - b.order),
    unread: lazy(() => virtualHosts.find(({ unsupported }) => unsupported.includes('domains'))),
    beginningWith: (label) => labels().get(label) ?? [],
  };
}

/** What a host begins with, up to a `.` or its port; all of an IPv4 address. */
export function firstLabel(host: string): string {
  const bare = withoutPort(host);
  const [label = ''] = bare.split('.', 1);
  return /^\d+$/.test(label) ? bare : label;
}

function listDomains(virtualHosts: readonly VirtualHost[]): readonly Domain[] {
  const pairs = virtualHosts.flatMap((virtualHost) => virtualHost.domains.map((domain) => ({ virtualHost, domain })));
  return pairs.map((pair, order) => ({ ...pair, rank: rankOf(pair.domain), order }));
}

function rankOf(domain: string): DomainRank {
  if (domain === '*') return 3;
  if (domain.startsWith('*')) return 1;
  return domain.endsWith('*') ? 2 : 0;
}

/** By what of a host they are compared with. */
function byText(domains: readonly Domain[]): ByText {
  return groupBy(domains, ({ domain, rank }) => {
    const text = asciiLower(domain);
    if (rank === 0) return text;
    return rank === 2 ? text.slice(0, -1) : text.slice(1);
  });
}
