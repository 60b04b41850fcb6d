import { createHash } from 'node:crypto';

const BASE32 = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';

/** Names as kube-proxy makes them (pkg/proxy/iptables/proxier.go: portProtoHash): SHA-256 in base 32, 16 characters of it. */
export function chainName(prefix: 'KUBE-SVC-' | 'KUBE-SEP-', ...parts: readonly string[]): string {
  const digest = createHash('sha256').update(parts.join('')).digest();
  const bits = [...digest].map((byte) => byte.toString(2).padStart(8, '0')).join('');
  const letters = Array.from({ length: 16 }, (_, i) => BASE32[Number.parseInt(bits.slice(i * 5, i * 5 + 5), 2)]);
  return prefix + letters.join('');
}
