import type { MaskedValue } from '../../../netfilter/model/MaskedValue.js';

/** What a rule does, the same for a rule of iptables and for one of native nftables. */
export type Effect =
  | { readonly kind: 'RETURN' | 'ACCEPT' | 'DROP' | 'REJECT' | 'none' }
  /** `goto` too. */
  | { readonly kind: 'jump'; readonly chain: string }
  /** `port` is absent when the dump does not show it. */
  | { readonly kind: 'REDIRECT'; readonly port: number | undefined }
  /** `address`, or `address:port`. */
  | { readonly kind: 'DNAT' | 'SNAT'; readonly to: string }
  | { readonly kind: 'TPROXY'; readonly port: number; readonly mark: MaskedValue }
  | { readonly kind: 'MARK' | 'CONNMARK'; readonly mark: MaskedValue }
  /** The flow's mark from the packet's, and back. */
  | { readonly kind: 'save' | 'restore' }
  | { readonly kind: 'zone'; readonly zone: number }
  /** `target` is the name alone when the dump does not show more. */
  | { readonly kind: 'other'; readonly target: string; readonly text: string };
