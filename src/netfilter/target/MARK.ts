/** `-j MARK`: every form is `--set-xmark`, the new mark is `(mark & ~mask) ^ value`. */
export interface MarkTarget {
  readonly kind: 'MARK';
  readonly value: number;
  readonly mask: number;
}
