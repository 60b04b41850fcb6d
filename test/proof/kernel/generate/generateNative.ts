import type { Hook } from '../../../../src/netfilter/model/Hook.js';
import type { Rng } from './Rng.js';
import { address, hex, wordsOf } from './RuleContext.js';
import type { ChainDraft, RuleSetDraft, TableDraft } from './RuleSetDraft.js';
import { IDS, MARKS, MASKS, PORTS, sendersFrom, SOURCE_PORTS, type Words } from './words.js';

type NativeFamily = 'ip' | 'ip6' | 'inet';

interface NativeContext {
  readonly rng: Rng;
  /** Of the addresses in the rule. */
  readonly family: 4 | 6;
  readonly table: NativeFamily;
  readonly type: 'filter' | 'nat' | 'route';
  readonly hooks: readonly Hook[];
  readonly priority: number;
  readonly callable: readonly string[];
  readonly words: Words;
}

interface BaseKind {
  readonly type: NativeContext['type'];
  readonly hook: Hook;
  readonly priority: number;
}

const BASES: readonly BaseKind[] = [
  ...(['PREROUTING', 'OUTPUT'] as const).map((hook) => ({ type: 'filter' as const, hook, priority: -300 })),
  { type: 'filter', hook: 'PREROUTING', priority: -150 },
  { type: 'route', hook: 'OUTPUT', priority: -150 },
  { type: 'filter', hook: 'OUTPUT', priority: -140 },
  ...(['PREROUTING', 'OUTPUT'] as const).map((hook) => ({ type: 'nat' as const, hook, priority: -100 })),
  { type: 'nat', hook: 'OUTPUT', priority: -90 },
  ...(['INPUT', 'OUTPUT'] as const).map((hook) => ({ type: 'filter' as const, hook, priority: 0 })),
  { type: 'filter', hook: 'POSTROUTING', priority: 50 },
  ...(['INPUT', 'POSTROUTING'] as const).map((hook) => ({ type: 'nat' as const, hook, priority: 100 })),
  { type: 'filter', hook: 'INPUT', priority: 110 },
];

/** A random rule set of nftables' own, in the words that nft prints. */
export function generateNative(rng: Rng, family: 4 | 6): RuleSetDraft {
  const plain: NativeFamily = family === 4 ? 'ip' : 'ip6';
  const families = rng.pick<readonly NativeFamily[]>([['inet'], [plain], [plain], ['inet', plain]]);
  return {
    loader: 'native',
    family,
    tables: families.map((table, at) => generateTable(rng, family, table, `proof${at}`)),
  };
}

function generateTable(rng: Rng, family: 4 | 6, table: NativeFamily, name: string): TableDraft {
  const bases = rng.some(BASES, rng.between(2, 6)).map((base, at) => ({ ...base, name: `b${at}` }));
  const users = Array.from({ length: rng.pick([0, 1, 2, 3]) }, (_, at) => {
    const of = rng.pick(bases);
    return { name: `u${at}`, at, of };
  });
  const words = wordsOf(family);
  const chains = bases.map((base): ChainDraft => {
    const callable = users.filter(({ of }) => of.name === base.name).map((user) => user.name);
    const context = { rng, family, table, ...base, hooks: [base.hook], callable, words };
    return {
      name: base.name,
      hook: `type ${base.type} hook ${base.hook.toLowerCase()} priority ${base.priority}`,
      policy: rng.chance(3) ? 'DROP' : 'ACCEPT',
      rules: Array.from({ length: rng.between(0, 5) }, () => generateRule(context)),
    };
  });
  const called = users.map(({ name: chain, at, of }): ChainDraft => {
    const callable = users.filter((other) => other.at > at && other.of.name === of.name).map((user) => user.name);
    const context = { rng, family, table, ...of, hooks: [of.hook], callable, words };
    return { name: chain, rules: Array.from({ length: rng.between(0, 4) }, () => generateRule(context)) };
  });
  return { family: table, name, chains: [...chains, ...called] };
}

function generateRule(context: NativeContext): string {
  const { rng } = context;
  const needsPorts = rng.chance(35);
  const protocol = needsPorts ? rng.pick(['tcp', 'tcp', 'udp']) : undefined;
  // nft refuses rules that ask for two protocols.
  const said = protocol ?? rng.pick(['tcp', 'udp', 'icmp']);
  const matches = [
    ...(protocol === undefined
      ? []
      : [rng.chance(50) ? `meta l4proto ${protocol}` : `${protocol} ${portTest(context)}`]),
    ...Array.from({ length: rng.pick([0, 0, 1, 1, 2]) }, () => nativeMatch(context, said)),
  ];
  const { statements, verdict } = nativeAction(context, protocol);
  return [...unjoined(matches), ...statements, 'counter', ...verdict].join(' ');
}

