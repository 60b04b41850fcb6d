import { describe, expect, test } from 'vitest';
import { chooseLikeliest } from '../../../src/logic/Fork.js';
import type { ConntrackTuple } from '../../../src/netfilter/model/ConntrackView.js';
import { replyWalk } from '../../../src/netfilter/walk/replyWalk.js';
import { endOf, iptables, path, POD, rulesOfFiles, TPROXY_POD, walk } from '../walk/bench.js';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/** Istio's own rules, the same packets that a real kernel (6.18) was shown: path and end as it took them, in both back ends. */
describe.each(['nft', 'legacy'])('P1 6.1 sidecar, REDIRECT, %s', (backend) => {
  const basic = { ...POD, ruleSets: rulesOfFiles(`cni-sidecar/${backend}/basic.iptables-save`) };
  const O = (rest: string): string => `nat OUTPUT:1 ${rest}`;
  const R = 'ISTIO_OUTPUT:11 ISTIO_REDIRECT:1';
  const I = (rest: string): string => `nat PREROUTING:1 ${rest}`;
  test.each([
    ['app tcp 10.96.0.20:80', O(R), 'redirect 127.0.0.1:15001'],
    ['app tcp 192.0.2.10:443', O(R), 'redirect 127.0.0.1:15001'],
    ['app tcp 192.0.2.10:22', O(R), 'redirect 127.0.0.1:15001'],
    ['app tcp 192.0.2.10:15008', O(R), 'redirect 127.0.0.1:15001'],
    ['app tcp 192.0.2.10:15020', O('ISTIO_OUTPUT:1'), 'wire eth0 192.0.2.10:15020'],
    ['app udp 192.0.2.10:15020', O('ISTIO_OUTPUT:2'), 'wire eth0 192.0.2.10:15020'],
    ['app tcp 10.0.0.2:8080', O('ISTIO_OUTPUT:5'), 'direct 10.0.0.2:8080'],
    ['app tcp 10.0.0.3:8080', O('ISTIO_OUTPUT:5'), 'direct 10.0.0.3:8080'],
    ['app tcp 127.0.0.1:8080', O('ISTIO_OUTPUT:5'), 'direct 127.0.0.1:8080'],
    ['app tcp 127.0.0.5:8080', O('ISTIO_OUTPUT:5'), 'direct 127.0.0.5:8080'],
    ['root tcp 10.96.0.20:80', O(R), 'redirect 127.0.0.1:15001'],
    ['uid-only tcp 10.96.0.20:80', O('ISTIO_OUTPUT:6'), 'wire eth0 10.96.0.20:80'],
    ['gid-only tcp 10.96.0.20:80', O('ISTIO_OUTPUT:9'), 'wire eth0 10.96.0.20:80'],
    ['gid-only tcp 10.0.0.2:8080', O('ISTIO_OUTPUT:5'), 'direct 10.0.0.2:8080'],
    ['proxy tcp 10.96.0.20:80', O('ISTIO_OUTPUT:6'), 'wire eth0 10.96.0.20:80'],
    ['proxy tcp 10.0.0.2:8080', O('ISTIO_OUTPUT:4 ISTIO_IN_REDIRECT:1'), 'redirect 127.0.0.1:15006'],
    ['proxy tcp 10.0.0.2:15008', O('ISTIO_OUTPUT:6'), 'direct 10.0.0.2:15008'],
    ['proxy tcp 10.0.0.2:53', O('ISTIO_OUTPUT:4 ISTIO_IN_REDIRECT:1'), 'redirect 127.0.0.1:15006'],
    ['proxy tcp 127.0.0.1:8080', O('ISTIO_OUTPUT:6'), 'direct 127.0.0.1:8080'],
    ['proxy tcp 127.0.0.1:8080 from 127.0.0.6', O('ISTIO_OUTPUT:3'), 'direct 127.0.0.1:8080'],
    ['proxy tcp 10.0.0.2:8080 from 127.0.0.6', O('ISTIO_OUTPUT:3'), 'direct 10.0.0.2:8080'],
    ['app tcp 10.0.0.2:8080 from 127.0.0.6', O('ISTIO_OUTPUT:3'), 'direct 10.0.0.2:8080'],
    ['app udp 10.96.0.20:8080', O('ISTIO_OUTPUT:11'), 'wire eth0 10.96.0.20:8080'],
    ['app udp 10.96.0.10:53', O('ISTIO_OUTPUT:11'), 'wire eth0 10.96.0.10:53'],
    ['app tcp 10.96.0.10:53', O(R), 'redirect 127.0.0.1:15001'],
    ['app udp 127.0.0.1:53', O('ISTIO_OUTPUT:5'), 'direct 127.0.0.1:53'],
    ['app udp 10.0.0.2:53', O('ISTIO_OUTPUT:5'), 'direct 10.0.0.2:53'],
    ['proxy udp 10.96.0.10:53', O('ISTIO_OUTPUT:6'), 'wire eth0 10.96.0.10:53'],
    ['root icmp 10.96.0.20:0', O('ISTIO_OUTPUT:11'), 'wire eth0 10.96.0.20:0'],
    ['root icmp 10.0.0.2:0', O('ISTIO_OUTPUT:5'), 'direct 10.0.0.2:0'],
    ['peer tcp 10.0.0.2:8080', I('ISTIO_INBOUND:5 ISTIO_IN_REDIRECT:1'), 'redirect 10.0.0.2:15006'],
    ['peer tcp 10.0.0.2:22', I('ISTIO_INBOUND:5 ISTIO_IN_REDIRECT:1'), 'redirect 10.0.0.2:15006'],
    ['peer tcp 10.0.0.2:7777', I('ISTIO_INBOUND:5 ISTIO_IN_REDIRECT:1'), 'redirect 10.0.0.2:15006'],
    ['peer tcp 10.0.0.2:15001', I('ISTIO_INBOUND:5 ISTIO_IN_REDIRECT:1'), 'redirect 10.0.0.2:15006'],
    ['peer tcp 10.0.0.2:15006', I('ISTIO_INBOUND:5 ISTIO_IN_REDIRECT:1'), 'redirect 10.0.0.2:15006'],
    ['peer tcp 10.0.0.3:8080', I('ISTIO_INBOUND:5 ISTIO_IN_REDIRECT:1'), 'redirect 10.0.0.2:15006'],
    ['peer tcp 10.0.0.2:15008', I('ISTIO_INBOUND:1'), 'direct 10.0.0.2:15008'],
    ['peer tcp 10.0.0.2:15020', I('ISTIO_INBOUND:2'), 'direct 10.0.0.2:15020'],
    ['peer tcp 10.0.0.2:15021', I('ISTIO_INBOUND:3'), 'direct 10.0.0.2:15021'],
    ['peer tcp 10.0.0.2:15090', I('ISTIO_INBOUND:4'), 'direct 10.0.0.2:15090'],
    ['root tcp 127.0.0.1:8080 from 127.0.0.6', O('ISTIO_OUTPUT:3'), 'direct 127.0.0.1:8080'],
    ['app tcp 127.0.0.1:53', O('ISTIO_OUTPUT:5'), 'direct 127.0.0.1:53'],
    ['proxy tcp 10.96.0.10:53', O('ISTIO_OUTPUT:6'), 'wire eth0 10.96.0.10:53'],
    ['proxy tcp 192.0.2.10:443', O('ISTIO_OUTPUT:6'), 'wire eth0 192.0.2.10:443'],
    ['peer udp 10.0.0.2:8080', '', 'direct 10.0.0.2:8080'],
    ['peer icmp 10.0.0.2:0', '', 'direct 10.0.0.2:0'],
  ])('%s', (packet, hit, end) => expect([path(walk(basic, packet)), endOf(walk(basic, packet))]).toEqual([hit, end]));
});

