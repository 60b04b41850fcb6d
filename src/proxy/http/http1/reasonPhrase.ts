import { STATUS_CODES } from 'node:http';

/** Those that Node.js knows and Envoy does not. */
const NOT_KNOWN: ReadonlySet<number> = new Set([102, 103, 418, 451, 509]);

/** The words behind a status (source/common/http/codes.cc, CodeUtility::toString). */
export function reasonPhrase(status: number): string {
  return NOT_KNOWN.has(status) ? 'Unknown' : (STATUS_CODES[status] ?? 'Unknown');
}
