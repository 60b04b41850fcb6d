import type { CtZone } from '../../target/CT.js';
import { ipFromBytes } from '../../../net/IpAddress.js';
import type { ConntrackState, ConntrackView } from '../../model/ConntrackView.js';
import type { Flow } from './Flow.js';

/** What conntrack has attached to the packet on its way. */
export type Tracking =
  /** Nothing: before conntrack, without it, or an invalid packet. `zone`: set by a CT rule in raw; `mark`: it will be the packet's mark. `attached`: the
   * answer of REJECT to an untracked packet, which is as if it had been seen by conntrack before (`nf_conntrack_attach`). */
  | { readonly kind: 'none'; readonly zone?: CtZone; readonly attached?: true }
  /** NOTRACK: nothing ever will be. */
  | { readonly kind: 'untracked' }
  | {
      readonly kind: 'flow';
      readonly flow: Flow;
      readonly direction: 'ORIGINAL' | 'REPLY';
      readonly state: ConntrackState;
    };

/**
 * What `-m conntrack` sees of a packet (kernel 6.18 measured): in raw a fresh one is INVALID, and NEW once a CT rule has given it
 * a template, whose addresses are all zero.
 */
export function viewOf(tracking: Tracking, family: 4 | 6, marksTemplates = false): ConntrackView {
  if (tracking.kind === 'none')
    return tracking.zone === undefined
      ? { state: 'INVALID' }
      : template(tracking.zone === 'mark' ? 0 : tracking.zone, family, marksTemplates);
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
        ...(flow.assured ? (['ASSURED'] as const) : []),
        ...(flow.confirmed ? (['CONFIRMED'] as const) : []),
      ],
    },
  };
}

function template(zone: number, family: 4 | 6, marked: boolean): ConntrackView {
  const nowhere = ipFromBytes(new Array<number>(family === 4 ? 4 : 16).fill(0));
  const tuple = { source: nowhere, destination: nowhere, sourcePort: 0, destinationPort: 0 };
  return {
    state: 'NEW',
    entry: {
      protocol: '0',
      original: tuple,
      reply: tuple,
      direction: 'ORIGINAL',
      snat: false,
      dnat: false,
      mark: 0,
      status: ['CONFIRMED'],
      template: true,
      ...(marked ? { markUnknown: true as const } : {}),
      zone,
    },
  };
}