describe('P2 6.1 sidecar with DNS capture', () => {
  const dns = { ...POD, ruleSets: rulesOfFiles('cni-sidecar/nft/dns.iptables-save') };
  const raw = (rules: string): string => `raw OUTPUT:1 ${rules}nat OUTPUT:1 `;
  const overLo = ' raw PREROUTING:1';
  test.each([
    [
      'app tcp 10.96.0.20:80',
      `${raw('')}ISTIO_OUTPUT:10 ISTIO_OUTPUT:12 ISTIO_REDIRECT:1${overLo}`,
      'redirect 127.0.0.1:15001',
    ],
    ['app udp 10.96.0.20:8080', `${raw('')}ISTIO_OUTPUT:10 ISTIO_OUTPUT:12`, 'wire eth0 10.96.0.20:8080'],
    [
      'app udp 10.96.0.10:53',
      `${raw('ISTIO_OUTPUT_DNS:5 ')}ISTIO_OUTPUT:10 ISTIO_OUTPUT_DNS:2${overLo}`,
      'redirect 127.0.0.1:15053',
    ],
    ['app tcp 10.96.0.10:53', `${raw('')}ISTIO_OUTPUT:10 ISTIO_OUTPUT_DNS:1${overLo}`, 'redirect 127.0.0.1:15053'],
    [
      'app udp 127.0.0.1:53',
      `${raw('ISTIO_OUTPUT_DNS:5 ')}ISTIO_OUTPUT:10 ISTIO_OUTPUT_DNS:2${overLo}`,
      'redirect 127.0.0.1:15053',
    ],
    [
      'app udp 10.0.0.2:53',
      `${raw('ISTIO_OUTPUT_DNS:5 ')}ISTIO_OUTPUT:10 ISTIO_OUTPUT_DNS:2${overLo}`,
      'redirect 127.0.0.1:15053',
    ],
    ['app tcp 127.0.0.1:53', `${raw('')}ISTIO_OUTPUT:10 ISTIO_OUTPUT_DNS:1${overLo}`, 'redirect 127.0.0.1:15053'],
    [
      'proxy udp 10.96.0.10:53',
      `${raw('ISTIO_OUTPUT_DNS:1 ISTIO_OUTPUT_DNS:3 ISTIO_OUTPUT_DNS:5 ')}ISTIO_OUTPUT:6`,
      'wire eth0 10.96.0.10:53',
    ],
    ['proxy tcp 10.96.0.10:53', `${raw('')}ISTIO_OUTPUT:6`, 'wire eth0 10.96.0.10:53'],
    ['proxy tcp 10.0.0.2:53', `${raw('')}ISTIO_OUTPUT:6${overLo}`, 'direct 10.0.0.2:53'],
    ['app tcp 10.0.0.2:8080', `${raw('')}ISTIO_OUTPUT:5${overLo}`, 'direct 10.0.0.2:8080'],
    ['gid-only tcp 10.96.0.20:80', `${raw('')}ISTIO_OUTPUT:9`, 'wire eth0 10.96.0.20:80'],
    [
      'peer tcp 10.0.0.2:8080',
      'raw PREROUTING:1 nat PREROUTING:1 ISTIO_INBOUND:5 ISTIO_IN_REDIRECT:1',
      'redirect 10.0.0.2:15006',
    ],
  ])('%s', (packet, hit, end) => {
    const result = walk(dns, packet);
    expect([path(result), endOf(result)]).toEqual([hit.trim(), end]);
  });

  test.each([
    ['root tcp 10.96.0.20:80', 'ISTIO_OUTPUT:10 ISTIO_OUTPUT:12 ISTIO_REDIRECT:1', 'redirect 127.0.0.1:15001'],
    ['app tcp 192.0.2.10:22', 'ISTIO_OUTPUT:10 ISTIO_OUTPUT:12 ISTIO_REDIRECT:1', 'redirect 127.0.0.1:15001'],
    ['app tcp 192.0.2.10:15008', 'ISTIO_OUTPUT:10 ISTIO_OUTPUT:12 ISTIO_REDIRECT:1', 'redirect 127.0.0.1:15001'],
    ['app tcp 192.0.2.10:15020', 'ISTIO_OUTPUT:1', 'wire eth0 192.0.2.10:15020'],
    ['app udp 192.0.2.10:15020', 'ISTIO_OUTPUT:2', 'wire eth0 192.0.2.10:15020'],
    ['app tcp 10.0.0.3:8080', 'ISTIO_OUTPUT:5', 'direct 10.0.0.3:8080'],
    ['app tcp 127.0.0.1:8080', 'ISTIO_OUTPUT:5', 'direct 127.0.0.1:8080'],
    ['app tcp 127.0.0.5:8080', 'ISTIO_OUTPUT:5', 'direct 127.0.0.5:8080'],
    ['uid-only tcp 10.96.0.20:80', 'ISTIO_OUTPUT:6', 'wire eth0 10.96.0.20:80'],
    ['gid-only tcp 10.0.0.2:8080', 'ISTIO_OUTPUT:5', 'direct 10.0.0.2:8080'],
    ['proxy tcp 10.96.0.20:80', 'ISTIO_OUTPUT:6', 'wire eth0 10.96.0.20:80'],
    ['proxy tcp 10.0.0.2:8080', 'ISTIO_OUTPUT:4 ISTIO_IN_REDIRECT:1', 'redirect 127.0.0.1:15006'],
    ['proxy tcp 10.0.0.2:15008', 'ISTIO_OUTPUT:6', 'direct 10.0.0.2:15008'],
    ['proxy tcp 127.0.0.1:8080', 'ISTIO_OUTPUT:6', 'direct 127.0.0.1:8080'],
    ['proxy tcp 127.0.0.1:8080 from 127.0.0.6', 'ISTIO_OUTPUT:3', 'direct 127.0.0.1:8080'],
    ['app tcp 10.0.0.2:8080 from 127.0.0.6', 'ISTIO_OUTPUT:3', 'direct 10.0.0.2:8080'],
    ['peer tcp 10.0.0.2:15008', 'PREROUTING:1 ISTIO_INBOUND:1', 'direct 10.0.0.2:15008'],
    ['peer tcp 10.0.0.2:15020', 'PREROUTING:1 ISTIO_INBOUND:2', 'direct 10.0.0.2:15020'],
    ['peer tcp 10.0.0.2:15021', 'PREROUTING:1 ISTIO_INBOUND:3', 'direct 10.0.0.2:15021'],
    ['peer tcp 10.0.0.2:15090', 'PREROUTING:1 ISTIO_INBOUND:4', 'direct 10.0.0.2:15090'],
    ['peer tcp 10.0.0.3:8080', 'PREROUTING:1 ISTIO_INBOUND:5 ISTIO_IN_REDIRECT:1', 'redirect 10.0.0.2:15006'],
    ['peer tcp 10.0.0.2:7777', 'PREROUTING:1 ISTIO_INBOUND:5 ISTIO_IN_REDIRECT:1', 'redirect 10.0.0.2:15006'],
  ])('the rows that basic has too: %s', (packet, nat, end) => {
    const result = walk(dns, packet);
    expect(/nat (?:OUTPUT:1 )?(.*?)(?: raw .*)?$/.exec(path(result))?.[1]).toBe(nat);
    expect(endOf(result)).toBe(end);
  });
  test('the answer to the proxy’s question is in zone 1', () => {
    const reply = replyWalk(dns, walk(dns, 'proxy udp 10.96.0.10:53'), chooseLikeliest);
    expect([path(reply), endOf(reply)]).toEqual(['raw PREROUTING:1 ISTIO_INBOUND:1', 'direct 10.0.0.2:40000']);
  });

  test('the first CT wins: the proxy in zone 1, the app in zone 2', () => {
    expect(walk(dns, 'proxy udp 10.96.0.10:53').conversation.flows[0]?.zone).toBe(1);
    expect(walk(dns, 'app udp 10.96.0.10:53').conversation.flows[0]?.zone).toBe(2);
  });
});

