/** `-j NFQUEUE`: a program in user space decides; with `bypass` and no such program the packet is accepted. */
export interface NfqueueTarget {
  readonly kind: 'NFQUEUE';
  readonly queues: { readonly min: number; readonly max: number };
  readonly bypass: boolean;
  readonly cpuFanout: boolean;
}
