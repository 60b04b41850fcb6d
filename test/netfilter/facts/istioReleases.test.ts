import { describe, expect, test } from 'vitest';
import { device, endOf, path, POD, route, markRule, rulesOfFiles, TPROXY_POD, walk } from '../walk/bench.js';
import type { Netns } from '../../../src/netfilter/walk/netns/Netns.js';

/** Rule sets of Istio's releases and goldens, with what a real kernel (6.18) made of the packets that tell them apart. */
const historic = (file: string, netns: Netns = POD): Netns => ({
  ...netns,
  ruleSets: rulesOfFiles(`historic/${file}.iptables-save`),
});
const golden = (file: string): Netns => ({ ...POD, ruleSets: rulesOfFiles(`sidecar/nft/${file}.iptables-save`) });

describe.each(['nft', 'legacy'])('P6 6.3 ambient, in the pod, %s', (backend) => {
  const ambient: Netns = {
    ...POD,
    ruleSets: rulesOfFiles(`ambient/${backend}/default.iptables-save`),
    routes: [...POD.routes, route('100', 'local', '0.0.0.0/0', 'lo'), route('100', 'local', '::/0', 'lo')],
    ipRules: [markRule(0x111, '100', 4, 0xfff), markRule(0x111, '100', 6, 0xfff), ...POD.ipRules],
  };
  const nat = (hits: string): RegExp => new RegExp(`nat OUTPUT:1${hits === '' ? '(?! ISTIO)' : ` ${hits}`}(?! ISTIO)`);
  test.each([
    ['app tcp 10.96.0.20:80', nat('ISTIO_OUTPUT:6'), 'redirect 127.0.0.1:15001'],
    ['root tcp 192.0.2.10:15008', nat('ISTIO_OUTPUT:6'), 'redirect 127.0.0.1:15001'],
    ['proxy tcp 192.0.2.10:22', nat('ISTIO_OUTPUT:6'), 'redirect 127.0.0.1:15001'],
    ['app tcp 10.0.0.2:8080', nat('ISTIO_OUTPUT:5'), 'direct 10.0.0.2:8080'],
    ['app tcp 10.0.0.3:8080', nat('ISTIO_OUTPUT:5'), 'direct 10.0.0.3:8080'],
    ['app tcp 127.0.0.5:8080', nat('ISTIO_OUTPUT:5'), 'direct 127.0.0.5:8080'],
    ['app tcp 127.0.0.1:8080', nat(''), 'direct 127.0.0.1:8080'],
    ['app udp 127.0.0.1:53', nat(''), 'direct 127.0.0.1:53'],
    ['app udp 10.96.0.10:53', nat('ISTIO_OUTPUT:2'), 'redirect 127.0.0.1:15053'],
    ['app tcp 10.96.0.10:53', nat('ISTIO_OUTPUT:3'), 'redirect 127.0.0.1:15053'],
    ['app tcp 10.0.0.2:53', nat('ISTIO_OUTPUT:3'), 'redirect 127.0.0.1:15053'],
    ['app udp 10.0.0.2:53', nat('ISTIO_OUTPUT:5'), 'direct 10.0.0.2:53'],
    ['app udp 192.0.2.10:8080', nat(''), 'wire eth0 192.0.2.10:8080'],
    ['app tcp 10.96.0.20:80 mark 0x539', nat(''), 'wire eth0 10.96.0.20:80'],
    ['app tcp 10.96.0.20:80 mark 0x1539', nat(''), 'wire eth0 10.96.0.20:80'],
    ['app udp 10.96.0.10:53 mark 0x539', /raw OUTPUT:1 ISTIO_OUTPUT:1/, 'wire eth0 10.96.0.10:53'],
    [
      'app tcp 10.0.0.2:8080 mark 0x539',
      /nat OUTPUT:1 ISTIO_OUTPUT:5 raw PREROUTING:1 mangle PREROUTING:1 ISTIO_PRERT:1/,
      'direct 10.0.0.2:8080',
    ],
    ['app tcp 192.0.2.10:15020', nat('ISTIO_OUTPUT:6'), 'redirect 127.0.0.1:15001'],
    ['app tcp 127.0.0.1:53', nat(''), 'direct 127.0.0.1:53'],
    ['peer tcp 10.0.0.2:15006', /nat PREROUTING:1 ISTIO_PRERT:2/, 'redirect 10.0.0.2:15006'],
    ['peer tcp 10.0.0.2:15021', /nat PREROUTING:1 ISTIO_PRERT:2/, 'redirect 10.0.0.2:15006'],
    ['peer tcp 10.0.0.2:15090', /nat PREROUTING:1 ISTIO_PRERT:2/, 'redirect 10.0.0.2:15006'],
    ['app tcp 10.96.0.20:80 mark 0x111', /^$/, 'unroutable ENETUNREACH'],
    ['peer tcp 10.0.0.2:8080', /nat PREROUTING:1 ISTIO_PRERT:2/, 'redirect 10.0.0.2:15006'],
    ['peer tcp 10.0.0.2:15001', /nat PREROUTING:1 ISTIO_PRERT:2/, 'redirect 10.0.0.2:15006'],
    ['peer tcp 10.0.0.2:15020', /nat PREROUTING:1 ISTIO_PRERT:2/, 'redirect 10.0.0.2:15006'],
    ['peer tcp 10.0.0.2:15008', /nat PREROUTING:1$/, 'direct 10.0.0.2:15008'],
    ['peer udp 10.0.0.2:8080', /nat PREROUTING:1$/, 'direct 10.0.0.2:8080'],
  ])('%s', (packet, hits, end) => {
    const result = walk(ambient, packet);
    expect(endOf(result)).toBe(end);
    expect(path(result)).toMatch(hits);
  });
});

