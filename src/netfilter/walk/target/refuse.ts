import type { Hook } from '../../model/Hook.js';
import type { Journey } from '../Journey.js';
import type { SenderSees } from '../PacketWalk.js';
import type { TargetEffect } from './TargetEffect.js';

/** Whether the sending socket gets the hook's error from send(), which TCP answers by sending again, and others report. */
function failsSend(journey: Journey, hook: Hook): boolean {
  return journey.local && (hook === 'OUTPUT' || hook === 'POSTROUTING');
}

/** What the sender sees of a DROP: over UDP EPERM at once when it is on its own way out, else nothing (kernel 6.18 measured). */
function seenOfDrop(journey: Journey, hook: Hook): 'timeout' | 'EPERM' {
  return failsSend(journey, hook) && journey.packet.protocol !== 'tcp' ? 'EPERM' : 'timeout';
}

/** DROP: the packet is gone; what the sender notices depends on the hook. */
export function dropEffect(journey: Journey, hook: Hook): TargetEffect {
  const senderSees = seenOfDrop(journey, hook);
  return { kind: 'end', verdict: 'DROP', effects: [], end: (step) => ({ kind: 'dropped', step, senderSees }) };
}

/** REJECT: the packet is gone, and the sender is told by the kind of answer. */
export function rejectEffect(journey: Journey, hook: Hook, type: string): TargetEffect {
  const senderSees = seenOfReject(journey, hook, type);
  return {
    kind: 'end',
    verdict: 'REJECT',
    effects: [`answered with ${type}`],
    end: (step) => ({ kind: 'rejected', step, senderSees }),
  };
}

/** ICMP kinds that end a TCP connect() at once, v6 ones at the first retransmission. */
const TCP: Readonly<Record<string, SenderSees>> = {
  'tcp-reset': 'refused',
  'icmp-port-unreachable': 'refused',
  'icmp6-port-unreachable': 'refused',
};
/** The kinds that a connected UDP socket reports; all others are soft errors, so it hears nothing. */
const UDP: Readonly<Record<string, SenderSees>> = {
  'icmp-port-unreachable': 'refused',
  'icmp6-port-unreachable': 'refused',
  'icmp-host-prohibited': 'unreachable',
  'icmp-admin-prohibited': 'unreachable',
  'icmp6-adm-prohibited': 'unreachable',
  'icmp6-policy-fail': 'unreachable',
  'icmp6-reject-route': 'unreachable',
};

/** What the sender sees of a REJECT (kernel 6.18 measured). */
function seenOfReject(journey: Journey, hook: Hook, type: string): SenderSees {
  const { protocol } = journey.packet;
  if (protocol === 'tcp') {
    const established = journey.tracking.kind === 'flow' && journey.tracking.state === 'ESTABLISHED';
    if (type === 'tcp-reset' && established) return 'reset';
    return TCP[type] ?? 'unreachable';
  }
  if (failsSend(journey, hook)) return 'EPERM';
  return UDP[type] ?? 'timeout';
}
