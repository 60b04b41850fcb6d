/** `-j CT`: before conntrack; the first CT that a packet meets wins, later ones do nothing. */
export interface CtTarget {
  readonly kind: 'CT';
  /** `--notrack`: as `-j NOTRACK`. */
  readonly notrack: boolean;
  /** `mark`: the packet's mark is the zone. */
  readonly zone?: number | 'mark';
  readonly zoneOriginal?: number | 'mark';
  readonly zoneReply?: number | 'mark';
  readonly helper?: string;
  /** Further options (`--ctevents`, `--timeout`), which change no decision, verbatim. */
  readonly more: readonly string[];
}
