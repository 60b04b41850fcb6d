import { randomBytes } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { openRedaction, type RedactedFile } from '../../../src/facts/redact/openRedaction.js';
import { OPEN_NAMES } from '../../../src/istio/OPEN_NAMES.js';
import type { SnapshotFiles } from '../../../src/facts/snapshot/SnapshotFiles.js';

/** What secrets look like, each new for its place. */
const SHAPES: readonly ((n: number) => string)[] = [
  (n) => `Tr0ub4dor-${n}x9q`,
  () => randomBytes(16).toString('hex'),
  () => randomBytes(24).toString('base64url'),
  (n) => `eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxMjM0${n}NTY3ODkwIn0.${randomBytes(32).toString('base64url')}`,
];

/** Places in a dump; `$` is the secret. */
const DUMP = [
  `{listener: {filter_chains: [{filters: [{typed_config: {'@type': type.googleapis.com/envoy.extensions.filters.http.lua.v3.Lua, inline_code: 'local key = "$"'}}]}]}}`,
  `{typed_config: {'@type': type.googleapis.com/envoy.extensions.filters.http.wasm.v3.Wasm, config: {configuration: {value: $}}}}`,
  `{typed_config: {'@type': type.googleapis.com/envoy.extensions.filters.http.oauth2.v3.OAuth2, config: {credentials: {client_id: a, token_secret: {name: $}}}}}`,
  `{typed_config: {'@type': type.googleapis.com/envoy.extensions.filters.http.basic_auth.v3.BasicAuth, users: {inline_string: 'user:$'}}}`,
  `{typed_config: {'@type': type.googleapis.com/udpa.type.v1.TypedStruct, type_url: type.googleapis.com/acme.Filter, value: {name: $}}}`,
  `{name: acme.filter, config: {token: $}}`,
  `{name: envoy.lua, config: {inline_code: $}}`,
  `{tls_certificate: {private_key: {inline_bytes: $}}}`,
  `{tls_certificate: {private_key: {inline_string: $}, password: {inline_string: $}}}`,
  `{tls_certificate: {certificate_chain: {inline_string: "-----BEGIN CERTIFICATE-----\\nAAAA\\n-----END CERTIFICATE-----\\n$"}}}`,
  `{generic_secret: {secret: {inline_string: $}}}`,
  `{session_ticket_keys: {keys: [{inline_bytes: $}]}}`,
  `{providers: {p: {issuer: a, local_jwks: {inline_string: '{"keys":[{"k":"$"}]}'}}}}`,
  `{remote_jwks: {http_uri: {uri: 'https://user:$@keys.example/'}}}`,
  `{remote_jwks: {http_uri: {uri: 'https://keys.example/?token=$'}}}`,
  `{match: {headers: [{name: authorization, string_match: {exact: 'Bearer $'}}]}}`,
  `{match: {headers: [{name: x-tenant, string_match: {exact: $}}]}}`,
  `{match: {headers: [{name: x-api-key, exact_match: $}]}}`,
  `{match: {headers: [{name: x-thing, string_match: {safe_regex: {regex: '$.*'}}}]}}`,
  `{match: {headers: [{name: x-thing, prefix_match: $}]}}`,
  `{match: {query_parameters: [{name: access_token, string_match: {exact: $}}]}}`,
  `{permissions: [{header: {name: x-key, string_match: {contains: $}}}]}`,
  `{principals: [{header: {name: cookie, string_match: {suffix: 'session=$'}}}]}`,
  `{request_headers_to_add: [{header: {key: authorization, value: 'Basic $'}}]}`,
  `{response_headers_to_add: [{header: {key: x-internal, value: $}}]}`,
  `{direct_response: {status: 200, body: {inline_string: 'welcome, $'}}}`,
  `{route: {cluster: c}, metadata: {filter_metadata: {acme: {key: $}}}}`,
  `{metadata: {typed_filter_metadata: {acme: {'@type': type.googleapis.com/acme.T, value: $}}}}`,
  `{typed_per_filter_config: {acme: {'@type': type.googleapis.com/acme.T, name: $}}}`,
  `{grpc_services: [{envoy_grpc: {cluster_name: c}, initial_metadata: [{key: authorization, value: $}]}]}`,
  `{google_grpc: {call_credentials: [{access_token: $}], channel_credentials: {ssl_credentials: {private_key: {inline_string: $}}}}}`,
  `{tracing: {http: {typed_config: {'@type': type.googleapis.com/envoy.config.trace.v3.LightstepConfig, access_token: {inline_string: $}}}}}`,
  `{bootstrap: {node: {metadata: {ANNOTATIONS: {acme: $}}}}}`,
  `{bootstrap: {node: {metadata: {PROXY_CONFIG: {proxyMetadata: {TOKEN: $}}}}}}`,
  `{bootstrap: {node: {metadata: {ISTIO_META_THING: $}}}}`,
  `{command_line_options: {config_yaml: '{admin: {password: $}}'}}`,
  `{access_log: [{typed_config: {'@type': type.googleapis.com/envoy.extensions.access_loggers.file.v3.FileAccessLog, log_format: {text_format_source: {inline_string: 'x $ x'}}}}]}`,
  `{health_checks: [{http_health_check: {path: /h, request_headers_to_add: [{header: {key: k, value: $}}]}}]}`,
  `{new_field_of_tomorrow: {deep: [{name: $}]}}`,
  `{matcher: {matcher_tree: {exact_match_map: {map: {$: {action: {name: a}}}}}}}`,
  `{environment_variable: $}`,
  `{condition: {call_expr: {function: _==_, args: [{const_expr: {string_value: $}}]}}}`,
];

