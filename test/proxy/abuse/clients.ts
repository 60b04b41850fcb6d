import type { Shape } from './run.js';

/** Milliseconds after which a client goes: what it sent has been read by then. */
const LATER = 2500;
const GET = (tag: string): string => `GET /${tag} HTTP/1.1\r\nhost: a\r\n\r\n`;

/** Clients that are slow, go away, or say too little. */
export const CLIENTS: readonly Shape[] = [
  { name: 'nothing is said', acts: () => [] },
  { name: 'nothing is said, idle timeout', to: 'hasty', acts: () => [] },
  { name: 'closes at once', acts: () => ['END'] },
  { name: 'resets at once', acts: () => ['RESET'] },
  { name: 'half a request line, then closes', acts: () => ['GET /', LATER, 'END'] },
  { name: 'half a head, then closes', acts: () => ['GET / HTTP/1.1\r\nhost:', LATER, 'END'] },
  { name: 'half a head, then resets', acts: () => ['GET / HTTP/1.1\r\nhost:', LATER, 'RESET'] },
  {
    name: 'half a body, then closes',
    acts: (tag) => [`POST /${tag} HTTP/1.1\r\nhost: a\r\ncontent-length: 9\r\n\r\nabc`, LATER, 'END'],
  },
  {
    name: 'half a body, then resets',
    acts: (tag) => [`POST /${tag} HTTP/1.1\r\nhost: a\r\ncontent-length: 9\r\n\r\nabc`, LATER, 'RESET'],
  },
  {
    name: 'half a chunk, then closes',
    acts: (tag) => [`POST /${tag} HTTP/1.1\r\nhost: a\r\ntransfer-encoding: chunked\r\n\r\n9\r\nabc`, LATER, 'END'],
  },
  { name: 'a slow answer, its side closed', acts: (tag) => [GET(`never/${tag}`), LATER, 'END'] },
  { name: 'a slow answer, reset', acts: (tag) => [GET(`never/${tag}`), LATER, 'RESET'] },
  {
    name: 'a byte each 100 ms',
    to: 'hasty',
    acts: (tag) =>
      GET(tag)
        .split(/(?=.)/s)
        .flatMap((byte) => [byte, 100]),
  },
  { name: 'half a head and no more', to: 'hasty', acts: () => ['GET / HTTP/1.1\r\nhost:'] },
  {
    name: 'a header each 100 ms',
    to: 'hasty',
    acts: () => ['GET / HTTP/1.1\r\n', ...Array.from({ length: 20 }, () => ['x: y\r\n', 100]).flat()],
  },
  {
    name: 'half a body and no more',
    to: 'hasty',
    acts: (tag) => [`POST /${tag} HTTP/1.1\r\nhost: a\r\ncontent-length: 9\r\n\r\nabc`],
  },
  { name: 'no answer upstream, stream idle timeout', to: 'hasty', acts: (tag) => [GET(`never/${tag}`)] },
  { name: 'a request, then idle', to: 'hasty', acts: (tag) => [GET(tag)] },
  { name: 'a request in two parts', acts: (tag) => [GET(tag).slice(0, 10), 100, GET(tag).slice(10)] },
  { name: 'first bytes that say nothing', to: 'sniff', acts: () => ['GE'] },
  { name: 'nothing, with inspectors', to: 'sniff', acts: () => [] },
  { name: 'HTTP, with inspectors', to: 'sniff', acts: (tag) => [GET(tag)] },
  { name: 'closes while inspected', to: 'sniff', acts: () => ['GET', LATER, 'END'] },
  { name: 'resets while inspected', to: 'sniff', acts: () => ['GET', LATER, 'RESET'] },
  { name: 'garbage, with inspectors', to: 'sniff', acts: () => ['\0\x01\x02\x03 no HTTP\r\n\r\n'] },
  {
    name: 'half a ClientHello, with inspectors',
    to: 'sniff',
    acts: () => [Buffer.from('16030100c8010000c40303', 'hex')],
  },
  {
    name: 'a TLS record that is too long, with inspectors',
    to: 'sniff',
    acts: () => [Buffer.from('1603 01ffff 01'.replaceAll(' ', ''), 'hex'), Buffer.alloc(20)],
  },
  {
    name: 'TLS without a ClientHello, with inspectors',
    to: 'sniff',
    acts: () => [Buffer.concat([Buffer.from('16030100050200000100', 'hex'), Buffer.alloc(20)])],
  },
  { name: 'plaintext to TLS', to: 'secure', acts: (tag) => [GET(tag)] },
  { name: 'garbage to TLS', to: 'secure', acts: () => [Buffer.from('00'.repeat(64), 'hex')] },
  {
    name: 'a broken ClientHello',
    to: 'secure',
    acts: () => [
      Buffer.concat([Buffer.from('1603010040010000 3c0303'.replaceAll(' ', ''), 'hex'), Buffer.alloc(58, 0xff)]),
    ],
  },
  { name: 'half a ClientHello', to: 'secure', acts: () => [Buffer.from('16030100c8010000c40303', 'hex')] },
  {
    name: 'half a ClientHello, then closes',
    to: 'secure',
    acts: () => [Buffer.from('16030100c8010000c40303', 'hex'), LATER, 'END'],
  },
  {
    name: 'half a ClientHello, then resets',
    to: 'secure',
    acts: () => [Buffer.from('16030100c8010000c40303', 'hex'), LATER, 'RESET'],
  },
  { name: 'a TLS alert', to: 'secure', acts: () => [Buffer.from('15030100020228', 'hex')] },
  {
    name: 'SSLv2',
    to: 'secure',
    acts: () => [Buffer.from('802e0100020015000000100100800200800300800400800500800600400700c0', 'hex')],
  },
];
