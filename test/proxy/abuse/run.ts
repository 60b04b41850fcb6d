import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { ListenerName } from './bootstrap.js';
import { answersIn, framesIn } from './told.js';
import { talk, type Act, type Talk } from './talk.js';
import type { SeenRequest } from './RequestReader.js';
import type { Tested } from './tested.js';

/** A client's behaviour. `@` in its text becomes a number of its own, by which its requests are known behind the proxy. */
export interface Shape {
  readonly name: string;
  readonly to?: ListenerName;
  readonly acts: (tag: string) => readonly Act[];
  readonly h2?: boolean;
  /** So much that others would have to wait: done when they are. */
  readonly alone?: boolean;
}

const PATIENCE = 6000;
/** Behind the last conversation: until access logs are written. */
const LOGGED = 1500;

/** Does all at once, but for those that want to be alone; gives for each what the client got, how it ended, what the log says, and what arrived behind the proxy. */
export async function runShapes(tested: Tested, shapes: readonly Shape[]): Promise<readonly string[]> {
  const talks: Talk[] = [];
  const perform = async (index: number): Promise<void> => {
    const { acts, to = 'plain' } = shapes[index] ?? { acts: () => [] };
    talks[index] = await talk(tested.ports[to], acts(tagOf(index)), PATIENCE, addressOf(index));
  };
  const indexes = [...shapes.keys()];
  await Promise.all(indexes.filter((index) => shapes[index]?.alone !== true).map(perform));
  for (const index of indexes.filter((one) => shapes[one]?.alone === true)) await perform(index);
  await new Promise((resolve) => setTimeout(resolve, LOGGED));
  const log = readFileSync(join(tested.folder, 'access.log'), 'utf8').split('\n');
  return shapes.map((shape, index) => {
    const it = talks[index];
    if (it === undefined) throw new Error('no talk');
    const seen = tested.upstream.seen.filter(({ line }) => line.includes(tagOf(index)));
    return [told(shape, it), logged(log, addressOf(index)), ...seen.map((one) => asked(one, tagOf(index)))].join(' | ');
  });
}

/** Each client has an address of its own, by which the log knows it. */
function addressOf(index: number): string {
  return `127.7.${Math.floor(index / 250)}.${(index % 250) + 1}`;
}

function tagOf(index: number): string {
  return `tag${index}tag`;
}

function told({ h2 }: Shape, { received, end }: Talk): string {
  // Whether bytes that nobody read turn a close into a reset hangs on time, and so whether a GOAWAY before it is seen.
  const ended = end === 'open' ? 'open' : 'closed';
  const said = h2 === true ? framesIn(received) : answersIn(received);
  const seen = h2 === true && ended === 'closed' ? said.replaceAll(/ ?GOAWAY\(\w+\)/g, '') : said;
  return [seen, ended].filter((word) => word !== '').join(' ');
}

/** Flags and details of each line of the access log that is about a connection. */
function logged(log: readonly string[], address: string): string {
  const lines = log.filter((line) => line.startsWith(`${address} `)).map((line) => line.slice(`${address} `.length));
  return [...new Set(lines)].join(', ') || 'no log';
}

function asked({ line, headers, body }: SeenRequest, tag: string): string {
  const told = [line.replace(` HTTP/1.1`, ''), ...headers, ...(body === '' ? [] : [JSON.stringify(body.slice(0, 40))])];
  return told.join('; ').replaceAll(tag, '@').slice(0, 200);
}
