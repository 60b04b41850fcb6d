/** Types of control frames (SPDY/3, 2.6). */
export const FRAME = {
  synStream: 1,
  synReply: 2,
  rstStream: 3,
  settings: 4,
  ping: 6,
  goAway: 7,
  headers: 8,
  windowUpdate: 9,
} as const;

/** No more frames of this direction of the stream. */
export const FIN = 1;

/** A frame, as it is on the wire. */
export type Frame =
  | { readonly kind: 'data'; readonly stream: number; readonly flags: number; readonly payload: Buffer }
  | { readonly kind: 'control'; readonly type: number; readonly flags: number; readonly payload: Buffer };

const CONTROL_BIT = 0x8000_0000;
const VERSION = 3;

/** Cuts bytes into frames. */
export class FrameReader {
  private rest = Buffer.alloc(0);

  /** The frames that are complete with these bytes. */
  push(bytes: Buffer): readonly Frame[] {
    this.rest = Buffer.concat([this.rest, bytes]);
    const frames: Frame[] = [];
    while (this.rest.length >= 8) {
      const head = this.rest.readUInt32BE(0);
      const flags = this.rest.readUInt8(4);
      const length = this.rest.readUIntBE(5, 3);
      if (this.rest.length < 8 + length) break;
      const payload = this.rest.subarray(8, 8 + length);
      frames.push(
        head >= CONTROL_BIT
          ? { kind: 'control', type: head & 0xffff, flags, payload }
          : { kind: 'data', stream: head, flags, payload },
      );
      this.rest = this.rest.subarray(8 + length);
    }
    return frames;
  }
}

/** A control frame in bytes. */
export function controlFrame(type: number, payload: Buffer, flags = 0): Buffer {
  const head = Buffer.alloc(8);
  head.writeUInt16BE(0x8000 | VERSION, 0);
  head.writeUInt16BE(type, 2);
  head.writeUInt8(flags, 4);
  head.writeUIntBE(payload.length, 5, 3);
  return Buffer.concat([head, payload]);
}

/** A data frame in bytes. */
export function dataFrame(stream: number, payload: Uint8Array, flags = 0): Buffer {
  const head = Buffer.alloc(8);
  head.writeUInt32BE(stream, 0);
  head.writeUInt8(flags, 4);
  head.writeUIntBE(payload.length, 5, 3);
  return Buffer.concat([head, payload]);
}

/** 32-bit numbers in bytes. */
export function numbers(...values: readonly number[]): Buffer {
  const bytes = Buffer.alloc(4 * values.length);
  values.forEach((value, index) => bytes.writeUInt32BE(value, 4 * index));
  return bytes;
}
