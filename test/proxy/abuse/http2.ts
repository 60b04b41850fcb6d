import { ACK, END_HEADERS, END_STREAM, PREFACE, block, frame, request, uint32 } from './frames.js';
import type { Act } from './talk.js';
import type { Shape } from './run.js';

/** Milliseconds after which a client goes: what it sent has been read by then. */
const LATER = 2500;
const start = (...acts: readonly Act[]): readonly Act[] => [PREFACE, frame(4, ACK, 0), ...acts];
const setting = (id: number, value: number): Buffer => Buffer.concat([Buffer.from([0, id]), uint32(value)]);
const pseudo = (path: string, ...more: readonly (readonly [string, string])[]): Buffer =>
  block([[':method', 'GET'], [':scheme', 'http'], [':authority', 'a'], [':path', path], ...more]);
const odd = (count: number): readonly number[] => Array.from({ length: count }, (_, index) => 2 * index + 1);

/** HTTP/2 as it should not be, and floods of it. */
const SHAPES: readonly Omit<Shape, 'h2'>[] = [
  { name: 'a request', acts: (tag) => start(request(1, `/${tag}`)) },
  { name: 'a preface and nothing', acts: () => [PREFACE] },
  { name: 'half a preface', acts: () => ['PRI * HTTP/2.0\r\n\r\nS'] },
  { name: 'half a preface, then closes', acts: () => ['PRI * HTTP/2.0\r\n\r\nS', LATER, 'END'] },
  { name: 'a preface that is wrong at its end', acts: () => ['PRI * HTTP/2.0\r\n\r\nXX\r\n\r\n', frame(4, 0, 0)] },
  { name: 'a preface without SETTINGS', acts: (tag) => ['PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n', request(1, `/${tag}`)] },
  { name: 'garbage behind the preface', acts: () => ['PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n', Buffer.alloc(200, 0xff)] },
  { name: 'garbage in place of the preface', to: 'h2only', acts: () => [Buffer.alloc(200, 0x7f)] },
  { name: 'a request where only HTTP/2 is spoken', to: 'h2only', acts: (tag) => start(request(1, `/${tag}`)) },
  { name: 'HTTP/1.1 in place of the preface', to: 'h2only', acts: () => ['GET / HTTP/1.1\r\nhost: a\r\n\r\n'] },
  { name: 'SETTINGS that are too short', acts: () => [PREFACE, frame(4, 0, 0, Buffer.alloc(5))] },
  { name: 'SETTINGS on a stream', acts: () => [PREFACE, frame(4, 0, 1, setting(3, 1))] },
  { name: 'SETTINGS with a window of 2^31', acts: () => [PREFACE, frame(4, 0, 0, setting(4, 0x80000000))] },
  { name: 'SETTINGS with frames of 1', acts: () => [PREFACE, frame(4, 0, 0, setting(5, 1))] },
  { name: 'SETTINGS that nobody knows', acts: (tag) => start(frame(4, 0, 0, setting(99, 1)), request(1, `/${tag}`)) },
  {
    name: '20,000 SETTINGS',
    alone: true,
    acts: () => start(Buffer.concat(Array.from({ length: 20_000 }, () => frame(4, 0, 0)))),
  },
  {
    name: '20,000 PINGs',
    alone: true,
    acts: () => start(Buffer.concat(Array.from({ length: 20_000 }, () => frame(6, 0, 0, Buffer.alloc(8))))),
  },
  {
    name: '20,000 PRIORITYs',
    alone: true,
    acts: () => start(Buffer.concat(Array.from({ length: 20_000 }, () => frame(2, 0, 1, Buffer.alloc(5, 3))))),
  },
  {
    name: '20,000 empty DATA',
    alone: true,
    acts: (tag) =>
      start(
        frame(1, END_HEADERS, 1, pseudo(`/never/${tag}`)),
        Buffer.concat(Array.from({ length: 20_000 }, () => frame(0, 0, 1))),
      ),
  },
  {
    name: '2,000 requests that are reset',
    alone: true,
    acts: () =>
      start(
        Buffer.concat(odd(2000).map((id) => Buffer.concat([request(id, '/never/reset'), frame(3, 0, id, uint32(8))]))),
      ),
  },
  {
    name: '2,000 requests that are reset, answered by the proxy',
    alone: true,
    acts: () =>
      start(Buffer.concat(odd(2000).map((id) => Buffer.concat([request(id, '/direct'), frame(3, 0, id, uint32(8))])))),
  },
  {
    name: '20,000 WINDOW_UPDATEs',
    alone: true,
    acts: () => start(Buffer.concat(Array.from({ length: 20_000 }, () => frame(8, 0, 0, uint32(1))))),
  },
  {
    name: 'CONTINUATIONs without end',
    alone: true,
    acts: (tag) =>
      start(
        frame(1, END_STREAM, 1, pseudo(`/${tag}`)),
        Buffer.concat(Array.from({ length: 10_000 }, () => frame(9, 0, 1, block([['x-b', 'c'.repeat(100)]])))),
      ),
  },
  {
    name: 'empty CONTINUATIONs',
    alone: true,
    acts: (tag) =>
      start(
        frame(1, END_STREAM, 1, pseudo(`/${tag}`)),
        Buffer.concat(Array.from({ length: 10_000 }, () => frame(9, 0, 1))),
      ),
  },
  { name: 'a frame that is too long', acts: () => start(frame(0, 0, 1, Buffer.alloc(20_000))) },
  { name: 'a frame that nobody knows', acts: (tag) => start(frame(99, 0, 0, Buffer.alloc(10)), request(1, `/${tag}`)) },
  { name: 'DATA on stream 0', acts: () => start(frame(0, 0, 0, Buffer.alloc(1))) },
  { name: 'DATA on an idle stream', acts: () => start(frame(0, 0, 1, Buffer.alloc(1))) },
  { name: 'HEADERS on stream 0', acts: () => start(frame(1, END_HEADERS, 0, pseudo('/'))) },
  { name: 'HEADERS on an even stream', acts: () => start(request(2, '/')) },
  { name: 'HEADERS on an earlier stream', acts: (tag) => start(request(3, `/${tag}`), request(1, `/${tag}`)) },
  { name: 'HEADERS inside of HEADERS', acts: () => start(frame(1, 0, 1, pseudo('/')), request(3, '/')) },
  { name: 'PUSH_PROMISE', acts: () => start(frame(5, END_HEADERS, 1, Buffer.concat([uint32(2), pseudo('/')]))) },
  { name: 'RST_STREAM of an idle stream', acts: () => start(frame(3, 0, 1, uint32(8))) },
  { name: 'WINDOW_UPDATE of 0', acts: () => start(frame(8, 0, 0, uint32(0))) },
  {
    name: 'a window beyond 2^31',
    acts: () => start(frame(8, 0, 0, uint32(0x7fffffff)), frame(8, 0, 0, uint32(0x7fffffff))),
  },
  {
    name: 'a stream that depends on itself',
    acts: (tag) =>
      start(
        frame(1, END_STREAM | END_HEADERS | 0x20, 1, Buffer.concat([uint32(1), Buffer.from([0]), pseudo(`/${tag}`)])),
      ),
  },
  {
    name: 'padding longer than the frame',
    acts: () => start(frame(1, END_STREAM | END_HEADERS | 0x08, 1, Buffer.concat([Buffer.from([255]), pseudo('/')]))),
  },
  {
    name: 'HPACK with an index that is not there',
    acts: () => start(frame(1, END_STREAM | END_HEADERS, 1, Buffer.from([0xff, 0x80, 0x01]))),
  },
  {
    name: 'HPACK with a number without end',
    acts: () => start(frame(1, END_STREAM | END_HEADERS, 1, Buffer.alloc(20, 0xff))),
  },
  {
    name: 'HPACK that breaks off',
    acts: () => start(frame(1, END_STREAM | END_HEADERS, 1, Buffer.from([0x00, 0x0a, 0x61]))),
  },
  {
    name: 'HPACK table of 2^30',
    acts: () =>
      start(
        frame(
          1,
          END_STREAM | END_HEADERS,
          1,
          Buffer.concat([Buffer.from([0x3f, 0xe1, 0xff, 0xff, 0xff, 0x03]), pseudo('/')]),
        ),
      ),
  },
  {
    name: 'a header of 15 KB over and over by HPACK',
    acts: (tag) =>
      start(
        frame(
          1,
          END_HEADERS | END_STREAM,
          1,
          Buffer.concat([
            pseudo(`/${tag}`),
            Buffer.from([0x40]),
            block([['x-b', 'c'.repeat(3000)]]).subarray(1),
            Buffer.alloc(8000, 0xbe),
          ]),
        ),
      ),
  },
  {
    name: 'headers of 70 KB',
    acts: (tag) => {
      const bytes = pseudo(`/${tag}`, ...Array.from({ length: 7 }, (_, i) => [`x-${i}`, 'c'.repeat(10_000)] as const));
      return start(
        frame(1, END_STREAM, 1, bytes.subarray(0, 16_000)),
        ...[1, 2, 3, 4].map((i) =>
          frame(9, i === 4 ? END_HEADERS : 0, 1, bytes.subarray(16_000 * i, i === 4 ? undefined : 16_000 * (i + 1))),
        ),
      );
    },
  },
  {
    name: '102 headers',
    acts: (tag) =>
      start(
        request(
          1,
          `/${tag}`,
          Array.from({ length: 102 }, () => ['x-b', 'c'] as const),
        ),
      ),
  },
  {
    name: 'no :path',
    acts: () =>
      start(
        frame(
          1,
          END_STREAM | END_HEADERS,
          1,
          block([
            [':method', 'GET'],
            [':scheme', 'http'],
            [':authority', 'a'],
          ]),
        ),
      ),
  },
  {
    name: 'no :method',
    acts: () =>
      start(
        frame(
          1,
          END_STREAM | END_HEADERS,
          1,
          block([
            [':path', '/'],
            [':scheme', 'http'],
            [':authority', 'a'],
          ]),
        ),
      ),
  },
  { name: 'two :path', acts: () => start(request(1, '/', [[':path', '/b']])) },
  {
    name: 'pseudo header behind a header',
    acts: () =>
      start(
        frame(
          1,
          END_STREAM | END_HEADERS,
          1,
          block([
            ['x-b', 'c'],
            [':method', 'GET'],
            [':scheme', 'http'],
            [':authority', 'a'],
            [':path', '/'],
          ]),
        ),
      ),
  },
  { name: 'pseudo header that nobody knows', acts: () => start(request(1, '/', [[':foo', 'b']])) },
  { name: 'name in capital letters', acts: () => start(request(1, '/', [['X-B', 'c']])) },
  { name: 'name with a space', acts: (tag) => start(request(1, `/${tag}`, [['x b', 'c']])) },
  { name: 'value with CR LF', acts: (tag) => start(request(1, `/${tag}`, [['x-b', 'c\r\nd: e']])) },
  { name: 'value with NUL', acts: (tag) => start(request(1, `/${tag}`, [['x-b', 'c\0d']])) },
  { name: 'path with a space', acts: () => start(request(1, '/a b HTTP/1.1')) },
  { name: 'path with CR LF', acts: () => start(request(1, '/a HTTP/1.1\r\nx: y')) },
  {
    name: 'method with a space',
    acts: () =>
      start(
        frame(
          1,
          END_STREAM | END_HEADERS,
          1,
          block([
            [':method', 'GET / HTTP/1.1\r\nx:'],
            [':scheme', 'http'],
            [':authority', 'a'],
            [':path', '/'],
          ]),
        ),
      ),
  },
  { name: 'connection: close', acts: () => start(request(1, '/', [['connection', 'close']])) },
  { name: 'transfer-encoding: chunked', acts: () => start(request(1, '/', [['transfer-encoding', 'chunked']])) },
  { name: 'te: gzip', acts: () => start(request(1, '/', [['te', 'gzip']])) },
  {
    name: 'content-length that is wrong',
    acts: (tag) =>
      start(
        frame(1, END_HEADERS, 1, pseudo(`/${tag}`, ['content-length', '5'])),
        frame(0, END_STREAM, 1, Buffer.from('abc')),
      ),
  },
  {
    name: 'two content-lengths',
    acts: (tag) =>
      start(
        frame(1, END_HEADERS, 1, pseudo(`/${tag}`, ['content-length', '3'], ['content-length', '4'])),
        frame(0, END_STREAM, 1, Buffer.from('abc')),
      ),
  },
  {
    name: 'content-length that is no number',
    acts: (tag) =>
      start(
        frame(1, END_HEADERS, 1, pseudo(`/${tag}`, ['content-length', '3x'])),
        frame(0, END_STREAM, 1, Buffer.from('abc')),
      ),
  },
  {
    name: 'trailers with a pseudo header',
    acts: (tag) =>
      start(
        frame(1, END_HEADERS, 1, pseudo(`/${tag}`)),
        frame(0, 0, 1, Buffer.from('abc')),
        frame(1, END_HEADERS | END_STREAM, 1, block([[':path', '/b']])),
      ),
  },
  {
    name: 'DATA behind the end',
    acts: (tag) => start(request(1, `/never/${tag}`), frame(0, END_STREAM, 1, Buffer.from('abc'))),
  },
  {
    name: 'GOAWAY, then a request',
    acts: (tag) => start(frame(7, 0, 0, Buffer.concat([uint32(0), uint32(0)])), request(1, `/${tag}`)),
  },
  {
    name: 'CONNECT',
    acts: () =>
      start(
        frame(
          1,
          END_HEADERS,
          1,
          block([
            [':method', 'CONNECT'],
            [':authority', 'b:80'],
          ]),
        ),
      ),
  },
  { name: 'a request, then closes', acts: (tag) => start(request(1, `/never/${tag}`), LATER, 'END') },
  { name: 'a request, then resets', acts: (tag) => start(request(1, `/never/${tag}`), LATER, 'RESET') },
  { name: 'half a header block and no more', to: 'hasty', acts: () => start(frame(1, 0, 1, pseudo('/'))) },
  {
    name: 'half a body and no more',
    to: 'hasty',
    acts: (tag) => start(frame(1, END_HEADERS, 1, pseudo(`/${tag}`)), frame(0, 0, 1, Buffer.from('abc'))),
  },
  { name: 'nothing behind the preface, idle timeout', to: 'hasty', acts: () => start() },
];
export const HTTP2: readonly Shape[] = SHAPES.map((shape) => ({ ...shape, name: `h2: ${shape.name}`, h2: true }));