describe('P6 6.3 ambient, IPv6', () => {
  const ambient: Netns = {
    ...POD,
    ruleSets: rulesOfFiles('ambient/nft/default_ipv6.ip6tables-save'),
    routes: [...POD.routes, route('100', 'local', '::/0', 'lo')],
    ipRules: [markRule(0x111, '100', 6, 0xfff), ...POD.ipRules],
  };
  test.each([
    ['app tcp [fd96::20]:80', /nat OUTPUT:1 ISTIO_OUTPUT:6/, 'redirect [::1]:15001'],
    ['app tcp [fd00::2]:8080', /nat OUTPUT:1 ISTIO_OUTPUT:5/, 'direct [fd00::2]:8080'],
    ['app tcp [::1]:8080', /nat OUTPUT:1(?! ISTIO)/, 'direct [::1]:8080'],
    ['app udp [fd96::10]:53', /ISTIO_OUTPUT:2/, 'redirect [::1]:15053'],
    ['app tcp [fd96::10]:53', /ISTIO_OUTPUT:3/, 'redirect [::1]:15053'],
    ['app tcp [fd96::20]:80 mark 0x539', /nat OUTPUT:1(?! ISTIO)/, 'wire eth0 [fd96::20]:80'],
    ['app tcp [fd96::20]:80 mark 0x111', /nat OUTPUT:1 ISTIO_OUTPUT:4/, 'rejected refused'],
    ['peer tcp [fd00::2]:8080', /nat PREROUTING:1 ISTIO_PRERT:2/, 'redirect [fd00::3]:15006'],
    ['peer tcp [fd00::2]:15008', /nat PREROUTING:1$/, 'direct [fd00::2]:15008'],
  ])('%s', (packet, hits, end) => {
    const result = walk(ambient, packet);
    expect(endOf(result)).toBe(end);
    expect(path(result)).toMatch(hits);
  });
});

