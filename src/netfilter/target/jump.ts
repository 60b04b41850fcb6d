/** `-j CHAIN`: the chain, then the next rule. */
export interface JumpTarget {
  readonly kind: 'jump';
  readonly chain: string;
}