/** nft 1.0.6 joins two negated ports into one comparison, which is another rule: see docs/not-simulated.md. */
function unjoined(matches: readonly string[]): readonly string[] {
  const negated = (match: string): boolean => /[sd]port != \d+$/.test(match);
  const first = matches.findIndex(negated);
  return matches.map((match, at) => (at > first && negated(match) ? match.replace('!= ', '') : match));
}

function not({ rng }: NativeContext): string {
  return rng.chance(30) ? '!= ' : '';
}

function portTest(context: NativeContext): string {
  const { rng } = context;
  const source = rng.chance(20);
  const ports = PORTS;
  const value = rng.weighted([
    [String(rng.pick(ports)), 5],
    [`{ ${rng.some(ports, 3).join(', ')} }`, 2],
    [source ? sendersFrom(rng.pick(SOURCE_PORTS)).join('-') : '15000-15010', source ? 20 : 2],
  ]);
  const operator = rng.chance(8) ? rng.pick(['< ', '>= ']) : not(context);
  const plain = operator.startsWith('<') || operator.startsWith('>') ? String(rng.pick(ports)) : value;
  return `${source ? 'sport' : 'dport'} ${operator}${plain}`;
}

function nativeMatch(context: NativeContext, protocol: string): string {
  const { rng, hooks, family } = context;
  const ip = family === 4 ? 'ip' : 'ip6';
  const input = hooks.every((hook) => hook === 'PREROUTING' || hook === 'INPUT');
  const options: (() => string)[] = [
    () => `${ip} ${rng.pick(['saddr', 'daddr', 'daddr'])} ${not(context)}${addressValue(context)}`,
    () => `meta mark ${not(context)}${hex(rng.pick(MARKS))}`,
    () => `meta mark & ${hex(rng.pick([0xfff, 0xff, 1]))} ${rng.pick(['==', '!='])} ${hex(rng.pick(MARKS) & 0xfff)}`,
    () =>
      `ct state ${rng.pick(['new', 'established,related', 'invalid', 'untracked', 'new,untracked', 'established'])}`,
    () => `ct state != ${rng.pick(['new', 'invalid', 'established'])}`,
    () => `ct mark ${not(context)}${hex(rng.pick(MARKS))}`,
    () => `ct direction ${rng.pick(['original', 'reply'])}`,
    () => `ct status ${rng.pick(['dnat', 'snat', 'confirmed', 'seen-reply', 'assured'])}`,
    ...(context.table === 'inet' ? [() => `meta nfproto ${rng.pick(['ipv4', 'ipv6'])}`] : []),
    () =>
      `meta l4proto ${not(context)}${rng.pick(['tcp', 'udp', '{ tcp, udp }', family === 4 ? 'icmp' : 'ipv6-icmp'])}`,
    ...(protocol === 'icmp' ? [] : [() => `meta l4proto ${protocol} th ${portTest(context)}`]),
    ...(protocol === 'icmp' ? [] : [() => `${protocol} ${portTest(context)}`]),
    ...(protocol !== 'tcp'
      ? []
      : [() => `tcp flags ${rng.pick(['syn / fin,syn,rst,ack', 'syn,ack / syn,ack', '& (syn | ack) == syn'])}`]),
    () => `fib ${rng.pick(['daddr', 'saddr'])} type ${not(context)}local`,
    ...(protocol === 'icmp' ? [() => `${family === 4 ? 'icmp' : 'icmpv6'} type ${not(context)}echo-request`] : []),
    () =>
      input
        ? `iifname ${not(context)}"${rng.pick(['eth0', 'eth*', 'lo', 'eth1'])}"`
        : `oifname ${not(context)}"${rng.pick(['eth0', 'eth*', 'lo', 'eth1'])}"`,
    () =>
      input ? `iif ${not(context)}"${rng.pick(['eth0', 'lo'])}"` : `oif ${not(context)}"${rng.pick(['eth0', 'lo'])}"`,
    () =>
      `meta ${rng.pick(['skuid', 'skgid'])} ${not(context)}${rng.pick([String(rng.pick(IDS)), '{ 0, 1337 }', '1000-1337'])}`,
  ];
  return rng.pick(options)();
}

