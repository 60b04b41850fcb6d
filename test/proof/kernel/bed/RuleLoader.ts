import { readFileSync } from 'node:fs';
import type { Libc } from '../../../../src/proxy/sys/Libc.js';
import { AF_INET, AF_INET6, SOCK_CLOEXEC, SOCK_RAW } from '../../../../src/proxy/sys/linux.js';
import { checked } from '../../../../src/proxy/sys/SystemCallError.js';
import type { LoadedRules } from '../contract.js';
import type { Refusal } from './Bed.js';
import type { Counters } from './counters/Counters.js';
import { legacyCounters } from './counters/legacyCounters.js';
import { ACK, Netlink } from './counters/Netlink.js';
import { nftCounters } from './counters/nftCounters.js';
import type { Namespaces } from './Namespaces.js';

const BATCH_BEGIN = 0x10;
const BATCH_END = 0x11;
const NFTABLES = 10;
const DELTABLE = (NFTABLES << 8) | 2;
/** inet, ip, ip6. */
const NFT_FAMILIES = [1, 2, 10] as const;
const IPPROTO_RAW = 255;
const BUILT_IN = new Set(['filter', 'nat', 'mangle', 'raw', 'security']);
const NAMES = { 4: '/proc/thread-self/net/ip_tables_names', 6: '/proc/thread-self/net/ip6_tables_names' } as const;

/** The rules of the pod: loads and flushes them, and knows where they count. */
export class RuleLoader {
  private readonly netlink: Netlink;
  private readonly rawSockets: Readonly<Record<4 | 6, number>>;
  private loaded: readonly LoadedRules[] = [];
  private readonly sets = new Set<string>();

  constructor(
    private readonly libc: Libc,
    private readonly namespaces: Namespaces,
  ) {
    const raw = (domain: number): number =>
      checked(libc, libc.socket(domain, SOCK_RAW | SOCK_CLOEXEC, IPPROTO_RAW), 'socket(SOCK_RAW)');
    [this.netlink, this.rawSockets] = namespaces.within('pod', () => [
      new Netlink(libc),
      { 4: raw(AF_INET), 6: raw(AF_INET6) },
    ]);
  }

  /** No rules of any loader. */
  flush(): void {
    this.netlink.request([
      { type: BATCH_BEGIN, family: 0, resource: NFTABLES },
      { type: DELTABLE, family: 0, flags: ACK },
      { type: BATCH_END, family: 0, resource: NFTABLES },
    ]);
    for (const family of [4, 6] as const) this.flushLegacy(family);
    this.loaded = [];
  }

  /** Lets conntrack run without any rule that decides something. */
  track(): void {
    this.namespaces.run('pod', 'nft', ['-f', '-'], TRACKER);
  }

  untrack(): void {
    this.namespaces.run('pod', 'nft', ['delete', 'table', 'inet', 'tracker']);
  }

  /** Makes the ipsets that rules name: without them they are refused. They are empty, and stay with the namespace. */
  makeSets(rules: readonly LoadedRules[]): void {
    for (const { family, text } of rules) {
      for (const [, name = ''] of text.matchAll(/ --match-set (\S+)/g)) {
        if (this.sets.has(name)) continue;
        const addresses = family === 4 ? 'inet' : 'inet6';
        this.namespaces.run('pod', 'ipset', ['create', name, 'hash:ip', 'family', addresses]);
        this.sets.add(name);
      }
    }
  }

  /** Adds rule sets, each by its own tool. */
  load(rules: readonly LoadedRules[]): readonly Refusal[] {
    const refusals = rules.flatMap((set, at) => {
      const message = this.restore(set);
      return message === undefined ? [] : [{ at, message }];
    });
    this.loaded = rules.filter((_, at) => refusals.every((refusal) => refusal.at !== at));
    const at = rules.findIndex(({ loader }) => loader === 'native');
    const uncounted = at < 0 ? 0 : NFT_FAMILIES.reduce((sum, family) => sum + this.nft(family).uncounted, 0);
    return uncounted === 0 ? refusals : [...refusals, { at, message: `${uncounted} rules without a counter` }];
  }

  /** The counters of all rules that a packet of the family can meet. */
  counters(family: 4 | 6): readonly Counters[] {
    const loaders = new Set(this.loaded.map(({ loader }) => loader));
    const nft = loaders.has('nft') || loaders.has('native');
    const nftFamilies = family === 4 ? [2, 1] : [10, 1];
    const all = [
      ...(nft ? nftFamilies.map((number) => this.nft(number)) : []),
      ...(loaders.has('legacy')
        ? this.legacyTables(family).map((table) => legacyCounters(this.libc, this.rawSockets[family], family, table))
        : []),
    ];
    return all.filter((counters) => counters !== undefined && counters.names.length > 0) as readonly Counters[];
  }

  close(): void {
    this.netlink.close();
    for (const fd of Object.values(this.rawSockets)) this.libc.close(fd);
  }

  private nft(family: number): ReturnType<typeof nftCounters> {
    return nftCounters(this.netlink, family, this.nameOf);
  }

  private readonly nameOf = (family: string, table: string, chain: string, index: number): string => {
    const digit = family === 'ip' ? 4 : 6;
    const isIptables =
      family !== 'inet' &&
      BUILT_IN.has(table) &&
      this.loaded.some((set) => set.loader === 'nft' && set.family === digit && set.text.includes(`*${table}\n`));
    const place = `${table}:${chain}:${index}`;
    return isIptables ? `nft${digit} ${place}` : `native ${family} ${place}`;
  };

  private restore({ loader, family, text }: LoadedRules): string | undefined {
    const ip = family === 4 ? 'iptables' : 'ip6tables';
    const [command, args] =
      loader === 'native' ? ['nft', ['-f', '-']] : [`${ip}-${loader === 'nft' ? 'nft' : 'legacy'}-restore`, ['-w']];
    try {
      this.namespaces.run('pod', command, args, text);
      return undefined;
    } catch (error) {
      if (!(error instanceof Error) || !('stderr' in error) || !('status' in error)) throw error;
      return String(error.stderr).trim();
    }
  }

  /** The tables stay, empty, and the policies are ACCEPT. */
  private flushLegacy(family: 4 | 6): void {
    const tables = this.legacyTables(family);
    if (tables.length === 0) return;
    const chains = (table: string): readonly string[] => CHAINS[table] ?? [];
    const text = tables
      .map((table) => [`*${table}`, ...chains(table).map((chain) => `:${chain} ACCEPT [0:0]`), 'COMMIT', ''].join('\n'))
      .join('');
    const message = this.restore({ loader: 'legacy', family, text });
    if (message !== undefined) throw new Error(`legacy tables can't be flushed: ${message}`);
  }

  private legacyTables(family: 4 | 6): readonly string[] {
    const text = this.namespaces.within('pod', () => readFileSync(NAMES[family], 'utf8'));
    return text.split('\n').filter((name) => name !== '');
  }
}

const TRACKER = `
table inet tracker {
  chain output {
    type filter hook output priority 0
    ct state invalid
  }
}
`;

const CHAINS: Readonly<Record<string, readonly string[]>> = {
  filter: ['INPUT', 'FORWARD', 'OUTPUT'],
  security: ['INPUT', 'FORWARD', 'OUTPUT'],
  nat: ['PREROUTING', 'INPUT', 'OUTPUT', 'POSTROUTING'],
  mangle: ['PREROUTING', 'INPUT', 'FORWARD', 'OUTPUT', 'POSTROUTING'],
  raw: ['PREROUTING', 'OUTPUT'],
};
