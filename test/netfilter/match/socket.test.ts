import { describe, expect, test } from 'vitest';
import type { ListeningSocket } from '../../../src/netfilter/model/ListeningSocket.js';
import { ip, truth, UNTRACKED } from './harness.js';

const INBOUND = { destination: ip('10.0.0.2'), destinationPort: 15006, inInterface: 'eth0', outInterface: '' };

function listen(address: string, transparent?: boolean): ListeningSocket {
  return {
    protocol: 'tcp',
    address: { ip: ip(address), port: 15006 },
    ...(transparent !== undefined && { transparent }),
  };
}

describe('M21: a SYN', () => {
  test.each([
    ['a wildcard listener', '', listen('0.0.0.0'), 'no'],
    ['a wildcard listener', '--nowildcard', listen('0.0.0.0'), 'yes'],
    ['a dual-stack wildcard listener', '--nowildcard', listen('::'), 'yes'],
    ['a listener on the address', '', listen('10.0.0.2'), 'yes'],
    ['a listener on another address', '', listen('127.0.0.1'), 'no'],
    ['a transparent wildcard listener', '--transparent', listen('0.0.0.0', true), 'no'],
    ['a transparent wildcard listener', '--transparent --nowildcard', listen('0.0.0.0', true), 'yes'],
    ['a plain wildcard listener', '--transparent --nowildcard', listen('0.0.0.0', false), 'no'],
    ['a listener of which it is not known', '--transparent --nowildcard', listen('0.0.0.0'), 'unknown'],
  ])('to %s, %s: %s', (_, words, socket, expected) =>
    expect(truth(`-m socket ${words}`, INBOUND, { sockets: [socket] })).toBe(expected),
  );
});

test('M21: a packet of an established socket matches plain, --transparent only if that is transparent', () => {
  const established = { ...INBOUND, conntrack: { state: 'ESTABLISHED' } as const };
  expect(truth('-m socket', established, { connectedSocket: { transparent: false } })).toBe('yes');
  expect(truth('-m socket --transparent', established, { connectedSocket: { transparent: false } })).toBe('no');
  expect(truth('-m socket --transparent', established, { connectedSocket: { transparent: true } })).toBe('yes');
});

test('without the sockets it is not known', () => {
  expect(truth('-m socket', INBOUND)).toBe('unknown');
  expect(truth('-m socket', { ...INBOUND, conntrack: UNTRACKED }, { sockets: [] })).toBe('unknown');
  expect(truth('-m socket', INBOUND, { sockets: [] })).toBe('no');
});
