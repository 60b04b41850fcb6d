import { mkdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import type { LabBackend } from '../model/words.js';
import { quote } from '../run/hereDocument.js';
import { netnsCommand } from '../run/netnsCommand.js';
import { run } from '../run/run.js';

/** A network namespace, and a folder for what is on its way here. */
export interface CollectedNetns {
  readonly netns: string;
  readonly dir: string;
  readonly backend: LabBackend;
  /** Besides lo. */
  readonly interfaces: readonly string[];
}

/** The settings on which a packet's way may hang. */
const sysctlsOf = (interfaces: readonly string[]): readonly string[] => [
  ...['net.ipv4.ip_forward', 'net.ipv4.tcp_fwmark_accept', 'net.ipv4.fwmark_reflect', 'net.ipv4.ip_nonlocal_bind'],
  ...['net.ipv4.tcp_l3mdev_accept', 'net.ipv6.bindv6only', 'net.ipv6.ip_nonlocal_bind', 'net.ipv6.conf.all.forwarding'],
  ...['all', 'lo', ...interfaces].flatMap((name) =>
    ['rp_filter', 'route_localnet', 'accept_local', 'src_valid_mark'].map((key) => `net.ipv4.conf.${name}.${key}`),
  ),
];

/** What a network namespace holds now, as the files of a snapshot's layout. */
export async function collectNetns({
  netns,
  dir,
  backend,
  interfaces,
}: CollectedNetns): Promise<ReadonlyMap<string, Uint8Array>> {
  const commands: Readonly<Record<string, string>> = {
    [`iptables-save.${backend}.v4.txt`]: `iptables-${backend}-save`,
    [`iptables-save.${backend}.v6.txt`]: `ip6tables-${backend}-save`,
    'sockets.txt': 'ss -ltun',
    'addresses.json': 'ip -j address',
    'routes.json': 'ip -4 -j route show table all',
    'routes.v6.json': 'ip -6 -j route show table all',
    'ip-rules.json': 'ip -4 -j rule show',
    'ip-rules.v6.json': 'ip -6 -j rule show',
    'sysctls.txt': `{ sysctl -e ${sysctlsOf(interfaces).join(' ')} || true; }`,
  };
  const folder = join(dir, 'facts');
  mkdirSync(folder, { recursive: true });
  const script = Object.entries(commands).map(([file, command]) => `${command} > ${quote(join(folder, file))}\n`);
  await run(netnsCommand({ netns }, ['sh', '-e']), script.join(''));
  const files = Object.keys(commands).map((file) => [file, readFileSync(join(folder, file))] as const);
  rmSync(folder, { recursive: true });
  return new Map(files);
}
