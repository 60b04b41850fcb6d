import type { Hook } from '../../model/Hook.js';
import type { Rule } from '../../model/Rule.js';
import type { TproxyTarget } from '../../target/TPROXY.js';
import type { Journey } from '../Journey.js';
import { formatSocketAddress } from '../../../net/SocketAddress.js';
import { findTproxySocket } from './findTproxySocket.js';
import { NOT_KNOWN } from '../sockets/unknownOwner.js';
import { setMark } from './applyMark.js';
import { dropEffect } from './refuse.js';
import type { TargetEffect } from './TargetEffect.js';

/**
 * `TPROXY`: gives the packet, unchanged, to a transparent socket that listens, and marks it; without such a socket iptables drops
 * the packet, while nftables' `tproxy` breaks off the rule, and does not end the chain by itself (kernel 6.18 measured).
 */
export function applyTproxy(journey: Journey, hook: Hook, rule: Rule, target: TproxyTarget): TargetEffect {
  const native = rule.statements?.includes(target) ?? false;
  const assigned = findTproxySocket(journey, target);
  if (assigned === undefined) return native ? { kind: 'break' } : dropEffect(journey, hook);
  journey.assigned = assigned;
  // The packet has the socket now, and so its owner, who may not be known (`nf_tproxy_assign_sock`).
  journey.packet = { ...journey.packet, owner: assigned.listener.owner ?? NOT_KNOWN };
  const { effects } = marked(journey, target);
  const to = `given to the socket on ${formatSocketAddress(assigned.listener.address)}`;
  const all = [assigned.assumed ? `${to} (assumed: that it listens and is transparent)` : to, ...effects];
  return native ? { kind: 'next', effects: all } : { kind: 'accept', effects: all };
}

function marked(journey: Journey, target: TproxyTarget): { readonly effects: readonly string[] } {
  const effect = setMark(journey, target);
  return effect.kind === 'next' ? effect : { effects: [] };
}
