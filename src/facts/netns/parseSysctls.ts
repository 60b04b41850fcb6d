import { linesOf, unreadableLine } from './lines.js';

/**
 * Reads `sysctl -a` (`net.ipv4.ip_forward = 0`), also with `/` between the parts or a `/` for a dot inside an interface's name. Names are
 * given with dots.
 */
export function parseSysctls(text: string, file: string): Readonly<Record<string, string>> {
  const entries = linesOf(text, file).map((line): [string, string] => {
    const match = /^(?:\/proc\/sys\/)?([^\s=]+) *= ?(.*)$/.exec(line.words.join(' '));
    return match ? [(match[1] ?? '').replaceAll('/', '.'), match[2] ?? ''] : unreadableLine(line, 'sysctl -a');
  });
  return Object.fromEntries(entries);
}
