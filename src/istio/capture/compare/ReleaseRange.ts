/** Releases 1.`from` to 1.`to`; without `to` up to the newest whose rules are known. */
export interface ReleaseRange {
  readonly from: number;
  readonly to: number | undefined;
}

/** `1.5 to 1.11`, `1.25 or later`, `1.6`. */
export function printReleases({ from, to }: ReleaseRange): string {
  if (to === undefined) return `1.${from} or later`;
  return from === to ? `1.${from}` : `1.${from} to 1.${to}`;
}

/** The releases with which Istio's rules changed (tools/istio-iptables, tools/packaging/common), and native nftables in 1.28. */
export const CHANGES: readonly number[] = [0, 1, 3, 5, 6, 7, 8, 9, 11, 12, 13, 14, 18, 21, 23, 24, 25, 28];
