import type { Schema } from './Schema.js';

/** What a field holds. */
export interface FieldDescription {
  readonly isRepeated: boolean;
  /** An Any, whose own `@type` says what is in it. */
  readonly isAny: boolean;
  /** Of a message. */
  readonly typeName: string | undefined;
}

/** The field `name` of the message `typeName`; `undefined` when there is none. */
export function describeField(schema: Schema, typeName: string, name: string): FieldDescription | undefined {
  const field = schema.messageNamed(typeName)?.fields.get(name);
  if (field === undefined) return undefined;
  const { kind, cardinality } = field;
  return {
    isRepeated: cardinality !== 'singular',
    isAny: kind.code === 'A',
    typeName: kind.code === 'm' ? schema.message(kind.message).name : undefined,
  };
}
