import { isIPv6 } from 'node:net';
import { parseIp } from '../../../../src/net/IpAddress.js';
import type { CaseRequest } from '../Configuration.js';

const SIGNATURE_2 = Buffer.from('0d0a0d0a000d0a515549540a', 'hex');

/** A PROXY protocol header as a client writes it (haproxy's proxy-protocol.txt). */
export function proxyHeader(proxy: NonNullable<CaseRequest['proxy']>): Buffer {
  const { source, sourcePort, destination, destinationPort, form = 'v1' } = proxy;
  const six = isIPv6(source);
  switch (form) {
    case 'v1':
      return Buffer.from(`PROXY TCP${six ? 6 : 4} ${source} ${destination} ${sourcePort} ${destinationPort}\r\n`);
    case 'unknown':
      return Buffer.from('PROXY UNKNOWN\r\n');
    case 'local':
      return Buffer.concat([SIGNATURE_2, Buffer.from([0x20, 0x00, 0, 0])]);
    case 'v2': {
      const ports = Buffer.alloc(4);
      ports.writeUInt16BE(sourcePort, 0);
      ports.writeUInt16BE(destinationPort, 2);
      const body = Buffer.concat([bytesOf(source), bytesOf(destination), ports]);
      return Buffer.concat([SIGNATURE_2, Buffer.from([0x21, six ? 0x21 : 0x11, 0, body.length]), body]);
    }
  }
}

function bytesOf(address: string): Buffer {
  const ip = parseIp(address);
  if (ip === undefined) throw new Error(`no address: ${address}`);
  return Buffer.from(ip.bytes);
}
