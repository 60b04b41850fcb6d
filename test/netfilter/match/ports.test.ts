import { describe, expect, test } from 'vitest';
import { truth, truthFor, UNBOUND_SYN } from './harness.js';

test.each([
  ['--dport 80', 'yes'],
  ['! --dport 80', 'no'],
  ['--dport 79:80', 'yes'],
  ['--dport :80', 'yes'],
  ['--dport :79', 'no'],
  ['--dport 81:', 'no'],
  ['! --dport 81:', 'yes'],
  ['--sport 40000 --dport 80', 'yes'],
  ['--sport 40001 --dport 80', 'no'],
  ['--source-port 40000', 'yes'],
  ['--destination-port 80', 'yes'],
])('M16: -p tcp %s: %s', (words, expected) => expect(truth(`-p tcp ${words}`)).toBe(expected));

test.each([
  ['--dports 53,80', 'yes'],
  ['--dports 53,79:81', 'yes'],
  ['! --dports 53,80', 'no'],
  ['! --dports 53,15008', 'yes'],
  ['--sports 53,80', 'no'],
  ['--ports 40000', 'yes'],
  ['--ports 80', 'yes'],
  ['! --ports 80', 'no'],
])('M16: -m multiport %s: %s', (words, expected) => expect(truth(`-p tcp -m multiport ${words}`)).toBe(expected));

describe('a source port that is not known', () => {
  const ephemeral = { ephemeralPorts: { min: 32768, max: 60999 } };

  test('is no port outside the ephemeral range', () => {
    expect(ask('-p tcp --sport 53')).toBe('no');
    expect(ask('-p tcp ! --sport 53')).toBe('yes');
    expect(ask('-p tcp --sport 15053')).toBe('no');
  });
  test('is one within it', () => expect(ask('-p tcp --sport 1024:')).toBe('yes'));
  test('is else not decided', () => expect(ask('-p tcp -m multiport --sports 40000,53')).toBe('unknown'));

  function ask(words: string): string {
    return truthFor(words, UNBOUND_SYN, ephemeral);
  }
});

test.each([
  ['--syn', ['SYN'], 'yes'],
  ['--syn', ['SYN', 'ACK'], 'no'],
  ['! --syn', ['ACK'], 'yes'],
  ['--syn', ['SYN', 'URG'], 'yes'],
  ['--tcp-flags SYN,ACK SYN', ['SYN', 'FIN'], 'yes'],
  ['--tcp-flags ALL NONE', [], 'yes'],
  ['--tcp-flags ALL NONE', ['PSH'], 'no'],
  ['--tcp-flags ACK SYN', ['SYN'], 'no'],
] as const)('M17: -p tcp %s with %j: %s', (words, tcpFlags, expected) =>
  expect(truth(`-p tcp ${words}`, { tcpFlags })).toBe(expected),
);

test('a TCP option is not known', () => expect(truth('-p tcp --tcp-option 5')).toBe('unknown'));

test.each([
  ['8', 'yes'],
  ['8/0', 'yes'],
  ['any', 'yes'],
  ['echo-request', 'yes'],
  ['8/1', 'no'],
  ['0', 'no'],
])('M20: an echo request is --icmp-type %s: %s', (type, expected) => {
  const echo = { protocol: 'icmp', icmpType: 8, icmpCode: 0 };
  expect(truth(`-p icmp --icmp-type ${type}`, echo)).toBe(expected);
});

test('M20: an echo request is not ! --icmp-type 8', () =>
  expect(truth('-p icmp ! --icmp-type 8', { protocol: 'icmp', icmpType: 8, icmpCode: 0 })).toBe('no'));
