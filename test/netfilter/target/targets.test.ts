import { describe, expect, test } from 'vitest';
import { printRule } from '../../../src/netfilter/print/printIptablesSave.js';
import { applyXmark } from '../../../src/netfilter/target/xmark.js';
import { rule } from '../harness.js';

/** The words after `-j` as they print back. */
function printed(words: string, family: 'ip' | 'ip6' = 'ip'): string {
  return printRule(rule(`-j ${words}`, family)).replace('-A OUTPUT -j ', '');
}

describe('S10, S11, S12: as iptables-save prints them', () => {
  test.each([
    ['MARK --set-mark 0x539', 'MARK --set-xmark 0x539/0xffffffff'],
    ['MARK --set-mark 0x5/0x6', 'MARK --set-xmark 0x5/0x7'],
    ['MARK --or-mark 4', 'MARK --set-xmark 0x4/0x4'],
    ['MARK --and-mark 0xff', 'MARK --set-xmark 0x0/0xffffff00'],
    ['MARK --xor-mark 3', 'MARK --set-xmark 0x3/0x0'],
    ['CONNMARK --save-mark', 'CONNMARK --save-mark --nfmask 0xffffffff --ctmask 0xffffffff'],
    ['CONNMARK --restore-mark --mask 0xff', 'CONNMARK --restore-mark --nfmask 0xff --ctmask 0xff'],
    ['CONNMARK --set-xmark 0x111/0xfff', undefined],
    ['TPROXY --on-port 15006 --tproxy-mark 1337', 'TPROXY --on-port 15006 --tproxy-mark 0x539/0xffffffff'],
    ['TPROXY --on-port 15006 --on-ip 10.0.0.2', 'TPROXY --on-port 15006 --on-ip 10.0.0.2 --tproxy-mark 0x0/0x0'],
    ['REDIRECT', undefined],
    ['REDIRECT --to-ports 15006-15010 --random', undefined],
    ['DNAT --to-destination 10.0.0.2', undefined],
    ['DNAT --to-destination :80', undefined],
    ['DNAT --to-destination 10.0.0.2-10.0.0.3:80-90 --random --persistent', undefined],
    ['SNAT --to-source 127.0.0.6', undefined],
    ['MASQUERADE --to-ports 1000-2000 --random-fully', undefined],
    ['CT --zone 0x2', 'CT --zone 2'],
    ['CT --zone-orig 3', undefined],
    ['CT --zone mark', undefined],
    ['CT --notrack', undefined],
    ['CT --helper ftp', undefined],
    ['NOTRACK', undefined],
    ['REJECT', 'REJECT --reject-with icmp-port-unreachable'],
    ['REJECT --reject-with tcp-rst', 'REJECT --reject-with tcp-reset'],
    ['NFQUEUE --queue-balance 0:3 --queue-bypass', undefined],
    ['LOG --log-prefix "a b "', undefined],
    ['TCPMSS --clamp-mss-to-pmtu', undefined],
    ['TTL --ttl-set 9', undefined],
    ['DSCP --set-dscp-class EF', 'DSCP --set-dscp 0x2e'],
    ['TOS --set-tos Minimize-Delay', 'TOS --set-tos 0x10/0x3f'],
    ['TRACE', undefined],
  ])('%s', (words, expected) => {
    expect(rule(`-j ${words}`).target?.kind).not.toBe('unsupported');
    expect(printed(words)).toBe(expected ?? words);
  });

  test.each([
    ['DNAT --to-destination [fd00::2]:80', undefined],
    ['DNAT --to-destination [fd00::2-fd00::5]:80-90', undefined],
    ['DNAT --to-destination :80', undefined],
    ['SNAT --to-source ::6', undefined],
    ['REJECT', 'REJECT --reject-with icmp6-port-unreachable'],
    ['REJECT --reject-with no-route', 'REJECT --reject-with icmp6-no-route'],
    ['HL --hl-set 9', undefined],
  ])('IPv6: %s', (words, expected) => expect(printed(words, 'ip6')).toBe(expected ?? words));
});

describe('M7: the new mark is (mark & ~mask) ^ value', () => {
  test.each([
    ['--set-mark 0x539', 0xffff, 0x539],
    ['--set-mark 0x5/0x6', 0xf8, 0xfd],
    ['--set-xmark 0x5/0x7', 0xffff, 0xfffd],
    ['--or-mark 0x4', 0x1, 0x5],
    ['--and-mark 0xff', 0x1234, 0x34],
    ['--xor-mark 0x3', 0x1, 0x2],
    ['--or-mark 0x80000000', 0x1, 0x80000001],
    ['--set-mark 0', 0x539, 0],
  ])('%s of %i', (words, before, after) => {
    const { target } = rule(`-j MARK ${words}`);
    expect(target?.kind === 'MARK' && applyXmark(before, target)).toBe(after);
  });
});

describe('M8: save and restore, masks of both sides', () => {
  // ctmark 0xabcd restored onto 0x1200ff, and what comes of it saved back.
  test('restore: mark = (mark & ~nfmask) ^ (ctmark & ctmask)', () => {
    const { target } = rule('-j CONNMARK --restore-mark --nfmask 0xff --ctmask 0xff0');
    expect(target).toEqual({ kind: 'CONNMARK', operation: 'restore', nfmask: 0xff, ctmask: 0xff0 });
    expect(applyXmark(0x1200ff, { mask: 0xff, value: 0xabcd & 0xff0 })).toBe(0x120bc0);
  });
});

describe('chains', () => {
  test('-j CHAIN is a jump, -g CHAIN a goto', () => {
    expect(rule('-j A').target).toEqual({ kind: 'jump', chain: 'A' });
    expect(rule('-g A').target).toEqual({ kind: 'goto', chain: 'A' });
  });
  test('a chain that the dump does not show is still a chain', () =>
    expect(rule('-j ISTIO_REDIRECT').target).toEqual({ kind: 'jump', chain: 'ISTIO_REDIRECT' }));
});

describe('what is not modelled, or not understood, is unsupported by name', () => {
  test.each([
    ['NETMAP', 'NETMAP --to 10.0.0.0/8'],
    ['HMARK', 'HMARK --hmark-tuple src --hmark-mod 1 --hmark-rnd 1'],
    ['SYNPROXY', 'SYNPROXY'],
    ['REDIRECT', 'REDIRECT --to-ports http'],
    ['REDIRECT', 'REDIRECT --to-ports 0'],
    ['DNAT', 'DNAT --to-destination 10.0.0.2:80-90/8080'],
    ['DNAT', 'DNAT --to-destination 10.0.0.2 --to-destination 10.0.0.3'],
    ['DNAT', 'DNAT'],
    ['MARK', 'MARK --set-mark 1 --or-mark 2'],
    ['CONNMARK', 'CONNMARK --save-mark --restore-mark'],
    ['CONNMARK', 'CONNMARK --set-xmark 1 --left-shift-mark 3'],
    ['TPROXY', 'TPROXY --tproxy-mark 1'],
    ['REJECT', 'REJECT --reject-with icmp6-no-route'],
    ['ACCEPT', 'ACCEPT --hard'],
    ['RETURN', 'RETURN now'],
  ])('%s: %s', (module, words) => {
    const { target } = rule(`-j ${words}`);
    expect(target).toMatchObject({ kind: 'unsupported', module, text: `-j ${words}` });
  });
});
