import { cidrContains } from '../../../net/Cidr.js';
import type { IpAddress } from '../../../net/IpAddress.js';
import { UNKNOWN_INTERFACE } from '../../match/interfaceName.js';
import type { IpRule } from '../netns/IpRule.js';
import type { Netns } from '../netns/Netns.js';
import { routesOfTable } from './routesOfTable.js';
import type { Route } from '../netns/Route.js';

/** What a route lookup looks at. */
export interface RouteKey {
  readonly destination: IpAddress;
  /** Absent while the kernel has yet to choose one. */
  readonly source?: IpAddress;
  readonly mark: number;
  /** '' for a packet of this host. */
  readonly inInterface: string;
  /** Only routes by this interface count (`rt6_need_strict`). */
  readonly device?: string;
}

/** The route found and the rule that led to it, or why there is none, or why it is not known. */
export type RouteResult =
  | { readonly kind: 'route'; readonly route: Route; readonly rule: IpRule }
  | {
      readonly kind: 'none';
      readonly error: 'ENETUNREACH' | 'EHOSTUNREACH' | 'EACCES' | 'EINVAL';
      readonly why: string;
    }
  | { readonly kind: 'unknown'; readonly why: string };

/** The route of a packet: policy rules by priority, in each table the longest prefix, then the lowest metric (ip-rule(8), ip-route(8)). */
export function lookupRoute(netns: Netns, key: RouteKey): RouteResult {
  const family = key.destination.family;
  const rules = netns.ipRules.filter((rule) => rule.family === family).sort((a, b) => a.priority - b.priority);
  for (const rule of rules) {
    const asksUnknown = rule.inInterface !== undefined && key.inInterface === UNKNOWN_INTERFACE;
    if (!selects(rule, key) && !(asksUnknown && rule.negated)) continue;
    if (asksUnknown) {
      return { kind: 'unknown', why: `ip rule ${rule.priority} asks for the incoming interface, which is not known` };
    }
    if (rule.action.kind === 'unmodelled') return { kind: 'unknown', why: rule.action.why };
    if (rule.action.kind !== 'lookup') return refusal(rule.action.kind, `ip rule ${rule.priority}`);
    const route = bestRoute(routesOfTable(netns, rule.action.table, family), key);
    if (route === undefined || route.type === 'throw') continue;
    if (route.type === 'unicast' || route.type === 'local') return { kind: 'route', route, rule };
    return refusal(route.type, `route ${route.destination.text} of table ${route.table}`);
  }
  return { kind: 'none', error: 'ENETUNREACH', why: `no route to ${key.destination.text}` };
}

function selects(rule: IpRule, key: RouteKey): boolean {
  const selected =
    (rule.fwmark === undefined || ((key.mark ^ rule.fwmark.value) & rule.fwmark.mask) === 0) &&
    (rule.inInterface === undefined || cameBy(rule.inInterface, key.inInterface)) &&
    rule.outInterface === undefined &&
    (rule.to === undefined || cidrContains(rule.to, key.destination)) &&
    (rule.from === undefined || inSource(rule, key));
  return selected !== (rule.negated ?? false);
}

/** A packet of this host counts as one that came by `lo`; one that came by an unknown interface, as one that may have. */
function cameBy(asked: string, inInterface: string): boolean {
  if (inInterface === UNKNOWN_INTERFACE) return asked !== 'lo';
  return asked === (inInterface === '' ? 'lo' : inInterface);
}

/** A lookup for a socket that is not bound has the source 0.0.0.0, which only `from all` (a /0) contains. */
function inSource(rule: IpRule, key: RouteKey): boolean {
  if (rule.from === undefined || rule.from.prefixLength === 0) return true;
  return key.source !== undefined && cidrContains(rule.from, key.source);
}

function bestRoute(routes: readonly Route[], { destination, device }: RouteKey): Route | undefined {
  return routes
    .filter(
      (route) => cidrContains(route.destination, destination) && (device === undefined || route.device === device),
    )
    .reduce<Route | undefined>(
      (best, route) => (best === undefined || isBetter(route, best) ? route : best),
      undefined,
    );
}

function isBetter(route: Route, than: Route): boolean {
  if (route.destination.prefixLength !== than.destination.prefixLength) {
    return route.destination.prefixLength > than.destination.prefixLength;
  }
  return (route.metric ?? 0) < (than.metric ?? 0);
}

function refusal(kind: 'blackhole' | 'unreachable' | 'prohibit', by: string): RouteResult {
  const error = { blackhole: 'EINVAL', unreachable: 'EHOSTUNREACH', prohibit: 'EACCES' } as const;
  return { kind: 'none', error: error[kind], why: `${by} is ${kind}` };
}
