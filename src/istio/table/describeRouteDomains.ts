const SHOWN = 2;

const FULL = '.svc.cluster.local';
const PARTIAL = '.svc';

/**
 * DOMAINS of a virtual host: a single one as it is. Otherwise without those that carry a port (a bare IPv6 literal stays)
 * and without `x.svc.cluster.local` and `x.svc` where `x` is listed too; of more than two the first two and a count.
 *
 * Source: istioctl/pkg/writer/envoy/configdump/route.go, describeRouteDomains and unexpandDomains.
 */
export function describeRouteDomains(domains: readonly string[]): string {
  const [only] = domains;
  if (domains.length === 1 && only !== undefined) return only;
  const kept = withoutExpansions(domains.filter((domain) => !hasPort(domain)));
  const shown = kept.slice(0, SHOWN).join(', ');
  return kept.length > SHOWN ? `${shown} + ${kept.length - SHOWN} more...` : shown;
}

function hasPort(domain: string): boolean {
  const colons = domain.split(':').length - 1;
  const isBareIpv6 = colons > 2 && domain.endsWith(']');
  return colons > 0 && !isBareIpv6;
}

function withoutExpansions(domains: readonly string[]): readonly string[] {
  const all = new Set(domains);
  const isExpansion = (domain: string, suffix: string) =>
    domain.endsWith(suffix) && all.has(domain.slice(0, -suffix.length));
  return domains.filter((domain) => !isExpansion(domain, FULL) && !isExpansion(domain, PARTIAL));
}
