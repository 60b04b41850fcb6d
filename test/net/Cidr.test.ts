import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { cidrContains, makeCidr, parseCidr } from '../../src/net/Cidr.js';
import { ipFromBytes } from '../../src/net/IpAddress.js';
import { cidr, ip } from './harness.js';

describe('parseCidr', () => {
  test.each([
    ['10.0.0.0/8', '10.0.0.0/8'],
    ['10.1.2.3/8', '10.0.0.0/8'],
    ['10.1.2.3/15', '10.0.0.0/15'],
    ['10.1.2.3', '10.1.2.3/32'],
    ['0.0.0.0/0', '0.0.0.0/0'],
    ['1.2.3.4/0', '0.0.0.0/0'],
    ['2001:db8::1/32', '2001:db8::/32'],
    ['2001:db8::1', '2001:db8::1/128'],
    ['::/0', '::/0'],
    ['ffff::/1', '8000::/1'],
    ['10.0.0.0/33', undefined],
    ['::/129', undefined],
    ['10.0.0.0/', undefined],
    ['10.0.0.0/08', undefined],
    ['10.0.0.0/-1', undefined],
    ['10.0.0.0/8/8', undefined],
    ['10.0.0.0/255.0.0.0', undefined],
    ['/8', undefined],
    ['', undefined],
  ])('%j is %s', (text, range) => expect(parseCidr(text)?.text).toBe(range));
});

describe('makeCidr', () => {
  test.each([
    ['10.1.2.3', 24, '10.1.2.0/24'],
    ['10.1.2.3', 0, '0.0.0.0/0'],
    ['10.1.2.3', 128, '10.1.2.3/32'],
    ['::1', 200, '::1/128'],
    ['10.1.2.3', -1, '0.0.0.0/0'],
  ])('%s with %i bits is %s', (address, bits, range) => expect(makeCidr(ip(address), bits).text).toBe(range));
});

describe('cidrContains', () => {
  test.each([
    ['10.0.0.0/8', '10.255.255.255', true],
    ['10.0.0.0/8', '11.0.0.0', false],
    ['10.0.0.4/31', '10.0.0.5', true],
    ['10.0.0.4/31', '10.0.0.6', false],
    ['10.0.0.1', '10.0.0.1', true],
    ['0.0.0.0/0', '255.255.255.255', true],
    ['0.0.0.0/0', '::1', false],
    ['::/0', '10.0.0.1', false],
    ['::/0', '::ffff:10.0.0.1', true],
    ['10.0.0.0/8', '::ffff:10.0.0.1', false],
    ['fe80::/10', 'febf::1', true],
    ['fe80::/10', 'fec0::1', false],
  ])('%s has %s: %s', (range, address, inside) => expect(cidrContains(cidr(range), ip(address))).toBe(inside));

  const bytes = (length: number) =>
    fc.array(fc.integer({ min: 0, max: 255 }), { minLength: length, maxLength: length });
  const bits = (address: readonly number[]) => address.map((byte) => byte.toString(2).padStart(8, '0')).join('');

  test.each([4, 16])('agrees with comparing the bits of %i bytes as text', (length) =>
    fc.assert(
      fc.property(bytes(length), bytes(length), fc.nat(length * 8), fc.nat(length * 8), (a, other, prefix, shared) => {
        // An address that shares its first `shared` bits with `a`, so that both answers are common.
        const text = bits(a).slice(0, shared) + bits(other).slice(shared);
        const b = Array.from({ length }, (_, i) => Number.parseInt(text.slice(8 * i, 8 * i + 8), 2));
        const expected = text.startsWith(bits(a).slice(0, prefix));
        expect(cidrContains(makeCidr(ipFromBytes(a), prefix), ipFromBytes(b))).toBe(expected);
      }),
    ),
  );
});