describe.each(['nft', 'legacy'])('P4 6.2 sidecar, TPROXY, %s', (backend) => {
  const tproxy = { ...TPROXY_POD, ruleSets: rulesOfFiles(`cni-sidecar/${backend}/tproxy.iptables-save`) };
  const IN = 'mangle PREROUTING:1 ISTIO_INBOUND:8 ISTIO_TPROXY:1';
  test.each([
    ...[
      '10.0.0.2:8080',
      '10.0.0.3:8080',
      '10.0.0.2:22',
      '10.0.0.2:7777',
      '10.0.0.2:15001',
      '10.0.0.2:15006',
      '10.0.0.2:15008',
    ].map((dialled) => [`peer tcp ${dialled}`, IN, `tproxy ${dialled}`]),
    ['peer tcp 10.0.0.2:15020', 'mangle PREROUTING:1 ISTIO_INBOUND:4', 'direct 10.0.0.2:15020'],
    ['peer tcp 10.0.0.2:15021', 'mangle PREROUTING:1 ISTIO_INBOUND:5', 'direct 10.0.0.2:15021'],
    ['peer tcp 10.0.0.2:15090', 'mangle PREROUTING:1 ISTIO_INBOUND:6', 'direct 10.0.0.2:15090'],
    [
      'app tcp 10.96.0.20:80',
      'nat OUTPUT:1 ISTIO_OUTPUT:11 ISTIO_REDIRECT:1 mangle PREROUTING:1 ISTIO_INBOUND:3',
      'redirect 127.0.0.1:15001',
    ],
    [
      'app tcp 10.0.0.2:8080',
      'nat OUTPUT:1 ISTIO_OUTPUT:5 mangle PREROUTING:1 ISTIO_INBOUND:3',
      'direct 10.0.0.2:8080',
    ],
    [
      'proxy tcp 10.0.0.2:8080',
      'mangle OUTPUT:2 OUTPUT:3 nat OUTPUT:1 ISTIO_OUTPUT:4 ISTIO_IN_REDIRECT:1 mangle PREROUTING:1 ISTIO_INBOUND:8',
      'redirect 127.0.0.1:15006',
    ],
    [
      'proxy tcp 10.0.0.2:15008',
      'mangle OUTPUT:2 OUTPUT:3 nat OUTPUT:1 ISTIO_OUTPUT:6 mangle PREROUTING:1 ISTIO_INBOUND:8 ISTIO_TPROXY:1',
      'tproxy 10.0.0.2:15008',
    ],
    [
      'gid-only tcp 10.0.0.2:8080',
      'mangle OUTPUT:3 nat OUTPUT:1 ISTIO_OUTPUT:5 mangle PREROUTING:1 ISTIO_INBOUND:8 ISTIO_TPROXY:1',
      'tproxy 10.0.0.2:8080',
    ],
    [
      'proxy tcp 10.0.0.2:8080 from 127.0.0.6',
      'mangle OUTPUT:2 OUTPUT:3 nat OUTPUT:1 ISTIO_OUTPUT:3 mangle PREROUTING:1 ISTIO_INBOUND:2',
      'direct 10.0.0.2:8080',
    ],
    [
      'proxy tcp 127.0.0.1:8080 from 127.0.0.6',
      'nat OUTPUT:1 ISTIO_OUTPUT:3 mangle PREROUTING:1 ISTIO_INBOUND:2',
      'direct 127.0.0.1:8080',
    ],
    [
      'proxy tcp 127.0.0.1:8080',
      'nat OUTPUT:1 ISTIO_OUTPUT:6 mangle PREROUTING:1 ISTIO_INBOUND:3',
      'direct 127.0.0.1:8080',
    ],
  ])('%s', (packet, hit, end) => {
    const result = walk(tproxy, packet);
    expect([path(result), endOf(result)]).toEqual([hit, end]);
  });
});

