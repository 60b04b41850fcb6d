import { describe, expect, test } from 'vitest';
import { printReleases } from '../../../src/istio/capture/compare/ReleaseRange.js';
import type { Interception } from '../../../src/istio/capture/interception/Interception.js';
import { interceptionOf } from '../../../src/istio/interceptionOf.js';
import { parseIptablesSave } from '../../../src/netfilter/parse/parseIptablesSave.js';
import { rulesFiles } from '../../netfilter/harness.js';
import { kernelRules } from './harness.js';

function read(path: string): Interception {
  const [found] = interceptionOf([kernelRules(path)]);
  if (found === undefined) throw new Error(`no capture in ${path}`);
  return found;
}

const SIDECAR = 'kernel-iptables-save/sidecar/nft';
const CNI = 'kernel-iptables-save/cni-sidecar/nft';
const NATIVE = 'kernel-nft-list-ruleset/sidecar';
const EXCLUDED = ['15020', '15021', '15090'];

describe('what the rules say', () => {
  test.each<[string, string, object]>([
    [
      'REDIRECT',
      `${CNI}/basic.iptables-save`,
      {
        mode: 'REDIRECT',
        inbound: { port: 15006, ports: '*', excludedPorts: ['15008', ...EXCLUDED] },
        outbound: { port: 15001, ranges: '*', excludedRanges: [], ports: [], excludedPorts: ['15020'] },
        proxy: { uids: [1337], gids: [1337], mark: undefined },
      },
    ],
    [
      'TPROXY',
      `${CNI}/tproxy.iptables-save`,
      {
        mode: 'TPROXY',
        inbound: { port: 15006, ports: '*', excludedPorts: EXCLUDED },
        proxy: { uids: [1337], gids: [1337], mark: 0x539 },
      },
    ],
    [
      'other ids',
      `${CNI}/custom-uid.iptables-save`,
      { proxy: { uids: [1000670000], gids: [1000670001], mark: undefined } },
    ],
    [
      'several ids',
      `${SIDECAR}/dns-uid-gid.iptables-save`,
      { proxy: { uids: [3, 4], gids: [1, 2], mark: undefined }, dns: { port: 15053, resolvers: ['127.0.0.53/32'] } },
    ],
    [
      'chains to which nothing leads',
      `${SIDECAR}/empty.iptables-save`,
      { mode: 'none', inbound: undefined, outbound: undefined },
    ],
    [
      'port lists',
      `${CNI}/include-exclude-ports.iptables-save`,
      {
        inbound: { port: 15006, ports: ['1111', '2222'], excludedPorts: ['15008'] },
        outbound: { port: 15001, ranges: '*', excludedRanges: [], ports: [], excludedPorts: ['5555', '6666'] },
      },
    ],
    [
      'ranges, a loopback one among them',
      `${CNI}/include-exclude-ip.iptables-save`,
      {
        outbound: {
          port: 15001,
          ranges: ['127.0.0.0/8'],
          excludedRanges: ['10.0.0.0/8'],
          ports: [],
          excludedPorts: ['15020'],
        },
      },
    ],
    [
      'included ports',
      `${SIDECAR}/outbound-ports-include.iptables-save`,
      { outbound: { port: 15001, ranges: [], excludedRanges: [], ports: ['32000', '31000'], excludedPorts: [] } },
    ],
    [
      'interfaces',
      `${SIDECAR}/kube-virt-interfaces.iptables-save`,
      { virtualInterfaces: ['eth1', 'eth2'], excludedInterfaces: [] },
    ],
    [
      'an excluded interface',
      `${SIDECAR}/basic-exclude-nic.iptables-save`,
      { virtualInterfaces: [], excludedInterfaces: ['not-istio-nic'] },
    ],
    ['groups', `${SIDECAR}/outbound-owner-groups.iptables-save`, { ownerGroups: [303, 202] }],
    [
      'excluded groups',
      `${SIDECAR}/outbound-owner-groups-exclude.iptables-save`,
      { ownerGroups: '*', excludedOwnerGroups: [888, 304] },
    ],
    ['drop-invalid', `${CNI}/invalid-drop.iptables-save`, { dropsInvalid: true }],
    [
      'one port for both directions',
      'kernel-iptables-save/historic/1.1.0-REDIRECT.iptables-save',
      {
        inbound: { port: 15001, ports: ['9080'], excludedPorts: [] },
        outbound: { port: 15001, ranges: '*', excludedRanges: [], ports: [], excludedPorts: [] },
      },
    ],
    [
      'native nftables',
      `${NATIVE}/tproxy.nft-list`,
      { mode: 'TPROXY', native: true, families: [4, 6], dns: { port: 15053, resolvers: ['127.0.0.53/32'] } },
    ],
    [
      'ambient',
      'kernel-iptables-save/ambient/nft/default.iptables-save',
      {
        mode: 'ambient',
        inbound: { port: 15006, ports: '*', excludedPorts: ['15008'] },
        dns: { port: 15053, resolvers: '*' },
        proxy: { uids: [], gids: [], mark: 0x539 },
      },
    ],
    [
      'ambient ingress',
      'kernel-iptables-save/ambient/nft/ingress.iptables-save',
      { mode: 'ambient', inbound: undefined },
    ],
  ])('%s', (_what, path, expected) => expect(read(path)).toMatchObject(expected));

  test('nothing is assumed: other ports, users and marks come out as they are', () => {
    const other = [
      ...['*nat', ':PREROUTING ACCEPT [0:0]', ':OUTPUT ACCEPT [0:0]'],
      ...['INBOUND', 'IN_REDIRECT', 'OUTPUT', 'REDIRECT'].map((name) => `:ISTIO_${name} - [0:0]`),
      ...['-A PREROUTING -p tcp -j ISTIO_INBOUND', '-A OUTPUT -j ISTIO_OUTPUT'],
      '-A ISTIO_INBOUND -p tcp -j ISTIO_IN_REDIRECT',
      '-A ISTIO_IN_REDIRECT -p tcp -j REDIRECT --to-ports 2006',
      '-A ISTIO_OUTPUT -m owner --uid-owner 77 -j RETURN',
      ...['-A ISTIO_OUTPUT -j ISTIO_REDIRECT', '-A ISTIO_REDIRECT -p tcp -j REDIRECT --to-ports 2001', 'COMMIT'],
    ];
    expect(interceptionOf(parseIptablesSave(other.join('\n'), 'other'))).toMatchObject([
      { inbound: { port: 2006 }, outbound: { port: 2001 }, proxy: { uids: [77], gids: [] }, releases: undefined },
    ]);
  });

  test('kube-proxy’s rules are no capture', () => {
    const text = '*nat\n:OUTPUT ACCEPT [0:0]\n:KUBE-SERVICES - [0:0]\n-A OUTPUT -j KUBE-SERVICES\nCOMMIT\n';
    expect(interceptionOf(parseIptablesSave(text, 'node'))).toEqual([]);
  });
});

