import { duplexPair, type Duplex } from 'node:stream';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { controlFrame, dataFrame, FIN, FRAME, FrameReader, numbers, type Frame } from './frames.js';
import { HeaderCodec } from './HeaderCodec.js';
import { SpdyConnection } from './SpdyConnection.js';
import type { SpdyStream } from './SpdyStream.js';

/** For a machine that is busy. */
const WAIT = { timeout: 20_000 };
let client: Duplex;
let codec: HeaderCodec;
let frames: Frame[];
let streams: SpdyStream[];

beforeEach(() => {
  const [here, there] = duplexPair();
  client = here;
  codec = new HeaderCodec();
  frames = [];
  streams = [];
  const reader = new FrameReader();
  client.on('data', (bytes: Buffer) => frames.push(...reader.push(bytes)));
  new SpdyConnection(there, (stream) => streams.push(stream));
});
afterEach(() => client.destroy());

/** Opens a stream as the client does, and waits until the server has it. */
async function open(id: number, headers: Readonly<Record<string, string>>): Promise<SpdyStream> {
  const block = await codec.pack(new Map(Object.entries(headers)));
  client.write(controlFrame(FRAME.synStream, Buffer.concat([numbers(id, 0), Buffer.alloc(2), block])));
  await expect.poll(() => streams.find((one) => one.id === id), WAIT).toBeDefined();
  const found = streams.find((one) => one.id === id);
  if (found === undefined) throw new Error('no stream');
  return found;
}

const control = (type: number) => frames.filter((frame) => frame.kind === 'control' && frame.type === type);
const dataOf = (id: number) =>
  Buffer.concat(
    frames.flatMap((frame) => (frame.kind === 'data' && frame.stream === id ? [frame.payload] : [])),
  ).toString();

test('headers of streams, compressed one after the other, are read and answered', async () => {
  const first = await open(1, { streamtype: 'error', port: '8080', requestID: '0' });
  const second = await open(3, { streamtype: 'data', port: '8080', requestID: '0' });
  expect([...first.headers]).toEqual([
    ['streamtype', 'error'],
    ['port', '8080'],
    ['requestid', '0'],
  ]);
  expect(second.headers.get('streamtype')).toBe('data');
  await expect.poll(() => control(FRAME.synReply), WAIT).toHaveLength(2);
});

test('data goes both ways, and FIN ends one of them', async () => {
  const stream = await open(1, {});
  client.write(dataFrame(1, Buffer.from('question'), FIN));
  const heard: Buffer[] = [];
  for await (const chunk of stream) heard.push(chunk as Buffer);
  expect(Buffer.concat(heard).toString()).toBe('question');
  stream.end('answer');
  await expect.poll(() => dataOf(1), WAIT).toBe('answer');
  await expect.poll(() => frames.some((frame) => frame.kind === 'data' && frame.flags === FIN), WAIT).toBe(true);
});

test('without a word of windows, as Kubernetes has it, more than a window is sent', async () => {
  const stream = await open(1, {});
  stream.end('x'.repeat(200_000));
  await expect.poll(() => dataOf(1).length, WAIT).toBe(200_000);
});

test('a window that the peer has announced is kept to, and widened', async () => {
  client.write(controlFrame(FRAME.settings, numbers(1, 7, 10)));
  const stream = await open(1, {});
  stream.write('0123456789abcdef');
  await expect.poll(() => dataOf(1), WAIT).toBe('0123456789');
  client.write(controlFrame(FRAME.windowUpdate, numbers(1, 3)));
  await expect.poll(() => dataOf(1), WAIT).toBe('0123456789abc');
  client.write(controlFrame(FRAME.windowUpdate, numbers(1, 100)));
  await expect.poll(() => dataOf(1), WAIT).toBe('0123456789abcdef');
});

test('a ping comes back, a stream that is reset ends', async () => {
  client.write(controlFrame(FRAME.ping, numbers(7)));
  await expect.poll(() => control(FRAME.ping)[0]?.payload, WAIT).toEqual(numbers(7));
  const stream = await open(1, {});
  client.write(controlFrame(FRAME.rstStream, numbers(1, 5)));
  await expect.poll(() => stream.destroyed, WAIT).toBe(true);
});

test('a stream with a number of the server’s is refused', async () => {
  const block = await codec.pack(new Map());
  client.write(controlFrame(FRAME.synStream, Buffer.concat([numbers(2, 0), Buffer.alloc(2), block])));
  await expect.poll(() => control(FRAME.rstStream)[0]?.payload, WAIT).toEqual(numbers(2, 1));
});
