/** What an HTTP/2 client sends first, with empty SETTINGS. */
export const PREFACE = Buffer.concat([Buffer.from('PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n'), frame(4, 0, 0)]);

export const END_STREAM = 1;
export const END_HEADERS = 4;
export const ACK = 1;

/** An HTTP/2 frame (RFC 9113 §4.1). */
export function frame(type: number, flags: number, stream: number, payload: Buffer = Buffer.alloc(0)): Buffer {
  const head = Buffer.alloc(9);
  head.writeUIntBE(payload.length, 0, 3);
  head[3] = type;
  head[4] = flags;
  head.writeUInt32BE(stream, 5);
  return Buffer.concat([head, payload]);
}

/** A header block of literals that no table keeps and that are not compressed (RFC 7541 §6.2.2). */
export function block(headers: readonly (readonly [string, string])[]): Buffer {
  return Buffer.concat(headers.flatMap(([name, value]) => [Buffer.from([0]), text(name), text(value)]));
}

function text(value: string): Buffer {
  const bytes = Buffer.from(value, 'latin1');
  const prefix: number[] = [];
  let left = bytes.length;
  if (left < 127) prefix.push(left);
  else {
    prefix.push(127);
    for (left -= 127; left >= 128; left = Math.floor(left / 128)) prefix.push((left % 128) + 128);
    prefix.push(left);
  }
  return Buffer.concat([Buffer.from(prefix), bytes]);
}

/** A whole request for a path, with more headers. */
export function request(stream: number, path: string, more: readonly (readonly [string, string])[] = []): Buffer {
  const pseudo = [
    [':method', 'GET'],
    [':scheme', 'http'],
    [':authority', 'a'],
    [':path', path],
  ] as const;
  return frame(1, END_STREAM | END_HEADERS, stream, block([...pseudo, ...more]));
}

export function uint32(value: number): Buffer {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32BE(value);
  return bytes;
}
