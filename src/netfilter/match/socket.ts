import { truthOf, type Truth } from '../../logic/Truth.js';
import { ipEquals, isUnspecified, type IpAddress } from '../../net/IpAddress.js';
import type { ListeningSocket } from '../model/ListeningSocket.js';
import type { MatchEnv } from '../model/MatchEnv.js';
import type { Packet } from '../model/Packet.js';
import { criterion, NOT_KNOWN } from './criterion.js';
import type { MatchModule } from './MatchModule.js';

/** `-m socket`. */
export interface SocketMatch {
  readonly kind: 'socket';
  /** Only sockets with `IP_TRANSPARENT`. */
  readonly transparent: boolean;
  /** Sockets bound to any address count too. */
  readonly nowildcard: boolean;
  /** Sets the packet's mark to the socket's when it matches. */
  readonly restoreMark: boolean;
}

/**
 * Whether an open socket would take the packet: a connected one, else one that listens at its destination; one bound to any
 * address only with `--nowildcard` (iptables-extensions(8), `xt_socket.c`). Of an ICMP error the packet that it quotes is looked for;
 * other protocols have no sockets here.
 */
export const socket: MatchModule<SocketMatch> = {
  names: ['socket'],
  options: { '--transparent': 0, '--nowildcard': 0, '--restore-skmark': 0 },
  parse: (options) => ({
    kind: 'socket',
    transparent: options.has('--transparent'),
    nowildcard: options.has('--nowildcard'),
    restoreMark: options.has('--restore-skmark'),
  }),
  print: (match) => ['-m', 'socket', ...flags(match)],
  evaluate(match, packet, env) {
    const { truth, got } = socketFor(match, packet, env);
    return [criterion('socket', { not: false }, flags(match).join(' ') || 'a socket', got, truth)];
  },
};

function flags({ transparent, nowildcard, restoreMark }: SocketMatch): readonly string[] {
  return [
    ...(transparent ? ['--transparent'] : []),
    ...(nowildcard ? ['--nowildcard'] : []),
    ...(restoreMark ? ['--restore-skmark'] : []),
  ];
}

interface Finding {
  readonly truth: Truth;
  readonly got: string;
}

/** The mark that `--restore-skmark` gives a packet that matches; sockets that listen are taken to have none. `undefined`: it stays. */
export function socketMark(packet: Packet, { connectedSocket, assignedSocket }: MatchEnv): number | undefined {
  if (assignedSocket !== undefined || connectedSocket === undefined || connectedSocket === 'none') return 0;
  return packet.protocol === 'tcp' || connectedSocket.mark !== undefined ? connectedSocket.mark : 0;
}

function socketFor(match: SocketMatch, packet: Packet, env: MatchEnv): Finding {
  const { connectedSocket, assignedSocket } = env;
  if (assignedSocket !== undefined) return matchListener(match, assignedSocket);
  const asked = lookedUp(packet, env);
  if (asked.protocol !== 'tcp' && asked.protocol !== 'udp')
    return { truth: 'no', got: `no socket of ${asked.protocol}` };
  if (connectedSocket !== undefined && connectedSocket !== 'none') {
    const { transparent } = connectedSocket;
    const got = transparent === true ? 'a connected transparent socket' : 'a connected socket';
    if (!match.transparent) return { truth: 'yes', got };
    return { truth: transparent === undefined ? 'unknown' : truthOf(transparent), got };
  }
  if (packet.conntrack.state !== 'NEW' && connectedSocket === undefined) return { truth: 'unknown', got: NOT_KNOWN };
  const listener = listenerFor(asked, packet, env);
  if (listener === undefined) return { truth: 'unknown', got: NOT_KNOWN };
  return listener === 'none' ? { truth: 'no', got: 'no socket' } : matchListener(match, listener);
}

function matchListener(match: SocketMatch, { address, transparent }: ListeningSocket): Finding {
  const got = `a listener on ${address.ip.text}:${address.port}`;
  if (isUnspecified(address.ip) && !match.nowildcard) return { truth: 'no', got };
  if (!match.transparent) return { truth: 'yes', got };
  return { truth: transparent === undefined ? 'unknown' : truthOf(transparent), got };
}

/** What is looked for: of an ICMP error the other end of the packet that it quotes. */
interface Asked {
  readonly protocol: string;
  readonly ip: IpAddress;
  readonly port: number | undefined;
}

function lookedUp({ protocol, destination, destinationPort }: Packet, { quoted }: MatchEnv): Asked {
  return quoted === undefined
    ? { protocol, ip: destination, port: destinationPort }
    : { protocol: quoted.protocol, ip: quoted.source, port: quoted.sourcePort };
}

/** The socket of the kernel's lookup: the one bound to the address itself before one bound to any. */
function listenerFor(
  { protocol, ip, port }: Asked,
  { inInterface }: Packet,
  { sockets }: MatchEnv,
): ListeningSocket | 'none' | undefined {
  if (sockets === undefined || port === undefined) return undefined;
  const candidates = sockets.filter(
    (one) =>
      one.protocol === protocol &&
      one.address.port === port &&
      (one.boundTo === undefined || one.boundTo === inInterface) &&
      takes(one, ip),
  );
  return candidates.find((one) => ipEquals(one.address.ip, ip)) ?? candidates[0] ?? 'none';
}

function takes({ address, v6only }: ListeningSocket, asked: IpAddress): boolean {
  const { ip } = address;
  if (!isUnspecified(ip)) return ipEquals(ip, asked);
  return ip.family === asked.family || (ip.family === 6 && v6only !== true);
}
