/** `-m statistic`: chance, or one packet out of `every`. */
export interface StatisticMatch {
  readonly kind: 'statistic';
  readonly mode:
    | { readonly kind: 'random'; readonly probability: number }
    | { readonly kind: 'nth'; readonly every: number; readonly packet: number };
  readonly not: boolean;
}
