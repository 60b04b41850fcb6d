import { isIPv4, isIPv6 } from 'node:net';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  ipEquals,
  ipFromBytes,
  isLinkLocal,
  isLoopback,
  isMulticast,
  isUnspecified,
  parseIp,
  unmapV4,
} from '../../src/net/IpAddress.js';
import { ip } from './harness.js';

describe('parseIp reads and writes canonically (RFC 5952)', () => {
  test.each([
    ['10.0.0.1', '10.0.0.1'],
    ['255.255.255.255', '255.255.255.255'],
    ['::', '::'],
    ['::1', '::1'],
    ['1::', '1::'],
    ['2001:DB8::A', '2001:db8::a'],
    ['2001:0db8:0000:0000:0000:0000:0000:0001', '2001:db8::1'],
    ['2001:db8:0:1:1:1:1:1', '2001:db8:0:1:1:1:1:1'],
    ['2001:db8::1:1:1:1:1', '2001:db8:0:1:1:1:1:1'],
    ['2001:0:0:1:0:0:0:1', '2001:0:0:1::1'],
    ['2001:db8:0:0:1:0:0:1', '2001:db8::1:0:0:1'],
    ['0:0:1::', '0:0:1::'],
    ['1:2:3:4:5:6:7::', '1:2:3:4:5:6:7:0'],
    ['::2:3:4:5:6:7:8', '0:2:3:4:5:6:7:8'],
    ['::ffff:10.0.0.1', '::ffff:10.0.0.1'],
    ['::FFFF:0a00:0001', '::ffff:10.0.0.1'],
    ['::10.0.0.1', '::a00:1'],
    ['64:ff9b::192.0.2.33', '64:ff9b::c000:221'],
    ['1:2:3:4:5:6:1.2.3.4', '1:2:3:4:5:6:102:304'],
  ])('%s is %s', (text, canonical) => expect(parseIp(text)?.text).toBe(canonical));
});

describe('parseIp refuses', () => {
  test.each([
    ['nothing', ''],
    ['a name', 'localhost'],
    ['three parts', '10.0.1'],
    ['five parts', '10.0.0.1.1'],
    ['a part beyond 255', '10.0.0.256'],
    ['leading zeros', '10.0.0.01'],
    ['an empty part', '10..0.1'],
    ['a sign', '10.0.0.-1'],
    ['a blank', ' 10.0.0.1'],
    ['a port', '10.0.0.1:80'],
    ['a prefix length', '10.0.0.0/8'],
    ['brackets', '[::1]'],
    ['a zone', 'fe80::1%eth0'],
    ['two gaps', '1::2::3'],
    ['three colons', ':::'],
    ['a single colon in front', ':1:2:3:4:5:6:7'],
    ['a single colon at the end', '1:2:3:4:5:6:7:'],
    ['seven groups', '1:2:3:4:5:6:7'],
    ['nine groups', '1:2:3:4:5:6:7:8:9'],
    ['a gap for no group', '1:2:3:4::5:6:7:8'],
    ['five hex digits', '::12345'],
    ['a letter beyond f', '::g'],
    ['dotted IPv4 in front', '1.2.3.4::'],
    ['dotted IPv4 before the gap', '::1.2.3.4:5'],
    ['dotted IPv4 with seven groups', '1:2:3:4:5:6:7:1.2.3.4'],
  ])('%s: %j', (_name, text) => expect(parseIp(text)).toBeUndefined());
});

describe('kinds of addresses', () => {
  test.each([
    ['127.0.0.1', 'loopback'],
    ['127.255.255.254', 'loopback'],
    ['::1', 'loopback'],
    ['128.0.0.1', ''],
    ['::ffff:127.0.0.1', ''],
    ['0.0.0.0', 'unspecified'],
    ['::', 'unspecified'],
    ['::ffff:0.0.0.0', ''],
    ['0.0.0.1', ''],
    ['224.0.0.1', 'multicast'],
    ['239.255.255.255', 'multicast'],
    ['ff02::1', 'multicast'],
    ['240.0.0.1', ''],
    ['fe00::1', ''],
    ['169.254.169.254', 'link-local'],
    ['169.255.0.1', ''],
    ['fe80::1', 'link-local'],
    ['febf::1', 'link-local'],
    ['fec0::1', ''],
  ])('%s: %j', (text, kind) => {
    const address = ip(text);
    const kinds = {
      loopback: isLoopback(address),
      unspecified: isUnspecified(address),
      multicast: isMulticast(address),
      'link-local': isLinkLocal(address),
    };
    const holds = Object.entries(kinds).flatMap(([name, is]) => (is ? [name] : []));
    expect(holds.join()).toBe(kind);
  });
});

describe('unmapV4', () => {
  test.each([
    ['::ffff:10.0.0.1', '10.0.0.1'],
    ['::ffff:0:0', '0.0.0.0'],
    ['10.0.0.1', '10.0.0.1'],
    ['::10.0.0.1', '::a00:1'],
    ['1::ffff:a00:1', '1::ffff:a00:1'],
    ['::fffe:a00:1', '::fffe:a00:1'],
  ])('%s is %s', (text, unmapped) => expect(unmapV4(ip(text)).text).toBe(unmapped));
});

describe('ipEquals', () => {
  test.each([
    ['::1', '0:0:0:0:0:0:0:1', true],
    ['10.0.0.1', '10.0.0.2', false],
    ['10.0.0.1', '::ffff:10.0.0.1', false],
  ])('%s and %s: %s', (a, b, equal) => expect(ipEquals(ip(a), ip(b))).toBe(equal));
});

describe('for every address', () => {
  const bytes = (length: number) =>
    fc.array(fc.constantFrom(0, 0, 0, 1, 0xff, 0x7f, 0xab), { minLength: length, maxLength: length });

  test('what is written is read back', () =>
    fc.assert(
      fc.property(fc.oneof(bytes(4), bytes(16)), (address) => {
        expect(parseIp(ipFromBytes(address).text)?.bytes).toEqual(address);
      }),
    ));

  test('writing is the same as that of WHATWG URLs, but for mapped IPv4', () =>
    fc.assert(
      fc.property(bytes(16), (address) => {
        const { text } = ipFromBytes(address);
        fc.pre(!text.includes('.'));
        expect(new URL(`http://[${text}]/`).hostname).toBe(`[${text}]`);
      }),
    ));

  test('the same texts are read that inet_pton(3) reads', () =>
    fc.assert(
      fc.property(
        fc.oneof(
          fc.ipV4(),
          fc.ipV6(),
          fc.ipV4Extended(),
          fc.string({ unit: fc.constantFrom(...Array.from('::..0125fF')), maxLength: 20 }),
        ),
        (text) => {
          expect(parseIp(text) !== undefined).toBe(isIPv4(text) || isIPv6(text));
        },
      ),
      { numRuns: 2000 },
    ));
});
