/** `-j TTL` (IPv4), `-j HL` (IPv6). */
export interface TtlTarget {
  readonly kind: 'TTL';
  readonly module: 'TTL' | 'HL';
  readonly operation: 'set' | 'dec' | 'inc';
  readonly value: number;
}
