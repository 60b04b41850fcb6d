import { isJsonObject, type JsonValue } from '../../text/json/JsonValue.js';
import { ExitCode } from '../../text/ExitCode.js';
import { UserError } from '../../text/UserError.js';
import { fieldKey } from './field.js';

/** Documents that people give by mistake: fields that all must be there, what the document is, and what to do instead. */
const OTHERS: readonly (readonly [readonly string[], string, string])[] = [
  [
    ['workloads', 'services'],
    'the config_dump of a ztunnel, which is no Envoy',
    'ztunnel has no listeners, routes or clusters; give the dump of a sidecar, a gateway or a waypoint.',
  ],
  [
    ['cluster_statuses'],
    'the answer of /clusters?format=json, not a config_dump',
    'Give it to `proxy-config endpoint`; a config_dump is what GET /config_dump?include_eds answers.',
  ],
  [
    ['listener_statuses'],
    'the answer of /listeners?format=json, not a config_dump',
    'Take GET /config_dump?include_eds.',
  ],
  [
    ['command_line_options', 'state'],
    'the answer of /server_info, not a config_dump',
    'Take GET /config_dump?include_eds.',
  ],
  [['stats'], 'the answer of /stats?format=json, not a config_dump', 'Take GET /config_dump?include_eds.'],
  [['apiVersion', 'kind'], 'a Kubernetes object, not a config_dump', 'Take GET /config_dump?include_eds of its proxy.'],
];

/** The error for a document in which nothing of a config_dump was found. */
export function notADump(value: JsonValue, name: string): UserError {
  const other = isJsonObject(value)
    ? OTHERS.find(([fields]) => fields.every((field) => fieldKey(value, field) !== undefined))
    : undefined;
  const [, what, hint] = other ?? [[], 'not a config_dump: no section or resource of one was found in it', undefined];
  return new UserError(`${name} is ${what}`, {
    where: name,
    hint: hint ?? 'A config_dump is what GET /config_dump?include_eds of the admin port (15000) answers.',
    exitCode: ExitCode.unreadable,
  });
}