describe('P7 6.4 REDIRECT by istio-init', () => {
  test.each([
    ['1.0.0-REDIRECT', 'app tcp 10.96.0.20:80', 'redirect 127.0.0.1:15001'],
    ['1.0.0-REDIRECT', 'app tcp 10.0.0.2:8080', 'redirect 127.0.0.1:15001'],
    ['1.0.0-REDIRECT', 'proxy tcp 10.0.0.2:8080', 'redirect 127.0.0.1:15001'],
    ['1.0.0-REDIRECT', 'peer tcp 10.0.0.2:22', 'direct 10.0.0.2:22'],
    ['1.0.0-REDIRECT', 'peer tcp 10.0.0.2:15020', 'direct 10.0.0.2:15020'],
    ['1.3.0-REDIRECT', 'app tcp 10.0.0.2:8080', 'redirect 127.0.0.1:15006'],
    ['1.3.0-REDIRECT', 'proxy tcp 10.0.0.2:8080', 'redirect 127.0.0.1:15006'],
    ['1.3.0-REDIRECT', 'app tcp 10.0.0.2:8080 from 127.0.0.6', 'direct 10.0.0.2:8080'],
    ['1.3.0-REDIRECT', 'peer tcp 10.0.0.2:8080', 'redirect 10.0.0.2:15006'],
    ['1.3.0-REDIRECT', 'peer tcp 10.0.0.2:15001', 'redirect 10.0.0.2:15006'],
    ['1.3.0-REDIRECT', 'peer tcp 10.0.0.2:15090', 'redirect 10.0.0.2:15006'],
    ['1.3.0-REDIRECT', 'peer tcp 10.0.0.2:22', 'direct 10.0.0.2:22'],
    ['1.5.0-REDIRECT', 'app tcp 10.0.0.2:8080', 'direct 10.0.0.2:8080'],
    ['1.5.0-REDIRECT', 'peer tcp 10.0.0.2:15090', 'direct 10.0.0.2:15090'],
    ['1.6.0-REDIRECT', 'peer tcp 10.0.0.2:15021', 'direct 10.0.0.2:15021'],
    ['1.7.0-REDIRECT', 'peer tcp 10.0.0.2:15008', 'direct 10.0.0.2:15008'],
    ['1.6.0-REDIRECT-dns', 'app udp 10.96.0.10:53', 'rejected refused'],
    ['1.7.0-REDIRECT-dns', 'app udp 10.96.0.10:53', 'dnat 127.0.0.1:15053'],
    ['1.8.0-REDIRECT-dns', 'app tcp 10.96.0.10:53', 'redirect 127.0.0.1:15053'],
    ['1.11.0-cni-basic', 'peer tcp 10.0.0.2:22', 'direct 10.0.0.2:22'],
    ['1.11.0-cni-basic', 'proxy tcp 10.0.0.2:15008', 'redirect 127.0.0.1:15006'],
    ['1.13.0-cni-basic', 'peer tcp 10.0.0.2:22', 'redirect 10.0.0.2:15006'],
    ['1.18.0-cni-basic', 'proxy tcp 10.0.0.2:15008', 'direct 10.0.0.2:15008'],
  ])('%s: %s', (file, packet, end) => expect(endOf(walk(historic(file), packet))).toBe(end));
});

