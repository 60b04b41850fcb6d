/** `buffer.v3.Buffer`, of the filter and in `BufferPerRoute`. */
export interface BufferFilter {
  readonly kind: 'buffer';
  readonly at: string;
  /** Bytes. */
  readonly maxRequestBytes: number;
  readonly unsupported: readonly string[];
}
