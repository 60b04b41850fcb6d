/** `-m ttl` (IPv4) and `-m hl` (IPv6): time to live, hop limit. */
export interface TtlMatch {
  readonly kind: 'ttl';
  readonly module: 'ttl' | 'hl';
  readonly comparison: 'eq' | 'ne' | 'lt' | 'gt';
  readonly value: number;
}
