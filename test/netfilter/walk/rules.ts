import type { Netns } from '../../../src/netfilter/walk/netns/Netns.js';
import { iptables, POD } from './bench.js';

/** Tables with their built-in chains and the user chains A and B, as iptables-save begins them. */
export const NAT = '*nat\n:PREROUTING ACCEPT\n:INPUT ACCEPT\n:OUTPUT ACCEPT\n:POSTROUTING ACCEPT\n:A -\n:B -\n';
export const FILTER = '*filter\n:INPUT ACCEPT\n:FORWARD ACCEPT\n:OUTPUT ACCEPT\n:A -\n:B -\n';
export const MANGLE =
  '*mangle\n:PREROUTING ACCEPT\n:INPUT ACCEPT\n:FORWARD ACCEPT\n:OUTPUT ACCEPT\n:POSTROUTING ACCEPT\n:A -\n';
export const RAW = '*raw\n:PREROUTING ACCEPT\n:OUTPUT ACCEPT\n';
export const rows = (table: string, ...rules: readonly string[]): string =>
  `${table.replace(/^(:\S+ \S+)$/gm, '$1 [0:0]')}${rules.map((rule) => `-A ${rule}\n`).join('')}COMMIT\n`;
/** A rule that uses conntrack, so that nat is asked. */
export const TRACKED = rows(FILTER, 'A -m conntrack --ctstate NEW');
export const pod = (text: string, netns: Netns = POD, backend: 'nft' | 'legacy' = 'nft'): Netns => ({
  ...netns,
  ruleSets: iptables(text, backend),
});
export const nat = (...rules: readonly string[]): Netns => pod(rows(NAT, ...rules));
export const filter = (...rules: readonly string[]): Netns => pod(rows(FILTER, ...rules));
