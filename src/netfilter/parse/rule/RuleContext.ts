/** What the words of a rule mean depends on. */
export interface RuleContext {
  readonly family: 4 | 6;
  /** Whether the table has a user-defined chain of this name. */
  readonly isChain: (name: string) => boolean;
}
