import { readFileSync } from 'node:fs';
import { isJsonObject, type JsonObject } from '../../../../src/text/json/JsonValue.js';

/** One line of the access log. */
export interface LogLine {
  /** Who wrote it. */
  readonly by: 'listener' | 'http' | 'tcp';
  readonly fields: Readonly<Record<string, string>>;
}

/** `access_log` of the given writer, as JSON lines in `file`. Absent values are `-`. */
export function accessLog(by: LogLine['by'], file: string): readonly JsonObject[] {
  return [
    {
      name: 'envoy.access_loggers.file',
      typed_config: {
        '@type': 'type.googleapis.com/envoy.extensions.access_loggers.file.v3.FileAccessLog',
        path: file,
        log_format: { json_format: { by, ...FIELDS } },
      },
    },
  ];
}

const FIELDS = {
  peer: '%DOWNSTREAM_DIRECT_REMOTE_ADDRESS%',
  bound: '%DOWNSTREAM_DIRECT_LOCAL_ADDRESS%',
  remote: '%DOWNSTREAM_REMOTE_ADDRESS%',
  local: '%DOWNSTREAM_LOCAL_ADDRESS%',
  chain: '%FILTER_CHAIN_NAME%',
  vhost: '%METADATA(VIRTUAL_HOST:proof:name)%',
  route: '%ROUTE_NAME%',
  cluster: '%UPSTREAM_CLUSTER_RAW%',
  host: '%UPSTREAM_HOST%',
  code: '%RESPONSE_CODE%',
  flags: '%RESPONSE_FLAGS%',
  details: '%RESPONSE_CODE_DETAILS%',
  ended: '%CONNECTION_TERMINATION_DETAILS%',
  tries: '%UPSTREAM_REQUEST_ATTEMPT_COUNT%',
  downstreamTls: '%DOWNSTREAM_TRANSPORT_FAILURE_REASON%',
};

/** The lines of every connection, by the listener's and the client's port: `LISTENER/CLIENT`. */
export function readAccessLog(file: string): ReadonlyMap<string, readonly LogLine[]> {
  const found = new Map<string, LogLine[]>();
  for (const text of readText(file).split('\n')) {
    if (text === '') continue;
    const value: unknown = JSON.parse(text);
    if (!isJsonObject(value as JsonObject)) continue;
    const fields: Record<string, string> = {};
    for (const [name, one] of Object.entries(value as JsonObject))
      fields[name] = typeof one === 'string' || typeof one === 'number' ? String(one) : '-';
    const port = `${portOf(fields.bound)}/${portOf(fields.peer)}`;
    const by = fields.by;
    if (by !== 'listener' && by !== 'http' && by !== 'tcp') continue;
    const line = { by, fields } as const;
    const known = found.get(port);
    if (known === undefined) found.set(port, [line]);
    else known.push(line);
  }
  return found;
}

function portOf(address = ''): string {
  return /:(\d+)$/.exec(address)?.[1] ?? '';
}

function readText(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return '';
  }
}
