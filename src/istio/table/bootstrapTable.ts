import { descend, numberField, stringField } from '../../envoy/dump/field.js';
import type { JsonObject, JsonValue } from '../../text/json/JsonValue.js';
import type { Table } from './Table.js';

/**
 * `proxy-config bootstrap -o short`: the versions of Istio and of Envoy, as the node tells them; no header.
 * Source: istioctl/pkg/writer/envoy/configdump/configdump.go, PrintBootstrapSummary.
 */
export function bootstrapTable(bootstrap: JsonObject): Table {
  const metadata = descend(bootstrap, 'node', 'metadata');
  const rows = [
    ['Istio Version:', text(metadata?.ISTIO_VERSION)],
    ['Istio Proxy Version:', afterFirstColon(text(metadata?.ISTIO_PROXY_SHA))],
    ['Envoy Version:', envoyVersion(descend(bootstrap, 'node', 'user_agent_build_version'))],
  ];
  return { rows: rows.filter(([, value]) => value !== ''), padding: 1 };
}

function text(value: JsonValue | undefined): string {
  return typeof value === 'string' ? value : '';
}

/** The second of the pieces between colons; all of it when there is no colon. */
function afterFirstColon(sha: string): string {
  return sha.split(':')[1] ?? sha;
}

/** What of the build's metadata is appended to the version, each with its mark in front. */
const BUILD_MARKS: readonly (readonly [string, string])[] = [
  ['build.label', '-'],
  ['revision.status', '/'],
  ['build.type', '/'],
  ['ssl.version', '/'],
];

function envoyVersion(build: JsonObject | undefined): string {
  const version = descend(build, 'version');
  const numbers = ['major_number', 'minor_number', 'patch'].map((name) => numberField(version, name) ?? 0);
  const metadata = descend(build, 'metadata');
  const marks = BUILD_MARKS.map(([key, mark]) =>
    metadata && Object.hasOwn(metadata, key) ? mark + (stringField(metadata, key) ?? '') : '',
  );
  return numbers.join('.') + marks.join('');
}
