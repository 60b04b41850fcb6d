import { describe, expect, test } from 'vitest';
import type { CaptureArguments } from '../../../src/istio/capture/arguments/CaptureArguments.js';
import type { CaptureVariant } from '../../../src/istio/capture/expected/CaptureVariant.js';
import { expectedRules } from '../../../src/istio/expectedRules.js';
import { rulesFiles } from '../../netfilter/harness.js';
import { cni, init, kernelRules, sortedMeaning } from './harness.js';

/*
 * What istio-iptables and the CNI plugin write for given arguments, against what a kernel printed after Istio's own programs had run:
 * every case of fixtures/iptables/kernel-iptables-save for sidecars.
 */

type Options = Partial<CaptureVariant> & { readonly dnsServers6?: readonly string[] };
type Case = readonly [name: string, args: CaptureArguments, options?: Options];

const V4_DNS = { dnsServers: ['127.0.0.53'] };
const GROUPS = { groups: new Map(Object.entries({ java: 303, ftp: 304 })) };
const IDS = '-u 3,4 -g 1,2';
const RANGES = '-x 1.1.0.0/16 -i 9.9.0.0/16';

const SIDECAR: readonly Case[] = [
  ['empty', init('')],
  ['inbound-ports-include', init('-b 32000,31000')],
  ['inbound-ports-wildcard', init('-b *')],
  ['inbound-ports-tproxy', init('-b 32000,31000 -m TPROXY')],
  ['inbound-ports-wildcard-tproxy', init('-b * -m TPROXY')],
  ['outbound-ports-include', init('-q 32000,31000')],
  ['ipnets', init('-i 10.0.0.0/8')],
  ['ipnets-with-kube-virt-interfaces', init('-i 10.0.0.0/8 -k eth1,eth2')],
  ['kube-virt-interfaces', init('-i * -k eth1,eth2')],
  ['ip-range', init(`${RANGES} --redirect-dns ${IDS}`), V4_DNS],
  ['tproxy', init(`${RANGES} -b * -m TPROXY -c not-istio-nic --redirect-dns`), V4_DNS],
  ['dns-uid-gid', init(`--redirect-dns ${IDS}`), { ...V4_DNS, dnsServers6: ['::127.0.0.53'] }],
  ['basic-exclude-nic', init('-c not-istio-nic')],
  ['drop-invalid', init('--drop-invalid')],
  ['host-ipv4-loopback-cidr', init('', { ISTIO_OUTBOUND_IPV4_LOOPBACK_CIDR: '127.0.0.1/8' })],
  ['loopback-outbound-iprange', init(`-i 127.1.2.3/32 --redirect-dns ${IDS}`), V4_DNS],
  ['outbound-owner-groups', init('', { ISTIO_OUTBOUND_OWNER_GROUPS: 'java,202' }), GROUPS],
  ['outbound-owner-groups-exclude', init('', { ISTIO_OUTBOUND_OWNER_GROUPS_EXCLUDE: '888,ftp' }), GROUPS],
  ['ipv6-empty-inbound-ports', init('')],
  ['ipv6-inbound-ports', init('-b 4000,5000')],
  ['ipv6-virt-interfaces', init('-b 4000,5000 -k eth0,eth1')],
  ['ipv6-ipnets', init('-b 4000,5000 -k eth0,eth1 -x 2001:db8::/32 -i 2001:db8::/32')],
  ['ipv6-uid-gid', init(`-b 4000,5000 -k eth0,eth1 -x 2001:db8::/32 -i 2001:db8::/32 ${IDS}`)],
  ['ipv6-outbound-ports', init('-q 32000,31000')],
  ['ipv6-dns-uid-gid', init(`--redirect-dns ${IDS}`)],
  ['ipv6-dns-outbound-owner-groups', init('', { ISTIO_OUTBOUND_OWNER_GROUPS: 'java,202' }), GROUPS],
  ['ipv6-dns-outbound-owner-groups-exclude', init('', { ISTIO_OUTBOUND_OWNER_GROUPS_EXCLUDE: '888,ftp' }), GROUPS],
];

const OWN_IDS = { securityContext: { runAsUser: 1000670000, runAsGroup: 1000670001 } };
const TPROXY = { 'sidecar.istio.io/interceptionMode': 'TPROXY' };
const env = (name: string): object => ({ env: [{ name, value: 'true' }] });
const traffic = (values: Readonly<Record<string, string>>): Readonly<Record<string, string>> =>
  Object.fromEntries(Object.entries(values).map(([name, value]) => [`traffic.sidecar.istio.io/${name}`, value]));

