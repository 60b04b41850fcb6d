import type { Header } from '../../../envoy/model/HttpRequest.js';

const NAME = /^[!#$%&'*+\-.^_`|~0-9A-Za-z]+$/;

/** Header lines, names in lower case; `undefined` where one is none (RFC 9112 §5; folded lines and NUL are refused). */
export function readHeaderLines(text: string): readonly Header[] | undefined {
  const headers: Header[] = [];
  let start = 0;
  while (start < text.length) {
    const newline = text.indexOf('\n', start);
    const stop = newline < 0 ? text.length : newline;
    const end = stop > start && text.charCodeAt(stop - 1) === 0x0d ? stop - 1 : stop;
    if (end > start) {
      const header = readLine(text.slice(start, end));
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
  if (!NAME.test(name) || line.includes('\0') || line.includes('\r')) return undefined;
  return { name: name.toLowerCase(), value: line.slice(colon + 1).trim() };
}
