/** The verdicts without options. */
export interface VerdictTarget {
  readonly kind: 'ACCEPT' | 'DROP' | 'QUEUE' | 'RETURN';
}
