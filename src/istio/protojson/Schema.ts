/**
 * How a field's values are written in protobuf JSON: `s` string, `y` bytes, `b` bool, `i` 32-bit integer, `l` 64-bit
 * integer, `f` float, `d` double, `n` NullValue, `e` an enum, `m` a message; well-known types: `A` Any, `D` Duration, `T`
 * Timestamp, `S` Struct, `V` Value, `L` ListValue, and `W` before a scalar for its wrapper.
 */
export type FieldKind =
  | { readonly code: 's' | 'y' | 'b' | 'i' | 'l' | 'f' | 'd' | 'n' | 'A' | 'D' | 'T' | 'S' | 'V' | 'L' }
  | { readonly code: 'W'; readonly scalar: string }
  | { readonly code: 'e'; readonly enum: number }
  | { readonly code: 'm'; readonly message: number };

/** One field of a message. */
export interface Field {
  readonly jsonName: string;
  readonly kind: FieldKind;
  readonly cardinality: 'singular' | 'repeated' | 'map' | 'integer-map';
  /** Whether a default value is told from none: members of a oneof, and `optional` fields. */
  readonly hasPresence: boolean;
  /** Where in the message it is printed: its index, or that of the first member of its oneof. */
  readonly position: number;
  /** The oneof's index in the message. */
  readonly oneof: number | undefined;
}

/** A message: its fields by both spellings of their names. */
export interface MessageType {
  readonly name: string;
  readonly fields: ReadonlyMap<string, Field>;
}

/** An enum: names by number and numbers by name; of several names for a number the first counts. */
export interface EnumType {
  readonly names: ReadonlyMap<number, string>;
  readonly numbers: ReadonlyMap<string, number>;
}

/** The messages and enums that istioctl knows, in the order of their fields' declaration. */
export interface Schema {
  /** By index, as fields refer to it. */
  message(index: number): MessageType;
  /** By full name, `envoy.config.cluster.v3.Cluster`. */
  messageNamed(name: string): MessageType | undefined;
  enum(index: number): EnumType;
}
