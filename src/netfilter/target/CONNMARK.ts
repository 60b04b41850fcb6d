/** `-j CONNMARK`: marks the flow, or copies between its mark and the packet's. */
export type ConnmarkTarget =
  /** ctmark = (ctmark & ~mask) ^ value */
  | { readonly kind: 'CONNMARK'; readonly operation: 'set'; readonly value: number; readonly mask: number }
  /** `save`: ctmark = (ctmark & ~ctmask) ^ (mark & nfmask); `restore`: mark = (mark & ~nfmask) ^ (ctmark & ctmask) */
  | {
      readonly kind: 'CONNMARK';
      readonly operation: 'save' | 'restore';
      readonly nfmask: number;
      readonly ctmask: number;
    };