describe('P8 6.4 TPROXY by istio-init', () => {
  const by = (packet: string, file: string): string => {
    const { end } = walk(historic(file, TPROXY_POD), packet);
    return end.kind === 'local' && end.by === 'tproxy' ? `tproxy ${String(end.listener?.port)}` : endOf({ end });
  };
  test.each([
    ['1.3.0-TPROXY', 'peer tcp 10.0.0.2:8080', 'tproxy 15001'],
    ['1.3.0-TPROXY', 'app tcp 10.0.0.2:8080', 'redirect 127.0.0.1:15006'],
    ['1.3.0-TPROXY', 'proxy tcp 10.0.0.2:8080', 'redirect 127.0.0.1:15006'],
    ['1.3.0-TPROXY', 'proxy tcp 10.0.0.2:8080 from 127.0.0.6', 'tproxy 15001'],
    ['1.5.0-TPROXY', 'app tcp 10.0.0.2:8080', 'tproxy 15001'],
    ['1.9.0-TPROXY', 'app tcp 10.0.0.2:8080', 'tproxy 15006'],
    ['1.9.0-TPROXY', 'proxy tcp 10.0.0.2:8080 from 127.0.0.6', 'tproxy 15006'],
    ['1.11.0-cni-tproxy', 'app tcp 10.0.0.2:8080', 'direct 10.0.0.2:8080'],
    ['1.11.0-cni-tproxy', 'proxy tcp 10.0.0.2:8080 from 127.0.0.6', 'direct 10.0.0.2:8080'],
    ['1.11.0-cni-tproxy', 'gid-only tcp 10.0.0.2:8080', 'tproxy 15006'],
    ['1.30.0-cni-tproxy', 'peer tcp 10.0.0.2:15008', 'tproxy 15006'],
  ])('%s: %s', (file, packet, end) => expect(by(packet, file)).toBe(end));
});

describe('P9 6.4 golden variants', () => {
  const eth1 = { ...golden('kube-virt-interfaces') };
  test.each([
    ['ip-range', '3/3 tcp 10.0.0.2:8080', 'nat OUTPUT:1 ISTIO_OUTPUT:2 ISTIO_IN_REDIRECT:1'],
    ['ip-range', '4/3 tcp 10.0.0.2:8080', 'nat OUTPUT:1 ISTIO_OUTPUT:3'],
    ['outbound-owner-groups-exclude', '1/888 tcp 10.96.0.20:80', 'nat OUTPUT:1 ISTIO_OUTPUT:8'],
    ['outbound-owner-groups', '1/5 tcp 10.96.0.20:80', 'nat OUTPUT:1 ISTIO_OUTPUT:8'],
    ['outbound-owner-groups', '1/303 tcp 10.96.0.20:80', 'nat OUTPUT:1'],
    ['ipnets', 'app tcp 10.1.2.3:80', 'nat OUTPUT:1 ISTIO_OUTPUT:9 ISTIO_REDIRECT:1'],
    ['ipnets', 'app tcp 9.9.1.1:80', 'nat OUTPUT:1'],
    ['loopback-outbound-iprange', 'app tcp 10.0.0.2:8080', 'nat OUTPUT:1'],
    ['outbound-ports-include', 'app tcp 10.96.0.20:32000', 'nat OUTPUT:1 ISTIO_OUTPUT:9 ISTIO_REDIRECT:1'],
    ['loopback-outbound-iprange', 'app tcp 127.0.0.1:8080', 'nat OUTPUT:1 ISTIO_OUTPUT:10 ISTIO_OUTPUT:11'],
    ['inbound-ports-include', 'peer tcp 10.0.0.2:15008', 'nat PREROUTING:1 ISTIO_INBOUND:1'],
    ['inbound-ports-include', 'peer tcp 10.0.0.2:32000', 'nat PREROUTING:1 ISTIO_INBOUND:2 ISTIO_IN_REDIRECT:1'],
    ['inbound-ports-include', 'peer tcp 10.0.0.2:8080', 'nat PREROUTING:1'],
  ])('%s: %s', (file, packet, hits) => expect(`${path(walk(golden(file), packet))} `).toContain(`${hits} `));

  test('kube-virt-interfaces: the pod’s own address of eth1 too', () =>
    expect(endOf(walk(eth1, 'peer tcp 172.16.0.2:8080 by eth1'))).toBe('redirect 172.16.0.2:15001'));
  test('kube-virt-interfaces: by eth1 to the primary address of eth1', () => {
    expect(
      endOf(
        walk(
          { ...eth1, interfaces: [...POD.interfaces, device('eth2', '172.17.0.2/24')] },
          'peer tcp 192.0.2.10:80 by eth1',
        ),
      ),
    ).toBe('redirect 172.16.0.2:15001');
  });
});
