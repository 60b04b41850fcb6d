import type { Hook } from '../../model/Hook.js';
import type { RejectType } from '../../target/REJECT.js';
import type { Journey } from '../Journey.js';
import type { SenderSees } from '../PacketWalk.js';
import { refusalOf } from '../refusal/refusalOf.js';
import type { TargetEffect } from './TargetEffect.js';

/** Whether the sending socket gets the hook's error from send(), which TCP answers by sending again, and others report. */
function failsSend(journey: Journey, hook: Hook): boolean {
  return journey.local && (hook === 'OUTPUT' || hook === 'POSTROUTING');
}

/** Whether send() gives the error of a packet that is lost on its way out. TCP sends again; ICMPv6 does not look. */
export function tellsSend(protocol: string): boolean {
  return protocol !== 'tcp' && protocol !== 'ipv6-icmp';
}

/**
 * What the sender sees of a DROP: over UDP EPERM at once when it is on its own way out, else nothing (kernel 6.18 measured). A ping
 * socket of IPv6 is told nothing either (`icmpv6_push_pending_frames`).
 */
function seenOfDrop(journey: Journey, hook: Hook): 'timeout' | 'EPERM' {
  return failsSend(journey, hook) && tellsSend(journey.packet.protocol) ? 'EPERM' : 'timeout';
}

/** DROP: the packet is gone; what the sender notices depends on the hook. */
export function dropEffect(journey: Journey, hook: Hook): TargetEffect {
  const senderSees = seenOfDrop(journey, hook);
  return { kind: 'end', verdict: 'DROP', effects: [], end: (step) => ({ kind: 'dropped', step, senderSees }) };
}

/** REJECT: the packet is gone, and the sender is told by the kind of answer. */
export function rejectEffect(journey: Journey, hook: Hook, type: RejectType): TargetEffect {
  return {
    kind: 'end',
    verdict: 'REJECT',
    effects: [`answered with ${type}`],
    end: (step) => ({
      kind: 'rejected',
      step,
      ...seenOfReject(journey, hook, type),
      refusal: refusalOf(journey, hook, type, 'rule'),
    }),
  };
}

/** What the sender sees of a refusal (kernel 6.18 measured; `icmp_err_convert`, `icmpv6_err_convert`). */
function seenOfReject(
  journey: Journey,
  hook: Hook,
  type: RejectType,
): { readonly senderSees: SenderSees; readonly errno?: string } {
  const { tracking, packet } = journey;
  if (packet.protocol === 'tcp') {
    const established = tracking.kind === 'flow' && tracking.state === 'ESTABLISHED';
    if (type === 'tcp-reset' && established) return { senderSees: 'reset', errno: 'ECONNRESET' };
    return { senderSees: seenAs(ERRNO[type]), errno: ERRNO[type] };
  }
  if (failsSend(journey, hook) && tellsSend(packet.protocol)) return { senderSees: 'EPERM', errno: 'EPERM' };
  return SOFT.has(type) ? { senderSees: 'timeout' } : { senderSees: seenAs(ERRNO[type]), errno: ERRNO[type] };
}

function seenAs(errno: string): SenderSees {
  return errno === 'ECONNREFUSED' ? 'refused' : 'unreachable';
}

/** The error that each kind gives a TCP connect(), v6 ICMP errors at its first retransmission. */
const ERRNO: Readonly<Record<RejectType, string>> = {
  'tcp-reset': 'ECONNREFUSED',
  'icmp-port-unreachable': 'ECONNREFUSED',
  'icmp-net-unreachable': 'ENETUNREACH',
  'icmp-net-prohibited': 'ENETUNREACH',
  'icmp-host-unreachable': 'EHOSTUNREACH',
  'icmp-host-prohibited': 'EHOSTUNREACH',
  'icmp-admin-prohibited': 'EHOSTUNREACH',
  'icmp-proto-unreachable': 'ENOPROTOOPT',
  'icmp6-port-unreachable': 'ECONNREFUSED',
  'icmp6-no-route': 'ENETUNREACH',
  'icmp6-addr-unreachable': 'EHOSTUNREACH',
  'icmp6-adm-prohibited': 'EACCES',
  'icmp6-policy-fail': 'EACCES',
  'icmp6-reject-route': 'EACCES',
};

/** The kinds that are not fatal to the kernel: a connected UDP socket does not report them, so it hears nothing. */
const SOFT: ReadonlySet<RejectType> = new Set([
  'icmp-net-unreachable',
  'icmp-host-unreachable',
  'icmp6-no-route',
  'icmp6-addr-unreachable',
]);
