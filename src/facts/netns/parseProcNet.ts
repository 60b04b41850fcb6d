import { ipFromBytes } from '../../net/IpAddress.js';
import type { ListeningSocket } from '../../netfilter/model/ListeningSocket.js';
import { unreadableLine, type Line } from './lines.js';

const SLOT = /^[0-9]+:$/;
const ADDRESS = /^([0-9A-F]{8}|[0-9A-F]{32}):([0-9A-F]{4})$/;

/** The kernel's TCP_LISTEN, and TCP_CLOSE as udp has it for a socket without a peer. */
const STATES: Readonly<Record<string, string>> = { '0A': 'tcp', '07': 'udp' };

/** Whether a line is one of /proc/net/tcp and its like. */
export function isProcNetLine({ words }: Line): boolean {
  return SLOT.test(words[0] ?? '') && ADDRESS.test(words[1] ?? '');
}

/** A line of /proc/net/tcp and its like: addresses are 32-bit words in the byte order of the machine, taken as little endian. */
export function parseProcNetLine(line: Line): ListeningSocket | undefined {
  const match = ADDRESS.exec(line.words[1] ?? '');
  const state = line.words[3];
  if (!match || state === undefined) return unreadableLine(line, '/proc/net/tcp');
  const protocol = STATES[state];
  if (protocol === undefined) return undefined;
  const [, hex = '', port = ''] = match;
  const bytes = Array.from({ length: hex.length / 2 }, (_, i) => {
    const at = 4 * Math.floor(i / 4) + 3 - (i % 4);
    return Number.parseInt(hex.slice(2 * at, 2 * at + 2), 16);
  });
  return { protocol, address: { ip: ipFromBytes(bytes), port: Number.parseInt(port, 16) } };
}
