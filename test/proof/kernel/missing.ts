import { spawnSync } from 'node:child_process';

const TOOLS = ['iptables-nft-restore', 'iptables-legacy-restore', 'nft', 'ip', 'ipset'];

/** Why no bed can be made here; empty: one can. */
export function missing(): string {
  if (process.platform !== 'linux') return 'not Linux';
  if (process.getuid?.() !== 0) return 'not root';
  const absent = TOOLS.filter((tool) => spawnSync(tool, ['--version']).error !== undefined);
  return absent.length === 0 ? '' : `no ${absent.join(', ')}: install iptables, nftables, ipset and iproute2`;
}
