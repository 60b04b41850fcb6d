import type { Decision } from '../../logic/Decision.js';
import { withoutPort } from '../http/authorityPort.js';
import { firstHeader } from '../http/headers.js';
import type { Domain } from '../model/DomainIndex.js';
import type { RequestContext } from '../model/RequestContext.js';
import type { RouteConfiguration, VirtualHost } from '../model/Route.js';
import { asciiLower } from '../string/asciiLower.js';
import { isUnknownValue } from '../string/unknownValue.js';
import { nearDomains } from './nearDomains.js';

/**
 * The virtual host of a request (source/common/router/config_impl.cc, findVirtualHost; `VirtualHost.domains`): exact, longest
 * suffix wildcard, longest prefix wildcard, `*`. A configuration whose only domain is `*` looks at no host at all. There is no
 * second choice when the virtual host found has no route.
 */
export function matchVirtualHost(config: RouteConfiguration, context: RequestContext): Decision<VirtualHost> {
  const [first] = config.virtualHosts;
  const only = config.virtualHosts.length === 1 && first?.domains.length === 1 && first.domains[0] === '*';
  const { host, name } = hostOf(config, context);
  if (only) return decided({ virtualHost: first, domain: '*', rank: 3, order: 0 }, host ?? 'absent', name, []);
  if (host === undefined) {
    return {
      truth: 'no',
      because: [{ name, expected: 'a host', got: 'absent', truth: 'no' }],
      skipped: [],
      at: config.at,
    };
  }
  const hits = config.domains.taking(host);
  if (isUnknownValue(host)) {
    return { truth: 'unknown', because: [], skipped: [], at: config.at, unknown: `the value of ${name} is not known` };
  }
  const best = hits.reduce<Domain | undefined>((found, hit) => (found && beats(found, hit) ? found : hit), undefined);
  const unread = best?.rank === 0 ? undefined : config.domains.unread();
  if (unread) {
    const unknown = `a domain of virtual host ${unread.name} cannot be read`;
    return { truth: 'unknown', because: [], skipped: nearDomains(config, host, best, hits), at: unread.at, unknown };
  }
  if (best) return decided(best, host, name, hits);
  const criterion = { name: 'domains', expected: 'a domain of a virtual host', got: host, truth: 'no' } as const;
  const skipped = nearDomains(config, host, undefined, []);
  if (config.unsupported.includes('vhds')) {
    return {
      truth: 'unknown',
      because: [],
      skipped,
      at: config.at,
      unknown: 'virtual hosts may come on demand (vhds)',
    };
  }
  return { truth: 'no', because: [criterion], skipped, at: config.at };

  function decided(hit: Domain, got: string, what: string, all: readonly Domain[]): Decision<VirtualHost> {
    const because = [
      {
        name: 'domains',
        expected: hit.domain,
        got: what === ':authority' ? got : `${got} (${what})`,
        truth: 'yes' as const,
      },
    ];
    return {
      truth: 'yes',
      value: hit.virtualHost,
      at: hit.virtualHost.at,
      because,
      skipped: nearDomains(config, got, hit, all),
    };
  }
}

function hostOf(
  config: RouteConfiguration,
  { request }: RequestContext,
): { readonly host?: string; readonly name: string } {
  const name = config.vhostHeader === undefined ? ':authority' : config.vhostHeader.toLowerCase();
  const value = config.vhostHeader === undefined ? request.authority : firstHeader(request, name);
  if (value === undefined) return { name };
  const host = asciiLower(value);
  return { host: config.ignorePortInHostMatching ? withoutPort(host) : host, name };
}

function beats(a: Domain, b: Domain): boolean {
  return a.rank < b.rank || (a.rank === b.rank && a.domain.length >= b.domain.length);
}
