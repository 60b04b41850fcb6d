import type { ConntrackState, ConntrackView } from '../../model/ConntrackView.js';
import type { Flow } from './Flow.js';

/** What conntrack has attached to the packet on its way. */
export type Tracking =
  /** Nothing: before conntrack, without it, or an invalid packet. `zone`: set by a CT rule in raw. */
  | { readonly kind: 'none'; readonly zone?: number }
  /** NOTRACK: nothing ever will be. */
  | { readonly kind: 'untracked' }
  | {
      readonly kind: 'flow';
      readonly flow: Flow;
      readonly direction: 'ORIGINAL' | 'REPLY';
      readonly state: ConntrackState;
    };

/** What `-m conntrack` sees (kernel 6.18 measured: in raw a fresh packet is INVALID). */
export function viewOf(tracking: Tracking): ConntrackView {
  if (tracking.kind === 'none') return { state: 'INVALID' };
  if (tracking.kind === 'untracked') return { state: 'UNTRACKED' };
  const { flow, direction, state } = tracking;
  return {
    state,
    entry: {
      protocol: flow.protocol,
      original: flow.original,
      reply: flow.reply,
      direction,
      snat: flow.snat,
      dnat: flow.dnat,
      mark: flow.mark,
      zone: flow.zone,
      status: [
        ...(flow.seenReply ? (['SEEN_REPLY'] as const) : []),
        ...(flow.confirmed ? (['CONFIRMED'] as const) : []),
      ],
    },
  };
}