function addressValue(context: NativeContext): string {
  const { rng, words } = context;
  const one = address({ rng, words });
  const network = rng.pick(words.networks.filter((text) => !text.endsWith('/0')));
  return rng.weighted([
    [one, 5],
    [network, 4],
    [`{ ${[...new Set([one, address({ rng, words })])].join(', ')} }`, 2],
  ]);
}

interface Action {
  readonly statements: readonly string[];
  readonly verdict: readonly string[];
}

function nativeAction(context: NativeContext, protocol: string | undefined): Action {
  const { rng, type, hooks, priority, callable, words, family, table } = context;
  const [hook] = hooks;
  const verdict = (...lines: readonly string[]): Action => ({ statements: [], verdict: lines });
  const options: (readonly [Action, number])[] = [
    [verdict(), 4],
    [verdict('accept'), 3],
    [verdict('return'), 3],
    [verdict('drop'), type === 'nat' ? 0 : 1],
    [{ statements: [markStatement(context)], verdict: rng.chance(20) ? ['accept'] : [] }, 6],
  ];
  if (callable.length > 0) options.push([verdict(`${rng.pick(['jump', 'jump', 'goto'])} ${rng.pick(callable)}`), 8]);
  if (type === 'nat') {
    const ip = table === 'inet' ? `${family === 4 ? 'ip' : 'ip6'} ` : '';
    const guard = table === 'inet' ? [`meta nfproto ${family === 4 ? 'ipv4' : 'ipv6'}`] : [];
    const port = protocol === undefined || rng.chance(30) ? undefined : rng.pick([15001, 15006, 15053, 8080, 7777]);
    const goal = (host: string): string =>
      port === undefined ? host : family === 4 ? `${host}:${port}` : `[${host}]:${port}`;
    if (hook === 'PREROUTING' || hook === 'OUTPUT') {
      options.push([verdict(port === undefined ? 'redirect' : `redirect to :${port}`), 10]);
      const host = rng.pick([...words.own, ...words.loopback, ...words.others]);
      options.push([{ statements: guard, verdict: [`dnat ${ip}to ${goal(host)}`] }, 8]);
    } else {
      options.push([{ statements: guard, verdict: [`snat ${ip}to ${rng.pick([...words.own, ...words.others])}`] }, 8]);
      if (hook === 'POSTROUTING') options.push([verdict('masquerade'), 6]);
    }
  }
  if (type === 'filter' && hook === 'PREROUTING' && priority === -150 && protocol !== undefined) {
    const ip = table === 'inet' ? `${family === 4 ? 'ip' : 'ip6'} ` : '';
    const port = rng.pick([15006, 15001, 8080, 7777]);
    const guard = table === 'inet' ? [`meta nfproto ${family === 4 ? 'ipv4' : 'ipv6'}`] : [];
    const tproxy = [...guard, `tproxy ${ip}to :${port}`, ...(rng.chance(60) ? ['meta mark set 0x539'] : [])];
    options.push([{ statements: tproxy, verdict: rng.chance(70) ? ['accept'] : [] }, 14]);
  }
  if (priority === -300)
    options.push([{ statements: [rng.pick(['notrack', 'ct zone set 1', 'ct zone set 2'])], verdict: [] }, 8]);
  if (type === 'filter' && (hook === 'INPUT' || hook === 'OUTPUT') && priority === 0) {
    const kinds =
      family === 4
        ? ['port-unreachable', 'host-unreachable', 'admin-prohibited']
        : ['port-unreachable', 'no-route', 'admin-prohibited'];
    const guard = table === 'inet' ? [`meta nfproto ${family === 4 ? 'ipv4' : 'ipv6'}`] : [];
    const reject =
      protocol === 'tcp' && rng.chance(50)
        ? 'reject with tcp reset'
        : `reject with ${family === 4 ? 'icmp' : 'icmpv6'} ${rng.pick(kinds)}`;
    options.push([{ statements: guard, verdict: [reject] }, 3]);
  }
  return rng.weighted(options);
}

function markStatement({ rng, priority }: NativeContext): string {
  const own = [
    `meta mark set ${hex(rng.pick(MARKS))}`,
    `meta mark set meta mark & 0x0000ff00 | ${hex(rng.pick([1, 7, 0x539]))}`,
  ];
  if (priority === -300) return rng.pick(own);
  return rng.pick([
    ...own,
    `ct mark set ${hex(rng.pick(MARKS))}`,
    'ct mark set meta mark',
    'meta mark set ct mark',
    `ct mark set ct mark & 0xfffff000 | ${hex(rng.pick(MASKS) & 0xfff)}`,
  ]);
}
