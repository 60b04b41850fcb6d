/** `-f`, `--fragment`: second and later fragments (IPv4 only). */
export interface FragmentMatch {
  readonly kind: 'fragment';
  readonly not: boolean;
}
