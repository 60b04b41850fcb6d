import { bang, type Phrase } from './Phrase.js';

const END = String.raw`(?=\s|$)`;
const PORTS = String.raw`(?: spts?:(!?)(\S+))?(?: dpts?:(!?)(\S+))?`;

/** How `iptables -L` words the matches, as iptables 1.8 prints them; `-m comment` is the first so that its text is never read. */
export const MATCH_PHRASES: readonly Phrase[] = [
  phrase(String.raw`/\* ([^]*?) ?\*/`, (text = '') => ['-m', 'comment', '--comment', text]),
  phrase(String.raw`tcp${PORTS}(?: option=(!?)(\d+))?(?: flags:(!?)([^/\s]+)/(\S+))?`, (...groups) => {
    const [notOption = '', option = '', notFlags = '', mask = '', flags = ''] = groups.slice(4);
    return [
      ...portWords('tcp', groups),
      ...(option === '' ? [] : [...bang(notOption), '--tcp-option', option]),
      ...(mask === '' ? [] : [...bang(notFlags), '--tcp-flags', mask, flags]),
    ];
  }),
  ...['udp', 'udplite', 'sctp', 'dccp'].map((name) =>
    phrase(`${name}${PORTS}`, (...groups) => portWords(name, groups)),
  ),
  phrase(String.raw`multiport (sports|dports|ports) +(!?)(\S+)`, (which, not = '', list = '') => [
    ...['-m', 'multiport', ...bang(not)],
    ...[`--${which}`, list],
  ]),
  phrase(
    String.raw`(! )?owner (UID|GID) match (\S+)( incl\. suppl\. groups)?`,
    (not = '', id = '', value = '', groups) => [
      ...['-m', 'owner', ...bang(not), `--${id.toLowerCase()}-owner`, value],
      ...(groups === '' ? [] : ['--suppl-groups']),
    ],
  ),
  phrase('(! )?owner socket exists', (not = '') => ['-m', 'owner', ...bang(not), '--socket-exists']),
  phrase(String.raw`(connmark|mark) match +(! )?(0x\S+)`, (name = '', not = '', value = '') => [
    ...['-m', name, ...bang(not)],
    ...['--mark', value],
  ]),
  phrase(String.raw`(! )?state (\S+)`, (not = '', states = '') => ['-m', 'state', ...bang(not), '--state', states]),
  phrase(
    String.raw`ADDRTYPE match(?: src-type (!?)(\S+))?(?: dst-type (!?)(\S+))?(?: limit-(in|out))?`,
    (notSource = '', source = '', notDestination = '', destination = '', limit = '') => [
      ...['-m', 'addrtype'],
      ...(source === '' ? [] : [...bang(notSource), '--src-type', source]),
      ...(destination === '' ? [] : [...bang(notDestination), '--dst-type', destination]),
      ...(limit === '' ? [] : [`--limit-iface-${limit}`]),
    ],
  ),
  phrase('socket((?: --[a-z-]+)*)', (flags = '') => [
    '-m',
    'socket',
    ...flags.split(' ').filter((flag) => flag !== ''),
  ]),
  ...[
    ['icmp', 'icmp', '--icmp-type'],
    ['ipv6-icmp', 'icmp6', '--icmpv6-type'],
  ].flatMap(([shown = '', module = '', option = '']) => [
    // Negated as `icmp !type 3`; without -n the type is a name, `icmp echo-request`.
    phrase(String.raw`${shown} ?(!?)type (\d+)(?: code (\d+))?`, (not = '', type = '', code = '') => [
      ...['-m', module, ...bang(not)],
      ...[option, code === '' ? type : `${type}/${code}`],
    ]),
    phrase(String.raw`${shown} (!?)([a-zA-Z-]+)`, (not = '', name = '') => ['-m', module, ...bang(not), option, name]),
  ]),
  phrase(String.raw`(source|destination) IP range (! )?(\S+)`, (which, not = '', range = '') => [
    ...['-m', 'iprange', ...bang(not)],
    ...[which === 'source' ? '--src-range' : '--dst-range', range],
  ]),
  phrase(String.raw`length (!?)(\d\S*)`, (not = '', range = '') => ['-m', 'length', ...bang(not), '--length', range]),
  phrase(String.raw`(TTL|HL) match (?:TTL|HL) (==|!=|<|>) (\d+)`, (module = '', comparison = '', value = '') => {
    const [not, name] =
      comparison === '!=' ? [['!'], 'eq'] : [[], comparison === '<' ? 'lt' : comparison === '>' ? 'gt' : 'eq'];
    return ['-m', module.toLowerCase(), ...not, `--${module.toLowerCase()}-${name}`, value];
  }),
  phrase(String.raw`tos match(!?)(0x\S+)`, (not = '', value = '') => ['-m', 'tos', ...bang(not), '--tos', value]),
  phrase(String.raw`DSCP match (!?)(0x\S+)`, (not = '', value = '') => ['-m', 'dscp', ...bang(not), '--dscp', value]),
  phrase(String.raw`PHYSDEV match((?: (?:! )?--physdev-(?:(?:in|out) \S+|is-(?:in|out|bridged)))+)`, (tests = '') => [
    ...['-m', 'physdev'],
    ...tests.trim().split(' '),
  ]),
  phrase(String.raw`PKTTYPE (!?)= (\S+)`, (not = '', type = '') => ['-m', 'pkttype', ...bang(not), '--pkt-type', type]),
  phrase(String.raw`MAC ?(!?) ?((?:[0-9A-Fa-f]{2}:){5}[0-9A-Fa-f]{2})`, (not = '', mac = '') => [
    ...['-m', 'mac', ...bang(not)],
    ...['--mac-source', mac],
  ]),
  phrase(String.raw`(! )?match-set (\S+) (\S+)`, (not = '', name = '', flags = '') => [
    ...['-m', 'set', ...bang(not)],
    ...['--match-set', name, flags],
  ]),
  phrase(String.raw`statistic mode random( !)? probability (\S+)`, (not = '', chance = '') => [
    ...['-m', 'statistic', '--mode', 'random'],
    ...[...bang(not), '--probability', chance],
  ]),
  phrase(String.raw`statistic mode nth( !)? every (\d+)(?: packet (\d+))?`, (not = '', every = '', packet = '') => [
    ...['-m', 'statistic', '--mode', 'nth', ...bang(not), '--every', every],
    ...(packet === '' ? [] : ['--packet', packet]),
  ]),
  phrase(String.raw`limit: avg (\S+) burst (\d+)`, (rate = '', burst = '') => [
    '-m',
    'limit',
    '--limit',
    rate,
    '--limit-burst',
    burst,
  ]),
];

/** One criterion of `-m conntrack`; those that follow each other belong to one match. */
export const CONNTRACK_PHRASES: readonly Phrase[] = [
  phrase(
    String.raw`(! )?(ctstate|ctproto|ctorigsrc|ctorigdst|ctreplsrc|ctrepldst|ctorigsrcport|ctorigdstport|ctreplsrcport|ctrepldstport|ctstatus|ctexpire|ctdir) (\S+)`,
    (not = '', name = '', value = '') => [...bang(not), `--${name}`, value],
  ),
];

function phrase(pattern: string, words: Phrase['words']): Phrase {
  return { pattern: new RegExp(`^${pattern}${END}`), words };
}

function portWords(name: string, groups: readonly string[]): readonly string[] {
  const [notSource = '', source = '', notDestination = '', destination = ''] = groups;
  return [
    ...['-m', name],
    ...(source === '' ? [] : [...bang(notSource), '--sport', source]),
    ...(destination === '' ? [] : [...bang(notDestination), '--dport', destination]),
  ];
}