describe('P3 6.1 IPv6: the same set for ::1 and ::6', () => {
  const v4 = readFileSync(
    join(import.meta.dirname, '../../../fixtures/iptables/kernel-iptables-save/cni-sidecar/nft/basic.iptables-save'),
    'utf8',
  );
  const v6 = v4.replaceAll('127.0.0.1/32', '::1/128').replaceAll('127.0.0.6/32', '::6/128');
  const basic = { ...POD, ruleSets: iptables(v6, 'nft', 'ip6') };
  test.each([
    ['app tcp [fd96::20]:80', 'nat OUTPUT:1 ISTIO_OUTPUT:11 ISTIO_REDIRECT:1', 'redirect [::1]:15001'],
    ['app tcp [::1]:8080', 'nat OUTPUT:1 ISTIO_OUTPUT:5', 'direct [::1]:8080'],
    ['proxy tcp [fd00::2]:8080', 'nat OUTPUT:1 ISTIO_OUTPUT:4 ISTIO_IN_REDIRECT:1', 'redirect [::1]:15006'],
    ['app tcp [2001:db8::10]:443', 'nat OUTPUT:1 ISTIO_OUTPUT:11 ISTIO_REDIRECT:1', 'redirect [::1]:15001'],
    ['app tcp [2001:db8::10]:15020', 'nat OUTPUT:1 ISTIO_OUTPUT:1', 'wire eth0 [2001:db8::10]:15020'],
    ['app tcp [fd00::2]:8080', 'nat OUTPUT:1 ISTIO_OUTPUT:5', 'direct [fd00::2]:8080'],
    ['gid-only tcp [fd96::20]:80', 'nat OUTPUT:1 ISTIO_OUTPUT:9', 'wire eth0 [fd96::20]:80'],
    ['uid-only tcp [fd96::20]:80', 'nat OUTPUT:1 ISTIO_OUTPUT:6', 'wire eth0 [fd96::20]:80'],
    ['app udp [fd96::10]:53', 'nat OUTPUT:1 ISTIO_OUTPUT:11', 'wire eth0 [fd96::10]:53'],
    ['peer tcp [fd00::2]:15008', 'nat PREROUTING:1 ISTIO_INBOUND:1', 'direct [fd00::2]:15008'],
    ['proxy tcp [fd00::2]:8080 from ::6', 'nat OUTPUT:1 ISTIO_OUTPUT:3', 'direct [fd00::2]:8080'],
    ['proxy tcp [fd96::20]:80', 'nat OUTPUT:1 ISTIO_OUTPUT:6', 'wire eth0 [fd96::20]:80'],
    ['peer tcp [fd00::2]:8080', 'nat PREROUTING:1 ISTIO_INBOUND:5 ISTIO_IN_REDIRECT:1', 'redirect [fd00::3]:15006'],
    [
      'peer tcp [fe80::2]:8080 from fe80::1',
      'nat PREROUTING:1 ISTIO_INBOUND:5 ISTIO_IN_REDIRECT:1',
      'redirect [fe80::2]:15006',
    ],
  ])('%s', (packet, hit, end) => expect([path(walk(basic, packet)), endOf(walk(basic, packet))]).toEqual([hit, end]));
});

describe('P5 6.1 what conntrack shows', () => {
  const basic = { ...POD, ruleSets: rulesOfFiles('cni-sidecar/nft/basic.iptables-save') };
  const tuples = (packet: string): string => {
    const [flow] = walk(basic, packet).conversation.flows;
    const side = (tuple: ConntrackTuple): string =>
      `src=${tuple.source.text} dst=${tuple.destination.text} sport=${tuple.sourcePort ?? 0} dport=${tuple.destinationPort ?? 0}`;
    return flow === undefined ? 'none' : `${side(flow.original)} ${side(flow.reply)}`;
  };
  test('outbound', () =>
    expect(tuples('app tcp 10.96.0.20:80')).toBe(
      'src=10.0.0.2 dst=10.96.0.20 sport=40000 dport=80 src=127.0.0.1 dst=10.0.0.2 sport=15001 dport=40000',
    ));
  test('inbound', () =>
    expect(tuples('peer tcp 10.0.0.3:8080')).toBe(
      'src=10.0.0.1 dst=10.0.0.3 sport=40000 dport=8080 src=10.0.0.2 dst=10.0.0.1 sport=15006 dport=40000',
    ));
});
