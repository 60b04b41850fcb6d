import { spawnSync } from 'node:child_process';
import { describe } from 'vitest';

const isRoot = process.getuid?.() === 0;

/** A `describe` whose tests make network namespaces; without root it is skipped, and its name says why. */
export function describeAsRoot(name: string, tests: () => void): void {
  describe.skipIf(!isRoot)(isRoot ? name : `${name} (skipped: not root)`, tests);
}

/** What a shell script printed in a new network namespace that ends with it. `lo` is up. `status`: the script's exit code. */
export function inNetns(script: string): {
  readonly out: string;
  readonly err: string;
  readonly status: number | null;
} {
  const { stdout, stderr, status } = spawnSync('unshare', ['--net', 'bash', '-c', `ip link set lo up\n${script}`], {
    encoding: 'utf8',
    timeout: 10_000,
  });
  return { out: stdout, err: stderr, status };
}

/** A line of script that loads a text with iptables-restore. */
export function restore(backend: 'nft' | 'legacy', text: string, options = '', family: 4 | 6 = 4): string {
  return `${family === 4 ? 'iptables' : 'ip6tables'}-${backend}-restore ${options} <<'RULES'\n${text}RULES`;
}
