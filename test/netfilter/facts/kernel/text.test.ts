import { expect, test } from 'vitest';
import { parseIptablesSave } from '../../../../src/netfilter/parse/parseIptablesSave.js';
import { printRule } from '../../../../src/netfilter/print/printIptablesSave.js';
import { rulesOf } from '../../harness.js';
import { describeAsRoot, inNetns, restore } from './inNetns.js';

/** Rules as they are typed, by table: what iptables-save prints of them is what hopctl prints. */
const TYPED: Readonly<Record<string, readonly (readonly [fact: string, words: string])[]>> = {
  filter: [
    ['S5', '-A OUTPUT'],
    ['S5', '-A OUTPUT -m owner --uid-owner 1 -p tcp -o lo -d 1.2.3.4 -j ACCEPT'],
    ['S5', '-A OUTPUT ! -d 127.0.0.1 -p tcp ! --dport 15008 -j ACCEPT'],
    ['S5', '-A OUTPUT -p tcp ! --tcp-flags SYN,ACK SYN -j ACCEPT'],
    ['S5', '-A OUTPUT -p tcp -m comment --comment a -m tcp --dport 80 -j ACCEPT'],
    ['S5', '-A OUTPUT -g A'],
    ['S6', '-A OUTPUT -p tcp -m tcp -j ACCEPT'],
    ['S6', '-A OUTPUT -p 6 -j ACCEPT'],
    ['S6', '-A OUTPUT -p 253 -j ACCEPT'],
    ['S6', '-A OUTPUT -p all -j ACCEPT'],
    ['S6', '-A OUTPUT ! -p udp -j ACCEPT'],
    ['S7', '-A OUTPUT -p tcp --dport 80:90 -j ACCEPT'],
    ['S7', '-A OUTPUT -p tcp --sport :1024 -j ACCEPT'],
    ['S7', '-A OUTPUT -p udp --dport 1024: -j ACCEPT'],
    ['S8', '-A OUTPUT -m owner --uid-owner 1000-2000 -m owner ! --gid-owner 5 --suppl-groups -j ACCEPT'],
    ['S9', '-A OUTPUT -s 1.2.3.4 -d 10.1.2.3/8 -j ACCEPT'],
    ['S9', '-A OUTPUT -d 10.1.0.1/255.0.0.255 -j ACCEPT'],
    ['S9', '-A OUTPUT -s 0.0.0.0/0 -j ACCEPT'],
    ['S10', '-A OUTPUT -m mark --mark 5/0xffffffff -j ACCEPT'],
    ['S10', '-A OUTPUT -m mark ! --mark 0x539/0xfff -j ACCEPT'],
    ['S12', '-A OUTPUT -j REJECT'],
    ['S12', '-A OUTPUT -p tcp -j REJECT --reject-with tcp-reset'],
    ['S12', '-A OUTPUT -j LOG --log-prefix "a b "'],
    ['S13', '-A OUTPUT -m conntrack --ctstate ESTABLISHED,RELATED -j ACCEPT'],
    ['S13', '-A OUTPUT -m conntrack --ctstate DNAT,UNTRACKED,NEW,INVALID -j ACCEPT'],
    ['S13', '-A OUTPUT -m state --state NEW -j ACCEPT'],
    ['S13', '-A OUTPUT -m conntrack --ctdir ORIGINAL --ctorigdst 10.0.0.0/8 --ctstate NEW -j ACCEPT'],
    ['S13', '-A OUTPUT -m conntrack --ctstatus ASSURED,SEEN_REPLY -j ACCEPT'],
    ['S13', '-A OUTPUT -m owner ! --gid-owner 1 --uid-owner 2 --socket-exists -j ACCEPT'],
    ['S14', '-A OUTPUT -m comment --comment plain -j ACCEPT'],
    ['S14', '-A OUTPUT -m comment --comment "" -j ACCEPT'],
    ['S14', '-A OUTPUT -m comment --comment "a-b_c.d:e/f" -j ACCEPT'],
    ['S14', '-A OUTPUT -m comment --comment "semi;colon" -j ACCEPT'],
    ['S14', '-A OUTPUT -m comment --comment "hash#x" -j ACCEPT'],
    ['S14', String.raw`-A OUTPUT -m comment --comment "say \"hi\"" -j ACCEPT`],
    ['S15', '-A OUTPUT -m statistic --mode random --probability 0.25 -j ACCEPT'],
    ['S15', '-A OUTPUT -m statistic --mode nth --every 3 --packet 0 -j ACCEPT'],
    ['S16', '-A OUTPUT -p tcp --syn -j ACCEPT'],
    ['S16', '-A OUTPUT -p tcp --tcp-flags ALL NONE -j ACCEPT'],
    ['S16', '-A OUTPUT -p icmp --icmp-type echo-request -j ACCEPT'],
    ['M18', '-A OUTPUT -s 1.1.1.1,2.2.2.2 -d 3.3.3.3,4.4.4.4 -j ACCEPT'],
    ['M23', '-A OUTPUT -m comment --comment one -m comment --comment two -j ACCEPT'],
    ['M16', '-A OUTPUT -p tcp -m multiport ! --dports 53,80:90 -j ACCEPT'],
    ['M13', '-A OUTPUT -m addrtype ! --src-type LOCAL --dst-type LOCAL,BROADCAST --limit-iface-out -j ACCEPT'],
    ['M19', '-A OUTPUT -m length --length 60: -m ttl --ttl-gt 5 -j ACCEPT'],
  ],
  mangle: [
    ['S11', '-A PREROUTING -p tcp -j TPROXY --on-port 15006 --on-ip 10.0.0.2 --tproxy-mark 1337'],
    ['M21', '-A PREROUTING -p tcp -m socket --transparent --nowildcard -j ACCEPT'],
    ['S10', '-A OUTPUT -j MARK --set-mark 0x539'],
    ['S10', '-A OUTPUT -j MARK --set-mark 5/6'],
    ['S10', '-A OUTPUT -j MARK --or-mark 4'],
    ['S10', '-A OUTPUT -j MARK --and-mark 0xff'],
    ['S10', '-A OUTPUT -j MARK --xor-mark 3'],
    ['S10', '-A OUTPUT -j CONNMARK --save-mark'],
    ['S10', '-A OUTPUT -j CONNMARK --restore-mark --mask 0xff'],
    ['S10', '-A OUTPUT -j CONNMARK --set-xmark 0x111/0xfff'],
    ['S6', '-A OUTPUT -j TTL --ttl-set 9'],
  ],
  nat: [
    ['S11', '-A OUTPUT -j REDIRECT'],
    ['S11', '-A OUTPUT -p tcp -j REDIRECT --to-ports 15006-15010 --random'],
    ['S11', '-A OUTPUT -p tcp -j DNAT --to-destination 10.0.0.2-10.0.0.3:80-90 --random --persistent'],
    ['S11', '-A POSTROUTING -p tcp -j MASQUERADE --to-ports 1000-2000 --random-fully'],
    ['S11', '-A POSTROUTING -j SNAT --to-source 127.0.0.6'],
  ],
  raw: [
    ['S12', '-A OUTPUT -j CT --zone 0x2'],
    ['S12', '-A OUTPUT -j CT --zone-orig 3'],
    ['S12', '-A OUTPUT -j CT --notrack'],
    ['S12', '-A OUTPUT -j NOTRACK'],
  ],
};

