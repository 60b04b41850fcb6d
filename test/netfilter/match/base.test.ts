import { describe, expect, test } from 'vitest';
import { UNKNOWN_INTERFACE } from '../../../src/netfilter/match/interfaceName.js';
import { ip, truth } from './harness.js';

describe('--source, --destination', () => {
  test.each([
    ['-d 192.0.2.10/32', 'yes'],
    ['-d 192.0.2.0/24', 'yes'],
    ['-d 192.0.2.11/32', 'no'],
    ['! -d 192.0.2.11/32', 'yes'],
    ['! -d 192.0.2.10', 'no'],
    ['-s 10.0.0.2 -d 192.0.2.10', 'yes'],
    ['-s 10.0.0.3 -d 192.0.2.10', 'no'],
    ['-s 0.0.0.0/0', 'yes'],
  ])('%s: %s', (words, expected) => expect(truth(words)).toBe(expected));

  test('M18: a mask need not be contiguous', () => {
    expect(truth('-d 192.7.7.10/255.0.0.255')).toBe('yes');
    expect(truth('-d 192.7.7.11/255.0.0.255')).toBe('no');
  });

  test('the name of a host is not read: which address it has is not in the rules', () => {
    expect(truth('-d db.example')).toBe('unknown');
    expect(truth('-d db.example -p udp')).toBe('no');
  });

  test('IPv6', () => {
    const packet = { family: 6, source: ip('fd00::2'), destination: ip('2001:db8::10') } as const;
    expect(truth('-d 2001:db8::/32', packet)).toBe('yes');
    expect(truth('! -d 2001:db8::/32', packet)).toBe('no');
    expect(truth('-d ::/0', packet)).toBe('yes');
  });
});

describe('--protocol', () => {
  test.each([
    ['-p tcp', 'yes'],
    ['-p 6', 'yes'],
    ['-p udp', 'no'],
    ['! -p udp', 'yes'],
    ['-p all', 'yes'],
    ['-p 0', 'yes'],
  ])('M15: numbers and names are equal, 0 is all: %s is %s', (words, expected) => expect(truth(words)).toBe(expected));

  test('M15: ! -p tcp matches udp', () => expect(truth('! -p tcp', { protocol: 'udp' })).toBe('yes'));
  test('a packet may name its protocol by number', () => expect(truth('-p tcp', { protocol: '6' })).toBe('yes'));
});

describe('--in-interface, --out-interface', () => {
  test.each([
    ['-o eth0', 'yes'],
    ['-o eth', 'no'],
    ['-o eth+', 'yes'],
    ['-o eth0+', 'yes'],
    ['-o +', 'yes'],
    ['! -o eth+', 'no'],
    ['! -o lo', 'yes'],
  ])('M10: + is a prefix: %s is %s', (words, expected) => expect(truth(words)).toBe(expected));

  test.each([
    ['-i lo', 'no'],
    ['! -i lo', 'yes'],
    ['-i +', 'yes'],
  ])('M12: without the interface the name is empty: %s is %s', (words, expected) =>
    expect(truth(words)).toBe(expected),
  );

  test.each([
    ['-i lo', 'no'],
    ['! -i lo', 'yes'],
    ['-i +', 'yes'],
    ['-i cali+', 'unknown'],
    ['! -i eth0', 'unknown'],
  ])('an interface whose name nobody knows is not lo: %s is %s', (words, expected) =>
    expect(truth(words, { inInterface: UNKNOWN_INTERFACE })).toBe(expected),
  );
});

describe('--fragment', () => {
  test('a whole packet is none', () => {
    expect(truth('-f')).toBe('no');
    expect(truth('! -f')).toBe('yes');
  });
  test('H15: a later fragment shows no ports: no test of them matches, even negated', () => {
    expect(truth('-f', { fragment: true })).toBe('yes');
    expect(truth('-p tcp -m tcp ! --dport 1', { fragment: true })).toBe('no');
    expect(truth('-p tcp -m multiport ! --dports 1', { fragment: true })).toBe('no');
  });
});
