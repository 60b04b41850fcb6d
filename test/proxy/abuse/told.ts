/** HTTP/1 answers in short: `100 200 x-a=b "ok"`. */
export function answersIn(bytes: Buffer): string {
  const words: string[] = [];
  let text = bytes.toString('latin1');
  while (text !== '') {
    const end = text.indexOf('\r\n\r\n');
    const status = /^HTTP\/1\.1 (\d{3})/.exec(text)?.[1];
    if (end < 0 || status === undefined) return [...words, JSON.stringify(text.slice(0, 40))].join(' ');
    words.push(status);
    const head = text.slice(0, end);
    const shown = /\r\nx-a: ([^\r\n]{1,40})/.exec(head)?.[1];
    if (shown !== undefined) words.push(`x-a=${shown}`);
    if (/\r\nconnection: close/i.test(head)) words.push('(close)');
    const body = bodyAt(head, text.slice(end + 4));
    if (body.text !== '') words.push(JSON.stringify(body.text.slice(0, 40)));
    if (!body.whole) words.push('…');
    text = text.slice(end + 4 + body.length);
  }
  return words.join(' ');
}

interface Body {
  readonly text: string;
  readonly length: number;
  readonly whole: boolean;
}

function bodyAt(head: string, rest: string): Body {
  if (/^HTTP\/1\.1 (?:1\d\d|204|304)/.test(head)) return { text: '', length: 0, whole: true };
  const length = /\r\ncontent-length: (\d+)/i.exec(head)?.[1];
  if (length !== undefined)
    return { text: rest.slice(0, Number(length)), length: Number(length), whole: rest.length >= Number(length) };
  if (!/\r\ntransfer-encoding: chunked/i.test(head)) return { text: rest, length: rest.length, whole: true };
  let text = '';
  for (let at = 0; ;) {
    const line = rest.indexOf('\r\n', at);
    const size = Number.parseInt(rest.slice(at, Math.max(at, line)), 16);
    if (line < 0 || rest.length < line + 4 + size) return { text, length: rest.length, whole: false };
    if (size === 0) return { text, length: rest.indexOf('\r\n\r\n', at) + 4, whole: true };
    text += rest.slice(line + 2, line + 2 + size);
    at = line + 2 + size + 2;
  }
}

const ERRORS: Readonly<Record<number, string>> = {
  0: 'NO_ERROR',
  1: 'PROTOCOL_ERROR',
  2: 'INTERNAL_ERROR',
  3: 'FLOW_CONTROL_ERROR',
  5: 'STREAM_CLOSED',
  6: 'FRAME_SIZE_ERROR',
  7: 'REFUSED_STREAM',
  8: 'CANCEL',
  9: 'COMPRESSION_ERROR',
  11: 'ENHANCE_YOUR_CALM',
};

/** HTTP/2 frames in short, without SETTINGS, WINDOW_UPDATE, PING: `HEADERS DATA RST_STREAM(PROTOCOL_ERROR)`, each once. */
export function framesIn(bytes: Buffer): string {
  const words = new Set<string>();
  for (let at = 0; at + 9 <= bytes.length;) {
    const length = bytes.readUIntBE(at, 3);
    const [type, payload] = [bytes[at + 3], bytes.subarray(at + 9, at + 9 + length)];
    if (type === 0) words.add('DATA');
    if (type === 1) words.add('HEADERS');
    if (type === 3) words.add(`RST_STREAM(${ERRORS[payload.readUInt32BE(0)] ?? '?'})`);
    if (type === 7) words.add(`GOAWAY(${ERRORS[payload.readUInt32BE(4)] ?? '?'})`);
    at += 9 + length;
  }
  return [...words].join(' ');
}