/** Places in Kubernetes objects. */
const OBJECTS = [
  `{kind: Secret, metadata: {name: s}, data: {password: $}, stringData: {token: $}}`,
  `{kind: ConfigMap, metadata: {name: c}, data: {app.properties: 'db.url=$'}, binaryData: {k: $}}`,
  `{kind: ConfigMap, metadata: {name: istio}, data: {mesh: 'defaultConfig: {tracing: {lightstep: {accessToken: $}}}'}}`,
  `{kind: Pod, metadata: {name: p, annotations: {acme/token: $}}}`,
  `{kind: Pod, metadata: {name: p, managedFields: [{fieldsV1: {x: $}}]}}`,
  `{kind: Pod, spec: {containers: [{name: app, env: [{name: PASSWORD, value: $}]}]}}`,
  `{kind: Pod, spec: {containers: [{name: app, args: ['--password', $]}]}}`,
  `{kind: Pod, spec: {containers: [{name: app, command: [sh, -c, 'login $']}]}}`,
  `{kind: Pod, spec: {containers: [{name: app, livenessProbe: {httpGet: {httpHeaders: [{name: Authorization, value: $}]}}}]}}`,
  `{kind: Pod, spec: {containers: [{name: app, livenessProbe: {exec: {command: [$]}}}]}}`,
  `{kind: Pod, spec: {containers: [{name: istio-proxy, env: [{name: PROXY_CONFIG, value: $}]}]}}`,
  `{kind: Pod, spec: {initContainers: [{name: app, env: [{name: A, value: $}]}]}}`,
  `{kind: Pod, spec: {volumes: [{name: v, flexVolume: {options: {password: $}}}]}}`,
  `{kind: Pod, status: {containerStatuses: [{state: {terminated: {message: $}}}]}}`,
  `{kind: Deployment, spec: {template: {metadata: {annotations: {a: $}}, spec: {containers: [{env: [{name: A, value: $}]}]}}}}`,
  `{kind: EnvoyFilter, spec: {configPatches: [{applyTo: HTTP_FILTER, patch: {operation: MERGE, value: {name: $}}}]}}`,
  `{kind: RequestAuthentication, spec: {jwtRules: [{issuer: a, jwks: '{"keys":[{"k":"$"}]}'}]}}`,
  `{kind: WasmPlugin, spec: {pluginConfig: {key: $}, vmConfig: {env: [{name: A, value: $}]}}}`,
  `{kind: VirtualService, spec: {http: [{match: [{headers: {authorization: {exact: $}}}]}]}}`,
  `{kind: VirtualService, spec: {http: [{headers: {request: {set: {x-key: $}}}}]}}`,
  `{kind: VirtualService, spec: {http: [{match: [{queryParams: {token: {exact: $}}}]}]}}`,
  `{kind: VirtualService, spec: {http: [{directResponse: {status: 200, body: {string: $}}}]}}`,
  `{kind: AuthorizationPolicy, spec: {rules: [{when: [{key: 'request.headers[x-token]', values: [$]}]}]}}`,
  `{kind: Thing, apiVersion: acme/v1, spec: {anything: $}}`,
  `{apiVersion: v1, kind: List, items: [{kind: Secret, data: {a: $}}]}`,
];

