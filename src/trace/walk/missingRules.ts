import { formatSocketAddress, type SocketAddress } from '../../net/SocketAddress.js';
import { isLoopback, ipEquals, parseIp, type IpAddress } from '../../net/IpAddress.js';
import type { EnvoyConfig } from '../../envoy/model/EnvoyConfig.js';
import type { Listener } from '../../envoy/model/Listener.js';
import { podLabel, type PodNode } from '../world/PodNode.js';
import { indeterminate } from './verdicts.js';
import type { WalkContext } from './WalkContext.js';
import type { ArriveState, SendState, WalkState } from './state/WalkState.js';

/** The name under which `--assume NAME=pass` takes for granted that a pod's unrecorded rules capture as Istio's do. */
const RULES_ASSUMPTION = 'rules';

/**
 * A pod captures traffic, but its rules were not recorded. Rules are never assumed: the step is opaque, and the walk goes
 * on as if they sent the packet where the proxy's listeners expect it, to say what is likely.
 */
export function missingRulesSend(context: WalkContext, state: SendState): WalkState {
  const { pod, destination, source, content, origin } = state;
  const from = { ip: source ?? pod.ips[0] ?? destination.ip, port: state.sourcePort ?? 0 };
  const standsFor = state.standsFor === undefined ? {} : { standsFor: state.standsFor };
  const own = isLoopback(destination.ip) || pod.ips.some((ip) => ipEquals(ip, destination.ip));
  if (!note(context, pod)) return missing(pod);
  const listener =
    pod.proxy === undefined
      ? undefined
      : virtualListener(pod.proxy.config, state.by === 'app' ? 'outbound' : 'inbound');
  const captured = state.by === 'app' ? !own : own && !isLoopback(destination.ip) && state.source === undefined;
  if (captured && listener !== undefined) {
    const local = loopbackOf(destination.ip, listener.port);
    return {
      kind: 'accept',
      pod,
      local,
      originalDestination: destination,
      source: from,
      content,
      origin,
      ...standsFor,
    };
  }
  if (own)
    return { kind: 'accept', pod, local: destination, originalDestination: destination, source: from, content, origin };
  const node = pod.pod?.nodeName === undefined ? {} : { fromNode: pod.pod.nodeName };
  return { kind: 'network', source: from, destination, content, origin, ...node, ...standsFor };
}

/** The same for a packet that arrives: to the proxy's inbound listener, unless the port has a listener of its own. */
export function missingRulesArrive(context: WalkContext, state: ArriveState): WalkState {
  const { pod, destination, source, content, origin } = state;
  if (!note(context, pod)) return missing(pod);
  const config = pod.proxy?.config;
  const listener = config === undefined ? undefined : virtualListener(config, 'inbound');
  const direct = listener === undefined || config === undefined || isBound(config, destination.port);
  const local = direct ? destination : { ip: destination.ip, port: listener.port };
  return { kind: 'accept', pod, local, originalDestination: destination, source, content, origin };
}

function note({ path, pins }: WalkContext, pod: PodNode): boolean {
  const assumed = pins.assume.get(RULES_ASSUMPTION) ?? pins.assume.get('*');
  const name = `the iptables rules of ${podLabel(pod)} (not recorded)`;
  if (assumed === 'pass') path.assume('rules', `${name} capture as the proxy's listeners expect`);
  path.add({
    kind: 'rule',
    outcome: assumed === 'pass' ? 'passed' : 'opaque',
    summary: `${name}: taken to capture as the proxy's listeners expect`,
    ...(assumed === 'pass' ? {} : { unknown: name }),
  });
  return pod.proxy !== undefined && assumed !== 'deny';
}

function missing(pod: PodNode): WalkState {
  return { kind: 'end', verdict: indeterminate(`the iptables rules of ${podLabel(pod)} (not recorded)`) };
}

/** Where captured connections go: outbound, the bound listener with `use_original_dst`; inbound, the bound one that only restores. */
function virtualListener(config: EnvoyConfig, side: 'outbound' | 'inbound'): SocketAddress | undefined {
  const found = config.listeners().find((listener) => listener.bindToPort && isVirtual(listener, side));
  const address = found?.addresses[0];
  if (address?.kind !== 'socket_address' || address.ip === undefined) return undefined;
  return { ip: address.ip, port: address.port };
}

function isVirtual(listener: Listener, side: 'outbound' | 'inbound'): boolean {
  if (side === 'outbound') return listener.useOriginalDst;
  return !listener.useOriginalDst && listener.listenerFilters.some(({ kind }) => kind === 'original_dst');
}

function isBound(config: EnvoyConfig, port: number): boolean {
  return ['0.0.0.0', '[::]'].some((any) => {
    const found = config.listenerAt(`${any}:${port}`);
    return found.kind === 'found' && found.value.bindToPort;
  });
}

function loopbackOf(destination: IpAddress, port: number): SocketAddress {
  const ip = parseIp(destination.family === 4 ? '127.0.0.1' : '::1');
  if (ip === undefined) throw new Error(`no loopback address for ${formatSocketAddress({ ip: destination, port })}`);
  return { ip, port };
}
