/** Where something stands in a buffer. */
export interface Span {
  readonly start: number;
  readonly end: number;
}

/** What stands in a buffer, and of which type it is. */
export interface TypedSpan extends Span {
  readonly type: number;
}

const HEADER = 16;
const ATTRIBUTE_HEADER = 4;

/** Messages and attributes start at multiples of four. */
export function align(length: number): number {
  return (length + 3) & ~3;
}

/** The messages of netlink in a buffer, without their headers. */
export function messagesOf(buffer: Buffer): readonly TypedSpan[] {
  const messages: TypedSpan[] = [];
  for (let at = 0; at + HEADER <= buffer.length; at += align(buffer.readUInt32LE(at))) {
    messages.push({ type: buffer.readUInt16LE(at + 4), start: at + HEADER, end: at + buffer.readUInt32LE(at) });
  }
  return messages;
}

/** The attributes between two places, without their headers. */
export function* spans(buffer: Buffer, { start, end }: Span): Generator<TypedSpan> {
  for (let at = start; at + ATTRIBUTE_HEADER <= end; at += align(buffer.readUInt16LE(at))) {
    const length = buffer.readUInt16LE(at);
    if (length < ATTRIBUTE_HEADER) return;
    // The upper two bits tell nesting and byte order.
    yield { type: buffer.readUInt16LE(at + 2) & 0x3fff, start: at + ATTRIBUTE_HEADER, end: at + length };
  }
}

/** The attributes between two places by type; of several of one type the last. */
export function attributesOf(buffer: Buffer, start: number, end: number): ReadonlyMap<number, Span> {
  return new Map([...spans(buffer, { start, end })].map((span) => [span.type, span]));
}