describeAsRoot('8.1 iptables-save', () => {
  const rulesIn = (text: string): readonly string[] => text.split('\n').filter((line) => line.startsWith('-A '));
  test.each(
    Object.entries(TYPED).flatMap(([table, all]) =>
      (['nft', 'legacy'] as const).map((backend) => ({
        table,
        all,
        backend,
        facts: [...new Set(all.map(([id]) => id))].join(' '),
      })),
    ),
  )('$facts: the rules of $table as iptables-$backend-save prints them', ({ table, all, backend }) => {
    const text = `*${table}\n${table === 'filter' ? ':A - [0:0]\n' : ''}${all.map(([, words]) => words).join('\n')}\nCOMMIT\n`;
    const { out, err } = inNetns(`${restore(backend, text)}\niptables-${backend}-save`);
    const ours = rulesOf(parseIptablesSave(text, 'typed', { family: 'ip' })).map(printRule);
    expect({ err, rules: rulesIn(out) }).toEqual({ err: '', rules: ours });
  });
  test('S2 S3 nft prints tables in its own order, built-in chains in hook order and user chains by name', () => {
    const text =
      '*nat\n:Z - [0:0]\n:A - [0:0]\nCOMMIT\n*filter\n-A OUTPUT\nCOMMIT\n*raw\n-A OUTPUT\nCOMMIT\n*mangle\n-A OUTPUT\nCOMMIT\n';
    const { out } = inNetns(`${restore('nft', text)}\niptables-nft-save`);
    expect(out.match(/^\*\w+/gm)).toEqual(['*mangle', '*raw', '*filter', '*nat']);
    expect(out.match(/^:(?:A|Z) - \[0:0\]/gm)).toEqual([':A - [0:0]', ':Z - [0:0]']);
  });
  test('S3 rule counters only with -c, policy counters always', () => {
    const text = '*filter\n:OUTPUT ACCEPT [42:2864]\n[3:180] -A OUTPUT -j ACCEPT\nCOMMIT\n';
    const { out } = inNetns(`${restore('nft', text, '-c')}\niptables-nft-save; iptables-nft-save -c`);
    expect(out.match(/^:OUTPUT .*/gm)).toEqual([':OUTPUT ACCEPT [42:2864]', ':OUTPUT ACCEPT [42:2864]']);
    expect(out.match(/^.*-A OUTPUT.*/gm)).toEqual(['-A OUTPUT -j ACCEPT', '[3:180] -A OUTPUT -j ACCEPT']);
  });
  test('S7 nft turns ! --sport :1024 round, legacy keeps it', () => {
    const text = '*filter\n-A OUTPUT -p tcp ! --sport :1024 -j ACCEPT\nCOMMIT\n';
    const save = (backend: 'nft' | 'legacy'): string =>
      rulesIn(inNetns(`${restore(backend, text)}\niptables-${backend}-save`).out).join();
    expect(save('nft')).toBe('-A OUTPUT -p tcp -m tcp --sport 1025:65535 -j ACCEPT');
    expect(save('legacy')).toBe('-A OUTPUT -p tcp -m tcp ! --sport 0:1024 -j ACCEPT');
  });
  test('S14 a comment over 255 characters is cut', () => {
    const text = `*filter\n-A OUTPUT -m comment --comment ${'x'.repeat(300)} -j ACCEPT\nCOMMIT\n`;
    expect(inNetns(`${restore('nft', text)}\niptables-nft-save`).out).toContain(`--comment ${'x'.repeat(255)} -j`);
  });
  test('S17 -S prints policies, user chains and rules; with -v the counters stand before -j', () => {
    const text = '*filter\n:A - [0:0]\n[3:180] -A OUTPUT -p tcp -j A\nCOMMIT\n';
    const { out } = inNetns(`${restore('nft', text, '-c')}\niptables-nft -S; iptables-nft -v -S`);
    expect(out).toBe(
      [
        '-P INPUT ACCEPT\n-P FORWARD ACCEPT\n-P OUTPUT ACCEPT\n-N A\n-A OUTPUT -p tcp -j A\n',
        '-P INPUT ACCEPT -c 0 0\n-P FORWARD ACCEPT -c 0 0\n-P OUTPUT ACCEPT -c 0 0\n-N A\n-A OUTPUT -p tcp -c 3 180 -j A\n',
      ].join(''),
    );
  });
  test('S19 a chain that is emptied but not deleted stays', () =>
    expect(inNetns('iptables-nft -N X; iptables-nft -A X; iptables-nft -F X; iptables-nft-save').out).toContain(
      ':X - [0:0]',
    ));
});