describe('the releases that write such rules', () => {
  test.each([
    [`${CNI}/basic.iptables-save`, '1.25 or later'],
    [`${CNI}/status-ports.iptables-save`, '1.7 to 1.17'],
    [`${NATIVE}/tproxy.nft-list`, '1.28 or later'],
    ['kernel-iptables-save/historic/1.5.0-TPROXY.iptables-save', '1.5'],
    ['kernel-iptables-save/historic/1.18.0-cni-basic.iptables-save', '1.18 to 1.24'],
    ['kernel-iptables-save/historic/1.23.0-cni-dns.iptables-save', '1.23 to 1.24'],
    ['kernel-iptables-save/ambient/nft/default.iptables-save', '1.24 or later'],
  ])('%s: %s', (path, expected) => {
    const { releases } = read(path);
    expect(releases && printReleases(releases)).toBe(expected);
  });

  test.each(
    rulesFiles('.iptables-save').flatMap(({ path }) => {
      const minor = /historic\/1\.(\d+)\.0-/.exec(path)?.[1];
      return minor === undefined ? [] : [{ path, minor: Number(minor) }];
    }),
  )('$path is of a range with its own release', ({ path, minor }) => {
    const { releases } = read(path);
    expect(releases?.from).toBeLessThanOrEqual(minor);
    expect(releases?.to ?? Infinity).toBeGreaterThanOrEqual(minor);
  });
});