const CNI: readonly Case[] = [
  ['basic', cni({})],
  ['custom-uid', cni({}, OWN_IDS)],
  ['custom-uid-tproxy', cni(TPROXY, OWN_IDS)],
  ['dns', cni({}, env('ISTIO_META_DNS_CAPTURE'))],
  [
    'include-exclude-ip',
    cni(traffic({ includeOutboundIPRanges: '127.0.0.0/8', excludeOutboundIPRanges: '10.0.0.0/8' })),
  ],
  [
    'include-exclude-ports',
    cni(
      traffic({
        includeInboundPorts: '1111,2222',
        excludeInboundPorts: '3333,4444',
        excludeOutboundPorts: '5555,6666',
      }),
    ),
  ],
  ['invalid-drop', cni({}, env('INVALID_DROP'))],
  // Istio's golden file of this case has the form of its oldest releases.
  ['status-ports', cni({}), { minor: 12 }],
  ['tproxy', cni(TPROXY)],
];

/** What the templates of each release gave istio-init: up to 1.2 the ports that the pod declares. */
function templateOf(minor: number): string {
  if (minor <= 2) return '-p 15001 -u 1337 -b 9080 -i *';
  const excluded = minor <= 4 ? '15020' : minor === 5 ? '15090,15020' : '15090,15021,15020';
  return `-p 15001 -z 15006 -u 1337 -b * -d ${excluded} -i * -x ''`;
}

const RESOLVER = { dnsServers: ['10.96.0.10'] };
const HISTORIC: readonly Case[] = Array.from({ length: 11 }, (_, minor) => minor).flatMap((minor): readonly Case[] => {
  const words = templateOf(minor);
  const plain = (mode: string): Case => [`1.${minor}.0-${mode}`, init(`${words} -m ${mode}`), { minor }];
  const dns = (mode: string): Case => [
    `1.${minor}.0-${mode}-dns`,
    init(`${words} -m ${mode}`, { ISTIO_META_DNS_CAPTURE: 'true' }),
    { minor, ...RESOLVER },
  ];
  return [plain('REDIRECT'), plain('TPROXY'), ...(minor >= 6 ? [dns('REDIRECT'), dns('TPROXY')] : [])];
});

const HISTORIC_CNI: readonly Case[] = rulesFiles('.iptables-save').flatMap(({ path }): readonly Case[] => {
  const [, name, minor, kind] = /historic\/(1\.(\d+)\.0-cni-(.*))\.iptables-save$/.exec(path) ?? [];
  if (name === undefined || kind === undefined) return [];
  const same = CNI.find(([one]) => one === kind);
  return same === undefined ? [] : [[name, same[1], { minor: Number(minor) }]];
});

describe.each([
  ['sidecar/nft', SIDECAR],
  ['sidecar/legacy', SIDECAR],
  ['cni-sidecar/nft', CNI],
  ['cni-sidecar/legacy', CNI],
  ['historic', HISTORIC],
  ['historic', HISTORIC_CNI],
])('%s', (folder, cases) => {
  const named = cases.map(([name, args, options = {}]) => ({ name, args, options }));
  test.each(named)('$name', ({ name, args, options }) => {
    expectRules(`kernel-iptables-save/${folder}/${name}.iptables-save`, args, options);
  });
  test.each(named.filter(({ name }) => has(`${folder}/${name}.ip6tables-save`)))(
    '$name, IPv6',
    ({ name, args, options: { dnsServers = [], dnsServers6 = [], ...variant } }) => {
      const hasDnsServers = dnsServers.length + dnsServers6.length > 0;
      const file = `kernel-iptables-save/${folder}/${name}.ip6tables-save`;
      expectRules(file, args, { ...variant, family: 6, dnsServers: dnsServers6, hasDnsServers });
    },
  );
});

test('every rule set of sidecars is a case', () => {
  const names = [...SIDECAR, ...CNI, ...HISTORIC, ...HISTORIC_CNI].map(([name]) => name);
  const files = rulesFiles('.iptables-save')
    .map(({ path }) => path)
    .filter((path) => path.startsWith('kernel-iptables-save/') && !path.includes('/ambient/'));
  expect(files.filter((path) => !names.includes(path.replace(/^.*\/(.*)\.iptables-save$/, '$1')))).toEqual([]);
});

test('mode NONE: no rules at all', () => {
  expect(expectedRules(init('-m NONE -b * -i *')).tables).toEqual([]);
});

test('a list of IPv4 ranges leaves IPv6 uncaptured', () => {
  const { tables } = expectedRules(init('-i 10.0.0.0/8'), { family: 6 });
  const texts = tables.flatMap(({ chains }) => chains.flatMap(({ rules }) => rules.map(({ text }) => text)));
  expect(texts.filter((text) => text.startsWith('-A ISTIO_OUTPUT') && text.endsWith('ISTIO_REDIRECT'))).toEqual([]);
});

function expectRules(file: string, args: CaptureArguments, options: Options): void {
  expect(args.problems).toEqual([]);
  const { dnsServers6: _, ...variant } = options;
  expect(sortedMeaning(expectedRules(args, variant))).toEqual(sortedMeaning(kernelRules(file)));
}

function has(path: string): boolean {
  return rulesFiles('.ip6tables-save').some((file) => file.path === `kernel-iptables-save/${path}`);
}
