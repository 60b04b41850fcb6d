import { SOCKETS } from './bed/layout.js';
import type { LoadedRules, SentPacket } from './contract.js';

/** A lab in which rules meet a packet again, with commands: the text of a file to be written down as `name`.yaml. */
export function labFile(name: string, rules: readonly LoadedRules[], packet: SentPacket): string {
  const { direction, protocol } = packet;
  const to = addressOf(packet.destination, packet.destinationPort);
  const from = direction === 'out' ? 'pod' : 'peer';
  const request = [`hopctl lab request ${name} ${from}.default tcp://${to}`, ...flagsOf(packet)].join(' ');
  const lacks = missing(rules, packet);
  return [
    `# hopctl lab up -f ${name}.yaml`,
    protocol === 'tcp' && packet.state === 'new'
      ? `# ${request}`
      : '# The packet can be sent by the proof alone: a lab sends TCP connections.',
    `# hopctl lab down ${name}`,
    ...(lacks.length === 0 ? [] : ['# What the proof has and this lab has not:']),
    ...lacks.map((lack) => `# - ${lack}`),
    `name: ${name}`,
    'pods:',
    ...pod('pod', ['10.0.0.2', '10.0.0.3', '10.9.9.9', 'fd00::2', 'fd00::3', '::6'], appsOf('pod')),
    ...(rules.some(({ loader }) => loader === 'legacy') ? ['    backend: legacy'] : []),
    '    rules:',
    '      after:',
    ...(['ipv4', 'ipv6', 'nft'] as const).flatMap((word) =>
      block(
        word,
        rules.filter((one) => wordOf(one) === word),
      ),
    ),
    ...pod('peer', ['10.0.0.1', '10.0.0.9', 'fd00::1', 'fd00::9'], appsOf('peer')),
    '',
  ].join('\n');
}

function missing(rules: readonly LoadedRules[], packet: SentPacket): readonly string[] {
  const { source, groups, transparent, mark, inInterface, state } = packet;
  const backends = new Set(rules.map(({ loader }) => loader).filter((loader) => loader !== 'native'));
  return [
    'the second link eth1, and the routes of marks 7 and 0x539',
    'a peer that is every address; here it is four',
    ...(backends.size > 1 ? ['both back ends of iptables at once: all rules are of iptables-legacy'] : []),
    ...(source === undefined ? [] : [`a sender bound to ${source}`]),
    ...(groups.length === 0 ? [] : [`supplementary groups ${groups.join(', ')}`]),
    ...(transparent ? ['IP_TRANSPARENT'] : []),
    ...(mark === 0 || packet.direction === 'out' ? [] : ['a mark of the wire']),
    ...(inInterface === 'eth1' ? ['a packet that comes in by eth1'] : []),
    ...(state === 'new' ? [] : [`a packet that is ${state} to conntrack when the rules are loaded`]),
    ...(packet.protocol === 'tcp' ? [] : [`${packet.protocol}: ${JSON.stringify(packet)}`]),
  ];
}

function flagsOf({ direction, uid, gid, mark, sourcePort }: SentPacket): readonly string[] {
  const sender = direction === 'out' ? [`--uid ${uid}`, `--gid ${gid}`, ...(mark === 0 ? [] : [`--mark ${mark}`])] : [];
  return [...sender, `--source-port ${sourcePort}`];
}

function appsOf(where: 'pod' | 'peer'): readonly string[] {
  const tcp = SOCKETS.filter((socket) => socket.where === where && socket.protocol === 'tcp');
  const listening = tcp.filter(({ address }) => address !== '::');
  return listening.map(
    ({ port, address, owner: { uid, gid } }) =>
      `      - { kind: tcp, port: ${port}, bind: '${address === '0.0.0.0' ? '::' : address}', uid: ${uid}, gid: ${gid} }`,
  );
}

function pod(name: string, ips: readonly string[], apps: readonly string[]): readonly string[] {
  return [`  - name: ${name}`, `    ips: [${ips.map((ip) => `'${ip}'`).join(', ')}]`, '    apps:', ...apps];
}

function wordOf({ loader, family }: LoadedRules): 'ipv4' | 'ipv6' | 'nft' {
  if (loader === 'native') return 'nft';
  return family === 4 ? 'ipv4' : 'ipv6';
}

function block(word: string, rules: readonly LoadedRules[]): readonly string[] {
  if (rules.length === 0) return [];
  const lines = rules.flatMap(({ text }) => text.trimEnd().split('\n'));
  return [`        ${word}: |`, ...lines.map((line) => `          ${line.replaceAll('\t', '  ')}`)];
}

function addressOf(ip: string, port: number): string {
  return ip.includes(':') ? `[${ip}]:${port}` : `${ip}:${port}`;
}
