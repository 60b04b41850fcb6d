import type { NearMiss } from '../../../logic/Decision.js';
import { withoutPort } from '../../../envoy/http/authorityPort.js';
import type { RequestContext } from '../../../envoy/model/RequestContext.js';
import type { RouteConfiguration } from '../../../envoy/model/Route.js';
import type { Change } from './Change.js';
import { headerChange } from './meetHeader.js';

/** A domain that a virtual host has, as near as it gets to the host of a request. */
export type NearDomain = Pick<NearMiss, 'what' | 'at' | 'failed'>;

/** Beyond these nobody would see why one is nearer than another. */
const MOST = 3;

/** The domains that a virtual host lost by; without any those that begin and end most like the host. */
export function nearestDomains(
  config: RouteConfiguration,
  { request }: RequestContext,
  skipped: readonly NearMiss[],
): readonly NearDomain[] {
  if (skipped.length > 0) return skipped;
  const host = (request.authority ?? '').toLowerCase();
  const bare = withoutPort(host);
  const all = config.virtualHosts.flatMap(({ name, at, domains }) =>
    domains.map((domain) => ({
      what: `virtual host ${name}`,
      at,
      alike: alikeAtBeginning(bare, withoutPort(domain)) + alikeAtEnd(bare, withoutPort(domain)),
      failed: { name: 'domains', expected: domain, got: host === '' ? 'absent' : host, truth: 'no' } as const,
    })),
  );
  return all.toSorted((a, b) => b.alike - a.alike || length(a) - length(b)).slice(0, MOST);
}

/** The host, or header, by which a request falls into a domain; `*` stands for a word. */
export function domainChange(config: RouteConfiguration, domain: string): readonly Change[] {
  return headerChange(config.vhostHeader?.toLowerCase() ?? ':authority', domain.replace('*', 'any'));
}

/** Without a `*`, then the shorter. */
function length({ failed }: NearDomain): number {
  return failed.expected.length + (failed.expected.includes('*') ? 1000 : 0);
}

function alikeAtBeginning(one: string, other: string): number {
  let length = 0;
  while (length < one.length && one[length] === other[length]) length += 1;
  return length;
}

function alikeAtEnd(one: string, other: string): number {
  let length = 0;
  while (length < one.length && one.at(-1 - length) === other.at(-1 - length)) length += 1;
  return length;
}
