import { expect, test } from 'vitest';
import { FILTER, NAT, rows } from '../../walk/rules.js';
import { describeInKernel, packet } from './bedOfFacts.js';
import { describeAsRoot, inNetns, restore } from './inNetns.js';

const OUT = packet('out tcp 192.0.2.10:80');
const redirect = (port: number): string => rows(NAT, `OUTPUT -p tcp -j REDIRECT --to-ports ${port}`);
const nat = (table: string, priority: number, port: number): string =>
  `table ip ${table} { chain o { type nat hook output priority ${priority}; counter meta l4proto tcp redirect to :${port}; }; }\n`;

/** Facts of several back ends, measured on the kernel that runs here. */
describeInKernel('7 several back ends', (bed) => {
  const send = (...rules: Parameters<ReturnType<typeof bed>['load']>[0]): string => {
    expect(bed().load(rules)).toEqual([]);
    const { senderSees, reached } = bed().send(OUT);
    return `${senderSees}${reached === undefined ? '' : ` ${reached.local}`}`;
  };
  const nft = (text: string) => ({ loader: 'nft', family: 4, text }) as const;
  const legacy = (text: string) => ({ loader: 'legacy', family: 4, text }) as const;
  const native = (text: string) => ({ loader: 'native', family: 4, text }) as const;
  const ACCEPT = rows(FILTER, 'OUTPUT -j ACCEPT');
  const DROP = rows(FILTER, 'OUTPUT -j DROP');
  const NAT_ACCEPT = rows(NAT, 'OUTPUT -j ACCEPT');
  const DIRECT = 'connected 192.0.2.10:80';

  test('C1 a DROP in either drops, in any order', () =>
    expect([
      send(nft(ACCEPT), legacy(DROP)),
      send(legacy(DROP), nft(ACCEPT)),
      send(nft(DROP), legacy(ACCEPT)),
      send(legacy(ACCEPT), nft(DROP)),
      send(legacy(ACCEPT), nft(ACCEPT)),
    ]).toEqual(['timeout', 'timeout', 'timeout', 'timeout', DIRECT]));
  test('C3 nat ACCEPT in one does not stop the other', () =>
    expect([
      send(nft(NAT_ACCEPT), legacy(redirect(15001))),
      send(legacy(redirect(15001)), nft(NAT_ACCEPT)),
      send(nft(redirect(15001)), legacy(NAT_ACCEPT)),
      send(legacy(NAT_ACCEPT), nft(redirect(15001))),
    ]).toEqual(new Array<string>(4).fill('connected 127.0.0.1:15001')));
  test('C4 of nat chains the lower priority wins, at one the later', () =>
    expect([
      send(native(nat('a', -110, 15001)), nft(redirect(15006))),
      send(native(nat('a', -90, 15001)), nft(redirect(15006))),
      send(native(nat('a', -100, 15001)), nft(redirect(15006))),
      send(nft(redirect(15006)), native(nat('a', -100, 15001))),
    ]).toEqual([
      'connected 127.0.0.1:15001',
      'connected 127.0.0.1:15006',
      'connected 127.0.0.1:15006',
      'connected 127.0.0.1:15001',
    ]));
  test('C5 a nat chain of priority 10 runs before filter', () =>
    expect(send(native(nat('a', 10, 15001)), nft(rows(FILTER, 'OUTPUT -d 192.0.2.10 -j DROP')))).toBe(
      'connected 127.0.0.1:15001',
    ));
  const filter = (table: string, priority: number, rule: string, type = 'filter'): string =>
    `table ip ${table} { chain o { type ${type} hook output priority ${priority}; ${rule}; }; }\n`;
  test('C6 accept ends its own base chain only, drop is final', () =>
    expect([
      send(native(filter('a', 0, 'counter accept') + filter('b', 10, 'counter drop'))),
      send(native(filter('a', 0, 'counter drop') + filter('b', 10, 'counter accept'))),
      send(native(filter('a', 0, 'counter accept') + filter('b', 10, 'counter accept'))),
    ]).toEqual(['timeout', 'timeout', DIRECT]));
  test('C7 a mark of a chain of type route routes again, of type filter not', () => {
    const where = (type: string): string | undefined => {
      bed().load([native(filter('a', -150, 'counter meta mark set 7', type))]);
      return bed().send(OUT).reached?.where;
    };
    expect([where('filter'), where('route')]).toEqual(['peer', 'peer2']);
  });
  test('C19 an inet nat table serves both families, ip its own', () => {
    const text = (family: string): string =>
      `table ${family} t { chain o { type nat hook output priority -100; counter meta l4proto tcp redirect to :15001; }; }\n`;
    const ends = (family: string): readonly (string | undefined)[] => {
      bed().load([native(text(family))]);
      return [OUT, packet('out tcp [2001:db8::10]:80')].map((one) => bed().send(one).reached?.local);
    };
    expect(ends('inet')).toEqual(['127.0.0.1:15001', '[::1]:15001']);
    expect(ends('ip')).toEqual(['127.0.0.1:15001', '[2001:db8::10]:80']);
    expect(ends('ip6')).toEqual(['192.0.2.10:80', '[::1]:15001']);
  });
  const tproxy = (port: number, behind: string): string =>
    `table ip t { chain p { type filter hook prerouting priority -150; counter meta l4proto tcp tproxy to :${port} ${behind} }; }\n`;
  const inbound = (text: string, address: string): string => {
    expect(bed().load([native(text)])).toEqual([]);
    const { senderSees, reached } = bed().send(packet(`in tcp ${address}`));
    return `${senderSees}${reached === undefined ? '' : ` ${reached.local}`}`;
  };
  test('T8 native tproxy without a socket lets the packet through to the app', () =>
    expect(inbound(tproxy(9999, 'accept;'), '10.0.0.2:8080')).toBe('connected 10.0.0.2:8080'));
  test('T9 native tproxy does not end the chain', () => {
    expect(inbound(tproxy(15006, '; counter tcp dport 7777 drop;'), '10.0.0.2:7777')).toBe('timeout');
    expect(inbound(tproxy(15006, '; counter tcp dport 7778 drop;'), '10.0.0.2:7777')).toBe('connected 10.0.0.2:7777');
  });
  test('U14 native meta skuid matches neither == nor != without an owner', () => {
    const text =
      'table ip t { chain o { type filter hook output priority 0; counter meta skuid 1337 drop; counter meta skuid != 1337 drop; }; }\n';
    expect(inbound(text, '10.0.0.2:9')).toBe('ECONNREFUSED');
    expect(send(native(text))).toBe('timeout');
  });
});

