/** The targets that look, note or touch what no match of a later rule asks: the next rule is met as if they were not there. */
export const PASSIVE_TARGETS = [
  'LOG',
  'NFLOG',
  'ULOG',
  'TRACE',
  'TCPMSS',
  'TCPOPTSTRIP',
  'CLASSIFY',
  'SET',
  'AUDIT',
  'CHECKSUM',
  'SECMARK',
  'CONNSECMARK',
  'TEE',
  'LED',
  'IDLETIMER',
  'RATEEST',
] as const;

/** One of `PASSIVE_TARGETS`. */
export type PassiveTargetName = (typeof PASSIVE_TARGETS)[number];

/** One of `PASSIVE_TARGETS`, with its options verbatim. */
export interface PassiveTarget {
  readonly kind: 'passive';
  readonly name: PassiveTargetName;
  readonly options: readonly string[];
}
