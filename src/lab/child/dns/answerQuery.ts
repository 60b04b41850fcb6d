import { parseIp } from '../../../net/IpAddress.js';

const A = 1;
const AAAA = 28;
const NXDOMAIN = 3;
const TTL = 5;

/** The answer to a DNS query (RFC 1035) of one question; `undefined` for what is none. Names are compared in lower case. */
export function answerQuery(query: Buffer, records: Readonly<Record<string, readonly string[]>>): Buffer | undefined {
  const question = readQuestion(query);
  if (question === undefined) return undefined;
  const { name, type, end } = question;
  const ips = Object.hasOwn(records, name) ? records[name] : undefined;
  const wanted = (ips ?? [])
    .map(parseIp)
    .filter((ip) => ip?.family === (type === A ? 4 : type === AAAA ? 6 : undefined));
  const answers = wanted.map((ip) => answerRecord(type, Buffer.from(ip?.bytes ?? [])));
  const head = Buffer.alloc(12);
  query.copy(head, 0, 0, 2);
  // Response, authoritative, recursion as asked and available.
  head.writeUInt16BE(0x8480 | (query.readUInt16BE(2) & 0x0100) | (ips === undefined ? NXDOMAIN : 0), 2);
  head.writeUInt16BE(1, 4);
  head.writeUInt16BE(answers.length, 6);
  return Buffer.concat([head, query.subarray(12, end), ...answers]);
}

function answerRecord(type: number, data: Buffer): Buffer {
  const record = Buffer.alloc(12);
  // A pointer to the question's name.
  record.writeUInt16BE(0xc00c, 0);
  record.writeUInt16BE(type, 2);
  record.writeUInt16BE(1, 4);
  record.writeUInt32BE(TTL, 6);
  record.writeUInt16BE(data.length, 10);
  return Buffer.concat([record, data]);
}

function readQuestion(
  query: Buffer,
): { readonly name: string; readonly type: number; readonly end: number } | undefined {
  if (query.length < 17 || query.readUInt16BE(4) !== 1) return undefined;
  const labels: string[] = [];
  let at = 12;
  for (let length = query[at] ?? 0; length !== 0; length = query[at] ?? 0) {
    if (length > 63 || at + length >= query.length) return undefined;
    labels.push(query.toString('latin1', at + 1, at + 1 + length));
    at += 1 + length;
  }
  if (at + 5 > query.length) return undefined;
  return { name: labels.join('.').toLowerCase(), type: query.readUInt16BE(at + 1), end: at + 5 };
}
