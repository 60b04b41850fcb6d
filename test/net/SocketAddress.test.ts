import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { ipFromBytes } from '../../src/net/IpAddress.js';
import { formatSocketAddress, parseSocketAddress } from '../../src/net/SocketAddress.js';

describe('parseSocketAddress', () => {
  test.each([
    ['10.0.0.1:80', '10.0.0.1:80'],
    ['0.0.0.0:0', '0.0.0.0:0'],
    ['[::1]:65535', '[::1]:65535'],
    ['[2001:DB8:0::1]:443', '[2001:db8::1]:443'],
    ['[::ffff:10.0.0.1]:80', '[::ffff:10.0.0.1]:80'],
    ['10.0.0.1', undefined],
    ['10.0.0.1:', undefined],
    ['10.0.0.1:65536', undefined],
    ['10.0.0.1:080', undefined],
    ['10.0.0.1:80:80', undefined],
    ['::1:80', undefined],
    ['[::1]', undefined],
    ['[10.0.0.1]:80', undefined],
    ['[[::1]]:80', undefined],
    ['[::1:80', undefined],
    ['localhost:80', undefined],
    [':80', undefined],
    ['', undefined],
  ])('%j is %s', (text, expected) => {
    const address = parseSocketAddress(text);
    expect(address && formatSocketAddress(address)).toBe(expected);
  });

  test('what is written is read back', () =>
    fc.assert(
      fc.property(
        fc.uint8Array({ minLength: 4, maxLength: 4 }),
        fc.uint8Array({ minLength: 16, maxLength: 16 }),
        fc.nat(65535),
        (v4, v6, port) => {
          for (const bytes of [v4, v6]) {
            const address = { ip: ipFromBytes([...bytes]), port };
            expect(parseSocketAddress(formatSocketAddress(address))).toEqual(address);
          }
        },
      ),
    ));
});
