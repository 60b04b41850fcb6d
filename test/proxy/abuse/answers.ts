import type { Shape } from './run.js';
import { BEHAVIOUR } from './upstream.js';

const get = (path: string) => (tag: string) => [`GET /${path}/${tag} HTTP/1.1\r\nhost: a\r\n\r\n`];

/** Servers that answer as they should not. */
export const ANSWERS: readonly Shape[] = [
  ...Object.keys(BEHAVIOUR).map((path) => ({ name: path, acts: get(path === 'never' ? 'hurry/never' : path) })),
  {
    name: 'unasked-101 to an upgrade',
    acts: (tag) => [`GET /unasked-101/${tag} HTTP/1.1\r\nhost: a\r\nconnection: upgrade\r\nupgrade: websocket\r\n\r\n`],
  },
  {
    name: 'early-answer to half a body',
    acts: (tag) => [`POST /early-answer/${tag} HTTP/1.1\r\nhost: a\r\ncontent-length: 9\r\n\r\nabc`],
  },
  { name: 'HEAD of a body', acts: (tag) => [`HEAD /${tag} HTTP/1.1\r\nhost: a\r\n\r\n`] },
  { name: 'HTTP/2 that resets', acts: get('h2/reset') },
  { name: 'HTTP/2 that never answers', acts: get('h2/never') },
];
