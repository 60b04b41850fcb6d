import { describe, expect, it } from 'vitest';
import { formatSocketAddress } from '../../../src/net/SocketAddress.js';
import { parseProxyHeader } from '../../../src/proxy/listener/parseProxyHeader.js';

/** `SOURCE > DESTINATION`, `no addresses`, and what is left behind the header. */
function read(bytes: Buffer): string {
  const found = parseProxyHeader(bytes);
  if (typeof found === 'string') return found;
  const { addresses } = found.header;
  const rest = bytes.toString('latin1', found.length);
  const text =
    addresses === undefined
      ? 'no addresses'
      : `${formatSocketAddress(addresses.source)} > ${formatSocketAddress(addresses.destination)}`;
  return `${text}${rest === '' ? '' : `, then ${rest}`}`;
}

/** Version 2, in hexadecimal: command, family and transport, then what follows the length. */
function version2(command: string, rest: string): Buffer {
  const length = (rest.length / 2).toString(16).padStart(4, '0');
  return Buffer.from(`0d0a0d0a000d0a515549540a${command}${length}${rest}`, 'hex');
}

describe('a PROXY header of version 1', () => {
  it.each([
    ['PROXY TCP4 10.0.0.1 10.0.0.2 5555 80\r\nGET /', '10.0.0.1:5555 > 10.0.0.2:80, then GET /'],
    ['PROXY TCP6 fd00::1 ::1 1 2\r\n', '[fd00::1]:1 > [::1]:2'],
    ['PROXY UNKNOWN\r\n', 'no addresses'],
    ['PROXY UNKNOWN ff:: ff:: 1 2\r\nx', 'no addresses, then x'],
    ['PRO', 'more'],
    ['PROXY TCP4 10.0.0.1 10.0.0.2 5555 80\r', 'more'],
    ['PROXY TCP4 10.0.0.1 10.0.0.2 5555\r\n', 'refused'],
    ['PROXY TCP4 fd00::1 ::1 1 2\r\n', 'refused'],
    ['PROXY TCP4 10.0.0.1 10.0.0.2 5555 65536\r\n', 'refused'],
    ['PROXY UDP4 10.0.0.1 10.0.0.2 1 2\r\n', 'refused'],
    [`PROXY TCP4 ${'1'.repeat(120)}`, 'refused'],
    ['GET / HTTP/1.1\r\n', 'none'],
  ])('%j', (text, expected) => expect(read(Buffer.from(text, 'latin1'))).toBe(expected));
});

describe('a PROXY header of version 2', () => {
  it.each([
    ['TCP over IPv4', version2('2111', '0a0000010a00000215b30050'), '10.0.0.1:5555 > 10.0.0.2:80'],
    ['TCP over IPv6', version2('2121', `fd${'00'.repeat(14)}01${'00'.repeat(15)}0100010002`), '[fd00::1]:1 > [::1]:2'],
    ['with a TLV', version2('2111', '0a0000010a00000215b30050ea00026162'), '10.0.0.1:5555 > 10.0.0.2:80'],
    ['LOCAL', version2('2000', ''), 'no addresses'],
    ['a Unix socket', version2('2131', '00'.repeat(216)), 'refused'],
    ['too short for its addresses', version2('2111', '0a000001'), 'refused'],
    ['another version', version2('1111', '0a0000010a00000215b30050'), 'refused'],
    ['not whole', version2('2111', '0a0000010a00000215b30050').subarray(0, 20), 'more'],
  ])('%s', (_, bytes, expected) => expect(read(bytes)).toBe(expected));
});
