/** `-m set --match-set NAME FLAGS`: an ipset, whose content no rule tells. */
export interface SetMatch {
  readonly kind: 'set';
  readonly set: string;
  readonly not: boolean;
  /** `src`, `dst`, once for each dimension of the set. */
  readonly dimensions: readonly ('src' | 'dst')[];
  /** Further options (`--return-nomatch`, `--packets-gt 3`, …), verbatim. */
  readonly more: readonly string[];
}