describeAsRoot('7 what the tools show of each other', () => {
  const knock = 'exec 3<>/dev/tcp/127.0.0.1/9\n';
  test('C2 of two REDIRECTs the one registered last translates, in either order', () => {
    const counted = (first: 'nft' | 'legacy', second: 'nft' | 'legacy'): string => {
      const load = [first, second].map((backend) => restore(backend, redirect(backend === 'nft' ? 1 : 2))).join('\n');
      const { out } = inNetns(`${load}\n(${knock}) 2>/dev/null\niptables-nft-save -c; iptables-legacy-save -c`);
      return (/\[1:60\] .* --to-ports ([12])/.exec(out)?.[1] ?? '') === '1' ? 'nft' : 'legacy';
    };
    expect([counted('nft', 'legacy'), counted('legacy', 'nft')]).toEqual(['legacy', 'nft']);
  });
  const legacyNames = 'cat /proc/net/ip_tables_names';
  test.each([
    ['iptables-legacy -t nat -L', 'nat'],
    ['iptables-legacy -t nat -S', 'nat'],
    ['iptables-legacy-save -t mangle', 'mangle'],
    ['iptables-legacy -L', 'filter'],
    ['iptables-legacy-save', ''],
  ])('C9 %s brings these legacy tables into being: %s', (command, tables) =>
    expect(inNetns(`${command} >/dev/null 2>&1; ${legacyNames}`).out.trim()).toBe(tables),
  );
  test('C10 ip_tables_names lists legacy tables only, newest first, and never shrinks', () => {
    const script = `${restore('nft', '*raw\n-A OUTPUT\nCOMMIT\n')}
iptables-legacy -t nat -L >/dev/null; iptables-legacy -t mangle -L >/dev/null
iptables-legacy -t nat -F; iptables-legacy -t nat -X; ${legacyNames}`;
    expect(inNetns(script).out.trim().split('\n')).toEqual(['mangle', 'nat']);
  });
  test('C11 iptables-nft looks without making anything; its save is empty where no table exists', () => {
    const { out } = inNetns(
      'iptables-nft -L >/dev/null; iptables-nft -t nat -S >/dev/null; echo "[$(iptables-nft-save)]"; nft list tables',
    );
    expect(out).toBe('[]\n');
    expect(inNetns('iptables-nft -S').out).toBe('-P INPUT ACCEPT\n-P FORWARD ACCEPT\n-P OUTPUT ACCEPT\n');
  });
  test('C12 legacy tables, also empty ones, make iptables-nft warn', () => {
    const { err, status } = inNetns('iptables-legacy -L >/dev/null; iptables-nft-save');
    expect(err).toContain('# Warning: iptables-legacy tables present, use iptables-legacy-save to see them');
    expect(status).toBe(0);
  });
  const saved = (script: string): ReturnType<typeof inNetns> => inNetns(`${script}\niptables-nft-save`);
  const chain = (rule: string): string =>
    `nft -f - <<'NFT'\ntable ip filter { chain OUTPUT { type filter hook output priority filter; policy accept; ${rule}; }; }\nNFT`;
  test('C13 native tables of other names are invisible', () => {
    const script = "nft 'table inet own { chain o { type filter hook output priority 0; drop; }; }'";
    expect(saved(script)).toEqual({ out: '', err: '', status: 0 });
  });
  test('C14 native rules inside of ip filter may be shown silently wrong', () => {
    const { out, status } = saved(chain('tcp dport { 80, 443 } accept'));
    expect(out).toContain('-A OUTPUT -p tcp -j ACCEPT\n');
    expect(status).toBe(0);
  });
  test('C15 or the whole table as incompatible', () => {
    const script = `nft -f - <<'NFT'\ntable ip nat { chain OUTPUT { type nat hook output priority -100; policy accept; tcp dport 80 redirect to :1; }; }\nNFT`;
    expect(saved(script).out).toContain("# Table `nat' is incompatible, use 'nft' tool.");
    const listed = inNetns(`${script}\niptables-nft -t nat -S`);
    expect(listed.err).toContain("table `nat' is incompatible");
    expect(listed.status).toBe(1);
  });
  test('C16 or truncated, with exit code 3', () => {
    const { out, status } = saved(chain('meta skuid 1337 accept'));
    expect(out).not.toContain('COMMIT');
    expect(status).toBe(3);
  });
  test('C17 or without base chains of others', () => {
    const script = `${restore('nft', redirect(1))}\nnft 'table ip nat { chain mine { type nat hook output priority -110; }; }'`;
    expect(saved(script).out).toContain(
      "# Table `nat' contains incompatible base-chains, use 'nft' tool to list them.",
    );
  });
  test('C18 what iptables can express is shown as its rules', () =>
    expect(saved(chain('ip daddr 1.2.3.4 tcp dport 80 drop')).out).toContain(
      '-A OUTPUT -d 1.2.3.4/32 -p tcp -m tcp --dport 80 -j DROP',
    ));
  test('W10 restoring a set replaces only the tables named in it', () => {
    const script = `${restore('nft', rows(FILTER, 'OUTPUT -j DROP') + redirect(1))}\n${restore('nft', redirect(2))}`;
    const { out } = saved(script);
    expect(out).toContain('-A OUTPUT -j DROP');
    expect(out).toContain('--to-ports 2');
    expect(out).not.toContain('--to-ports 1');
  });
});
