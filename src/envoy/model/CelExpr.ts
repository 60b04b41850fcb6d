/** `google.api.expr.v1alpha1.Expr`, as far as Envoy runs it: an expression of CEL, read already. */
export type CelExpr = { readonly at: string } & (
  | { readonly kind: 'const'; readonly value: CelConstant }
  | { readonly kind: 'ident'; readonly name: string }
  | { readonly kind: 'select'; readonly operand: CelExpr; readonly field: string; readonly testOnly: boolean }
  | { readonly kind: 'call'; readonly function: string; readonly args: readonly CelExpr[] }
  | { readonly kind: 'list'; readonly elements: readonly CelExpr[] }
  | { readonly kind: 'unsupported'; readonly field: string }
);

/** A literal; whole numbers as `bigint`, bytes do not occur. */
export type CelConstant = null | boolean | bigint | number | string;
