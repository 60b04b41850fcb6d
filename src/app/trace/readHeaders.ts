import type { Header } from '../../envoy/model/HttpRequest.js';
import { ExitCode } from '../../text/ExitCode.js';
import { UserError } from '../../text/UserError.js';
import type { TraceOptions } from './TraceOptions.js';

/** The header lines of a request, and the Host that one of them sets. */
export interface ReadHeaders {
  readonly headers: readonly Header[];
  readonly host?: string;
}

/** Reads curl's `-H 'Name: value'`, `-H 'Name;'`, and what -A and -d imply. A line without a colon is a usage error. */
export function readHeaders(
  options: Pick<TraceOptions, 'headers' | 'userAgent' | 'data'>,
  kind: 'http' | 'grpc',
): ReadHeaders {
  const given = options.headers.map(readHeader);
  const host = given.find(({ name }) => name === 'host')?.value;
  const has = (name: string): boolean => given.some((header) => header.name === name);
  const implied: Header[] = [];
  if (options.userAgent !== undefined) implied.push({ name: 'user-agent', value: options.userAgent });
  if (kind === 'grpc') {
    if (!has('content-type')) implied.push({ name: 'content-type', value: 'application/grpc' });
    implied.push({ name: 'te', value: 'trailers' });
  }
  if (options.data !== undefined && kind === 'http') {
    if (!has('content-type')) implied.push({ name: 'content-type', value: 'application/x-www-form-urlencoded' });
    implied.push({ name: 'content-length', value: String(Buffer.byteLength(options.data)) });
  }
  const headers = [...given.filter(({ name }) => name !== 'host'), ...implied];
  return { headers, ...(host === undefined ? {} : { host }) };
}

function readHeader(line: string): Header {
  const empty = /^([^:;\s]+);\s*$/.exec(line);
  const match = empty ?? /^([^:\s]+):\s*(.*)$/.exec(line);
  const [, name, value = ''] = match ?? [];
  if (name === undefined) {
    throw new UserError(`${JSON.stringify(line)} is no header`, {
      exitCode: ExitCode.usage,
      hint: "Write -H 'Name: value'.",
    });
  }
  return { name: name.toLowerCase(), value: empty === null ? value.trim() : '' };
}
