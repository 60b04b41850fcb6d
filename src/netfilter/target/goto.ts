/** `-g CHAIN`: the chain; when it ends or returns, where the calling chain was called from. */
export interface GotoTarget {
  readonly kind: 'goto';
  readonly chain: string;
}
