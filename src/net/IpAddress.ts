/** An IPv4 or IPv6 address. An IPv4-mapped IPv6 address (`::ffff:1.2.3.4`) is of family 6: see `unmapV4`. */
export interface IpAddress {
  readonly family: 4 | 6;
  /** In network order: 4 or 16 numbers from 0 to 255. */
  readonly bytes: readonly number[];
  /** Canonical (RFC 5952), so that equal addresses have equal texts. */
  readonly text: string;
}

/**
 * Reads what inet_pton(3) reads: dotted decimal without leading zeros, or the IPv6 forms of RFC 4291 §2.2. Brackets, zone
 * ids, ports and prefix lengths give `undefined`.
 */
export function parseIp(text: string): IpAddress | undefined {
  const bytes = text.includes(':') ? parseV6(text) : parseV4(text);
  return bytes && ipFromBytes(bytes);
}

/** The address that 4 or 16 bytes in network order are. */
export function ipFromBytes(bytes: readonly number[]): IpAddress {
  const family = bytes.length === 4 ? 4 : 6;
  return { family, bytes, text: family === 4 ? bytes.join('.') : formatV6(bytes) };
}

/** Whether family and bytes are the same; `1.2.3.4` and `::ffff:1.2.3.4` are not. */
export function ipEquals(a: IpAddress, b: IpAddress): boolean {
  return a.text === b.text;
}

/** 127.0.0.0/8 or `::1`. */
export function isLoopback(ip: IpAddress): boolean {
  return ip.family === 4 ? ip.bytes[0] === 127 : ip.text === '::1';
}

/** `0.0.0.0` or `::`. */
export function isUnspecified(ip: IpAddress): boolean {
  return ip.text === '0.0.0.0' || ip.text === '::';
}

/** 224.0.0.0/4 or ff00::/8. */
export function isMulticast(ip: IpAddress): boolean {
  const [first = 0] = ip.bytes;
  return ip.family === 4 ? first >> 4 === 0xe : first === 0xff;
}

/** 169.254.0.0/16 or fe80::/10. */
export function isLinkLocal(ip: IpAddress): boolean {
  const [first = 0, second = 0] = ip.bytes;
  return ip.family === 4 ? first === 169 && second === 254 : first === 0xfe && second >> 6 === 0b10;
}

/** `::ffff:1.2.3.4` as `1.2.3.4`; every other address as it is. */
export function unmapV4(ip: IpAddress): IpAddress {
  return isMappedV4(ip.bytes) ? ipFromBytes(ip.bytes.slice(12)) : ip;
}

function isMappedV4(bytes: readonly number[]): boolean {
  return bytes.length === 16 && bytes.slice(0, 12).every((byte, i) => byte === (i < 10 ? 0 : 0xff));
}

function parseV4(text: string): readonly number[] | undefined {
  const parts = text.split('.', 5);
  const decimal = (part: string): boolean => /^(?:0|[1-9][0-9]{0,2})$/.test(part) && Number(part) <= 255;
  return parts.length === 4 && parts.every(decimal) ? parts.map(Number) : undefined;
}

function parseV6(text: string): readonly number[] | undefined {
  const halves = text.split('::', 3);
  if (halves.length > 2) return undefined;
  const [head, tail] = halves.map((half, i) => parseGroups(half, i === halves.length - 1));
  if (!head) return undefined;
  if (halves.length === 1) return head.length === 16 ? head : undefined;
  // "::" stands for at least one group, as for inet_pton(3).
  if (!tail || head.length + tail.length > 14) return undefined;
  return [...head, ...Array<number>(16 - head.length - tail.length).fill(0), ...tail];
}

/** The bytes of groups joined by `:`; the last may be a dotted IPv4 address when they end the address. */
function parseGroups(text: string, endsAddress: boolean): readonly number[] | undefined {
  if (text === '') return [];
  const groups = text.split(':', 9);
  const bytes: number[] = [];
  for (const [i, group] of groups.entries()) {
    if (/^[0-9a-f]{1,4}$/i.test(group)) {
      const value = Number.parseInt(group, 16);
      bytes.push(value >> 8, value & 0xff);
      continue;
    }
    const dotted = endsAddress && i === groups.length - 1 ? parseV4(group) : undefined;
    if (!dotted) return undefined;
    bytes.push(...dotted);
  }
  return bytes;
}

/** RFC 5952 §4: lower case, no leading zeros, `::` for the longest (first of equals) run of two or more zero groups; §5 for mapped IPv4. */
function formatV6(bytes: readonly number[]): string {
  if (isMappedV4(bytes)) return `::ffff:${bytes.slice(12).join('.')}`;
  const groups = Array.from({ length: 8 }, (_, i) => ((bytes[2 * i] ?? 0) << 8) | (bytes[2 * i + 1] ?? 0));
  let start = 0;
  let length = 1;
  for (let i = 0; i < 8; i++) {
    let end = i;
    while (groups[end] === 0) end++;
    if (end - i > length) [start, length] = [i, end - i];
    if (end > i) i = end;
  }
  const hex = groups.map((group) => group.toString(16));
  if (length < 2) return hex.join(':');
  return `${hex.slice(0, start).join(':')}::${hex.slice(start + length).join(':')}`;
}
