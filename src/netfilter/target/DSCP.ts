/** `-j DSCP`: sets the upper six bits of the TOS or traffic class byte. */
export interface DscpTarget {
  readonly kind: 'DSCP';
  /** 0 to 63. */
  readonly dscp: number;
}
