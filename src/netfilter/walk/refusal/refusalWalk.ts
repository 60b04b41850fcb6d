import type { Choose } from '../../../logic/Fork.js';
import type { MatchEnv } from '../../model/MatchEnv.js';
import type { Netns } from '../netns/Netns.js';
import { outputPath } from '../path/outputPath.js';
import type { PacketWalk, Refusal } from '../PacketWalk.js';
import { walkPacket } from '../walkPacket.js';
import { withoutRoute } from '../withoutRoute.js';
import { errorKind } from './errorPacket.js';
import { packetOfRefusal } from './packetOfRefusal.js';
import { routeError } from './routeError.js';

/**
 * The way of the kernel's answer to a packet that it refused: a TCP reset or an ICMP error, which goes out through OUTPUT as any packet
 * of this host, with mark 0. That of a rule carries the refused packet's flow from the start, as RELATED and in the other direction
 * (`nf_conntrack_attach`); that of a missing socket is tracked by itself. It may be refused in turn. Ends `local` or `wire` where
 * whoever sent the refused packet is told. `undefined`: there is no answer.
 */
export function refusalWalk(
  netns: Netns,
  walk: PacketWalk,
  refused: Refusal,
  isReply: boolean,
  choose: Choose,
): PacketWalk | undefined {
  const { opening, flows, accepted } = walk.conversation;
  const kind = errorKind(refused);
  if (kind === undefined) return undefined;
  const route = routeError(netns, refused, kind);
  if (route.kind !== 'route') return withoutRoute(opening, route, 'timeout');
  const related = refused.by === 'rule' ? relatedTo(refused) : undefined;
  const answer = walkPacket(
    netns,
    {
      opening,
      packet: { ...packetOfRefusal(refused, kind), source: route.source, outInterface: route.device },
      local: true,
      isReply: !isReply,
      invalid: false,
      known: flows,
      connected: isReply ? answererOf(walk, refused) : senderOf(walk),
      accepted,
      error: kind === 'icmp' ? { kind, quoted: refused.of } : { kind },
      ...(related === undefined ? {} : { related }),
      ...(refused.by === 'rule' && refused.untracked === true ? { attached: true as const } : {}),
    },
    outputPath,
    choose,
  );
  if (answer.end.kind !== 'rejected') return answer;
  const next = refusalWalk(netns, answer, answer.end.refusal, !isReply, choose);
  return next === undefined ? answer : { ...answer, refusal: next };
}

function senderOf({ conversation: { opening } }: PacketWalk): MatchEnv['connectedSocket'] {
  return opening.from === 'socket' && opening.byHand !== true
    ? { transparent: opening.transparent, owner: opening.owner, mark: opening.mark }
    : 'none';
}

/** What has the addresses of the answer that was refused: a connection that opens; a datagram's server is not connected. */
function answererOf({ conversation: { accepted } }: PacketWalk, { of }: Refusal): MatchEnv['connectedSocket'] {
  const opens = of.protocol === 'tcp' && of.tcpFlags?.includes('RST') !== true;
  return opens ? (accepted ?? 'none') : 'none';
}

function relatedTo({ flow }: Refusal): Refusal['flow'] {
  return flow && { flow: flow.flow, direction: flow.direction === 'ORIGINAL' ? 'REPLY' : 'ORIGINAL' };
}
