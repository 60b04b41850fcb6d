/**
 * A protobuf message as its JSON will be, in order and normalised. The kinds differ in layout only, and there only in the
 * indented form of one message: `message` is a message or a raw object; `map` a map field; `list` a repeated field or a raw
 * array; `struct` and `list-value` are google.protobuf.Struct and ListValue, which stand one level deeper; `value` is a
 * google.protobuf.Value.
 */
export type ProtoNode =
  | { readonly kind: 'scalar'; readonly value: string | number | boolean | null }
  | { readonly kind: 'message'; readonly members: readonly Member[] }
  | { readonly kind: 'value'; readonly of: ProtoNode }
  | Collection;

/** What stands between brackets of its own and is no message. */
export type Collection =
  | { readonly kind: 'map' | 'struct'; readonly members: readonly Member[] }
  | { readonly kind: 'list' | 'list-value'; readonly items: readonly ProtoNode[] };

/** A name and what it holds. */
export type Member = readonly [name: string, node: ProtoNode];

/** A scalar node. */
export function scalar(value: string | number | boolean | null): ProtoNode {
  return { kind: 'scalar', value };
}
