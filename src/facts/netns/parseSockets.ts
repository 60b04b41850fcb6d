import { parseIp } from '../../net/IpAddress.js';
import { parsePort } from '../../net/parsePort.js';
import type { ListeningSocket } from '../../netfilter/model/ListeningSocket.js';
import { linesOf, unreadableLine, type Line } from './lines.js';
import { isProcNetLine, parseProcNetLine } from './parseProcNet.js';

/**
 * Reads the listening sockets in what `ss -ltun` prints (with or without header, Netid or Process columns), `netstat -ltun`, or
 * /proc/net/{tcp,tcp6,udp,udp6}. Sockets that don't listen are left out; a line that is none of these is a `UserError` (exit 5).
 */
export function parseSockets(text: string, file: string): readonly ListeningSocket[] {
  return linesOf(text, file).flatMap((line) => {
    if (isHeader(line)) return [];
    const socket = isProcNetLine(line) ? parseProcNetLine(line) : parseLine(line);
    return socket ? [socket] : [];
  });
}

function isHeader({ words }: Line): boolean {
  return ['Netid', 'State', 'Proto', 'Active', 'sl'].includes(words[0] ?? '');
}

const PROTOCOLS = /^(tcp|udp|sctp)6?$/;
const LISTENING: ReadonlySet<string> = new Set(['LISTEN', 'UNCONN']);

function parseLine(line: Line): ListeningSocket | undefined {
  const [first = ''] = line.words;
  const named = PROTOCOLS.exec(first)?.[1];
  const words = named === undefined ? line.words : line.words.slice(1);
  if (/^[0-9]+$/.test(words[0] ?? '')) {
    // netstat: queues, addresses, and a state that udp lacks.
    const [, , local, , state = named === 'udp' ? 'UNCONN' : ''] = words;
    return LISTENING.has(state) || named === 'udp' ? parseLocal(local ?? '', named ?? 'tcp', line) : undefined;
  }
  const [state = '', , , local = ''] = words;
  if (words.length < 4 || !/^[A-Z][A-Z0-9-]+$/.test(state)) return unreadableLine(line, 'ss -ltun');
  if (!LISTENING.has(state)) return undefined;
  return parseLocal(local, named ?? (state === 'LISTEN' ? 'tcp' : 'udp'), line);
}

/** `10.0.0.1:80`, `0.0.0.0%eth0:68`, `[::]:80`, `[fe80::1]%eth0:546`, `*:80` (an IPv6 socket that takes IPv4, too), `:::80` (netstat). */
function parseLocal(local: string, protocol: string, line: Line): ListeningSocket {
  const match = /^(\[[^\]]*\]|\*|.*?)(?:%([^:]+))?:([0-9]+)$/.exec(local);
  const host = match?.[1] ?? '';
  const bare = host.startsWith('[') ? host.slice(1, -1) : host === '*' ? '::' : host;
  const ip = parseIp(bare.split('%')[0] ?? '');
  const port = parsePort(match?.[3] ?? '');
  if (!ip || port === undefined) return unreadableLine(line, 'ss -ltun');
  const device = match?.[2];
  return {
    protocol,
    address: { ip, port },
    ...(device === undefined ? {} : { boundTo: device }),
    ...(host === '*' ? { v6only: false } : host === '[::]' ? { v6only: true } : {}),
  };
}
