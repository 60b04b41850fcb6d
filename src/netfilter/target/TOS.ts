/** `-j TOS`: changes the TOS or traffic class byte to `(tos & ~mask) ^ value`. */
export interface TosTarget {
  readonly kind: 'TOS';
  readonly value: number;
  readonly mask: number;
}
