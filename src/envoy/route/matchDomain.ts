import { asciiLower } from '../string/asciiLower.js';

/** How specific a domain's match is; a smaller rank wins. */
export type DomainRank = 0 | 1 | 2 | 3;

const STAR = 0x2a;

/**
 * Whether `domain` takes `host` (lower case), and how: 0 exact, 1 `*.suffix`, 2 `prefix.*`, 3 `*`
 * (source/common/router/config_impl.cc, findVirtualHost). A `*` stands for at least one character; a domain that begins with `*`
 * is a suffix whatever else it holds; elsewhere but at an end `*` is literal.
 */
export function matchDomain(domain: string, host: string): DomainRank | undefined {
  // Most domains are neither wildcards nor of the host's length: this runs for each domain of a large mesh.
  if (domain.charCodeAt(0) === STAR) {
    if (domain.length === 1) return 3;
    return domain.length - 1 < host.length && host.endsWith(asciiLower(domain.slice(1))) ? 1 : undefined;
  }
  if (domain.charCodeAt(domain.length - 1) === STAR) {
    return domain.length - 1 < host.length && host.startsWith(asciiLower(domain.slice(0, -1))) ? 2 : undefined;
  }
  return domain.length === host.length && asciiLower(domain) === host ? 0 : undefined;
}
