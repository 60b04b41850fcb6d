import { execFileSync } from 'node:child_process';
import { statSync, writeFileSync } from 'node:fs';
import type { Libc } from '../../../../src/proxy/sys/Libc.js';
import { inNamespace, newNamespace } from '../../../../src/proxy/sys/networkNamespace.js';
import { PEER_RULES, PEER_SYSCTLS, peerCommands, POD_ADDRESSES, POD_LINKS, SYSCTLS } from './layout.js';

export type Where = 'pod' | 'peer' | 'peer2';

/** The namespaces of a bed, each held by a descriptor. */
export class Namespaces {
  private readonly home = namespaceOfThread();

  private constructor(
    private readonly libc: Libc,
    /** Also `quiet`, where nothing happens but barriers. */
    private readonly fds: Readonly<Record<Where | 'quiet', number>>,
  ) {}

  static make(libc: Libc): Namespaces {
    const made: number[] = [];
    const make = (): number => {
      const fd = newNamespace(libc);
      made.push(fd);
      return fd;
    };
    try {
      const all = new Namespaces(libc, { pod: make(), peer: make(), peer2: make(), quiet: make() });
      all.furnish();
      return all;
    } catch (error) {
      for (const fd of made) libc.close(fd);
      throw error;
    }
  }

  /** Runs something synchronous in a namespace. */
  within<T>(where: Where | 'quiet', use: () => T): T {
    return inNamespace(this.libc, this.fds[where], use);
  }

  /** What a command prints that is run in a namespace. */
  run(where: Where | 'quiet', command: string, args: readonly string[], input = ''): string {
    return this.within(where, () => {
      // Rules are loaded by the namespace that the thread is in: never by the one that it came from.
      if (namespaceOfThread() === this.home) throw new Error('the thread is in the namespace of the host');
      return execFileSync(command, args, { input, encoding: 'utf8', stdio: ['pipe', 'pipe', 'pipe'] });
    });
  }

  close(): void {
    for (const fd of Object.values(this.fds)) this.libc.close(fd);
  }

  /** Runs commands of ip; those with `-6` in front, which it does not take in a batch, after the others. */
  private batch(where: Where, commands: string): void {
    const lines = commands.split('\n');
    const isV6 = (line: string): boolean => line.startsWith('-6 ');
    this.run(where, 'ip', ['-batch', '-'], lines.filter((line) => !isV6(line)).join('\n'));
    const v6 = lines.filter(isV6).map((line) => line.slice(3));
    if (v6.length > 0) this.run(where, 'ip', ['-6', '-batch', '-'], v6.join('\n'));
  }

  private furnish(): void {
    const { peer, peer2 } = this.fds;
    const path = (fd: number): string => `/proc/${process.pid}/fd/${fd}`;
    for (const where of ['pod', 'peer', 'peer2'] as const) {
      this.within(where, () => setSysctls({ ...SYSCTLS, ...(where === 'pod' ? {} : PEER_SYSCTLS) }));
    }
    this.run('quiet', 'ip', ['link', 'set', 'lo', 'up']);
    this.batch('pod', POD_LINKS.replace('PEER2', path(peer2)).replace('PEER', path(peer)));
    this.batch('peer', peerCommands('eth0', '10.0.0.1/24', 'fd00::1/64'));
    this.batch('peer2', peerCommands('eth1', '172.16.0.1/24', 'fd01::1/64'));
    this.batch('pod', POD_ADDRESSES);
    for (const where of ['peer', 'peer2'] as const) this.run(where, 'nft', ['-f', '-'], PEER_RULES);
  }
}

function setSysctls(sysctls: Readonly<Record<string, string>>): void {
  for (const [name, value] of Object.entries(sysctls)) writeFileSync(`/proc/sys/${name}`, value);
}

function namespaceOfThread(): number {
  return statSync('/proc/thread-self/ns/net').ino;
}
