import { describe, expect, test } from 'vitest';
import { assumedNetns } from '../../../src/netfilter/walk/netns/assumedNetns.js';
import { endOf, ip, rulesOfFiles, walk } from './bench.js';

describe('what is assumed of a pod', () => {
  const bare = assumedNetns({ podIps: [ip('10.1.2.3'), ip('fd01::3')], ruleSets: [] });
  test('lo, eth0 with the pod addresses, default routes', () => {
    expect(
      bare.interfaces.map(({ name, addresses }) => [name, ...addresses.map(({ address }) => address.text)]),
    ).toEqual([
      ['lo', '127.0.0.1', '::1'],
      ['eth0', '10.1.2.3', 'fd01::3'],
    ]);
    expect(endOf(walk(bare, 'app tcp 192.0.2.10:80'))).toBe('wire eth0 192.0.2.10:80');
    expect(endOf(walk(bare, 'app tcp [2001:db8::10]:80'))).toBe('wire eth0 [2001:db8::10]:80');
  });
  test('a family without pod address has loopback only', () => {
    const v4 = assumedNetns({ podIps: [ip('10.1.2.3')], ruleSets: [] });
    expect(endOf(walk(v4, 'app tcp [::1]:80'))).toBe('direct [::1]:80');
    expect(endOf(walk(v4, 'app tcp [2001:db8::10]:80'))).toBe('unroutable ENETUNREACH');
  });
  test('without rules that need them no ip rule beyond the default ones', () =>
    expect(bare.ipRules.filter(({ fwmark }) => fwmark)).toEqual([]));
  test.each([
    ['cni-sidecar/nft/tproxy.iptables-save', [{ value: 0x539, mask: 0xffffffff }]],
    ['ambient/nft/default.iptables-save', [{ value: 0x111, mask: 0xfff }]],
    ['cni-sidecar/nft/basic.iptables-save', []],
  ])('the marks of %s', (file, marks) => {
    const netns = assumedNetns({ podIps: [ip('10.1.2.3')], ruleSets: rulesOfFiles(file) });
    expect(netns.ipRules.flatMap(({ fwmark, family }) => (fwmark && family === 4 ? [fwmark] : []))).toEqual(marks);
  });
  test('what is known wins', () =>
    expect(assumedNetns({ podIps: [ip('10.1.2.3')], ruleSets: [], routes: [] }).routes).toEqual([]));
  test('unknown sockets are taken to listen, and the step says so', () => {
    const netns = assumedNetns({
      podIps: [ip('10.1.2.3')],
      ruleSets: rulesOfFiles('cni-sidecar/nft/tproxy.iptables-save'),
    });
    const { end, steps } = walk(netns, 'peer tcp 10.1.2.3:8080 from 10.1.2.9');
    expect(end).toMatchObject({ kind: 'local', by: 'tproxy', listener: { port: 15006 } });
    expect(steps.flatMap(({ effects }) => effects).join()).toContain('(assumed: that it listens and is transparent)');
  });
});
