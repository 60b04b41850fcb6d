import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { parseNftText } from '../../../src/netfilter/parse/parseNftText.js';
import type { Netns } from '../../../src/netfilter/walk/netns/Netns.js';
import { rulesFiles } from '../harness.js';
import { endOf, markRule, POD, route, rulesOfFiles, walk } from '../walk/bench.js';

/**
 * Istio's rules as iptables-save and as its native nft script, loaded in a real kernel and listed again: the same packets end alike.
 * Every listener of the pod exists, so the one difference of TPROXY (without a listener nftables lets the packet through) does not
 * show; packets without an owner, which `meta skuid !=` never matches, are not sent.
 */
const SAVED = join(import.meta.dirname, '../../../fixtures/iptables/kernel-iptables-save');

const NETNS: Netns = {
  ...POD,
  routes: [...POD.routes, route('133', 'local', '0.0.0.0/0', 'lo'), route('133', 'local', '::/0', 'lo')],
  ipRules: [markRule(0x539, '133'), markRule(0x539, '133', 6), ...POD.ipRules],
};

const SENDERS = ['app', 'proxy', 'root', 'uid-only', 'gid-only', '3/3', '4/4', '1/303', '1/888'];
const V4 = [
  '10.96.0.20:80',
  '192.0.2.10:443',
  '192.0.2.10:22',
  '192.0.2.10:15020',
  '10.0.0.2:8080',
  '10.0.0.3:8080',
  '10.0.0.2:15008',
  '10.0.0.2:53',
  '127.0.0.1:8080',
  '127.0.0.5:8080',
  '10.96.0.10:53',
  '127.0.0.53:53',
  '10.1.2.3:80',
  '9.9.1.1:80',
  '10.96.0.20:32000',
];
const V6 = ['[fd96::20]:80', '[2001:db8::10]:443', '[fd00::2]:8080', '[fd00::2]:15008', '[::1]:8080', '[fd96::10]:53'];
const PORTS = [8080, 22, 7777, 15001, 15006, 15008, 15020, 15021, 15090, 32000, 53];

function packets(v6: boolean): readonly string[] {
  const to = v6 ? [...V4, ...V6] : V4;
  const own = v6 ? ['10.0.0.2', '10.0.0.3', '[fd00::2]'] : ['10.0.0.2', '10.0.0.3'];
  return [
    ...SENDERS.flatMap((who) =>
      to.flatMap((address) => ['tcp', 'udp'].map((protocol) => `${who} ${protocol} ${address}`)),
    ),
    ...['app', 'proxy'].map((who) => `${who} tcp 10.0.0.2:8080 from 127.0.0.6`),
    ...['0x539', '0x1539', '0x111', '0x53a'].map((mark) => `app tcp 10.96.0.20:80 mark ${mark}`),
    ...own.flatMap((address) =>
      PORTS.flatMap((port) => ['tcp', 'udp'].map((protocol) => `peer ${protocol} ${address}:${port}`)),
    ),
    'peer tcp 172.16.0.2:8080 by eth1',
    'peer tcp 10.96.0.20:80 by eth1',
  ];
}

const both = rulesFiles('.nft-list').flatMap(({ path, text }) => {
  const [, folder = '', name = ''] = /([a-z]+)\/([^/]+)\.nft-list$/.exec(path) ?? [];
  const files = ['iptables-save', 'ip6tables-save']
    .map((end) => `${folder}/nft/${name}.${end}`)
    .filter((file) => existsSync(join(SAVED, file)));
  return files.length === 0 || name.startsWith('hostprobe') ? [] : [{ name: `${folder}/${name}`, files, text }];
});

test('most native listings have an iptables twin', () => expect(both.length).toBeGreaterThan(35));

describe.each(both)('$name', ({ files, text }) => {
  const saved: Netns = { ...NETNS, ruleSets: rulesOfFiles(...files) };
  const native: Netns = { ...NETNS, ruleSets: parseNftText(text, 'listing') };
  const v6 = files.some((file) => file.endsWith('ip6tables-save'));
  test('the same ends for all packets', () => {
    const ends = (netns: Netns): readonly string[] =>
      packets(v6).map((packet) => `${packet} => ${endOf(walk(netns, packet))}`);
    expect(ends(native)).toEqual(ends(saved));
  });
});

test('V8 hostprobe: nft lists the elements of a set, of which there are none; iptables-save does not', () => {
  const listing = readFileSync(join(SAVED, '../kernel-nft-list-ruleset/ambient/hostprobe.nft-list'), 'utf8');
  const native: Netns = { ...NETNS, ruleSets: parseNftText(listing, 'listing') };
  const saved: Netns = { ...NETNS, ruleSets: rulesOfFiles('ambient/nft/hostprobe.iptables-save') };
  expect(endOf(walk(native, 'app tcp 10.96.0.20:80'))).toBe('wire eth0 10.96.0.20:80');
  expect(endOf(walk(saved, 'app tcp 10.96.0.20:80'))).toMatch(
    /^unknown nat:ISTIO_POSTRT:rule:1 .*istio-inpod-probes-v4/,
  );
});
