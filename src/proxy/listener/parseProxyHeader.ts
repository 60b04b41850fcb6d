import type { ProxyHeader } from '../../envoy/model/Connection.js';
import { parseIp } from '../../net/IpAddress.js';
import { parsePort } from '../../net/parsePort.js';
import type { SocketAddress } from '../../net/SocketAddress.js';

/** A header and how many bytes it takes. */
export interface ReadProxyHeader {
  readonly header: ProxyHeader;
  readonly length: number;
}

const SIGNATURE_1 = Buffer.from('PROXY ');
const SIGNATURE_2 = Buffer.from('\r\n\r\n\0\r\nQUIT\n', 'latin1');
/** With its line end. */
const LONGEST_1 = 108;
const HEAD_2 = 16;

/**
 * Reads a PROXY protocol header, version 1 or 2 (source/extensions/filters/listener/proxy_protocol/proxy_protocol.cc, readProxyHeader).
 * `more`: it is not whole yet; `none`: the bytes begin otherwise; `refused`: it is broken.
 */
export function parseProxyHeader(bytes: Buffer): ReadProxyHeader | 'more' | 'none' | 'refused' {
  if (begins(bytes, SIGNATURE_2)) return bytes.length < HEAD_2 ? 'more' : parseVersion2(bytes);
  if (begins(bytes, SIGNATURE_1)) return parseVersion1(bytes);
  return 'none';
}

function begins(bytes: Buffer, signature: Buffer): boolean {
  const length = Math.min(bytes.length, signature.length);
  return bytes.subarray(0, length).equals(signature.subarray(0, length));
}

function parseVersion1(bytes: Buffer): ReadProxyHeader | 'more' | 'refused' {
  const end = bytes.subarray(0, LONGEST_1).indexOf('\r\n');
  if (end < 0) return bytes.length >= LONGEST_1 ? 'refused' : 'more';
  const length = end + 2;
  const [, protocol, ...words] = bytes
    .toString('latin1', 0, end)
    .split(' ')
    .filter((word) => word !== '');
  if (protocol === 'UNKNOWN') return { header: {}, length };
  if ((protocol !== 'TCP4' && protocol !== 'TCP6') || words.length !== 4) return 'refused';
  const family = protocol === 'TCP4' ? 4 : 6;
  const [from = '', to = '', fromPort = '', toPort = ''] = words;
  const source = addressOf(from, parsePort(fromPort), family);
  const destination = addressOf(to, parsePort(toPort), family);
  return source === undefined || destination === undefined
    ? 'refused'
    : { header: { addresses: { source, destination } }, length };
}

function parseVersion2(bytes: Buffer): ReadProxyHeader | 'more' | 'refused' {
  const command = bytes.readUInt8(12);
  const transport = bytes.readUInt8(13);
  const length = HEAD_2 + bytes.readUInt16BE(14);
  if (command !== 0x20 && command !== 0x21) return 'refused';
  if (bytes.length < length) return 'more';
  if (command === 0x20) return { header: {}, length };
  const family = transport >> 4 === 1 ? 4 : transport >> 4 === 2 ? 6 : undefined;
  const isKnown = (transport & 0xf) === 1 || (transport & 0xf) === 2;
  const size = family === 4 ? 4 : 16;
  if (family === undefined || !isKnown || length < HEAD_2 + 2 * size + 4) return 'refused';
  const ports = HEAD_2 + 2 * size;
  const source = addressOf(textOf(bytes.subarray(HEAD_2, HEAD_2 + size)), bytes.readUInt16BE(ports), family);
  const destination = addressOf(textOf(bytes.subarray(HEAD_2 + size, ports)), bytes.readUInt16BE(ports + 2), family);
  return source === undefined || destination === undefined
    ? 'refused'
    : { header: { addresses: { source, destination } }, length };
}

function textOf(bytes: Buffer): string {
  if (bytes.length === 4) return bytes.join('.');
  return Array.from({ length: 8 }, (_, index) => bytes.readUInt16BE(2 * index).toString(16)).join(':');
}

function addressOf(text: string, port: number | undefined, family: 4 | 6): SocketAddress | undefined {
  const ip = parseIp(text);
  return ip?.family === family && port !== undefined ? { ip, port } : undefined;
}