const RULES = [
  '-A OUTPUT -m comment --comment "$" -j ACCEPT',
  '-A OUTPUT -m comment --comment $ -j ACCEPT',
  '-A OUTPUT -j LOG --log-prefix "$ "',
  '-A OUTPUT -m string --string "$" --algo bm -j DROP',
  '-A OUTPUT -j NFLOG --nflog-prefix $',
  '# $',
];

const NFT = [`{nftables: [{rule: {comment: $, expr: [{log: {prefix: $}}]}}]}`, `{nftables: [{table: {comment: $}}]}`];

describe('secrets in every place that can hold one', () => {
  const secrets: string[] = [];
  let turn = 0;
  const files = new Map<string, string>();
  const plant = (place: string): string => {
    const shape = SHAPES[turn++ % SHAPES.length] ?? String;
    return place.replaceAll('$', () => {
      const secret = shape(secrets.length);
      secrets.push(secret);
      return secret;
    });
  };
  const json = (place: string): string => JSON.stringify(parse(plant(place)));
  SHAPES.forEach((_, round) => {
    turn = round;
    DUMP.forEach((place, i) => files.set(`pods/web/p${round}-${i}/config_dump.json`, json(`{configs: [${place}]}`)));
    DUMP.forEach((place, i) =>
      files.set(`pods/web/p${round}-${i}/clusters.json`, json(`{cluster_statuses: [${place}]}`)),
    );
    OBJECTS.forEach((place, i) => files.set(`objects/${round}-${i}.yaml`, json(place)));
    files.set(`pods/web/p${round}-0/iptables-save.txt`, ['*nat', ...RULES.map(plant), 'COMMIT', ''].join('\n'));
    NFT.forEach((place, i) => files.set(`pods/web/p${round}-${i}/nft.json`, json(place)));
    files.set(
      `pods/web/p${round}-0/nft.txt`,
      plant('table ip t { comment "$"\n chain c { tcp dport 1 comment "$" log prefix "$" accept\n } }'),
    );
    files.set(`pods/web/p${round}-0/sockets.txt`, plant('tcp LISTEN 0 1 *:80 *:* users:(("$",pid=1,fd=3))'));
    files.set(`pods/web/p${round}-0/sysctls.txt`, plant('kernel.domainname = $'));
  });
  files.set('dns.txt', plant('# $\nname 10.0.0.1'));
  const redacted = redactSnapshot(filesOf(files));

  test('are many', () => {
    expect(secrets.length).toBeGreaterThan(200);
  });

  test('are in none of the files', () => {
    const found = [...redacted].flatMap(([path, { bytes }]) => {
      const text = Buffer.from(bytes).toString();
      return secrets
        .filter((secret) => text.includes(secret))
        .map((secret) => `${secret} in ${path}: ${files.get(path) ?? ''}`);
    });
    expect(found).toEqual([]);
  });

  test('are placeholders, the same for the same secret', () => {
    const twice = redactSnapshot(
      filesOf(
        new Map([
          ['objects/a.yaml', '{kind: Secret, data: {a: c2FtZQ==, b: c2FtZQ==, c: b3RoZXI=}}'],
          ['objects/b.yaml', '{kind: Pod, metadata: {annotations: {note: c2FtZQ==}}}'],
        ]),
      ),
    );
    expect(Buffer.from(twice.get('objects/b.yaml')?.bytes ?? []).toString()).toContain('<redacted annotation 2>');
  });

  test('a second redaction changes nothing', () => {
    const again = redactSnapshot(
      filesOf(new Map([...redacted].map(([path, { bytes }]) => [path, Buffer.from(bytes).toString()]))),
    );
    for (const [path, { bytes, replaced }] of again) {
      expect([path, replaced]).toEqual([path, 0]);
      expect(Buffer.from(bytes).toString()).toBe(Buffer.from(redacted.get(path)?.bytes ?? []).toString());
    }
  });
});

function filesOf(files: ReadonlyMap<string, string>): SnapshotFiles {
  return {
    name: 'planted',
    paths: [...files.keys()].sort(),
    read: (path) => Buffer.from(files.get(path) ?? ''),
    sourceOf: (path) => ({ kind: 'snapshot', path }),
  };
}

function redactSnapshot(files: SnapshotFiles): ReadonlyMap<string, RedactedFile> {
  const redact = openRedaction(files, OPEN_NAMES);
  return new Map(files.paths.map((path) => [path, redact(path)]));
}
