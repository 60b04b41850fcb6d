import type { Header } from '../../../envoy/model/HttpRequest.js';

const NAME = /^[!#$%&'*+\-.^_`|~0-9A-Za-z]+$/;
/** What no value may hold: control characters but for tab. */
const CONTROL = /[\0-\x08\x0a-\x1f\x7f]/;

/**
 * Header lines, names in lower case; `undefined` where one is none. As Envoy's parser takes them (quiche's Balsa; measured): a folded
 * line goes on with a space, a CR inside of a line is dropped.
 */
export function readHeaderLines(text: string): readonly Header[] | undefined {
  const headers: Header[] = [];
  const plain = text.includes('\n ') || text.includes('\n\t') ? text.replace(/\r?\n[ \t]+/g, ' ') : text;
  let start = 0;
  while (start < plain.length) {
    const newline = plain.indexOf('\n', start);
    const stop = newline < 0 ? plain.length : newline;
    const end = stop > start && plain.charCodeAt(stop - 1) === 0x0d ? stop - 1 : stop;
    if (end > start) {
      const header = readLine(plain.slice(start, end));
      if (header === undefined) return undefined;
      headers.push(header);
    }
    start = stop + 1;
  }
  return headers;
}

function readLine(line: string): Header | undefined {
  const colon = line.indexOf(':');
  const name = line.slice(0, Math.max(0, colon));
  const value = line.slice(colon + 1).trim();
  const kept = value.includes('\r') ? value.replaceAll('\r', '') : value;
  return NAME.test(name) && !CONTROL.test(kept) ? { name: name.toLowerCase(), value: kept } : undefined;
}
