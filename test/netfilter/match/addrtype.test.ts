import { describe, expect, test } from 'vitest';
import { ip, truth } from './harness.js';

function typed(address: string, words: string, packet = {}, env = {}): string {
  const destination = ip(address);
  return truth(`-m addrtype ${words}`, { destination, family: destination.family, ...packet }, env);
}

describe('M13: IPv4', () => {
  test.each([
    ['10.0.0.2', 'LOCAL', 'yes'],
    ['10.0.0.3', 'LOCAL', 'yes'],
    ['127.0.0.9', 'LOCAL', 'yes'],
    ['10.9.9.9', 'LOCAL', 'yes'],
    ['192.0.2.10', 'LOCAL', 'no'],
    ['192.0.2.10', 'UNICAST', 'yes'],
    ['10.0.0.2', 'UNICAST', 'no'],
    ['224.0.0.1', 'UNICAST', 'no'],
    ['224.0.0.1', 'MULTICAST', 'yes'],
    ['10.0.0.255', 'BROADCAST', 'yes'],
    ['255.255.255.255', 'BROADCAST', 'yes'],
    ['127.255.255.255', 'BROADCAST', 'yes'],
    ['127.255.255.255', 'LOCAL', 'no'],
    ['10.0.0.0', 'BROADCAST', 'unknown'],
    ['10.0.0.2', 'LOCAL,BROADCAST', 'yes'],
  ])('%s is %s: %s', (address, type, expected) => expect(typed(address, `--dst-type ${type}`)).toBe(expected));

  test('--limit-iface-out: an own address of another interface is UNICAST', () => {
    const lo = { outInterface: 'lo' };
    expect(typed('10.0.0.2', '--dst-type LOCAL --limit-iface-out', lo)).toBe('no');
    expect(typed('10.0.0.2', '--dst-type UNICAST --limit-iface-out', lo)).toBe('yes');
    expect(typed('127.0.0.1', '--dst-type LOCAL --limit-iface-out', lo)).toBe('yes');
    expect(typed('10.9.9.9', '--dst-type LOCAL --limit-iface-out', lo)).toBe('yes');
  });

  test('--limit-iface-in: an address of lo that arrives by eth0 is not LOCAL', () => {
    const eth0 = { inInterface: 'eth0', outInterface: '' };
    expect(typed('10.9.9.9', '--dst-type LOCAL --limit-iface-in', eth0)).toBe('no');
    expect(typed('10.0.0.3', '--dst-type LOCAL --limit-iface-in', eth0)).toBe('yes');
  });

  test('without the addresses only what needs none is decided', () => {
    const env = { interfaces: undefined };
    expect(typed('10.0.0.2', '--dst-type LOCAL', {}, env)).toBe('unknown');
    expect(typed('127.0.0.1', '--dst-type LOCAL', {}, env)).toBe('yes');
    expect(typed('10.0.0.2', '--dst-type MULTICAST', {}, env)).toBe('no');
  });

  test('source and destination are and, each with its own !', () =>
    expect(typed('192.0.2.10', '--src-type LOCAL ! --dst-type LOCAL')).toBe('yes'));
});

describe('M14: IPv6', () => {
  test('an own address is LOCAL and UNICAST', () => {
    for (const address of ['fd00::2', '::1']) {
      expect(typed(address, '--dst-type LOCAL')).toBe('yes');
      expect(typed(address, '--dst-type UNICAST')).toBe('yes');
    }
  });
  test('a foreign one is UNICAST alone, ff02::1 is MULTICAST alone', () => {
    expect(typed('2001:db8::1', '--dst-type LOCAL')).toBe('no');
    expect(typed('2001:db8::1', '--dst-type UNICAST')).toBe('yes');
    expect(typed('ff02::1', '--dst-type UNICAST')).toBe('no');
    expect(typed('ff02::1', '--dst-type MULTICAST')).toBe('yes');
  });
  test('anycast needs the routing table', () => expect(typed('2001:db8::1', '--dst-type ANYCAST')).toBe('unknown'));
});
