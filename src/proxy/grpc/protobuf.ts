/** The fields of a protobuf message that hold bytes, by number, in order; others are passed over. Throws a RangeError for what is none. */
export function readFields(message: Buffer): ReadonlyMap<number, readonly Buffer[]> {
  const fields = new Map<number, Buffer[]>();
  let at = 0;
  const varint = (): number => {
    let value = 0;
    for (let shift = 0; shift < 64; shift += 7) {
      const byte = message.readUInt8(at++);
      value += (byte & 0x7f) * 2 ** shift;
      if (byte < 0x80) return value;
    }
    throw new RangeError('a varint is too long');
  };
  while (at < message.length) {
    const tag = varint();
    switch (tag % 8) {
      case 0:
        varint();
        break;
      case 1:
        at += 8;
        break;
      case 2: {
        const length = varint();
        if (at + length > message.length) throw new RangeError('a field is longer than its message');
        const number = Math.floor(tag / 8);
        const values = fields.get(number) ?? [];
        values.push(message.subarray(at, at + length));
        fields.set(number, values);
        at += length;
        break;
      }
      case 5:
        at += 4;
        break;
      default:
        throw new RangeError('a wire type is not known');
    }
  }
  return fields;
}

/** A field of bytes or text. */
export function bytesField(number: number, value: Buffer | string): Buffer {
  const bytes = typeof value === 'string' ? Buffer.from(value) : value;
  return Buffer.concat([varintOf(number * 8 + 2), varintOf(bytes.length), bytes]);
}

function varintOf(value: number): Buffer {
  const bytes: number[] = [];
  let rest = value;
  while (rest > 0x7f) {
    bytes.push((rest % 0x80) | 0x80);
    rest = Math.floor(rest / 0x80);
  }
  return Buffer.from([...bytes, rest]);
}
