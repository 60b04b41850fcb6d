/** What a ClientHello says of the server and the protocols. */
export interface ClientHello {
  /** Lower-case, '' without. */
  readonly sni: string;
  readonly alpn: readonly string[];
}

/** TLS records are not longer (RFC 8446 §5.1). */
const LONGEST_RECORD = 0x4000;
const LONGEST_HELLO = 64 * 1024;

/**
 * Reads a ClientHello (RFC 8446 §4.1.2), in one record or several. `more`: it is not whole yet; `other`: it is none, however it
 * begins; `refused`: its record is too long (measured).
 */
export function parseClientHello(bytes: Buffer): ClientHello | 'more' | 'other' | 'refused' {
  const parts: Buffer[] = [];
  let gathered = 0;
  let wanted = 4;
  for (let at = 0; gathered < wanted;) {
    if (bytes.length < at + 5) return 'more';
    if (bytes[at] !== 0x16 || bytes[at + 1] !== 3) return 'other';
    const length = bytes.readUInt16BE(at + 3);
    if (length > LONGEST_RECORD) return 'refused';
    const part = bytes.subarray(at + 5, at + 5 + length);
    if (part.length < length) return 'more';
    parts.push(part);
    gathered += length;
    at += 5 + length;
    const head = Buffer.concat(parts);
    if (head.length < 4) continue;
    if (head[0] !== 1) return 'other';
    wanted = 4 + head.readUIntBE(1, 3);
    if (wanted > LONGEST_HELLO) return 'other';
  }
  return readHello(Buffer.concat(parts).subarray(4, wanted));
}

function readHello(hello: Buffer): ClientHello | 'other' {
  try {
    let at = 34;
    at += 1 + hello.readUInt8(at);
    at += 2 + hello.readUInt16BE(at);
    at += 1 + hello.readUInt8(at);
    if (at === hello.length) return { sni: '', alpn: [] };
    const end = at + 2 + hello.readUInt16BE(at);
    at += 2;
    if (end > hello.length) return 'other';
    let sni = '';
    let alpn: readonly string[] = [];
    while (at + 4 <= end) {
      const type = hello.readUInt16BE(at);
      const length = hello.readUInt16BE(at + 2);
      const body = hello.subarray(at + 4, at + 4 + length);
      if (body.length < length) return 'other';
      if (type === 0 && length > 5) sni = body.toString('latin1', 5, 5 + body.readUInt16BE(3)).toLowerCase();
      if (type === 16 && length > 2) alpn = readNames(body.subarray(2));
      at += 4 + length;
    }
    return { sni, alpn };
  } catch (error) {
    if (error instanceof RangeError) return 'other';
    throw error;
  }
}

function readNames(list: Buffer): readonly string[] {
  const names: string[] = [];
  for (let at = 0; at < list.length;) {
    const length = list[at] ?? 0;
    names.push(list.toString('latin1', at + 1, at + 1 + length));
    at += 1 + length;
  }
  return names;
}
