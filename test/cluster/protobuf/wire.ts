/** A value on the wire: a varint, or what has a length. */
export type Raw = bigint | Buffer;

/** The fields of a message. Throws for what is cut off, and for wire types that are not used here. */
export function fieldsOf(bytes: Buffer): readonly (readonly [number: number, raw: Raw])[] {
  const fields: [number, Raw][] = [];
  let at = 0;
  const varint = (): bigint => {
    let value = 0n;
    for (let shift = 0n; ; shift += 7n) {
      const byte = bytes[at];
      if (byte === undefined) throw new Error('the protobuf is cut off');
      at += 1;
      value |= BigInt(byte & 0x7f) << shift;
      if (byte < 0x80) return value;
    }
  };
  while (at < bytes.length) {
    const tag = Number(varint());
    const number = tag >> 3;
    switch (tag & 7) {
      case 0:
        fields.push([number, varint()]);
        break;
      case 1:
        at += 8;
        fields.push([number, bytes.subarray(at - 8, at)]);
        break;
      case 2: {
        const length = Number(varint());
        at += length;
        fields.push([number, bytes.subarray(at - length, at)]);
        break;
      }
      default:
        throw new Error(`wire type ${tag & 7}`);
    }
  }
  return fields;
}

/** What has a length, or nothing. */
export function bytesOf(raw: Raw | undefined): Buffer {
  return Buffer.isBuffer(raw) ? raw : Buffer.alloc(0);
}
