// test/proof/envoy/random.ts
function randomOf(seed2) {
  let state = (seed2 * 2654435761 + 1831565813) >>> 0;
  const next = () => {
    state = (state + 1831565813) >>> 0;
    let t = state;
    t = Math.imul(t ^ (t >>> 15), t | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
  const random = {
    int: (below) => Math.floor(next() * below),
    chance: (percent) => next() * 100 < percent,
    pick: (items) => {
      const item = items[Math.floor(next() * items.length)];
      if (item === void 0) throw new Error('nothing to pick from');
      return item;
    },
    some: (items, most, least = 0) => {
      const count = Math.min(items.length, least + Math.floor(next() * (most - least + 1)));
      const chosen = /* @__PURE__ */ new Set();
      while (chosen.size < count) chosen.add(Math.floor(next() * items.length));
      return items.filter((_, index2) => chosen.has(index2));
    },
    list: (least, most, make) =>
      Array.from({ length: least + Math.floor(next() * (most - least + 1)) }, (_, index2) => make(index2)),
  };
  return random;
}

// src/text/json/JsonValue.ts
function isJsonObject(value) {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
function isJsonArray(value) {
  return Array.isArray(value);
}

// test/proof/envoy/bed/accessLog.ts
import { readFileSync } from 'node:fs';
function accessLog(by, file) {
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
var FIELDS = {
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
function readAccessLog(file) {
  const found = /* @__PURE__ */ new Map();
  for (const text of readText(file).split('\n')) {
    if (text === '') continue;
    const value = JSON.parse(text);
    if (!isJsonObject(value)) continue;
    const fields = {};
    for (const [name, one] of Object.entries(value)) fields[name] = one === null ? '-' : String(one);
    const port = `${portOf(fields.bound)}/${portOf(fields.peer)}`;
    const by = fields.by;
    if (by !== 'listener' && by !== 'http' && by !== 'tcp') continue;
    const line = { by, fields };
    const known2 = found.get(port);
    if (known2 === void 0) found.set(port, [line]);
    else known2.push(line);
  }
  return found;
}
function portOf(address2 = '') {
  return /:(\d+)$/.exec(address2)?.[1] ?? '';
}
function readText(file) {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return '';
  }
}

// test/proof/envoy/bed/echoServers.ts
import { createServer as createHttp2Server } from 'node:http2';
import { createServer } from 'node:net';
import { createSecureContext, TLSSocket } from 'node:tls';
import { readFileSync as readFileSync2 } from 'node:fs';
import { fileURLToPath } from 'node:url';
async function startEchoServers() {
  const seen = /* @__PURE__ */ new Map();
  const note3 = (id, received) => {
    const known2 = seen.get(id);
    if (known2 === void 0) seen.set(id, [received]);
    else known2.push(received);
  };
  const servers = [];
  const plain = async () => {
    const server = createServer({ noDelay: true }, (socket2) => serve(socket2, socket2, note3));
    servers.push(server);
    return listen(server);
  };
  const context = createSecureContext({ cert: certificate('server.pem'), key: certificate('server.key') });
  const secure = async () => {
    const server = createServer({ noDelay: true }, (socket2) => {
      const tls2 = new TLSSocket(socket2, { isServer: true, secureContext: context });
      serve(tls2, socket2, note3);
    });
    servers.push(server);
    return listen(server);
  };
  const h2 = async () => {
    const server = createHttp2Server();
    server.on('stream', (stream, headers, _flags, raw) => {
      const socket2 = stream.session?.socket;
      note3(String(headers['x-case'] ?? ''), { at: localOf(socket2), request: ofHttp2(raw) });
      const command = headers['x-echo'];
      stream.on('error', () => void 0);
      if (command === 'close') stream.close(2);
      else stream.respond({ ':status': statusOf(String(command ?? '')) }, { endStream: true });
    });
    server.on('error', () => void 0);
    servers.push(server);
    return listen(server);
  };
  const http1 = [await plain(), await plain(), await plain()];
  const http2 = [await h2()];
  const tls = [await secure()];
  return {
    http1,
    http2,
    tls,
    take: (id) => {
      const found = seen.get(id) ?? [];
      seen.delete(id);
      return found;
    },
    close: () => servers.forEach((server) => server.close()),
  };
}
function certificate(name) {
  return readFileSync2(certificatePath(name), 'utf8');
}
function certificatePath(name) {
  return fileURLToPath(new URL(`../certs/${name}`, import.meta.url));
}
async function listen(server) {
  await new Promise((resolve2) => {
    server.listen(0, '0.0.0.0', resolve2);
  });
  const address2 = server.address();
  if (address2 === null || typeof address2 === 'string') throw new Error('an upstream has no port');
  return address2.port;
}
function localOf(socket2) {
  return `${socket2?.localAddress?.replace('::ffff:', '') ?? ''}:${socket2?.localPort ?? 0}`;
}
function statusOf(command) {
  const status = Number(command);
  return status >= 200 && status <= 599 ? status : 200;
}
function serve(socket2, raw, note3) {
  let pending = '';
  let skip = 0;
  socket2.on('error', () => void 0);
  raw.on('error', () => void 0);
  socket2.on('data', (chunk) => {
    pending += chunk.toString('latin1');
    for (;;) {
      const dropped = Math.min(skip, pending.length);
      pending = pending.slice(dropped);
      skip -= dropped;
      const plain = /^case (\S+)\n/.exec(pending);
      if (plain !== null) {
        note3(plain[1] ?? '', { at: localOf(raw), request: { method: 'BYTES', path: '', authority: '', headers: {} } });
        socket2.end('echo\n');
        return;
      }
      const end = pending.indexOf('\r\n\r\n');
      if (end < 0) return;
      const request2 = ofHttp1(pending.slice(0, end));
      pending = pending.slice(end + 4);
      skip = Number(request2.headers['content-length']?.[0] ?? 0);
      note3(request2.headers['x-case']?.[0] ?? '', { at: localOf(raw), request: request2 });
      const command = request2.headers['x-echo']?.[0] ?? '';
      if (command === 'close') {
        raw.destroy();
        return;
      }
      if (request2.headers.upgrade !== void 0 || request2.method === 'CONNECT') {
        socket2.write(
          request2.method === 'CONNECT'
            ? 'HTTP/1.1 200 OK\r\n\r\n'
            : `HTTP/1.1 101 Switching Protocols\r
connection: upgrade\r
upgrade: ${request2.headers.upgrade?.[0] ?? ''}\r
\r
`,
        );
        return;
      }
      socket2.write(`HTTP/1.1 ${statusOf(command)} Echo\r
content-length: 0\r
\r
`);
    }
  });
}
function ofHttp1(head) {
  const [line = '', ...lines] = head.split('\r\n');
  const [method = '', path = ''] = line.split(' ');
  const headers = {};
  let authority = '';
  for (const one of lines) {
    const colon = one.indexOf(':');
    const name = one.slice(0, colon).toLowerCase();
    const value = one.slice(colon + 1).trim();
    if (name === 'host') authority = value;
    else (headers[name] ??= []).push(value);
  }
  return method === 'CONNECT' ? { method, path: '', authority: path, headers } : { method, path, authority, headers };
}
function ofHttp2(raw) {
  const headers = {};
  const pseudo = {};
  for (let i = 0; i + 1 < raw.length; i += 2) {
    const name = raw[i] ?? '';
    const value = raw[i + 1] ?? '';
    if (name.startsWith(':')) pseudo[name] = value;
    else (headers[name] ??= []).push(value);
  }
  return {
    method: pseudo[':method'] ?? '',
    path: pseudo[':path'] ?? '',
    authority: pseudo[':authority'] ?? '',
    headers,
  };
}

// test/proof/envoy/bed/bootstrap.ts
var SYMBOLIC = { http1: [1001, 1002, 1003], http2: [2001], tls: [3001], dead: [4001] };
var DEAD_PORT = 9;
function bootstrapOf(configurations, ports, echo2, logFile) {
  const real = realPorts(echo2);
  const listeners = configurations.flatMap(({ listeners: own3 }, at2) =>
    own3.map((listener, index2) => {
      const address2 =
        index2 > 0 || listener.address !== void 0
          ? {}
          : { address: { socket_address: { address: '127.0.0.1', port_value: ports[at2] ?? 0 } } };
      return { ...instrument(listener, logFile), ...address2, access_log: accessLog('listener', logFile) };
    }),
  );
  return {
    admin: { address: { socket_address: { address: '127.0.0.1', port_value: 0 } } },
    node: { id: 'proof', cluster: 'proof' },
    static_resources: {
      listeners,
      clusters: configurations.flatMap(({ clusters }) => clusters.map((cluster) => withPorts(cluster, real))),
    },
    layered_runtime: { layers: [{ name: 'proof', static_layer: { 're2.max_program_size.error_level': 1e4 } }] },
  };
}
function realPorts({ http1, http2, tls }) {
  const pairs = (symbols, own3) => symbols.map((symbol, index2) => [symbol, own3[index2] ?? DEAD_PORT]);
  return new Map([
    ...pairs(SYMBOLIC.http1, http1),
    ...pairs(SYMBOLIC.http2, http2),
    ...pairs(SYMBOLIC.tls, tls),
    ...pairs(SYMBOLIC.dead, []),
  ]);
}
function withPorts(value, real) {
  return replace(value, (key, one) => (key === 'port_value' && typeof one === 'number' ? (real.get(one) ?? one) : one));
}
function instrument(listener, file) {
  return replace(listener, (key, one) => {
    if (key === 'filename' && typeof one === 'string') return certificatePath(one);
    if (!isJsonObject(one) || typeof one['@type'] !== 'string') return one;
    if (one['@type'].endsWith('.HttpConnectionManager')) return { ...one, access_log: accessLog('http', file) };
    if (one['@type'].endsWith('.TcpProxy')) return { ...one, access_log: accessLog('tcp', file) };
    return one;
  });
}
function replace(value, change2, key = '') {
  if (Array.isArray(value)) return value.map((one) => replace(one, change2));
  if (!isJsonObject(value)) return change2(key, value);
  const members = Object.entries(value).map(([name, one]) => [name, replace(one, change2, name)]);
  return change2(key, Object.fromEntries(members));
}

// test/proof/envoy/gen/types.ts
var PREFIX = 'type.googleapis.com/';
function typed(type, value = {}) {
  return { '@type': `${PREFIX}${type}`, ...value };
}
function extension(name, type, value = {}) {
  return { name, typed_config: typed(type, value) };
}
function compact(members) {
  const set2 = Object.entries(members).filter((entry) => entry[1] !== void 0);
  return Object.fromEntries(set2);
}

// test/proof/envoy/gen/clusters.ts
function endpoint(port, options = {}) {
  const address2 = { socket_address: { address: `127.0.0.${options.last ?? 1}`, port_value: port } };
  return compact({
    endpoint: compact({ address: address2, hostname: options.hostname }),
    health_status: options.health,
    load_balancing_weight: options.weight,
    metadata: options.metadata === void 0 ? void 0 : { filter_metadata: options.metadata },
  });
}
function plainCluster(name, port = SYMBOLIC.http1[0], rest = {}) {
  return {
    name,
    type: 'STATIC',
    connect_timeout: '1s',
    // Nothing that is generated is to hang on what other requests do at the same time.
    circuit_breakers: { thresholds: [{ max_retries: 1e3 }, { priority: 'HIGH', max_retries: 1e3 }] },
    load_assignment: { cluster_name: name, endpoints: [{ lb_endpoints: [endpoint(port)] }] },
    ...rest,
  };
}
function anyHttp1(random) {
  return random.pick(SYMBOLIC.http1);
}
var HTTP2_UPSTREAM = {
  typed_extension_protocol_options: {
    'envoy.extensions.upstreams.http.v3.HttpProtocolOptions': {
      '@type': 'type.googleapis.com/envoy.extensions.upstreams.http.v3.HttpProtocolOptions',
      explicit_http_config: { http2_protocol_options: {} },
    },
  },
};

// test/proof/envoy/gen/listeners.ts
var ROUTER = extension('envoy.filters.http.router', 'envoy.extensions.filters.http.router.v3.Router');
var PROXY_PROTOCOL = extension(
  'envoy.filters.listener.proxy_protocol',
  'envoy.extensions.filters.listener.proxy_protocol.v3.ProxyProtocol',
);
var TLS_INSPECTOR = extension(
  'envoy.filters.listener.tls_inspector',
  'envoy.extensions.filters.listener.tls_inspector.v3.TlsInspector',
);
var HTTP_INSPECTOR = extension(
  'envoy.filters.listener.http_inspector',
  'envoy.extensions.filters.listener.http_inspector.v3.HttpInspector',
);
function connectionManager(routeConfig, options = {}, filters = []) {
  return extension(
    'envoy.filters.network.http_connection_manager',
    'envoy.extensions.filters.network.http_connection_manager.v3.HttpConnectionManager',
    { stat_prefix: 'proof', route_config: routeConfig, http_filters: [...filters, ROUTER], ...options },
  );
}
function downstreamTls(options = {}) {
  const { alpn = [], require: require2 = false, trusted = false, untrusted = false } = options;
  return extension('envoy.transport_sockets.tls', 'envoy.extensions.transport_sockets.tls.v3.DownstreamTlsContext', {
    ...(require2 ? { require_client_certificate: true } : {}),
    common_tls_context: {
      ...(alpn.length === 0 ? {} : { alpn_protocols: alpn }),
      tls_certificates: [{ certificate_chain: { filename: 'server.pem' }, private_key: { filename: 'server.key' } }],
      ...(trusted || untrusted
        ? {
            validation_context: {
              trusted_ca: { filename: 'ca.pem' },
              ...(untrusted ? { trust_chain_verification: 'ACCEPT_UNTRUSTED' } : {}),
            },
          }
        : {}),
    },
  });
}
function virtualHost(name, domains, rest) {
  return { name, domains, metadata: { filter_metadata: { proof: { name } } }, ...rest };
}

// test/proof/envoy/gen/words.ts
var HEADER_NAMES = ['x-a', 'x-b', 'x-c', 'accept', 'user-agent', 'referer'];
var HEADER_VALUES = ['a', 'b', 'ab', 'A', 'a,b', '10', '-3', '5', 'aXb', 'abc', 'b-a', ' ', '4.5', ''];
var HOSTS = [
  'a.example',
  'b.example',
  'x.c.example',
  'y.x.c.example',
  'c.example',
  'd.org',
  'foo-bar.test',
  'foo.test',
];
var PORTS = [80, 81, 443, 8080];
var PATH_SEGMENTS = ['a', 'b', 'ab', 'A', 'api', 'v1', 'x.html', 'a;p=1', 'b%20c', '%41'];

// test/proof/envoy/gen/chains.ts
var PREFIXES = [
  '10.0.0.0/8',
  '10.1.0.0/16',
  '10.1.2.0/24',
  '10.1.2.3/32',
  '0.0.0.0/0',
  '192.168.0.0/16',
  'fd00::/8',
  '::/0',
  '10.7.9.9/16',
  '127.0.0.1/32',
];
var ADDRESSES = [
  '10.0.0.1',
  '10.1.0.1',
  '10.1.2.1',
  '10.1.2.3',
  '10.1.2.4',
  '11.0.0.1',
  '192.168.1.1',
  '192.168.1.2',
  '127.0.0.9',
  '127.0.0.1',
  '8.8.8.8',
];
var ADDRESSES6 = ['fd00::1', 'fe80::1', '2001:db8::1', '::1'];
var NAMES = [
  'a.example',
  'A.Example',
  '*.example',
  'x.c.example',
  '*.c.example',
  '*.x.c.example',
  'd.org',
  '*.org',
  '',
];
var ALPN = ['h2', 'http/1.1', 'http/1.0', 'foo', 'h2c', 'H2'];
var SOURCE_PORTS = [5555, 5556, 1];
function chainsCase(seed2) {
  const random = randomOf(seed2);
  const criteria = random.some(
    ['port', 'prefix', 'sni', 'transport', 'alpn', 'direct', 'type', 'source', 'sourcePort'],
    4,
    1,
  );
  const count = 2 + random.int(6);
  const seen = /* @__PURE__ */ new Set();
  const chains = [];
  const inspectors = [...(random.chance(80) ? [TLS_INSPECTOR] : []), ...(random.chance(60) ? [HTTP_INSPECTOR] : [])];
  for (let i = 0; i < count; i++) {
    const match2 = chainMatch(random, criteria);
    if (clashes(match2, seen)) continue;
    const name = `chain-${chains.length}`;
    const tls = match2.transport_protocol === 'tls' || random.chance(20);
    chains.push(
      chainOf(seed2, name, match2, tls ? downstreamTls({ alpn: random.chance(50) ? ['h2', 'http/1.1'] : [] }) : void 0),
    );
  }
  const fallback = random.chance(60);
  const listener = compact({
    name: `l${seed2}`,
    listener_filters: [PROXY_PROTOCOL, ...inspectors],
    filter_chains: chains,
    default_filter_chain: fallback ? chainOf(seed2, 'default', void 0, void 0) : void 0,
  });
  return {
    seed: seed2,
    profile: 'chains',
    listeners: [listener],
    clusters: [plainCluster(`c${seed2}`)],
    requests: random.list(18, 18, () => chainRequest(random)),
  };
}
function chainOf(seed2, name, match2, transportSocket) {
  const routes = [{ name: `r-${name}`, match: { prefix: '/' }, route: { cluster: `c${seed2}` } }];
  const manager = connectionManager({ name, virtual_hosts: [virtualHost('vh', ['*'], { routes })] });
  return compact({ name, filter_chain_match: match2, transport_socket: transportSocket, filters: [manager] });
}
function chainMatch(random, criteria) {
  const has = (name) => criteria.includes(name) && random.chance(60);
  return compact({
    destination_port: has('port') ? random.pick(PORTS) : void 0,
    prefix_ranges: has('prefix') ? random.some(PREFIXES, 2, 1).map(cidr) : void 0,
    server_names: has('sni') ? random.some(NAMES.slice(0, -1), 2, 1) : void 0,
    transport_protocol: has('transport') ? random.pick(['tls', 'raw_buffer', 'tls', 'strange']) : void 0,
    application_protocols: has('alpn') ? random.some(ALPN, 2, 1) : void 0,
    direct_source_prefix_ranges: has('direct') ? [cidr(random.pick(PREFIXES))] : void 0,
    source_type: has('type') ? random.pick(['SAME_IP_OR_LOOPBACK', 'EXTERNAL', 'ANY']) : void 0,
    source_prefix_ranges: has('source') ? random.some(PREFIXES, 2, 1).map(cidr) : void 0,
    source_ports: has('sourcePort') ? random.some(SOURCE_PORTS, 2, 1) : void 0,
  });
}
function cidr(text) {
  const [address2 = '', length2 = ''] = text.split('/');
  return { address_prefix: address2, prefix_len: Number(length2) };
}
function clashes(match2, seen) {
  const values = (name) => {
    const value = match2[name];
    if (value === void 0) return ['-'];
    const list2 = Array.isArray(value) ? value : [value];
    return list2.map((one) => canonical(one));
  };
  const fields = [
    'destination_port',
    'prefix_ranges',
    'server_names',
    'transport_protocol',
    'application_protocols',
    'direct_source_prefix_ranges',
    'source_type',
    'source_prefix_ranges',
    'source_ports',
  ];
  let keys = [''];
  for (const field3 of fields) keys = keys.flatMap((key) => values(field3).map((value) => `${key}|${value}`));
  if (new Set(keys).size < keys.length || keys.some((key) => seen.has(key))) return true;
  for (const key of keys) seen.add(key);
  return false;
}
function canonical(value) {
  if (value === 'ANY') return '-';
  if (typeof value === 'string') return value.toLowerCase();
  const text = JSON.stringify(value);
  return text.replace('10.7.9.9', '10.7.0.0').replace(/^\{"address_prefix":"(0\.0\.0\.0|::)","prefix_len":0\}$/, '-');
}
function chainRequest(random) {
  const v6 = random.chance(10);
  const pool = v6 ? ADDRESSES6 : ADDRESSES;
  const destination2 = random.pick(pool);
  const source2 = random.chance(15) ? destination2 : random.pick(pool);
  const proxy = {
    source: source2,
    sourcePort: random.pick(SOURCE_PORTS),
    destination: destination2,
    destinationPort: random.pick(PORTS),
  };
  const tls = random.chance(45)
    ? {
        sni: random.pick([...HOSTS, 'A.EXAMPLE', '']),
        alpn: random.chance(60) ? random.some(ALPN.slice(0, 4), 3, 1) : [],
      }
    : void 0;
  const version = tls === void 0 ? random.pick(['1.1', '1.1', '1.0', '2']) : tls.alpn[0] === 'h2' ? '2' : '1.1';
  const http2 = { version, method: 'GET', target: '/', authority: 'a.example', headers: [] };
  return { proxy, ...(tls === void 0 ? {} : { tls }), http: http2 };
}

// test/proof/envoy/gen/mutations.ts
var NAMES2 = ['x-a', 'x-b', 'x-n', 'x-m', 'X-Up', 'user-agent', 'accept'];
var VALUES = [
  'one',
  'two',
  '',
  '%REQ(x-a)%',
  'a-%REQ(x-b?x-c)%',
  '%REQ(:path)%',
  '%REQ(:METHOD)%',
  '%PROTOCOL%',
  '%%',
  '%REQ(host)%',
  '%DOWNSTREAM_REMOTE_ADDRESS_WITHOUT_PORT%',
  '%ROUTE_NAME%',
  '%DOWNSTREAM_LOCAL_PORT%',
  '%REQUESTED_SERVER_NAME%',
  '%REQ(x-b):1%',
];
var ACTIONS = ['APPEND_IF_EXISTS_OR_ADD', 'ADD_IF_ABSENT', 'OVERWRITE_IF_EXISTS_OR_ADD', 'OVERWRITE_IF_EXISTS'];
function headerMutations(random, percent) {
  const add = random.chance(percent) ? random.list(1, 3, () => headerOption(random)) : void 0;
  const remove = random.chance(percent / 2) ? random.some(NAMES2, 2, 1) : void 0;
  const response = random.chance(percent / 4) ? random.list(1, 2, () => headerOption(random)) : void 0;
  return compact({ request_headers_to_add: add, request_headers_to_remove: remove, response_headers_to_add: response });
}
function headerOption(random) {
  return compact({
    header: { key: random.pick(NAMES2), value: random.pick(VALUES) },
    append_action: random.chance(70) ? random.pick(ACTIONS) : void 0,
    keep_empty_value: random.chance(20) ? true : void 0,
  });
}

// test/proof/envoy/gen/actions.ts
function routeAction(random, match2, options) {
  const dice = random.int(100);
  if (options.redirects && dice < 40) return { redirect: redirect(random, match2) };
  if (dice < 50 && dice >= 40) return { direct_response: directResponse(random) };
  if (dice === 50) return { non_forwarding_action: {} };
  return { route: forward(random, match2, options) };
}
function directResponse(random) {
  const status = random.pick([200, 204, 301, 404, 418, 503]);
  return compact({
    status,
    body: status !== 204 && random.chance(50) ? { inline_string: 'direct' } : void 0,
  });
}
var isPath = (match2) => 'path_match_policy' in match2;
function redirect(random, match2) {
  const path = random.pick(['none', 'path_redirect', 'prefix_rewrite', 'regex_rewrite']);
  const scheme = random.pick(['none', 'none', 'https', 'scheme']);
  return compact({
    host_redirect: random.chance(40) ? random.pick(['new.example', 'n.example:99', 'a.example']) : void 0,
    port_redirect: random.chance(25) ? random.pick([80, 443, 8443]) : void 0,
    https_redirect: scheme === 'https' ? true : void 0,
    scheme_redirect: scheme === 'scheme' ? random.pick(['http', 'https', 'ftp']) : void 0,
    path_redirect: path === 'path_redirect' ? random.pick(['/np', '/np?a=1', '/']) : void 0,
    prefix_rewrite: path === 'prefix_rewrite' && !isPath(match2) ? random.pick(['/x', '/x/', '/', '/x?z=1']) : void 0,
    regex_rewrite: path === 'regex_rewrite' ? regexRewrite(random) : void 0,
    response_code: random.chance(50)
      ? random.pick(['MOVED_PERMANENTLY', 'FOUND', 'SEE_OTHER', 'TEMPORARY_REDIRECT', 'PERMANENT_REDIRECT'])
      : void 0,
    strip_query: random.chance(20) ? true : void 0,
  });
}
function regexRewrite(random) {
  const [regex, substitution] = random.pick([
    ['/a', '/b'],
    ['^/([^/]+)/(.*)$', '/\\2/\\1'],
    ['a', '\\0\\0'],
    ['/nothing', '/z'],
    ['[ab]+', 'x'],
    ['/+', '/'],
  ]);
  return { pattern: { regex }, substitution };
}
function forward(random, match2, { clusters, forks, rewrites, retries }) {
  return compact({
    ...clusterSpecifier(random, clusters, forks),
    ...(rewrites ? pathRewrite(random, match2) : {}),
    ...(rewrites ? hostRewrite(random) : {}),
    append_x_forwarded_host: rewrites && random.chance(20) ? true : void 0,
    timeout: random.chance(25) ? random.pick(['0s', '3s', '30s', '1.5s']) : void 0,
    max_grpc_timeout: random.chance(8) ? random.pick(['0s', '2s']) : void 0,
    priority: random.chance(10) ? 'HIGH' : void 0,
    retry_policy: retries && random.chance(50) ? retryPolicy(random) : void 0,
  });
}
function clusterSpecifier(random, clusters, forks) {
  const dice = random.int(100);
  if (dice < 10)
    return compact({
      cluster_header: random.pick(['x-cluster', 'x-a']),
      cluster_not_found_response_code: random.chance(40)
        ? random.pick(['NOT_FOUND', 'INTERNAL_SERVER_ERROR', 'SERVICE_UNAVAILABLE'])
        : void 0,
    });
  if (dice < 40) {
    const header = !forks || random.chance(50) ? 'x-w' : void 0;
    const entries = random.list(1, 3, (index2) => ({
      ...(random.chance(10) ? { cluster_header: 'x-cluster' } : { name: random.pick(clusters) }),
      weight: random.pick([index2 === 0 ? 10 : 0, 1, 25, 50]),
      ...headerMutations(random, 25),
      ...(random.chance(12) ? { host_rewrite_literal: 'entry.example' } : {}),
    }));
    return { weighted_clusters: compact({ clusters: entries, header_name: header }) };
  }
  return { cluster: random.pick(clusters) };
}
function pathRewrite(random, match2) {
  switch (random.int(6)) {
    case 0:
    case 1:
      return isPath(match2) ? {} : { prefix_rewrite: random.pick(['/', '/x', '/x/', '/n?z=1', '/long/prefix/']) };
    case 2:
      return { regex_rewrite: regexRewrite(random) };
    case 3: {
      if (!isPath(match2)) return {};
      const template2 = JSON.stringify(match2);
      const rewritten2 = template2.includes('{x}')
        ? '/n/{x}'
        : template2.includes('{a}')
          ? '/n/{b}/{a}'
          : template2.includes('{v}')
            ? '/q/{v}'
            : '/fixed';
      return {
        path_rewrite_policy: extension(
          'envoy.path.rewrite.uri_template.uri_template_rewriter',
          'envoy.extensions.path.rewrite.uri_template.v3.UriTemplateRewriteConfig',
          { path_template_rewrite: rewritten2 },
        ),
      };
    }
    default:
      return {};
  }
}
function hostRewrite(random) {
  switch (random.int(9)) {
    case 0:
    case 1:
      return { host_rewrite_literal: random.pick(['lit.example', 'a.example', 'lit.example:81']) };
    case 2:
      return { host_rewrite_header: random.pick(['x-a', 'x-host']) };
    case 3:
      return {
        host_rewrite_path_regex: {
          pattern: { regex: random.pick(['^/([a-z]+).*$', '/.*', 'nothing']) },
          substitution: random.pick(['\\1', 'h']).replace('\\1', '\\0'),
        },
      };
    case 4:
      return { auto_host_rewrite: true };
    default:
      return {};
  }
}
function retryPolicy(random) {
  return compact({
    retry_on: random
      .some(
        [
          '5xx',
          'gateway-error',
          'connect-failure',
          'retriable-4xx',
          'reset',
          'retriable-status-codes',
          'refused-stream',
        ],
        2,
        0,
      )
      .join(','),
    num_retries: random.chance(60) ? random.pick([0, 1, 2]) : void 0,
    retriable_status_codes: random.chance(30) ? [random.pick([404, 503, 418])] : void 0,
    retry_back_off: { base_interval: '0.001s', max_interval: '0.002s' },
  });
}

// test/proof/envoy/gen/matchers.ts
var REGEXES = [
  ['a.*', 'abc'],
  ['[ab]+', 'ab'],
  ['a|b', 'b'],
  ['\\d+', '10'],
  ['(?i)ab', 'AB'],
  ['a?b', 'b'],
  ['.*b', 'ab'],
  ['-?\\d{1,2}', '-3'],
  ['[^a]', 'b'],
  ['\\w-\\w', 'b-a'],
];
function stringMatcher(random, values = HEADER_VALUES) {
  const value = random.pick(values);
  const ignoreCase = random.chance(25) ? { ignore_case: true } : {};
  const text = value.trim() === '' ? 'a' : value;
  switch (random.int(6)) {
    case 0:
    case 1:
      return { matcher: { exact: value, ...ignoreCase }, sample: value };
    case 2:
      return { matcher: { prefix: text, ...ignoreCase }, sample: `${text}z` };
    case 3:
      return { matcher: { suffix: text, ...ignoreCase }, sample: `z${text}` };
    case 4:
      return { matcher: { contains: text, ...ignoreCase }, sample: `z${text}z` };
    default: {
      const [regex, sample] = random.pick(REGEXES);
      return { matcher: { safe_regex: { regex } }, sample };
    }
  }
}
function headerMatcher(random, names = HEADER_NAMES) {
  const name = random.pick(names);
  const invert = random.chance(20) ? true : void 0;
  const asEmpty = random.chance(15) ? true : void 0;
  const base = { name, invert_match: invert, treat_missing_header_as_empty: asEmpty };
  const line = (value) => [[name, value]];
  switch (random.int(9)) {
    case 0: {
      const present = random.chance(70);
      return { matcher: compact({ ...base, present_match: present }), lines: present ? line('a') : [] };
    }
    case 1: {
      const start2 = random.pick([-10, 0, 4]);
      const range = { start: start2, end: start2 + random.pick([1, 6, 20]) };
      return { matcher: compact({ ...base, range_match: range }), lines: line(String(start2)) };
    }
    case 2:
      return { matcher: compact(base), lines: line('b') };
    case 3: {
      const value = random.pick(HEADER_VALUES);
      const legacy = random.pick(['exact_match', 'prefix_match', 'suffix_match', 'contains_match']);
      const text = legacy === 'exact_match' ? value : value.trim() === '' ? 'b' : value;
      return { matcher: compact({ ...base, [legacy]: text }), lines: line(text) };
    }
    case 4: {
      const [regex, sample] = random.pick(REGEXES);
      return { matcher: compact({ ...base, safe_regex_match: { regex } }), lines: line(sample) };
    }
    default: {
      const { matcher, sample } = stringMatcher(random);
      return { matcher: compact({ ...base, string_match: matcher }), lines: line(sample) };
    }
  }
}
var QUERY_NAMES = ['q', 'r', 'Q', '?a'];
function queryMatcher(random) {
  const name = random.pick(QUERY_NAMES);
  switch (random.int(4)) {
    case 0: {
      const present = random.chance(70);
      return { matcher: { name, present_match: present }, parameter: present ? `${name}=1` : '' };
    }
    case 1:
      return { matcher: { name }, parameter: name };
    default: {
      const { matcher, sample } = stringMatcher(random);
      return { matcher: { name, string_match: matcher }, parameter: `${name}=${sample.trim()}` };
    }
  }
}
function cookieMatcher(random) {
  const name = random.pick(['s', 't', 'S']);
  const { matcher, sample } = stringMatcher(random);
  const invert = random.chance(25) ? true : void 0;
  return {
    matcher: compact({ name, string_match: matcher, invert_match: invert }),
    lines: [['cookie', `${name}=${sample}`]],
  };
}
function pathSpecifier(random, path) {
  switch (random.int(9)) {
    case 0:
    case 1: {
      const prefix = random.pick([path, `${path}/`, path.slice(0, 2), '/', '']);
      return { matcher: { prefix }, sample: `${prefix === '' ? '/' : prefix}b` };
    }
    case 2:
    case 3:
      return { matcher: { path }, sample: path };
    case 4:
    case 5: {
      const separated = path.replace(/[/?#]+$/, '');
      if (separated === '') return { matcher: { prefix: '/' }, sample: '/' };
      return { matcher: { path_separated_prefix: separated }, sample: `${separated}/b` };
    }
    case 6: {
      const [regex, sample] = random.pick([
        [`${path.replace(/[.%;]/g, '\\$&')}(/.*)?`, `${path}/z`],
        ['/[a-z]+/\\d*', '/a/1'],
        ['/(a|b)/?', '/b/'],
        ['.*/b', '/a/b'],
        ['/a.c', '/abc'],
        ['(?i)/API.*', '/api/v1'],
      ]);
      return { matcher: { safe_regex: { regex } }, sample };
    }
    case 7: {
      const [template2, sample] = random.pick([
        ['/a/*', '/a/x'],
        ['/a/**', '/a/x/y'],
        ['/{x}/b', '/z/b'],
        ['/{x=v1/*}/{y}', '/v1/q/w'],
        ['/g/*.html', '/g/x.html'],
        ['/{a}/{b=**}', '/1/2/3'],
        ['/api/{v}/**/z.mp4', '/api/1/2/3/z.mp4'],
      ]);
      return {
        matcher: {
          path_match_policy: extension(
            'envoy.path.match.uri_template.uri_template_matcher',
            'envoy.extensions.path.match.uri_template.v3.UriTemplateMatchConfig',
            { path_template: template2 },
          ),
        },
        sample,
      };
    }
    default:
      return { matcher: { prefix: '/' }, sample: '/anything' };
  }
}

// test/proof/envoy/gen/filters.ts
var FAULT = 'envoy.extensions.filters.http.fault.v3.HTTPFault';
var RBAC = 'envoy.extensions.filters.http.rbac.v3.RBAC';
var RBAC_PER_ROUTE = 'envoy.extensions.filters.http.rbac.v3.RBACPerRoute';
var CORS = 'envoy.extensions.filters.http.cors.v3.Cors';
var CORS_POLICY = 'envoy.extensions.filters.http.cors.v3.CorsPolicy';
function httpFilters(random, kinds, forks) {
  return kinds.map((kind) => {
    const disabled = random.chance(15) ? { disabled: true } : {};
    switch (kind) {
      case 'fault':
        return { ...extension('fault', FAULT, fault(random, forks)), ...disabled };
      case 'rbac':
        return { ...extension('rbac', RBAC, { rules: rbacRules(random) }), ...disabled };
      case 'cors':
        return { ...extension('cors', CORS), ...disabled };
    }
  });
}
function perFilterConfig(random, kinds, forks, percent) {
  const entries = kinds.flatMap((kind) => {
    if (!random.chance(percent)) return [];
    const own3 = overrideOf(random, kind, forks);
    const wrapped2 = random.chance(20)
      ? typed('envoy.config.route.v3.FilterConfig', random.chance(50) ? { disabled: true } : { config: own3 })
      : own3;
    return [[kind, wrapped2]];
  });
  return entries.length === 0 ? {} : { typed_per_filter_config: Object.fromEntries(entries) };
}
function overrideOf(random, kind, forks) {
  switch (kind) {
    case 'fault':
      return typed(FAULT, random.chance(20) ? {} : fault(random, forks));
    case 'rbac':
      return typed(
        RBAC_PER_ROUTE,
        random.chance(25) ? {} : { rbac: random.chance(20) ? {} : { rules: rbacRules(random) } },
      );
    case 'cors':
      return typed(CORS_POLICY, corsPolicy(random));
  }
}
function fraction(random, forks) {
  return {
    numerator: forks && random.chance(30) ? random.pick([30, 50]) : random.pick([0, 100, 100]),
    denominator: 'HUNDRED',
  };
}
function fault(random, forks) {
  const abort = random.chance(80)
    ? compact({
        ...random.pick([{ http_status: 418 }, { http_status: 503 }, { grpc_status: 8 }, { header_abort: {} }]),
        percentage: random.chance(90) ? fraction(random, forks) : void 0,
      })
    : void 0;
  return compact({
    abort,
    delay: random.chance(25) ? { fixed_delay: '0.01s', percentage: fraction(random, forks) } : void 0,
    headers: random.chance(35) ? [headerMatcher(random).matcher] : void 0,
    max_active_faults: random.chance(10) ? random.pick([0, 100]) : void 0,
    downstream_nodes: random.chance(10) ? [random.pick(['n1', 'n2'])] : void 0,
  });
}
function rbacRules(random, network2 = false) {
  const policies = random.list(0, 3, (index2) => [
    `p${random.int(5)} ${index2}`,
    {
      permissions: random.list(1, 2, () => permission(random, 2, network2)),
      principals: random.list(1, 2, () => principal(random, 2, network2)),
    },
  ]);
  return compact({
    action: random.pick(['ALLOW', 'DENY', 'ALLOW', 'LOG']),
    policies: policies.length === 0 ? void 0 : Object.fromEntries(policies),
  });
}
var CIDRS = ['10.0.0.0/8', '192.168.1.0/24', '127.0.0.1/32', '0.0.0.0/0', '9.9.9.9/32'];
function cidr2(random) {
  const [address2 = '', length2 = ''] = random.pick(CIDRS).split('/');
  return { address_prefix: address2, prefix_len: Number(length2) };
}
function permission(random, depth, network2) {
  switch (random.int(depth > 0 ? 12 : 9)) {
    case 0:
      return { any: true };
    case 1:
    case 2:
      return network2 ? { destination_port: 80 } : { header: headerMatcher(random).matcher };
    case 3:
      return { url_path: { path: stringMatcher(random, ['/a', '/a/b', '/api', '/']).matcher } };
    case 4:
      return { destination_ip: cidr2(random) };
    case 5:
      return { destination_port: random.pick([80, 81, 443]) };
    case 6:
      return { destination_port_range: { start: 80, end: random.pick([81, 82, 500]) } };
    case 7:
      return { requested_server_name: stringMatcher(random, ['a.example', 'b.example', '']).matcher };
    case 8:
      return {
        metadata: {
          filter: 'f',
          path: [{ key: 'k' }],
          value: { string_match: { exact: 'v' } },
          invert: random.chance(40),
        },
      };
    case 9:
      return { not_rule: permission(random, depth - 1, network2) };
    case 10:
      return { and_rules: { rules: random.list(1, 3, () => permission(random, depth - 1, network2)) } };
    default:
      return { or_rules: { rules: random.list(1, 3, () => permission(random, depth - 1, network2)) } };
  }
}
function principal(random, depth, network2) {
  switch (random.int(depth > 0 ? 12 : 9)) {
    case 0:
    case 1:
      return { any: true };
    case 2:
      return network2 ? { source_ip: cidr2(random) } : { header: headerMatcher(random).matcher };
    case 3:
      return { source_ip: cidr2(random) };
    case 4:
      return { direct_remote_ip: cidr2(random) };
    case 5:
      return { remote_ip: cidr2(random) };
    case 6:
      return {
        authenticated: random.chance(40)
          ? {}
          : { principal_name: stringMatcher(random, ['spiffe://diff/ns/a/sa/b', 'spiffe://diff/ns', '']).matcher },
      };
    case 7:
      return { url_path: { path: stringMatcher(random, ['/a', '/a/b', '/api', '/']).matcher } };
    case 8:
      return { any: true };
    case 9:
      return { not_id: principal(random, depth - 1, network2) };
    case 10:
      return { and_ids: { ids: random.list(1, 3, () => principal(random, depth - 1, network2)) } };
    default:
      return { or_ids: { ids: random.list(1, 3, () => principal(random, depth - 1, network2)) } };
  }
}
function corsPolicy(random) {
  return compact({
    allow_origin_string_match: [stringMatcher(random, ['http://o.example', 'http://p.example']).matcher],
    filter_enabled: random.chance(20)
      ? { default_value: { numerator: random.pick([0, 100]), denominator: 'HUNDRED' } }
      : void 0,
    forward_not_matching_preflights: random.chance(30) ? random.chance(50) : void 0,
    allow_methods: random.chance(50) ? 'GET,POST' : void 0,
  });
}

// test/proof/envoy/gen/recipe.ts
function somePath(random) {
  return `/${random.list(1, 3, () => random.pick(PATH_SEGMENTS)).join('/')}`;
}
function hostFor(random, domain) {
  if (domain === '*' || domain === '') return random.pick(HOSTS);
  if (domain.startsWith('*')) return `x${domain.slice(1)}`;
  if (domain.endsWith('*')) return `${domain.slice(0, -1)}y`;
  return domain;
}
function requestNear(random, recipe, authority) {
  let { path, query, lines } = recipe;
  let host = authority;
  let method = recipe.method ?? (random.chance(12) ? random.pick(['POST', 'HEAD', 'OPTIONS', 'PUT', 'get']) : 'GET');
  const changes = random.pick([0, 0, 1, 1, 2]);
  for (let i = 0; i < changes; i++) {
    switch (random.int(13)) {
      case 0:
        lines = lines.slice(1);
        break;
      case 1:
        lines = [...lines, [random.pick(HEADER_NAMES), random.pick(HEADER_VALUES)]];
        break;
      case 2:
        lines = lines.map(([name, value]) => [name, random.pick(HEADER_VALUES.map((one) => one || value))]);
        break;
      case 3:
        path = `${path}/`;
        break;
      case 4:
        path = random.chance(50) ? path.toUpperCase() : `${path}x`;
        break;
      case 5:
        path = path.slice(0, -1) || '/';
        break;
      case 6:
        path = `${path}${random.pick([';p=1', '/../a', '//b', '%2Fb', '/./', '%41', '/..;x/b', '\\b', '/%2e%2e/a', '#frag'])}`;
        break;
      case 7:
        query = [...query, random.pick(['q=1', 'r', '', 'q=a', 'Q=b', '?a=1', 'a;b', 'q=a%20'])];
        break;
      case 8:
        query = query.slice(1);
        break;
      case 9:
        host = random.pick([
          `${host}:8080`,
          `${host}:80`,
          `${host}.`,
          host.toUpperCase(),
          `${host}:abc`,
          `${host}:`,
          `x.${host}`,
          `.${host}`,
        ]);
        break;
      case 10:
        host = random.pick(HOSTS);
        break;
      case 11:
        lines = lines.flatMap((line) => [line, [line[0], random.pick(HEADER_VALUES)]]);
        break;
      default:
        method = random.pick(['GET', 'POST', 'OPTIONS', 'DELETE']);
    }
  }
  const text = query.length === 0 ? '' : `?${query.join('&')}`;
  const version = random.chance(8) ? '2' : '1.1';
  const sent = version === '2' ? lines.map(([name, value]) => [name.toLowerCase(), value.trim()]) : lines;
  const clean = path.startsWith('/') ? path : `/${path}`;
  return {
    version,
    method,
    target: version === '2' ? `${clean.split('#')[0] ?? ''}${text}` : `${clean}${text}`,
    authority: host,
    headers: sent,
  };
}

// test/proof/envoy/gen/routeMatch.ts
function routeMatch(random, options) {
  const path = pathSpecifier(random, somePath(random));
  const headers = options.headers && random.chance(50) ? random.list(1, 2, () => headerMatcher(random)) : [];
  const query = options.query && random.chance(35) ? random.list(1, 2, () => queryMatcher(random)) : [];
  const cookies = options.cookies && random.chance(25) ? random.list(1, 1, () => cookieMatcher(random)) : [];
  const grpc = options.headers && random.chance(8);
  const caseless = random.chance(15) && !('path_match_policy' in path.matcher) ? false : void 0;
  const match2 = compact({
    ...path.matcher,
    case_sensitive: caseless,
    headers: headers.length === 0 ? void 0 : headers.map(({ matcher }) => matcher),
    query_parameters: query.length === 0 ? void 0 : query.map(({ matcher }) => matcher),
    cookies: cookies.length === 0 ? void 0 : cookies.map(({ matcher }) => matcher),
    grpc: grpc ? {} : void 0,
    runtime_fraction:
      options.fractions && random.chance(15)
        ? { default_value: { numerator: random.pick([0, 30, 50, 100]), denominator: 'HUNDRED' } }
        : void 0,
    tls_context: random.chance(5) ? { presented: random.chance(40) } : void 0,
  });
  const recipe = {
    path: path.sample,
    query: query.map(({ parameter }) => parameter).filter((one) => one !== ''),
    lines: [
      ...headers.flatMap(({ lines }) => lines),
      ...cookies.flatMap(({ lines }) => lines),
      ...(grpc
        ? [['content-type', random.pick(['application/grpc', 'application/grpc+proto', 'application/grpc-web'])]]
        : []),
    ],
  };
  return { match: match2, recipe };
}

// test/proof/envoy/gen/http.ts
var DOMAINS = [
  'a.example',
  '*.example',
  '*.c.example',
  'x.c.example',
  'a.example:8080',
  'foo-*',
  'foo*',
  'd.*',
  '*',
  '*.org',
  '*-bar.test',
  'A.b.example',
  'a.example.',
  '*ample',
  'c.example:*',
];
function httpCase(seed2, focus) {
  const random = randomOf(seed2);
  const name = (text) => `c${seed2}-${text}`;
  const clusters = [
    plainCluster(name('one'), anyHttp1(random)),
    plainCluster(name('two'), anyHttp1(random)),
    ...(random.chance(30) ? [plainCluster(name('h2'), SYMBOLIC.http2[0], HTTP2_UPSTREAM)] : []),
    ...(random.chance(30)
      ? [
          {
            ...plainCluster(name('named')),
            load_assignment: {
              cluster_name: name('named'),
              endpoints: [{ lb_endpoints: [endpoint(anyHttp1(random), { hostname: 'ep.example' })] }],
            },
          },
        ]
      : []),
    ...(random.chance(20) ? [plainCluster(name('dead'), SYMBOLIC.dead[0])] : []),
    ...(random.chance(10) ? [{ name: name('empty'), type: 'STATIC' }] : []),
  ];
  const clusterNames = clusters.map((one) => String(one.name));
  const recipes = [];
  const domains = focus.domains ? [...random.some(DOMAINS, 7, 2)] : ['*'];
  const hosts = [];
  while (domains.length > 0) {
    const own3 = domains.splice(0, 1 + random.int(2));
    const matches = random.list(1, focus.domains ? 2 : 5, () =>
      routeMatch(random, {
        headers: focus.headers,
        query: focus.headers,
        cookies: focus.headers,
        fractions: focus.forks,
      }),
    );
    const routes = matches.map(({ match: match2, recipe }, index2) => {
      recipes.push({ domain: random.pick(own3), recipe });
      return {
        name: `r${hosts.length}-${index2}`,
        match: match2,
        ...routeAction(random, match2, {
          clusters: clusterNames,
          forks: focus.forks,
          rewrites: focus.rewrites,
          redirects: focus.redirects,
          retries: focus.retries,
        }),
        ...(focus.mutations ? headerMutations(random, 40) : {}),
        ...perFilterConfig(random, focus.filters, focus.forks, 30),
      };
    });
    if (random.chance(40))
      routes.push({
        name: `r${hosts.length}-rest`,
        match: { prefix: '/' },
        route: { cluster: random.pick(clusterNames) },
      });
    const tls = focus.domains && random.chance(8) ? { require_tls: random.pick(['ALL', 'EXTERNAL_ONLY', 'NONE']) } : {};
    hosts.push(
      virtualHost(
        `vh${hosts.length}`,
        own3,
        compact({
          routes,
          ...tls,
          ...(focus.mutations ? headerMutations(random, 30) : {}),
          ...perFilterConfig(random, focus.filters, focus.forks, 20),
          retry_policy: focus.retries && random.chance(20) ? retryPolicy(random) : void 0,
          include_request_attempt_count: focus.mutations && random.chance(20) ? true : void 0,
        }),
      ),
    );
  }
  const routeConfig = compact({
    name: name('routes'),
    virtual_hosts: hosts,
    validate_clusters: false,
    ...(focus.mutations ? headerMutations(random, 30) : {}),
    ...perFilterConfig(random, focus.filters, focus.forks, 10),
    most_specific_header_mutations_wins: focus.mutations && random.chance(30) ? true : void 0,
    ignore_port_in_host_matching: focus.domains && random.chance(25) ? true : void 0,
    ignore_path_parameters_in_path_matching: random.chance(12) ? true : void 0,
    vhost_header: focus.domains && random.chance(5) ? 'x-vh' : void 0,
  });
  const manager = connectionManager(
    routeConfig,
    managerOptions(random, focus),
    httpFilters(random, focus.filters, focus.forks),
  );
  const listener = {
    name: `l${seed2}`,
    listener_filters: [PROXY_PROTOCOL],
    filter_chains: [{ name: 'only', filters: [manager] }],
  };
  return {
    seed: seed2,
    profile: focus.profile,
    listeners: [listener],
    clusters,
    requests: random.list(20, 20, () => httpRequest(random, focus, recipes, clusterNames)),
  };
}
function managerOptions(random, { normalise, domains }) {
  const some = (percent) => (random.chance(percent) ? true : void 0);
  const strip = random.int(100);
  return compact({
    generate_request_id: random.chance(50) ? false : void 0,
    ...(normalise
      ? {
          normalize_path: some(50),
          merge_slashes: some(40),
          path_with_escaped_slashes_action: random.chance(50)
            ? random.pick(['KEEP_UNCHANGED', 'REJECT_REQUEST', 'UNESCAPE_AND_REDIRECT', 'UNESCAPE_AND_FORWARD'])
            : void 0,
          use_remote_address: some(40),
          xff_num_trusted_hops: random.chance(40) ? random.pick([1, 2]) : void 0,
          skip_xff_append: some(20),
          append_x_forwarded_port: some(20),
          internal_address_config: random.chance(40)
            ? { cidr_ranges: [{ address_prefix: '10.0.0.0', prefix_len: 8 }] }
            : void 0,
          http_protocol_options: random.chance(30)
            ? compact({ accept_http_10: some(70), allow_absolute_url: random.chance(30) ? false : void 0 })
            : void 0,
          via: random.chance(20) ? 'via-proof' : void 0,
          preserve_external_request_id: some(20),
        }
      : {}),
    ...(domains || normalise
      ? {
          strip_any_host_port: strip < 20 ? true : void 0,
          strip_matching_host_port: strip >= 20 && strip < 40 ? true : void 0,
          strip_trailing_host_dot: some(25),
        }
      : {}),
  });
}
var ADDRESSES2 = ['10.0.0.1', '10.1.2.3', '192.168.1.1', '8.8.8.8', '9.9.9.9'];
function httpRequest(random, focus, recipes, clusters) {
  const { domain, recipe } = random.pick(recipes);
  const near = requestNear(random, recipe, hostFor(random, domain));
  const extra = [];
  const maybe = (percent, name, values) => {
    if (random.chance(percent)) extra.push([name, random.pick(values)]);
  };
  maybe(30, 'x-cluster', [...clusters, 'nothing', '']);
  maybe(40, 'x-w', ['0', '9', '10', '24', '25', '49', '50', '99', '100', 'foo', '']);
  maybe(15, 'x-host', ['hdr.example', '']);
  if (focus.retries) maybe(60, 'x-echo', ['503', '500', '404', '409', '418', 'close', '502', '200']);
  if (focus.retries) maybe(15, 'x-envoy-max-retries', ['1', '2']);
  if (focus.filters.includes('fault')) {
    maybe(15, 'x-envoy-fault-abort-request', ['503', '999', '404']);
    maybe(8, 'x-envoy-fault-abort-request-percentage', ['0', '100']);
    maybe(10, 'x-envoy-downstream-service-node', ['n1', 'n2']);
  }
  if (focus.filters.includes('cors')) {
    maybe(60, 'origin', ['http://o.example', 'http://p.example', 'http://q.example']);
    maybe(40, 'access-control-request-method', ['GET', '', 'PUT']);
  }
  if (focus.normalise) {
    maybe(35, 'x-forwarded-for', [
      '1.1.1.1',
      '10.0.0.2',
      '1.1.1.1, 10.0.0.2',
      '1.1.1.1,2.2.2.2,3.3.3.3',
      'foo',
      '10.0.0.1',
    ]);
    maybe(25, 'x-forwarded-proto', ['http', 'https', 'HTTPS', 'ftp', '']);
    maybe(10, 'x-envoy-internal', ['true', 'false']);
    maybe(10, 'x-envoy-upstream-rq-timeout-ms', ['500', '0']);
    maybe(10, 'x-envoy-external-address', ['7.7.7.7']);
    maybe(10, 'x-request-id', ['11111111-1111-4111-9111-111111111111']);
    maybe(10, 'te', ['trailers', 'gzip']);
    maybe(10, 'x-forwarded-host', ['old.example']);
    maybe(10, 'x-forwarded-port', ['81']);
    maybe(10, 'x-forwarded-client-cert', ['By=a']);
    maybe(6, 'forwarded', ['for=1.1.1.1']);
  }
  if (focus.domains) maybe(10, 'x-vh', ['a.example', 'd.org', 'nothing']);
  maybe(6, 'content-type', ['application/grpc', 'application/json']);
  maybe(6, 'grpc-timeout', ['5S', '100m']);
  const sent = { ...near, headers: [...near.headers, ...extra] };
  const http2 = near.version === '2' ? forHttp2(sent) : withTarget(random, focus, sent, clusters);
  const proxy = {
    source: random.pick(ADDRESSES2),
    sourcePort: 5555,
    destination: random.pick(['10.0.0.1', '192.168.1.7']),
    destinationPort: random.pick([80, 81, 443]),
  };
  return { proxy, http: http2 };
}
function forHttp2(http2) {
  const lines = new Map(http2.headers.map(([name, value]) => [name.toLowerCase(), value.trim()]));
  lines.delete('te');
  return { ...http2, headers: [...lines] };
}
function withTarget(random, { normalise }, http2, clusters) {
  if (!normalise) return http2;
  switch (random.int(14)) {
    case 0:
      return {
        ...http2,
        target: `${random.pick(['http', 'https', 'HTTP'])}://${random.pick(['abs.example', 'abs.example:81', 'a.example'])}${random.chance(80) ? http2.target : ''}`,
      };
    case 1:
      return { ...http2, version: '1.0' };
    case 2:
      return { version: http2.version, method: http2.method, target: http2.target, headers: http2.headers };
    case 3:
      return { ...http2, target: random.pick(['*', 'nopath', '/a b', '/%', '//', '/..', '/%00', '/a?b?c', '/?']) };
    case 4:
      return clusters.some((name) => name.endsWith('-h2')) ? http2 : { ...http2, authority: '' };
    default:
      return http2;
  }
}

// test/proof/envoy/gen/generate.ts
var PLAIN = {
  normalise: false,
  domains: false,
  headers: false,
  rewrites: false,
  redirects: false,
  mutations: false,
  retries: false,
  forks: false,
  filters: [],
};
function http(profile2, focus) {
  return (seed2) => httpCase(seed2, { ...PLAIN, ...focus, profile: profile2 });
}
var GENERATORS = {
  chains: chainsCase,
  normalise: http('normalise', { normalise: true }),
  domains: http('domains', { domains: true }),
  matches: http('matches', { headers: true }),
  rewrites: http('rewrites', { rewrites: true }),
  redirects: http('redirects', { redirects: true }),
  mutations: http('mutations', { mutations: true, rewrites: true }),
  filters: http('filters', { filters: ['fault', 'rbac', 'cors'] }),
  retries: http('retries', { retries: true }),
  mixed: http('mixed', {
    normalise: true,
    domains: true,
    headers: true,
    rewrites: true,
    redirects: true,
    mutations: true,
    forks: true,
    filters: ['cors', 'rbac', 'fault'],
  }),
};
var PROFILES = Object.keys(GENERATORS);
function generate(seed2, profiles = PROFILES) {
  const make = GENERATORS[profiles[seed2 % profiles.length] ?? ''];
  if (make === void 0) throw new Error(`no generator: ${profiles.join(', ')}`);
  return make(seed2);
}

// test/proof/envoy/runBatch.ts
import { createServer as createServer2 } from 'node:net';
import { join as join2 } from 'node:path';
import { setTimeout as sleep2 } from 'node:timers/promises';

// test/proof/envoy/bed/EnvoyProcess.ts
import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync as readFileSync3, rmSync, writeFileSync } from 'node:fs';
import { request } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
var Refused = class extends Error {
  name = 'Refused';
};
var PATIENCE_MS = 2e4;
async function startEnvoy(binary, makeBootstrap) {
  const folder = mkdtempSync(join(tmpdir(), 'hopctl-envoy-'));
  const bootstrapFile = join(folder, 'bootstrap.json');
  const adminFile = join(folder, 'admin');
  writeFileSync(bootstrapFile, JSON.stringify(makeBootstrap(folder)));
  const args = ['-c', bootstrapFile, '--admin-address-path', adminFile, '--concurrency', '1', '--use-dynamic-base-id'];
  const child = spawn(binary, [...args, '--file-flush-interval-msec', '50', '-l', 'warning', '--drain-time-s', '0'], {
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  let said = '';
  child.stderr.on('data', (chunk) => (said = (said + chunk.toString()).slice(-2e4)));
  const exited = new Promise((resolve2) => child.once('exit', () => resolve2()));
  const stop = async () => {
    child.kill('SIGKILL');
    await exited;
    rmSync(folder, { recursive: true, force: true });
  };
  const until = Date.now() + PATIENCE_MS;
  for (;;) {
    if (child.exitCode !== null || Date.now() > until) {
      await stop();
      throw new Refused(said);
    }
    const adminPort = portIn(adminFile);
    if (adminPort !== void 0) {
      const ready = await get(adminPort, '/ready').catch(() => void 0);
      if (ready?.status === 200)
        return { adminPort, folder, stop, admin: async (path) => (await get(adminPort, path)).body };
    }
    await sleep(15);
  }
}
function portIn(file) {
  try {
    const port = Number(/:(\d+)$/.exec(readFileSync3(file, 'utf8').trim())?.[1]);
    return port > 0 ? port : void 0;
  } catch {
    return void 0;
  }
}
function get(port, path) {
  return new Promise((resolve2, reject) => {
    const sent = request({ host: '127.0.0.1', port, path, agent: false }, (response) => {
      const chunks = [];
      response.on('data', (chunk) => chunks.push(chunk));
      response.on('end', () => resolve2({ status: response.statusCode ?? 0, body: Buffer.concat(chunks) }));
      response.on('error', reject);
    });
    sent.on('error', reject);
    sent.end();
  });
}

// test/proof/envoy/bed/sendRequest.ts
import { connect as connectHttp2 } from 'node:http2';
import { connect } from 'node:net';
import { connect as connectTls } from 'node:tls';
var PATIENCE_MS2 = 4e3;
async function sendRequest(port, request2, id) {
  const socket2 = connect({ host: '127.0.0.1', port, noDelay: true });
  socket2.on('error', () => void 0);
  let timer;
  let own3 = 0;
  const patience = new Promise((resolve2) => {
    timer = setTimeout(() => resolve2({ port: own3, status: 'silent', headers: {} }), PATIENCE_MS2);
  });
  const talk = async () => {
    await new Promise((resolve2) => {
      socket2.once('connect', resolve2);
      socket2.once('close', () => resolve2());
    });
    own3 = socket2.localPort ?? 0;
    if (request2.proxy !== void 0) socket2.write(proxyLine(request2.proxy));
    if (request2.tls === void 0) return exchange(socket2, own3, request2, id);
    const tls = await handshake(socket2, request2.tls);
    if (tls === void 0) return { port: own3, status: 'tls', headers: {} };
    return exchange(tls, own3, request2, id);
  };
  try {
    return await Promise.race([talk(), patience]);
  } finally {
    clearTimeout(timer);
    socket2.destroy();
  }
}
function proxyLine({ source: source2, sourcePort, destination: destination2, destinationPort: destinationPort3 }) {
  return `PROXY TCP${source2.includes(':') ? 6 : 4} ${source2} ${destination2} ${sourcePort} ${destinationPort3}\r
`;
}
function handshake(socket2, { sni, alpn, certificate: own3 }) {
  return new Promise((resolve2) => {
    const tls = connectTls({
      socket: socket2,
      rejectUnauthorized: false,
      ...(sni === '' ? {} : { servername: sni }),
      ...(alpn.length === 0 ? {} : { ALPNProtocols: [...alpn] }),
      ...(own3 === void 0 ? {} : { cert: certificate(`${own3}.pem`), key: certificate(`${own3}.key`) }),
    });
    tls.once('secureConnect', () => resolve2(tls));
    tls.once('error', () => resolve2(void 0));
    tls.once('close', () => resolve2(void 0));
  });
}
function exchange(socket2, port, request2, id) {
  const { http: http2 } = request2;
  if (http2?.version === '2') return overHttp2(socket2, port, http2, id);
  socket2.write(
    http2 === void 0
      ? `case ${id}
${request2.bytes ?? ''}`
      : headOf(http2, id),
  );
  return new Promise((resolve2) => {
    let text = '';
    const end = () => {
      const [head = ''] = text.split('\r\n\r\n');
      const [line = '', ...lines] = head.split('\r\n');
      const status = /^HTTP\/1\.[01] (\d{3})/.exec(line)?.[1];
      const headers = {};
      for (const one of lines)
        headers[one.slice(0, one.indexOf(':')).toLowerCase()] = one.slice(one.indexOf(':') + 1).trim();
      resolve2({
        port,
        status: status ?? (text === '' ? 'closed' : 'bytes'),
        headers: status === void 0 ? {} : headers,
      });
    };
    socket2.on('data', (chunk) => {
      text += chunk.toString('latin1');
      if (http2 !== void 0 && text.includes('\r\n\r\n')) end();
    });
    socket2.on('error', end);
    socket2.on('close', end);
  });
}
function headOf({ version, method, target, authority, headers }, id) {
  const host = authority === void 0 ? [] : [`host: ${authority}`];
  const lines = headers.map(([name, value]) => `${name}: ${value}`);
  return `${[`${method} ${target} HTTP/${version}`, ...host, `x-case: ${id}`, ...lines].join('\r\n')}\r
\r
`;
}
function overHttp2(socket2, port, { method, target, authority, headers }, id) {
  return new Promise((resolve2) => {
    const session = connectHttp2('http://127.0.0.1', { createConnection: () => socket2 });
    const closed = () => resolve2({ port, status: 'closed', headers: {} });
    session.on('error', closed);
    session.on('close', closed);
    const fields = {
      ':method': method,
      ':path': target,
      ':scheme': 'http',
      ...(authority === void 0 ? {} : { ':authority': authority }),
      'x-case': id,
    };
    for (const [name, value] of headers) {
      const known2 = fields[name];
      if (known2 === void 0) fields[name] = value;
      else fields[name] = [...(typeof known2 === 'string' ? [known2] : known2), value];
    }
    const stream = session.request(fields, { endStream: true });
    stream.on('error', closed);
    stream.on('response', (response) => {
      const got = {};
      for (const [name, value] of Object.entries(response)) got[name] = String(value);
      resolve2({ port, status: got[':status'] ?? 'closed', headers: got });
    });
  });
}

// src/envoy/string/unknownValue.ts
var UNKNOWN = /<unknown [^<>]*>/;
function unknownValue(what) {
  return `<unknown ${what.replace(/[<>]/g, '')}>`;
}
function isUnknownValue(value) {
  return UNKNOWN.test(value);
}

// test/proof/envoy/compare.ts
var CODEC = /* @__PURE__ */ new Set([
  'connection',
  'content-length',
  'keep-alive',
  'proxy-connection',
  'transfer-encoding',
  'upgrade',
  'http2-settings',
]);
function differences(predicted, was) {
  const names = [
    'chain',
    'virtualHost',
    'route',
    'cluster',
    'host',
    'status',
    'flags',
    'details',
    'location',
    'attempts',
  ];
  const found = names.flatMap((name) => {
    const expected = predicted[name];
    const got = was[name];
    return expected === void 0 || got === void 0 || sameField(name, expected, got)
      ? []
      : [`${name}: predicted ${JSON.stringify(expected)}, was ${JSON.stringify(got)}`];
  });
  return [...found, ...upstreamDifferences(predicted.upstream, was.upstream)];
}
function sameField(name, expected, got) {
  if (name === 'status' && got === 'tls') return expected === 'closed' || expected === '400';
  if (name === 'details' && expected.startsWith('TLS_error:|'))
    return got.includes(expected.slice('TLS_error:|'.length));
  return same(expected, got);
}
function same(expected, got) {
  if (!isUnknownValue(expected)) return expected === got;
  const parts = expected.split(/<unknown [^<>]*>/);
  const pattern = parts.map((part) => part.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')).join('.*');
  return new RegExp(`^${pattern}$`, 's').test(got);
}
function upstreamDifferences(predicted, was) {
  if (predicted === void 0 && was === void 0) return [];
  if (predicted === void 0) return ['upstream: predicted nothing, was reached'];
  if (was === void 0) return ['upstream: predicted to be reached, was not'];
  const lines = ['method', 'path', 'authority'].flatMap((name) =>
    same(predicted[name], was[name])
      ? []
      : [`upstream ${name}: predicted ${JSON.stringify(predicted[name])}, was ${JSON.stringify(was[name])}`],
  );
  const names = /* @__PURE__ */ new Set([...Object.keys(predicted.headers), ...Object.keys(was.headers)]);
  const headers = [...names]
    .filter((name) => !CODEC.has(name))
    .flatMap((name) => {
      const expected = predicted.headers[name] ?? [];
      const got = was.headers[name] ?? [];
      const equal = expected.length === got.length && expected.every((value, index2) => same(value, got[index2] ?? ''));
      return equal
        ? []
        : [`upstream header ${name}: predicted ${JSON.stringify(expected)}, was ${JSON.stringify(got)}`];
    });
  return [...lines, ...headers];
}

// src/text/json/pointer.ts
function joinPointer(parent, ...segments) {
  let pointer = parent;
  for (const segment of segments) pointer += `/${typeof segment === 'number' ? segment : escape(segment)}`;
  return pointer;
}
function escape(segment) {
  return segment.includes('~') || segment.includes('/') ? segment.replaceAll('~', '~0').replaceAll('/', '~1') : segment;
}
function splitPointer(pointer) {
  if (pointer === '') return [];
  if (!pointer.startsWith('/')) return void 0;
  return pointer
    .slice(1)
    .split('/')
    .map((segment) => segment.replaceAll('~1', '/').replaceAll('~0', '~'));
}
function resolvePointer(value, pointer) {
  const segments = splitPointer(pointer);
  if (!segments) return void 0;
  let current = value;
  for (const segment of segments) {
    if (isJsonArray(current)) current = isArrayIndex(segment) ? current[Number(segment)] : void 0;
    else if (isJsonObject(current)) current = Object.hasOwn(current, segment) ? current[segment] : void 0;
    else return void 0;
  }
  return current;
}
function isArrayIndex(segment) {
  return /^(?:0|[1-9][0-9]*)$/.test(segment);
}

// src/text/ExitCode.ts
var ExitCode = {
  ok: 0,
  internal: 1,
  usage: 2,
  finding: 3,
  indeterminate: 4,
  unreadable: 5,
  interrupted: 130,
  terminated: 143,
};
var SEVERITY = [
  ExitCode.terminated,
  ExitCode.interrupted,
  ExitCode.internal,
  ExitCode.usage,
  ExitCode.unreadable,
  ExitCode.finding,
  ExitCode.indeterminate,
];

// src/text/UserError.ts
var UserError = class extends Error {
  name = 'UserError';
  where;
  hint;
  exitCode;
  constructor(message, details) {
    super(message, details.cause === void 0 ? void 0 : { cause: details.cause });
    this.where = details.where;
    this.hint = details.hint;
    this.exitCode = details.exitCode;
  }
};

// src/envoy/dump/field.ts
var HIDDEN = 'hidden_envoy_deprecated_';
var HIDDEN_CAMEL = 'hiddenEnvoyDeprecated';
function camelCase(name) {
  let camel = '';
  for (let from = 0; ;) {
    const underscore = name.indexOf('_', from);
    if (underscore < 0) return from === 0 ? name : camel + name.slice(from);
    camel += name.slice(from, underscore) + name.charAt(underscore + 1).toUpperCase();
    from = underscore + 2;
  }
}
function isSet(value) {
  return value !== void 0 && value !== null;
}
function fieldKey(object, name) {
  if (isSet(object[name])) return name;
  const camel = camelCase(name);
  if (camel !== name && isSet(object[camel])) return camel;
  const hidden = HIDDEN + name;
  if (isSet(object[hidden])) return hidden;
  const hiddenCamel = HIDDEN_CAMEL + camel.charAt(0).toUpperCase() + camel.slice(1);
  return isSet(object[hiddenCamel]) ? hiddenCamel : void 0;
}
function field(object, name) {
  if (object === void 0) return void 0;
  const key = fieldKey(object, name);
  return key === void 0 ? void 0 : object[key];
}
function stringField(object, name) {
  const value = field(object, name);
  return typeof value === 'string' ? value : void 0;
}
function numberField(object, name) {
  const value = field(object, name);
  if (typeof value === 'number') return value;
  if (typeof value !== 'string' || value.trim() === '') return void 0;
  const number = Number(value);
  return Number.isFinite(number) ? number : void 0;
}
function objectField(object, name) {
  const value = field(object, name);
  return isJsonObject(value) ? value : void 0;
}
function arrayField(object, name) {
  const value = field(object, name);
  return isJsonArray(value) ? value : [];
}
function objectsField(object, name) {
  return arrayField(object, name).filter(isJsonObject);
}
function typeUrlOf(object) {
  const value = object?.['@type'];
  return typeof value === 'string' ? value : '';
}
function messageName(typeUrl2) {
  return typeUrl2.slice(typeUrl2.lastIndexOf('/') + 1);
}

// src/envoy/dump/readClustersStatus.ts
function readClustersStatus(document) {
  const place = statusList(document.value);
  if (place === void 0) {
    throw new UserError(`${document.name} is not an answer of /clusters?format=json`, {
      where: document.name,
      hint: 'Without ?format=json Envoy answers in text, which is not read.',
      exitCode: ExitCode.unreadable,
    });
  }
  const clusters = place.list.flatMap((item, index2) =>
    isJsonObject(item) ? [readClusterStatus(item, joinPointer(place.at, index2))] : [],
  );
  return { document, clusters };
}
function statusList(value) {
  if (isJsonArray(value)) {
    const isStatus = (item) => isJsonObject(item) && fieldKey(item, 'host_statuses') !== void 0;
    return value.some(isStatus) ? { list: value, at: '' } : void 0;
  }
  if (!isJsonObject(value)) return void 0;
  const key = fieldKey(value, 'cluster_statuses');
  const list2 = field(value, 'cluster_statuses');
  return key !== void 0 && isJsonArray(list2) ? { list: list2, at: joinPointer('', key) } : void 0;
}
function readClusterStatus(value, at2) {
  const hostsAt = joinPointer(at2, fieldKey(value, 'host_statuses') ?? 'host_statuses');
  const hosts = arrayField(value, 'host_statuses').flatMap((host, index2) =>
    isJsonObject(host) ? [{ at: joinPointer(hostsAt, index2), value: host }] : [],
  );
  return { at: at2, name: stringField(value, 'name') ?? '', hosts, value };
}

// src/envoy/dump/notADump.ts
var OTHERS = [
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
function notADump(value, name) {
  const other2 = isJsonObject(value)
    ? OTHERS.find(([fields]) => fields.every((field3) => fieldKey(value, field3) !== void 0))
    : void 0;
  const [, what, hint] = other2 ?? [[], 'not a config_dump: no section or resource of one was found in it', void 0];
  return new UserError(`${name} is ${what}`, {
    where: name,
    hint: hint ?? 'A config_dump is what GET /config_dump?include_eds of the admin port (15000) answers.',
    exitCode: ExitCode.unreadable,
  });
}

// src/envoy/dump/ConfigDump.ts
var SECTION_MESSAGES = {
  listeners: 'ListenersConfigDump',
  clusters: 'ClustersConfigDump',
  routes: 'RoutesConfigDump',
  scopedRoutes: 'ScopedRoutesConfigDump',
  endpoints: 'EndpointsConfigDump',
  secrets: 'SecretsConfigDump',
  ecds: 'EcdsConfigDump',
};

// src/envoy/dump/sectionLists.ts
function list(field3, message, resource, state) {
  return { field: field3, message, resource: [resource, camelCase(resource)], state };
}
var SECTION_LISTS = {
  listeners: [
    list('dynamic_listeners', 'DynamicListener', 'listener', 'active'),
    list('static_listeners', 'StaticListener', 'listener', 'static'),
    list('dynamic_active_listeners', 'DynamicListenerState', 'listener', 'active'),
    list('dynamic_warming_listeners', 'DynamicListenerState', 'listener', 'warming'),
    list('dynamic_draining_listeners', 'DynamicListenerState', 'listener', 'draining'),
  ],
  clusters: [
    list('dynamic_active_clusters', 'DynamicCluster', 'cluster', 'active'),
    list('dynamic_warming_clusters', 'DynamicCluster', 'cluster', 'warming'),
    list('static_clusters', 'StaticCluster', 'cluster', 'static'),
  ],
  routes: [
    list('dynamic_route_configs', 'DynamicRouteConfig', 'route_config', 'active'),
    list('static_route_configs', 'StaticRouteConfig', 'route_config', 'static'),
  ],
  scopedRoutes: [
    list('dynamic_scoped_route_configs', 'DynamicScopedRouteConfigs', 'scoped_route_configs', 'active'),
    list('inline_scoped_route_configs', 'InlineScopedRouteConfigs', 'scoped_route_configs', 'static'),
  ],
  endpoints: [
    list('dynamic_endpoint_configs', 'DynamicEndpointConfig', 'endpoint_config', 'active'),
    list('static_endpoint_configs', 'StaticEndpointConfig', 'endpoint_config', 'static'),
  ],
  secrets: [
    list('dynamic_warming_secrets', 'DynamicSecret', 'secret', 'warming'),
    list('dynamic_active_secrets', 'DynamicSecret', 'secret', 'active'),
    list('static_secrets', 'StaticSecret', 'secret', 'static'),
  ],
  ecds: [list('ecds_filters', 'EcdsFilterConfig', 'ecds_filter', 'active')],
};
var RESOURCE_MESSAGES = {
  listeners: 'Listener',
  clusters: 'Cluster',
  routes: 'RouteConfiguration',
  scopedRoutes: 'ScopedRouteConfiguration',
  endpoints: 'ClusterLoadAssignment',
  secrets: 'Secret',
  ecds: 'TypedExtensionConfig',
};

// src/envoy/dump/recogniseElement.ts
var KINDS = Object.keys(SECTION_MESSAGES);
var ADMIN_MESSAGE = /^envoy\.admin\.v[0-9a-z]+\.(\w+ConfigDump)(?:\.(\w+))?$/;
var RESOURCE_PACKAGE = /^envoy\.(?:api\.v2|config|extensions\.transport_sockets\.tls)\./;
var TELLTALE = [
  ['listeners', ['filter_chains', 'default_filter_chain', 'listener_filters', 'api_listener', 'internal_listener']],
  ['routes', ['virtual_hosts', 'vhds', 'validate_clusters']],
  ['scopedRoutes', ['route_configuration_name']],
  ['secrets', ['tls_certificate', 'validation_context', 'session_ticket_keys', 'generic_secret']],
  ['clusters', ['eds_cluster_config', 'load_assignment', 'lb_policy', 'connect_timeout', 'cluster_type', 'hosts']],
  ['endpoints', ['cluster_name']],
  ['ecds', ['typed_config']],
  ['listeners', ['address', 'additional_addresses']],
  ['clusters', ['circuit_breakers', 'transport_socket', 'transport_socket_matches', 'metadata', 'type']],
  ['endpoints', ['endpoints']],
];
function recogniseElement(value) {
  const typeUrl2 = typeUrlOf(value);
  return typeUrl2 === '' ? recogniseFields(value) : recogniseType(messageName(typeUrl2));
}
function recogniseType(name) {
  const [, sectionMessage, itemMessage] = ADMIN_MESSAGE.exec(name) ?? [];
  if (sectionMessage !== void 0) return recogniseAdminMessage(sectionMessage, itemMessage);
  if (!RESOURCE_PACKAGE.test(name)) return void 0;
  const message = name.slice(name.lastIndexOf('.') + 1);
  if (message === 'Bootstrap') return { kind: 'bootstrap' };
  const section = KINDS.find((kind) => RESOURCE_MESSAGES[kind] === message);
  return section && { kind: 'resource', section };
}
function recogniseAdminMessage(sectionMessage, itemMessage) {
  if (sectionMessage === 'BootstrapConfigDump') return { kind: 'bootstrap-section' };
  const section = KINDS.find((kind) => SECTION_MESSAGES[kind] === sectionMessage);
  if (section === void 0 || itemMessage === void 0) return section && { kind: 'section', section };
  const list2 = SECTION_LISTS[section].find((candidate) => candidate.message === itemMessage);
  return list2 && { kind: 'item', section, list: list2 };
}
function recogniseFields(value) {
  const present = (name) => fieldKey(value, name) !== void 0;
  if (present('apiVersion')) return void 0;
  if (objectField(value, 'bootstrap')) return { kind: 'bootstrap-section' };
  for (const section2 of KINDS) {
    if (SECTION_LISTS[section2].some((list2) => present(list2.field))) return { kind: 'section', section: section2 };
  }
  if (present('node') && ['static_resources', 'dynamic_resources', 'admin'].some(present)) return { kind: 'bootstrap' };
  for (const section2 of KINDS) {
    const list2 = SECTION_LISTS[section2].find((candidate) => isItemOf(value, candidate));
    if (list2) return { kind: 'item', section: section2, list: list2 };
  }
  const section = TELLTALE.find(([, names]) => names.some(present))?.[0];
  return section && { kind: 'resource', section };
}
var LISTENER_STATES = ['active_state', 'warming_state', 'draining_state'];
function isItemOf(value, list2) {
  if (list2.message === 'DynamicListener') return LISTENER_STATES.some((state) => objectField(value, state));
  const [resource] = list2.resource;
  if (fieldKey(value, resource) === void 0) return false;
  if (resource !== 'scoped_route_configs' && !objectField(value, resource)) return false;
  return list2.state !== 'static' || fieldKey(value, 'version_info') === void 0;
}

// src/logic/lazy.ts
function lazy(make) {
  let made;
  return () => (made ??= { value: make() }).value;
}

// src/envoy/dump/LazySection.ts
var LazySection = class {
  constructor(place, read, earlier = []) {
    this.earlier = earlier;
    this.at = place.at;
    this.typeUrl = place.typeUrl;
    this.versionInfo = place.versionInfo;
    this.value = place.value;
    this.#read = lazy(read);
  }
  earlier;
  at;
  typeUrl;
  versionInfo;
  value;
  #read;
  get entries() {
    return this.#read().entries;
  }
  get withoutResource() {
    return this.#read().withoutResource;
  }
};

// src/envoy/dump/readEntries.ts
var spell = (name) => [name, camelCase(name)];
var VERSION_INFO = spell('version_info');
var LAST_UPDATED = spell('last_updated');
var ERROR_STATE = spell('error_state');
var LISTENER_STATES2 = [
  [spell('active_state'), 'active'],
  [spell('warming_state'), 'warming'],
  [spell('draining_state'), 'draining'],
];
function readEntries(item, at2, list2, kind) {
  const entries = [];
  const add = (entry) => {
    if (entry) entries.push(entry);
  };
  const name = typeof item.name === 'string' ? item.name : void 0;
  if (list2.message === 'DynamicListener') {
    for (const [spellings, state] of LISTENER_STATES2) {
      const key = keyOf(item, spellings);
      const carrier = key === void 0 ? void 0 : item[key];
      if (key === void 0 || !isJsonObject(carrier)) continue;
      add(readEntry({ carrier, at: `${at2}/${key}`, name, state, kind, resource: list2.resource }));
    }
  } else add(readEntry({ carrier: item, at: at2, name, state: list2.state, kind, resource: list2.resource }));
  add(readRefused(item, at2, name, kind));
  return entries;
}
function keyOf(object, [snake, camel]) {
  if (object[snake] !== void 0) return snake;
  return object[camel] === void 0 ? void 0 : camel;
}
function textOf(object, spellings) {
  const value = object[spellings[0]] ?? object[spellings[1]];
  return typeof value === 'string' ? value : void 0;
}
function readEntry({ carrier, at: at2, name, state, kind, resource: spellings }) {
  const key = keyOf(carrier, spellings);
  const resource = key === void 0 ? void 0 : carrier[key];
  if (key === void 0 || !isJsonObject(resource)) return void 0;
  return {
    at: `${at2}/${key}`,
    name: name ?? resourceName(resource, kind),
    state,
    versionInfo: textOf(carrier, VERSION_INFO),
    lastUpdated: textOf(carrier, LAST_UPDATED),
    typeUrl: typeUrlOf(resource),
    resource,
    details: void 0,
  };
}
function readRefused(item, itemAt, name, kind) {
  const errorKey = keyOf(item, ERROR_STATE);
  const failure = errorKey === void 0 ? void 0 : item[errorKey];
  if (errorKey === void 0 || !isJsonObject(failure)) return void 0;
  const key = keyOf(failure, spell('failed_configuration'));
  const resource = objectField(failure, 'failed_configuration') ?? {};
  const at2 = `${itemAt}/${errorKey}`;
  return {
    at: key === void 0 ? at2 : `${at2}/${key}`,
    name: name ?? resourceName(resource, kind),
    state: 'error',
    versionInfo: stringField(failure, 'version_info'),
    lastUpdated: stringField(failure, 'last_update_attempt'),
    typeUrl: typeUrlOf(resource),
    resource,
    details: stringField(failure, 'details'),
  };
}
function resourceName(resource, kind) {
  return stringField(resource, kind === 'endpoints' ? 'cluster_name' : 'name') ?? '';
}

// src/envoy/dump/readScopedRoutes.ts
function readScopedRoutes(item, at2, list2) {
  const key = fieldKey(item, list2.resource[0]);
  if (key === void 0) return [];
  return arrayField(item, list2.resource[0]).flatMap((resource, index2) =>
    isJsonObject(resource)
      ? {
          at: joinPointer(at2, key, index2),
          name: stringField(resource, 'name') ?? '',
          setName: stringField(item, 'name') ?? '',
          state: list2.state,
          versionInfo: stringField(item, 'version_info'),
          lastUpdated: stringField(item, 'last_updated'),
          typeUrl: typeUrlOf(resource),
          resource,
          details: void 0,
        }
      : [],
  );
}

// src/envoy/dump/readSection.ts
function readSection(value, at2, kind) {
  return makeSection(value, at2, () =>
    readLists(value, at2, kind, (item, itemAt, list2) => readEntries(item, itemAt, list2, kind)),
  );
}
function readScopedRoutesSection(value, at2) {
  return makeSection(value, at2, () => readLists(value, at2, 'scopedRoutes', readScopedRoutes));
}
function makeSection(value, at2, read) {
  const place = { at: at2, typeUrl: typeUrlOf(value), versionInfo: stringField(value, 'version_info'), value };
  return new LazySection(place, read);
}
function readLists(value, at2, kind, read) {
  const entries = [];
  let withoutResource = 0;
  for (const list2 of SECTION_LISTS[kind]) {
    const key = fieldKey(value, list2.field);
    if (key === void 0) continue;
    const listAt = joinPointer(at2, key);
    arrayField(value, list2.field).forEach((item, index2) => {
      if (!isJsonObject(item)) return;
      const found = read(item, `${listAt}/${index2}`, list2);
      if (found.length === 0) withoutResource += 1;
      for (const entry of found) entries.push(entry);
    });
  }
  return { entries, withoutResource };
}

// src/envoy/dump/SectionGatherer.ts
var SectionGatherer = class {
  #sections = /* @__PURE__ */ new Map();
  #scoped = [];
  #bare = /* @__PURE__ */ new Map();
  #bareScoped = { at: '', entries: [] };
  /** Adds `value`, which stands at `at` and was recognised as `element`; `listAt` is where bare ones are listed. */
  add(element, value, at2, listAt) {
    if (element.section === 'scopedRoutes') this.#addScoped(element, value, at2, listAt);
    else if (element.kind === 'section') {
      const section = readSection(value, at2, element.section);
      this.#sections.set(element.section, [...(this.#sections.get(element.section) ?? []), section]);
    } else {
      const bare = this.#bareSection(element.section, listAt);
      const found =
        element.kind === 'item'
          ? readEntries(value, at2, element.list, element.section)
          : [bareResource(value, at2, element.section)];
      if (found.length === 0) bare.withoutResource += 1;
      for (const entry of found) bare.entries.push(entry);
    }
  }
  /** What was collected: of sections of a kind the last, ECDS sections joined. */
  sections() {
    return {
      listeners: this.#last('listeners'),
      clusters: this.#last('clusters'),
      routes: this.#last('routes'),
      endpoints: this.#last('endpoints'),
      secrets: this.#last('secrets'),
      ecds: joined(this.#all('ecds')),
      scopedRoutes: last(
        this.#bareScoped.entries.length > 0 ? [...this.#scoped, gathered(this.#bareScoped, 0)] : this.#scoped,
      ),
    };
  }
  #all(kind) {
    const sections = this.#sections.get(kind) ?? [];
    const bare = this.#bare.get(kind);
    return bare ? [...sections, gathered(bare, bare.withoutResource)] : sections;
  }
  #last(kind) {
    return last(this.#all(kind));
  }
  #bareSection(kind, at2) {
    let bare = this.#bare.get(kind);
    if (bare === void 0) {
      bare = { at: at2, entries: [], withoutResource: 0 };
      this.#bare.set(kind, bare);
    }
    return bare;
  }
  #addScoped(element, value, at2, listAt) {
    if (element.kind === 'section') {
      this.#scoped.push(readScopedRoutesSection(value, at2));
      return;
    }
    this.#bareScoped.at = listAt;
    const found =
      element.kind === 'item'
        ? readScopedRoutes(value, at2, element.list)
        : [{ ...bareResource(value, at2, 'scopedRoutes'), setName: '' }];
    for (const entry of found) this.#bareScoped.entries.push(entry);
  }
};
function bareResource(resource, at2, kind) {
  return {
    at: at2,
    name: resourceName(resource, kind),
    state: 'active',
    versionInfo: stringField(resource, 'version_info'),
    lastUpdated: stringField(resource, 'last_updated'),
    typeUrl: typeUrlOf(resource),
    resource,
    details: void 0,
  };
}
function gathered(bare, withoutResource) {
  const { at: at2, entries } = bare;
  return { at: at2, typeUrl: '', versionInfo: void 0, entries, withoutResource, value: {}, earlier: [] };
}
function last(sections) {
  const section = sections.at(-1);
  return section && new LazySection(section, () => section, sections.slice(0, -1));
}
function joined(sections) {
  const section = sections.at(-1);
  const read = () => ({
    entries: sections.flatMap((each) => each.entries),
    withoutResource: sections.reduce((sum2, each) => sum2 + each.withoutResource, 0),
  });
  return section && new LazySection(section, read, sections.slice(0, -1));
}

// src/envoy/dump/readConfigDump.ts
function readConfigDump(document) {
  const sections = new SectionGatherer();
  const unknown = [];
  let bootstrap;
  for (const { value, at: at2, listAt } of elementsOf(document)) {
    const element = isJsonObject(value) ? recogniseElement(value) : void 0;
    if (element === void 0 || !isJsonObject(value)) unknown.push({ at: at2, typeUrl: typeUrl(value), value });
    else if (element.kind === 'bootstrap')
      bootstrap = { at: at2, bootstrap: value, lastUpdated: void 0, value: { bootstrap: value } };
    else if (element.kind === 'bootstrap-section') bootstrap = readBootstrap(value, at2);
    else sections.add(element, value, at2, listAt);
  }
  return { document, bootstrap, ...sections.sections(), unknown };
}
function elementsOf(document) {
  const { value, name } = document;
  if (isJsonArray(value)) {
    if (value.length > 0 && !value.some((item) => isJsonObject(item) && recogniseElement(item)))
      throw notADump(value, name);
    return placesIn(value, '');
  }
  if (!isJsonObject(value)) throw notADump(value, name);
  const configs = field(value, 'configs');
  if (isJsonArray(configs)) return placesIn(configs, '/configs');
  if (isJsonObject(configs)) {
    return Object.entries(configs).map(([key, item]) => ({
      value: item,
      at: joinPointer('/configs', key),
      listAt: '/configs',
    }));
  }
  if (recogniseElement(value) === void 0) {
    if (Object.keys(value).length === 0) return [];
    throw notADump(value, name);
  }
  return [{ value, at: '', listAt: '' }];
}
function placesIn(list2, listAt) {
  return list2.map((value, index2) => ({ value, at: joinPointer(listAt, index2), listAt }));
}
function typeUrl(value) {
  return isJsonObject(value) ? typeUrlOf(value) : '';
}
function readBootstrap(value, at2) {
  const key = fieldKey(value, 'bootstrap');
  return {
    at: key === void 0 ? at2 : joinPointer(at2, key),
    bootstrap: objectField(value, 'bootstrap') ?? {},
    lastUpdated: stringField(value, 'last_updated'),
    value,
  };
}

// src/envoy/http/grpcStatusOf.ts
function grpcStatusOf(httpStatus) {
  switch (httpStatus) {
    case 400:
      return 13;
    case 401:
      return 16;
    case 403:
      return 7;
    case 404:
      return 12;
    case 429:
    case 502:
    case 503:
    case 504:
      return 14;
    default:
      return 2;
  }
}

// src/envoy/http/headers.ts
function headerValues(request2, name) {
  switch (name) {
    case ':authority':
    case 'host':
      return request2.authority === void 0 ? [] : [request2.authority];
    case ':path':
      return request2.path === '' ? [] : [request2.path];
    case ':method':
      return [request2.method];
    case ':scheme':
      return [request2.scheme];
    default:
      return request2.headers.filter((header) => header.name === name).map(({ value }) => value);
  }
}
function firstHeader(request2, name) {
  return headerValues(request2, name)[0];
}
function withoutHeader(headers, name) {
  return headers.filter((header) => header.name !== name);
}
function withHeader(headers, name, value) {
  const at2 = headers.findIndex((header) => header.name === name);
  if (at2 < 0) return [...headers, { name, value }];
  return headers.flatMap((header, i) => (i === at2 ? [{ name, value }] : header.name === name ? [] : [header]));
}

// src/envoy/http/isGrpcRequest.ts
function isGrpcRequest(request2) {
  if (request2.path === '') return false;
  const contentType = firstHeader(request2, 'content-type') ?? '';
  return contentType === 'application/grpc' || contentType.startsWith('application/grpc+');
}

// src/envoy/http/localReply.ts
function localReply(parts, request2) {
  const { status, body = '', flags: flags2 = '', details, headers = [] } = parts;
  const common = { flags: flags2, details, terminationDetails: '' };
  if (request2 && isGrpcRequest(request2)) {
    const grpcStatus = parts.grpcStatus ?? grpcStatusOf(status);
    const grpcHeaders = [
      { name: 'content-type', value: 'application/grpc' },
      { name: 'grpc-status', value: String(grpcStatus) },
      ...(body === '' ? [] : [{ name: 'grpc-message', value: percentEncode(body) }]),
    ];
    return { ...common, status: 200, grpcStatus, headers: [...headers, ...grpcHeaders], body: '' };
  }
  const added = [];
  if (body !== '') {
    added.push({ name: 'content-length', value: String(Buffer.byteLength(body)) });
    if (!headers.some(({ name }) => name === 'content-type')) added.push({ name: 'content-type', value: 'text/plain' });
  }
  return { ...common, status, headers: [...headers, ...added], body: request2?.method === 'HEAD' ? '' : body };
}
function percentEncode(text) {
  return Array.from(Buffer.from(text), (byte) =>
    byte < 32 || byte > 126 || byte === 37
      ? `%${byte.toString(16).toUpperCase().padStart(2, '0')}`
      : String.fromCharCode(byte),
  ).join('');
}

// src/logic/Truth.ts
function truthOf(condition) {
  return condition ? 'yes' : 'no';
}
function not(truth) {
  if (truth === 'unknown') return 'unknown';
  return truth === 'yes' ? 'no' : 'yes';
}
function allOf(truths2) {
  let result2 = 'yes';
  for (const truth of truths2) {
    if (truth === 'no') return 'no';
    if (truth === 'unknown') result2 = 'unknown';
  }
  return result2;
}
function anyOf(truths2) {
  let result2 = 'no';
  for (const truth of truths2) {
    if (truth === 'yes') return 'yes';
    if (truth === 'unknown') result2 = 'unknown';
  }
  return result2;
}

// src/envoy/version.ts
function atLeast(version, floor) {
  const have = parseVersion(version);
  const want = parseVersion(floor);
  if (!have || !want) return 'unknown';
  for (const i of [0, 1, 2]) {
    if (have[i] !== want[i]) return truthOf(have[i] > want[i]);
  }
  return 'yes';
}
function parseVersion(text) {
  const match2 = /^v?(\d{1,6})\.(\d{1,6})(?:\.(\d{1,6}))?(?:[-+].*)?$/.exec(text ?? '');
  return match2 ? [Number(match2[1]), Number(match2[2]), Number(match2[3] ?? 0)] : void 0;
}

// src/envoy/cluster/failures.ts
var OVERLOADED = [{ name: 'x-envoy-overloaded', value: 'true' }];
var failures = {
  no_filter_chain: { flags: 'NR', details: 'filter_chain_not_found' },
  empty_filter_chain: { flags: '' },
  downstream_tls_error: { flags: '' },
  transport_socket_timeout: { flags: '', terminationDetails: 'transport socket timeout was reached' },
  listener_filter_timeout: { flags: '' },
  codec_error: { status: 400, flags: 'DPE', details: 'http1.codec_error', body: 'Bad Request' },
  route_not_found: { status: 404, flags: 'NR', details: 'route_not_found' },
  upgrade_failed: { status: 403, flags: '', details: 'upgrade_failed' },
  filter_config_not_found: { status: 500, flags: 'NFCF' },
  cluster_not_found: { status: 503, flags: 'NC', details: 'cluster_not_found' },
  maintenance_mode: {
    status: 503,
    flags: 'UO',
    details: 'maintenance_mode',
    body: 'maintenance mode',
    headers: OVERLOADED,
  },
  drop_overload: { status: 503, flags: 'DO', details: 'drop_overload', body: 'drop overload' },
  unconditional_drop_overload: {
    status: 503,
    flags: 'UDO',
    details: 'unconditional_drop_overload',
    body: 'unconditional drop overload',
  },
  no_healthy_upstream: { status: 503, flags: 'UH', details: 'no_healthy_upstream', body: 'no healthy upstream' },
  dns_resolution_failure: {
    status: 503,
    flags: 'DF',
    details: 'dns_resolution_failure',
    body: 'DNS resolution failure',
  },
  overflow: { status: 503, flags: 'UO', reset: 'overflow', headers: OVERLOADED },
  pending_overflow: { status: 503, flags: 'UO', tcpFlags: 'URX', reset: 'overflow', headers: OVERLOADED },
  connection_refused: {
    status: 503,
    flags: 'UF',
    tcpFlags: 'UF,URX',
    reset: 'remote connection failure',
    detail: 'delayed connect error: Connection refused',
  },
  connection_timeout: { status: 503, flags: 'UF', tcpFlags: 'UF,URX', reset: 'connection timeout' },
  tls_error: { status: 503, flags: 'UF', tcpFlags: 'UF,URX', reset: 'remote connection failure' },
  connection_termination: { status: 503, flags: 'UC', tcpFlags: '', reset: 'connection termination' },
  remote_reset: { status: 503, flags: 'UR', reset: 'remote reset' },
  remote_refused_stream_reset: { status: 503, flags: 'UR', reset: 'remote refused stream reset' },
  local_reset: { status: 503, flags: 'LR', reset: 'local reset' },
  protocol_error: { status: 502, flags: 'UPE', reset: 'protocol error' },
  response_timeout: { status: 504, flags: 'UT', details: 'response_timeout', body: 'upstream request timeout' },
  per_try_timeout: { status: 504, flags: 'UT', details: 'upstream_per_try_timeout', body: 'upstream request timeout' },
  per_try_idle_timeout: {
    status: 504,
    flags: 'UT',
    details: 'upstream_per_try_idle_timeout',
    body: 'upstream request timeout',
  },
  stream_idle_timeout: { status: 504, flags: 'SI', details: 'stream_idle_timeout', body: 'stream timeout' },
  request_timeout: { status: 408, flags: '', details: 'request_overall_timeout', body: 'request timeout' },
  request_headers_timeout: {
    status: 408,
    flags: '',
    details: 'request_header_timeout',
    body: 'request header timeout',
  },
  max_stream_duration: { status: 504, flags: '', details: 'max_duration_timeout', body: 'downstream duration timeout' },
  upstream_max_stream_duration: {
    status: 504,
    flags: 'UMSDR',
    details: 'upstream_max_stream_duration_reached',
    body: 'upstream max stream duration reached',
  },
};

// src/envoy/cluster/upstreamReset.ts
function upstreamReset(reason, detail, { version, retried = false }) {
  const told2 = reasonIn(reason, version);
  const words = detail === void 0 ? void 0 : detailIn(detail, version);
  const separator = atLeast(version, '1.31.0') === 'no' ? ',' : '|';
  const inner = words === void 0 ? told2 : `${told2}${separator}${words}`;
  const details = `upstream_reset_before_response_started{${inner.replaceAll(/\s/g, '_')}}`;
  const latest = retried ? 'retried and the latest reset reason' : 'reset reason';
  const shown = words !== void 0 && atLeast(version, '1.37.1') === 'no';
  const transport = shown ? `, transport failure reason: ${words}` : '';
  return {
    details,
    body: `upstream connect error or disconnect/reset before headers. ${latest}: ${told2}${transport}`,
  };
}
function reasonIn(reason, version) {
  return reason === 'remote connection failure' && atLeast(version, '1.27.0') === 'no' ? 'connection failure' : reason;
}
function detailIn(detail, version) {
  return atLeast(version, '1.31.0') === 'no' ? detail.replace('error: Connection refused', 'error: 111') : detail;
}

// src/envoy/cluster/failureReply.ts
function failureReply(kind, options) {
  const failure = failures[kind];
  const flags2 = flagsOf(kind, failure, options);
  const terminationDetails = failure.terminationDetails ?? '';
  if (options.tcp || failure.status === void 0) {
    const details2 = failure.status === void 0 ? (failure.details ?? '') : '';
    return { flags: flags2, details: details2, terminationDetails, headers: [], body: '' };
  }
  const { details, body } = texts(kind, failure, options);
  const { headers = [] } = failure;
  const request2 = options.grpc ? GRPC_REQUEST : void 0;
  const reply = localReply(
    { status: options.status ?? failure.status, flags: flags2, details, body, headers },
    request2,
  );
  return { ...reply, terminationDetails };
}
var GRPC_REQUEST = {
  method: 'POST',
  scheme: 'http',
  path: '/',
  headers: [{ name: 'content-type', value: 'application/grpc' }],
  protocol: 'HTTP/2',
};
function flagsOf(kind, failure, { tcp: tcp2, retried, version }) {
  if (kind === 'cluster_not_found' && atLeast(version, '1.22.0') === 'no') return 'NR';
  const flags2 = tcp2 ? (failure.tcpFlags ?? failure.flags) : failure.flags;
  return retried === true && !tcp2 ? ['URX', flags2].filter((flag) => flag !== '').join(',') : flags2;
}
function texts(kind, failure, options) {
  if (failure.reset !== void 0) return upstreamReset(failure.reset, options.detail ?? failure.detail, options);
  const details = kind === 'codec_error' ? (options.detail ?? failure.details) : failure.details;
  return { details: details ?? '', body: failure.body ?? '' };
}

// src/envoy/parse/readAny.ts
var TYPED_STRUCT = /^(?:udpa\.type\.v1|xds\.type\.v3)\.TypedStruct$/;
function readAny(value, at2) {
  if (!isJsonObject(value)) return { kind: 'unparsed', at: at2, typeUrl: '', value };
  const typeUrl2 = messageName(typeUrlOf(value));
  if (TYPED_STRUCT.test(typeUrl2)) return inner(messageName(stringField(value, 'type_url') ?? ''));
  if (typeUrl2 === 'google.protobuf.Struct') return inner('');
  return { kind: 'unparsed', at: at2, typeUrl: typeUrl2, value };
  function inner(innerType) {
    const wrapped2 = isJsonObject(value) ? field(value, 'value') : void 0;
    const key = isJsonObject(value) ? fieldKey(value, 'value') : void 0;
    return {
      kind: 'unparsed',
      at: key === void 0 ? at2 : joinPointer(at2, key),
      typeUrl: innerType,
      value: wrapped2 ?? {},
    };
  }
}

// src/envoy/parse/Extension.ts
function readExtension(message) {
  const name = message.string('name');
  const config = message.one('typed_config', readAny) ?? message.one('config', readAny);
  return { name, config: config ?? { kind: 'unparsed', at: message.at, typeUrl: '', value: {} } };
}
function extensionKind(extension2, kinds) {
  const { typeUrl: typeUrl2 } = extension2.config;
  if (typeUrl2 === '') return kinds.find((each) => each.names.includes(extension2.name))?.kind;
  const segments = typeUrl2.split('.');
  const message = segments.at(-1);
  return kinds.find((each) => each.message === message && (each.package === void 0 || segments.includes(each.package)))
    ?.kind;
}

// src/envoy/parse/lazily.ts
function lazily(compute) {
  let kept;
  return () => (kept ??= { value: compute() }).value;
}

// src/envoy/dump/healthFlags.ts
var HEALTH_FLAGS = [
  'failed_active_health_check',
  'failed_outlier_check',
  'failed_active_degraded_check',
  'pending_dynamic_removal',
  'pending_active_hc',
  'excluded_via_immediate_hc_fail',
  'active_hc_timeout',
  'failed_degraded_outlier_detection',
];

// src/envoy/parse/fieldNames.ts
var HIDDEN2 = /^(?:hidden_envoy_deprecated_|hiddenEnvoyDeprecated(?=[A-Z]))/;
function canonicalName(key) {
  const camel = camelCase(key.replace(HIDDEN2, ''));
  return camel.charAt(0).toLowerCase() + camel.slice(1);
}
function fieldName(key) {
  const bare = key.replace(HIDDEN2, '');
  return bare.includes('_') ? bare : bare.replace(/(?<=.)[A-Z]/g, (letter) => `_${letter}`).toLowerCase();
}
function fieldNames(...names) {
  return new Set(names.map(canonicalName));
}
function isSnakeCase(object) {
  for (const key in object) if (/[A-Z]|^hidden_/.test(key)) return false;
  return true;
}
var NO_FIELDS = /* @__PURE__ */ new Set();

// src/envoy/parse/durationMs.ts
function durationMs(value) {
  if (typeof value === 'string') {
    const seconds2 = /^(-?[0-9]+(?:\.[0-9]+)?)s$/.exec(value)?.[1];
    return seconds2 === void 0 ? void 0 : milliseconds(Number(seconds2));
  }
  if (!isJsonObject(value) || !Object.keys(value).every((key) => key === 'seconds' || key === 'nanos')) return void 0;
  const seconds = Number(value.seconds ?? 0);
  const nanos = Number(value.nanos ?? 0);
  return Number.isFinite(seconds) && Number.isFinite(nanos) ? milliseconds(seconds + nanos / 1e9) : void 0;
}
function milliseconds(seconds) {
  return Math.round(seconds * 1e9) / 1e6;
}

// src/envoy/parse/enumName.ts
function enumName(value, names) {
  return typeof value === 'number' ? names[value] : names.find((name) => name === value);
}

// src/envoy/parse/protobufJson.ts
function unwrapped(value) {
  return isJsonObject(value) ? (value.value ?? null) : null;
}
function isSet2(value) {
  return value !== void 0 && value !== null && value !== '' && !(isJsonArray(value) && value.length === 0);
}
function numberIn(value) {
  if (typeof value === 'number') return Number.isFinite(value) ? value : void 0;
  if (isJsonObject(value)) return Object.keys(value).length === 0 ? 0 : void 0;
  if (typeof value !== 'string' || value.trim() === '') return void 0;
  const number = Number(value);
  return Number.isFinite(number) ? number : void 0;
}

// src/envoy/parse/Message.ts
var NOT_A_MESSAGE = '(not an object)';
var Message = class _Message {
  /** JSON pointer of the message. */
  at;
  #object;
  #plain;
  #read = /* @__PURE__ */ new Set(['@type']);
  #misread = [];
  #parts = /* @__PURE__ */ new Map();
  constructor(value, at2) {
    this.at = at2;
    this.#object = isJsonObject(value) ? value : {};
    this.#plain = isSnakeCase(this.#object);
    if (!isJsonObject(value)) this.#misread.push(NOT_A_MESSAGE);
  }
  /** Whether the field is set; does not count as reading it. */
  has(name) {
    return this.#key(name) !== void 0;
  }
  /** The first of the fields of a oneof that is set; does not count as reading it. */
  first(...names) {
    return names.find((name) => this.has(name));
  }
  /** JSON pointer of the field, or of the message when the field is not set. */
  pointer(name) {
    const key = this.#key(name);
    return key === void 0 ? this.at : joinPointer(this.at, key);
  }
  /** The field as it stands. */
  value(name) {
    const key = this.#key(name);
    if (key === void 0) return void 0;
    this.#read.add(key);
    return this.#object[key];
  }
  /** A string, bytes or StringValue field. */
  text(name) {
    return this.#typed(name, (value) => (typeof value === 'string' ? value : void 0));
  }
  /** A string field with proto3's default. */
  string(name) {
    return this.text(name) ?? '';
  }
  /** A number in any spelling; an empty Percent is 0. */
  number(name) {
    return this.#typed(name, numberIn);
  }
  boolean(name) {
    return this.#typed(name, (value) => (typeof value === 'boolean' ? value : void 0));
  }
  /** A bool or BoolValue field that is false unless set. */
  flag(name) {
    return this.boolean(name) ?? false;
  }
  /** A Duration in milliseconds. */
  duration(name) {
    return this.#typed(name, durationMs);
  }
  /** An enum field; `names` in the order of their numbers, the first is the default. */
  choice(name, names) {
    return this.#typed(name, (value) => enumName(value, names)) ?? names[0];
  }
  /** A message field that is a node of its own. */
  one(name, parse2) {
    const value = this.value(name);
    return value === void 0 ? void 0 : parse2(value, this.pointer(name));
  }
  /** A message field that is read as a part of this one: `unread` names its fields too. */
  message(name) {
    return this.one(name, (value, at2) => this.#part(name, value, at2));
  }
  /** The messages of a repeated field that are read as parts of this one. */
  messages(name) {
    return this.many(name, (value, at2) => this.#part(name, value, at2));
  }
  /** A repeated message field. A value alone counts as a list of one, as in protobuf's older JSON readers (Istio's v2 bootstrap has such). */
  many(name, parse2) {
    const value = this.value(name);
    const at2 = this.pointer(name);
    if (value === void 0) return [];
    return isJsonArray(value)
      ? value.map((item, index2) => parse2(item, joinPointer(at2, index2)))
      : [parse2(value, at2)];
  }
  /** A repeated string field; other items are left out and the field is named by `unread`. */
  strings(name) {
    const list2 = this.#list(name);
    const strings2 = list2.filter((item) => typeof item === 'string');
    if (strings2.length < list2.length) this.#misread.push(name);
    return strings2;
  }
  /** A repeated number field. */
  numbers(name) {
    const list2 = this.#list(name);
    const numbers = list2.map(numberIn).filter((item) => item !== void 0);
    if (numbers.length < list2.length) this.#misread.push(name);
    return numbers;
  }
  /** A map field in the order of the text; keys verbatim. */
  map(name, parse2) {
    const at2 = this.pointer(name);
    const entries = Object.entries(this.struct(name));
    return new Map(entries.map(([key, value]) => [key, parse2(value, joinPointer(at2, key))]));
  }
  /** A Struct or map field verbatim; empty when not set. */
  struct(name) {
    return this.#typed(name, (value) => (isJsonObject(value) ? value : void 0)) ?? {};
  }
  /** Names the field in `unread`, though it was read: what it holds was of no use. */
  refuse(name) {
    this.#misread.push(name);
  }
  /** Counts the fields as read, as they cannot change an outcome. */
  ignore(harmless) {
    for (const key of Object.keys(this.#object)) if (harmless.has(canonicalName(key))) this.#read.add(key);
    return this;
  }
  /**
   * The set fields that were neither read nor are in `harmless`, and those of a shape that could not be read, in
   * snake_case; those of parts as `part.field`. An empty string or list counts as not set, as in proto3.
   */
  unread(harmless = NO_FIELDS) {
    this.ignore(harmless);
    const names = Object.keys(this.#object).filter((key) => !this.#read.has(key) && isSet2(this.#object[key]));
    const inParts = [...this.#parts.values()].flatMap(({ name, part }) =>
      part.unread().map((field3) => `${name}.${field3}`),
    );
    return [.../* @__PURE__ */ new Set([...this.#misread, ...names.map(fieldName), ...inParts])];
  }
  /** The key of a field that is set. Most messages are in snake_case: there no other spelling is looked for. */
  #key(name) {
    const value = this.#object[name];
    if (value !== void 0 && value !== null && Object.hasOwn(this.#object, name)) return name;
    return this.#plain ? void 0 : fieldKey(this.#object, name);
  }
  #part(name, value, at2) {
    const kept = this.#parts.get(at2);
    if (kept) return kept.part;
    const part = new _Message(value, at2);
    this.#parts.set(at2, { name, part });
    return part;
  }
  #typed(name, read) {
    const value = this.value(name);
    if (value === void 0) return void 0;
    const result2 = read(value) ?? read(unwrapped(value));
    if (result2 === void 0) this.#misread.push(name);
    return result2;
  }
  #list(name) {
    const value = this.value(name);
    if (value === void 0) return [];
    return isJsonArray(value) ? value : [value];
  }
};

// src/net/IpAddress.ts
function parseIp(text) {
  const bytes = text.includes(':') ? parseV6(text) : parseV4(text);
  return bytes && ipFromBytes(bytes);
}
function ipFromBytes(bytes) {
  const family = bytes.length === 4 ? 4 : 6;
  return { family, bytes, text: family === 4 ? bytes.join('.') : formatV6(bytes) };
}
function ipEquals(a, b) {
  return a.text === b.text;
}
function isLoopback(ip2) {
  return ip2.family === 4 ? ip2.bytes[0] === 127 : ip2.text === '::1';
}
function isUnspecified(ip2) {
  return ip2.text === '0.0.0.0' || ip2.text === '::';
}
function isMulticast(ip2) {
  const [first = 0] = ip2.bytes;
  return ip2.family === 4 ? first >> 4 === 14 : first === 255;
}
function isLinkLocal(ip2) {
  const [first = 0, second = 0] = ip2.bytes;
  return ip2.family === 4 ? first === 169 && second === 254 : first === 254 && second >> 6 === 2;
}
function unmapV4(ip2) {
  return isMappedV4(ip2.bytes) ? ipFromBytes(ip2.bytes.slice(12)) : ip2;
}
function isMappedV4(bytes) {
  return bytes.length === 16 && bytes.slice(0, 12).every((byte, i) => byte === (i < 10 ? 0 : 255));
}
function parseV4(text) {
  const parts = text.split('.', 5);
  const decimal = (part) => /^(?:0|[1-9][0-9]{0,2})$/.test(part) && Number(part) <= 255;
  return parts.length === 4 && parts.every(decimal) ? parts.map(Number) : void 0;
}
function parseV6(text) {
  const halves = text.split('::', 3);
  if (halves.length > 2) return void 0;
  const [head, tail] = halves.map((half, i) => parseGroups(half, i === halves.length - 1));
  if (!head) return void 0;
  if (halves.length === 1) return head.length === 16 ? head : void 0;
  if (!tail || head.length + tail.length > 14) return void 0;
  return [...head, ...Array(16 - head.length - tail.length).fill(0), ...tail];
}
function parseGroups(text, endsAddress) {
  if (text === '') return [];
  const groups = text.split(':', 9);
  const bytes = [];
  for (const [i, group] of groups.entries()) {
    if (/^[0-9a-f]{1,4}$/i.test(group)) {
      const value = Number.parseInt(group, 16);
      bytes.push(value >> 8, value & 255);
      continue;
    }
    const dotted = endsAddress && i === groups.length - 1 ? parseV4(group) : void 0;
    if (!dotted) return void 0;
    bytes.push(...dotted);
  }
  return bytes;
}
function formatV6(bytes) {
  if (isMappedV4(bytes)) return `::ffff:${bytes.slice(12).join('.')}`;
  const groups = Array.from({ length: 8 }, (_, i) => ((bytes[2 * i] ?? 0) << 8) | (bytes[2 * i + 1] ?? 0));
  let start2 = 0;
  let length2 = 1;
  for (let i = 0; i < 8; i++) {
    let end = i;
    while (groups[end] === 0) end++;
    if (end - i > length2) [start2, length2] = [i, end - i];
    if (end > i) i = end;
  }
  const hex = groups.map((group) => group.toString(16));
  if (length2 < 2) return hex.join(':');
  return `${hex.slice(0, start2).join(':')}::${hex.slice(start2 + length2).join(':')}`;
}

// src/envoy/parse/readAddress.ts
function readAddress(address2) {
  const socket2 = address2.message('socket_address');
  if (socket2) return readSocketAddress(socket2);
  const pipe = address2.message('pipe');
  if (pipe) return readPipe(pipe);
  const internal2 = address2.message('envoy_internal_address');
  return internal2 && readInternalAddress(internal2);
}
var HARMLESS_SOCKET = fieldNames('resolver_name');
function readSocketAddress(socket2) {
  const host = socket2.ignore(HARMLESS_SOCKET).string('address');
  if (host === '' || socket2.has('named_port')) return void 0;
  const ip2 = parseIp(host);
  return {
    kind: 'socket_address',
    at: socket2.at,
    host,
    ...(ip2 && { ip: ip2 }),
    port: socket2.number('port_value') ?? 0,
    protocol: socket2.choice('protocol', ['TCP', 'UDP']),
    ipv4Compat: socket2.flag('ipv4_compat'),
  };
}
var HARMLESS_PIPE = fieldNames('mode');
function readPipe(pipe) {
  const path = pipe.ignore(HARMLESS_PIPE).string('path');
  return path === '' ? void 0 : { kind: 'pipe', at: pipe.at, path };
}
function readInternalAddress(internal2) {
  const serverListenerName = internal2.string('server_listener_name');
  if (serverListenerName === '') return void 0;
  const endpointId = internal2.string('endpoint_id');
  return { kind: 'envoy_internal_address', at: internal2.at, serverListenerName, endpointId };
}
function readAdditionalAddresses(message, name) {
  const holders = message.messages(name).map((holder) => holder.ignore(HARMLESS_HOLDER).message('address'));
  const addresses = holders.map((address2) => address2 && readAddress(address2));
  const read = addresses.filter((address2) => address2 !== void 0);
  if (read.length < addresses.length) message.refuse(name);
  return read;
}
var HARMLESS_HOLDER = fieldNames('socket_options');

// src/envoy/parse/readFilterMetadata.ts
var HARMLESS = fieldNames('typed_filter_metadata');
function readFilterMetadata(message, name = 'metadata') {
  return message.message(name)?.ignore(HARMLESS).struct('filter_metadata') ?? {};
}
function readSubsetCriteria(message) {
  const namespace = readFilterMetadata(message, 'metadata_match')['envoy.lb'];
  return new Map(isJsonObject(namespace) ? Object.entries(namespace) : []);
}

// src/envoy/parse/readEndpoint.ts
var HEALTH_STATUS = ['UNKNOWN', 'HEALTHY', 'UNHEALTHY', 'DRAINING', 'TIMEOUT', 'DEGRADED'];
var HARMLESS2 = fieldNames('health_check_config');
function readEndpoint(lbEndpoint) {
  const endpoint2 = lbEndpoint.message('endpoint')?.ignore(HARMLESS2);
  const addressMessage = endpoint2?.message('address');
  const address2 = addressMessage && readAddress(addressMessage);
  if (endpoint2 === void 0 || address2 === void 0) return void 0;
  return {
    at: lbEndpoint.at,
    address: address2,
    additionalAddresses: readAdditionalAddresses(endpoint2, 'additional_addresses'),
    hostname: endpoint2.string('hostname'),
    healthStatus: lbEndpoint.choice('health_status', HEALTH_STATUS),
    weight: lbEndpoint.number('load_balancing_weight') ?? 1,
    metadata: readFilterMetadata(lbEndpoint),
  };
}

// src/envoy/parse/readLocalityEndpoints.ts
var HARMLESS3 = fieldNames('proximity');
function readLocalityEndpoints(message) {
  const endpoints = message.ignore(HARMLESS3).messages('lb_endpoints').map(readEndpoint);
  const read = endpoints.filter((endpoint2) => endpoint2 !== void 0);
  if (read.length < endpoints.length) message.refuse('lb_endpoints');
  return {
    at: message.at,
    locality: readLocality(message),
    priority: message.number('priority') ?? 0,
    weight: message.number('load_balancing_weight') ?? 0,
    metadata: readFilterMetadata(message),
    endpoints: read,
  };
}
function readLocality(message) {
  const locality = message.message('locality');
  return {
    region: locality?.string('region') ?? '',
    zone: locality?.string('zone') ?? '',
    subZone: locality?.string('sub_zone') ?? '',
  };
}

// src/envoy/parse/parseHostStatus.ts
function parseHostStatus(value, at2) {
  const message = new Message(value, at2);
  const addressMessage = message.message('address');
  const address2 = addressMessage && readAddress(addressMessage);
  if (address2 === void 0) return void 0;
  const health = message.message('health_status') ?? new Message({}, at2);
  return {
    at: at2,
    address: address2,
    hostname: message.string('hostname'),
    priority: message.number('priority') ?? 0,
    weight: message.number('weight') ?? 1,
    locality: readLocality(message),
    edsHealthStatus: health.choice('eds_health_status', HEALTH_STATUS),
    flags: HEALTH_FLAGS.filter((flag) => health.flag(flag)),
  };
}

// src/envoy/parse/HostStatusIndex.ts
var HostStatusIndex = class {
  #status;
  #byName;
  #lookups = /* @__PURE__ */ new Map();
  constructor(status) {
    this.#status = status;
    this.#byName = lazily(() => new Map((status?.clusters ?? []).map((cluster) => [cluster.name, cluster])));
  }
  /** Hosts without an address that can be read are left out, and a note says so. */
  lookup(clusterName) {
    const kept = this.#lookups.get(clusterName);
    if (kept !== void 0) return kept;
    const lookup = this.#look(clusterName);
    this.#lookups.set(clusterName, lookup);
    return lookup;
  }
  #look(clusterName) {
    if (this.#status === void 0) return { kind: 'section_missing', section: '/clusters' };
    const cluster = this.#byName().get(clusterName);
    if (cluster === void 0) return { kind: 'absent' };
    const hosts = cluster.hosts.map((host) => parseHostStatus(host.value, host.at));
    const value = hosts.filter((host) => host !== void 0);
    const lost4 = hosts.length - value.length;
    const notes = lost4 === 0 ? [] : [`${lost4} hosts without an address that can be read`];
    return { kind: 'found', value, state: 'active', at: cluster.at, versionInfo: '', lastUpdated: '', notes };
  }
};

// src/net/parsePort.ts
function parsePort(text) {
  if (!/^(?:0|[1-9][0-9]{0,4})$/.test(text)) return void 0;
  const port = Number(text);
  return port <= 65535 ? port : void 0;
}

// src/net/SocketAddress.ts
function parseSocketAddress(text) {
  const match2 = /^(?:\[([^[\]]+)\]|([^:[\]]+)):([0-9]+)$/.exec(text);
  if (!match2) return void 0;
  const [, bracketed, plain, digits = ''] = match2;
  const ip2 = parseIp(bracketed ?? plain ?? '');
  const port = parsePort(digits);
  if (!ip2 || port === void 0 || (ip2.family === 6) !== (bracketed !== void 0)) return void 0;
  return { ip: ip2, port };
}
function formatSocketAddress(address2) {
  const { ip: ip2, port } = address2;
  return ip2.family === 6 ? `[${ip2.text}]:${port}` : `${ip2.text}:${port}`;
}

// src/envoy/parse/parseStringMatcher.ts
var HARMLESS4 = fieldNames('ignore_case');
function parseStringMatcher(value, at2) {
  const message = new Message(value, at2);
  const matcher = readPattern(message);
  const [unread] = message.unread(HARMLESS4);
  return unread === void 0 ? matcher : { kind: 'unsupported', field: unread };
}
function readPattern(message) {
  const pattern = message.first('exact', 'prefix', 'suffix', 'contains', 'safe_regex', 'regex');
  switch (pattern) {
    case void 0:
      return { kind: 'unsupported', field: 'match_pattern' };
    case 'safe_regex':
      return message.one('safe_regex', parseRegexMatcher) ?? { kind: 'unsupported', field: pattern };
    case 'regex':
      return { kind: 'ecmascript', regex: message.string('regex') };
    case 'exact':
    case 'prefix':
    case 'suffix':
    case 'contains':
      return { kind: pattern, value: message.string(pattern), ignoreCase: message.flag('ignore_case') };
  }
}
function parseRegexMatcher(value, at2) {
  const message = new Message(value, at2);
  const regex = message.string('regex');
  const [unread] = message.unread(fieldNames('google_re2'));
  return unread === void 0 ? { kind: 'safe_regex', regex } : { kind: 'unsupported', field: `safe_regex.${unread}` };
}

// src/envoy/parse/readSubjectAltNames.ts
function readSubjectAltNames(context) {
  const typed2 = context.messages('match_typed_subject_alt_names').map(readSanMatcher);
  const untyped = context.many('match_subject_alt_names', (value, at2) => ({
    sanType: '',
    matcher: parseStringMatcher(value, at2),
  }));
  const exact = context
    .strings('verify_subject_alt_name')
    .map((value) => ({ sanType: '', matcher: { kind: 'exact', value, ignoreCase: false } }));
  return [typed2, untyped, exact].find((names) => names.length > 0) ?? [];
}
var SAN_TYPES = ['SAN_TYPE_UNSPECIFIED', 'EMAIL', 'DNS', 'URI', 'IP_ADDRESS', 'OTHER_NAME'];
function readSanMatcher(san) {
  const sanType = san.choice('san_type', SAN_TYPES);
  return {
    sanType: sanType === 'SAN_TYPE_UNSPECIFIED' ? '' : sanType,
    matcher: san.one('matcher', parseStringMatcher) ?? { kind: 'unsupported', field: 'matcher' },
  };
}

// src/envoy/parse/readCommonTlsContext.ts
var HARMLESS5 = fieldNames('tls_params', 'key_log');
var HARMLESS_VALIDATION = fieldNames(
  'trusted_ca',
  'ca_certificate_provider_instance',
  'watched_directory',
  'crl',
  'only_verify_leaf_cert_crl',
  'max_verify_depth',
  'allow_expired_certificate',
);
function readCommonTlsContext(context) {
  const common = (context.message('common_tls_context') ?? new Message({}, context.at)).ignore(HARMLESS5);
  const certificates = common.many('tls_certificates', (_, at2) => at2).length;
  const certificateSecrets = common.messages('tls_certificate_sds_secret_configs').map(secretName);
  const combined = common.message('combined_validation_context');
  const trust =
    common.message('validation_context_sds_secret_config') ?? combined?.message('validation_context_sds_secret_config');
  const trustSecrets = trust ? [secretName(trust)] : [];
  const validation = common.message('validation_context') ?? combined?.message('default_validation_context');
  return {
    alpnProtocols: common.strings('alpn_protocols'),
    hasCertificate: certificates + certificateSecrets.length > 0,
    validates: validation !== void 0 || trust !== void 0,
    acceptUntrusted: validation?.choice('trust_chain_verification', TRUST) === 'ACCEPT_UNTRUSTED',
    subjectAltNames: validation ? readSubjectAltNames(validation.ignore(HARMLESS_VALIDATION)) : [],
    sdsSecrets: [...certificateSecrets, ...trustSecrets],
  };
}
var TRUST = ['VERIFY_TRUST_CHAIN', 'ACCEPT_UNTRUSTED'];
var HARMLESS_SECRET = fieldNames('sds_config');
function secretName(config) {
  return config.ignore(HARMLESS_SECRET).string('name');
}

// src/envoy/parse/parseDownstreamTls.ts
var HARMLESS6 = fieldNames(
  'session_ticket_keys',
  'session_ticket_keys_sds_secret_config',
  'disable_stateless_session_resumption',
  'disable_stateful_session_resumption',
  'session_timeout',
  'ocsp_staple_policy',
  'full_scan_certs_on_sni_mismatch',
  'prefer_client_ciphers',
);
function parseDownstreamTls(value, at2) {
  const message = new Message(value, at2);
  const common = readCommonTlsContext(message);
  return {
    kind: 'tls',
    at: at2,
    requireClientCertificate: message.flag('require_client_certificate'),
    alpnProtocols: common.alpnProtocols,
    validatesClient: common.validates,
    acceptUntrusted: common.acceptUntrusted,
    subjectAltNames: common.subjectAltNames,
    sdsSecrets: common.sdsSecrets,
    unsupported: message.unread(HARMLESS6),
  };
}

// src/net/Cidr.ts
function parseCidr(text) {
  const slash = text.indexOf('/');
  const ip2 = parseIp(slash < 0 ? text : text.slice(0, slash));
  if (!ip2) return void 0;
  if (slash < 0) return makeCidr(ip2, width(ip2));
  const length2 = text.slice(slash + 1);
  if (!/^(?:0|[1-9][0-9]{0,2})$/.test(length2) || Number(length2) > width(ip2)) return void 0;
  return makeCidr(ip2, Number(length2));
}
function makeCidr(ip2, prefixLength) {
  const length2 = Math.max(0, Math.min(Math.trunc(prefixLength), width(ip2)));
  const address2 = ipFromBytes(ip2.bytes.map((byte, i) => byte & byteMask(length2, i)));
  return { address: address2, prefixLength: length2, text: `${address2.text}/${length2}` };
}
function cidrContains(cidr3, ip2) {
  if (cidr3.address.family !== ip2.family) return false;
  return cidr3.address.bytes.every((byte, i) => byte === ((ip2.bytes[i] ?? 0) & byteMask(cidr3.prefixLength, i)));
}
function width(ip2) {
  return ip2.bytes.length * 8;
}
function byteMask(length2, index2) {
  const bits3 = Math.max(0, Math.min(8, length2 - 8 * index2));
  return (65280 >> bits3) & 255;
}

// src/envoy/parse/parseCidrRange.ts
function parseCidrRange(value, at2) {
  const message = new Message(value, at2);
  const ip2 = parseIp(message.string('address_prefix'));
  return ip2 && makeCidr(ip2, message.number('prefix_len') ?? 0);
}
function readCidrRanges(message, name) {
  const ranges = message.many(name, parseCidrRange);
  const read = ranges.filter((range) => range !== void 0);
  if (read.length < ranges.length) message.refuse(name);
  return read;
}

// src/envoy/parse/parseFilterChainMatch.ts
var SOURCE_TYPES = ['ANY', 'SAME_IP_OR_LOOPBACK', 'EXTERNAL'];
function parseFilterChainMatch(value, at2) {
  const message = new Message(value, at2);
  const destinationPort3 = message.number('destination_port');
  const match2 = {
    at: at2,
    ...(destinationPort3 !== void 0 && { destinationPort: destinationPort3 }),
    prefixRanges: readCidrRanges(message, 'prefix_ranges'),
    serverNames: readServerNames(message),
    transportProtocol: message.string('transport_protocol'),
    applicationProtocols: message.strings('application_protocols'),
    directSourcePrefixRanges: readCidrRanges(message, 'direct_source_prefix_ranges'),
    sourceType: readSourceType(message),
    sourcePrefixRanges: readCidrRanges(message, 'source_prefix_ranges'),
    sourcePorts: message.numbers('source_ports'),
  };
  return { ...match2, unsupported: message.unread() };
}
function readServerNames(message) {
  const names = message.strings(message.first('server_names', 'sni_domains') ?? 'server_names');
  return names.map((name) => name.toLowerCase());
}
function readSourceType(message) {
  if (message.value('source_type') === 'LOCAL') return 'SAME_IP_OR_LOOPBACK';
  return message.choice('source_type', SOURCE_TYPES);
}

// src/envoy/parse/parseHeaderMatcher.ts
function parseHeaderMatcher(value, at2) {
  const message = new Message(value, at2);
  const header = {
    at: at2,
    name: message.string('name'),
    invertMatch: message.flag('invert_match'),
    treatMissingHeaderAsEmpty: message.flag('treat_missing_header_as_empty'),
  };
  const specifier = readSpecifier(message);
  const [unread] = message.unread();
  return { ...header, specifier: unread === void 0 ? specifier : unsupported(unread) };
}
function readSpecifier(message) {
  const field3 = message.first(
    'string_match',
    'exact_match',
    'prefix_match',
    'suffix_match',
    'contains_match',
    'safe_regex_match',
    'regex_match',
    'range_match',
    'present_match',
    'value',
  );
  switch (field3) {
    case void 0:
      return { kind: 'none' };
    case 'string_match':
      return strings(message.one(field3, parseStringMatcher));
    case 'exact_match':
      return strings({ kind: 'legacy_exact', value: message.string(field3) });
    case 'prefix_match':
      return strings({ kind: 'prefix', value: message.string(field3), ignoreCase: false });
    case 'suffix_match':
      return strings({ kind: 'suffix', value: message.string(field3), ignoreCase: false });
    case 'contains_match':
      return strings({ kind: 'contains', value: message.string(field3), ignoreCase: false });
    case 'safe_regex_match':
      return strings(message.one(field3, parseRegexMatcher));
    case 'regex_match':
      return strings({ kind: 'ecmascript', regex: message.string(field3) });
    case 'range_match':
      return message.one(field3, parseRange) ?? unsupported(field3);
    case 'present_match':
      return { kind: 'present_match', present: message.flag(field3) };
    case 'value':
      return strings(readV1Value(message));
  }
}
function readV1Value(message) {
  const value = message.string('value');
  return message.flag('regex') ? { kind: 'ecmascript', regex: value } : { kind: 'legacy_exact', value };
}
function parseRange(value, at2) {
  const message = new Message(value, at2);
  const start2 = int64(message.value('start'));
  const end = int64(message.value('end'));
  if (start2 === void 0 || end === void 0 || message.unread().length > 0) return unsupported('range_match');
  return { kind: 'range_match', start: start2, end };
}
function int64(value) {
  if (value === void 0) return 0n;
  if (typeof value === 'number') return Number.isInteger(value) ? BigInt(value) : void 0;
  return typeof value === 'string' && /^-?[0-9]{1,19}$/.test(value) ? BigInt(value) : void 0;
}
function strings(matcher) {
  return { kind: 'string_match', matcher: matcher ?? { kind: 'unsupported', field: 'string_match' } };
}
function unsupported(field3) {
  return strings({ kind: 'unsupported', field: field3 });
}

// src/envoy/parse/readFractionalPercent.ts
var DENOMINATORS = ['HUNDRED', 'TEN_THOUSAND', 'MILLION'];
var VALUES2 = { HUNDRED: 100, TEN_THOUSAND: 1e4, MILLION: 1e6 };
function readFractionalPercent(percent) {
  const denominator = VALUES2[percent.choice('denominator', DENOMINATORS)];
  return { at: percent.at, numerator: percent.number('numerator') ?? 0, denominator };
}
function readRuntimeFractionalPercent(percent) {
  const { at: at2 } = percent;
  const runtimeKey = percent.string('runtime_key');
  const key = runtimeKey === '' ? {} : { runtimeKey };
  if (typeof percent.value('default_value') === 'number') {
    return { at: at2, numerator: percent.number('default_value') ?? 0, denominator: 100, ...key };
  }
  const value = percent.message('default_value');
  return { ...(value ? readFractionalPercent(value) : { numerator: 0, denominator: 100 }), at: at2, ...key };
}

// src/envoy/parse/parseHttpFault.ts
var HARMLESS7 = fieldNames(
  'response_rate_limit',
  'disable_downstream_cluster_stats',
  'filter_metadata',
  'delay_percent_runtime',
  'abort_percent_runtime',
  'delay_duration_runtime',
  'abort_http_status_runtime',
  'abort_grpc_status_runtime',
  'max_active_faults_runtime',
  'response_rate_limit_percent_runtime',
);
function parseHttpFault(value, at2) {
  const message = new Message(value, at2);
  const abort = message.message('abort');
  const delay = message.message('delay');
  const maxActiveFaults = message.number('max_active_faults');
  return {
    at: at2,
    ...(abort && { abort: readFaultAbort(abort) }),
    ...(delay && { delay: readFaultDelay(delay) }),
    upstreamCluster: message.string('upstream_cluster'),
    headers: message.many('headers', parseHeaderMatcher),
    downstreamNodes: message.strings('downstream_nodes'),
    ...(maxActiveFaults !== void 0 && { maxActiveFaults }),
    unsupported: message.unread(HARMLESS7),
  };
}
function readFaultAbort(abort) {
  const httpStatus = abort.number('http_status');
  const grpcStatus = abort.number('grpc_status');
  abort.value('header_abort');
  return {
    at: abort.at,
    ...(httpStatus !== void 0 && { httpStatus }),
    ...(grpcStatus !== void 0 && { grpcStatus }),
    headerAbort: abort.has('header_abort'),
    percentage: readPercentage(abort),
  };
}
var HARMLESS_DELAY = fieldNames('type');
function readFaultDelay(delay) {
  const fixedDelayMs = delay.ignore(HARMLESS_DELAY).duration('fixed_delay');
  delay.value('header_delay');
  return {
    at: delay.at,
    ...(fixedDelayMs !== void 0 && { fixedDelayMs }),
    headerDelay: delay.has('header_delay'),
    percentage: readPercentage(delay),
  };
}
function readPercentage(fault2) {
  const percentage = fault2.message('percentage');
  if (percentage) return readFractionalPercent(percentage);
  return { at: fault2.pointer('percent'), numerator: fault2.number('percent') ?? 0, denominator: 100 };
}

// src/text/compareBytes.ts
var BEYOND_SURROGATES = /[\ud800-\uffff]/;
function compareBytes(a, b) {
  if (a === b) return 0;
  if (!BEYOND_SURROGATES.test(a) || !BEYOND_SURROGATES.test(b)) return a < b ? -1 : 1;
  const length2 = Math.min(a.length, b.length);
  for (let i = 0; i < length2; i++) {
    const difference = rank(a.charCodeAt(i)) - rank(b.charCodeAt(i));
    if (difference !== 0) return difference;
  }
  return a.length - b.length;
}
function rank(unit) {
  return unit >= 55296 && unit <= 57343 ? unit + 65536 : unit;
}

// src/envoy/parse/readHeaderMutations.ts
var ACTIONS2 = ['APPEND_IF_EXISTS_OR_ADD', 'ADD_IF_ABSENT', 'OVERWRITE_IF_EXISTS_OR_ADD', 'OVERWRITE_IF_EXISTS'];
function readHeaderMutations(message) {
  return {
    requestAdd: message.messages('request_headers_to_add').map(readHeaderValueOption),
    requestRemove: message.strings('request_headers_to_remove'),
    responseAdd: message.messages('response_headers_to_add').map(readHeaderValueOption),
    responseRemove: message.strings('response_headers_to_remove'),
  };
}
function readHeaderValueOption(option) {
  const header = option.message('header');
  const append2 = option.boolean('append');
  const action = option.choice('append_action', ACTIONS2);
  return {
    at: option.at,
    name: header?.string('key') ?? '',
    value: header?.text('value') ?? decoded(header?.string('raw_value') ?? ''),
    action: append2 === void 0 ? action : append2 ? 'APPEND_IF_EXISTS_OR_ADD' : 'OVERWRITE_IF_EXISTS_OR_ADD',
    keepEmptyValue: option.flag('keep_empty_value'),
  };
}
function decoded(base64) {
  return Buffer.from(base64, 'base64').toString('utf8');
}

// src/envoy/parse/parseCorsPolicy.ts
var HARMLESS8 = fieldNames(
  'allow_methods',
  'allow_headers',
  'expose_headers',
  'max_age',
  'allow_credentials',
  'allow_private_network_access',
  'shadow_enabled',
);
function parseCorsPolicy(value, at2) {
  const message = new Message(value, at2);
  const forwardNotMatchingPreflights = message.boolean('forward_not_matching_preflights');
  return {
    at: at2,
    allowOrigin: [
      ...message.strings('allow_origin').map((origin) => ({
        kind: 'exact',
        value: origin,
        ignoreCase: false,
      })),
      ...message.strings('allow_origin_regex').map((regex) => ({ kind: 'ecmascript', regex })),
      ...message.many('allow_origin_string_match', parseStringMatcher),
    ],
    filterEnabled: readEnabled(message),
    ...(forwardNotMatchingPreflights !== void 0 && { forwardNotMatchingPreflights }),
    unsupported: message.unread(HARMLESS8),
  };
}
function readEnabled(policy) {
  const fraction2 = policy.message('filter_enabled');
  const enabled2 = policy.boolean('enabled') ?? true;
  if (fraction2) return readRuntimeFractionalPercent(fraction2);
  return { at: policy.pointer('enabled'), numerator: enabled2 ? 100 : 0, denominator: 100 };
}

// src/envoy/parse/readPerFilterConfig.ts
var WRAPPER = 'envoy.config.route.v3.FilterConfig';
var KINDS2 = [
  { kind: 'fault', message: 'HTTPFault', names: ['envoy.filters.http.fault', 'envoy.fault'] },
  { kind: 'rbac', message: 'RBACPerRoute', names: ['envoy.filters.http.rbac'] },
  { kind: 'cors', message: 'CorsPolicy', names: ['envoy.filters.http.cors', 'envoy.cors'] },
];
function readPerFilterConfig(message) {
  const configs = [...message.map('per_filter_config', readAny), ...message.map('typed_per_filter_config', readAny)];
  return new Map(configs.map(([name, config]) => [name, readEntry2(name, config)]));
}
var HARMLESS9 = fieldNames('is_optional');
function readEntry2(name, config) {
  const { at: at2 } = config;
  if (config.typeUrl !== WRAPPER) return { at: at2, disabled: false, config: parseConfig(name, config) };
  const wrapper = new Message(config.value, at2);
  const inner = wrapper.one('config', readAny);
  const disabled = wrapper.flag('disabled');
  if (wrapper.unread(HARMLESS9).length > 0) return { at: at2, disabled: false, config };
  return { at: at2, disabled, ...(inner && { config: parseConfig(name, inner) }) };
}
function parseConfig(name, config) {
  const kind = extensionKind({ name, config }, KINDS2);
  switch (kind) {
    case void 0:
      return config;
    case 'fault':
      return { kind, fault: parseHttpFault(config.value, config.at) };
    case 'cors':
      return { kind, cors: parseCorsPolicy(config.value, config.at) };
    case 'rbac': {
      const message = new Message(config.value, config.at);
      const rbac = message.one('rbac', parseRbac);
      return message.unread().length > 0 ? config : { kind, rbac };
    }
  }
}

// src/envoy/parse/readMirrorPolicies.ts
var HARMLESS10 = fieldNames(
  'runtime_key',
  'trace_sampled',
  'disable_shadow_host_suffix_append',
  'request_headers_mutations',
  'host_rewrite_literal',
);
function readMirrorPolicies(message) {
  const policies = message.messages('request_mirror_policies');
  const single = message.message('request_mirror_policy');
  return (single && policies.length === 0 ? [single] : policies).map(readMirrorPolicy);
}
function readMirrorPolicy(policy) {
  const fraction2 = policy.ignore(HARMLESS10).message('runtime_fraction');
  return {
    at: policy.at,
    cluster: policy.string('cluster'),
    ...(fraction2 && { fraction: readRuntimeFractionalPercent(fraction2) }),
  };
}

// src/envoy/parse/readRetryPolicy.ts
var HARMLESS11 = fieldNames(
  'per_try_idle_timeout',
  'retry_priority',
  'retry_host_predicate',
  'retry_options_predicates',
  'host_selection_retry_max_attempts',
  'retry_back_off',
  'rate_limited_retry_back_off',
  'retriable_headers',
  'retriable_request_headers',
);
function readRetryPolicy(message) {
  const policy = message.message('retry_policy')?.ignore(HARMLESS11);
  if (policy === void 0) return void 0;
  const perTryTimeoutMs = policy.duration('per_try_timeout');
  const conditions = policy.string('retry_on').split(',');
  return {
    at: policy.at,
    retryOn: conditions.map((condition) => condition.trim()).filter((condition) => condition !== ''),
    numRetries: policy.number('num_retries') ?? 1,
    ...(perTryTimeoutMs !== void 0 && { perTryTimeoutMs }),
    retriableStatusCodes: policy.numbers('retriable_status_codes'),
  };
}

// src/envoy/parse/parseUpgradeConfig.ts
function parseUpgradeConfig(value, at2) {
  const message = new Message(value, at2);
  message.value('connect_config');
  return {
    at: at2,
    upgradeType: message.string('upgrade_type').toLowerCase(),
    enabled: message.boolean('enabled') ?? true,
    connectConfig: message.has('connect_config'),
    unsupported: message.unread(),
  };
}

// src/envoy/parse/readClusterSpecifier.ts
var SPECIFIERS = [
  'cluster',
  'cluster_header',
  'weighted_clusters',
  'cluster_specifier_plugin',
  'inline_cluster_specifier_plugin',
];
function readClusterSpecifier(action) {
  const specifier = action.first(...SPECIFIERS);
  const at2 = action.pointer(specifier ?? 'cluster');
  switch (specifier) {
    case void 0:
      return { kind: 'unsupported', at: at2, field: 'cluster_specifier' };
    case 'cluster':
      return { kind: specifier, at: at2, name: action.string(specifier) };
    case 'cluster_header':
      return { kind: specifier, at: at2, header: action.string(specifier) };
    case 'weighted_clusters':
      return action.one(specifier, parseWeightedClusters) ?? { kind: 'unsupported', at: at2, field: specifier };
    case 'cluster_specifier_plugin':
    case 'inline_cluster_specifier_plugin':
      action.value(specifier);
      return { kind: 'unsupported', at: at2, field: specifier };
  }
}
var HARMLESS12 = fieldNames('use_hash_policy');
function parseWeightedClusters(value, at2) {
  const message = new Message(value, at2);
  const clusters = message.messages('clusters').map(readWeightedCluster);
  const headerName = message.string('header_name');
  const runtimeKeyPrefix = message.string('runtime_key_prefix');
  const totalWeight = message.number('total_weight');
  const [unread] = message.unread(HARMLESS12);
  if (unread !== void 0) return { kind: 'unsupported', at: at2, field: `weighted_clusters.${unread}` };
  return {
    kind: 'weighted_clusters',
    at: at2,
    clusters,
    ...(headerName !== '' && { headerName }),
    ...(runtimeKeyPrefix !== '' && { runtimeKeyPrefix }),
    ...(totalWeight !== void 0 && { totalWeight }),
  };
}
function readWeightedCluster(entry) {
  return {
    at: entry.at,
    name: entry.string('name'),
    clusterHeader: entry.string('cluster_header'),
    weight: entry.number('weight') ?? 0,
    headers: readHeaderMutations(entry),
    metadataMatch: readSubsetCriteria(entry),
    perFilterConfig: readPerFilterConfig(entry),
    hostRewriteLiteral: entry.string('host_rewrite_literal'),
  };
}

// src/envoy/parse/readHashPolicy.ts
var SPECIFIERS2 = ['header', 'cookie', 'connection_properties', 'query_parameter', 'filter_state'];
var HARMLESS13 = fieldNames('regex_rewrite', 'ttl', 'path', 'attributes');
function readHashPolicy(policy) {
  const { at: at2 } = policy;
  const kind = policy.first(...SPECIFIERS2);
  const specifier = kind && policy.message(kind)?.ignore(HARMLESS13);
  const terminal = policy.flag('terminal');
  if (kind === void 0 || specifier === void 0) {
    return {
      at: at2,
      kind: 'unsupported',
      name: policy.unread()[0] ?? 'policy_specifier',
      terminal,
      generatesCookie: false,
    };
  }
  return {
    at: at2,
    kind,
    name: inputName(specifier),
    terminal,
    generatesCookie: kind === 'cookie' && specifier.has('ttl'),
  };
}
function inputName(specifier) {
  const name = specifier.first('header_name', 'name', 'key');
  if (name !== void 0) return specifier.string(name);
  return specifier.flag('source_ip') ? 'source_ip' : '';
}

// src/envoy/parse/readRegexRewrite.ts
var HARMLESS14 = fieldNames('google_re2');
function readRegexRewrite(message, name) {
  const rewrite = message.message(name);
  if (rewrite === void 0) return void 0;
  const regex = rewrite.message('pattern')?.ignore(HARMLESS14).string('regex') ?? '';
  return { regex, substitution: rewrite.string('substitution') };
}

// src/envoy/parse/readRewrites.ts
function readPathRewrite(action) {
  const prefix = action.text('prefix_rewrite');
  if (prefix !== void 0 && prefix !== '')
    return { kind: 'prefix_rewrite', at: action.pointer('prefix_rewrite'), value: prefix };
  const regex = readRegexRewrite(action, 'regex_rewrite');
  if (regex) return { kind: 'regex_rewrite', at: action.pointer('regex_rewrite'), ...regex };
  const template2 = readUriTemplate(action);
  if (template2 !== void 0)
    return { kind: 'uri_template_rewrite', at: action.pointer('path_rewrite_policy'), template: template2 };
  const format = action.text('path_rewrite');
  if (format !== void 0 && format !== '') return { kind: 'path_rewrite', at: action.pointer('path_rewrite'), format };
  return void 0;
}
function readUriTemplate(action) {
  const policy = action.message('path_rewrite_policy');
  if (policy === void 0) return void 0;
  const { config } = readExtension(policy);
  const template2 = new Message(config.value, config.at).text('path_template_rewrite');
  if (template2 === void 0) action.refuse('path_rewrite_policy');
  return template2;
}
function readHostRewrite(action) {
  const literal2 = action.string('host_rewrite_literal');
  if (literal2 !== '')
    return { kind: 'host_rewrite_literal', at: action.pointer('host_rewrite_literal'), value: literal2 };
  const rewrite = action.string('host_rewrite');
  const at2 = action.pointer('host_rewrite');
  if (rewrite.includes('%')) return { kind: 'host_rewrite', at: at2, format: rewrite };
  if (rewrite !== '') return { kind: 'host_rewrite_literal', at: at2, value: rewrite };
  if (action.flag('auto_host_rewrite')) return { kind: 'auto_host_rewrite', at: action.pointer('auto_host_rewrite') };
  const field3 = action.first('host_rewrite_header', 'auto_host_rewrite_header');
  const header = field3 === void 0 ? '' : action.string(field3);
  if (field3 !== void 0 && header !== '') return { kind: 'host_rewrite_header', at: action.pointer(field3), header };
  const regex = readRegexRewrite(action, 'host_rewrite_path_regex');
  return regex && { kind: 'host_rewrite_path_regex', at: action.pointer('host_rewrite_path_regex'), ...regex };
}

// src/envoy/parse/parseForwardAction.ts
var HARMLESS15 = fieldNames(
  'idle_timeout',
  'flush_timeout',
  'early_data_policy',
  'rate_limits',
  'include_vh_rate_limits',
  'hedge_policy',
  'max_internal_redirects',
);
var NOT_FOUND_CODES = ['SERVICE_UNAVAILABLE', 'NOT_FOUND', 'INTERNAL_SERVER_ERROR'];
var NOT_FOUND_STATUS = { SERVICE_UNAVAILABLE: 503, NOT_FOUND: 404, INTERNAL_SERVER_ERROR: 500 };
function parseForwardAction(value, at2) {
  const message = new Message(value, at2);
  const pathRewrite2 = readPathRewrite(message);
  const hostRewrite2 = readHostRewrite(message);
  const retryPolicy2 = readRetryPolicy(message);
  const cors = message.one('cors', parseCorsPolicy);
  message.value('internal_redirect_policy');
  message.value('max_stream_duration');
  const maxGrpcTimeoutMs = message.duration('max_grpc_timeout');
  const grpcTimeoutOffsetMs = message.duration('grpc_timeout_offset');
  return {
    kind: 'route',
    at: at2,
    cluster: readClusterSpecifier(message),
    clusterNotFoundStatus: NOT_FOUND_STATUS[message.choice('cluster_not_found_response_code', NOT_FOUND_CODES)],
    ...(pathRewrite2 && { pathRewrite: pathRewrite2 }),
    ...(hostRewrite2 && { hostRewrite: hostRewrite2 }),
    appendXForwardedHost: message.flag('append_x_forwarded_host'),
    metadataMatch: readSubsetCriteria(message),
    timeoutMs: message.duration('timeout') ?? 15e3,
    ...(maxGrpcTimeoutMs !== void 0 && { maxGrpcTimeoutMs }),
    ...(grpcTimeoutOffsetMs !== void 0 && { grpcTimeoutOffsetMs }),
    boundsStreamDuration: message.has('max_stream_duration'),
    ...(retryPolicy2 && { retryPolicy: retryPolicy2 }),
    requestMirrorPolicies: readMirrorPolicies(message),
    hashPolicies: message.messages('hash_policy').map(readHashPolicy),
    upgradeConfigs: message.many('upgrade_configs', parseUpgradeConfig),
    ...(cors && { cors }),
    priority: message.choice('priority', ['DEFAULT', 'HIGH']),
    internalRedirect:
      message.has('internal_redirect_policy') ||
      message.choice('internal_redirect_action', INTERNAL_REDIRECT) === 'HANDLE_INTERNAL_REDIRECT',
    unsupported: message.unread(HARMLESS15),
  };
}
var INTERNAL_REDIRECT = ['PASS_THROUGH_INTERNAL_REDIRECT', 'HANDLE_INTERNAL_REDIRECT'];

// src/envoy/parse/parseRedirectAction.ts
var CODES = ['MOVED_PERMANENTLY', 'FOUND', 'SEE_OTHER', 'TEMPORARY_REDIRECT', 'PERMANENT_REDIRECT'];
var STATUS = {
  MOVED_PERMANENTLY: 301,
  FOUND: 302,
  SEE_OTHER: 303,
  TEMPORARY_REDIRECT: 307,
  PERMANENT_REDIRECT: 308,
};
function parseRedirectAction(value, at2) {
  const message = new Message(value, at2);
  const portRedirect = message.number('port_redirect');
  const action = {
    kind: 'redirect',
    at: at2,
    status: STATUS[message.choice('response_code', CODES)],
    httpsRedirect: message.flag('https_redirect'),
    schemeRedirect: message.string('scheme_redirect'),
    hostRedirect: message.string('host_redirect'),
    ...(portRedirect !== void 0 && portRedirect !== 0 && { portRedirect }),
    path: readPath(message),
    stripQuery: message.flag('strip_query'),
  };
  const [unread] = message.unread();
  return unread === void 0 ? action : { kind: 'unsupported', at: at2, field: `redirect.${unread}` };
}
function readPath(message) {
  const field3 = message.first('path_redirect', 'prefix_rewrite', 'regex_rewrite');
  switch (field3) {
    case void 0:
      return { kind: 'none' };
    case 'path_redirect':
    case 'prefix_rewrite':
      return { kind: field3, value: message.string(field3) };
    case 'regex_rewrite':
      return { kind: field3, ...(readRegexRewrite(message, field3) ?? { regex: '', substitution: '' }) };
  }
}

// src/envoy/parse/parseRouteAction.ts
var ACTIONS3 = ['route', 'redirect', 'direct_response', 'non_forwarding_action', 'filter_action'];
function readRouteAction(route) {
  const action = route.first(...ACTIONS3);
  const unsupported5 = { kind: 'unsupported', at: route.at, field: action ?? 'action' };
  switch (action) {
    case void 0:
      return unsupported5;
    case 'route':
      return route.one(action, parseForwardAction) ?? unsupported5;
    case 'redirect':
      return route.one(action, parseRedirectAction) ?? unsupported5;
    case 'direct_response':
      return route.one(action, parseDirectResponseAction) ?? unsupported5;
    case 'non_forwarding_action':
    case 'filter_action':
      route.value(action);
      return { kind: action, at: route.pointer(action) };
  }
}
function parseDirectResponseAction(value, at2) {
  const message = new Message(value, at2);
  const status = message.number('status') ?? 0;
  const source2 = message.one('body', parseDataSource);
  const body = message.has('body') ? source2 : '';
  const formatted = message.has('body_format');
  const [unread] = message.unread(fieldNames('body_format'));
  if (unread !== void 0) return { kind: 'unsupported', at: at2, field: `direct_response.${unread}` };
  const action = { kind: 'direct_response', at: at2, status };
  return body === void 0 || formatted ? action : { ...action, body };
}
function parseDataSource(value, at2) {
  const message = new Message(value, at2);
  const bytes = message.text('inline_bytes');
  return message.text('inline_string') ?? (bytes === void 0 ? void 0 : Buffer.from(bytes, 'base64').toString());
}

// src/envoy/parse/parseValueMatcher.ts
function parseValueMatcher(value, at2) {
  const message = new Message(value, at2);
  const matcher = readPattern2(message);
  const [unread] = message.unread();
  return unread === void 0 ? matcher : { kind: 'unsupported', field: unread };
}
function readPattern2(message) {
  const pattern = message.first(
    'null_match',
    'double_match',
    'string_match',
    'bool_match',
    'present_match',
    'list_match',
    'or_match',
  );
  switch (pattern) {
    case void 0:
      return { kind: 'unsupported', field: 'match_pattern' };
    case 'null_match':
      message.struct(pattern);
      return { kind: 'null_match' };
    case 'double_match':
      return message.one(pattern, parseDoubleMatcher) ?? { kind: 'unsupported', field: pattern };
    case 'string_match':
      return {
        kind: 'string_match',
        matcher: message.one(pattern, parseStringMatcher) ?? { kind: 'unsupported', field: pattern },
      };
    case 'bool_match':
    case 'present_match':
      return { kind: pattern, value: message.flag(pattern) };
    case 'list_match': {
      const oneOf = message.message(pattern)?.one('one_of', parseValueMatcher);
      return oneOf ? { kind: 'list_match', oneOf } : { kind: 'unsupported', field: pattern };
    }
    case 'or_match': {
      const matchers = message.message(pattern)?.many('value_matchers', parseValueMatcher) ?? [];
      return matchers.length > 0 ? { kind: 'or_match', matchers } : { kind: 'unsupported', field: pattern };
    }
  }
}
function parseDoubleMatcher(value, at2) {
  const message = new Message(value, at2);
  const exact = message.number('exact');
  const range = message.message('range');
  const matcher = range
    ? { kind: 'double_match', start: range.number('start') ?? 0, end: range.number('end') ?? 0 }
    : { kind: 'double_match', exact: exact ?? 0 };
  const known2 = range !== void 0 || exact !== void 0;
  return known2 && message.unread().length === 0 ? matcher : { kind: 'unsupported', field: 'double_match' };
}

// src/envoy/parse/parseMetadataMatcher.ts
function parseMetadataMatcher(value, at2) {
  const message = new Message(value, at2);
  const matcher = {
    at: at2,
    filter: message.string('filter'),
    path: readPath2(message),
    value: message.one('value', parseValueMatcher) ?? { kind: 'unsupported', field: 'value' },
    invert: message.flag('invert'),
  };
  const [unread] = message.unread();
  return unread === void 0 ? matcher : { ...matcher, value: { kind: 'unsupported', field: unread } };
}
function readPath2(message) {
  return message.messages('path').map((segment) => segment.string('key'));
}
function parseFilterStateMatcher(value, at2) {
  const message = new Message(value, at2);
  const key = message.string('key');
  const matcher = message.one('string_match', parseStringMatcher);
  const [unread] = message.unread();
  if (unread !== void 0) return { at: at2, key, matcher: { kind: 'unsupported', field: unread } };
  return {
    at: at2,
    key,
    matcher: matcher ? { kind: 'string_match', matcher } : { kind: 'unsupported', field: 'matcher' },
  };
}

// src/envoy/parse/readPathSpecifier.ts
var SPECIFIERS3 = [
  'prefix',
  'path',
  'path_separated_prefix',
  'safe_regex',
  'regex',
  'connect_matcher',
  'path_match_policy',
];
var HARMLESS16 = fieldNames('google_re2');
function readPathSpecifier(match2) {
  const specifier = match2.first(...SPECIFIERS3);
  switch (specifier) {
    case void 0:
      return { kind: 'unsupported', field: 'path_specifier' };
    case 'prefix':
    case 'path':
    case 'path_separated_prefix':
      return { kind: specifier, value: match2.string(specifier) };
    case 'safe_regex':
      return { kind: specifier, value: match2.message(specifier)?.ignore(HARMLESS16).string('regex') ?? '' };
    case 'regex':
      return { kind: 'ecmascript', value: match2.string(specifier) };
    case 'connect_matcher':
      match2.value(specifier);
      return { kind: specifier };
    case 'path_match_policy': {
      const policy = match2.message(specifier);
      return policy ? readPathMatchPolicy(policy) : { kind: 'unsupported', field: specifier };
    }
  }
}
function readPathMatchPolicy(policy) {
  const { name, config } = readExtension(policy);
  const template2 = new Message(config.value, config.at).text('path_template');
  return template2 !== void 0 && config.typeUrl.endsWith('.UriTemplateMatchConfig')
    ? { kind: 'uri_template', value: template2 }
    : { kind: 'unsupported', field: `path_match_policy ${config.typeUrl || name}` };
}

// src/envoy/parse/parseQueryParameterMatcher.ts
function parseQueryParameterMatcher(value, at2) {
  const message = new Message(value, at2);
  const name = message.string('name');
  const specifier = readSpecifier2(message);
  const [unread] = message.unread();
  if (unread === void 0) return { at: at2, name, specifier };
  return { at: at2, name, specifier: { kind: 'string_match', matcher: { kind: 'unsupported', field: unread } } };
}
function readSpecifier2(message) {
  const matcher = message.one('string_match', parseStringMatcher);
  if (matcher) return { kind: 'string_match', matcher };
  const present = message.boolean('present_match');
  if (present !== void 0) return { kind: 'present_match', present };
  const text = message.text('value');
  const regex = message.flag('regex');
  if (text === void 0 || text === '') return { kind: 'none' };
  const legacy = regex ? { kind: 'ecmascript', regex: text } : { kind: 'exact', value: text, ignoreCase: false };
  return { kind: 'string_match', matcher: legacy };
}
function parseCookieMatcher(value, at2) {
  const message = new Message(value, at2);
  const name = message.string('name');
  const invertMatch = message.flag('invert_match');
  const matcher = message.one('string_match', parseStringMatcher) ?? missing('string_match');
  const [unread] = message.unread();
  return { at: at2, name, invertMatch, matcher: unread === void 0 ? matcher : missing(unread) };
}
function missing(field3) {
  return { kind: 'unsupported', field: field3 };
}

// src/envoy/parse/parseRouteMatch.ts
function parseRouteMatch(value, at2) {
  const message = new Message(value, at2);
  const runtimeFraction = message.message('runtime_fraction') ?? message.message('runtime');
  const tlsContext = message.message('tls_context');
  message.value('grpc');
  return {
    at: at2,
    path: readPathSpecifier(message),
    caseSensitive: message.boolean('case_sensitive') ?? true,
    headers: message.many('headers', parseHeaderMatcher),
    queryParameters: message.many('query_parameters', parseQueryParameterMatcher),
    cookies: message.many('cookies', parseCookieMatcher),
    ...(runtimeFraction && { runtimeFraction: readRuntimeFractionalPercent(runtimeFraction) }),
    grpc: message.has('grpc'),
    ...(tlsContext && { tlsContext: readTlsContextMatch(tlsContext) }),
    dynamicMetadata: message.many('dynamic_metadata', parseMetadataMatcher),
    filterState: message.many('filter_state', parseFilterStateMatcher),
    unsupported: message.unread(),
  };
}
function readTlsContextMatch(options) {
  const presented = options.boolean('presented');
  const validated = options.boolean('validated');
  return { ...(presented !== void 0 && { presented }), ...(validated !== void 0 && { validated }) };
}

// src/envoy/parse/parseRoute.ts
var HARMLESS17 = fieldNames('tracing', 'stat_prefix', 'per_request_buffer_limit_bytes', 'request_body_buffer_limit');
var HARMLESS_DECORATOR = fieldNames('propagate');
function parseRoute(value, at2) {
  const message = new Message(value, at2);
  return {
    at: at2,
    name: message.string('name'),
    match: message.one('match', parseRouteMatch) ?? parseRouteMatch({}, at2),
    action: readRouteAction(message),
    headers: readHeaderMutations(message),
    perFilterConfig: readPerFilterConfig(message),
    metadata: readFilterMetadata(message),
    decoratorOperation: message.message('decorator')?.ignore(HARMLESS_DECORATOR).string('operation') ?? '',
    unsupported: message.unread(HARMLESS17),
  };
}

// src/envoy/parse/parseOnMatch.ts
function parseOnMatch(value, at2) {
  const message = new Message(value, at2);
  const matcher = message.one('matcher', parseMatcherTree);
  const action = message.one('action', parseAction);
  const known2 = message.unread().length === 0;
  if (known2 && matcher) return { kind: 'matcher', matcher };
  if (known2 && action) return action;
  const unparsed4 = { kind: 'unparsed', at: at2, typeUrl: '', value };
  return { kind: 'action', at: at2, name: '', typeUrl: '', value: unparsed4 };
}
function parseAction(value, at2) {
  const { name, config } = readExtension(new Message(value, at2));
  return { kind: 'action', at: at2, name, typeUrl: config.typeUrl, value: readAction(config) };
}
function readAction(config) {
  const message = new Message(config.value, config.at);
  switch (config.typeUrl) {
    case 'google.protobuf.StringValue':
      return { kind: 'string', value: message.string('value') };
    case 'envoy.config.route.v3.Route':
      return { kind: 'routes', routes: [parseRoute(config.value, config.at)] };
    case 'envoy.config.route.v3.RouteList':
      return { kind: 'routes', routes: message.many('routes', parseRoute) };
    case 'envoy.config.rbac.v3.Action':
      return {
        kind: 'rbac_action',
        name: message.string('name'),
        action: message.choice('action', ['ALLOW', 'DENY', 'LOG']),
      };
    default:
      return config;
  }
}

// src/envoy/parse/readMatcherCustomMatch.ts
var HARMLESS18 = fieldNames('exclusive');
function readMatcherCustomMatch(custom, input) {
  const { name, config } = readExtension(custom);
  const typeUrl2 = config.typeUrl || name;
  if (!typeUrl2.endsWith('.IPMatcher')) return { kind: 'unsupported', typeUrl: typeUrl2 };
  const matcher = new Message(config.value, config.at);
  const ranges = matcher.messages('range_matchers').map((range) => ({
    cidrs: readCidrRanges(range.ignore(HARMLESS18), 'ranges'),
    onMatch: range.one('on_match', parseOnMatch) ?? parseOnMatch({}, range.at),
  }));
  return matcher.unread().length === 0
    ? { kind: 'ip_matcher', input, ranges }
    : { kind: 'unsupported', typeUrl: typeUrl2 };
}

// src/envoy/parse/readMatcherPredicate.ts
function readMatcherPredicate(predicate) {
  const kind = predicate.first('single_predicate', 'or_matcher', 'and_matcher', 'not_matcher');
  const part = kind && predicate.message(kind);
  if (kind === void 0 || part === void 0) return { kind: 'unsupported', typeUrl: 'match_type' };
  switch (kind) {
    case 'single_predicate':
      return readSinglePredicate(part);
    case 'or_matcher':
      return { kind: 'or', predicates: part.messages('predicate').map(readMatcherPredicate) };
    case 'and_matcher':
      return { kind: 'and', predicates: part.messages('predicate').map(readMatcherPredicate) };
    case 'not_matcher':
      return { kind: 'not', predicate: readMatcherPredicate(part) };
  }
}
function readSinglePredicate(predicate) {
  const input = readMatchInput(predicate);
  const matcher = predicate.one('value_match', parseStringMatcher);
  if (matcher) return { kind: 'single', input, matcher };
  const custom = predicate.message('custom_match');
  const extension2 = custom && readExtension(custom);
  return { kind: 'unsupported', typeUrl: extension2 ? extension2.config.typeUrl || extension2.name : 'matcher' };
}
function readMatchInput(holder) {
  const message = holder.message('input');
  if (message === void 0) return { at: holder.at, name: '' };
  const { name, config } = readExtension(message);
  const input = new Message(config.value, config.at);
  const argument = input.first('header_name', 'key', 'query_param');
  return {
    at: message.at,
    name: (config.typeUrl || name).split('.').at(-1) ?? '',
    ...(argument !== void 0 && { argument: input.string(argument) }),
  };
}

// src/envoy/parse/parseMatcherTree.ts
function parseMatcherTree(value, at2) {
  const message = new Message(value, at2);
  const list2 = message.message('matcher_list');
  const tree = message.message('matcher_tree');
  const branches = list2 ? readMatcherList(list2) : tree ? readTree(tree) : { kind: 'none' };
  const onNoMatch = message.one('on_no_match', parseOnMatch);
  const [unread] = message.unread();
  return {
    at: at2,
    branches: unread === void 0 ? branches : unsupported2(unread),
    ...(onNoMatch && { onNoMatch }),
  };
}
function readMatcherList(list2) {
  const matchers = list2.messages('matchers').map((matcher) => {
    const predicate = matcher.message('predicate');
    return {
      predicate: predicate ? readMatcherPredicate(predicate) : unsupported2('predicate'),
      onMatch: matcher.one('on_match', parseOnMatch) ?? parseOnMatch({}, matcher.at),
    };
  });
  return { kind: 'matcher_list', matchers };
}
function readTree(tree) {
  const input = readMatchInput(tree);
  const kind = tree.first('exact_match_map', 'prefix_match_map', 'custom_match');
  const branches = kind && tree.message(kind);
  if (kind === void 0 || branches === void 0) return unsupported2('tree_type');
  if (kind === 'custom_match') return readMatcherCustomMatch(branches, input);
  return { kind, input, map: branches.map('map', parseOnMatch) };
}
function unsupported2(typeUrl2) {
  return { kind: 'unsupported', typeUrl: typeUrl2 };
}

// src/envoy/parse/parseRbacMatchers.ts
function parsePathMatcher(value, at2) {
  const message = new Message(value, at2);
  const path = message.one('path', parseStringMatcher);
  return message.unread().length === 0 ? path : void 0;
}
function parseSourcedMetadata(value, at2) {
  const message = new Message(value, at2);
  const metadata = message.one('metadata_matcher', parseMetadataMatcher);
  const source2 = message.choice('metadata_source', ['DYNAMIC', 'ROUTE']);
  return source2 === 'DYNAMIC' && message.unread().length === 0 ? metadata : void 0;
}

// src/envoy/parse/parsePermission.ts
var RULES = [
  'any',
  'and_rules',
  'or_rules',
  'not_rule',
  'header',
  'url_path',
  'destination_ip',
  'destination_port',
  'destination_port_range',
  'metadata',
  'sourced_metadata',
  'requested_server_name',
];
function parsePermission(value, at2) {
  const message = new Message(value, at2);
  const permission2 = readRule(message);
  const [unread] = message.unread();
  if (unread === void 0 && permission2) return permission2;
  return { at: at2, kind: 'unsupported', field: unread ?? message.first(...RULES) ?? 'rule' };
}
function readRule(message) {
  const { at: at2 } = message;
  const rule = message.first(...RULES);
  switch (rule) {
    case void 0:
      return void 0;
    case 'any':
      return { at: at2, kind: rule, any: message.flag(rule) };
    case 'and_rules':
    case 'or_rules':
      return { at: at2, kind: rule, rules: message.message(rule)?.many('rules', parsePermission) ?? [] };
    case 'not_rule': {
      const negated = message.one(rule, parsePermission);
      return negated && { at: at2, kind: rule, rule: negated };
    }
    case 'header': {
      const header = message.one(rule, parseHeaderMatcher);
      return header && { at: at2, kind: rule, header };
    }
    case 'url_path': {
      const path = message.one(rule, parsePathMatcher);
      return path && { at: at2, kind: rule, path };
    }
    case 'destination_ip': {
      const cidr3 = message.one(rule, parseCidrRange);
      return cidr3 && { at: at2, kind: rule, cidr: cidr3 };
    }
    case 'destination_port': {
      const port = message.number(rule);
      return port === void 0 ? void 0 : { at: at2, kind: rule, port };
    }
    case 'destination_port_range': {
      const range = message.message(rule);
      return { at: at2, kind: rule, start: range?.number('start') ?? 0, end: range?.number('end') ?? 0 };
    }
    case 'metadata': {
      const metadata = message.one(rule, parseMetadataMatcher);
      return metadata && { at: at2, kind: rule, metadata };
    }
    case 'sourced_metadata': {
      const metadata = message.one(rule, parseSourcedMetadata);
      return metadata && { at: at2, kind: 'metadata', metadata };
    }
    case 'requested_server_name': {
      const matcher = message.one(rule, parseStringMatcher);
      return matcher && { at: at2, kind: rule, matcher };
    }
  }
}

// src/envoy/parse/parsePrincipal.ts
var IDENTIFIERS = [
  'any',
  'and_ids',
  'or_ids',
  'not_id',
  'authenticated',
  'source_ip',
  'direct_remote_ip',
  'remote_ip',
  'header',
  'url_path',
  'metadata',
  'sourced_metadata',
  'filter_state',
];
function parsePrincipal(value, at2) {
  const message = new Message(value, at2);
  const principal2 = readIdentifier(message);
  const [unread] = message.unread();
  if (unread === void 0 && principal2) return principal2;
  return { at: at2, kind: 'unsupported', field: unread ?? message.first(...IDENTIFIERS) ?? 'identifier' };
}
function readIdentifier(message) {
  const { at: at2 } = message;
  const identifier = message.first(...IDENTIFIERS);
  switch (identifier) {
    case void 0:
      return void 0;
    case 'any':
      return { at: at2, kind: identifier, any: message.flag(identifier) };
    case 'and_ids':
    case 'or_ids':
      return { at: at2, kind: identifier, ids: message.message(identifier)?.many('ids', parsePrincipal) ?? [] };
    case 'not_id': {
      const id = message.one(identifier, parsePrincipal);
      return id && { at: at2, kind: identifier, id };
    }
    case 'authenticated': {
      const authenticated2 = message.one(identifier, parseAuthenticated);
      return authenticated2 && { at: at2, kind: identifier, ...authenticated2 };
    }
    case 'source_ip':
    case 'direct_remote_ip':
    case 'remote_ip': {
      const cidr3 = message.one(identifier, parseCidrRange);
      return cidr3 && { at: at2, kind: identifier, cidr: cidr3 };
    }
    case 'header': {
      const header = message.one(identifier, parseHeaderMatcher);
      return header && { at: at2, kind: identifier, header };
    }
    case 'url_path': {
      const path = message.one(identifier, parsePathMatcher);
      return path && { at: at2, kind: identifier, path };
    }
    case 'metadata': {
      const metadata = message.one(identifier, parseMetadataMatcher);
      return metadata && { at: at2, kind: identifier, metadata };
    }
    case 'sourced_metadata': {
      const metadata = message.one(identifier, parseSourcedMetadata);
      return metadata && { at: at2, kind: 'metadata', metadata };
    }
    case 'filter_state': {
      const filterState = message.one(identifier, parseFilterStateMatcher);
      return filterState && { at: at2, kind: identifier, filterState };
    }
  }
}
function parseAuthenticated(value, at2) {
  const message = new Message(value, at2);
  const principalName = message.one('principal_name', parseStringMatcher);
  if (message.unread().length > 0) return void 0;
  return principalName ? { principalName } : {};
}

// src/envoy/parse/parseRbac.ts
var HARMLESS19 = fieldNames(
  'stat_prefix',
  'rules_stat_prefix',
  'track_per_rule_stats',
  'enforcement_type',
  'delay_deny',
);
function parseRbac(value, at2) {
  const message = new Message(value, at2);
  const rules = message.message('rules');
  const matcher = message.one('matcher', parseMatcherTree);
  const shadowRules = message.message('shadow_rules');
  const shadowMatcher = message.one('shadow_matcher', parseMatcherTree);
  return {
    at: at2,
    ...(rules && { rules: readRbacRules(rules) }),
    ...(matcher && { matcher }),
    ...(shadowRules && { shadowRules: readRbacRules(shadowRules) }),
    ...(shadowMatcher && { shadowMatcher }),
    shadowRulesStatPrefix: message.string('shadow_rules_stat_prefix'),
    unsupported: message.unread(HARMLESS19),
  };
}
var HARMLESS_RULES = fieldNames('audit_logging_options');
function readRbacRules(rules) {
  const policies = rules.ignore(HARMLESS_RULES).map('policies', (value, at2) => ({ value, at: at2 }));
  return {
    at: rules.at,
    action: rules.choice('action', ['ALLOW', 'DENY', 'LOG']),
    policies: [...policies]
      .map(([name, { value, at: at2 }]) => parseRbacPolicy(name, value, at2))
      .toSorted((a, b) => compareBytes(a.name, b.name)),
  };
}
var HARMLESS_POLICY = fieldNames('cel_config');
function parseRbacPolicy(name, value, at2) {
  const message = new Message(value, at2);
  const permissions = message.many('permissions', parsePermission);
  const principals = message.many('principals', parsePrincipal);
  const checked = message.one('checked_condition', unparsed);
  const condition = message.one('condition', unparsed) ?? checked;
  const known2 = message.unread(HARMLESS_POLICY).length === 0;
  return {
    at: at2,
    name,
    permissions,
    principals,
    ...(known2 ? condition && { condition } : { condition: unparsed(value, at2) }),
  };
}
function unparsed(value, at2) {
  return { kind: 'unparsed', at: at2, typeUrl: '', value };
}

// src/envoy/parse/readFilterStateValues.ts
var HARMLESS20 = fieldNames('factory_key', 'read_only');
function readFilterStateValues(config, name) {
  const message = new Message(config.value, config.at);
  const values = message.messages(name).map(readFilterStateValue);
  return message.unread().length === 0 ? values : void 0;
}
function readFilterStateValue(value) {
  const format = value.ignore(HARMLESS20).message('format_string');
  const text = format?.text('text_format') ?? format?.message('text_format_source')?.text('inline_string');
  if (text === void 0) value.refuse('format_string');
  return {
    at: value.at,
    objectKey: value.string('object_key'),
    format: text ?? '',
    sharedWithUpstream: value.choice('shared_with_upstream', ['NONE', 'ONCE', 'TRANSITIVE']) !== 'NONE',
    skipIfEmpty: value.flag('skip_if_empty'),
  };
}

// src/envoy/parse/parseHttpFilterConfig.ts
var HTTP_FILTERS = [
  { kind: 'router', message: 'Router', package: 'router', names: ['envoy.filters.http.router', 'envoy.router'] },
  { kind: 'fault', message: 'HTTPFault', names: ['envoy.filters.http.fault', 'envoy.fault'] },
  { kind: 'rbac', message: 'RBAC', package: 'rbac', names: ['envoy.filters.http.rbac'] },
  { kind: 'cors', message: 'Cors', package: 'cors', names: ['envoy.filters.http.cors', 'envoy.cors'] },
  { kind: 'istio_alpn', message: 'FilterConfig', package: 'alpn', names: ['istio.alpn'] },
  {
    kind: 'set_filter_state',
    message: 'Config',
    package: 'set_filter_state',
    names: ['envoy.filters.http.set_filter_state'],
  },
];
function parseHttpFilterConfig(extension2) {
  const { config } = extension2;
  const kind = extensionKind(extension2, HTTP_FILTERS);
  switch (kind) {
    case void 0:
      return config;
    case 'router':
      return parseRouter(config);
    case 'fault':
      return { kind, fault: parseHttpFault(config.value, config.at) };
    case 'rbac':
      return { kind, rbac: parseRbac(config.value, config.at) };
    case 'cors':
      return { kind };
    case 'istio_alpn':
      return parseAlpn(config);
    case 'set_filter_state': {
      const values = readFilterStateValues(config, 'on_request_headers');
      return values ? { kind, values } : config;
    }
  }
}
var HARMLESS_ROUTER = fieldNames(
  'dynamic_stats',
  'start_child_span',
  'upstream_log',
  'upstream_log_options',
  'respect_expected_rq_timeout',
  'suppress_grpc_request_failure_code_stats',
);
function parseRouter(config) {
  const message = new Message(config.value, config.at);
  return {
    kind: 'router',
    strictCheckHeaders: message.strings('strict_check_headers'),
    suppressEnvoyHeaders: message.flag('suppress_envoy_headers'),
    unsupported: message.unread(HARMLESS_ROUTER),
  };
}
function parseAlpn(config) {
  const message = new Message(config.value, config.at);
  const overrides = message.messages('alpn_override').map(readAlpnOverride);
  return message.unread().length === 0 ? { kind: 'istio_alpn', overrides } : config;
}
function readAlpnOverride(override) {
  return {
    upstreamProtocol: override.choice('upstream_protocol', ['HTTP10', 'HTTP11', 'HTTP2']),
    alpn: override.strings('alpn_override'),
  };
}

// src/envoy/parse/parseHttpFilter.ts
var HARMLESS_DISCOVERY = fieldNames('config_source', 'type_urls', 'apply_default_config_without_warming');
function parseHttpFilter(value, at2) {
  const message = new Message(value, at2);
  const extension2 = readExtension(message);
  const { typeUrl: typeUrl2 } = extension2.config;
  const discovery = message.message('config_discovery')?.ignore(HARMLESS_DISCOVERY);
  const parsed = discovery ? discovered(extension2.name, discovery) : parseHttpFilterConfig(extension2);
  const disabled = message.flag('disabled');
  const isOptional = message.flag('is_optional');
  const config = message.unread().length === 0 ? parsed : { kind: 'unparsed', at: at2, typeUrl: typeUrl2, value };
  return { at: at2, name: extension2.name, typeUrl: typeUrl2, disabled, isOptional, config };
}
function discovered(configName, source2) {
  const config = source2.one('default_config', readAny);
  if (config === void 0) return { kind: 'ecds', configName };
  return { kind: 'ecds', configName, defaultConfig: parseHttpFilterConfig({ name: configName, config }) };
}

// src/envoy/parse/readCodecOptions.ts
var HARMLESS_COMMON = fieldNames(
  'idle_timeout',
  'max_connection_duration',
  'max_headers_count',
  'max_response_headers_kb',
  'max_stream_duration',
  'max_requests_per_connection',
);
var HARMLESS_HTTP1 = fieldNames(
  'header_key_format',
  'enable_trailers',
  'allow_chunked_length',
  'override_stream_error_on_invalid_http_message',
  'send_fully_qualified_url',
  'use_balsa_parser',
);
function readCodecOptions(hcm) {
  const common = hcm.message('common_http_protocol_options')?.ignore(HARMLESS_COMMON);
  const http1 = hcm.message('http_protocol_options')?.ignore(HARMLESS_HTTP1);
  const http2 = hcm.one('http2_protocol_options', (value, at2) => new Message(value, at2));
  const http3 = hcm.one('http3_protocol_options', (value, at2) => new Message(value, at2));
  if (common && common.choice('headers_with_underscores_action', UNDERSCORES) !== 'ALLOW') {
    common.refuse('headers_with_underscores_action');
  }
  return {
    acceptHttp10: http1?.flag('accept_http_10') ?? false,
    defaultHostForHttp10: http1?.string('default_host_for_http_10') ?? '',
    allowAbsoluteUrl: http1?.boolean('allow_absolute_url') ?? true,
    allowCustomMethods: http1?.flag('allow_custom_methods') ?? false,
    allowConnect: [http2?.flag('allow_connect'), http3?.flag('allow_extended_connect')].includes(true),
  };
}
var UNDERSCORES = ['ALLOW', 'REJECT_REQUEST', 'DROP_HEADER'];

// src/envoy/http/authorityPort.ts
function portStart(authority) {
  const colon = authority.lastIndexOf(':');
  return colon > authority.lastIndexOf(']') ? colon : -1;
}
function withoutPort(authority) {
  const start2 = portStart(authority);
  return start2 < 0 ? authority : authority.slice(0, start2);
}
var ORIGINAL_CONNECT_PORT = 'envoy.router.original_connect_port';

// src/envoy/parse/groupBy.ts
function groupBy(items, keyOf3) {
  const groups = /* @__PURE__ */ new Map();
  for (const item of items) {
    const key = keyOf3(item);
    const group = groups.get(key);
    if (group) group.push(item);
    else groups.set(key, [item]);
  }
  return groups;
}

// src/envoy/string/asciiLower.ts
function asciiLower(text) {
  return /[A-Z]/.test(text) ? text.replace(/[A-Z]+/g, (letters) => letters.toLowerCase()) : text;
}

// src/envoy/route/indexDomains.ts
function indexDomains(virtualHosts) {
  const all = lazy(() => listDomains(virtualHosts));
  const ranks = lazy(() => [0, 1, 2, 3].map((rank3) => byText(all().filter((domain) => domain.rank === rank3))));
  const lengths = lazy(() => ranks().map((texts2) => [...new Set([...texts2.keys()].map((text) => text.length))]));
  const labels = lazy(() => groupBy(all(), ({ domain }) => firstLabel(domain)));
  const found = (rank3, text) => ranks()[rank3]?.get(text) ?? [];
  const shorter = (rank3, host) => lengths()[rank3]?.filter((length2) => length2 < host.length) ?? [];
  return {
    taking: (host) =>
      [
        ...found(0, host),
        ...shorter(1, host).flatMap((length2) => found(1, host.slice(host.length - length2))),
        ...shorter(2, host).flatMap((length2) => found(2, host.slice(0, length2))),
        ...found(3, ''),
      ].toSorted((a, b) => a.order - b.order),
    unread: lazy(() => virtualHosts.find(({ unsupported: unsupported5 }) => unsupported5.includes('domains'))),
    beginningWith: (label) => labels().get(label) ?? [],
  };
}
function firstLabel(host) {
  const bare = withoutPort(host);
  const [label = ''] = bare.split('.', 1);
  return /^\d+$/.test(label) ? bare : label;
}
function listDomains(virtualHosts) {
  const pairs = virtualHosts.flatMap((virtualHost2) =>
    virtualHost2.domains.map((domain) => ({ virtualHost: virtualHost2, domain })),
  );
  return pairs.map((pair, order) => ({ ...pair, rank: rankOf(pair.domain), order }));
}
function rankOf(domain) {
  if (domain === '*') return 3;
  if (domain.startsWith('*')) return 1;
  return domain.endsWith('*') ? 2 : 0;
}
function byText(domains) {
  return groupBy(domains, ({ domain, rank: rank3 }) => {
    const text = asciiLower(domain);
    if (rank3 === 0) return text;
    return rank3 === 2 ? text.slice(0, -1) : text.slice(1);
  });
}

// src/envoy/parse/parseVirtualHost.ts
var HARMLESS21 = fieldNames(
  'routes',
  'virtual_clusters',
  'rate_limits',
  'include_attempt_count_in_response',
  'hedge_policy',
  'include_is_timeout_retry_header',
  'per_request_buffer_limit_bytes',
  'request_body_buffer_limit',
  'metadata',
);
function parseVirtualHost(value, at2) {
  const message = new Message(value, at2);
  const routes = lazily(() => message.many('routes', parseRoute));
  const matcher = message.one('matcher', parseMatcherTree);
  const cors = message.one('cors', parseCorsPolicy);
  const retryPolicy2 = readRetryPolicy(message);
  return {
    at: at2,
    name: message.string('name'),
    domains: message.strings('domains'),
    get routes() {
      return routes();
    },
    ...(matcher && { matcher }),
    requireTls: message.choice('require_tls', ['NONE', 'EXTERNAL_ONLY', 'ALL']),
    headers: readHeaderMutations(message),
    perFilterConfig: readPerFilterConfig(message),
    includeRequestAttemptCount: message.flag('include_request_attempt_count'),
    ...(cors && { cors }),
    ...(retryPolicy2 && { retryPolicy: retryPolicy2 }),
    requestMirrorPolicies: readMirrorPolicies(message),
    unsupported: message.unread(HARMLESS21),
  };
}

// src/envoy/parse/parseRouteConfiguration.ts
var HARMLESS22 = fieldNames(
  'validate_clusters',
  'max_direct_response_body_size_bytes',
  'cluster_specifier_plugins',
  'metadata',
);
function parseRouteConfiguration(value, at2) {
  const message = new Message(value, at2);
  const vhostHeader = message.text('vhost_header');
  const virtualHosts = message.many('virtual_hosts', parseVirtualHost);
  return {
    at: at2,
    name: message.string('name'),
    virtualHosts,
    domains: indexDomains(virtualHosts),
    headers: readHeaderMutations(message),
    ignorePortInHostMatching: message.flag('ignore_port_in_host_matching'),
    ignorePathParametersInPathMatching: message.flag('ignore_path_parameters_in_path_matching'),
    mostSpecificHeaderMutationsWins: message.flag('most_specific_header_mutations_wins'),
    ...(vhostHeader !== void 0 && vhostHeader !== '' && { vhostHeader }),
    perFilterConfig: readPerFilterConfig(message),
    requestMirrorPolicies: readMirrorPolicies(message),
    unsupported: message.unread(HARMLESS22),
  };
}

// src/envoy/parse/readRouteSource.ts
var HARMLESS23 = fieldNames('config_source');
function readRouteSource(hcm) {
  const rds = hcm.message('rds')?.ignore(HARMLESS23);
  if (rds) return { kind: 'rds', at: rds.at, routeConfigName: rds.string('route_config_name') };
  return (
    hcm.one('route_config', parseInline) ?? hcm.one('scoped_routes', parseScopedRoutes) ?? { kind: 'none', at: hcm.at }
  );
}
function parseInline(value, at2) {
  return { kind: 'route_config', routeConfig: parseRouteConfiguration(value, at2) };
}
function parseScopedRoutes(value, at2) {
  return { kind: 'scoped_routes', at: at2, value: { kind: 'unparsed', at: at2, typeUrl: '', value } };
}

// src/envoy/parse/parseHttpConnectionManager.ts
var HARMLESS24 = fieldNames(
  'access_log',
  'access_log_flush_interval',
  'access_log_options',
  'flush_access_log_on_new_request',
  'http1_safe_max_connection_duration',
  'max_request_headers_kb',
  'idle_timeout',
  'stream_idle_timeout',
  'stream_flush_timeout',
  'request_timeout',
  'request_headers_timeout',
  'drain_timeout',
  'delayed_close_timeout',
  'add_user_agent',
  'server_header_transformation',
  'proxy_100_continue',
  'proxy_status_config',
  'set_current_client_cert_details',
  'represent_ipv4_remote_address_as_ipv4_mapped_ipv6',
  'request_id_extension',
  'preserve_external_request_id',
  'always_set_request_id_in_response',
  'stream_error_on_invalid_http_message',
  'add_proxy_protocol_connection_state',
);
var CODECS = ['AUTO', 'HTTP1', 'HTTP2', 'HTTP3'];
var ESCAPED_SLASHES = [
  'IMPLEMENTATION_SPECIFIC_DEFAULT',
  'KEEP_UNCHANGED',
  'REJECT_REQUEST',
  'UNESCAPE_AND_REDIRECT',
  'UNESCAPE_AND_FORWARD',
];
var CLIENT_CERT_DETAILS = ['SANITIZE', 'FORWARD_ONLY', 'APPEND_FORWARD', 'SANITIZE_SET', 'ALWAYS_FORWARD_ONLY'];
function parseHttpConnectionManager(value, at2) {
  const message = new Message(value, at2);
  const internalAddressConfig = message.one('internal_address_config', readAny);
  const localReplyConfig = message.one('local_reply_config', readAny);
  const codec = readCodecOptions(message);
  return {
    kind: 'http_connection_manager',
    at: at2,
    statPrefix: message.string('stat_prefix'),
    codecType: message.choice('codec_type', CODECS),
    routes: readRouteSource(message),
    httpFilters: message.many('http_filters', parseHttpFilter),
    upgradeConfigs: message.many('upgrade_configs', parseUpgradeConfig),
    useRemoteAddress: message.flag('use_remote_address'),
    xffNumTrustedHops: message.number('xff_num_trusted_hops') ?? 0,
    skipXffAppend: message.flag('skip_xff_append'),
    appendXForwardedPort: message.flag('append_x_forwarded_port'),
    ...(internalAddressConfig && { internalAddressConfig }),
    serverName: message.string('server_name'),
    normalizePath: message.flag('normalize_path'),
    mergeSlashes: message.flag('merge_slashes'),
    escapedSlashes: message.choice('path_with_escaped_slashes_action', ESCAPED_SLASHES),
    stripMatchingHostPort: message.flag('strip_matching_host_port'),
    stripAnyHostPort: message.flag('strip_any_host_port'),
    stripTrailingHostDot: message.flag('strip_trailing_host_dot'),
    acceptHttp10: codec.acceptHttp10,
    defaultHostForHttp10: codec.defaultHostForHttp10,
    allowAbsoluteUrl: codec.allowAbsoluteUrl,
    allowConnect: codec.allowConnect,
    allowCustomMethods: codec.allowCustomMethods,
    via: message.string('via'),
    forwardClientCertDetails: message.choice('forward_client_cert_details', CLIENT_CERT_DETAILS),
    generateRequestId: message.boolean('generate_request_id') ?? true,
    tracing: message.one('tracing', () => true) ?? false,
    ...(localReplyConfig && { localReplyConfig }),
    unsupported: message.unread(HARMLESS24),
  };
}

// src/envoy/parse/parseTcpProxy.ts
var HARMLESS25 = fieldNames(
  'access_log',
  'access_log_flush_interval',
  'flush_access_log_on_connected',
  'access_log_options',
  'idle_timeout',
  'downstream_idle_timeout',
  'upstream_idle_timeout',
  'max_downstream_connection_duration',
  'max_downstream_connection_duration_jitter_percentage',
  'backoff_options',
  'hash_policy',
  'proxy_protocol_tlvs',
  'proxy_protocol_tlv_merge_policy',
);
function parseTcpProxy(value, at2) {
  const message = new Message(value, at2);
  const cluster = message.text('cluster');
  const tunneling = message.message('tunneling_config');
  return {
    kind: 'tcp_proxy',
    at: at2,
    statPrefix: message.string('stat_prefix'),
    ...(cluster !== void 0 && { cluster }),
    weightedClusters: message.message('weighted_clusters')?.messages('clusters').map(readClusterWeight) ?? [],
    metadataMatch: readSubsetCriteria(message),
    maxConnectAttempts: message.number('max_connect_attempts') ?? 1,
    ...(tunneling && { tunneling: readTunnelingConfig(tunneling) }),
    unsupported: message.unread(HARMLESS25),
  };
}
function readClusterWeight(entry) {
  return {
    at: entry.at,
    name: entry.string('name'),
    weight: entry.number('weight') ?? 0,
    metadataMatch: readSubsetCriteria(entry),
  };
}
var HARMLESS_TUNNELING = fieldNames(
  'headers_to_add',
  'propagate_response_headers',
  'propagate_response_trailers',
  'request_id_extension',
  'request_id_header',
  'request_id_metadata_key',
);
function readTunnelingConfig(tunneling) {
  tunneling.ignore(HARMLESS_TUNNELING);
  return { at: tunneling.at, hostname: tunneling.string('hostname'), usePost: tunneling.flag('use_post') };
}

// src/envoy/parse/parseNetworkFilter.ts
var KINDS3 = [
  {
    kind: 'http_connection_manager',
    message: 'HttpConnectionManager',
    names: ['envoy.filters.network.http_connection_manager', 'envoy.http_connection_manager'],
  },
  { kind: 'tcp_proxy', message: 'TcpProxy', names: ['envoy.filters.network.tcp_proxy', 'envoy.tcp_proxy'] },
  { kind: 'rbac', message: 'RBAC', package: 'rbac', names: ['envoy.filters.network.rbac'] },
  { kind: 'sni_cluster', message: 'SniCluster', names: ['envoy.filters.network.sni_cluster'] },
  {
    kind: 'set_filter_state',
    message: 'Config',
    package: 'set_filter_state',
    names: ['envoy.filters.network.set_filter_state'],
  },
];
function parseNetworkFilter(value, at2) {
  const message = new Message(value, at2);
  const extension2 = readExtension(message);
  const { typeUrl: typeUrl2 } = extension2.config;
  const config =
    message.unread().length === 0 ? parseConfig2(extension2) : { kind: 'unparsed', at: at2, typeUrl: typeUrl2, value };
  return { at: at2, name: extension2.name, typeUrl: typeUrl2, config };
}
function parseConfig2(extension2) {
  const { config } = extension2;
  const kind = extensionKind(extension2, KINDS3);
  switch (kind) {
    case void 0:
      return config;
    case 'http_connection_manager':
      return parseHttpConnectionManager(config.value, config.at);
    case 'tcp_proxy':
      return parseTcpProxy(config.value, config.at);
    case 'rbac':
      return { kind, rbac: parseRbac(config.value, config.at) };
    case 'sni_cluster':
      return { kind };
    case 'set_filter_state': {
      const values = readFilterStateValues(config, 'on_new_connection');
      return values ? { kind, values } : config;
    }
  }
}

// src/envoy/parse/parseUpstreamTls.ts
var HARMLESS26 = fieldNames('allow_renegotiation', 'max_session_keys', 'enforce_rsa_key_usage');
function parseUpstreamTls(value, at2) {
  const message = new Message(value, at2);
  const common = readCommonTlsContext(message);
  return {
    kind: 'tls',
    at: at2,
    sni: message.string('sni'),
    alpnProtocols: common.alpnProtocols,
    subjectAltNames: common.subjectAltNames,
    presentsCertificate: common.hasCertificate,
    sdsSecrets: common.sdsSecrets,
    autoHostSni: message.flag('auto_host_sni'),
    unsupported: message.unread(HARMLESS26),
  };
}

// src/envoy/parse/parseTransportSocket.ts
var RAW_BUFFER = {
  kind: 'raw_buffer',
  message: 'RawBuffer',
  names: ['envoy.transport_sockets.raw_buffer', 'raw_buffer'],
};
var TLS_NAMES = ['envoy.transport_sockets.tls', 'tls'];
var DOWNSTREAM = [RAW_BUFFER, { kind: 'tls', message: 'DownstreamTlsContext', names: TLS_NAMES }];
var UPSTREAM = [
  RAW_BUFFER,
  { kind: 'tls', message: 'UpstreamTlsContext', names: TLS_NAMES },
  {
    kind: 'internal_upstream',
    message: 'InternalUpstreamTransport',
    names: ['envoy.transport_sockets.internal_upstream'],
  },
];
function parseDownstreamTransportSocket(value, at2) {
  const extension2 = readExtension(new Message(value, at2));
  const kind = extensionKind(extension2, DOWNSTREAM);
  switch (kind) {
    case void 0:
      return unsupported3(extension2, at2);
    case 'raw_buffer':
      return { kind, at: at2 };
    case 'tls':
      return parseDownstreamTls(extension2.config.value, extension2.config.at);
  }
}
function parseUpstreamTransportSocket(value, at2) {
  const extension2 = readExtension(new Message(value, at2));
  const kind = extensionKind(extension2, UPSTREAM);
  switch (kind) {
    case void 0:
      return unsupported3(extension2, at2);
    case 'raw_buffer':
      return { kind, at: at2 };
    case 'tls':
      return parseUpstreamTls(extension2.config.value, extension2.config.at);
    case 'internal_upstream':
      return parseInternalUpstream(extension2);
  }
}
function parseInternalUpstream(extension2) {
  const { at: at2 } = extension2.config;
  const message = new Message(extension2.config.value, at2);
  const socket2 = {
    kind: 'internal_upstream',
    at: at2,
    inner: message.one('transport_socket', parseUpstreamTransportSocket) ?? { kind: 'raw_buffer', at: at2 },
    passthroughMetadata: message.messages('passthrough_metadata').map(passthroughName),
    passthroughFilterState: message.messages('passthrough_filter_state_objects').map(passthroughName),
  };
  return message.unread().length === 0 ? socket2 : unsupported3(extension2, at2);
}
var HARMLESS27 = fieldNames('kind');
function passthroughName(source2) {
  return source2.ignore(HARMLESS27).string('name');
}
function unsupported3(extension2, at2) {
  return { kind: 'unsupported', at: at2, typeUrl: extension2.config.typeUrl || extension2.name };
}

// src/envoy/parse/parseFilterChain.ts
var HARMLESS28 = fieldNames('filters', 'transport_socket_connect_timeout', 'on_demand_configuration');
function parseFilterChain(value, at2) {
  const message = new Message(value, at2);
  const filters = lazily(() => message.many('filters', parseNetworkFilter));
  if (message.flag('use_proxy_proto')) message.refuse('use_proxy_proto');
  return {
    at: at2,
    name: message.string('name'),
    match: message.one('filter_chain_match', parseFilterChainMatch) ?? parseFilterChainMatch({}, at2),
    transportSocket: readTransportSocket(message),
    get filters() {
      return filters();
    },
    metadata: readFilterMetadata(message),
    unsupported: message.unread(HARMLESS28),
  };
}
function readTransportSocket(message) {
  return (
    message.one('transport_socket', parseDownstreamTransportSocket) ??
    message.one('tls_context', parseDownstreamTls) ?? { kind: 'raw_buffer', at: message.at }
  );
}

// src/envoy/parse/readListenerFilter.ts
function listenerFilter(kind, message) {
  return { kind, message, names: [`envoy.filters.listener.${kind}`, `envoy.listener.${kind}`] };
}
var KINDS4 = [
  listenerFilter('original_dst', 'OriginalDst'),
  listenerFilter('original_src', 'OriginalSrc'),
  listenerFilter('tls_inspector', 'TlsInspector'),
  listenerFilter('http_inspector', 'HttpInspector'),
  listenerFilter('proxy_protocol', 'ProxyProtocol'),
];
var HARMLESS29 = fieldNames(
  'enable_ja3_fingerprinting',
  'enable_ja4_fingerprinting',
  'initial_read_buffer_size',
  'max_client_hello_size',
  'rules',
  'pass_through_tlvs',
  'stat_prefix',
  'bind_port',
);
function readListenerFilter(filter) {
  const extension2 = readExtension(filter);
  const config = new Message(extension2.config.value, extension2.config.at).ignore(HARMLESS29);
  const disabled = filter.message('filter_disabled');
  const optional = config.flag('allow_requests_without_proxy_protocol');
  const mark2 = config.number('mark');
  filter.value('config_discovery');
  const kind = filter.has('config_discovery') ? void 0 : extensionKind(extension2, KINDS4);
  return {
    at: filter.at,
    name: extension2.name,
    kind: kind === void 0 || config.unread().length > 0 ? 'unsupported' : kind,
    typeUrl: extension2.config.typeUrl,
    ...(disabled && { disabled: readListenerFilterPredicate(disabled) }),
    optional,
    ...(mark2 !== void 0 && { mark: mark2 }),
  };
}
function readListenerFilterPredicate(predicate) {
  const kind = predicate.first('any_match', 'or_match', 'and_match', 'not_match', 'destination_port_range');
  switch (kind) {
    case void 0:
      return { kind: 'unsupported', field: predicate.unread()[0] ?? 'rule' };
    case 'any_match':
      return predicate.flag(kind) ? { kind } : { kind: 'unsupported', field: 'any_match: false' };
    case 'or_match':
    case 'and_match':
      return { kind, rules: predicate.message(kind)?.messages('rules').map(readListenerFilterPredicate) ?? [] };
    case 'not_match': {
      const negated = predicate.message(kind);
      return negated ? { kind, rule: readListenerFilterPredicate(negated) } : { kind: 'unsupported', field: kind };
    }
    case 'destination_port_range': {
      const range = predicate.message(kind);
      return { kind, start: range?.number('start') ?? 0, end: range?.number('end') ?? 0 };
    }
  }
}

// src/envoy/parse/parseListener.ts
var HARMLESS30 = fieldNames(
  'stat_prefix',
  'per_connection_buffer_limit_bytes',
  'drain_type',
  'freebind',
  'socket_options',
  'tcp_fast_open_queue_length',
  'connection_balance_config',
  'reuse_port',
  'enable_reuse_port',
  'access_log',
  'tcp_backlog_size',
  'max_connections_to_accept_per_socket_event',
  'enable_mptcp',
  'ignore_global_conn_limit',
  'bypass_overload_manager',
);
function parseListener(value, at2) {
  const message = new Message(value, at2);
  const defaultFilterChain = message.one('default_filter_chain', parseFilterChain);
  const filterChainMatcher = message.one('filter_chain_matcher', parseMatcherTree);
  return {
    at: at2,
    name: message.string('name'),
    addresses: readListenerAddresses(message),
    internal: isInternalListener(message),
    bindToPort: message.boolean('bind_to_port') ?? message.message('deprecated_v1')?.boolean('bind_to_port') ?? true,
    useOriginalDst: message.flag('use_original_dst'),
    transparent: message.flag('transparent'),
    trafficDirection: message.choice('traffic_direction', ['UNSPECIFIED', 'INBOUND', 'OUTBOUND']),
    listenerFilters: message.messages('listener_filters').map(readListenerFilter),
    listenerFiltersTimeoutMs: message.duration('listener_filters_timeout') ?? 15e3,
    continueOnListenerFiltersTimeout: message.flag('continue_on_listener_filters_timeout'),
    filterChains: message.many('filter_chains', parseFilterChain),
    ...(defaultFilterChain && { defaultFilterChain }),
    ...(filterChainMatcher && { filterChainMatcher }),
    metadata: readFilterMetadata(message),
    unsupported: message.unread(HARMLESS30),
  };
}
function readListenerAddresses(listener) {
  const message = listener.message('address');
  const address2 = message && readAddress(message);
  if (message && address2 === void 0) listener.refuse('address');
  const additional = readAdditionalAddresses(listener, 'additional_addresses');
  return address2 ? [address2, ...additional] : additional;
}
function isInternalListener(listener) {
  listener.value('internal_listener');
  return listener.has('internal_listener') || listener.message('address')?.has('envoy_internal_address') === true;
}

// src/envoy/parse/ResourceIndex.ts
var BESIDES = {
  static: 'another one of this name is static',
  active: 'another one of this name is active',
  warming: 'a newer version is warming',
  draining: 'an older version is draining',
  error: 'an update was refused',
};
var NOT_SERVING = ['warming', 'draining', 'error'];
var ResourceIndex = class {
  /** The entries that serve: static ones, then active ones, each in the dump's order, as Envoy makes them. */
  serving;
  #section;
  #sectionName;
  #parse;
  #byKey;
  /** Whether an entry has a name that cannot be read: any key that no other has could be its. */
  #hasMisnamed;
  #parsed = /* @__PURE__ */ new Map();
  #lookups = /* @__PURE__ */ new Map();
  /** `keysOf`: under which keys an entry is found; by default its name. */
  constructor(section, sectionName, parse2, indexBy = byName) {
    this.#section = section;
    this.#sectionName = sectionName;
    this.#parse = parse2;
    this.#byKey = lazily(() => indexBy(section?.entries ?? []));
    this.#hasMisnamed = lazily(() => section?.entries.some(isMisnamed) === true);
    this.serving = lazily(() => servingEntries(section?.entries ?? []));
  }
  /** The entries under `key`, in whatever state. */
  entries(key) {
    return this.#byKey().get(key) ?? [];
  }
  /** The names of the entries that serve, each once. */
  names() {
    return [...new Set(this.serving().map((entry) => entry.name))];
  }
  /** The resource of `entry`, parsed once. */
  parsed(entry) {
    const kept = this.#parsed.get(entry);
    if (kept !== void 0) return kept;
    const value = this.#parse(entry.resource, entry.at);
    this.#parsed.set(entry, value);
    return value;
  }
  lookup(key) {
    const kept = this.#lookups.get(key);
    if (kept !== void 0) return kept;
    const lookup = this.#look(this.entries(key));
    this.#lookups.set(key, lookup);
    return lookup;
  }
  /** What `entry`, which serves, is found as. */
  found(entry, notes = []) {
    const { at: at2, versionInfo = '', lastUpdated = '' } = entry;
    const state = entry.state === 'static' ? 'static' : 'active';
    return { kind: 'found', value: this.parsed(entry), state, at: at2, versionInfo, lastUpdated, notes };
  }
  /** What a key that no entry has means: absence proves nothing where the section, or part of it, is missing. */
  missing() {
    const section = this.#section;
    if (section === void 0) return { kind: 'section_missing', section: this.#sectionName };
    const isPart = section.withoutResource > 0 || Object.keys(section.value).length === 0 || this.#hasMisnamed();
    return isPart ? { kind: 'section_missing', section: `the rest of ${this.#sectionName}` } : { kind: 'absent' };
  }
  #look(entries) {
    const serving = entries.find(isServing);
    if (serving)
      return this.found(serving, entries.filter((entry2) => entry2 !== serving && !isServing(entry2)).map(note));
    const state = NOT_SERVING.find((candidate) => entries.some((entry2) => entry2.state === candidate));
    const entry = entries.find((candidate) => candidate.state === state);
    if (state === void 0 || entry === void 0) return this.missing();
    return { kind: 'not_serving', state, at: entry.at, notes: entry.details === void 0 ? [] : [entry.details] };
  }
};
function byName(entries) {
  return groupBy(entries, (entry) => entry.name);
}
function isMisnamed({ name, resource }) {
  return name === '' && isJsonObject(resource.name);
}
function isServing(entry) {
  return entry.state === 'static' || entry.state === 'active';
}
function servingEntries(entries) {
  return [
    ...entries.filter((entry) => entry.state === 'static'),
    ...entries.filter((entry) => entry.state === 'active'),
  ];
}
function note(entry) {
  const what = BESIDES[entry.state];
  return entry.details === void 0 || entry.details === '' ? what : `${what}: ${entry.details}`;
}

// src/envoy/parse/listenerAddresses.ts
function indexByAddress(entries) {
  const serving = /* @__PURE__ */ new Map();
  for (const entry of servingEntries(entries)) register(serving, entry);
  const index2 = new Map([...serving].map(([key, entry]) => [key, [entry]]));
  for (const entry of entries.filter(({ state }) => state !== 'static' && state !== 'active')) {
    const own3 = /* @__PURE__ */ new Map();
    register(own3, entry);
    for (const key of own3.keys()) index2.set(key, [...(index2.get(key) ?? []), entry]);
  }
  return index2;
}
function addressKey(text) {
  const address2 = parseSocketAddress(text);
  return address2 ? formatSocketAddress(address2) : text;
}
function internalKey(name) {
  return `envoy://${name}`;
}
function register(index2, entry) {
  const message = new Message(entry.resource, entry.at);
  if (isInternalListener(message)) index2.set(internalKey(entry.name), entry);
  for (const address2 of readListenerAddresses(message)) {
    if (address2.kind === 'socket_address' && address2.protocol === 'TCP') registerAddress(index2, entry, address2);
  }
}
function registerAddress(index2, entry, address2) {
  const { ip: ip2, port } = address2;
  if (ip2 === void 0) return;
  index2.set(formatSocketAddress({ ip: ip2, port }), entry);
  if (!address2.ipv4Compat || ip2.family !== 6) return;
  if (isUnspecified(ip2)) {
    const any = `0.0.0.0:${port}`;
    if (!index2.has(any)) index2.set(any, entry);
    return;
  }
  const v4 = unmapV4(ip2);
  if (v4.family === 4) index2.set(formatSocketAddress({ ip: v4, port }), entry);
}

// src/envoy/parse/parseLoadAssignment.ts
var HARMLESS_POLICY2 = fieldNames('endpoint_stale_after', 'disable_overprovisioning');
function parseLoadAssignment(value, at2) {
  const message = new Message(value, at2);
  const policy = message.message('policy')?.ignore(HARMLESS_POLICY2);
  return {
    at: at2,
    clusterName: message.string('cluster_name'),
    localities: message.messages('endpoints').map(readLocalityEndpoints),
    overprovisioningFactor: policy?.number('overprovisioning_factor') ?? 140,
    dropOverloads: policy?.messages('drop_overloads').map(readDropOverload) ?? [],
    unsupported: message.unread(),
  };
}
function readDropOverload(drop) {
  const message = drop.message('drop_percentage');
  const percentage = message && readFractionalPercent(message);
  const fraction2 = percentage ? percentage.numerator / percentage.denominator : 0;
  return { category: drop.string('category'), fraction: fraction2 };
}
function readHosts(cluster) {
  const hosts = cluster.messages('hosts').map(readHost);
  if (hosts.length === 0) return void 0;
  const at2 = cluster.pointer('hosts');
  const endpoints = hosts.filter((host) => host !== void 0);
  const locality = { region: '', zone: '', subZone: '' };
  return {
    at: at2,
    clusterName: cluster.string('name'),
    localities: [{ at: at2, locality, priority: 0, weight: 0, metadata: {}, endpoints }],
    overprovisioningFactor: 140,
    dropOverloads: [],
    unsupported: endpoints.length < hosts.length ? ['hosts'] : [],
  };
}
function readHost(host) {
  const address2 = readAddress(host);
  if (address2 === void 0) return void 0;
  const { at: at2 } = host;
  return {
    at: at2,
    address: address2,
    additionalAddresses: [],
    hostname: '',
    healthStatus: 'UNKNOWN',
    weight: 1,
    metadata: {},
  };
}

// src/envoy/parse/LoadAssignments.ts
var LoadAssignments = class {
  #index;
  #hostStatuses;
  #bySet;
  constructor(section, hostStatuses) {
    this.#index = new ResourceIndex(section, 'EndpointsConfigDump', parseLoadAssignment);
    this.#hostStatuses = hostStatuses;
    this.#bySet = lazily(() => groupBy(this.#index.entries(''), (entry) => this.#setOf(entry)));
  }
  lookup(cluster) {
    const names = [cluster.edsServiceName, cluster.name].filter((name2) => name2 !== '');
    const name = names.find((candidate) => this.#index.entries(candidate).length > 0);
    if (name !== void 0) return this.#named(cluster, name);
    if (cluster.type.kind === 'EDS' && cluster.edsServiceName === '' && this.#index.entries('').length > 0) {
      return this.#nameless(cluster);
    }
    return cluster.loadAssignment ? ofCluster(cluster.loadAssignment) : this.#none(cluster);
  }
  #named(cluster, name) {
    const entries = this.#index.entries(name);
    if (new Set(entries.map((entry) => JSON.stringify(entry.resource))).size <= 1) return this.#index.lookup(name);
    const hosts = this.#hostsOf(cluster);
    return this.#only(
      entries.filter((entry) => hosts === void 0 || this.#setOf(entry) === hosts),
      `${entries.length} load assignments are named ${name}`,
    );
  }
  #nameless(cluster) {
    const hosts = this.#hostsOf(cluster);
    const candidates2 = hosts === void 0 ? this.#index.entries('') : (this.#bySet().get(hosts) ?? []);
    if (hosts === '' && candidates2[0]) return this.#index.found(candidates2[0]);
    return this.#only(candidates2, 'the load assignment of this cluster has no name in the dump');
  }
  #only(candidates2, why) {
    const [entry] = candidates2;
    if (entry && candidates2.length === 1) return this.#index.found(entry);
    return { kind: 'ambiguous', notes: [`${why}, and its hosts do not tell which it is`] };
  }
  #none(cluster) {
    return cluster.type.kind === 'EDS' ? this.#index.missing() : { kind: 'absent' };
  }
  /** The hosts that `/clusters` gives the cluster, as `#setOf` writes them. */
  #hostsOf(cluster) {
    const hosts = this.#hostStatuses(cluster.name);
    return hosts.kind === 'found' ? setText(hosts.value.map((host) => host.address)) : void 0;
  }
  #setOf(entry) {
    const { localities } = this.#index.parsed(entry);
    return setText(localities.flatMap(({ endpoints }) => endpoints.map((endpoint2) => endpoint2.address)));
  }
};
function ofCluster(value) {
  return { kind: 'found', value, state: 'static', at: value.at, versionInfo: '', lastUpdated: '', notes: [] };
}
function setText(addresses) {
  return [...new Set(addresses.map(addressText))].toSorted().join(' ');
}
function addressText(address2) {
  switch (address2.kind) {
    case 'socket_address':
      return `${address2.ip?.text ?? address2.host}|${address2.port}`;
    case 'pipe':
      return address2.path;
    case 'envoy_internal_address':
      return `${address2.serverListenerName}/${address2.endpointId}`;
  }
}

// src/envoy/parse/parseSubsetConfig.ts
var FALLBACK = ['NO_FALLBACK', 'ANY_ENDPOINT', 'DEFAULT_SUBSET'];
var SELECTOR_FALLBACK = ['NOT_DEFINED', 'NO_FALLBACK', 'ANY_ENDPOINT', 'DEFAULT_SUBSET', 'KEYS_SUBSET'];
function parseSubsetConfig(value, at2) {
  const message = new Message(value, at2);
  const selectors = message.messages('subset_selectors').map(readSelector);
  if (selectors.length === 0) return void 0;
  return {
    at: at2,
    fallbackPolicy: message.choice('fallback_policy', FALLBACK),
    defaultSubset: new Map(Object.entries(message.struct('default_subset'))),
    selectors,
    unsupported: message.unread(),
  };
}
function readSelector(selector) {
  return {
    keys: selector.strings('keys'),
    fallbackPolicy: selector.choice('fallback_policy', SELECTOR_FALLBACK),
    fallbackKeys: selector.strings('fallback_keys_subset'),
  };
}

// src/envoy/parse/readBindSourceAddresses.ts
var HARMLESS31 = fieldNames('freebind', 'socket_options', 'local_address_selector');
var HARMLESS_ADDRESS = fieldNames('port_value', 'protocol', 'ipv4_compat', 'socket_options');
function readBindSourceAddresses(cluster) {
  const bind = cluster.message('upstream_bind_config')?.ignore(HARMLESS31);
  if (bind === void 0) return [];
  const extra = bind.messages('extra_source_addresses').map((holder) => holder.ignore(HARMLESS31).message('address'));
  const addresses = [bind.message('source_address'), ...extra, ...bind.messages('additional_source_addresses')];
  return addresses
    .map((address2) => address2?.ignore(HARMLESS_ADDRESS).string('address') ?? '')
    .filter((address2) => address2 !== '');
}

// src/envoy/parse/readCircuitBreakers.ts
var HARMLESS32 = fieldNames('retry_budget', 'track_remaining', 'max_connection_pools');
function readCircuitBreakers(cluster) {
  return cluster.message('circuit_breakers')?.messages('thresholds').map(readThresholds) ?? [];
}
function readThresholds(thresholds) {
  return {
    at: thresholds.ignore(HARMLESS32).at,
    priority: thresholds.choice('priority', ['DEFAULT', 'HIGH']),
    maxConnections: thresholds.number('max_connections') ?? 1024,
    maxPendingRequests: thresholds.number('max_pending_requests') ?? 1024,
    maxRequests: thresholds.number('max_requests') ?? 1024,
    maxRetries: thresholds.number('max_retries') ?? 3,
  };
}

// src/envoy/parse/readClusterType.ts
var TYPES = ['STATIC', 'STRICT_DNS', 'LOGICAL_DNS', 'EDS', 'ORIGINAL_DST'];
var KINDS5 = [
  { kind: 'aggregate', message: 'ClusterConfig', package: 'aggregate', names: ['envoy.clusters.aggregate'] },
  {
    kind: 'dynamic_forward_proxy',
    message: 'ClusterConfig',
    package: 'dynamic_forward_proxy',
    names: ['envoy.clusters.dynamic_forward_proxy'],
  },
  { kind: 'dns', message: 'DnsCluster', names: ['envoy.cluster.dns'] },
  { kind: 'STATIC', message: '', names: ['envoy.cluster.static'] },
  { kind: 'STRICT_DNS', message: '', names: ['envoy.cluster.strict_dns'] },
  { kind: 'LOGICAL_DNS', message: '', names: ['envoy.cluster.logical_dns'] },
  { kind: 'EDS', message: '', names: ['envoy.cluster.eds'] },
  { kind: 'ORIGINAL_DST', message: '', names: ['envoy.cluster.original_dst'] },
];
function readClusterType(cluster) {
  const custom = cluster.message('cluster_type');
  const type = cluster.choice('type', TYPES);
  return custom ? fromExtension(readExtension(custom)) : { kind: type };
}
function fromExtension(extension2) {
  const message = new Message(extension2.config.value, extension2.config.at);
  const kind = extensionKind(extension2, KINDS5);
  switch (kind) {
    case void 0:
      return { kind: 'unsupported', typeUrl: extension2.config.typeUrl || extension2.name };
    case 'aggregate':
      return { kind, clusters: message.strings('clusters') };
    case 'dns':
      return { kind: message.flag('all_addresses_in_single_endpoint') ? 'LOGICAL_DNS' : 'STRICT_DNS' };
    default:
      return { kind };
  }
}

// src/envoy/parse/readLoadBalancing.ts
var LB_POLICIES = [
  'ROUND_ROBIN',
  'LEAST_REQUEST',
  'RING_HASH',
  'RANDOM',
  'ORIGINAL_DST_LB',
  'MAGLEV',
  'CLUSTER_PROVIDED',
  'LOAD_BALANCING_POLICY_CONFIG',
];
var EXTENSIONS = {
  RoundRobin: 'ROUND_ROBIN',
  LeastRequest: 'LEAST_REQUEST',
  RingHash: 'RING_HASH',
  Random: 'RANDOM',
  Maglev: 'MAGLEV',
  ClusterProvided: 'CLUSTER_PROVIDED',
};
var HARMLESS_COMMON2 = fieldNames(
  'update_merge_window',
  'ignore_new_hosts_until_first_hc',
  'close_connections_on_host_set_change',
  'consistent_hashing_lb_config',
  'override_host_status',
);
var HARMLESS_ZONE_AWARE = fieldNames('routing_enabled', 'min_cluster_size', 'force_locality_direct_routing');
function readLoadBalancing(cluster) {
  const lbPolicy = cluster.choice('lb_policy', LB_POLICIES);
  const common = cluster.message('common_lb_config')?.ignore(HARMLESS_COMMON2);
  const zoneAware = common?.message('zone_aware_lb_config')?.ignore(HARMLESS_ZONE_AWARE);
  common?.value('locality_weighted_lb_config');
  const [policy] = cluster.message('load_balancing_policy')?.messages('policies') ?? [];
  const extension2 = policy && readPolicy(policy, cluster);
  return {
    lbPolicy: extension2?.lbPolicy ?? lbPolicy,
    healthyPanicThreshold: common?.number('healthy_panic_threshold') ?? 50,
    failTrafficOnPanic: zoneAware?.flag('fail_traffic_on_panic') ?? false,
    localityWeighted: extension2?.localityWeighted ?? common?.has('locality_weighted_lb_config') ?? false,
  };
}
function readPolicy(policy, cluster) {
  const typed2 = policy.message('typed_extension_config');
  const { typeUrl: typeUrl2 = '', value = {}, at: at2 = policy.at } = typed2 ? readExtension(typed2).config : {};
  const name = typeUrl2.split('.').at(-1) ?? '';
  const lbPolicy = Object.hasOwn(EXTENSIONS, name) ? EXTENSIONS[name] : void 0;
  if (lbPolicy === void 0) cluster.refuse(`load_balancing_policy ${typeUrl2}`);
  const config = new Message(value, at2);
  const locality = config.message('locality_lb_config') ?? config;
  return { lbPolicy: lbPolicy ?? name, localityWeighted: locality.has('locality_weighted_lb_config') };
}

// src/envoy/parse/readOriginalDstConfig.ts
function readOriginalDstConfig(cluster) {
  const config = cluster.message('original_dst_lb_config');
  const portOverride = config?.number('upstream_port_override');
  const metadataKey = config?.message('metadata_key');
  return {
    useHttpHeader: config?.flag('use_http_header') ?? false,
    httpHeaderName: config?.text('http_header_name')?.toLowerCase() ?? 'x-envoy-original-dst-host',
    ...(portOverride !== void 0 && { portOverride }),
    ...(metadataKey && { metadataKey: { key: metadataKey.string('key'), path: readPath2(metadataKey) } }),
  };
}

// src/envoy/parse/readUpstreamHttp.ts
var HARMLESS33 = fieldNames('common_http_protocol_options', 'header_validation_config');
var EXTENSION = 'envoy.extensions.upstreams.http.v3.HttpProtocolOptions';
function readUpstreamHttp(cluster) {
  const legacy = readLegacyProtocol(cluster);
  const upstream = readUpstreamOptions(cluster);
  const options = cluster.map('typed_extension_protocol_options', parseHttpProtocolOptions);
  const modern = options.get(EXTENSION);
  const unsupported5 = [...options.keys()].filter((key) => key !== EXTENSION);
  if (modern) return { ...modern, unsupported: [...modern.unsupported, ...unsupported5] };
  return { upstreamProtocol: legacy, ...upstream, httpFilters: [], unsupported: unsupported5 };
}
function readLegacyProtocol(cluster) {
  const selection = cluster.choice('protocol_selection', ['USE_CONFIGURED_PROTOCOL', 'USE_DOWNSTREAM_PROTOCOL']);
  cluster.value('http2_protocol_options');
  if (selection === 'USE_DOWNSTREAM_PROTOCOL') return 'downstream';
  return cluster.has('http2_protocol_options') ? 'http2' : 'http1';
}
function parseHttpProtocolOptions(value, at2) {
  const any = readAny(value, at2);
  const message = new Message(any.value, any.at);
  return {
    upstreamProtocol: readProtocol(message),
    ...readUpstreamOptions(message),
    httpFilters: message.many('http_filters', parseHttpFilter),
    unsupported: message.unread(HARMLESS33),
  };
}
function readProtocol(options) {
  const protocol2 = options.first('explicit_http_config', 'use_downstream_protocol_config', 'auto_config');
  if (protocol2 === void 0) return 'http1';
  options.value(protocol2);
  switch (protocol2) {
    case 'use_downstream_protocol_config':
      return 'downstream';
    case 'auto_config':
      return 'auto';
    case 'explicit_http_config': {
      const explicit = options.one(protocol2, (value, at2) => new Message(value, at2));
      if (explicit?.has('http3_protocol_options')) return 'http3';
      return explicit?.has('http2_protocol_options') ? 'http2' : 'http1';
    }
  }
}
function readUpstreamOptions(message) {
  const options = message.message('upstream_http_protocol_options');
  const header = options?.text('override_auto_sni_header')?.toLowerCase() ?? ':authority';
  return {
    ...(options?.flag('auto_sni') && { autoSni: { at: options.at, header } }),
    autoSanValidation: options?.flag('auto_san_validation') ?? false,
  };
}

// src/envoy/parse/parseCluster.ts
var HARMLESS34 = fieldNames(
  'alt_stat_name',
  'per_connection_buffer_limit_bytes',
  'max_requests_per_connection',
  'common_http_protocol_options',
  'http_protocol_options',
  'dns_refresh_rate',
  'dns_jitter',
  'dns_failure_refresh_rate',
  'respect_dns_ttl',
  'dns_lookup_family',
  'dns_resolvers',
  'dns_resolution_config',
  'typed_dns_resolver_config',
  'use_tcp_for_dns_lookups',
  'wait_for_warm_on_init',
  'cleanup_interval',
  'upstream_connection_options',
  'close_connections_on_host_health_failure',
  'ignore_health_on_host_removal',
  'drain_connections_on_host_removal',
  'track_timeout_budgets',
  'track_cluster_stats',
  'preconnect_policy',
  'connection_pool_per_downstream_connection',
  'lrs_server',
  'lrs_report_endpoint_metrics',
  'round_robin_lb_config',
  'least_request_lb_config',
  'ring_hash_lb_config',
  'maglev_lb_config',
);
var HARMLESS_EDS = fieldNames('eds_config');
function parseCluster(value, at2) {
  const message = new Message(value, at2);
  const loadAssignment = message.one('load_assignment', parseLoadAssignment) ?? readHosts(message);
  const subsets = message.one('lb_subset_config', parseSubsetConfig);
  const { unsupported: unsupportedHttp, ...http2 } = readUpstreamHttp(message);
  message.value('health_checks');
  message.value('outlier_detection');
  return {
    at: at2,
    name: message.string('name'),
    type: readClusterType(message),
    edsServiceName: message.message('eds_cluster_config')?.ignore(HARMLESS_EDS).string('service_name') ?? '',
    ...(loadAssignment && { loadAssignment }),
    ...readLoadBalancing(message),
    connectTimeoutMs: message.duration('connect_timeout') ?? 5e3,
    transportSocket: readTransportSocket2(message),
    transportSocketMatches: message.messages('transport_socket_matches').map(readTransportSocketMatch),
    ...http2,
    filters: message.many('filters', parseNetworkFilter),
    circuitBreakers: readCircuitBreakers(message),
    healthChecks: message.has('health_checks'),
    outlierDetection: message.has('outlier_detection'),
    ...(subsets && { subsets }),
    originalDst: readOriginalDstConfig(message),
    bindSourceAddresses: readBindSourceAddresses(message),
    metadata: readFilterMetadata(message),
    unsupported: [...message.unread(HARMLESS34), ...unsupportedHttp],
  };
}
function readTransportSocket2(message) {
  return (
    message.one('transport_socket', parseUpstreamTransportSocket) ??
    message.one('tls_context', parseUpstreamTls) ?? { kind: 'raw_buffer', at: message.at }
  );
}
function readTransportSocketMatch(entry) {
  return {
    at: entry.at,
    name: entry.string('name'),
    match: entry.struct('match'),
    socket: entry.one('transport_socket', parseUpstreamTransportSocket) ?? { kind: 'raw_buffer', at: entry.at },
  };
}

// src/envoy/parse/readVersion.ts
function readVersion(bootstrap, serverInfo) {
  const running = new Message(serverInfo ?? {}, '').string('version').split('/')[1];
  const node = new Message(bootstrap ?? {}, '').message('node');
  const candidates2 = [running, node && buildVersion(node), node?.string('user_agent_version')];
  return candidates2.map((text) => /^[0-9]+\.[0-9]+\.[0-9]+/.exec(text ?? '')?.[0]).find((text) => text !== void 0);
}
function buildVersion(node) {
  const version = node.message('user_agent_build_version')?.message('version');
  if (!version?.has('major_number')) return void 0;
  const part = (name) => String(version.number(name) ?? 0);
  return [part('major_number'), part('minor_number'), part('patch')].join('.');
}

// src/envoy/parse/readEnvoyConfig.ts
function readEnvoyConfig({ dump, hostStatuses, serverInfo }) {
  const listeners = new ResourceIndex(dump.listeners, 'ListenersConfigDump', parseListener, indexByAddress);
  const routes = new ResourceIndex(dump.routes, 'RoutesConfigDump', parseRouteConfiguration);
  const clusters = new ResourceIndex(dump.clusters, 'ClustersConfigDump', parseCluster);
  const extensions = new ResourceIndex(dump.ecds, 'EcdsConfigDump', parseExtensionConfig);
  const secrets = new ResourceIndex(dump.secrets, 'SecretsConfigDump', parseSecretName);
  const hosts = new HostStatusIndex(hostStatuses);
  const assignments = new LoadAssignments(dump.endpoints, (name) => hosts.lookup(name));
  const version = readVersion(dump.bootstrap?.bootstrap, serverInfo?.value);
  const serving = lazily(() => listeners.serving().map((entry) => listeners.parsed(entry)));
  const routeNames = lazily(() => routes.names());
  const clusterNames = lazily(() => clusters.names());
  return {
    document: dump.document,
    ...(hostStatuses && { clustersDocument: hostStatuses.document }),
    ...(version !== void 0 && { version }),
    node: readNode(dump),
    sections: {
      listeners: dump.listeners !== void 0,
      clusters: dump.clusters !== void 0,
      routes: dump.routes !== void 0,
      endpoints: dump.endpoints !== void 0,
      hostStatuses: hostStatuses !== void 0,
    },
    listeners: serving,
    listenerAt: (key) => listeners.lookup(addressKey(key)),
    internalListener: (name) => listeners.lookup(internalKey(name)),
    routeConfiguration: (name) => routes.lookup(name),
    routeConfigurationNames: routeNames,
    cluster: (name) => clusters.lookup(name),
    clusterNames,
    loadAssignment: (cluster) => assignments.lookup(cluster),
    hostStatuses: (name) => hosts.lookup(name),
    extensionConfig: (name) => extensions.lookup(name),
    secret: (name) => secrets.lookup(name),
  };
}
function parseExtensionConfig(value, at2) {
  return parseHttpFilterConfig(readExtension(new Message(value, at2)));
}
function parseSecretName(value, at2) {
  return { name: new Message(value, at2).string('name') };
}
function readNode({ bootstrap }) {
  const node = bootstrap && new Message(bootstrap.bootstrap, bootstrap.at).message('node');
  return {
    id: node?.string('id') ?? '',
    cluster: node?.string('cluster') ?? '',
    metadata: node?.struct('metadata') ?? {},
  };
}

// src/envoy/route/retryAttempts.ts
function retryAttempts(policy, result2, request2) {
  const sent = (firstHeader(request2, 'x-envoy-retry-on') ?? '').split(',').map((token) => token.trim());
  const retryOn = new Set([...(policy?.retryOn ?? []), ...sent].filter((token) => token !== ''));
  if (!isRetried(result2, retryOn, policy?.retriableStatusCodes ?? [])) return { attempts: 1, limitExceeded: false };
  const most = firstHeader(request2, 'x-envoy-max-retries') ?? '';
  const retries = /^\d{1,6}$/.test(most) ? Number(most) : (policy?.numRetries ?? 1);
  return { attempts: 1 + retries, limitExceeded: true };
}
function isRetried(result2, retryOn, retriableCodes) {
  const any = (...tokens) => tokens.some((token) => retryOn.has(token));
  switch (result2.kind) {
    case 'status': {
      const { status } = result2;
      return (
        (any('5xx') && status >= 500 && status < 600) ||
        (any('gateway-error') && status >= 502 && status <= 504) ||
        (any('retriable-4xx') && status === 409) ||
        (any('retriable-status-codes') && retriableCodes.includes(status))
      );
    }
    case 'connect_failure':
      return any('5xx', 'gateway-error', 'reset', 'connect-failure');
    case 'refused_stream':
      return any('5xx', 'gateway-error', 'reset', 'refused-stream');
    case 'reset':
    case 'per_try_timeout':
      return any('5xx', 'gateway-error', 'reset');
    case 'overflow':
    case 'no_healthy_upstream':
    case 'timeout':
      return false;
  }
}

// src/envoy/route/retryPolicyOf.ts
function retryPolicyOf(action, virtualHost2) {
  return action.retryPolicy ?? virtualHost2.retryPolicy;
}

// src/kube/read/Fields.ts
var Fields = class _Fields {
  constructor(value, path, where) {
    this.value = value;
    this.path = path;
    this.where = where;
  }
  value;
  path;
  where;
  string(key) {
    const value = this.#get(key);
    return value === void 0 || typeof value === 'string' ? value : this.#fail(key, 'a string');
  }
  number(key) {
    const value = this.#get(key);
    return value === void 0 || typeof value === 'number' ? value : this.#fail(key, 'a number');
  }
  boolean(key) {
    const value = this.#get(key);
    return value === void 0 || typeof value === 'boolean' ? value : this.#fail(key, 'true or false');
  }
  /** Kubernetes' IntOrString. */
  intOrString(key) {
    const value = this.#get(key);
    if (value === void 0 || typeof value === 'number' || typeof value === 'string') return value;
    return this.#fail(key, 'a number or a string');
  }
  object(key) {
    const value = this.#get(key) ?? {};
    return isJsonObject(value) ? this.#child(value, key) : this.#fail(key, 'an object');
  }
  objects(key) {
    return this.#list(key).map((item, i) =>
      isJsonObject(item) ? this.#child(item, `${key}[${i}]`) : this.#fail(`${key}[${i}]`, 'an object'),
    );
  }
  strings(key) {
    return this.#list(key).map((item, i) => (typeof item === 'string' ? item : this.#fail(`${key}[${i}]`, 'a string')));
  }
  numbers(key) {
    return this.#list(key).map((item, i) => (typeof item === 'number' ? item : this.#fail(`${key}[${i}]`, 'a number')));
  }
  stringMap(key) {
    const fields = this.object(key);
    return new Map(Object.keys(fields.value).map((name) => [name, fields.string(name) ?? '']));
  }
  has(key) {
    return this.#get(key) !== void 0;
  }
  #list(key) {
    const value = this.#get(key) ?? [];
    return isJsonArray(value) ? value : this.#fail(key, 'a list');
  }
  #get(key) {
    return Object.hasOwn(this.value, key) ? (this.value[key] ?? void 0) : void 0;
  }
  #child(value, key) {
    return new _Fields(value, this.#name(key), this.where);
  }
  #name(key) {
    return this.path.endsWith(':') ? `${this.path} ${key}` : `${this.path}.${key}`;
  }
  #fail(key, expected) {
    throw new UserError(`${this.#name(key)} is not ${expected}`, { where: this.where, exitCode: ExitCode.unreadable });
  }
};

// src/kube/read/KubeObject.ts
function fieldsOf(object) {
  const { namespace, name } = object.meta;
  return new Fields(object.raw, `${object.kind} ${namespace === '' ? name : `${namespace}/${name}`}:`, object.where);
}

// src/kube/objects/ConfigMap.ts
function readConfigMap(object) {
  const { meta } = object;
  return { object, meta, namespace: meta.namespace, name: meta.name, data: fieldsOf(object).stringMap('data') };
}

// src/kube/objects/LabelSelector.ts
function readLabelSelector(selector) {
  return {
    matchLabels: selector.stringMap('matchLabels'),
    matchExpressions: selector.objects('matchExpressions').map((requirement) => ({
      key: requirement.string('key') ?? '',
      operator: requirement.string('operator') ?? '',
      values: requirement.strings('values'),
    })),
  };
}
function labelsInclude(labels, wanted) {
  return [...wanted].every(([key, value]) => labels.get(key) === value);
}

// src/kube/objects/Controller.ts
var CONTROLLER_KINDS = ['Deployment', 'ReplicaSet', 'StatefulSet', 'DaemonSet', 'Job', 'ReplicationController'];
function readController(object) {
  const { meta, kind } = object;
  const spec = fieldsOf(object).object('spec');
  const selector =
    kind === 'ReplicationController'
      ? { matchLabels: spec.stringMap('selector'), matchExpressions: [] }
      : readLabelSelector(spec.object('selector'));
  return { object, meta, namespace: meta.namespace, name: meta.name, kind, selector };
}

// src/kube/objects/EndpointSlice.ts
function readEndpointSlice(object) {
  const fields = fieldsOf(object);
  const { namespace, name } = object.meta;
  const addressType = fields.string('addressType');
  return {
    object,
    meta: object.meta,
    namespace,
    name,
    addressType: addressType === 'IPv6' || addressType === 'FQDN' ? addressType : 'IPv4',
    serviceName: object.meta.labels.get('kubernetes.io/service-name'),
    endpoints: fields.objects('endpoints').map((endpoint2) => readEndpoint2(endpoint2, namespace)),
    ports: fields.objects('ports').map((port) => ({
      name: port.string('name') ?? '',
      protocol: port.string('protocol') ?? 'TCP',
      port: port.number('port'),
    })),
  };
}
function readEndpoint2(endpoint2, namespace) {
  const conditions = endpoint2.object('conditions');
  const hints = endpoint2.object('hints');
  const ready = conditions.boolean('ready') ?? true;
  return {
    addresses: endpoint2.strings('addresses'),
    ready,
    serving: conditions.boolean('serving') ?? ready,
    terminating: conditions.boolean('terminating') ?? false,
    hostname: endpoint2.string('hostname'),
    nodeName: endpoint2.string('nodeName'),
    zone: endpoint2.string('zone'),
    forZones: hints.objects('forZones').map((zone) => zone.string('name') ?? ''),
    forNodes: hints.objects('forNodes').map((node) => node.string('name') ?? ''),
    targetRef: endpoint2.has('targetRef') ? readObjectRef(endpoint2.object('targetRef'), namespace) : void 0,
  };
}
function readObjectRef(ref, namespace) {
  return {
    kind: ref.string('kind') ?? '',
    namespace: ref.string('namespace') ?? namespace,
    name: ref.string('name') ?? '',
  };
}

// src/kube/objects/Endpoints.ts
function readEndpoints(object) {
  const { namespace, name } = object.meta;
  const readAddress2 = (address2) => ({
    ip: address2.string('ip') ?? '',
    hostname: address2.string('hostname'),
    nodeName: address2.string('nodeName'),
    targetRef: address2.has('targetRef') ? readObjectRef(address2.object('targetRef'), namespace) : void 0,
  });
  const subsets = fieldsOf(object)
    .objects('subsets')
    .map((subset) => ({
      addresses: subset.objects('addresses').map(readAddress2),
      notReadyAddresses: subset.objects('notReadyAddresses').map(readAddress2),
      ports: subset.objects('ports').map((port) => ({
        name: port.string('name') ?? '',
        protocol: port.string('protocol') ?? 'TCP',
        port: port.number('port'),
      })),
    }));
  return { object, meta: object.meta, namespace, name, subsets };
}

// src/kube/objects/Gateway.ts
function readGateway(object) {
  const spec = fieldsOf(object).object('spec');
  return {
    object,
    meta: object.meta,
    namespace: object.meta.namespace,
    name: object.meta.name,
    selector: spec.stringMap('selector'),
    servers: spec.objects('servers').map((server) => ({
      port: server.object('port').number('number') ?? 0,
      protocol: server.object('port').string('protocol') ?? '',
      hosts: server.strings('hosts'),
      tlsMode: server.has('tls') ? (server.object('tls').string('mode') ?? 'SIMPLE') : void 0,
    })),
  };
}

// src/kube/objects/groupBy.ts
function groupBy2(items, keysOf2) {
  const groups = /* @__PURE__ */ new Map();
  for (const item of items) {
    for (const key of keysOf2(item)) {
      const group = groups.get(key);
      if (group) group.push(item);
      else groups.set(key, [item]);
    }
  }
  return groups;
}

// src/kube/objects/HttpRoute.ts
function readHttpRoute(object) {
  const { meta } = object;
  const spec = fieldsOf(object).object('spec');
  const parents = spec.objects('parentRefs').map((ref) => {
    const parent = readObjectRef(ref, meta.namespace);
    return { ...parent, kind: parent.kind === '' ? 'Gateway' : parent.kind };
  });
  return { object, meta, namespace: meta.namespace, name: meta.name, hostnames: spec.strings('hostnames'), parents };
}

// src/kube/objects/KubeGateway.ts
function readKubeGateway(object) {
  const fields = fieldsOf(object);
  const spec = fields.object('spec');
  return {
    object,
    meta: object.meta,
    namespace: object.meta.namespace,
    name: object.meta.name,
    gatewayClassName: spec.string('gatewayClassName'),
    listeners: spec.objects('listeners').map((listener) => ({
      name: listener.string('name') ?? '',
      hostname: listener.string('hostname'),
      port: listener.number('port') ?? 0,
      protocol: listener.string('protocol') ?? '',
    })),
    addresses: fields
      .object('status')
      .objects('addresses')
      .flatMap((address2) => address2.string('value') ?? []),
  };
}

// src/kube/objects/Node.ts
function readNode2(object) {
  const fields = fieldsOf(object);
  const spec = fields.object('spec');
  const podCidr = spec.string('podCIDR');
  const podCidrs = spec.strings('podCIDRs');
  return {
    object,
    meta: object.meta,
    name: object.meta.name,
    addresses: fields
      .object('status')
      .objects('addresses')
      .flatMap((address2) => {
        const ip2 = parseIp(address2.string('address') ?? '');
        return ip2 ? [{ type: address2.string('type') ?? '', ip: ip2 }] : [];
      }),
    podCidrs: podCidrs.length > 0 || podCidr === void 0 ? podCidrs : [podCidr],
    zone: object.meta.labels.get('topology.kubernetes.io/zone'),
    region: object.meta.labels.get('topology.kubernetes.io/region'),
  };
}

// src/kube/objects/PeerAuthentication.ts
function readPeerAuthentication(object) {
  const { meta } = object;
  const spec = fieldsOf(object).object('spec');
  const ports = spec.object('portLevelMtls');
  return {
    object,
    meta,
    namespace: meta.namespace,
    name: meta.name,
    selector: spec.object('selector').stringMap('matchLabels'),
    mode: spec.object('mtls').string('mode') ?? 'UNSET',
    portModes: new Map(
      Object.keys(ports.value).map((port) => [Number(port), ports.object(port).string('mode') ?? 'UNSET']),
    ),
  };
}

// src/kube/objects/Container.ts
function readContainer(container) {
  const security = container.object('securityContext');
  const env = container.objects('env').map((entry) => [entry.string('name') ?? '', entry.string('value')]);
  return {
    name: container.string('name') ?? '',
    image: container.string('image'),
    command: container.strings('command'),
    args: container.strings('args'),
    env: new Map(env.filter((entry) => entry[1] !== void 0)),
    ports: container.objects('ports').map((port) => ({
      name: port.string('name'),
      containerPort: port.number('containerPort') ?? 0,
      hostPort: port.number('hostPort'),
      protocol: port.string('protocol') ?? 'TCP',
    })),
    runAsUser: security.number('runAsUser'),
    runAsGroup: security.number('runAsGroup'),
    restartPolicy: container.string('restartPolicy'),
  };
}
function isNativeSidecar(initContainer) {
  return initContainer.restartPolicy === 'Always';
}

// src/kube/objects/PodStatus.ts
function readPodStatus(status) {
  const listed = status.objects('podIPs').map((entry) => entry.string('ip'));
  const texts2 = listed.length > 0 ? listed : [status.string('podIP')];
  const hostIp = status.string('hostIP');
  return {
    phase: status.string('phase'),
    podIps: texts2.map((text) => parseIp(text ?? '')).filter((ip2) => ip2 !== void 0),
    hostIp: hostIp === void 0 ? void 0 : parseIp(hostIp),
    conditions: status.objects('conditions').map((condition) => ({
      type: condition.string('type') ?? '',
      status: readConditionStatus(condition.string('status')),
      lastTransitionTime: condition.string('lastTransitionTime'),
    })),
    containerStatuses: status.objects('containerStatuses').map(readContainerStatus),
    initContainerStatuses: status.objects('initContainerStatuses').map(readContainerStatus),
  };
}
function readConditionStatus(text) {
  return text === 'True' || text === 'False' ? text : 'Unknown';
}
function readContainerStatus(status) {
  return {
    name: status.string('name') ?? '',
    ready: status.boolean('ready') ?? false,
    restartCount: status.number('restartCount') ?? 0,
    containerId: status.string('containerID'),
  };
}

// src/kube/objects/Pod.ts
function readPod(object) {
  const fields = fieldsOf(object);
  const spec = fields.object('spec');
  const security = spec.object('securityContext');
  const fsGroup = security.number('fsGroup');
  return {
    object,
    meta: object.meta,
    namespace: object.meta.namespace,
    name: object.meta.name,
    initContainers: spec.objects('initContainers').map(readContainer),
    containers: spec.objects('containers').map(readContainer),
    serviceAccountName: spec.string('serviceAccountName'),
    runAsUser: security.number('runAsUser'),
    runAsGroup: security.number('runAsGroup'),
    supplementalGroups: [...(fsGroup === void 0 ? [] : [fsGroup]), ...security.numbers('supplementalGroups')],
    hostNetwork: spec.boolean('hostNetwork') ?? false,
    nodeName: spec.string('nodeName'),
    hostname: spec.string('hostname'),
    subdomain: spec.string('subdomain'),
    dnsPolicy: spec.string('dnsPolicy') ?? 'ClusterFirst',
    dnsConfig: readDnsConfig(spec.object('dnsConfig')),
    hostAliases: spec.objects('hostAliases').flatMap(readHostAlias),
    status: readPodStatus(fields.object('status')),
  };
}
function readDnsConfig(config) {
  return {
    nameservers: config.strings('nameservers'),
    searches: config.strings('searches'),
    options: config.objects('options').map((option) => ({
      name: option.string('name') ?? '',
      value: option.string('value'),
    })),
  };
}
function readHostAlias(alias) {
  const ip2 = parseIp(alias.string('ip') ?? '');
  return ip2 ? [{ ip: ip2, hostnames: alias.strings('hostnames') }] : [];
}

// src/kube/objects/podState.ts
function isPodReady(pod) {
  return pod.status.conditions.some(({ type, status }) => type === 'Ready' && status === 'True');
}
function isPodTerminal(pod) {
  return pod.status.phase === 'Succeeded' || pod.status.phase === 'Failed';
}

// src/kube/objects/Service.ts
var DEFAULT_AFFINITY_TIMEOUT = 10800;
function readService(object) {
  const fields = fieldsOf(object);
  const spec = fields.object('spec');
  const single = spec.string('clusterIP');
  const listed = spec.strings('clusterIPs');
  const clusterIps = listed.length > 0 ? listed : single === void 0 ? [] : [single];
  return {
    object,
    meta: object.meta,
    namespace: object.meta.namespace,
    name: object.meta.name,
    type: readType(spec.string('type')),
    headless: clusterIps.includes('None'),
    clusterIps: parseIps(clusterIps),
    externalName: spec.string('externalName'),
    externalIps: parseIps(spec.strings('externalIPs')),
    loadBalancerIps: readLoadBalancerIps(fields.object('status').object('loadBalancer')),
    loadBalancerSourceRanges: spec.strings('loadBalancerSourceRanges'),
    ports: spec.objects('ports').map(readServicePort),
    selector: spec.stringMap('selector'),
    internalTrafficPolicy: spec.string('internalTrafficPolicy') === 'Local' ? 'Local' : 'Cluster',
    externalTrafficPolicy: spec.string('externalTrafficPolicy') === 'Local' ? 'Local' : 'Cluster',
    sessionAffinity: spec.string('sessionAffinity') === 'ClientIP' ? 'ClientIP' : 'None',
    sessionAffinityTimeout:
      spec.object('sessionAffinityConfig').object('clientIP').number('timeoutSeconds') ?? DEFAULT_AFFINITY_TIMEOUT,
    publishNotReadyAddresses: spec.boolean('publishNotReadyAddresses') ?? false,
  };
}
function readServicePort(port) {
  const number = port.number('port') ?? 0;
  return {
    name: port.string('name'),
    protocol: port.string('protocol') ?? 'TCP',
    port: number,
    targetPort: port.intOrString('targetPort') ?? number,
    nodePort: port.number('nodePort'),
    appProtocol: port.string('appProtocol'),
  };
}
function readLoadBalancerIps(loadBalancer) {
  const vips = loadBalancer.objects('ingress').filter((ingress) => ingress.string('ipMode') !== 'Proxy');
  return parseIps(vips.map((ingress) => ingress.string('ip') ?? ''));
}
function readType(text) {
  return text === 'NodePort' || text === 'LoadBalancer' || text === 'ExternalName' ? text : 'ClusterIP';
}
function parseIps(texts2) {
  return texts2.map(parseIp).filter((ip2) => ip2 !== void 0);
}

// src/kube/objects/ServiceEntry.ts
function readServiceEntry(object) {
  const fields = fieldsOf(object);
  const spec = fields.object('spec');
  const addresses = spec.strings('addresses');
  const allocated = fields.object('status').objects('addresses');
  return {
    object,
    meta: object.meta,
    namespace: object.meta.namespace,
    name: object.meta.name,
    hosts: spec.strings('hosts'),
    addresses: addresses.length > 0 ? addresses : allocated.flatMap((entry) => entry.string('value') ?? []),
    ports: spec.objects('ports').map((port) => ({
      number: port.number('number') ?? 0,
      name: port.string('name'),
      protocol: port.string('protocol'),
      targetPort: port.number('targetPort'),
    })),
    location: spec.string('location'),
    resolution: spec.string('resolution') ?? 'NONE',
    endpoints: spec.objects('endpoints').map(readWorkloadEndpoint),
    exportTo: spec.strings('exportTo'),
  };
}
function readWorkloadEndpoint(endpoint2) {
  const ports = endpoint2.object('ports');
  return {
    address: endpoint2.string('address') ?? '',
    ports: new Map(Object.keys(ports.value).map((name) => [name, ports.number(name) ?? 0])),
    labels: endpoint2.stringMap('labels'),
    weight: endpoint2.number('weight'),
    serviceAccount: endpoint2.string('serviceAccount'),
  };
}

// src/kube/objects/VirtualService.ts
function readVirtualService(object) {
  const { meta } = object;
  const spec = fieldsOf(object).object('spec');
  return {
    object,
    meta,
    namespace: meta.namespace,
    name: meta.name,
    hosts: spec.strings('hosts'),
    gateways: spec.strings('gateways'),
  };
}

// src/kube/objects/WorkloadEntry.ts
function readWorkloadEntry(object) {
  const { meta } = object;
  return {
    ...readWorkloadEndpoint(fieldsOf(object).object('spec')),
    object,
    meta,
    namespace: meta.namespace,
    name: meta.name,
  };
}

// src/kube/objects/KubeObjects.ts
var ISTIO_NETWORKING = 'networking.istio.io';
var GATEWAY_API = 'gateway.networking.k8s.io';
var KubeObjects = class {
  #byKey;
  #byKind = lazy(() => groupBy2(this.all(), (object) => [`${object.group}/${object.kind}`]));
  constructor(objects) {
    this.#byKey = new Map([...objects].map((object) => [keyOf2(object), object]));
  }
  pods = lazy(() => this.#views('', 'Pod', readPod));
  services = lazy(() => this.#views('', 'Service', readService));
  endpointSlices = lazy(() => this.#views('discovery.k8s.io', 'EndpointSlice', readEndpointSlice));
  endpoints = lazy(() => this.#views('', 'Endpoints', readEndpoints));
  nodes = lazy(() => this.#views('', 'Node', readNode2));
  configMaps = lazy(() => this.#views('', 'ConfigMap', readConfigMap));
  /** Their metadata. */
  namespaces = lazy(() => this.#views('', 'Namespace', (object) => object.meta));
  serviceEntries = lazy(() => this.#views(ISTIO_NETWORKING, 'ServiceEntry', readServiceEntry));
  workloadEntries = lazy(() => this.#views(ISTIO_NETWORKING, 'WorkloadEntry', readWorkloadEntry));
  gateways = lazy(() => this.#views(ISTIO_NETWORKING, 'Gateway', readGateway));
  virtualServices = lazy(() => this.#views(ISTIO_NETWORKING, 'VirtualService', readVirtualService));
  kubeGateways = lazy(() => this.#views(GATEWAY_API, 'Gateway', readKubeGateway));
  httpRoutes = lazy(() => this.#views(GATEWAY_API, 'HTTPRoute', readHttpRoute));
  peerAuthentications = lazy(() => this.#views('security.istio.io', 'PeerAuthentication', readPeerAuthentication));
  controllers = lazy(() =>
    ['apps', 'batch', ''].flatMap((group) =>
      CONTROLLER_KINDS.flatMap((kind) => this.#views(group, kind, readController)),
    ),
  );
  #podIndex = lazy(() => new Map(this.pods().map((pod) => [`${pod.namespace}/${pod.name}`, pod])));
  #serviceIndex = lazy(() => new Map(this.services().map((one) => [`${one.namespace}/${one.name}`, one])));
  #nodeIndex = lazy(() => new Map(this.nodes().map((node) => [node.name, node])));
  #podsByIp = lazy(() => groupBy2(this.pods(), (pod) => pod.status.podIps.map((ip2) => ip2.text)));
  #nodesByIp = lazy(() => groupBy2(this.nodes(), (node) => node.addresses.map(({ ip: ip2 }) => ip2.text)));
  #byExternalIp = lazy(() => groupBy2(this.services(), externalIpKeys));
  #byNodePort = lazy(() => groupBy2(this.services(), ({ ports }) => ports.map((p) => String(p.nodePort))));
  #byClusterIp = lazy(() => groupBy2(this.services(), (service) => service.clusterIps.map((ip2) => ip2.text)));
  #servicesIn = lazy(() => groupBy2(this.services(), ({ namespace }) => [namespace]));
  #servicesOf = /* @__PURE__ */ new Map();
  #endpointsIndex = lazy(() => new Map(this.endpoints().map((one) => [`${one.namespace}/${one.name}`, one])));
  #slices = lazy(() => groupBy2(this.endpointSlices(), sliceKeys));
  /** Every object, in the order in which it was first read. */
  all() {
    return this.#byKey.values();
  }
  /** An object by API group (empty for the core group), kind, namespace (empty where the kind has none) and name. */
  get(group, kind, namespace, name) {
    return this.#byKey.get([group, kind, namespace, name].join('\0'));
  }
  pod(namespace, name) {
    return this.#podIndex().get(`${namespace}/${name}`);
  }
  service(namespace, name) {
    return this.#serviceIndex().get(`${namespace}/${name}`);
  }
  node(name) {
    return this.#nodeIndex().get(name);
  }
  /** Pods that have the address and have not ended; several when they share a node's network. */
  podsByIp(ip2) {
    return (this.#podsByIp().get(ip2.text) ?? []).filter((pod) => !isPodTerminal(pod));
  }
  /** The pod whose own address it is; a pod of the host network only when it is the only one there. */
  podByIp(ip2) {
    const pods = this.podsByIp(ip2);
    return pods.find((pod) => !pod.hostNetwork) ?? (pods.length === 1 ? pods[0] : void 0);
  }
  /** Usually one; several when the facts contradict themselves. */
  servicesByClusterIp(ip2) {
    return this.#byClusterIp().get(ip2.text) ?? [];
  }
  /** Services that list the address among their `externalIPs` or that a load balancer gave it. */
  servicesByExternalIp(ip2) {
    return this.#byExternalIp().get(ip2.text) ?? [];
  }
  servicesByNodePort(nodePort) {
    return this.#byNodePort().get(String(nodePort)) ?? [];
  }
  nodeByIp(ip2) {
    return this.#nodesByIp().get(ip2.text)?.[0];
  }
  /** The Services whose selector takes the pod; none when it has ended. */
  servicesOf(pod) {
    const known2 = this.#servicesOf.get(pod);
    if (known2 !== void 0) return known2;
    const own3 = this.#servicesIn().get(pod.namespace) ?? [];
    const found = own3.filter((service) => isSelected(pod, service));
    this.#servicesOf.set(pod, found);
    return found;
  }
  /** The EndpointSlices that carry the Service's name in their label. */
  slicesOf(service) {
    return this.#slices().get(`${service.namespace}/${service.name}`) ?? [];
  }
  /** The Endpoints object of the Service's name. */
  endpointsOf(service) {
    return this.#endpointsIndex().get(`${service.namespace}/${service.name}`);
  }
  #views(group, kind, read) {
    return (this.#byKind().get(`${group}/${kind}`) ?? []).map(read);
  }
};
function isSelected(pod, { selector }) {
  return selector.size > 0 && labelsInclude(pod.meta.labels, selector) && !isPodTerminal(pod);
}
function keyOf2({ group, kind, meta }) {
  return [group, kind, meta.namespace, meta.name].join('\0');
}
function sliceKeys({ namespace, serviceName }) {
  return serviceName === void 0 ? [] : [`${namespace}/${serviceName}`];
}
function externalIpKeys({ externalIps, loadBalancerIps }) {
  return [...new Set([...externalIps, ...loadBalancerIps].map((ip2) => ip2.text))];
}

// src/netfilter/walk/netns/IpRule.ts
function defaultIpRules(family) {
  const lookup = (priority, table) => ({
    family,
    priority,
    action: { kind: 'lookup', table },
  });
  const rules = [lookup(0, 'local'), lookup(32766, 'main')];
  return family === 4 ? [...rules, lookup(32767, 'default')] : rules;
}

// src/netfilter/walk/netns/routedMarks.ts
function routedMarks(ruleSets) {
  const marks = /* @__PURE__ */ new Map();
  for (const rule of rulesOf(ruleSets)) {
    for (const mark2 of [...tproxyMarks(rule), ...restoredMarks(rule)])
      marks.set(`${mark2.value}/${mark2.mask}`, mark2);
  }
  const all = [...marks.values()];
  return all.filter(
    ({ value, mask }) => mask === 4294967295 || !all.some((mark2) => mark2.value === value && mark2.mask > mask),
  );
}
function rulesOf(ruleSets) {
  return ruleSets.flatMap(({ tables }) => tables.flatMap(({ chains }) => chains.flatMap(({ rules }) => rules)));
}
function targetsOf(rule) {
  return [...(rule.statements ?? []), ...(rule.target === void 0 ? [] : [rule.target])];
}
function tproxyMarks(rule) {
  const targets = targetsOf(rule);
  if (!targets.some(({ kind }) => kind === 'TPROXY')) return [];
  return targets.flatMap((target) => {
    const marks = target.kind === 'TPROXY' || target.kind === 'MARK';
    return marks && target.value !== 0 ? [{ value: target.value, mask: 4294967295 }] : [];
  });
}
function restoredMarks(rule) {
  const restores = targetsOf(rule).some((target) => target.kind === 'CONNMARK' && target.operation === 'restore');
  return restores ? rule.matches.flatMap(flowMark) : [];
}
function flowMark(match2) {
  if (match2.kind === 'connmark') return match2.mark.not ? [] : [match2.mark.value];
  if (match2.kind !== 'nftCompare' || match2.left.of !== 'ct' || match2.left.field !== 'mark') return [];
  const [value] = match2.right;
  if (match2.operator !== '==' || value?.kind !== 'numbers') return [];
  return [{ value: value.range.min, mask: match2.mask ?? 4294967295 }];
}

// src/netfilter/walk/netns/assumedNetns.ts
var TPROXY_TABLE = '133';
var FAMILIES = [4, 6];
function assumedNetns(from) {
  const families = FAMILIES.filter((family) => from.podIps.some((ip2) => ip2.family === family));
  const marks = routedMarks(from.ruleSets);
  return {
    ruleSets: from.ruleSets,
    interfaces: from.interfaces ?? assumedInterfaces(from.podIps),
    routes: from.routes ?? families.flatMap((family) => assumedRoutes(family, marks.length > 0)),
    ipRules: from.ipRules ?? FAMILIES.flatMap((family) => [...markRules(family, marks), ...defaultIpRules(family)]),
    sysctls: from.sysctls ?? {},
    sockets: from.sockets,
  };
}
function assumedInterfaces(podIps) {
  const loopback = ['127.0.0.1', '::1'].flatMap((text) => {
    const address2 = parseIp(text);
    if (address2 === void 0) return [];
    return [{ address: address2, prefixLength: address2.family === 4 ? 8 : 128, scope: 'host' }];
  });
  const own3 = podIps.map((address2) => ({
    address: address2,
    prefixLength: address2.family === 4 ? 32 : 128,
    scope: 'global',
  }));
  return [
    { name: 'lo', addresses: loopback },
    { name: 'eth0', addresses: own3 },
  ];
}
function assumedRoutes(family, tproxy) {
  const destination2 = parseCidr(family === 4 ? '0.0.0.0/0' : '::/0');
  if (destination2 === void 0) return [];
  const route = { table: 'main', type: 'unicast', destination: destination2, device: 'eth0' };
  return tproxy ? [route, { table: TPROXY_TABLE, type: 'local', destination: destination2, device: 'lo' }] : [route];
}
function markRules(family, marks) {
  return marks.map((fwmark, at2) => ({
    family,
    priority: 32765 - at2,
    fwmark,
    action: { kind: 'lookup', table: TPROXY_TABLE },
  }));
}

// src/text/json/parseJson.ts
import { isAscii, isUtf8 as isUtf82 } from 'node:buffer';

// src/text/positionAt.ts
var START = { offset: 0, line: 1, column: 1 };
function positionAt(text, offset, from = START) {
  let { line } = from;
  let lineStart = from.offset - from.column + 1;
  for (let end = text.indexOf('\n', from.offset); end >= 0 && end < offset; end = text.indexOf('\n', lineStart)) {
    line++;
    lineStart = end + 1;
  }
  return { offset, line, column: offset - lineStart + 1 };
}

// src/text/json/nesting.ts
var MAX_NESTING = 512;
function countMembers(value, open = 0) {
  if (typeof value !== 'object' || value === null) return 0;
  if (open === MAX_NESTING) return Infinity;
  let members = 0;
  if (isJsonArray(value)) {
    for (const item of value) if (typeof item === 'object') members += countMembers(item, open + 1);
    return members;
  }
  for (const key in value) {
    const item = value[key];
    members++;
    if (typeof item === 'object') members += countMembers(item, open + 1);
  }
  return members;
}
var PIECES = 8;
var PIECE_BYTES = 1 << 13;
function opensTooDeep(bytes) {
  if (bytes.length <= PIECES * PIECE_BYTES) return scan(bytes);
  const starts = Array.from({ length: PIECES }, (_, index2) => Math.floor((index2 * bytes.length) / PIECES));
  return starts.some((start2) => scan(bytes.subarray(start2, start2 + PIECE_BYTES))) && scan(bytes);
}
function scan(bytes) {
  let open = 0;
  for (let i = 0; i < bytes.length; i++) {
    const byte = bytes[i];
    if (byte === 34) i = closingQuote(bytes, i);
    else if (byte === 123 || byte === 91) open++;
    else if (byte === 125 || byte === 93) open--;
    if (open > MAX_NESTING) return true;
  }
  return false;
}
function closingQuote(bytes, opening) {
  let i = opening + 1;
  while (i < bytes.length && bytes[i] !== 34) i += bytes[i] === 92 ? 2 : 1;
  return i;
}

// src/text/json/readJsonToken.ts
function isFault(result2) {
  return typeof result2 !== 'number';
}
function readScalar(text, offset, inside) {
  const first = text[offset] ?? '';
  if (first === '"') return readString(text, offset);
  const token = match(/[-+.\w]*/y, text, offset);
  const end = offset + token.length;
  if (/^(?:true|false|null|-?(?:0|[1-9][0-9]*)(?:\.[0-9]+)?(?:[eE][+-]?[0-9]+)?)$/.test(token)) return end;
  if (end === text.length && canGoOn(token)) return truncated(text, token === '' ? around(inside) : 'a value');
  return unexpected(text, offset, 'a value', inside);
}
function canGoOn(token) {
  return (
    ['true', 'false', 'null'].some((literal2) => literal2.startsWith(token)) ||
    /^-?(?:(?:0|[1-9][0-9]*)(?:\.[0-9]*|(?:\.[0-9]+)?[eE][+-]?)?)?$/.test(token)
  );
}
function readString(text, offset) {
  for (let i = offset + 1; i < text.length; i++) {
    const unit = text.charCodeAt(i);
    if (unit === 34) return i + 1;
    if (unit < 32) return syntax(i, 'a control character in a string must be escaped');
    if (unit !== 92) continue;
    const escape2 = match(/\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4})/y, text, i);
    if (escape2 !== '') i += escape2.length - 1;
    else if (/^\\(?:u[0-9a-fA-F]{0,3})?$/.test(text.slice(i, i + 6))) break;
    else return syntax(i, `${quoted(match(/\\u?[^"]{0,4}/y, text, i))} is no escape sequence`);
  }
  return truncated(text, 'a string');
}
function unexpected(text, offset, expected, inside) {
  if (offset >= text.length) return truncated(text, around(inside));
  const found = match(/[-+.\w]{1,24}|./suy, text, offset);
  return syntax(offset, `expected ${expected} but found ${quoted(found)}`);
}
function truncated(text, what) {
  return { offset: text.length, kind: 'truncated', message: `the file is truncated: it ends inside ${what}` };
}
function syntax(offset, message) {
  return { offset, kind: 'syntax', message };
}
function around(inside) {
  if (inside === void 0) return 'leading blanks';
  return inside === '{' ? 'an object' : 'an array';
}
function quoted(found) {
  return found.includes("'") ? `"${found}"` : `'${found}'`;
}
function match(pattern, text, offset) {
  pattern.lastIndex = offset;
  return pattern.exec(text)?.[0] ?? '';
}

// src/text/json/skipJson.ts
function skipBlanks(text, offset) {
  let i = offset;
  for (; i < text.length; i++) {
    const unit = text.charCodeAt(i);
    if (unit !== 32 && unit !== 10 && unit !== 13 && unit !== 9) break;
  }
  return i;
}

// src/text/json/findJsonFault.ts
function findJsonFault(text) {
  const open = [];
  let i = skipBlanks(text, 0);
  for (;;) {
    const bracket = text[i];
    if (bracket === '{' || bracket === '[') {
      if (open.length === MAX_NESTING) return tooDeep(i);
      open.push(bracket);
      const first = skipBlanks(text, i + 1);
      const next2 = text[first] === closing(bracket) ? first : readKeyIfObject(text, first, bracket);
      if (isFault(next2)) return next2;
      i = next2;
      if (next2 !== first || text[first] !== closing(bracket)) continue;
    } else {
      const end = readScalar(text, i, open.at(-1));
      if (isFault(end)) return end;
      i = skipBlanks(text, end);
    }
    while (open.length > 0 && text[i] === closing(open.at(-1))) {
      open.pop();
      i = skipBlanks(text, i + 1);
    }
    const inside = open.at(-1);
    if (inside === void 0) return i === text.length ? void 0 : unexpected(text, i, 'the end of the text', inside);
    if (text[i] !== ',') return unexpected(text, i, `',' or '${closing(inside)}'`, inside);
    const next = readKeyIfObject(text, skipBlanks(text, i + 1), inside);
    if (isFault(next)) return next;
    i = next;
  }
}
function readKeyIfObject(text, offset, inside) {
  if (inside !== '{') return offset;
  if (text[offset] !== '"') return unexpected(text, offset, 'a key in double quotes', inside);
  const end = readString(text, offset);
  if (isFault(end)) return end;
  const colon = skipBlanks(text, end);
  return text[colon] === ':' ? skipBlanks(text, colon + 1) : unexpected(text, colon, "':'", inside);
}
function closing(bracket) {
  return bracket === '{' ? '}' : ']';
}
function tooDeep(offset) {
  return { offset, kind: 'too deep', message: `more than ${MAX_NESTING} objects and arrays stand within each other` };
}

// src/text/json/findInvalidUtf8.ts
import { isUtf8 } from 'node:buffer';
function findInvalidUtf8(bytes) {
  let line = 1;
  let column = 1;
  for (let i = 0; i < bytes.length;) {
    const length2 = sequenceLength(bytes[i] ?? 0);
    if (length2 > 1 && !isUtf8(bytes.subarray(i, i + length2))) return { line, column };
    if (bytes[i] === 10) {
      line++;
      column = 1;
    } else column += length2 === 4 ? 2 : 1;
    i += length2;
  }
  return void 0;
}
function sequenceLength(first) {
  if (first < 128) return 1;
  if (first >= 240) return 4;
  return first >= 224 ? 3 : 2;
}

// src/text/json/refuseForeignFormat.ts
function refuseForeignFormat(bytes, name) {
  const refuse2 = (message, hint) => {
    const details = { where: name, hint, exitCode: ExitCode.unreadable };
    throw new UserError(message, details);
  };
  const start2 = bytes.toString('latin1', 0, 1024).trimStart();
  if (bytes.length === 0) refuse2('the file is empty', 'Was the command that wrote it successful?');
  if (start2 === '' && bytes.length <= 1024)
    refuse2('the file holds nothing but blanks', 'Was the command that wrote it successful?');
  if (bytes[0] === 31 && bytes[1] === 139)
    refuse2('the file is compressed with gzip', 'Unpack it first: gunzip -c FILE');
  if ((bytes[0] === 255 && bytes[1] === 254) || (bytes[0] === 254 && bytes[1] === 255)) {
    refuse2('the file is UTF-16, not UTF-8', 'PowerShell writes UTF-16 with ">": use "| Out-File -Encoding utf8".');
  }
  if (/^<(?:!doctype html|html|head|body|title|h1|!--)/i.test(start2)) {
    refuse2(
      'the file is an HTML page, not JSON',
      'A server answered with a page, perhaps an error, in place of the proxy.',
    );
  }
}

// src/text/json/parseJson.ts
function parseJson(bytes, name) {
  const content = withoutByteOrderMark(bytes);
  refuseForeignFormat(content, name);
  const invalid = isUtf82(content) ? void 0 : findInvalidUtf8(content);
  if (invalid) throw unreadable('the text is not valid UTF-8', `${name}:${invalid.line}:${invalid.column}`);
  const text = decode(content, name);
  if (opensTooDeep(content)) throwFault(text, name);
  const value = parse(text, name);
  const members = countMembers(value);
  if (members === Infinity) throwFault(text, name);
  return isAscii(content) ? { name, value, text, members } : new DecodingDocument(name, value, members, content);
}
var DecodingDocument = class {
  constructor(name, value, members, bytes) {
    this.name = name;
    this.value = value;
    this.members = members;
    this.#bytes = bytes;
  }
  name;
  value;
  members;
  #bytes;
  get text() {
    return decode(this.#bytes, this.name);
  }
};
function withoutByteOrderMark(bytes) {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  return buffer[0] === 239 && buffer[1] === 187 && buffer[2] === 191 ? buffer.subarray(3) : buffer;
}
function decode(bytes, name) {
  try {
    return bytes.toString(isAscii(bytes) ? 'latin1' : 'utf8');
  } catch (cause) {
    throw unreadable(`the file is too large to read: ${bytes.length >> 20} MiB`, name, cause);
  }
}
function parse(text, name) {
  try {
    return JSON.parse(text);
  } catch (cause) {
    throwFault(text, name);
    throw unreadable('the text is not valid JSON', name, cause);
  }
}
function throwFault(text, name) {
  const fault2 = findJsonFault(text);
  if (!fault2) return;
  const { line, column } = positionAt(text, fault2.offset);
  throw unreadable(fault2.message, `${name}:${line}:${column}`);
}
function unreadable(message, where, cause) {
  return new UserError(message, { where, exitCode: ExitCode.unreadable, cause });
}

// src/envoy/listener/acceptingListener.ts
function acceptingListener(config, local) {
  for (const key of listenKeys(local)) {
    const found = config.listenerAt(key);
    if (found.kind === 'section_missing') {
      return { truth: 'unknown', because: [], skipped: [], unknown: 'the dump has no listeners' };
    }
    if (found.kind === 'ambiguous') {
      const unknown = `which listener is at ${key}: ${found.notes.join(', ')}`;
      return { truth: 'unknown', because: [], skipped: [], unknown };
    }
    if (found.kind !== 'found' || !found.value.bindToPort) continue;
    const because = [{ name: 'address', expected: key, got: formatSocketAddress(local), truth: 'yes' }];
    return { truth: 'yes', value: found.value, at: found.at, because, skipped: [] };
  }
  return { truth: 'no', because: [], skipped: [] };
}
function listenKeys(local) {
  const ip2 = unmapV4(local.ip);
  const wildcard = ip2.family === 4 ? `0.0.0.0:${local.port}` : `[::]:${local.port}`;
  return [formatSocketAddress({ ip: ip2, port: local.port }), wildcard];
}

// src/envoy/listener/handOff.ts
function handOff(config, accepting, connection) {
  const stay = (criterion2, skipped2 = []) => ({
    truth: 'yes',
    value: accepting,
    at: accepting.at,
    because: [criterion2],
    skipped: skipped2,
  });
  if (!accepting.useOriginalDst) {
    return stay({ name: 'use_original_dst', expected: 'true for a hand-off', got: 'false', truth: 'no' });
  }
  const destination2 = connection.local;
  if (!connection.restored) {
    return stay({ name: 'original destination', expected: 'an address', got: 'none was restored', truth: 'no' });
  }
  const got = formatSocketAddress(destination2);
  const skipped = [];
  for (const key of listenKeys(destination2)) {
    const found = config.listenerAt(key);
    if (found.kind === 'found') {
      const because = [{ name: 'original destination', expected: key, got, truth: 'yes' }];
      return { truth: 'yes', value: found.value, at: found.at, because, skipped };
    }
    if (found.kind === 'ambiguous') {
      const unknown = `which listener is at ${key}: ${found.notes.join(', ')}`;
      return { truth: 'unknown', because: [], skipped, unknown };
    }
    if (found.kind === 'not_serving') {
      const failed = { name: 'state', expected: 'serving', got: found.state, truth: 'no' };
      skipped.push({ what: `listener at ${key}`, at: found.at, failed, held: 1 });
    }
  }
  return stay(
    {
      name: 'original destination',
      expected: `a listener at ${listenKeys(destination2).join(' or ')}`,
      got: 'none',
      truth: 'no',
    },
    skipped,
  );
}

// src/envoy/listener/inspectHttp.ts
function inspectHttp(connection) {
  if (connection.transportProtocol === 'tls') return { connection, outcome: 'passed', summary: 'TLS: not inspected' };
  switch (connection.firstBytes) {
    case 'none':
      return { connection, outcome: 'waited', summary: 'the client sends nothing first' };
    case 'unknown':
      return { connection, outcome: 'unknown', summary: 'the first bytes of the client are not known' };
    case 'http/1.0':
    case 'http/1.1':
    case 'h2c':
      return {
        connection: { ...connection, applicationProtocols: [connection.firstBytes] },
        outcome: 'detected',
        summary: connection.firstBytes,
      };
    case 'tls':
    case 'other':
      return { connection, outcome: 'passed', summary: 'no HTTP' };
  }
}

// src/envoy/listener/inspectTls.ts
function inspectTls(connection) {
  const { firstBytes, tls } = connection;
  if (firstBytes === 'none') return { connection, outcome: 'waited', summary: 'the client sends nothing first' };
  if (firstBytes === 'unknown')
    return { connection, outcome: 'unknown', summary: 'the first bytes of the client are not known' };
  if (firstBytes !== 'tls' || tls === void 0) return { connection, outcome: 'passed', summary: 'no TLS' };
  const sni = tls.sni.toLowerCase();
  const parts = [
    sni === '' ? 'without SNI' : `SNI ${sni}`,
    ...(tls.alpn.length === 0 ? [] : [`ALPN ${tls.alpn.join(', ')}`]),
  ];
  return {
    connection: { ...connection, transportProtocol: 'tls', serverName: sni, applicationProtocols: tls.alpn },
    outcome: 'detected',
    summary: `TLS ${parts.join(', ')}`,
  };
}

// src/envoy/listener/matchListenerFilterPredicate.ts
function matchListenerFilterPredicate(predicate, localPort) {
  switch (predicate.kind) {
    case 'any_match':
      return 'yes';
    case 'or_match':
      return anyOf(predicate.rules.map((rule) => matchListenerFilterPredicate(rule, localPort)));
    case 'and_match':
      return allOf(predicate.rules.map((rule) => matchListenerFilterPredicate(rule, localPort)));
    case 'not_match':
      return not(matchListenerFilterPredicate(predicate.rule, localPort));
    case 'destination_port_range':
      return truthOf(localPort >= predicate.start && localPort < predicate.end);
    case 'unsupported':
      return 'unknown';
  }
}

// src/envoy/listener/readProxyHeader.ts
function readProxyHeader({ optional }, connection) {
  const { proxyHeader } = connection;
  if (proxyHeader === void 0) {
    if (optional) return { connection, outcome: 'passed', summary: 'no PROXY header is sent' };
    const summary = 'it needs a PROXY header, which the request does not describe';
    return { connection, outcome: 'unknown', summary };
  }
  const { addresses } = proxyHeader;
  if (addresses === void 0) return { connection, outcome: 'passed', summary: 'a PROXY header without addresses' };
  const { source: source2, destination: destination2 } = addresses;
  const moved = formatSocketAddress(destination2) !== formatSocketAddress(connection.local);
  return {
    connection: {
      ...connection,
      source: source2,
      directSource: connection.directSource ?? connection.source,
      local: destination2,
      restored: connection.restored || moved,
    },
    outcome: 'detected',
    summary: `from ${formatSocketAddress(source2)} to ${formatSocketAddress(destination2)}`,
  };
}

// src/envoy/listener/restoreDestination.ts
function restoreDestination(connection) {
  const destination2 = connection.originalDestination;
  if (destination2 === void 0) return { connection, outcome: 'passed', summary: 'nothing to restore' };
  return {
    connection: { ...connection, local: destination2, restored: true },
    outcome: 'detected',
    summary: `destination ${formatSocketAddress(destination2)}`,
  };
}

// src/envoy/listener/runListenerFilters.ts
function runListenerFilters(listener, connection, before) {
  let current = before ?? uninspected(connection);
  const steps = [];
  for (const filter of filtersOf(listener)) {
    const disabled =
      filter.disabled === void 0 ? 'no' : matchListenerFilterPredicate(filter.disabled, current.local.port);
    if (disabled === 'unknown') return unknownRun(current, steps, filter, 'its filter_disabled is not modelled');
    if (disabled === 'yes') {
      const because = [
        { name: 'filter_disabled', expected: 'not this port', got: String(current.local.port), truth: 'no' },
      ];
      steps.push({ filter, outcome: 'disabled', summary: 'disabled for this port', because });
      continue;
    }
    const effect = runFilter(filter, current);
    current = effect.connection;
    steps.push({ filter, outcome: effect.outcome, summary: effect.summary, because: [] });
    if (effect.outcome === 'unknown') return unknownRun(current, steps, filter, effect.summary);
    if (effect.outcome === 'waited') return waited(listener, current, steps);
  }
  return { connection: inspected(current), steps, end: 'continue', delayMs: 0 };
}
function waited(listener, connection, steps) {
  const run = { connection: inspected(connection), steps, delayMs: listener.listenerFiltersTimeoutMs };
  if (run.delayMs > 0) return { ...run, end: listener.continueOnListenerFiltersTimeout ? 'continue' : 'timeout' };
  return { ...run, end: 'unknown', unknown: `listener ${listener.name} waits for the client for ever` };
}
function inspected(connection) {
  const { transportProtocol: transportProtocol2 } = connection;
  return { ...connection, transportProtocol: transportProtocol2 === '' ? 'raw_buffer' : transportProtocol2 };
}
function filtersOf(listener) {
  const listed = listener.listenerFilters;
  if (!listener.useOriginalDst || listed.some(({ kind }) => kind === 'original_dst')) return listed;
  const implicit = {
    at: listener.at,
    name: 'use_original_dst',
    kind: 'original_dst',
    typeUrl: '',
    optional: false,
  };
  return [...listed, implicit];
}
function uninspected(connection) {
  return {
    ...connection,
    local: connection.accepted,
    restored: false,
    transportProtocol: '',
    serverName: '',
    applicationProtocols: [],
  };
}
function runFilter(filter, connection) {
  switch (filter.kind) {
    case 'original_dst':
      return restoreDestination(connection);
    case 'tls_inspector':
      return inspectTls(connection);
    case 'http_inspector':
      return inspectHttp(connection);
    case 'original_src':
      return { connection, outcome: 'passed', summary: 'upstream connections keep the client address' };
    case 'proxy_protocol':
      return readProxyHeader(filter, connection);
    case 'unsupported':
      return {
        connection,
        outcome: 'unknown',
        summary: `${filter.typeUrl === '' ? filter.name : filter.typeUrl} is not modelled`,
      };
  }
}
function unknownRun(connection, steps, filter, why) {
  return {
    connection: inspected(connection),
    steps,
    end: 'unknown',
    unknown: `listener filter ${filter.name}: ${why}`,
    delayMs: 0,
  };
}

// src/trace/walk/callerSees.ts
function callerSees(end, passed) {
  const last2 = passed.findLast(({ kind }) => kind === 'http');
  if (last2 !== void 0)
    return last2.grpc ? { kind: 'status', status: 200, grpcStatus: 14 } : { kind: 'status', status: 503 };
  if (passed.length > 0 && end !== 'unknown') return { kind: 'closed' };
  return { kind: end };
}
function statusForCaller(status, grpcStatus) {
  return { kind: 'status', status, ...(grpcStatus === void 0 ? {} : { grpcStatus }) };
}

// src/trace/walk/connectionEnded.ts
var NOTICED = {
  refused: 'connection_refused',
  timeout: 'connection_timeout',
  reset: 'connection_termination',
  closed: 'connection_termination',
  unresolved: void 0,
  unknown: void 0,
};
function connectionEnded({ journey }, code, sentence, end) {
  const last2 = journey.proxies.at(-1);
  const kind = NOTICED[end];
  const reply = last2 === void 0 || kind === void 0 ? void 0 : last2.failure(kind);
  const details = reply === void 0 ? '' : reply.details === '' ? reply.terminationDetails : reply.details;
  const verdict2 = { code, sentence, flags: reply?.flags ?? '', details, caller: callerSees(end, journey.proxies) };
  return { kind: 'end', verdict: verdict2, ...(kind === void 0 ? {} : { noticed: kind }) };
}
function endless(sentence) {
  return { kind: 'end', verdict: { code: 'LOOP', sentence, flags: '', details: '', caller: { kind: 'timeout' } } };
}
function connectionClosed({ journey }, code, sentence, how) {
  const verdict2 = {
    code,
    sentence,
    flags: how.flags ?? '',
    details: how.details ?? '',
    caller: callerSees(how.end, journey.proxies),
  };
  return { kind: 'end', verdict: verdict2, noticed: how.noticed ?? 'connection_termination' };
}

// src/trace/walk/verdicts.ts
function indeterminate(what, likely) {
  const base = { code: 'INDETERMINATE', flags: '', details: '', caller: { kind: 'unknown' } };
  const sentence = likely === void 0 ? `Not known: ${what}.` : `Not known: ${what}. Likely ${likely.code}.`;
  return { ...base, sentence, unknown: what, ...(likely === void 0 ? {} : { likely }) };
}
function replyEnded(code, sentence, reply, passed) {
  const verdict2 = {
    code,
    sentence,
    flags: reply.flags,
    details: reply.details === '' ? reply.terminationDetails : reply.details,
    caller: callerOf(reply, passed),
  };
  return { kind: 'end', verdict: verdict2, ...(reply.status === void 0 ? { noticed: 'connection_termination' } : {}) };
}
function callerOf(reply, passed) {
  if (reply.status !== void 0) return statusForCaller(reply.status, reply.grpcStatus);
  return callerSees(reply.flags === 'NR' ? 'reset' : 'closed', passed);
}

// src/trace/walk/visits.ts
var PASSING = /^(?:x-forwarded-|x-envoy-|x-request-id$|x-b3-|x-ot-|traceparent$|tracestate$|b3$|via$|x-cloud-trace)/;
function meetsAgain({ visited }, place, content) {
  const key = `${place} ${contentKey(content)}`;
  if (visited.has(key)) return true;
  visited.set(key, place);
  return false;
}
function endlessPlace({ visited }) {
  const counts = /* @__PURE__ */ new Map();
  for (const place of visited.values()) counts.set(place, (counts.get(place) ?? 0) + 1);
  return [...counts].find(([, count]) => count >= MANY)?.[0];
}
var MANY = 5;
function contentKey({ firstBytes, tls, http: http2 }) {
  const headers = http2?.headers.filter(({ name }) => !PASSING.test(name));
  return JSON.stringify([firstBytes, tls?.sni, tls?.alpn, http2?.method, http2?.authority, http2?.path, headers]);
}

// src/trace/world/PodNode.ts
function podLabel({ namespace, name }) {
  return `${namespace}/${name}`;
}

// src/istio/istioObjectOf.ts
function istioObjectOf(value) {
  const config =
    at(value, 'metadata', 'filter_metadata', 'istio', 'config') ??
    at(value, 'metadata', 'filterMetadata', 'istio', 'config');
  if (typeof config !== 'string') return void 0;
  const match2 = /^\/apis\/[^/]+\/[^/]+\/namespaces\/([^/]+)\/([^/]+)\/([^/]+)$/.exec(config);
  const [, namespace, kind, name] = match2 ?? [];
  if (namespace === void 0 || kind === void 0 || name === void 0) return void 0;
  return { kind, namespace, name };
}
function at(value, ...path) {
  let current = value;
  for (const key of path) current = current !== void 0 && isJsonObject(current) ? current[key] : void 0;
  return current;
}

// src/text/json/jsonExcerpt.ts
function jsonExcerpt(value, length2) {
  const text = write(value, length2 + 1);
  return text.length > length2 ? `${text.slice(0, length2)}\u2026` : text;
}
function write(value, enough) {
  if (isJsonArray(value)) {
    return writeItems('[', value.entries(), ']', enough, ([, item], left) => write(item, left));
  }
  if (isJsonObject(value)) {
    return writeItems('{', ownEntries(value), '}', enough, ([key, item], left) => {
      const name = `${write(key, left)}:`;
      return name.length < left ? name + write(item, left - name.length) : name;
    });
  }
  return JSON.stringify(typeof value === 'string' ? value.slice(0, enough) : value);
}
function writeItems(open, items, close, enough, writeItem) {
  let text = open;
  for (const item of items) {
    if (text !== open) text += ',';
    if (text.length < enough) text += writeItem(item, enough - text.length);
    if (text.length >= enough) return text;
  }
  return text + close;
}
function* ownEntries(object) {
  for (const key in object) {
    const value = object[key];
    if (value !== void 0 && Object.hasOwn(object, key)) yield [key, value];
  }
}

// src/trace/proxy/jsonEvidence.ts
var EXCERPT = 160;
function jsonEvidence(proxy, at2, document = 'config_dump') {
  const source2 = document === 'clusters' ? proxy.config.clustersDocument : proxy.config.document;
  const value = source2 === void 0 ? void 0 : resolvePointer(source2.value, at2);
  if (value === void 0) return [];
  const excerpt = jsonExcerpt(value, EXCERPT);
  const name = document === 'clusters' ? (proxy.documents.clusters ?? 'clusters') : proxy.documents.configDump;
  const istio = istioObjectOf(value);
  return [{ kind: 'json', document: name, pointer: at2, excerpt, ...(istio === void 0 ? {} : { istio }) }];
}

// src/trace/proxy/decisionStep.ts
function decisionStep(proxy, kind, decision, summary, rest = {}) {
  return {
    kind,
    outcome: outcomeOf(decision),
    summary,
    because: decision.because,
    skipped: decision.skipped,
    ...(decision.consulted === void 0 ? {} : { consulted: decision.consulted }),
    evidence: decision.at === void 0 ? [] : jsonEvidence(proxy, decision.at),
    ...(decision.unknown === void 0 ? {} : { unknown: decision.unknown }),
    ...rest,
  };
}
function outcomeOf({ truth }) {
  if (truth === 'unknown') return 'unknown';
  return truth === 'yes' ? 'matched' : 'no_match';
}

// src/trace/proxy/inspectedBytes.ts
function inspectedBytes(firstBytes, { detect }) {
  if (detect === void 0 || firstBytes === 'tls') return firstBytes;
  if (detect === 'tcp') return 'other';
  return firstBytes === 'http/1.0' || firstBytes === 'h2c' ? firstBytes : 'http/1.1';
}

// src/envoy/cluster/UpstreamHost.ts
function addressLabel(address2) {
  switch (address2.kind) {
    case 'socket_address': {
      const host = address2.ip?.text ?? address2.host;
      return host.includes(':') ? `[${host}]:${address2.port}` : `${host}:${address2.port}`;
    }
    case 'pipe':
      return `unix://${address2.path}`;
    case 'envoy_internal_address':
      return `envoy://${address2.serverListenerName}/${address2.endpointId}`;
  }
}

// src/trace/proxy/listenerLabel.ts
function listenerLabel({ name, addresses: [address2] }) {
  if (name !== '') return name;
  return address2 === void 0 ? 'without a name' : addressLabel(address2);
}

// src/trace/proxy/listenerNotes.ts
function listenerNotes(config, listener, local) {
  for (const key of listenKeys(local)) {
    const found = config.listenerAt(key);
    if (found.kind === 'found' && found.value === listener) return found.notes;
  }
  return [];
}

// src/logic/Decision.ts
function nearestFirst(misses) {
  return misses.toSorted((a, b) => b.held - a.held);
}

// src/envoy/chain/firstKey.ts
function firstKey(matches, keys, has) {
  for (const key of keys) {
    if (matches.some((match2) => has(match2, key))) return { key };
  }
  return void 0;
}

// src/envoy/chain/applicationProtocols.ts
var applicationProtocols = {
  field: 'application_protocols',
  choose: (matches, connection) =>
    firstKey(matches, [...connection.applicationProtocols.filter((name) => name !== ''), ''], applicationProtocols.has),
  has: ({ applicationProtocols: names }, key) => (key === '' ? names.length === 0 : names.includes(key)),
  expected: ({ applicationProtocols: names }) => (names.length === 0 ? 'any' : names.join(', ')),
  got: ({ applicationProtocols: names }) => (names.length === 0 ? 'none' : names.join(', ')),
};

// src/envoy/chain/destinationPort.ts
var destinationPort = {
  field: 'destination_port',
  choose: (matches, { local }) => firstKey(matches, [String(local.port), ''], destinationPort.has),
  has: (match2, key) => (match2.destinationPort === void 0 ? '' : String(match2.destinationPort)) === key,
  expected: ({ destinationPort: port }) => (port === void 0 ? 'any' : String(port)),
  got: ({ local }) => String(local.port),
};

// src/envoy/chain/longestPrefix.ts
function longestPrefix(matches, ranges, ip2) {
  let best;
  let unset = false;
  for (const match2 of matches) {
    const own3 = ranges(match2);
    if (own3.length === 0) unset = true;
    for (const cidr3 of own3) {
      if (cidrContains(cidr3, ip2) && (best === void 0 || cidr3.prefixLength > best.prefixLength)) best = cidr3;
    }
  }
  if (best !== void 0 && best.prefixLength > 0) return { key: best.text };
  if (best === void 0) return unset ? { key: '' } : void 0;
  if (!unset) return { key: best.text };
  return { key: best.text, ambiguous: `chains without ranges and with ${best.text} share one place in the trie` };
}
function hasPrefix(ranges, key) {
  if (key === '') return ranges.length === 0;
  return ranges.some(({ text }) => text === key);
}
function rangesText(ranges) {
  return ranges.length === 0 ? 'any' : ranges.map(({ text }) => text).join(', ');
}

// src/envoy/chain/directSourcePrefixRanges.ts
var directSourcePrefixRanges = {
  field: 'direct_source_prefix_ranges',
  choose: (matches, connection) =>
    longestPrefix(
      matches,
      (match2) => match2.directSourcePrefixRanges,
      (connection.directSource ?? connection.source).ip,
    ),
  has: (match2, key) => hasPrefix(match2.directSourcePrefixRanges, key),
  expected: (match2) => rangesText(match2.directSourcePrefixRanges),
  got: ({ directSource, source: source2 }) => (directSource ?? source2).ip.text,
};

// src/envoy/chain/prefixRanges.ts
var prefixRanges = {
  field: 'prefix_ranges',
  choose: (matches, connection) => longestPrefix(matches, (match2) => match2.prefixRanges, connection.local.ip),
  has: (match2, key) => hasPrefix(match2.prefixRanges, key),
  expected: (match2) => rangesText(match2.prefixRanges),
  got: ({ local }) => local.ip.text,
};

// src/envoy/chain/serverNames.ts
var serverNames = {
  field: 'server_names',
  choose: (matches, { serverName }) => firstKey(matches, keysOf(serverName), serverNames.has),
  has: ({ serverNames: names }, key) => (key === '' ? names.length === 0 : names.includes(key)),
  expected: ({ serverNames: names }) => (names.length === 0 ? 'any' : names.join(', ')),
  got: ({ serverName }) => (serverName === '' ? 'no SNI' : serverName),
};
function* keysOf(serverName) {
  if (serverName !== '') {
    yield serverName;
    const last2 = serverName.length - 1;
    for (let dot = serverName.indexOf('.', 1); dot >= 0 && dot < last2; dot = serverName.indexOf('.', dot + 1)) {
      yield `*${serverName.slice(dot)}`;
    }
  }
  yield '';
}

// src/envoy/chain/sourcePorts.ts
var sourcePorts = {
  field: 'source_ports',
  choose: (matches, { source: source2 }) => firstKey(matches, [String(source2.port), ''], sourcePorts.has),
  has: ({ sourcePorts: ports }, key) => (key === '' ? ports.length === 0 : ports.includes(Number(key))),
  expected: ({ sourcePorts: ports }) => (ports.length === 0 ? 'any' : ports.join(', ')),
  got: ({ source: source2 }) => String(source2.port),
};

// src/envoy/chain/sourcePrefixRanges.ts
var sourcePrefixRanges = {
  field: 'source_prefix_ranges',
  choose: (matches, connection) => longestPrefix(matches, (match2) => match2.sourcePrefixRanges, connection.source.ip),
  has: (match2, key) => hasPrefix(match2.sourcePrefixRanges, key),
  expected: (match2) => rangesText(match2.sourcePrefixRanges),
  got: ({ source: source2 }) => source2.ip.text,
};

// src/envoy/chain/isSameIpOrLoopback.ts
var NO_ADDRESS = '255.255.255.255';
function isSameIpOrLoopback({ source: source2, local }) {
  return (ipEquals(source2.ip, local.ip) && source2.ip.text !== NO_ADDRESS) || isTheLoopbackAddress(source2.ip);
}
function isTheLoopbackAddress(ip2) {
  return ip2.text === '127.0.0.1' || ip2.text === '::1';
}

// src/envoy/chain/sourceType.ts
var sourceType = {
  field: 'source_type',
  choose: (matches, connection) => firstKey(matches, [typeOf(connection), 'ANY'], sourceType.has),
  has: (match2, key) => match2.sourceType === key,
  expected: (match2) => match2.sourceType,
  got: typeOf,
};
function typeOf(connection) {
  return isSameIpOrLoopback(connection) ? 'SAME_IP_OR_LOOPBACK' : 'EXTERNAL';
}

// src/envoy/chain/transportProtocol.ts
var transportProtocol = {
  field: 'transport_protocol',
  choose: (matches, connection) => firstKey(matches, [connection.transportProtocol, ''], transportProtocol.has),
  has: (match2, key) => match2.transportProtocol === key,
  expected: (match2) => (match2.transportProtocol === '' ? 'any' : match2.transportProtocol),
  got: (connection) => connection.transportProtocol,
};

// src/envoy/chain/chainLevels.ts
var chainLevels = [
  destinationPort,
  prefixRanges,
  serverNames,
  transportProtocol,
  applicationProtocols,
  directSourcePrefixRanges,
  sourceType,
  sourcePrefixRanges,
  sourcePorts,
];

// src/envoy/chain/chainName.ts
function chainName(chain) {
  if (chain.name !== '') return `filter chain ${chain.name}`;
  const index2 = /\/(\d+)$/.exec(chain.at)?.[1];
  return index2 === void 0 ? 'default filter chain' : `filter chain #${Number(index2) + 1}`;
}

// src/envoy/chain/defaultChain.ts
function defaultChain({ defaultFilterChain: chain }, because, skipped) {
  const criterion2 = {
    name: 'default_filter_chain',
    expected: 'no other chain matches',
    got: chain === void 0 ? 'the listener has none' : 'none matches',
    truth: chain === void 0 ? 'no' : 'yes',
  };
  if (chain === void 0) return { truth: 'no', because: [...because, criterion2], skipped };
  return { truth: 'yes', value: chain, at: chain.at, because: [...because, criterion2], skipped };
}

// src/envoy/chain/losersOfLevel.ts
function losersOfLevel(chains, level, chosen, connection, held2) {
  return chains
    .filter(({ match: match2 }) => chosen === void 0 || !level.has(match2, chosen.key))
    .map((chain) => ({
      what: chainName(chain),
      at: chain.at,
      failed: failureAt(level, chain, connection),
      held: held2,
    }));
}
function failureAt(level, { match: match2 }, connection) {
  const fits = level.choose([match2], connection) !== void 0;
  const note3 = fits ? { note: 'a more specific chain took the connection at this level' } : {};
  return { name: level.field, expected: level.expected(match2), got: level.got(connection), truth: 'no', ...note3 };
}

// src/envoy/matcher/InputValue.ts
function nonEmpty(value) {
  return value === void 0 || value === '' ? { kind: 'absent' } : { kind: 'value', value };
}
function inputName2({ name, argument }) {
  return argument === void 0 ? name : `${name} ${argument}`;
}
function inputText(value) {
  switch (value.kind) {
    case 'value':
      return value.value;
    case 'absent':
      return 'no value';
    case 'unknown':
      return 'not known';
  }
}

// src/envoy/matcher/TreeResult.ts
function after(because, result2) {
  return { ...result2, because: [...because, ...result2.because] };
}

// src/envoy/matcher/evaluateMap.ts
function evaluateMap({ kind, input, map }, read, onMatch) {
  const value = read(input);
  const name = inputName2(input);
  const got = inputText(value);
  const miss = { name, expected: `one of ${[...map.keys()].join(', ')}`, got, truth: 'no' };
  if (value.kind === 'absent') return { kind: 'missed', because: [miss] };
  if (value.kind === 'unknown') {
    return { kind: 'unknown', unknown: value.unknown, because: [{ ...miss, truth: 'unknown', note: value.unknown }] };
  }
  const because = [];
  for (const [key, next] of candidates(kind, map, value.value)) {
    because.push({ name, expected: kind === 'exact_match_map' ? key : `prefix ${key}`, got, truth: 'yes' });
    const result2 = after(because, onMatch(next));
    if (result2.kind !== 'missed') return result2;
  }
  return { kind: 'missed', because: because.length === 0 ? [miss] : because };
}
function candidates(kind, map, value) {
  if (kind === 'prefix_match_map') {
    return [...map].filter(([key]) => value.startsWith(key)).toSorted(([a], [b]) => b.length - a.length);
  }
  const next = map.get(value);
  return next === void 0 ? [] : [[value, next]];
}

// src/envoy/criteria/combineCriteria.ts
function allOfCriteria(criteria) {
  const truth = allOf(criteria.map((criterion2) => criterion2.truth));
  if (truth !== 'yes') return decisive(criteria, truth) ?? joined2(criteria, ' and ', truth);
  return joined2(criteria, ' and ', truth);
}
function anyOfCriteria(criteria) {
  const truth = anyOf(criteria.map((criterion2) => criterion2.truth));
  if (truth !== 'no') return decisive(criteria, truth) ?? joined2(criteria, ' or ', truth);
  return joined2(criteria, ' or ', truth);
}
function notCriterion(criterion2) {
  return { ...criterion2, expected: `not (${criterion2.expected})`, truth: not(criterion2.truth) };
}
function decisive(criteria, truth) {
  return criteria.find((criterion2) => criterion2.truth === truth);
}
function joined2(criteria, word2, truth) {
  const [first, ...others] = criteria;
  if (first === void 0) {
    const expected = word2 === ' and ' ? 'nothing' : 'one of none';
    return { name: 'no rules', expected, got: 'nothing', truth };
  }
  if (others.length === 0) return first;
  return {
    name: told(
      criteria.map(({ name }) => name),
      word2,
    ),
    expected: told(
      criteria.map(({ expected }) => expected),
      word2,
    ),
    got: told(
      criteria.map(({ got }) => got),
      ', ',
    ),
    truth,
  };
}
function told(texts2, separator) {
  const unique3 = [...new Set(texts2)];
  const rest = unique3.length - MAX_TOLD;
  return unique3.slice(0, MAX_TOLD).join(separator) + (rest > 0 ? `${separator}${rest} more` : '');
}
var MAX_TOLD = 6;

// src/envoy/string/re2/Re2SyntaxError.ts
var Re2SyntaxError = class extends Error {
  name = 'Re2SyntaxError';
};

// src/envoy/string/re2/compileProgram.ts
var MAX_INSTRUCTIONS = 2e4;
function compileProgram(node) {
  const program = [];
  const add = (instruction) => {
    if (program.length >= MAX_INSTRUCTIONS) throw new Re2SyntaxError('pattern too large');
    return program.push(instruction) - 1;
  };
  const emit = (tree, next) => {
    switch (tree.kind) {
      case 'empty':
        return next;
      case 'char':
        return add({ op: 'char', set: tree.set, next });
      case 'assert':
        return add({ op: 'assert', assertion: tree.assertion, next });
      case 'capture': {
        const close2 = add({ op: 'save', slot: 2 * tree.index + 1, next });
        return add({ op: 'save', slot: 2 * tree.index, next: emit(tree.body, close2) });
      }
      case 'concat':
        return tree.parts.reduceRight((entry, part) => emit(part, entry), next);
      case 'alternate': {
        const entries = tree.parts.map((part) => emit(part, next));
        return entries.reduceRight((other2, entry) => add({ op: 'split', next: entry, other: other2 }));
      }
      case 'repeat':
        return emitRepeat(tree, next);
    }
  };
  const split = (body, exit, greedy) =>
    add(greedy ? { op: 'split', next: body, other: exit } : { op: 'split', next: exit, other: body });
  const emitRepeat = ({ body, min, max, greedy }, next) => {
    let entry = next;
    if (max === void 0) {
      const loop = add({ op: 'split', next, other: next });
      const inside = emit(body, loop);
      program[loop] = greedy ? { op: 'split', next: inside, other: next } : { op: 'split', next, other: inside };
      entry = min > 0 ? inside : loop;
      for (let i = 1; i < min; i++) entry = emit(body, entry);
      return entry;
    }
    for (let i = min; i < max; i++) entry = split(emit(body, entry), next, greedy);
    for (let i = 0; i < min; i++) entry = emit(body, entry);
    return entry;
  };
  const match2 = add({ op: 'match' });
  const close = add({ op: 'save', slot: 1, next: match2 });
  const start2 = add({ op: 'save', slot: 0, next: emit(node, close) });
  return { program, start: start2 };
}

// src/envoy/string/re2/CharSet.ts
var MAX_CODE_POINT = 1114111;
function singleton(codePoint, foldCase = false) {
  return { ranges: [[codePoint, codePoint]], properties: [], negated: false, foldCase };
}
function complement(ranges) {
  const result2 = [];
  let next = 0;
  for (const [first, last2] of ranges.toSorted((a, b) => a[0] - b[0])) {
    if (first > next) result2.push([next, first - 1]);
    next = Math.max(next, last2 + 1);
  }
  if (next <= MAX_CODE_POINT) result2.push([next, MAX_CODE_POINT]);
  return result2;
}
function charSetHas(set2, codePoint) {
  const found =
    hasExactly(set2, codePoint) || (set2.foldCase && caseVariants(codePoint).some((v) => hasExactly(set2, v)));
  return found !== set2.negated;
}
function hasExactly(set2, codePoint) {
  if (set2.ranges.some(([first, last2]) => first <= codePoint && codePoint <= last2)) return true;
  if (set2.properties.length === 0) return false;
  const char = String.fromCodePoint(codePoint);
  return set2.properties.some((property) => property.test(char));
}
function caseVariants(codePoint) {
  const char = String.fromCodePoint(codePoint);
  const lower = char.toLowerCase();
  const upper = char.toUpperCase();
  const variants = [lower, upper, lower.toUpperCase(), upper.toLowerCase()];
  if (lower === 'k') variants.push('\u212A');
  if (lower === 's') variants.push('\u017F');
  return variants.flatMap((text) =>
    text.length === (codePoint > 65535 ? 2 : 1) ? [text.codePointAt(0) ?? codePoint] : [],
  );
}

// src/envoy/string/re2/namedClasses.ts
var DIGIT = [[48, 57]];
var UPPER = [[65, 90]];
var LOWER = [[97, 122]];
var ALPHA = [...UPPER, ...LOWER];
var WORD = [...DIGIT, ...ALPHA, [95, 95]];
var PERL_SPACE = [
  [9, 10],
  [12, 13],
  [32, 32],
];
var PERL = { d: DIGIT, s: PERL_SPACE, w: WORD };
var POSIX = {
  alnum: [...DIGIT, ...ALPHA],
  alpha: ALPHA,
  ascii: [[0, 127]],
  blank: [
    [9, 9],
    [32, 32],
  ],
  cntrl: [
    [0, 31],
    [127, 127],
  ],
  digit: DIGIT,
  graph: [[33, 126]],
  lower: LOWER,
  print: [[32, 126]],
  punct: [
    [33, 47],
    [58, 64],
    [91, 96],
    [123, 126],
  ],
  space: [
    [9, 13],
    [32, 32],
  ],
  upper: UPPER,
  word: WORD,
  xdigit: [...DIGIT, [65, 70], [97, 102]],
};
function perlClass(letter) {
  const lower = letter.toLowerCase();
  const ranges = Object.hasOwn(PERL, lower) ? PERL[lower] : void 0;
  return ranges && lower !== letter ? complement(ranges) : ranges;
}
function posixClass(name) {
  const negated = name.startsWith('^');
  const key = negated ? name.slice(1) : name;
  const ranges = Object.hasOwn(POSIX, key) ? POSIX[key] : void 0;
  return ranges && negated ? complement(ranges) : ranges;
}
function unicodeClass(letter, name) {
  const inverted = name.startsWith('^');
  const bare = inverted ? name.slice(1) : name;
  if (!/^[A-Za-z_]{1,64}$/.test(bare)) return void 0;
  const escape2 = (letter === 'P') !== inverted ? 'P' : 'p';
  if (bare === 'Any') return new RegExp(`^\\${escape2}{Any}$`, 'u');
  for (const property of [`General_Category=${bare}`, `Script=${bare}`]) {
    if (property.startsWith('General') && bare.length > 2) continue;
    try {
      return new RegExp(`^\\${escape2}{${property}}$`, 'u');
    } catch {
      continue;
    }
  }
  return void 0;
}

// src/envoy/string/re2/parseEscape.ts
var SIMPLE = { a: 7, f: 12, n: 10, r: 13, t: 9, v: 11 };
function parseEscape(scanner) {
  const char = scanner.take();
  if (char === 'x') return parseHex(scanner);
  if (/^[0-7]$/.test(char)) return parseOctal(scanner, char);
  if (Object.hasOwn(SIMPLE, char)) return SIMPLE[char] ?? 0;
  const code = char.codePointAt(0) ?? 0;
  if (code < 128 && !/^[A-Za-z0-9]$/.test(char)) return code;
  throw new Re2SyntaxError(`invalid escape sequence: \\${char}`);
}
function parseHex(scanner) {
  const isHex = (char) => /^[0-9A-Fa-f]$/.test(char);
  if (scanner.eat('{')) {
    const digits = scanner.takeWhile(isHex);
    const value = Number.parseInt(digits, 16);
    if (!scanner.eat('}') || digits === '' || value > 1114111)
      throw new Re2SyntaxError('invalid escape sequence: \\x{');
    return value;
  }
  if (!isHex(scanner.peek()) || !isHex(scanner.peek(1))) throw new Re2SyntaxError('invalid escape sequence: \\x');
  return Number.parseInt(scanner.take() + scanner.take(), 16);
}
function parseOctal(scanner, first) {
  const isOctal = (char) => /^[0-7]$/.test(char);
  if (first !== '0' && !isOctal(scanner.peek())) throw new Re2SyntaxError(`invalid escape sequence: \\${first}`);
  let digits = first;
  while (digits.length < 3 && isOctal(scanner.peek())) digits += scanner.take();
  return Number.parseInt(digits, 8);
}

// src/envoy/string/re2/parseClass.ts
function parseClass(scanner, foldCase) {
  const negated = scanner.eat('^');
  const ranges = [];
  const properties = [];
  for (let first = true; first || scanner.peek() !== ']'; first = false) {
    if (scanner.done) throw new Re2SyntaxError('missing ]');
    const named = parsePosix(scanner) ?? parsePerl(scanner);
    if (named) {
      ranges.push(...named);
      continue;
    }
    const property = parseUnicode(scanner);
    if (property) properties.push(property);
    else ranges.push(parseRange2(scanner));
  }
  scanner.take();
  return { ranges, properties, negated, foldCase };
}
function parseUnicode(scanner) {
  if (scanner.peek() !== '\\' || !/^[pP]$/.test(scanner.peek(1))) return void 0;
  scanner.take();
  const letter = scanner.take();
  const braced = scanner.eat('{');
  const name = braced ? scanner.takeWhile((char) => char !== '}') : scanner.take();
  const property = unicodeClass(letter, name);
  if (!property || (braced && !scanner.eat('}')))
    throw new Re2SyntaxError(`invalid character class range: \\${letter}{${name}}`);
  return property;
}
function parsePerl(scanner) {
  const ranges = scanner.peek() === '\\' ? perlClass(scanner.peek(1)) : void 0;
  if (ranges) {
    scanner.take();
    scanner.take();
  }
  return ranges;
}
function parsePosix(scanner) {
  const start2 = scanner.position;
  if (!scanner.eat('[:')) return void 0;
  const name = scanner.takeWhile((char) => /^[a-z^]$/.test(char));
  if (!scanner.eat(':]')) {
    scanner.back(start2);
    return void 0;
  }
  const ranges = posixClass(name);
  if (!ranges) throw new Re2SyntaxError(`invalid character class range: [:${name}:]`);
  return ranges;
}
function parseRange2(scanner) {
  const first = parseClassChar(scanner);
  if (scanner.peek() !== '-' || scanner.peek(1) === ']' || scanner.peek(1) === '') return [first, first];
  scanner.take();
  const last2 = parseClassChar(scanner);
  if (last2 < first) throw new Re2SyntaxError('invalid character class range');
  return [first, last2];
}
function parseClassChar(scanner) {
  if (scanner.eat('\\')) return parseEscape(scanner);
  return scanner.take().codePointAt(0) ?? 0;
}

// src/envoy/string/re2/parseGroupStart.ts
function parseGroupStart(scanner, flags2, names) {
  if (!scanner.eat('?')) return { kind: 'group', capture: true, flags: flags2 };
  if (scanner.peek() === 'P' || (scanner.peek() === '<' && !/^[=!]$/.test(scanner.peek(1)))) {
    parseName(scanner, names);
    return { kind: 'group', capture: true, flags: flags2 };
  }
  return parseFlags(scanner, flags2);
}
function parseName(scanner, names) {
  scanner.eat('P');
  if (!scanner.eat('<')) throw new Re2SyntaxError('invalid named capture group');
  const name = scanner.takeWhile((char) => /^\w$/.test(char));
  if (name === '' || !scanner.eat('>')) throw new Re2SyntaxError('invalid named capture group');
  if (names.has(name)) throw new Re2SyntaxError(`duplicate capture group name: ${name}`);
  names.add(name);
}
function parseFlags(scanner, outer) {
  let flags2 = outer;
  let on = true;
  let named = false;
  for (;;) {
    const char = scanner.peek();
    if (char === '') throw new Re2SyntaxError('missing )');
    scanner.take();
    switch (char) {
      case 'i':
        flags2 = { ...flags2, foldCase: on };
        break;
      case 'm':
        flags2 = { ...flags2, multiLine: on };
        break;
      case 's':
        flags2 = { ...flags2, dotMatchesNewline: on };
        break;
      case 'U':
        flags2 = { ...flags2, ungreedy: on };
        break;
      case '-':
        if (!on) throw new Re2SyntaxError('invalid perl operator: (?-');
        on = false;
        named = false;
        continue;
      case ':':
      case ')':
        if (!on && !named) throw new Re2SyntaxError('missing argument to flag');
        return char === ':' ? { kind: 'group', capture: false, flags: flags2 } : { kind: 'flags', flags: flags2 };
      default:
        throw new Re2SyntaxError(`invalid perl operator: (?${char}`);
    }
    named = true;
  }
}

// src/envoy/string/re2/parseRepeat.ts
var MAX_COUNT = 1e3;
function parseRepeat(scanner, body, ungreedy) {
  const count = takeCount(scanner);
  if (!count) return body;
  const greedy = scanner.eat('?') === ungreedy;
  if (countedProduct(body) * Math.max(count.min, count.max ?? 0) > MAX_COUNT)
    throw new Re2SyntaxError('invalid repetition size');
  if (takeCount(scanner)) throw new Re2SyntaxError('bad repetition operator');
  return { kind: 'repeat', body, greedy, ...count };
}
function takeCount(scanner) {
  if (scanner.eat('*')) return { min: 0 };
  if (scanner.eat('+')) return { min: 1 };
  if (scanner.eat('?')) return { min: 0, max: 1 };
  return takeBraces(scanner);
}
function takeBraces(scanner) {
  const start2 = scanner.position;
  const isDigit = (char) => /^[0-9]$/.test(char);
  if (!scanner.eat('{')) return void 0;
  const low = scanner.takeWhile(isDigit);
  const comma = scanner.eat(',');
  const high = comma ? scanner.takeWhile(isDigit) : low;
  if (low === '' || !scanner.eat('}')) {
    scanner.back(start2);
    return void 0;
  }
  const min = Number(low);
  const max = high === '' ? void 0 : Number(high);
  if (min > MAX_COUNT || (max !== void 0 && (max > MAX_COUNT || max < min)))
    throw new Re2SyntaxError('invalid repetition size');
  return max === void 0 ? { min } : { min, max };
}
function countedProduct(node) {
  switch (node.kind) {
    case 'empty':
    case 'char':
    case 'assert':
      return 1;
    case 'capture':
      return countedProduct(node.body);
    case 'repeat':
      return countedProduct(node.body) * Math.max(1, node.min, node.max ?? 0);
    case 'concat':
    case 'alternate':
      return Math.max(1, ...node.parts.map(countedProduct));
  }
}

// src/envoy/string/re2/Scanner.ts
var Scanner = class {
  #points;
  #next = 0;
  constructor(pattern) {
    this.#points = Array.from(pattern);
  }
  get position() {
    return this.#next;
  }
  get done() {
    return this.#next >= this.#points.length;
  }
  /** The character `ahead` places on, '' past the end. */
  peek(ahead = 0) {
    return this.#points[this.#next + ahead] ?? '';
  }
  take() {
    const char = this.#points[this.#next];
    if (char === void 0) throw new Re2SyntaxError('trailing \\ or missing character');
    this.#next++;
    return char;
  }
  /** Takes `text` if it is next. */
  eat(text) {
    const length2 = Array.from(text).length;
    if (this.#points.slice(this.#next, this.#next + length2).join('') !== text) return false;
    this.#next += length2;
    return true;
  }
  /** Takes as many characters as `test` accepts. */
  takeWhile(test) {
    const start2 = this.#next;
    while (!this.done && test(this.peek())) this.#next++;
    return this.since(start2);
  }
  /** What was read since `position`. */
  since(position) {
    return this.#points.slice(position, this.#next).join('');
  }
  back(position) {
    this.#next = position;
  }
};

// src/envoy/string/re2/parseRe2.ts
var MAX_DEPTH = 1e3;
var NO_FLAGS = { foldCase: false, multiLine: false, dotMatchesNewline: false, ungreedy: false };
var ESCAPED_ASSERTIONS = {
  A: 'text_begin',
  z: 'text_end',
  b: 'word_boundary',
  B: 'no_word_boundary',
};
function parseRe2(pattern) {
  const parser = new Parser(pattern);
  return { node: parser.parse(), captures: parser.captures, singleBytes: parser.singleBytes };
}
var Parser = class {
  #scanner;
  #names = /* @__PURE__ */ new Set();
  captures = 0;
  /** `\C` was seen: one byte, which differs from one character outside ASCII. */
  singleBytes = false;
  constructor(pattern) {
    this.#scanner = new Scanner(pattern);
  }
  parse() {
    const node = this.#alternatives(NO_FLAGS, 0);
    if (!this.#scanner.done) throw new Re2SyntaxError('unexpected )');
    return node;
  }
  #alternatives(outer, depth) {
    if (depth > MAX_DEPTH) throw new Re2SyntaxError('expression nests too deeply');
    const alternatives = [];
    let parts = [];
    let flags2 = outer;
    while (!this.#scanner.done && this.#scanner.peek() !== ')') {
      if (this.#scanner.eat('|')) {
        alternatives.push(concat(parts));
        parts = [];
        continue;
      }
      if (this.#scanner.eat('\\Q')) {
        parts.push(...this.#quoted(flags2));
        continue;
      }
      if (this.#scanner.eat('(')) {
        const group = parseGroupStart(this.#scanner, flags2, this.#names);
        if (group.kind === 'flags') {
          flags2 = group.flags;
          continue;
        }
        const index2 = group.capture ? ++this.captures : void 0;
        const body = this.#alternatives(group.flags, depth + 1);
        if (!this.#scanner.eat(')')) throw new Re2SyntaxError('missing )');
        const node = index2 === void 0 ? body : { kind: 'capture', index: index2, body };
        parts.push(parseRepeat(this.#scanner, node, flags2.ungreedy));
        continue;
      }
      parts.push(parseRepeat(this.#scanner, this.#atom(flags2), flags2.ungreedy));
    }
    alternatives.push(concat(parts));
    return alternatives.length === 1 ? concat(parts) : { kind: 'alternate', parts: alternatives };
  }
  #quoted(flags2) {
    const nodes = [];
    while (!this.#scanner.done && !this.#scanner.eat('\\E')) {
      nodes.push({ kind: 'char', set: singleton(this.#scanner.take().codePointAt(0) ?? 0, flags2.foldCase) });
    }
    const last2 = nodes.pop();
    return last2 ? [...nodes, parseRepeat(this.#scanner, last2, flags2.ungreedy)] : [];
  }
  #atom(flags2) {
    const scanner = this.#scanner;
    const property = parseUnicode(scanner);
    if (property) {
      return { kind: 'char', set: { ranges: [], properties: [property], negated: false, foldCase: flags2.foldCase } };
    }
    const ranges = parsePerl(scanner);
    if (ranges) return { kind: 'char', set: { ranges, properties: [], negated: false, foldCase: flags2.foldCase } };
    const char = scanner.take();
    switch (char) {
      case '.':
        return anyChar(flags2.dotMatchesNewline);
      case '[':
        return { kind: 'char', set: parseClass(scanner, flags2.foldCase) };
      case '^':
        return { kind: 'assert', assertion: flags2.multiLine ? 'line_begin' : 'text_begin' };
      case '$':
        return { kind: 'assert', assertion: flags2.multiLine ? 'line_end' : 'text_end' };
      case '*':
      case '+':
      case '?':
        throw new Re2SyntaxError(`no argument for repetition operator: ${char}`);
      case '\\':
        return this.#escaped(flags2);
      default:
        return { kind: 'char', set: singleton(char.codePointAt(0) ?? 0, flags2.foldCase) };
    }
  }
  #escaped(flags2) {
    const next = this.#scanner.peek();
    const assertion = Object.hasOwn(ESCAPED_ASSERTIONS, next) ? ESCAPED_ASSERTIONS[next] : void 0;
    if (assertion || next === 'C') this.#scanner.take();
    if (assertion) return { kind: 'assert', assertion };
    if (next === 'C') {
      this.singleBytes = true;
      return anyChar(true);
    }
    return { kind: 'char', set: singleton(parseEscape(this.#scanner), flags2.foldCase) };
  }
};
function anyChar(withNewline) {
  const ranges = withNewline
    ? [[0, MAX_CODE_POINT]]
    : [
        [0, 9],
        [11, MAX_CODE_POINT],
      ];
  return { kind: 'char', set: { ranges, properties: [], negated: false, foldCase: false } };
}
function concat(parts) {
  const [only] = parts;
  if (!only) return { kind: 'empty' };
  return parts.length === 1 ? only : { kind: 'concat', parts };
}

// src/envoy/string/re2/replaceAll.ts
function replaceAll(search, text, rewrite, captures) {
  const parts = parseRewrite(rewrite, captures);
  if (!parts) return void 0;
  const out = [];
  let at2 = 0;
  let lastEnd = -1;
  while (at2 <= text.length) {
    const found = search(at2);
    const [begin, end] = [found?.[0], found?.[1]];
    if (!found || begin === void 0 || end === void 0) break;
    out.push(textOf2(text, at2, begin));
    if (begin === lastEnd && end === begin) {
      out.push(textOf2(text, begin, begin + 1));
      at2 = begin + 1;
      continue;
    }
    for (const part of parts)
      out.push(typeof part === 'string' ? part : textOf2(text, found[2 * part], found[2 * part + 1]));
    at2 = end;
    lastEnd = end;
  }
  out.push(textOf2(text, at2, text.length));
  return out.join('');
}
function textOf2(text, begin, end) {
  if (begin === void 0 || end === void 0) return '';
  return text.slice(begin, end).reduce((result2, point) => result2 + String.fromCodePoint(point), '');
}
function parseRewrite(rewrite, captures) {
  const parts = [];
  for (const token of rewrite.match(/\\[^]|\\$|[^\\]+/g) ?? []) {
    if (!token.startsWith('\\')) parts.push(token);
    else if (token === '\\\\') parts.push('\\');
    else if (/^\\[0-9]$/.test(token) && Number(token.slice(1)) <= captures) parts.push(Number(token.slice(1)));
    else return void 0;
  }
  return parts;
}

// src/envoy/string/re2/holdsAt.ts
function holdsAt(assertion, text, at2) {
  switch (assertion) {
    case 'text_begin':
      return at2 === 0;
    case 'text_end':
      return at2 === text.length;
    case 'line_begin':
      return at2 === 0 || text[at2 - 1] === 10;
    case 'line_end':
      return at2 === text.length || text[at2] === 10;
    case 'word_boundary':
      return isWord(text[at2 - 1]) !== isWord(text[at2]);
    case 'no_word_boundary':
      return isWord(text[at2 - 1]) === isWord(text[at2]);
  }
}
function isWord(codePoint) {
  if (codePoint === void 0) return false;
  return (
    (codePoint >= 48 && codePoint <= 57) ||
    (codePoint >= 65 && codePoint <= 90) ||
    (codePoint >= 97 && codePoint <= 122) ||
    codePoint === 95
  );
}

// src/envoy/string/re2/runProgram.ts
function runProgram(program, start2, text, from, full, budget) {
  let current = [];
  let found;
  const seen = new Int32Array(program.length).fill(-1);
  for (let at2 = from; at2 <= text.length; at2++) {
    if (!found && (at2 === from || !full))
      follow(program, { pc: start2, captures: [] }, text, at2, seen, current, budget);
    if (budget.left-- < 0 || (current.length === 0 && (full || found))) break;
    const char = text[at2];
    const next = [];
    for (const { pc, captures } of current) {
      const instruction = program[pc];
      if (instruction?.op === 'match') {
        if (full && at2 < text.length) continue;
        found = captures;
        break;
      }
      if (instruction?.op === 'char' && char !== void 0 && charSetHas(instruction.set, char)) {
        follow(program, { pc: instruction.next, captures }, text, at2 + 1, seen, next, budget);
      }
    }
    current = next;
  }
  return found;
}
function follow(program, thread, text, at2, seen, threads, budget) {
  const stack = [thread];
  for (let top = stack.pop(); top; top = stack.pop()) {
    const { pc, captures } = top;
    const instruction = program[pc];
    budget.left--;
    if (!instruction || seen[pc] === at2) continue;
    seen[pc] = at2;
    switch (instruction.op) {
      case 'split':
        stack.push({ pc: instruction.other, captures }, { pc: instruction.next, captures });
        break;
      case 'save':
        stack.push({ pc: instruction.next, captures: withSlot(captures, instruction.slot, at2) });
        break;
      case 'assert':
        if (holdsAt(instruction.assertion, text, at2)) stack.push({ pc: instruction.next, captures });
        break;
      case 'char':
      case 'match':
        threads.push(top);
        break;
    }
  }
}
function withSlot(captures, slot, at2) {
  const copy = captures.slice();
  copy[slot] = at2;
  return copy;
}

// src/envoy/string/re2/compileRe2.ts
var MAX_STEPS = 5e6;
function compileRe2(pattern) {
  try {
    const { node, captures, singleBytes } = parseRe2(pattern);
    const { program, start: start2 } = compileProgram(node);
    const toPoints = (text) => {
      const points = Array.from(text, (char) => char.codePointAt(0) ?? 0);
      return singleBytes && points.some((point) => point > 127) ? void 0 : points;
    };
    const groups = (text) => {
      const points = toPoints(text);
      if (!points) return void 0;
      const budget = { left: MAX_STEPS };
      const found = runProgram(program, start2, points, 0, true, budget);
      if (budget.left < 0) return void 0;
      if (!found) return false;
      return Array.from({ length: captures + 1 }, (_, group) => {
        const begin = found[2 * group];
        return begin === void 0 ? void 0 : textOf2(points, begin, found[2 * group + 1]);
      });
    };
    return {
      pattern,
      captures,
      groups,
      fullMatch(text) {
        const found = groups(text);
        return found && true;
      },
      replaceAll(text, rewrite) {
        const points = toPoints(text);
        if (!points) return void 0;
        const budget = { left: MAX_STEPS };
        const search = (from) => runProgram(program, start2, points, from, false, budget);
        const replaced = replaceAll(search, points, rewrite, captures);
        return budget.left < 0 ? void 0 : replaced;
      },
    };
  } catch (error) {
    if (error instanceof Re2SyntaxError) return { error: error.message };
    throw error;
  }
}

// src/envoy/string/describeStringMatcher.ts
function describeStringMatcher(matcher) {
  switch (matcher.kind) {
    case 'exact':
    case 'prefix':
    case 'suffix':
    case 'contains':
      return `${matcher.kind} ${quoteEmpty(matcher.value)}${matcher.ignoreCase ? ' (ignore_case)' : ''}`;
    case 'legacy_exact':
      return matcher.value === '' ? 'any value' : `exact ${matcher.value}`;
    case 'safe_regex':
      return `regex ${quoteEmpty(matcher.regex)}`;
    case 'ecmascript':
      return `ECMAScript regex ${quoteEmpty(matcher.regex)}`;
    case 'unsupported':
      return matcher.field;
  }
}
function stringMatcherNote(matcher) {
  if (matcher.kind === 'unsupported') return `${matcher.field} is not evaluated`;
  if (matcher.kind !== 'safe_regex' && matcher.kind !== 'ecmascript') return void 0;
  const re2 = compileRe2(matcher.regex);
  return 'error' in re2 ? `regex is not evaluated: ${re2.error}` : void 0;
}
function quoteEmpty(text) {
  return text === '' ? '""' : text;
}

// src/envoy/string/matchString.ts
function matchString(matcher, value) {
  if (isUnknownValue(value)) return acceptsAnything(matcher) ? 'yes' : 'unknown';
  switch (matcher.kind) {
    case 'exact':
    case 'prefix':
    case 'suffix':
    case 'contains':
      return truthOf(
        matcher.ignoreCase
          ? compare(matcher.kind, asciiLower(value), asciiLower(matcher.value))
          : compare(matcher.kind, value, matcher.value),
      );
    case 'legacy_exact':
      return truthOf(matcher.value === '' || value === matcher.value);
    case 'safe_regex':
    case 'ecmascript':
      return matchRegex(matcher.regex, value);
    case 'unsupported':
      return 'unknown';
  }
}
function compare(kind, value, wanted) {
  switch (kind) {
    case 'exact':
      return value === wanted;
    case 'prefix':
      return value.startsWith(wanted);
    case 'suffix':
      return value.endsWith(wanted);
    case 'contains':
      return value.includes(wanted);
  }
}
function matchRegex(regex, value) {
  if (regex === '.*' && !value.includes('\n')) return 'yes';
  const re2 = compileRe2(regex);
  const matched2 = 'error' in re2 ? void 0 : re2.fullMatch(value);
  return matched2 === void 0 ? 'unknown' : truthOf(matched2);
}
function acceptsAnything(matcher) {
  switch (matcher.kind) {
    case 'exact':
    case 'unsupported':
      return false;
    case 'prefix':
    case 'suffix':
    case 'contains':
    case 'legacy_exact':
      return matcher.value === '';
    case 'safe_regex':
    case 'ecmascript':
      return matcher.regex === '.*';
  }
}

// src/envoy/matcher/evaluatePredicate.ts
function evaluatePredicate(predicate, read) {
  switch (predicate.kind) {
    case 'single':
      return evaluateSingle(predicate, read);
    case 'and':
      return allOfCriteria(predicate.predicates.map((one) => evaluatePredicate(one, read)));
    case 'or':
      return anyOfCriteria(predicate.predicates.map((one) => evaluatePredicate(one, read)));
    case 'not':
      return notCriterion(evaluatePredicate(predicate.predicate, read));
    case 'unsupported':
      return {
        name: predicate.typeUrl,
        expected: 'a match',
        got: 'not known',
        truth: 'unknown',
        note: `matcher ${predicate.typeUrl} is not evaluated`,
      };
  }
}
function evaluateSingle({ input, matcher }, read) {
  const value = read(input);
  const about = { name: inputName2(input), expected: describeStringMatcher(matcher), got: inputText(value) };
  if (value.kind === 'absent') return { ...about, truth: 'no' };
  if (value.kind === 'unknown') return { ...about, truth: 'unknown', note: value.unknown };
  const truth = matchString(matcher, value.value);
  const note3 = truth === 'unknown' ? stringMatcherNote(matcher) : void 0;
  return { ...about, truth, ...(note3 === void 0 ? {} : { note: note3 }) };
}

// src/envoy/matcher/evaluateMatcherList.ts
function evaluateMatcherList(entries, read, onMatch) {
  const because = [];
  for (const { predicate, onMatch: next } of entries) {
    const criterion2 = evaluatePredicate(predicate, read);
    if (criterion2.truth === 'no') continue;
    because.push(criterion2);
    if (criterion2.truth === 'unknown') {
      return {
        kind: 'unknown',
        unknown: criterion2.note ?? `whether ${criterion2.name} is ${criterion2.expected}`,
        because,
      };
    }
    const result2 = after(because, onMatch(next));
    if (result2.kind !== 'missed') return result2;
  }
  return { kind: 'missed', because };
}

// src/envoy/matcher/evaluateRanges.ts
function evaluateRanges({ input, ranges }, read, onMatch) {
  const value = read(input);
  const name = inputName2(input);
  const got = inputText(value);
  if (value.kind === 'unknown') {
    const failed = { name, expected: 'a range', got, truth: 'unknown', note: value.unknown };
    return { kind: 'unknown', unknown: value.unknown, because: [failed] };
  }
  const ip2 = value.kind === 'value' ? parseIp(value.value) : void 0;
  const fitting = ranges
    .flatMap(({ cidrs, onMatch: next }) => cidrs.map((cidr3) => ({ cidr: cidr3, next })))
    .filter(({ cidr: cidr3 }) => ip2 !== void 0 && cidrContains(cidr3, ip2))
    .toSorted((a, b) => b.cidr.prefixLength - a.cidr.prefixLength);
  const because = [];
  for (const { cidr: cidr3, next } of fitting) {
    because.push({ name, expected: cidr3.text, got, truth: 'yes' });
    const result2 = after(because, onMatch(next));
    if (result2.kind !== 'missed') return result2;
  }
  if (because.length > 0) return { kind: 'missed', because };
  const expected = `one of ${ranges.flatMap(({ cidrs }) => cidrs.map(({ text }) => text)).join(', ')}`;
  return { kind: 'missed', because: [{ name, expected, got, truth: 'no' }] };
}

// src/envoy/matcher/evaluateMatcherTree.ts
function evaluateMatcherTree(tree, read) {
  const result2 = evaluate(tree, read);
  const { because } = result2;
  switch (result2.kind) {
    case 'matched':
      return { truth: 'yes', value: result2.action, at: result2.action.at, because, skipped: [] };
    case 'missed':
      return { truth: 'no', at: tree.at, because, skipped: [] };
    case 'unknown':
      return { truth: 'unknown', at: tree.at, because, skipped: [], unknown: result2.unknown };
  }
}
function evaluate(tree, read) {
  const onMatch = (next) =>
    next.kind === 'matcher' ? evaluate(next.matcher, read) : { kind: 'matched', action: next, because: [] };
  const result2 = evaluateBranches(tree, read, onMatch);
  if (result2.kind !== 'missed' || tree.onNoMatch === void 0) return result2;
  return after(result2.because, onMatch(tree.onNoMatch));
}
function evaluateBranches({ branches }, read, onMatch) {
  switch (branches.kind) {
    case 'none':
      return { kind: 'missed', because: [] };
    case 'matcher_list':
      return evaluateMatcherList(branches.matchers, read, onMatch);
    case 'exact_match_map':
    case 'prefix_match_map':
      return evaluateMap(branches, read, onMatch);
    case 'ip_matcher':
      return evaluateRanges(branches, read, onMatch);
    case 'unsupported':
      return { kind: 'unknown', unknown: `matcher ${branches.typeUrl}`, because: [] };
  }
}

// src/envoy/matcher/networkInput.ts
function networkInput(input, connection, handshake3) {
  const peer = handshake3?.tls === true ? handshake3.peer : void 0;
  switch (input.name) {
    case 'DestinationIPInput':
      return nonEmpty(connection.local.ip.text);
    case 'DestinationPortInput':
      return nonEmpty(String(connection.local.port));
    case 'SourceIPInput':
      return nonEmpty(connection.source.ip.text);
    case 'SourcePortInput':
      return nonEmpty(String(connection.source.port));
    case 'DirectSourceIPInput':
      return nonEmpty((connection.directSource ?? connection.source).ip.text);
    case 'SourceTypeInput':
      return nonEmpty(isSameIpOrLoopback(connection) ? 'local' : void 0);
    case 'ServerNameInput':
      return nonEmpty(connection.serverName);
    case 'TransportProtocolInput':
      return nonEmpty(connection.transportProtocol);
    case 'ApplicationProtocolInput':
      return nonEmpty(connection.applicationProtocols.map((name) => `'${name}'`).join(','));
    case 'FilterStateInput':
      return nonEmpty(connection.filterState.get(input.argument ?? ''));
    case 'UriSanInput':
      return nonEmpty(peer?.uriSans.join(','));
    case 'DnsSanInput':
      return nonEmpty(peer?.dnsSans.join(','));
    case 'SubjectInput':
      return nonEmpty(peer?.subject);
    default:
      return { kind: 'unknown', unknown: `matcher input ${input.name}` };
  }
}

// src/envoy/chain/matchChainByTree.ts
function matchChainByTree(listener, tree, connection) {
  const decision = evaluateMatcherTree(tree, (input) => networkInput(input, connection));
  const { because, value: action } = decision;
  if (decision.truth === 'no') return defaultChain(listener, because, []);
  if (action === void 0) return { truth: 'unknown', at: tree.at, because, skipped: [], unknown: unknownOf(decision) };
  if (action.value.kind !== 'string') {
    const what = action.typeUrl === '' ? 'its action' : `action ${action.typeUrl}`;
    return { truth: 'unknown', at: action.at, because, skipped: [], unknown: `filter_chain_matcher: ${what}` };
  }
  const name = action.value.value;
  const chain = listener.filterChains.find((one) => one.name === name);
  if (chain !== void 0) return { truth: 'yes', value: chain, at: chain.at, because, skipped: [] };
  const failed = { name: 'filter_chain_matcher', expected: name, got: 'no chain has this name', truth: 'no' };
  return { truth: 'no', at: action.at, because: [...because, failed], skipped: [] };
}
function unknownOf({ unknown }) {
  return `filter_chain_matcher: ${unknown ?? 'not decided'}`;
}

// src/envoy/chain/matchFilterChain.ts
function matchFilterChain(listener, connection) {
  const decision =
    listener.filterChainMatcher === void 0
      ? matchByLevels(listener, connection)
      : matchChainByTree(listener, listener.filterChainMatcher, connection);
  const { value: chain } = decision;
  if (chain === void 0 || chain.unsupported.length === 0) return decision;
  return notModelled(chainName(chain), chain.unsupported, decision);
}
function matchByLevels(listener, connection) {
  let remaining = listener.filterChains;
  const because = [];
  const skipped = [];
  let ambiguous;
  for (const [held2, level] of chainLevels.entries()) {
    const misread = remaining.find(({ match: match2 }) => match2.unsupported.includes(level.field));
    if (misread !== void 0) return notModelled(chainName(misread), [level.field], { because, skipped });
    const chosen = level.choose(
      remaining.map(({ match: match2 }) => match2),
      connection,
    );
    skipped.push(...losersOfLevel(remaining, level, chosen, connection, held2));
    remaining = remaining.filter(({ match: match2 }) => chosen !== void 0 && level.has(match2, chosen.key));
    const unread = remaining.find(({ match: match2 }) => match2.unsupported.length > 0);
    if (unread !== void 0) return notModelled(chainName(unread), unread.match.unsupported, { because, skipped });
    ambiguous ??= chosen?.ambiguous;
    because.push(...heldAt(level, remaining[0], connection));
  }
  const near = nearestFirst(skipped);
  if (ambiguous !== void 0) {
    return { truth: 'unknown', because, skipped: near, unknown: `filter chain: ${ambiguous}` };
  }
  const chain = remaining[0];
  if (chain !== void 0) return { truth: 'yes', value: chain, at: chain.at, because, skipped: near };
  return defaultChain(listener, [], near);
}
function heldAt(level, chain, connection) {
  if (chain === void 0 || ['any', 'ANY'].includes(level.expected(chain.match))) return [];
  return [{ name: level.field, expected: level.expected(chain.match), got: level.got(connection), truth: 'yes' }];
}
function notModelled(what, fields, { because, skipped }) {
  return { truth: 'unknown', because, skipped, unknown: `${what}: ${fields.join(', ')}` };
}

// src/envoy/tls/negotiateAlpn.ts
function negotiateAlpn(server, client) {
  return server.find((name) => client.includes(name));
}

// src/envoy/tls/dnsNameMatches.ts
function dnsNameMatches(host, inCertificate) {
  const name = asciiLower(host);
  const pattern = asciiLower(inCertificate);
  if (name === pattern) return true;
  const [label = '', ...rest] = pattern.split('.');
  const [first = '', ...others] = name.split('.');
  const parts = label.split('*');
  if (parts.length !== 2 || rest.length === 0 || label.startsWith('xn--')) return false;
  const [before = '', after2 = ''] = parts;
  const fits = first.length >= before.length + after2.length && first.startsWith(before) && first.endsWith(after2);
  return fits && rest.join('.') === others.join('.');
}

// src/envoy/tls/matchSubjectAltNames.ts
function matchSubjectAltNames(matchers, certificate2) {
  const names = [...certificate2.uriSans, ...certificate2.dnsSans];
  const expected = matchers.map(({ matcher }) => describeStringMatcher(matcher)).join(' or ');
  return {
    name: 'match_subject_alt_names',
    expected: matchers.length === 0 ? 'any name' : expected,
    got: names.length === 0 ? 'no names' : names.join(', '),
    truth: matchers.length === 0 ? 'yes' : anyOf(matchers.flatMap((matcher) => matchesOf(matcher, certificate2))),
  };
}
function matchesOf({ sanType, matcher }, { uriSans, dnsSans }) {
  const uris = sanType === 'DNS' ? [] : uriSans;
  const dns = sanType === 'URI' ? [] : dnsSans;
  if (!['', 'URI', 'DNS'].includes(sanType)) return ['unknown'];
  return [...uris.map((name) => matchString(matcher, name)), ...dns.map((name) => matchDnsName(matcher, name))];
}
function matchDnsName(matcher, name) {
  return matcher.kind === 'exact' ? truthOf(dnsNameMatches(matcher.value, name)) : matchString(matcher, name);
}

// src/envoy/tls/terminateTls.ts
function terminateTls(chain, connection) {
  const socket2 = chain.transportSocket;
  if (socket2.kind === 'raw_buffer') return { kind: 'raw' };
  if (socket2.kind === 'unsupported') return { kind: 'unknown', unknown: `transport socket ${socket2.typeUrl}` };
  const { firstBytes, tls: client } = connection;
  if (firstBytes === 'unknown') return { kind: 'unknown', unknown: 'whether the client speaks TLS' };
  if (firstBytes === 'none') {
    return {
      kind: 'unknown',
      unknown: 'how long a client that waits for the server is waited for: the chain wants TLS',
    };
  }
  if (firstBytes !== 'tls' || client === void 0) return plaintext(firstBytes);
  if (socket2.unsupported.length > 0) {
    return { kind: 'unknown', unknown: `DownstreamTlsContext: ${socket2.unsupported.join(', ')}` };
  }
  return checkClient(socket2, client.certificate);
}
function plaintext(firstBytes) {
  const failed = {
    name: 'transport_socket',
    expected: 'TLS',
    got: `plaintext (${firstBytes})`,
    truth: 'no',
  };
  const isHttp1 = firstBytes === 'http/1.0' || firstBytes === 'http/1.1';
  const reason = isHttp1 ? 'TLS_error:|HTTP_REQUEST' : 'TLS_error:|WRONG_VERSION_NUMBER';
  return { kind: 'failed', reason, because: [failed] };
}
function checkClient(socket2, certificate2) {
  const asked = socket2.requireClientCertificate || socket2.validatesClient;
  if (certificate2 === void 0 || !asked) {
    const got = certificate2 === void 0 ? 'no certificate' : 'a certificate that is not asked for';
    const required = {
      name: 'require_client_certificate',
      expected: String(socket2.requireClientCertificate),
      got,
      truth: socket2.requireClientCertificate ? 'no' : 'yes',
    };
    if (!socket2.requireClientCertificate) return { kind: 'terminated', because: [required] };
    return { kind: 'failed', reason: 'TLS_error:|PEER_DID_NOT_RETURN_A_CERTIFICATE', because: [required] };
  }
  return socket2.validatesClient ? validateClient(socket2, certificate2) : unvalidated(certificate2);
}
function validateClient(socket2, certificate2) {
  const { trusted } = certificate2;
  const anchored = {
    name: 'validation_context',
    expected: socket2.acceptUntrusted ? 'any certificate' : 'a certificate of a trusted authority',
    got: trusted ? nameOf(certificate2) : `${nameOf(certificate2)}, not trusted`,
    truth: truthOf(trusted || socket2.acceptUntrusted),
  };
  if (socket2.acceptUntrusted) return { kind: 'terminated', peer: certificate2, because: [anchored] };
  if (!trusted) return { kind: 'failed', reason: 'TLS_error:|CERTIFICATE_VERIFY_FAILED', because: [anchored] };
  const names = matchSubjectAltNames(socket2.subjectAltNames, certificate2);
  const because = [anchored, names];
  if (names.truth === 'no') return { kind: 'failed', reason: 'TLS_error:|CERTIFICATE_VERIFY_FAILED', because };
  if (names.truth === 'unknown') {
    return { kind: 'unknown', unknown: `whether the client certificate has ${names.expected}` };
  }
  return { kind: 'terminated', peer: certificate2, because };
}
function unvalidated(certificate2) {
  const got = nameOf(certificate2);
  const because = [{ name: 'require_client_certificate', expected: 'true', got, truth: 'yes' }];
  return { kind: 'terminated', peer: { ...certificate2, trusted: false }, because };
}
function nameOf({ uriSans, dnsSans, subject }) {
  return [...uriSans, ...dnsSans, subject].find((name) => name !== '') ?? 'a certificate without names';
}

// src/trace/walk/Content.ts
function decrypted(content, negotiated) {
  const { tls, http: http2 } = content;
  if (tls === void 0) return content;
  if (http2 === void 0) return { firstBytes: tls.inner };
  if (content.negotiates !== true) return { firstBytes: tls.inner, http: http2 };
  return negotiated === 'h2'
    ? { firstBytes: 'h2c', http: { ...http2, protocol: 'HTTP/2' } }
    : { firstBytes: 'http/1.1', http: { ...http2, protocol: 'HTTP/1.1' } };
}
function encrypted(content, tls) {
  const http2 = content.tls === void 0 && content.http !== void 0 ? { http: content.http } : {};
  return { firstBytes: 'tls', tls: { ...tls, inner: content.firstBytes }, tlsOf: 'proxy', ...http2 };
}

// src/envoy/tls/verifyServerCertificate.ts
function verifyServerCertificate(socket2, server, names = []) {
  const wanted = names.length === 0 ? socket2.subjectAltNames : names.map(exactly);
  if (server.trusted) return matchSubjectAltNames(wanted, server);
  const about = {
    name: 'validation_context',
    expected: 'a certificate of a trusted authority',
    got: `${[...server.uriSans, ...server.dnsSans, server.subject].find((name) => name !== '') ?? 'a certificate'}, not trusted`,
  };
  if (wanted.length > 0) return { ...about, truth: 'no' };
  return { ...about, truth: 'unknown', note: 'whether the client has trust anchors is not known' };
}
function exactly(value) {
  return { sanType: '', matcher: { kind: 'exact', value, ignoreCase: false } };
}

// src/trace/world/podIdentity.ts
function podIdentity({ trustDomain }, namespace, account) {
  return {
    uriSans: [`spiffe://${trustDomain}/ns/${namespace}/sa/${account}`],
    dnsSans: [],
    subject: '',
    trusted: true,
  };
}
function podIdentityOf(world, node) {
  const account = node.pod?.serviceAccountName ?? accountOfProxy(node);
  return account === void 0 ? void 0 : podIdentity(world, node.namespace, account);
}
function accountOfProxy({ proxy }) {
  const account = proxy?.config.node.metadata.SERVICE_ACCOUNT;
  return typeof account === 'string' ? account : void 0;
}

// src/trace/proxy/checkServerName.ts
function checkServerName(context, { pod, origin }) {
  const { path, journey, world } = context;
  if (origin.verifies === void 0) return void 0;
  const certificate2 = podIdentityOf(world, pod);
  if (certificate2 === void 0) {
    path.assume(
      'tls',
      `${podLabel(pod)} presents a certificate that the caller accepts: its service account is not known`,
    );
    return void 0;
  }
  const criterion2 = verifyServerCertificate(origin.verifies.socket, certificate2, origin.verifies.names);
  if (criterion2.truth === 'unknown') {
    const unknown = `whether the caller accepts the certificate of ${podLabel(pod)}: ${criterion2.note ?? criterion2.expected}`;
    path.add({ kind: 'tls', outcome: 'unknown', summary: unknown, because: [criterion2], unknown });
    return { kind: 'end', verdict: indeterminate(unknown) };
  }
  if (criterion2.truth === 'yes') return void 0;
  path.add({
    kind: 'tls',
    outcome: 'denied',
    summary: `the caller refuses the certificate of ${podLabel(pod)}`,
    because: [criterion2],
  });
  const reply = journey.proxies.at(-1)?.failure('tls_error');
  return connectionClosed(
    context,
    'DENIED',
    `The caller refuses the certificate of ${podLabel(pod)}: ${criterion2.got}, not ${criterion2.expected}.`,
    {
      end: 'reset',
      noticed: 'tls_error',
      ...(reply === void 0 ? {} : { flags: reply.flags, details: reply.details }),
    },
  );
}

// src/trace/proxy/meshTransportWouldMatch.ts
function meshTransportWouldMatch(listener, connection) {
  const alpn = new Set(
    listener.filterChains.flatMap(({ match: match2 }) =>
      match2.transportProtocol === 'tls' ? match2.applicationProtocols : [],
    ),
  );
  const candidates2 = [[], ...[...alpn].map((name) => [name])];
  return candidates2.some((applicationProtocols2) => {
    const decision = matchFilterChain(listener, {
      ...connection,
      transportProtocol: 'tls',
      applicationProtocols: applicationProtocols2,
    });
    return decision.value?.transportSocket.kind === 'tls';
  });
}

// src/istio/harmlessFilters.ts
var HARMLESS_TYPES = /* @__PURE__ */ new Set([
  'stats.PluginConfig',
  'envoy.tcp.metadataexchange.config.MetadataExchange',
  'io.istio.http.peer_metadata.Config',
  'envoy.extensions.filters.network.peer_metadata.Config',
  'envoy.extensions.filters.network.upstream_peer_metadata.UpstreamConfig',
]);
var HARMLESS_NAMES = /* @__PURE__ */ new Set([
  'istio.metadata_exchange',
  'istio.stats',
  'istio.workload_metadata',
  'envoy.filters.network.metadata_exchange',
  'envoy.filters.network.upstream.metadata_exchange',
  'forward_downstream_sni',
]);
function isHarmlessFilter({ name, typeUrl: typeUrl2 }) {
  return HARMLESS_TYPES.has(typeUrl2) || (HARMLESS_NAMES.has(name) && !isProgrammable(typeUrl2));
}
function isProgrammable(typeUrl2) {
  return /\.(?:wasm|lua|ext_proc|golang)\./.test(typeUrl2);
}

// src/istio/principalFilter.ts
var PEER_PRINCIPAL = 'io.istio.peer_principal';
var LOCAL_PRINCIPAL = 'io.istio.local_principal';
function isPrincipalFilter({ typeUrl: typeUrl2 }) {
  return typeUrl2 === 'io.istio.network.authn.Config';
}
function spiffeName(uriSans) {
  return uriSans.find((san) => san.startsWith('spiffe://'));
}

// src/envoy/http/headerEffects.ts
function headerEffects(before, after2) {
  const old = joined3(before);
  const now = joined3(after2);
  const names = /* @__PURE__ */ new Set([...old.keys(), ...now.keys()]);
  return [...names].flatMap((name) => {
    const from = old.get(name);
    const to = now.get(name) ?? '';
    if (from === now.get(name)) return [];
    return [from === void 0 ? { what: name, to } : { what: name, from, to }];
  });
}
function joined3(headers) {
  const values = /* @__PURE__ */ new Map();
  for (const { name, value } of headers) {
    const earlier = values.get(name);
    values.set(name, earlier === void 0 ? value : `${earlier}, ${value}`);
  }
  return values;
}

// src/envoy/http/inlineHeaders.ts
var JOINED = /* @__PURE__ */ new Set([
  'accept',
  'accept-encoding',
  'access-control-request-headers',
  'access-control-request-method',
  'authorization',
  'cache-control',
  'content-type',
  'grpc-accept-encoding',
  'grpc-timeout',
  'if-none-match',
  'origin',
  'referer',
  'user-agent',
  'via',
  'x-client-trace-id',
  'x-envoy-attempt-count',
  'x-envoy-decorator-operation',
  'x-envoy-downstream-service-cluster',
  'x-envoy-downstream-service-node',
  'x-envoy-external-address',
  'x-envoy-force-trace',
  'x-envoy-hedge-on-per-try-timeout',
  'x-envoy-ip-tags',
  'x-envoy-is-timeout-retry',
  'x-envoy-max-retries',
  'x-envoy-original-host',
  'x-envoy-original-path',
  'x-envoy-original-url',
  'x-envoy-retriable-header-names',
  'x-envoy-retriable-status-codes',
  'x-envoy-retry-grpc-on',
  'x-envoy-retry-on',
  'x-envoy-upstream-alt-stat-name',
  'x-envoy-upstream-rq-per-try-timeout-ms',
  'x-envoy-upstream-rq-timeout-alt-response',
  'x-envoy-upstream-rq-timeout-ms',
  'x-envoy-upstream-stream-duration-ms',
  'x-forwarded-client-cert',
  'x-forwarded-for',
  'x-forwarded-host',
  'x-forwarded-port',
  'x-forwarded-proto',
  'x-request-id',
]);
var PERHAPS_JOINED = /* @__PURE__ */ new Set([
  'connection',
  'content-encoding',
  'content-length',
  'expect',
  'if-match',
  'if-modified-since',
  'if-range',
  'if-unmodified-since',
  'pragma',
  'te',
  'transfer-encoding',
  'upgrade',
]);
function isJoined(name) {
  if (JOINED.has(name)) return 'yes';
  return PERHAPS_JOINED.has(name) ? 'unknown' : 'no';
}

// src/envoy/http/joinInlineHeaders.ts
function joinInlineHeaders(headers) {
  const joined4 = /* @__PURE__ */ new Map();
  const result2 = [];
  for (const header of headers) {
    const { name, value } = header;
    if (isJoined(name) !== 'yes') {
      result2.push(header);
      continue;
    }
    const earlier = joined4.get(name);
    if (earlier === void 0) result2.push(name);
    joined4.set(name, earlier === void 0 ? header : { name, value: joinValues(earlier.value, value) });
  }
  return result2.flatMap((item) => (typeof item === 'string' ? (joined4.get(item) ?? []) : item));
}
function joinValues(before, added) {
  return before === '' || added === '' ? before + added : `${before},${added}`;
}

// src/envoy/http/normalize/codecError.ts
var MAX_HEADER_BYTES = 60 * 1024;
var MAX_HEADERS = 100;
var PSEUDO_HEADERS = 4;
var UNDERSCORES2 = 'common_http_protocol_options.headers_with_underscores_action';
function codecError(hcm, request2) {
  if (headerBytes(request2) > MAX_HEADER_BYTES)
    return { unknown: 'whether max_request_headers_kb lets this request pass' };
  if (request2.headers.length >= MAX_HEADERS - PSEUDO_HEADERS)
    return { unknown: 'whether max_headers_count lets this request pass' };
  if (hcm.unsupported.includes(UNDERSCORES2) && request2.headers.some(({ name }) => name.includes('_'))) {
    return { unknown: 'what headers_with_underscores_action does with this request' };
  }
  return request2.protocol === 'HTTP/2' ? http2Error(request2) : http1Error(hcm, request2);
}
function http1Error(hcm, request2) {
  const { method, path } = request2;
  if (/[^!-~]/.test(path)) return protocolError(400, 'Bad Request', 'http1.codec_error');
  if (path === '*' && method !== 'OPTIONS' && hcm.allowAbsoluteUrl)
    return protocolError(400, 'Bad Request', 'http1.invalid_url');
  const target = path === '' || path === '*' || path.startsWith('/') || /^https?:\/\//i.test(path);
  if (!target && method !== 'CONNECT') return protocolError(400, 'Bad Request', 'http1.codec_error');
  const lengths = headerValues(request2, 'content-length');
  if (lengths.length > 1) return protocolError(400, 'Bad Request', 'http1.codec_error');
  if (lengths.length > 0 && headerValues(request2, 'transfer-encoding').length > 0) {
    return protocolError(400, 'Bad Request', 'http1.content_length_and_chunked_not_allowed');
  }
  if (request2.protocol === 'HTTP/1.0' && !hcm.acceptHttp10)
    return protocolError(426, 'Upgrade Required', 'low_version');
  return void 0;
}
function http2Error({ method, path, authority, headers }) {
  if (headers.some(({ name }) => name === 'connection')) return protocolError(void 0, '', 'http2.invalid.header.field');
  const pathIsFine = method === 'CONNECT' || path.startsWith('/') || (method === 'OPTIONS' && path === '*');
  return authority === void 0 || !pathIsFine ? protocolError(void 0, '', 'http2.violation.of.messaging.rule') : void 0;
}
function headerBytes({ headers, authority = '', path }) {
  return headers.reduce((sum2, { name, value }) => sum2 + name.length + value.length, authority.length + path.length);
}
function protocolError(status, body, details) {
  return {
    ...(status === void 0 ? {} : { status }),
    flags: 'DPE',
    details,
    terminationDetails: '',
    headers: [],
    body,
  };
}

// src/envoy/http/normalize/httpsUrlOnPlaintext.ts
function httpsUrlOnPlaintext(hcm, { protocol: protocol2, method, path }, tls) {
  const isEdge2 = hcm.useRemoteAddress && hcm.xffNumTrustedHops === 0;
  const isHttps = protocol2 !== 'HTTP/2' && method !== 'CONNECT' && /^https:/i.test(path);
  if (tls || !isEdge2 || !isHttps || !hcm.allowAbsoluteUrl) return void 0;
  return {
    status: 403,
    flags: 'DPE',
    details: 'http1.https_url_on_plaintext_connection',
    terminationDetails: '',
    headers: [],
    body: 'Forbidden',
  };
}

// src/envoy/http/upgradeType.ts
function upgradeType(request2) {
  if (request2.method === 'CONNECT') return 'connect';
  const connection = (firstHeader(request2, 'connection') ?? '').toLowerCase().split(',');
  const upgrade = firstHeader(request2, 'upgrade') ?? '';
  return upgrade !== '' && connection.some((token) => token.trim() === 'upgrade') ? upgrade.toLowerCase() : void 0;
}

// src/envoy/http/normalize/forwardClientCert.ts
var NAME = 'x-forwarded-client-cert';
function forwardClientCert(details, headers, peer) {
  if (details === 'ALWAYS_FORWARD_ONLY') return headers;
  if (!peer || !['FORWARD_ONLY', 'APPEND_FORWARD', 'SANITIZE_SET'].includes(details))
    return withoutHeader(headers, NAME);
  if (details === 'FORWARD_ONLY') return headers;
  const entry = unknownValue(`entry for ${peer.uriSans[0] ?? peer.subject}`);
  const sent = headers.filter(({ name }) => name === NAME).map(({ value }) => value);
  return withHeader(headers, NAME, details === 'APPEND_FORWARD' ? [...sent, entry].join(',') : entry);
}

// src/envoy/http/normalize/sanitizeTe.ts
function sanitizeTe(headers, version) {
  const sent = headers.filter(({ name }) => name === 'te').map(({ value }) => value);
  if (sent.length === 0 || atLeast(version, '1.29.0') === 'no') return headers;
  const keeps = sent
    .join(',')
    .split(',')
    .some((coding) => coding.trim() === 'trailers');
  switch (atLeast(version, '1.29.3')) {
    case 'yes':
      return keeps ? withHeader(headers, 'te', 'trailers') : withoutHeader(headers, 'te');
    case 'no':
      return withoutHeader(headers, 'te');
    case 'unknown':
      return keeps && sent.length === 1 && sent[0] === 'trailers'
        ? headers
        : withHeader(headers, 'te', unknownValue('te'));
  }
}

// src/envoy/http/normalize/mutateRequestHeaders.ts
var INTERNAL_ONLY = [
  'x-envoy-retry-on',
  'x-envoy-retry-grpc-on',
  'x-envoy-max-retries',
  'x-envoy-upstream-alt-stat-name',
  'x-envoy-upstream-rq-timeout-ms',
  'x-envoy-upstream-rq-per-try-timeout-ms',
  'x-envoy-upstream-rq-timeout-alt-response',
  'x-envoy-expected-rq-timeout-ms',
  'x-envoy-force-trace',
  'x-envoy-ip-tags',
  'x-envoy-original-url',
  'x-envoy-hedge-on-per-try-timeout',
  'x-envoy-retriable-status-codes',
  'x-envoy-retriable-header-names',
  'x-envoy-upstream-stream-duration-ms',
];
var EDGE_ONLY = [
  'x-envoy-decorator-operation',
  'x-envoy-downstream-service-cluster',
  'x-envoy-downstream-service-node',
  'x-envoy-original-path',
  'x-envoy-original-host',
];
var HOP_BY_HOP = ['keep-alive', 'proxy-connection', 'transfer-encoding'];
function mutateRequestHeaders(hcm, request2, downstream) {
  const { connection, tls, remoteIp: remoteIp2, internal: internal2 } = downstream;
  let headers = withoutHopByHop(request2, downstream.version);
  const proto = firstHeader(request2, 'x-forwarded-proto');
  const untrusted = hcm.useRemoteAddress && hcm.xffNumTrustedHops === 0;
  if (proto === void 0 || untrusted) {
    headers = withHeader(headers, 'x-forwarded-proto', tls ? 'https' : 'http');
  }
  if (hcm.via !== '') headers = withHeader(headers, 'via', [...headerValues(request2, 'via'), hcm.via].join(', '));
  if (hcm.useRemoteAddress && !hcm.skipXffAppend) headers = appendForwardedFor(headers, request2, connection);
  if (hcm.appendXForwardedPort && (untrusted || firstHeader(request2, 'x-forwarded-port') === void 0)) {
    headers = withHeader(headers, 'x-forwarded-port', String(connection.local.port));
  }
  headers = guardInternalHeaders(headers, internal2, hcm.useRemoteAddress);
  const edge = hcm.useRemoteAddress && internal2 === 'no';
  if (edge) headers = withHeader(headers, 'x-envoy-external-address', remoteIp2.text);
  if (hcm.generateRequestId && (edge || firstHeader(request2, 'x-request-id') === void 0)) {
    headers = withHeader(headers, 'x-request-id', unknownValue('x-request-id'));
  }
  return forwardClientCert(hcm.forwardClientCertDetails, headers, tls ? downstream.peer : void 0);
}
function withoutHopByHop(request2, version) {
  const upgrade = request2.method !== 'CONNECT' && upgradeType(request2) !== void 0;
  const dropped = [...HOP_BY_HOP, ...(upgrade ? [] : ['connection', 'upgrade'])];
  return sanitizeTe(
    request2.headers.filter(({ name }) => !dropped.includes(name)),
    version,
  );
}
function appendForwardedFor(headers, request2, connection) {
  const { ip: ip2 } = connection.source;
  const appended = isLoopback(ip2) ? unknownValue('address of this proxy') : ip2.text;
  return withHeader(
    headers,
    'x-forwarded-for',
    joinValues(headerValues(request2, 'x-forwarded-for').join(','), appended),
  );
}
function guardInternalHeaders(headers, internal2, useRemoteAddress) {
  if (internal2 === 'yes') return withHeader(headers, 'x-envoy-internal', 'true');
  const guarded = ['x-envoy-internal', ...INTERNAL_ONLY, ...(useRemoteAddress ? EDGE_ONLY : [])];
  if (internal2 === 'no') return guarded.reduce(withoutHeader, headers);
  const marked2 = headers.map((header) =>
    guarded.includes(header.name) ? { ...header, value: unknownValue(header.name) } : header,
  );
  return withHeader(marked2, 'x-envoy-internal', unknownValue('x-envoy-internal'));
}

// src/envoy/http/normalize/normalizeHost.ts
function normalizeHost(hcm, authority, localPort) {
  const dotless = hcm.stripTrailingHostDot ? withoutTrailingDot(authority) : authority;
  const start2 = portStart(dotless);
  const port = start2 < 0 ? '' : dotless.slice(start2 + 1);
  if (!/^\d{1,5}$/.test(port)) return { authority: dotless };
  const strip = hcm.stripAnyHostPort || (hcm.stripMatchingHostPort && Number(port) === localPort);
  return strip ? { authority: dotless.slice(0, start2), port } : { authority: dotless };
}
function withoutTrailingDot(authority) {
  const start2 = portStart(authority);
  const [host, port] = start2 < 0 ? [authority, ''] : [authority.slice(0, start2), authority.slice(start2)];
  return host.endsWith('.') ? host.slice(0, -1) + port : authority;
}

// src/envoy/http/normalize/unescapeUnreserved.ts
var HEX = /^[0-9a-fA-F]$/;
function unescapeUnreserved(path) {
  let out = '';
  let loose = -1;
  for (let i = 0; i < path.length; i++) {
    const char = path.charAt(i);
    const hex = path.slice(i + 1, i + 3);
    if (char !== '%') out += char;
    else if (!/^[0-9a-fA-F]{2}$/.test(hex)) {
      loose = out.length;
      out += char;
    } else {
      i += 2;
      const plain = String.fromCharCode(Number.parseInt(hex, 16));
      if (!/[A-Za-z0-9._~-]/.test(plain)) out += `%${hex}`;
      else if (loose >= 0 && nests(out.slice(loose + 1), plain, path.charAt(i + 1)))
        out = `${out.slice(0, loose)}%25${out.slice(loose + 1)}${plain}`;
      else out += plain;
    }
  }
  return out;
}
function nests(between, plain, next) {
  if (between.length === 0) return HEX.test(plain) && HEX.test(next);
  return between.length === 1 && HEX.test(between) && HEX.test(plain);
}

// src/envoy/http/normalize/canonicalPath.ts
var ESCAPED = /[\0-\x20"#<>?^`{|}\x7f-\u{10ffff}]/gu;
function canonicalPath(path) {
  if (path.includes('%00')) return void 0;
  const slashed = path.replace(/\\/g, '/');
  return resolveDots(unescapeUnreserved(slashed).replace(ESCAPED, percentEncode2));
}
function dropDotDotParameters(path) {
  return path.replace(/(^|[/\\])((?:\.|%2e){2});[^/\\]*/gi, '$1$2');
}
function percentEncode2(char) {
  return Array.from(Buffer.from(char), (byte) => `%${byte.toString(16).toUpperCase().padStart(2, '0')}`).join('');
}
function resolveDots(path) {
  const segments = path.split('/');
  const result2 = [];
  for (const [i, segment] of segments.entries()) {
    const last2 = i === segments.length - 1;
    if (i > 0 && segment === '..') {
      if (result2.length > 1) result2.pop();
      if (last2) result2.push('');
    } else if (i > 0 && segment === '.') {
      if (last2) result2.push('');
    } else result2.push(segment);
  }
  return result2.join('/');
}

// src/envoy/http/normalize/mergeSlashes.ts
function mergeSlashes(path) {
  if (!path.includes('//')) return path;
  const inner = path.split('/').filter((segment) => segment !== '');
  return `${path.startsWith('/') ? '/' : ''}${inner.join('/')}${path.endsWith('/') ? '/' : ''}`;
}

// src/envoy/http/normalize/normalizePath.ts
var DETAILS = 'path_normalization_failed';
function normalizePath(hcm, request2, version) {
  const refused2 = { kind: 'reply', reply: localReply({ status: 400, details: DETAILS }, request2) };
  if (request2.path.includes('#')) {
    if (atLeast(version, '1.20.0') === 'yes') return refused2;
    return { kind: 'unknown', unknown: 'what this version does with a # in the path' };
  }
  const query = request2.path.indexOf('?');
  const [bare, rest] = query < 0 ? [request2.path, ''] : [request2.path.slice(0, query), request2.path.slice(query)];
  const escaped = /%2f|%5c/i.test(bare);
  const action = escaped ? hcm.escapedSlashes : 'KEEP_UNCHANGED';
  if (action === 'REJECT_REQUEST' || (action === 'UNESCAPE_AND_REDIRECT' && isGrpcRequest(request2))) return refused2;
  const unescaped = action.startsWith('UNESCAPE') ? unescapeSlashes(bare) : bare;
  const canonical2 = hcm.normalizePath ? canonicalByVersion(unescaped, version) : unescaped;
  if (canonical2 === void 0) return refused2;
  if (canonical2 === 'unknown') return { kind: 'unknown', unknown: 'whether this version reads ..;x as ..' };
  const path = (hcm.mergeSlashes ? mergeSlashes(canonical2) : canonical2) + rest;
  if (action === 'UNESCAPE_AND_REDIRECT') {
    const headers = [{ name: 'location', value: path }];
    return { kind: 'reply', reply: localReply({ status: 307, details: DETAILS, headers }, request2) };
  }
  return { kind: 'path', path };
}
function unescapeSlashes(path) {
  return path.replace(/%2f/gi, '/').replace(/%5c/gi, '\\');
}
function canonicalByVersion(path, version) {
  const after2 = canonicalPath(dropDotDotParameters(path));
  const before = canonicalPath(path);
  if (after2 === before) return after2;
  const dropped = atLeast(version, '1.39.1');
  return dropped === 'unknown' ? 'unknown' : dropped === 'yes' ? after2 : before;
}

// src/envoy/http/normalize/isInternalAddress.ts
var PRIVATE = ['10.0.0.0/8', '172.16.0.0/12', '192.168.0.0/16', '127.0.0.1/32', 'fd00::/8', '::1/128'];
function isInternalAddress(config, ip2, version) {
  const ranges = config === void 0 ? [] : rangesOf(config.value);
  if (ranges.length > 0) return truthOf(ranges.some((cidr3) => cidrContains(cidr3, ip2)));
  const isPrivate = PRIVATE.some((text) => {
    const cidr3 = parseCidr(text);
    return cidr3 !== void 0 && cidrContains(cidr3, ip2);
  });
  if (config !== void 0) return truthOf(isPrivate);
  return isPrivate ? not(atLeast(version, '1.33.0')) : 'no';
}
function rangesOf(value) {
  if (!isJsonObject(value)) return [];
  return objectsField(value, 'cidr_ranges').flatMap((range) => {
    const ip2 = parseIp(stringField(range, 'address_prefix') ?? '');
    const length2 = numberField(range, 'prefix_len') ?? wrapped(field(range, 'prefix_len')) ?? 0;
    return ip2 ? [makeCidr(ip2, length2)] : [];
  });
}
function wrapped(value) {
  return isJsonObject(value)
    ? (numberField(value, 'value') ?? numberField(objectField(value, 'value'), 'value'))
    : void 0;
}

// src/envoy/http/normalize/remoteAddress.ts
function remoteAddress(hcm, request2, peer, version) {
  const lines = headerValues(request2, 'x-forwarded-for');
  const addresses =
    lines.length === 0
      ? []
      : lines
          .join(',')
          .split(',')
          .map((text) => text.trim());
  const skip = hcm.useRemoteAddress ? hcm.xffNumTrustedHops - 1 : hcm.xffNumTrustedHops;
  const forwarded = skip < 0 ? void 0 : parseIp(addresses.at(-1 - skip) ?? '');
  const remoteIp2 = forwarded ?? peer;
  const alone = hcm.useRemoteAddress ? addresses.length === 0 : addresses.length === 1 && forwarded !== void 0;
  return {
    remoteIp: remoteIp2,
    internal: alone ? isInternalAddress(hcm.internalAddressConfig, remoteIp2, version) : 'no',
  };
}

// src/envoy/http/normalize/splitAbsoluteUrl.ts
function splitAbsoluteUrl(request2, allowAbsoluteUrl) {
  if (request2.protocol === 'HTTP/2' || !allowAbsoluteUrl || request2.method === 'CONNECT') return request2;
  const match2 = /^(https?):\/\/([^/?#]+)(.*)$/is.exec(request2.path);
  if (!match2) return request2;
  const [, scheme = '', authority = '', rest = ''] = match2;
  return { ...request2, scheme: scheme.toLowerCase(), authority, path: rest === '' ? '/' : rest };
}

// src/envoy/http/normalize/unknownMethod.ts
var METHODS = new Set(
  'ACL BIND CHECKOUT CONNECT COPY DELETE GET HEAD LINK LOCK MERGE MKACTIVITY MKCALENDAR MKCOL MOVE MSEARCH NOTIFY OPTIONS PATCH POST PROPFIND PROPPATCH PURGE PUT REBIND REPORT SEARCH SOURCE SUBSCRIBE TRACE UNBIND UNLINK UNLOCK UNSUBSCRIBE'.split(
    ' ',
  ),
);
function unknownMethod({ allowCustomMethods }, { protocol: protocol2, method }) {
  if (protocol2 === 'HTTP/2' || allowCustomMethods || METHODS.has(method)) return void 0;
  return {
    status: 400,
    flags: 'DPE',
    details: 'http1.codec_error',
    terminationDetails: '',
    headers: [],
    body: 'Bad Request',
  };
}

// src/envoy/http/normalizeRequest.ts
function normalizeRequest(hcm, connection, request2, version, tlsState = defaultTlsState(connection)) {
  const trimmed = { ...request2, headers: request2.headers.map(({ name, value }) => ({ name, value: value.trim() })) };
  const held2 = { ...trimmed, headers: joinInlineHeaders(trimmed.headers) };
  const remote = remoteAddress(hcm, held2, connection.source.ip, version);
  const internal2 = remote.internal === 'yes';
  const base = { remoteIp: remote.remoteIp, internal: internal2, effects: [], filterState: /* @__PURE__ */ new Map() };
  const refused2 =
    unknownMethod(hcm, trimmed) ?? httpsUrlOnPlaintext(hcm, trimmed, tlsState.tls) ?? codecError(hcm, trimmed);
  if (refused2) return { ...base, request: trimmed, ...('unknown' in refused2 ? refused2 : { reply: refused2 }) };
  const split = splitAbsoluteUrl(held2, hcm.allowAbsoluteUrl);
  const decoded2 = withDefaultHost(split, hcm);
  const early = earlyReply(decoded2);
  if (early) return { ...base, request: decoded2, reply: early };
  const path = decoded2.path === '' ? { kind: 'path', path: '' } : normalizePath(hcm, decoded2, version);
  if (path.kind === 'reply') return { ...base, request: decoded2, reply: path.reply };
  if (path.kind === 'unknown') return { ...base, request: decoded2, unknown: path.unknown };
  const { authority, port } = normalizeHost(hcm, decoded2.authority ?? '', connection.local.port);
  const routed = { ...decoded2, path: path.path, authority };
  const headers = mutateRequestHeaders(hcm, routed, { connection, version, ...tlsState, ...remote });
  const result2 = {
    ...routed,
    headers,
    scheme: split === held2 ? schemeOf(decoded2, headers, tlsState.tls) : split.scheme,
  };
  const connectPort = request2.method === 'CONNECT' && port !== void 0 ? [[ORIGINAL_CONNECT_PORT, port]] : [];
  return { ...base, request: result2, effects: effectsOf(request2, result2), filterState: new Map(connectPort) };
}
function defaultTlsState({ tls }) {
  return { tls: tls !== void 0, ...(tls?.certificate ? { peer: tls.certificate } : {}) };
}
function schemeOf(request2, headers, tls) {
  if (request2.protocol === 'HTTP/2') return request2.scheme;
  const proto = headers.find(({ name }) => name === 'x-forwarded-proto')?.value.toLowerCase();
  if (proto === 'http' || proto === 'https') return proto;
  return tls ? 'https' : 'http';
}
function withDefaultHost(request2, { defaultHostForHttp10 }) {
  const missing3 = request2.authority === void 0 && request2.protocol === 'HTTP/1.0' && defaultHostForHttp10 !== '';
  return missing3 ? { ...request2, authority: defaultHostForHttp10 } : request2;
}
function earlyReply(request2) {
  if (request2.authority === void 0) return localReply({ status: 400, details: 'missing_host_header' }, request2);
  if (request2.method === 'CONNECT') return void 0;
  if (request2.path === '') return localReply({ status: 404, details: 'missing_path_rejected' }, request2);
  if (!request2.path.startsWith('/')) return localReply({ status: 404, details: 'absolute_path_rejected' }, request2);
  return void 0;
}
function effectsOf(before, after2) {
  const effects = [];
  if (before.path !== after2.path) effects.push({ what: ':path', from: before.path, to: after2.path });
  if (before.authority !== after2.authority) {
    effects.push({
      what: ':authority',
      ...(before.authority === void 0 ? {} : { from: before.authority }),
      to: after2.authority ?? '',
    });
  }
  return [...effects, ...headerEffects(before.headers, after2.headers)];
}

// src/trace/proxy/replyLine.ts
function replyLine({ status, grpcStatus, flags: flags2, details }) {
  const parts = [
    status === void 0 ? 'closes the connection' : String(status),
    ...(grpcStatus === void 0 ? [] : [`grpc-status ${grpcStatus}`]),
    ...(flags2 === '' ? [] : [`flags ${flags2}`]),
    ...(details === '' ? [] : [details]),
  ];
  return parts.join(', ');
}

// src/trace/proxy/answered.ts
function answered({ path, journey }, { hcm, delayMs: delayMs2 }, own3, sentence, code = 'ANSWERED_BY_PROXY') {
  const reply = delayMs2 > 0 ? withFlag('DI', own3) : own3;
  const location = reply.headers.find(({ name }) => name === 'location')?.value;
  const rewritten2 = hcm.localReplyConfig !== void 0;
  path.add({
    kind: 'reply',
    outcome: code === 'DENIED' ? 'denied' : 'answered',
    summary: replyLine(reply),
    effects: location === void 0 ? [] : [{ what: 'location', to: location }],
    notes: [
      ...(reply.body === '' ? [] : [`body: ${reply.body}`]),
      ...(rewritten2 ? ['local_reply_config may give it another status and body'] : []),
    ],
  });
  const ended = replyEnded(code, `${sentence}: ${replyLine(reply)}.`, reply, journey.proxies);
  if (!rewritten2) return ended;
  path.notSimulated(`local_reply_config of ${hcm.statPrefix}`);
  return { ...ended, verdict: { ...ended.verdict, caller: { kind: 'unknown' } } };
}
function withFlag(flag, reply) {
  const flags2 = reply.flags === '' ? [] : reply.flags.split(',');
  return flags2.includes(flag) ? reply : { ...reply, flags: [flag, ...flags2].join(',') };
}

// src/envoy/http/checkUpgrade.ts
function checkUpgrade(request2, hcm, route) {
  const type = upgradeType(request2);
  if (type === void 0 || !route) return void 0;
  const ofRoute = route.action.kind === 'route' ? find(route.action.upgradeConfigs, type) : void 0;
  const config = ofRoute ?? find(hcm.upgradeConfigs, type);
  return config?.enabled ? void 0 : localReply({ status: 403, details: 'upgrade_failed' }, request2);
}
function find(configs, type) {
  return configs.find(({ upgradeType: configured }) => configured.toLowerCase() === type);
}

// src/envoy/http/decorateRequest.ts
var NAME2 = 'x-envoy-decorator-operation';
function decorateRequest(request2, route, direction) {
  const sent = request2.headers.find(({ name }) => name === NAME2)?.value;
  const from = sent === void 0 ? {} : { from: sent };
  if (direction === 'INGRESS') {
    if (sent === void 0) return { request: request2, effects: [] };
    return {
      request: { ...request2, headers: withoutHeader(request2.headers, NAME2) },
      effects: [{ what: NAME2, ...from, to: '' }],
    };
  }
  if (!route || route.decoratorOperation === '' || route.decoratorOperation === sent)
    return { request: request2, effects: [] };
  const to = route.decoratorOperation;
  return {
    request: { ...request2, headers: withHeader(request2.headers, NAME2, to) },
    effects: [{ what: NAME2, ...from, to, at: route.at }],
  };
}

// src/envoy/route/clusterWeights.ts
function clusterWeights(specifier, runtime) {
  const entries = specifier.clusters.map((cluster) => {
    const key = specifier.runtimeKeyPrefix ? `${specifier.runtimeKeyPrefix}.${cluster.name}` : void 0;
    const override = key === void 0 ? void 0 : runtime.get(key);
    return {
      cluster,
      weight: override !== void 0 && /^\d{1,9}$/.test(override) ? Number(override) : cluster.weight,
    };
  });
  return { entries, total: entries.reduce((sum2, { weight }) => sum2 + weight, 0) };
}
function weightedBranches(entries, total) {
  const seen = /* @__PURE__ */ new Map();
  return entries.flatMap((entry) => {
    if (entry.weight <= 0) return [];
    const name = entry.cluster.name === '' ? `by header ${entry.cluster.clusterHeader}` : entry.cluster.name;
    const times = (seen.get(name) ?? 0) + 1;
    seen.set(name, times);
    const label = times === 1 ? name : `${name}#${times}`;
    return [{ label, probability: entry.weight / total, weight: entry.weight, value: entry }];
  });
}

// src/envoy/route/chooseCluster.ts
function chooseCluster(action, context, choose2) {
  const { cluster } = action;
  switch (cluster.kind) {
    case 'cluster':
      return decided({ name: cluster.name }, cluster.at, {
        name: 'cluster',
        expected: cluster.name,
        got: cluster.name,
        truth: 'yes',
      });
    case 'cluster_header':
      return byHeader(cluster.header, cluster.at, context);
    case 'weighted_clusters':
      return byWeight(cluster, context, choose2);
    case 'unsupported':
      return undecided(cluster.at, `${cluster.field} chooses the cluster`);
  }
}
function byHeader(header, at2, { request: request2 }, weighted) {
  const value = firstHeader(request2, header.toLowerCase());
  if (value !== void 0 && isUnknownValue(value)) return undecided(at2, `the value of header ${header} is not known`);
  const criterion2 = {
    name: 'cluster_header',
    expected: header,
    got: value ?? 'absent',
    truth: value ? 'yes' : 'no',
  };
  return decided({ name: value ?? '', ...(weighted ? { weighted } : {}) }, at2, criterion2);
}
function byWeight(specifier, context, choose2) {
  const { entries, total } = clusterWeights(specifier, context.runtime);
  if (total <= 0) return undecided(specifier.at, 'the weights of weighted_clusters sum to 0');
  const chosen = byHeaderValue(specifier, entries, total, context);
  if (chosen === 'unknown')
    return undecided(specifier.at, `the value of header ${specifier.headerName ?? ''} is not known`);
  if (chosen) return entryDecision(chosen.entry, chosen.criterion, context);
  const { value, probability } = choose2({
    name: 'weighted_clusters',
    about: 'cluster by weight',
    branches: weightedBranches(entries, total),
    modulus: total,
  });
  const percent = `${Number((probability * 100).toFixed(4))} %`;
  return entryDecision(value, { name: 'weighted_clusters', expected: percent, got: 'random', truth: 'yes' }, context);
}
function byHeaderValue({ headerName }, entries, total, { request: request2 }) {
  if (headerName === void 0 || headerName === '') return void 0;
  const values = headerValues(request2, headerName.toLowerCase());
  const [value] = values;
  if (value !== void 0 && isUnknownValue(value)) return 'unknown';
  if (values.length !== 1 || value === void 0 || !/^\s*\+?\d{1,20}\s*$/.test(value)) return void 0;
  const selected = Number(BigInt(value.trim().replace('+', '')) % BigInt(total));
  let end = 0;
  for (const entry of entries) {
    end += entry.weight;
    if (selected < end) {
      const got = `${value} % ${total} = ${selected}`;
      return {
        entry,
        criterion: { name: 'weighted_clusters', expected: `[${end - entry.weight}, ${end})`, got, truth: 'yes' },
      };
    }
  }
  return void 0;
}
function entryDecision({ cluster }, criterion2, context) {
  if (cluster.name !== '') return decided({ name: cluster.name, weighted: cluster }, cluster.at, criterion2);
  const named = byHeader(cluster.clusterHeader, cluster.at, context, cluster);
  return { ...named, because: [criterion2, ...named.because] };
}
function decided(value, at2, criterion2) {
  return { truth: 'yes', value, at: at2, because: [criterion2], skipped: [] };
}
function undecided(at2, unknown) {
  return { truth: 'unknown', at: at2, because: [], skipped: [], unknown };
}

// src/envoy/route/match/fractionOf.ts
function fractionOf(fraction2, runtime) {
  const override = fraction2.runtimeKey === void 0 ? void 0 : runtime.get(fraction2.runtimeKey);
  if (override !== void 0 && /^\d{1,15}$/.test(override)) return Math.min(Number(override) / 100, 1);
  return Math.min(Math.max(fraction2.numerator / fraction2.denominator, 0), 1);
}

// src/envoy/route/match/matchCookie.ts
function matchCookie(matcher, request2) {
  const value = cookie(request2, matcher.name);
  const { invertMatch } = matcher;
  const about = {
    name: `cookie ${matcher.name}`,
    expected: `${invertMatch ? 'not ' : ''}${describeStringMatcher(matcher.matcher)}`,
    got: value ?? 'absent',
  };
  if (value === void 0 && matcher.matcher.kind !== 'unsupported') return { ...about, truth: truthOf(invertMatch) };
  const truth = matchString(matcher.matcher, value ?? '');
  const note3 = truth === 'unknown' ? stringMatcherNote(matcher.matcher) : void 0;
  return { ...about, truth: invertMatch ? not(truth) : truth, ...(note3 === void 0 ? {} : { note: note3 }) };
}
function cookie(request2, name) {
  for (const pair of headerValues(request2, 'cookie').flatMap((line) => line.split(';'))) {
    const text = pair.trim();
    if (!text.startsWith(`${name}=`)) continue;
    const value = text.slice(name.length + 1);
    return value.length >= 2 && value.startsWith('"') && value.endsWith('"') ? value.slice(1, -1) : value;
  }
  return void 0;
}

// src/envoy/route/match/matchFilterState.ts
function matchFilterState(matcher, filterState) {
  const value = filterState.get(matcher.key);
  const about = { name: `filter state ${matcher.key}`, got: value ?? 'absent' };
  if (matcher.matcher.kind === 'unsupported') {
    const { field: field3 } = matcher.matcher;
    const known2 = value === void 0;
    return {
      ...about,
      expected: field3,
      truth: known2 ? 'no' : 'unknown',
      ...(known2 ? {} : { note: `${field3} is not evaluated` }),
    };
  }
  const truth = value === void 0 ? 'no' : matchString(matcher.matcher.matcher, value);
  const note3 = truth === 'unknown' ? stringMatcherNote(matcher.matcher.matcher) : void 0;
  return {
    ...about,
    expected: describeStringMatcher(matcher.matcher.matcher),
    truth,
    ...(note3 === void 0 ? {} : { note: note3 }),
  };
}

// src/envoy/route/match/matchesIndividually.ts
var GUARDS = {
  route: 'envoy.reloadable_features.match_headers_individually',
  rbac: 'envoy.reloadable_features.rbac_match_headers_individually',
};
function matchesIndividually(user, { runtime, version }) {
  const guard = runtime.get(GUARDS[user]);
  if (guard === 'true' || guard === 'false') return truthOf(guard === 'true');
  if (user === 'route') return atLeast(version, '1.39.0');
  if (atLeast(version, '1.38.2') === 'yes') return 'yes';
  return not(atLeast(version, '1.37.1')) === 'yes' ? 'no' : 'unknown';
}

// src/envoy/route/match/parseInt64.ts
var INT64_MAX = 2n ** 63n - 1n;
function parseInt64(text) {
  const match2 = /^[ \t\n\v\f\r]*([+-]?)0*([0-9]{1,20})[ \t\n\v\f\r]*$/.exec(text);
  if (!match2) return void 0;
  const value = BigInt(match2[2] ?? '0') * (match2[1] === '-' ? -1n : 1n);
  return value > INT64_MAX || value < -INT64_MAX - 1n ? void 0 : value;
}

// src/envoy/route/match/matchHeader.ts
function matchHeader(matcher, context, user = 'route') {
  const name = matcher.name.toLowerCase();
  const values = headerValues(context.request, name);
  const about = { name: `header ${name}`, expected: describe(matcher) };
  const { specifier } = matcher;
  if (values.length === 0 && !matcher.treatMissingHeaderAsEmpty) {
    const wanted = specifier.kind === 'none' || (specifier.kind === 'present_match' && specifier.present);
    const got = 'absent';
    if (wanted) return { ...about, got, truth: truthOf(matcher.invertMatch) };
    if (specifier.kind === 'present_match') return { ...about, got, truth: truthOf(!matcher.invertMatch) };
    if (specifier.kind === 'string_match' && specifier.matcher.kind === 'unsupported') {
      return { ...about, got, truth: 'unknown', note: whyUnknown(specifier, []) };
    }
    const note4 = matcher.invertMatch ? { note: 'a missing header never matches, even inverted' } : {};
    return { ...about, got, truth: 'no', ...note4 };
  }
  const present = values.length === 0 ? [''] : values;
  const individually = allOf([not(isJoined(name)), matchesIndividually(user, context)]);
  const truth = anyValue(specifier, present, individually);
  const note3 = truth === 'unknown' ? { note: whyUnknown(specifier, present) } : {};
  return { ...about, got: present.join(', '), truth: matcher.invertMatch ? not(truth) : truth, ...note3 };
}
function anyValue(specifier, values, individually) {
  const joined4 = matchValue(specifier, values.join(','));
  if (values.length === 1 || individually === 'no') return joined4;
  const single = anyOf(values.map((value) => matchValue(specifier, value)));
  return individually === 'yes' || single === joined4 ? single : 'unknown';
}
function matchValue(specifier, value) {
  switch (specifier.kind) {
    case 'none':
      return 'yes';
    case 'present_match':
      return truthOf(specifier.present);
    case 'range_match': {
      if (isUnknownValue(value)) return 'unknown';
      const number = parseInt64(value);
      return truthOf(number !== void 0 && specifier.start <= number && number < specifier.end);
    }
    case 'string_match':
      return matchString(specifier.matcher, value);
  }
}
function whyUnknown(specifier, values) {
  if (values.some(isUnknownValue)) return 'the value is not known';
  const note3 = specifier.kind === 'string_match' ? stringMatcherNote(specifier.matcher) : void 0;
  return note3 ?? 'whether the lines of this header are joined with "," is not known of this version';
}
function describe({ specifier, invertMatch }) {
  switch (specifier.kind) {
    case 'none':
      return invertMatch ? 'absent' : 'present';
    case 'present_match':
      return specifier.present === invertMatch ? 'absent' : 'present';
    case 'range_match':
      return `${invertMatch ? 'not ' : ''}range [${specifier.start}, ${specifier.end})`;
    case 'string_match':
      return `${invertMatch ? 'not ' : ''}${describeStringMatcher(specifier.matcher)}`;
  }
}

// src/envoy/route/match/matchMetadata.ts
function matchMetadata(matcher, metadata) {
  const value = valueAt(metadata.get(matcher.filter), matcher.path);
  const truth = matchValue2(matcher.value, value);
  return {
    name: `metadata ${[matcher.filter, ...matcher.path].join('.')}`,
    expected: `${matcher.invert ? 'not ' : ''}${describeValue(matcher.value)}`,
    got: value === void 0 ? 'absent' : JSON.stringify(value),
    truth: matcher.invert ? not(truth) : truth,
    ...(truth === 'unknown' ? { note: 'the value matcher is not evaluated' } : {}),
  };
}
function valueAt(root, path) {
  return path.reduce((value, key) => (isRecord(value) && Object.hasOwn(value, key) ? value[key] : void 0), root);
}
function isRecord(value) {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
function matchValue2(matcher, value) {
  switch (matcher.kind) {
    case 'null_match':
      return truthOf(value === null);
    case 'double_match': {
      const { exact, start: start2, end } = matcher;
      if (typeof value !== 'number') return 'no';
      return truthOf(exact === void 0 ? (start2 ?? 0) <= value && value < (end ?? 0) : value === exact);
    }
    case 'string_match':
      return typeof value === 'string' ? matchString(matcher.matcher, value) : 'no';
    case 'bool_match':
      return truthOf(value === matcher.value);
    case 'present_match':
      return truthOf(matcher.value && value !== void 0);
    case 'list_match':
      return Array.isArray(value) ? anyOf(value.map((item) => matchValue2(matcher.oneOf, item))) : 'no';
    case 'or_match':
      return anyOf(matcher.matchers.map((one) => matchValue2(one, value)));
    case 'unsupported':
      return 'unknown';
  }
}
function describeValue(matcher) {
  switch (matcher.kind) {
    case 'null_match':
      return 'null';
    case 'double_match':
      return matcher.exact === void 0 ? `range [${matcher.start ?? 0}, ${matcher.end ?? 0})` : String(matcher.exact);
    case 'string_match':
      return describeStringMatcher(matcher.matcher);
    case 'bool_match':
      return String(matcher.value);
    case 'present_match':
      return matcher.value ? 'present' : 'nothing (present_match: false never matches)';
    case 'list_match':
      return `a list with ${describeValue(matcher.oneOf)}`;
    case 'or_match':
      return matcher.matchers.map(describeValue).join(' or ');
    case 'unsupported':
      return matcher.field;
  }
}

// src/envoy/route/match/matchUriTemplate.ts
var PCHAR = "a-zA-Z0-9._~%!$&'()+,;:@=-";
function matchUriTemplate(template2, path) {
  const names = [];
  const regex = toRegex(template2, names);
  if (regex === false) return false;
  const re2 = regex === void 0 ? void 0 : compileRe2(regex);
  if (!re2 || 'error' in re2) return void 0;
  const groups = re2.groups(path);
  return groups && new Map(names.map((name, i) => [name, groups[i + 1] ?? '']));
}
function toRegex(template2, names) {
  let regex = '';
  for (const part of template2.match(/\{[^}]*\}?|\/(?:\*\*|\*)?|[^{/]+/g) ?? []) {
    if (part.startsWith('{')) {
      const match2 = /^\{([a-zA-Z]\w*)(?:=([^}]+))?\}$/.exec(part);
      if (!match2) return void 0;
      names.push(match2[1] ?? '');
      regex += `(${(match2[2] ?? '*').split('/').map(patternOf).join('/')})`;
    } else regex += part.startsWith('/') ? `/${patternOf(part.slice(1))}` : literal(part);
  }
  return /[^\]/]\*\*/.test(regex) ? false : regex;
}
function patternOf(piece) {
  if (piece === '*') return `[${PCHAR}]+`;
  if (piece === '**') return `[/${PCHAR}]*`;
  return literal(piece);
}
function literal(text) {
  return text.replace(/[$().+]/g, '\\$&');
}

// src/envoy/http/splitPath.ts
function splitPath(path) {
  const at2 = path.search(/[?#]/);
  if (at2 < 0) return { path, rest: '' };
  const rest = path.slice(at2);
  if (!rest.startsWith('?')) return { path: path.slice(0, at2), rest };
  const [query = ''] = rest.slice(1).split('#', 1);
  return { path: path.slice(0, at2), query, rest };
}

// src/envoy/route/match/pathsForMatching.ts
function pathsForMatching(path, ignorePathParameters, version) {
  const bare = splitPath(path).path;
  if (!ignorePathParameters || !bare.includes(';')) return [bare];
  const bySegment = bare.replace(/;[^/]*/g, '');
  const [cut = ''] = bare.split(';', 1);
  switch (atLeast(version, '1.39.1')) {
    case 'yes':
      return [bySegment];
    case 'no':
      return [cut];
    case 'unknown':
      return bySegment === cut ? [cut] : [bySegment, cut];
  }
}

// src/envoy/route/match/matchPath.ts
function matchPath(match2, context, ignorePathParameters) {
  const { path } = match2;
  const { request: request2 } = context;
  if (path.kind === 'connect_matcher') {
    return {
      name: 'connect_matcher',
      expected: 'CONNECT',
      got: request2.method,
      truth: truthOf(request2.method === 'CONNECT'),
    };
  }
  if (path.kind === 'unsupported') {
    return {
      name: path.field,
      expected: path.field,
      got: request2.path,
      truth: 'unknown',
      note: `${path.field} is not evaluated`,
    };
  }
  const expected = match2.caseSensitive ? path.value : `${path.value} (ignoring case)`;
  if (request2.path === '') return { name: path.kind, expected, got: 'no path', truth: 'no' };
  const ignores = ignorePathParameters && path.kind !== 'uri_template';
  const paths = pathsForMatching(request2.path, ignores, context.version);
  const truths2 = paths.map((candidate) => matchesPath(path, candidate, match2.caseSensitive));
  const truth = truths2.every((one) => one === truths2[0]) ? (truths2[0] ?? 'no') : 'unknown';
  const note3 = truth === 'unknown' ? noteOf(path) : void 0;
  return { name: path.kind, expected, got: paths.join(' or '), truth, ...(note3 === void 0 ? {} : { note: note3 }) };
}
function matchesPath({ kind, value }, path, caseSensitive) {
  const fold = (text) => (caseSensitive ? text : asciiLower(text));
  switch (kind) {
    case 'prefix':
      return truthOf(fold(path).startsWith(fold(value)));
    case 'path':
      return truthOf(fold(path) === fold(value));
    case 'path_separated_prefix':
      return truthOf(fold(path) === fold(value) || fold(path).startsWith(`${fold(value)}/`));
    case 'safe_regex':
    case 'ecmascript':
      return matchString({ kind, regex: value }, path);
    case 'uri_template': {
      const variables = matchUriTemplate(value, path);
      return variables === void 0 ? 'unknown' : truthOf(variables !== false);
    }
  }
}
function noteOf({ kind, value }) {
  const note3 = kind === 'safe_regex' || kind === 'ecmascript' ? stringMatcherNote({ kind, regex: value }) : void 0;
  if (note3 !== void 0) return note3;
  return kind === 'uri_template'
    ? 'the template is not evaluated'
    : 'how this version cuts path parameters is not known';
}

// src/envoy/route/match/matchQueryParameter.ts
function matchQueryParameter(matcher, request2) {
  const value = queryParameter(request2.path, matcher.name);
  const { specifier } = matcher;
  const about = { name: `query ${matcher.name}`, got: value ?? 'absent' };
  if (specifier.kind === 'string_match') {
    const decided4 = specifier.matcher.kind !== 'unsupported';
    const truth = value === void 0 && decided4 ? 'no' : matchString(specifier.matcher, value ?? '');
    const note3 = truth === 'unknown' ? stringMatcherNote(specifier.matcher) : void 0;
    return {
      ...about,
      expected: describeStringMatcher(specifier.matcher),
      truth,
      ...(note3 === void 0 ? {} : { note: note3 }),
    };
  }
  const wanted = specifier.kind === 'none' || specifier.present;
  return { ...about, expected: wanted ? 'present' : 'absent', truth: truthOf((value !== void 0) === wanted) };
}
function queryParameter(path, name) {
  const { query } = splitPath(path);
  if (query === void 0 || query === '') return void 0;
  for (const pair of query.split('&')) {
    const equals = pair.indexOf('=');
    if ((equals < 0 ? pair : pair.slice(0, equals)) === name) return equals < 0 ? '' : pair.slice(equals + 1);
  }
  return void 0;
}

// src/envoy/route/match/matchTlsContext.ts
function matchTlsContext(wanted, { tls, peer }) {
  const presented = tls && peer !== void 0;
  const validated = presented && peer.trusted;
  const matches =
    (wanted.presented === void 0 || wanted.presented === presented) &&
    (wanted.validated === void 0 || wanted.validated === validated);
  return {
    name: 'tls_context',
    expected: describe2(wanted.presented, wanted.validated),
    got: describe2(presented, validated),
    truth: truthOf(matches),
  };
}
function describe2(presented, validated) {
  const parts = [
    ...(presented === void 0 ? [] : [`presented: ${presented}`]),
    ...(validated === void 0 ? [] : [`validated: ${validated}`]),
  ];
  return parts.length === 0 ? 'anything' : parts.join(', ');
}

// src/envoy/route/routeCriteria.ts
function* routeCriteria({ match: match2 }, context, { ignorePathParametersInPathMatching }) {
  const { request: request2 } = context;
  yield matchPath(match2, context, ignorePathParametersInPathMatching);
  if (match2.grpc) {
    const got = firstHeader(request2, 'content-type') ?? 'absent';
    yield { name: 'grpc', expected: 'content-type application/grpc', got, truth: truthOf(isGrpcRequest(request2)) };
  }
  for (const header of match2.headers) yield matchHeader(header, context);
  for (const parameter of match2.queryParameters) yield matchQueryParameter(parameter, request2);
  for (const cookie2 of match2.cookies) yield matchCookie(cookie2, request2);
  if (match2.tlsContext) yield matchTlsContext(match2.tlsContext, context);
  for (const metadata of match2.dynamicMetadata) yield matchMetadata(metadata, context.dynamicMetadata);
  for (const state of match2.filterState) yield matchFilterState(state, context.filterState);
  for (const field3 of match2.unsupported) {
    yield { name: field3, expected: field3, got: '?', truth: 'unknown', note: `${field3} is not evaluated` };
  }
}

// src/envoy/route/evaluateRoute.ts
function evaluateRoute(route, context, config) {
  const { runtimeFraction } = route.match;
  const probability = runtimeFraction ? fractionOf(runtimeFraction, context.runtime) : 1;
  const criteria = [];
  for (const criterion2 of routeCriteria(route, context, config)) {
    criteria.push(criterion2);
    if (criterion2.truth === 'no') {
      return { truth: 'no', criteria, held: held(criteria), failed: criterion2, probability };
    }
  }
  const undecided4 = criteria.find(({ truth }) => truth === 'unknown');
  if (runtimeFraction && probability <= 0) {
    const failed = { name: 'runtime_fraction', expected: 'above 0 %', got: '0 %', truth: 'no' };
    return { truth: 'no', criteria: [...criteria, failed], held: held(criteria), failed, probability };
  }
  if (undecided4) return { truth: 'unknown', criteria, held: held(criteria), undecided: undecided4, probability };
  return { truth: 'yes', criteria, held: held(criteria), probability };
}
function held(criteria) {
  return criteria.filter(({ truth }) => truth === 'yes').length;
}

// src/envoy/matcher/requestInput.ts
function requestInput(input, context) {
  if (input.name !== 'HttpRequestHeaderMatchInput') {
    const { connection, filterState } = context;
    return networkInput(input, { ...connection, filterState }, context);
  }
  const values = headerValues(context.request, (input.argument ?? '').toLowerCase());
  if (values.length === 0) return { kind: 'absent' };
  const value = values.join(',');
  return isUnknownValue(value)
    ? { kind: 'unknown', unknown: `header ${input.argument ?? ''}` }
    : { kind: 'value', value };
}

// src/envoy/route/routeCandidates.ts
function routeCandidates({ routes, matcher }, context) {
  if (!matcher) return { routes, because: [] };
  const { truth, value, because, unknown } = evaluateMatcherTree(matcher, (input) => requestInput(input, context));
  if (truth === 'no') return { routes: [], because };
  if (truth === 'yes' && value?.value.kind === 'routes') return { routes: value.value.routes, because };
  return { routes: [], because, unknown: `virtual host matcher: ${unknown ?? `action ${value?.typeUrl ?? ''}`}` };
}

// src/envoy/route/match/rollFraction.ts
function rollFraction(probability, choose2, fork) {
  if (probability <= 0) return false;
  if (probability >= 1) return true;
  return choose2({
    ...fork,
    branches: [
      { label: 'hit', probability, value: true },
      { label: 'miss', probability: 1 - probability, value: false },
    ],
  }).value;
}

// src/envoy/route/matchRoute.ts
var MAX_MISSES = 10;
function matchRoute(virtualHost2, context, config, choose2) {
  const { routes, because: found, unknown: undecidedMatcher } = routeCandidates(virtualHost2, context);
  if (undecidedMatcher !== void 0) {
    return { truth: 'unknown', because: found, skipped: [], at: virtualHost2.at, unknown: undecidedMatcher };
  }
  const misses = [];
  for (const [i, route] of routes.entries()) {
    const what = routeLabel(route, i);
    const {
      truth,
      criteria,
      held: held2,
      failed,
      undecided: undecided4,
      probability,
    } = evaluateRoute(route, context, config);
    if (failed) {
      misses.push({ what, at: route.at, failed, held: held2 });
      continue;
    }
    if (undecided4 || truth !== 'yes') {
      const unknown = `${what}: ${undecided4?.name ?? 'match'}: ${undecided4?.note ?? 'not decided'}`;
      return {
        truth: 'unknown',
        because: [...found, ...criteria],
        skipped: nearest(misses),
        consulted: consulted(misses),
        at: route.at,
        unknown,
      };
    }
    const hit = rollFraction(probability, choose2, { name: 'runtime_fraction', about: what });
    const chance2 = probability < 1 ? [chanceCriterion(probability, hit)] : [];
    if (!hit) {
      misses.push(...chance2.map((missed) => ({ what, at: route.at, failed: missed, held: held2 })));
      continue;
    }
    const shadowed = shadowedRoutes(routes, i, what, context, config);
    return {
      truth: 'yes',
      value: route,
      at: route.at,
      because: [...found, ...criteria, ...chance2],
      skipped: nearest([...shadowed, ...misses]),
      consulted: consulted(misses),
    };
  }
  const none = {
    name: 'routes',
    expected: 'a route that matches',
    got: `none of ${routes.length}`,
    truth: 'no',
  };
  return {
    truth: 'no',
    because: [...found, none],
    skipped: nearest(misses),
    consulted: consulted(misses),
    at: virtualHost2.at,
  };
}
function routeLabel(route, index2) {
  return route.name === '' ? `route #${index2 + 1}` : `route #${index2 + 1} ${route.name}`;
}
function nearest(misses) {
  return nearestFirst(misses).slice(0, MAX_MISSES);
}
function consulted(misses) {
  return [...new Set(misses.map(({ failed }) => failed.name))];
}
function chanceCriterion(probability, hit) {
  const expected = `${Number((probability * 100).toFixed(4))} % of requests`;
  return { name: 'runtime_fraction', expected, got: hit ? 'one of them' : 'another', truth: hit ? 'yes' : 'no' };
}
function shadowedRoutes(routes, winner, winnerLabel, context, config) {
  const misses = [];
  for (const [i, route] of routes.entries()) {
    if (i <= winner || misses.length >= MAX_MISSES) continue;
    const { truth, held: held2 } = evaluateRoute(route, context, config);
    if (truth !== 'yes') continue;
    const failed = {
      name: 'order',
      expected: 'the first route that matches',
      got: `${winnerLabel} wins before it`,
      truth: 'no',
      note: 'would match',
    };
    misses.push({ what: routeLabel(route, i), at: route.at, failed, held: held2 });
  }
  return misses;
}

// src/envoy/route/nearDomains.ts
var MAX_MISSES2 = 5;
function nearDomains(config, host, winner, hits) {
  const misses = [];
  const add = (virtualHost2, domain, note3, held2) => {
    const failed = { name: 'domains', expected: domain, got: host, truth: 'no', note: note3 };
    misses.push({ what: `virtual host ${virtualHost2.name}`, at: virtualHost2.at, failed, held: held2 });
  };
  for (const { virtualHost: virtualHost2, domain } of hits) {
    if (winner && virtualHost2 !== winner.virtualHost)
      add(virtualHost2, domain, `matches too, but ${winner.domain} is more specific`, 1);
  }
  if (!winner || winner.rank === 3) {
    const bare = withoutPort(host);
    const label = firstLabel(host);
    const alike = label === '' ? [] : config.domains.beginningWith(label);
    for (const domains of groupBy(alike, ({ virtualHost: virtualHost2 }) => virtualHost2.at).values()) {
      if (misses.length >= MAX_MISSES2) break;
      const others = domains.filter(({ virtualHost: virtualHost2 }) => virtualHost2 !== winner?.virtualHost);
      const samePort = others.find(({ domain }) => withoutPort(domain) === bare);
      const longer = others.find(({ domain }) => domain === label || domain.charAt(label.length) === '.');
      if (samePort !== void 0) add(samePort.virtualHost, samePort.domain, 'differs by its port', 1);
      else if (longer !== void 0) add(longer.virtualHost, longer.domain, 'same first label, another name', 0);
    }
  }
  return misses.slice(0, MAX_MISSES2);
}

// src/envoy/route/matchVirtualHost.ts
function matchVirtualHost(config, context) {
  const [first] = config.virtualHosts;
  const only = config.virtualHosts.length === 1 && first?.domains.length === 1 && first.domains[0] === '*';
  const { host, name } = hostOf(config, context);
  if (only) return decided4({ virtualHost: first, domain: '*', rank: 3, order: 0 }, host ?? 'absent', name, []);
  if (host === void 0) {
    return {
      truth: 'no',
      because: [{ name, expected: 'a host', got: 'absent', truth: 'no' }],
      skipped: [],
      at: config.at,
    };
  }
  const hits = config.domains.taking(host);
  if (isUnknownValue(host)) {
    return { truth: 'unknown', because: [], skipped: [], at: config.at, unknown: `the value of ${name} is not known` };
  }
  const best = hits.reduce((found, hit) => (found && beats(found, hit) ? found : hit), void 0);
  const unread = best?.rank === 0 ? void 0 : config.domains.unread();
  if (unread) {
    const unknown = `a domain of virtual host ${unread.name} cannot be read`;
    return { truth: 'unknown', because: [], skipped: nearDomains(config, host, best, hits), at: unread.at, unknown };
  }
  if (best) return decided4(best, host, name, hits);
  const criterion2 = { name: 'domains', expected: 'a domain of a virtual host', got: host, truth: 'no' };
  const skipped = nearDomains(config, host, void 0, []);
  if (config.unsupported.includes('vhds')) {
    return {
      truth: 'unknown',
      because: [],
      skipped,
      at: config.at,
      unknown: 'virtual hosts may come on demand (vhds)',
    };
  }
  return { truth: 'no', because: [criterion2], skipped, at: config.at };
  function decided4(hit, got, what, all) {
    const because = [
      {
        name: 'domains',
        expected: hit.domain,
        got: what === ':authority' ? got : `${got} (${what})`,
        truth: 'yes',
      },
    ];
    return {
      truth: 'yes',
      value: hit.virtualHost,
      at: hit.virtualHost.at,
      because,
      skipped: nearDomains(config, got, hit, all),
    };
  }
}
function hostOf(config, { request: request2 }) {
  const name = config.vhostHeader === void 0 ? ':authority' : config.vhostHeader.toLowerCase();
  const value = config.vhostHeader === void 0 ? request2.authority : firstHeader(request2, name);
  if (value === void 0) return { name };
  const host = asciiLower(value);
  return { host: config.ignorePortInHostMatching ? withoutPort(host) : host, name };
}
function beats(a, b) {
  return a.rank < b.rank || (a.rank === b.rank && a.domain.length >= b.domain.length);
}

// src/envoy/route/requireTls.ts
function requireTls(virtualHost2, { request: request2 }) {
  const proto = firstHeader(request2, 'x-forwarded-proto');
  if (proto === '') return { kind: 'no_route' };
  if (virtualHost2.requireTls === 'NONE') return { kind: 'pass' };
  if (proto === void 0) return { kind: 'no_route' };
  if (proto === 'https') return { kind: 'pass' };
  if (virtualHost2.requireTls === 'EXTERNAL_ONLY') {
    const internal2 = firstHeader(request2, 'x-envoy-internal') ?? '';
    if (internal2 === 'true') return { kind: 'pass' };
    if (isUnknownValue(internal2)) return { kind: 'unknown', unknown: 'whether this request counts as internal' };
  }
  const location = `https://${request2.authority ?? ''}${request2.path}`;
  const reply = localReply(
    {
      status: 301,
      details: 'direct_response',
      headers: request2.path === '' ? [] : [{ name: 'location', value: location }],
    },
    request2,
  );
  return { kind: 'redirect', reply };
}

// src/trace/inputs/headerInput.ts
var PSEUDO = {
  ':method': 'method',
  ':path': ':path',
  ':authority': ':authority',
  ':scheme': ':scheme',
  host: ':authority',
};
function headerInput(name) {
  const lower = name.toLowerCase();
  return (Object.hasOwn(PSEUDO, lower) ? PSEUDO[lower] : void 0) ?? `header ${lower}`;
}

// src/trace/inputs/clusterInputs.ts
function clusterInputs(specifier) {
  switch (specifier.kind) {
    case 'cluster_header':
      return [headerInput(specifier.header)];
    case 'weighted_clusters': {
      const named = specifier.clusters.map(({ clusterHeader }) => clusterHeader);
      return [specifier.headerName ?? '', ...named].filter((name) => name !== '').map(headerInput);
    }
    case 'cluster':
    case 'unsupported':
      return [];
  }
}
function destinationInputs({ type, originalDst: originalDst2, autoSni }) {
  const named =
    type.kind === 'ORIGINAL_DST' && originalDst2.useHttpHeader ? [headerInput(originalDst2.httpHeaderName)] : [];
  const resolved = type.kind === 'dynamic_forward_proxy' ? [':authority'] : [];
  return [...named, ...resolved, ...(autoSni === void 0 ? [] : [headerInput(autoSni.header)])];
}

// src/trace/proxy/findRouteConfig.ts
function findRouteConfig({ path }, { visit, hcm }) {
  const { proxy } = visit;
  const { routes } = hcm;
  const stop = (unknown) => {
    path.add({ kind: 'route_config', outcome: 'unknown', summary: unknown, unknown });
    return { kind: 'end', verdict: indeterminate(unknown) };
  };
  switch (routes.kind) {
    case 'route_config':
      path.add({
        kind: 'route_config',
        outcome: 'matched',
        subject: routes.routeConfig.name,
        summary: `inline route configuration ${routes.routeConfig.name}`,
        evidence: jsonEvidence(proxy, routes.routeConfig.at),
      });
      return { kind: 'found', routeConfig: routes.routeConfig };
    case 'scoped_routes':
      return stop(`the scoped routes of ${hcm.statPrefix} are not modelled`);
    case 'none':
      path.add({ kind: 'route_config', outcome: 'no_match', summary: 'the connection manager has no routes' });
      return { kind: 'found' };
    case 'rds':
      break;
  }
  const found = proxy.config.routeConfiguration(routes.routeConfigName);
  if (found.kind === 'section_missing')
    return stop(`route configuration ${routes.routeConfigName}: the dump has no routes`);
  if (found.kind === 'ambiguous') return stop(`which route configuration ${routes.routeConfigName} is meant`);
  if (found.kind !== 'found') {
    path.add({
      kind: 'route_config',
      outcome: 'no_match',
      summary: `route configuration ${routes.routeConfigName} was not delivered`,
    });
    return { kind: 'found' };
  }
  path.add({
    kind: 'route_config',
    outcome: 'matched',
    subject: found.value.name,
    summary: `route configuration ${found.value.name}`,
    evidence: jsonEvidence(proxy, found.at),
    notes: found.notes,
  });
  return { kind: 'found', routeConfig: found.value };
}

// src/envoy/http/filter/classifyHttpFilter.ts
var HARMLESS35 = /* @__PURE__ */ new Set([
  'envoy.extensions.filters.http.compressor',
  'envoy.extensions.filters.http.decompressor',
  'envoy.extensions.filters.http.gzip',
  'envoy.extensions.filters.http.grpc_stats',
  'envoy.extensions.filters.http.grpc_web',
  'envoy.extensions.filters.http.tap',
  'envoy.extensions.filters.http.upstream_codec',
  'envoy.config.filter.http.grpc_stats',
  'envoy.config.filter.http.gzip',
  'envoy.config.filter.http.tap',
]);
var HARMLESS_NAMES2 = /* @__PURE__ */ new Set([
  'envoy.grpc_web',
  'envoy.filters.http.grpc_web',
  'envoy.filters.http.grpc_stats',
  'envoy.gzip',
]);
function classifyHttpFilter(filter) {
  const { name, typeUrl: typeUrl2 } = filter;
  if (isModelled(filter.config)) return { kind: 'modelled', name };
  const packageName = typeUrl2.replace(/\.v\d+(?:alpha\d*)?\.\w+$/, '');
  const harmless = typeUrl2 === '' ? HARMLESS_NAMES2.has(name) : HARMLESS35.has(packageName);
  return { kind: harmless ? 'harmless' : 'opaque', name };
}
function isModelled(config) {
  switch (config.kind) {
    case 'router':
    case 'fault':
    case 'rbac':
    case 'cors':
    case 'istio_alpn':
    case 'set_filter_state':
    case 'ecds':
      return true;
    case 'unparsed':
      return false;
  }
}

// src/envoy/http/filter/effectiveFilterConfig.ts
function effectiveFilterConfig(filter, levels) {
  const { weighted, route, virtualHost: virtualHost2, routeConfig } = levels;
  const levelsOfRoute = route ? [weighted, route, virtualHost2, routeConfig] : [];
  const entries = levelsOfRoute.flatMap((level) => level?.perFilterConfig.get(filter.name) ?? []);
  const [first] = entries;
  if (first?.disabled) return { kind: 'disabled', at: first.at };
  const configured = entries.find(({ disabled, config }) => !disabled && config && !isEmpty(config));
  if (configured?.config) return { kind: 'override', at: configured.at, config: configured.config };
  if (first) return { kind: 'own', at: filter.at, config: filter.config };
  return filter.disabled ? { kind: 'disabled', at: filter.at } : { kind: 'own', at: filter.at, config: filter.config };
}
function isEmpty(config) {
  return config.kind === 'unparsed' && config.typeUrl === '';
}

// src/envoy/http/formatHeaderValue.ts
function formatHeaderValue(format, context, missing3 = '') {
  if (!format.includes('%')) return format;
  return format.replace(/%%|%([A-Z_]+)(?:\(([^)]*)\))?(?::(\d+))?%/g, (all, operator, argument, length2) => {
    if (operator === void 0) return '%';
    const text = operatorValue(operator, argument ?? '', context);
    if (text === void 0) return unknownValue(all);
    const value = text === '' ? missing3 : text;
    return length2 === void 0 ? value : value.slice(0, Number(length2));
  });
}
function operatorValue(operator, argument, context) {
  const { request: request2, connection, peer, remoteIp: remoteIp2 } = context;
  const remotePort = remoteIp2.text === connection.source.ip.text ? connection.source.port : 0;
  switch (operator) {
    case 'REQ':
      return requestHeader(argument, context);
    case 'PROTOCOL':
      return request2.protocol;
    case 'DOWNSTREAM_REMOTE_ADDRESS':
      return formatSocketAddress({ ip: remoteIp2, port: remotePort });
    case 'DOWNSTREAM_REMOTE_ADDRESS_WITHOUT_PORT':
      return remoteIp2.text;
    case 'DOWNSTREAM_REMOTE_PORT':
      return String(remotePort);
    case 'DOWNSTREAM_DIRECT_REMOTE_ADDRESS':
      return formatSocketAddress(connection.directSource ?? connection.source);
    case 'DOWNSTREAM_DIRECT_REMOTE_ADDRESS_WITHOUT_PORT':
      return (connection.directSource ?? connection.source).ip.text;
    case 'DOWNSTREAM_LOCAL_ADDRESS':
      return formatSocketAddress(connection.local);
    case 'DOWNSTREAM_LOCAL_ADDRESS_WITHOUT_PORT':
      return connection.local.ip.text;
    case 'DOWNSTREAM_LOCAL_PORT':
      return String(connection.local.port);
    case 'REQUESTED_SERVER_NAME':
      return connection.serverName;
    case 'DOWNSTREAM_PEER_URI_SAN':
      return peer?.uriSans.join(',') ?? '';
    case 'DOWNSTREAM_PEER_DNS_SAN':
      return peer?.dnsSans.join(',') ?? '';
    case 'DOWNSTREAM_PEER_SUBJECT':
      return peer?.subject ?? '';
    case 'DYNAMIC_METADATA':
      return metadataText(argument, context);
    case 'FILTER_STATE':
      return filterStateText(argument, context);
    default:
      return void 0;
  }
}
function requestHeader(argument, { request: request2 }) {
  const [main = '', alternative = ''] = argument.toLowerCase().split('?', 2);
  return firstHeader(request2, main) ?? (alternative === '' ? '' : (firstHeader(request2, alternative) ?? ''));
}
function metadataText(argument, { dynamicMetadata }) {
  const [namespace = '', ...path] = argument.split(':');
  let value = dynamicMetadata.get(namespace);
  for (const key of path) {
    value =
      typeof value === 'object' && value !== null && Object.hasOwn(value, key)
        ? Object.entries(value).find(([name]) => name === key)?.[1]
        : void 0;
  }
  if (value === void 0 || value === null) return '';
  return typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean' ? String(value) : void 0;
}
function filterStateText(argument, { filterState }) {
  const [key = '', form = ''] = argument.split(':', 2);
  return form === 'PLAIN' ? (filterState.get(key) ?? '') : filterState.has(key) ? void 0 : '';
}

// src/envoy/http/filter/setFilterState.ts
function setFilterState(values, context) {
  const filterState = new Map(context.filterState);
  for (const { objectKey, format, skipIfEmpty } of values) {
    const value = formatHeaderValue(format, { ...context, filterState }, '-');
    if (value !== '' || !skipIfEmpty) filterState.set(objectKey, value);
  }
  return {
    filterState,
    shared: values.filter(({ sharedWithUpstream }) => sharedWithUpstream).map(({ objectKey }) => objectKey),
  };
}

// src/envoy/http/filter/corsPolicies.ts
function corsPolicies(filterName, levels) {
  const { weighted, route, virtualHost: virtualHost2, routeConfig } = levels;
  if (route.action.kind === 'redirect' || route.action.kind === 'direct_response') return [];
  const typed2 = [weighted, route, virtualHost2, routeConfig].flatMap((level) => {
    const config = level?.perFilterConfig.get(filterName)?.config;
    return config?.kind === 'cors' ? config.cors : [];
  });
  if (typed2.length > 0) return typed2;
  const ofRoute = route.action.kind === 'route' ? route.action.cors : void 0;
  return [ofRoute, virtualHost2.cors].filter((policy) => policy !== void 0);
}

// src/envoy/http/filter/evaluateCors.ts
function evaluateCors(policies, context, choose2) {
  const [policy] = policies;
  const { request: request2 } = context;
  const origin = firstHeader(request2, 'origin') ?? '';
  const asked = firstHeader(request2, 'access-control-request-method') ?? '';
  if (!policy || request2.method !== 'OPTIONS' || origin === '' || asked === '') return { because: [] };
  const enabled2 = rollFraction(fractionOf(policy.filterEnabled, context.runtime), choose2, {
    name: 'cors.filter_enabled',
    about: 'CORS policy in force',
  });
  if (!enabled2) return { because: [{ name: 'filter_enabled', expected: 'on', got: 'off', truth: 'no' }] };
  const origins = policies.find(({ allowOrigin }) => allowOrigin.length > 0)?.allowOrigin ?? [];
  const truth = anyOf(origins.map((matcher) => anyOf([matchString(matcher, '*'), matchString(matcher, origin)])));
  const expected = origins.map(describeStringMatcher).join(' or ') || 'no origin';
  const because = [{ name: 'allow_origin_string_match', expected, got: origin, truth }];
  if (policy.unsupported.length > 0) return { because, unknown: `CORS policy: ${policy.unsupported.join(', ')}` };
  if (truth === 'unknown') return { because, unknown: 'whether the CORS policy allows this origin' };
  const forwards2 = policies.find((one) => one.forwardNotMatchingPreflights !== void 0)?.forwardNotMatchingPreflights;
  const answers = truth === 'yes' || forwards2 === false;
  if (!answers) return { because };
  const headers = truth === 'yes' ? [{ name: 'access-control-allow-origin', value: origin }] : [];
  return { because, reply: localReply({ status: 200, details: 'cors_response', headers }, void 0) };
}

// src/trace/proxy/corsFilter.ts
function corsFilter(context, http2, filter) {
  const { path, choose: choose2 } = context;
  const { route, virtualHost: virtualHost2, routeConfig, cluster, visit } = http2;
  const policies =
    route === void 0 || virtualHost2 === void 0 || routeConfig === void 0
      ? []
      : corsPolicies(filter.name, { weighted: cluster?.weighted, route, virtualHost: virtualHost2, routeConfig });
  const { reply, because, unknown } = evaluateCors(policies, http2.input, choose2);
  const evidence = jsonEvidence(visit.proxy, policies[0]?.at ?? filter.at);
  if (unknown !== void 0) {
    path.add({
      kind: 'http_filter',
      outcome: 'unknown',
      summary: `${filter.name}: ${unknown}`,
      because,
      evidence,
      unknown,
    });
    return { kind: 'end', verdict: indeterminate(unknown) };
  }
  path.add({
    kind: 'http_filter',
    outcome: reply === void 0 ? 'passed' : 'answered',
    subject: filter.name,
    summary: `${filter.name}: ${reply === void 0 ? 'passes' : 'answers the preflight'}`,
    because,
    evidence,
  });
  if (reply === void 0) return { kind: 'next', http: http2 };
  return answered(context, http2, reply, 'The CORS policy answers the preflight');
}

// src/trace/proxy/ecdsFilter.ts
function ecdsFilter(context, http2, filter, configName, run) {
  const found = http2.visit.proxy.config.extensionConfig(configName);
  if (found.kind === 'found')
    return run({
      ...filter,
      at: found.at,
      config: found.value,
      typeUrl: found.value.kind === 'unparsed' ? found.value.typeUrl : filter.typeUrl,
    });
  if (found.kind === 'section_missing' || found.kind === 'ambiguous') {
    const unknown = `the configuration of filter ${configName} (ECDS) is not in the dump`;
    context.path.add({ kind: 'http_filter', outcome: 'unknown', summary: unknown, unknown });
    return { kind: 'end', verdict: indeterminate(unknown) };
  }
  const reply = localReply({ status: 500, flags: 'NFCF', details: '' }, http2.input.request);
  return answered(context, http2, reply, `The configuration of filter ${configName} was never delivered`, 'NO_MATCH');
}

// src/envoy/http/filter/faultValues.ts
var RUNTIME = {
  delay: { percent: 'fault.http.delay.fixed_delay_percent', header: 'x-envoy-fault-delay-request-percentage' },
  abort: { percent: 'fault.http.abort.abort_percent', header: 'x-envoy-fault-abort-request-percentage' },
};
function faultFraction(percentage, kind, byHeader2, { request: request2, runtime }) {
  const { percent, header } = RUNTIME[kind];
  const sent = byHeader2 ? unsigned(firstHeader(request2, header)) : void 0;
  const numerator = sent === void 0 ? percentage.numerator : Math.min(sent, percentage.numerator);
  return fractionOf({ ...percentage, numerator, runtimeKey: percent }, runtime);
}
function delayMs(delay, { request: request2, runtime }) {
  if (delay.headerDelay) return unsigned(firstHeader(request2, 'x-envoy-fault-delay-request'));
  const ms = unsigned(runtime.get('fault.http.delay.fixed_duration_ms')) ?? delay.fixedDelayMs;
  return ms === void 0 || ms <= 0 ? void 0 : ms;
}
function abortStatus(abort, { request: request2, runtime }) {
  if (abort.headerAbort) {
    const grpcStatus = unsigned(firstHeader(request2, 'x-envoy-fault-abort-grpc-request'));
    const status2 = unsigned(firstHeader(request2, 'x-envoy-fault-abort-request'));
    if (status2 !== void 0 && status2 >= 200 && status2 < 600) return { status: status2 };
    return grpcStatus === void 0 ? void 0 : { status: 200, grpcStatus };
  }
  if (abort.grpcStatus !== void 0) {
    return { status: 200, grpcStatus: unsigned(runtime.get('fault.http.abort.grpc_status')) ?? abort.grpcStatus };
  }
  const status = unsigned(runtime.get('fault.http.abort.http_status')) ?? abort.httpStatus;
  return status === void 0 ? void 0 : { status };
}
function unsigned(text) {
  return text !== void 0 && /^\d{1,9}$/.test(text) ? Number(text) : void 0;
}

// src/envoy/http/filter/faultGates.ts
function faultGates(fault2, context, clusterName) {
  const gates = [];
  const override = context.runtime.get('fault.http.max_active_faults');
  const most = override !== void 0 && /^\d{1,9}$/.test(override) ? Number(override) : fault2.maxActiveFaults;
  if (most === 0)
    gates.push({ name: 'max_active_faults', expected: 'room for one more', got: '0 allowed', truth: 'no' });
  if (fault2.upstreamCluster !== '') {
    const truth = truthOf(clusterName === fault2.upstreamCluster);
    gates.push({ name: 'upstream_cluster', expected: fault2.upstreamCluster, got: clusterName ?? 'no cluster', truth });
  }
  if (fault2.downstreamNodes.length > 0) {
    const node = firstHeader(context.request, 'x-envoy-downstream-service-node');
    gates.push({
      name: 'downstream_nodes',
      expected: fault2.downstreamNodes.join(' or '),
      got: node ?? 'absent',
      truth: truthOf(node !== void 0 && fault2.downstreamNodes.includes(node)),
    });
  }
  return [...gates, ...fault2.headers.map((header) => matchHeader(header, context))];
}

// src/envoy/http/filter/evaluateFault.ts
function evaluateFault(fault2, context, clusterName, choose2) {
  const { abort, delay } = fault2;
  if (!abort && !delay) return { because: [] };
  const gates = faultGates(fault2, context, clusterName);
  const closed = gates.find(({ truth }) => truth === 'no');
  if (closed) return { because: [closed] };
  const undecided4 = gates.find(({ truth }) => truth === 'unknown')?.note ?? fault2.unsupported[0];
  if (undecided4 !== void 0) return { because: gates, unknown: `fault: ${undecided4}` };
  const delayed = delay && rollDelay(delay, context, choose2);
  const aborted = abort && rollAbort(abort, context, choose2, delayed?.ms !== void 0);
  return {
    because: [...gates, ...(delayed?.because ?? []), ...(aborted?.because ?? [])],
    ...(delayed?.ms === void 0 ? {} : { delayMs: delayed.ms, delayAt: delay?.at ?? fault2.at }),
    ...(aborted?.reply ? { reply: aborted.reply, abortAt: abort?.at ?? fault2.at } : {}),
  };
}
function rollDelay(delay, context, choose2) {
  const ms = delayMs(delay, context);
  const probability = ms === void 0 ? 0 : faultFraction(delay.percentage, 'delay', delay.headerDelay, context);
  const hit = rollFraction(probability, choose2, { name: 'fault.delay', about: `delay of ${ms ?? 0} ms` });
  const because = [chance('delay', probability, hit)];
  return hit && ms !== void 0 ? { ms, because } : { because };
}
function rollAbort(abort, context, choose2, delayed) {
  const status = abortStatus(abort, context);
  const probability = status ? faultFraction(abort.percentage, 'abort', abort.headerAbort, context) : 0;
  const what = status?.grpcStatus === void 0 ? `status ${status?.status ?? 0}` : `grpc-status ${status.grpcStatus}`;
  const hit = rollFraction(probability, choose2, { name: 'fault.abort', about: `abort with ${what}` });
  const because = [chance('abort', probability, hit)];
  if (!hit || !status) return { because };
  const grpcStatus = isGrpcRequest(context.request) ? status.grpcStatus : void 0;
  const reply = localReply(
    {
      status: status.status,
      body: 'fault filter abort',
      flags: delayed ? 'DI,FI' : 'FI',
      details: 'fault_filter_abort',
      ...(grpcStatus === void 0 ? {} : { grpcStatus }),
    },
    context.request,
  );
  return { reply, because };
}
function chance(what, probability, hit) {
  const expected = `${Number((probability * 100).toFixed(4))} % of requests`;
  return { name: `fault.${what}`, expected, got: hit ? 'one of them' : 'another', truth: hit ? 'yes' : 'no' };
}

// src/trace/proxy/faultFilter.ts
function faultFilter(context, http2, filter, fault2, at2) {
  const { path, choose: choose2 } = context;
  const outcome = evaluateFault(fault2, http2.input, http2.cluster?.name, choose2);
  if (outcome.unknown !== void 0) {
    path.add({
      kind: 'http_filter',
      outcome: 'unknown',
      summary: `${filter.name}: ${outcome.unknown}`,
      because: outcome.because,
      unknown: outcome.unknown,
    });
    return { kind: 'end', verdict: indeterminate(outcome.unknown) };
  }
  const summary = [
    ...(outcome.delayMs === void 0 ? [] : [`delays by ${outcome.delayMs} ms`]),
    ...(outcome.reply === void 0 ? [] : ['aborts']),
  ].join(', then ');
  path.add({
    kind: 'http_filter',
    outcome: outcome.reply === void 0 ? 'passed' : 'answered',
    subject: filter.name,
    summary: summary === '' ? `${filter.name}: no fault` : `${filter.name} ${summary}`,
    because: outcome.because,
    evidence: jsonEvidence(http2.visit.proxy, outcome.abortAt ?? outcome.delayAt ?? at2),
  });
  if (outcome.reply === void 0)
    return { kind: 'next', http: { ...http2, delayMs: http2.delayMs + (outcome.delayMs ?? 0) } };
  return answered(context, http2, outcome.reply, 'An injected fault answers');
}

// src/envoy/rbac/evaluateCondition.ts
function evaluateCondition({ value }) {
  const about = { name: 'condition', expected: 'true' };
  const constant = field2(field2(value, 'const_expr', 'constExpr'), 'bool_value', 'boolValue');
  if (typeof constant === 'boolean') return { ...about, got: String(constant), truth: truthOf(constant) };
  return { ...about, got: 'not known', truth: 'unknown', note: 'a CEL condition is not evaluated' };
}
function field2(value, ...names) {
  if (typeof value !== 'object' || value === null) return void 0;
  return Object.entries(value).find(([name]) => names.includes(name))?.[1];
}

// src/envoy/rbac/anyRule.ts
function anyRule({ any }) {
  return { name: 'any', expected: any ? 'anything' : 'nothing', got: 'anything', truth: truthOf(any) };
}

// src/envoy/rbac/headerRule.ts
function headerRule({ header }, context) {
  return matchHeader(header, context, 'rbac');
}

// src/envoy/rbac/metadataRule.ts
function metadataRule({ metadata }, context) {
  return matchMetadata(metadata, context.dynamicMetadata);
}

// src/envoy/rbac/unsupportedRule.ts
function unsupportedRule({ field: field3 }) {
  return { name: field3, expected: 'a match', got: 'not known', truth: 'unknown', note: `${field3} is not evaluated` };
}

// src/envoy/rbac/stringRule.ts
function stringRule(name, matcher, value) {
  const about = { name, expected: describeStringMatcher(matcher) };
  if (value === void 0) return { ...about, got: 'none', truth: 'no' };
  const truth = matchString(matcher, value);
  const note3 = truth === 'unknown' ? (stringMatcherNote(matcher) ?? `${name} is not known`) : void 0;
  return { ...about, got: value === '' ? '""' : value, truth, ...(note3 === void 0 ? {} : { note: note3 }) };
}

// src/envoy/rbac/urlPath.ts
function urlPath({ path: matcher }, context) {
  const { request: request2, version, ignorePathParameters = false } = context;
  if (request2.path === '') return stringRule('url_path', matcher, void 0);
  const ignores = ignorePathParameters ? atLeast(version, '1.39.1') : 'no';
  const paths = /* @__PURE__ */ new Set([
    ...(ignores === 'yes' ? [] : pathsForMatching(request2.path, false, version)),
    ...(ignores === 'no' ? [] : pathsForMatching(request2.path, true, '1.39.1')),
  ]);
  const [first, ...rest] = [...paths].map((path) => stringRule('url_path', matcher, path));
  if (first === void 0 || rest.every(({ truth }) => truth === first.truth))
    return first ?? stringRule('url_path', matcher, '');
  return { ...first, truth: 'unknown', note: 'whether this version ignores path parameters here is not known' };
}

// src/envoy/rbac/cidrRule.ts
function cidrRule(name, cidr3, ip2) {
  return { name, expected: cidr3.text, got: ip2.text, truth: truthOf(cidrContains(cidr3, ip2)) };
}

// src/envoy/rbac/permission/destinationIp.ts
function destinationIp({ cidr: cidr3 }, { connection }) {
  return cidrRule('destination_ip', cidr3, connection.local.ip);
}

// src/envoy/rbac/permission/destinationPort.ts
function destinationPort2({ port }, { connection }) {
  const got = connection.local.port;
  return { name: 'destination_port', expected: String(port), got: String(got), truth: truthOf(got === port) };
}

// src/envoy/rbac/permission/destinationPortRange.ts
function destinationPortRange({ start: start2, end }, { connection }) {
  const { port } = connection.local;
  const truth = truthOf(port >= start2 && port < end);
  return { name: 'destination_port_range', expected: `[${start2}, ${end})`, got: String(port), truth };
}

// src/envoy/rbac/permission/requestedServerName.ts
function requestedServerName({ matcher }, { connection }) {
  return stringRule('requested_server_name', matcher, connection.serverName);
}

// src/envoy/rbac/permission/matchPermission.ts
function matchPermission(permission2, context) {
  switch (permission2.kind) {
    case 'any':
      return anyRule(permission2);
    case 'and_rules':
      return allOfCriteria(permission2.rules.map((rule) => matchPermission(rule, context)));
    case 'or_rules':
      return anyOfCriteria(permission2.rules.map((rule) => matchPermission(rule, context)));
    case 'not_rule':
      return notCriterion(matchPermission(permission2.rule, context));
    case 'header':
      return headerRule(permission2, context);
    case 'url_path':
      return urlPath(permission2, context);
    case 'destination_ip':
      return destinationIp(permission2, context);
    case 'destination_port':
      return destinationPort2(permission2, context);
    case 'destination_port_range':
      return destinationPortRange(permission2, context);
    case 'metadata':
      return metadataRule(permission2, context);
    case 'requested_server_name':
      return requestedServerName(permission2, context);
    case 'unsupported':
      return unsupportedRule(permission2);
  }
}

// src/envoy/rbac/principal/authenticated.ts
function authenticated({ principalName }, { tls, peer }) {
  if (!tls) return { name: 'authenticated', expected: 'TLS', got: 'plaintext', truth: 'no' };
  if (principalName === void 0) return { name: 'authenticated', expected: 'TLS', got: 'TLS', truth: 'yes' };
  const names = [...(peer?.uriSans ?? []), ...(peer?.dnsSans ?? []), peer?.subject ?? ''];
  const tested = anyOfCriteria(names.map((name) => stringRule('authenticated', principalName, name)));
  return tested.truth === 'no' ? { ...tested, expected: stringRule('', principalName, void 0).expected } : tested;
}

// src/envoy/rbac/principal/directRemoteIp.ts
function directRemoteIp({ cidr: cidr3 }, { connection }) {
  return cidrRule('direct_remote_ip', cidr3, (connection.directSource ?? connection.source).ip);
}

// src/envoy/rbac/principal/remoteIp.ts
function remoteIp({ cidr: cidr3 }, context) {
  return cidrRule('remote_ip', cidr3, context.remoteIp);
}

// src/envoy/rbac/principal/sourceIp.ts
function sourceIp({ cidr: cidr3 }, { connection }) {
  return cidrRule('source_ip', cidr3, connection.source.ip);
}

// src/envoy/rbac/principal/matchPrincipal.ts
function matchPrincipal(principal2, context) {
  switch (principal2.kind) {
    case 'any':
      return anyRule(principal2);
    case 'and_ids':
      return allOfCriteria(principal2.ids.map((id) => matchPrincipal(id, context)));
    case 'or_ids':
      return anyOfCriteria(principal2.ids.map((id) => matchPrincipal(id, context)));
    case 'not_id':
      return notCriterion(matchPrincipal(principal2.id, context));
    case 'authenticated':
      return authenticated(principal2, context);
    case 'source_ip':
      return sourceIp(principal2, context);
    case 'direct_remote_ip':
      return directRemoteIp(principal2, context);
    case 'remote_ip':
      return remoteIp(principal2, context);
    case 'header':
      return headerRule(principal2, context);
    case 'url_path':
      return urlPath(principal2, context);
    case 'metadata':
      return metadataRule(principal2, context);
    case 'filter_state':
      return matchFilterState(principal2.filterState, context.filterState);
    case 'unsupported':
      return unsupportedRule(principal2);
  }
}

// src/envoy/rbac/matchPolicy.ts
function matchPolicy(policy, context) {
  const permission2 = anyOfCriteria(policy.permissions.map((one) => matchPermission(one, context)));
  const principal2 = anyOfCriteria(policy.principals.map((one) => matchPrincipal(one, context)));
  const condition = policy.condition === void 0 ? [] : [evaluateCondition(policy.condition)];
  const because = [permission2, principal2, ...condition];
  const failed = because.findIndex(({ truth }) => truth === 'no');
  return {
    truth: allOf(because.map(({ truth }) => truth)),
    because,
    held: failed < 0 ? because.length : failed,
  };
}

// src/envoy/rbac/evaluateRbac.ts
function evaluateRbac(rules, context) {
  const skipped = [];
  const open = [];
  for (const policy of rules.policies) {
    const { truth, because: because2, held: held2 } = matchPolicy(policy, context);
    if (truth === 'yes') return matched(rules, policy, [...because2, ...open], skipped);
    if (truth === 'unknown') open.push(...because2.filter((criterion2) => criterion2.truth === 'unknown'));
    const failed = because2.find((criterion2) => criterion2.truth === 'no');
    if (failed !== void 0) skipped.push({ what: `policy ${policy.name}`, at: policy.at, failed, held: held2 });
  }
  if (open.length > 0 && rules.action !== 'LOG') {
    const unknown = `RBAC: ${open[0]?.note ?? open[0]?.name ?? 'a policy'}`;
    return { truth: 'unknown', at: rules.at, because: open, skipped: nearestFirst(skipped), unknown };
  }
  const allowed = rules.action !== 'ALLOW';
  const count = `none of ${rules.policies.length} policies`;
  const because = { name: 'policies', expected: 'one that matches', got: count, truth: 'no' };
  return { truth: 'yes', value: { allowed }, at: rules.at, because: [because], skipped: nearestFirst(skipped) };
}
function matched({ action }, { name, at: at2 }, because, skipped) {
  const value = { allowed: action !== 'DENY', policy: name };
  return { truth: 'yes', value, at: at2, because, skipped: nearestFirst(skipped) };
}

// src/envoy/rbac/evaluateRbacMatcher.ts
function evaluateRbacMatcher(matcher, context) {
  const decision = evaluateMatcherTree(matcher, (input) => requestInput(input, context));
  const { because, skipped, value: action } = decision;
  if (decision.truth === 'no') {
    const failed = { name: 'matcher', expected: 'an action', got: 'none', truth: 'no' };
    return { truth: 'yes', value: { allowed: false }, at: matcher.at, because: [...because, failed], skipped };
  }
  if (action?.value.kind !== 'rbac_action') {
    const what = decision.unknown ?? `action ${action?.typeUrl ?? ''}`;
    return { truth: 'unknown', at: matcher.at, because, skipped, unknown: `RBAC matcher: ${what}` };
  }
  const value = { allowed: action.value.action !== 'DENY', policy: action.value.name };
  return { truth: 'yes', value, at: action.at, because, skipped };
}

// src/envoy/http/filter/evaluateHttpRbac.ts
var NAMESPACE = 'envoy.filters.http.rbac';
function evaluateHttpRbac(rbac, context) {
  const shadow = decide(rbac.shadowMatcher, rbac.shadowRules, context);
  const enforced = decide(rbac.matcher, rbac.rules, context);
  const metadata = {
    ...context.dynamicMetadata.get(NAMESPACE),
    ...(shadow && verdictMetadata(`${rbac.shadowRulesStatPrefix}shadow`, shadow)),
    ...(enforced && verdictMetadata('enforced', enforced)),
  };
  const changed = shadow !== void 0 || enforced !== void 0;
  const dynamicMetadata = changed
    ? new Map([...context.dynamicMetadata, [NAMESPACE, metadata]])
    : context.dynamicMetadata;
  if (!enforced) return { at: rbac.at, because: [], skipped: [], dynamicMetadata };
  const { because, skipped, value, unknown } = enforced;
  const base = { at: enforced.at ?? rbac.at, because, skipped, dynamicMetadata };
  if (enforced.truth !== 'yes' || !value) return { ...base, unknown: unknown ?? 'RBAC is not decided' };
  if (rbac.unsupported.length > 0) return { ...base, unknown: `RBAC: ${rbac.unsupported.join(', ')}` };
  const policy = value.policy === void 0 ? {} : { policy: value.policy };
  return value.allowed ? { ...base, ...policy } : { ...base, ...policy, reply: denial(value, context) };
}
function decide(matcher, rules, context) {
  if (matcher) return evaluateRbacMatcher(matcher, context);
  return rules && evaluateRbac(rules, context);
}
function verdictMetadata(prefix, { truth, value }) {
  const [result2, policy] = [`${prefix}_engine_result`, `${prefix}_effective_policy_id`];
  if (truth !== 'yes' || !value) return { [result2]: unknownValue(result2), [policy]: unknownValue(policy) };
  const verdict2 = { [result2]: value.allowed ? 'allowed' : 'denied' };
  return value.policy === void 0 ? verdict2 : { ...verdict2, [policy]: value.policy };
}
function denial({ policy = 'none' }, { request: request2, version }) {
  const named = `rbac_access_denied_matched_policy[${policy}]`.replace(/\s/g, '_');
  const details = atLeast(version, '1.20.0') === 'no' ? 'rbac_access_denied' : named;
  return localReply({ status: 403, body: 'RBAC: access denied', details }, request2);
}

// src/trace/proxy/httpRbac.ts
function httpRbac(context, http2, filter, rbac, at2) {
  const { path } = context;
  const { visit, input } = http2;
  const { proxy } = visit;
  if (rbac === void 0) {
    path.add({
      kind: 'http_filter',
      outcome: 'passed',
      subject: filter.name,
      summary: `${filter.name} is off for this route`,
      evidence: jsonEvidence(proxy, at2),
    });
    return { kind: 'next', http: http2 };
  }
  const {
    reply,
    policy = 'none',
    because,
    skipped,
    dynamicMetadata,
    unknown,
    ...outcome
  } = evaluateHttpRbac(rbac, input);
  const evidence = jsonEvidence(proxy, outcome.at);
  if (unknown !== void 0) {
    path.add({
      kind: 'http_filter',
      outcome: 'unknown',
      summary: `${filter.name}: ${unknown}`,
      because,
      skipped,
      evidence,
      unknown,
    });
    return { kind: 'end', verdict: indeterminate(unknown) };
  }
  const enforces = rbac.rules !== void 0 || rbac.matcher !== void 0;
  const summary = enforces ? `${reply === void 0 ? 'allows' : 'denies'} (policy ${policy})` : 'has no rules to enforce';
  path.add({
    kind: 'http_filter',
    outcome: reply === void 0 ? 'passed' : 'denied',
    subject: enforces ? policy : filter.name,
    summary: `${filter.name} ${summary}`,
    because,
    skipped,
    evidence,
  });
  if (reply === void 0) return { kind: 'next', http: { ...http2, input: { ...input, dynamicMetadata } } };
  return answered(context, http2, reply, `${podLabel(visit.pod)} denies the request`, 'DENIED');
}

// src/trace/proxy/opaqueFilter.ts
function opaqueFilter(context, visit, kind, filter) {
  const { path, pins, journey } = context;
  const label = `${shortType(filter.typeUrl)} filter ${filter.name}`.trim();
  const assumed = pins.assume.get(filter.name) ?? pins.assume.get('*');
  const evidence = jsonEvidence(visit.proxy, filter.at);
  if (assumed === void 0) {
    path.add({
      kind,
      outcome: 'opaque',
      subject: filter.name,
      summary: `${label} is not run here: taken to let the request through`,
      evidence,
      unknown: label,
    });
    return void 0;
  }
  path.assume('filter', `${label} ${assumed === 'pass' ? 'lets the request through unchanged' : 'denies the request'}`);
  path.add({
    kind,
    outcome: assumed === 'pass' ? 'passed' : 'denied',
    subject: filter.name,
    summary: `${label}: ${assumed}, as assumed`,
    evidence,
  });
  if (assumed === 'pass') return void 0;
  const sentence = `${label} of ${podLabel(visit.pod)} denies the request, as assumed.`;
  if (kind === 'network_filter') return connectionClosed(context, 'DENIED', sentence, { end: 'closed' });
  const reply = localReply({ status: 403, details: '' }, visit.content.http);
  return replyEnded('DENIED', sentence, reply, journey.proxies);
}
function shortType(typeUrl2) {
  return /\.filters\.(?:http|network)\.([a-z0-9_]+)\./.exec(typeUrl2)?.[1] ?? typeUrl2;
}

// src/envoy/http/filter/checkStrictHeaders.ts
var NUMERIC = /* @__PURE__ */ new Set([
  'x-envoy-upstream-rq-timeout-ms',
  'x-envoy-upstream-rq-per-try-timeout-ms',
  'x-envoy-max-retries',
]);
function checkStrictHeaders(names, request2) {
  for (const name of names.map((one) => one.toLowerCase())) {
    const value = firstHeader(request2, name);
    if (value === void 0) continue;
    if (!NUMERIC.has(name)) return { unknown: `whether the router accepts ${name}: ${value}` };
    if (!/^\d{1,15}$/.test(value)) {
      const details = `request_headers_failed_strict_check{${name}}`;
      return {
        reply: localReply(
          { status: 400, flags: 'IH', details, body: `invalid header '${name}' with value '${value}'` },
          request2,
        ),
      };
    }
  }
  return {};
}

// src/envoy/route/matchedPathLength.ts
function matchedPathLength(specifier, path) {
  switch (specifier.kind) {
    case 'prefix':
    case 'path':
    case 'path_separated_prefix':
      return Math.min(specifier.value.length, path.length);
    case 'safe_regex':
    case 'ecmascript':
    case 'uri_template':
    case 'connect_matcher':
    case 'unsupported':
      return splitPath(path).path.length;
  }
}

// src/envoy/route/rewritePath.ts
function rewritePath(rewrite, matched2, path, context) {
  const { path: bare, rest } = splitPath(path);
  switch (rewrite.kind) {
    case 'prefix_rewrite':
      if (rewrite.value === '' || !isSpeltOut(matched2, path)) return { kind: 'unchanged' };
      return { kind: 'path', path: rewrite.value + path.slice(matchedPathLength(matched2, path)) };
    case 'regex_rewrite': {
      const replaced = replaceRegex(rewrite.regex, bare, rewrite.substitution);
      return typeof replaced === 'string' ? { kind: 'path', path: replaced + rest } : { kind: 'unknown', ...replaced };
    }
    case 'uri_template_rewrite': {
      const variables = matched2.kind === 'uri_template' ? matchUriTemplate(matched2.value, bare) : void 0;
      if (!variables) return { kind: 'unknown', unknown: `template ${rewrite.template} is not evaluated` };
      const text = rewrite.template.replace(/\{(\w+)\}/g, (_all, name) => variables.get(name) ?? '');
      return { kind: 'path', path: text + rest };
    }
    case 'path_rewrite': {
      const text = formatHeaderValue(rewrite.format, context);
      return text === '' ? { kind: 'unchanged' } : { kind: 'path', path: text + rest };
    }
  }
}
function isSpeltOut(matched2, path) {
  switch (matched2.kind) {
    case 'prefix':
    case 'path':
    case 'path_separated_prefix':
      return asciiLower(path).startsWith(asciiLower(matched2.value));
    default:
      return true;
  }
}
function replaceRegex(regex, text, substitution) {
  const re2 = compileRe2(regex);
  if ('error' in re2) return { unknown: `regex ${regex} is not evaluated: ${re2.error}` };
  return re2.replaceAll(text, substitution) ?? { unknown: `regex ${regex} to ${substitution} is not evaluated` };
}

// src/envoy/route/redirectLocation.ts
function redirectLocation(redirect2, matched2, { request: request2 }) {
  const proto = request2.scheme;
  const scheme = redirect2.schemeRedirect || (redirect2.httpsRedirect ? 'https' : proto);
  const port = redirect2.portRedirect === void 0 ? '' : `:${redirect2.portRedirect}`;
  const host = redirect2.hostRedirect || requestHost(request2.authority ?? '', proto, scheme, port);
  const path = redirectPath(redirect2, matched2, request2.path);
  return typeof path === 'string' ? `${scheme}://${host}${port}${path.startsWith('/') ? path : `/${path}`}` : path;
}
function requestHost(authority, proto, scheme, newPort) {
  const bracket = authority.lastIndexOf(']:');
  const start2 = authority.startsWith('[') ? (bracket < 0 ? -1 : bracket + 1) : authority.lastIndexOf(':');
  if (start2 < 0) return authority;
  const port = authority.slice(start2);
  const defaultPort = (proto === 'https' && port === ':443') || (proto === 'http' && port === ':80');
  return newPort !== '' || (scheme !== proto && defaultPort) ? authority.slice(0, start2) : authority;
}
function redirectPath({ path, stripQuery }, matched2, current) {
  const strip = (text) => (stripQuery ? (text.split('?', 1)[0] ?? '') : text);
  const { path: bare, rest } = splitPath(current);
  switch (path.kind) {
    case 'none':
      return strip(current);
    case 'path_redirect':
      if (path.value === '') return strip(current);
      return path.value.includes('?') ? path.value : strip(path.value + queryOf(current));
    case 'prefix_rewrite':
      return strip(path.value === '' ? current : path.value + current.slice(matchedPathLength(matched2, current)));
    case 'regex_rewrite': {
      const replaced = replaceRegex(path.regex, bare, path.substitution);
      return typeof replaced === 'string' ? strip(replaced + rest) : replaced;
    }
  }
}
function queryOf(path) {
  const at2 = path.indexOf('?');
  return at2 < 0 ? '' : path.slice(at2);
}

// src/envoy/route/routeReply.ts
var ITSELF = {
  httpsRedirect: false,
  schemeRedirect: '',
  hostRedirect: '',
  path: { kind: 'none' },
  stripQuery: false,
};
function routeReply(action, route, context) {
  const details = 'direct_response';
  const { status } = action;
  const body = action.kind === 'direct_response' ? (action.body ?? '') : '';
  const target = action.kind === 'redirect' ? action : ITSELF;
  const isMoved = status === 201 || (status >= 300 && status < 400);
  if (!isMoved || context.request.path === '') return { reply: localReply({ status, body, details }, context.request) };
  const location = redirectLocation(target, route.match.path, context);
  if (typeof location !== 'string')
    return { reply: localReply({ status, body, details }, context.request), unknown: location.unknown };
  const headers = [{ name: 'location', value: location }];
  return { reply: localReply({ status, body, details, headers }, context.request) };
}

// src/envoy/http/filter/istioAlpn.ts
var NAMES3 = {
  'HTTP/1.0': 'HTTP10',
  'HTTP/1.1': 'HTTP11',
  'HTTP/2': 'HTTP2',
};
function istioAlpn(overrides, clusterMetadata, upstreamProtocol2) {
  const { istio } = clusterMetadata;
  if (isJsonObject(istio) && istio.alpn_override === 'false') return void 0;
  const alpn = overrides.find((override) => override.upstreamProtocol === NAMES3[upstreamProtocol2])?.alpn;
  return alpn === void 0 || alpn.length === 0 ? void 0 : alpn;
}

// src/envoy/http/applyHeaderMutations.ts
function applyHeaderMutations(headers, add, remove, format) {
  const effects = [];
  let result2 = headers;
  for (const name of remove.map((one) => one.toLowerCase())) {
    const gone = result2.filter((header) => header.name === name);
    if (gone.length === 0 || isProtected(name)) continue;
    effects.push({ what: name, from: valuesOf(gone), to: '' });
    result2 = withoutHeader(result2, name);
  }
  const before = result2;
  const has = (name) => before.some((header) => header.name === name);
  const options = add
    .map((option) => ({ ...option, name: option.name.toLowerCase(), value: format(option.value, before) }))
    .filter(({ name, value, keepEmptyValue }) => !isProtected(name) && (value !== '' || keepEmptyValue));
  for (const { name, value, action, at: at2 } of options) {
    if (action === 'OVERWRITE_IF_EXISTS_OR_ADD' || (action === 'OVERWRITE_IF_EXISTS' && has(name))) {
      effects.push(change(result2, name, value, at2));
      result2 = withHeader(result2, name, value);
    }
  }
  for (const { name, value, action, at: at2 } of options) {
    if (action === 'APPEND_IF_EXISTS_OR_ADD' || (action === 'ADD_IF_ABSENT' && !has(name))) {
      const appended = append(result2, name, value);
      effects.push(change(result2, name, valuesOf(appended.filter((header) => header.name === name)), at2));
      result2 = appended;
    }
  }
  return { headers: result2, effects };
}
function append(headers, name, value) {
  const present = headers.find((header) => header.name === name);
  if (present && isJoined(name) === 'yes') return withHeader(headers, name, joinValues(present.value, value));
  return [...headers, { name, value }];
}
function change(before, name, to, at2) {
  const old = before.filter((header) => header.name === name);
  return old.length === 0 ? { what: name, to, at: at2 } : { what: name, from: valuesOf(old), to, at: at2 };
}
function valuesOf(headers) {
  return headers.map(({ value }) => value).join(', ');
}
function isProtected(name) {
  return name.startsWith(':') || name === 'host';
}

// src/envoy/route/requestTimeouts.ts
function requestTimeouts(action, virtualHost2, { request: request2 }) {
  const globalMs =
    milliseconds2(firstHeader(request2, 'x-envoy-upstream-rq-timeout-ms')) ?? routeTimeout(action, request2);
  const perTry =
    milliseconds2(firstHeader(request2, 'x-envoy-upstream-rq-per-try-timeout-ms')) ??
    retryPolicyOf(action, virtualHost2)?.perTryTimeoutMs ??
    0;
  return { globalMs, perTryMs: globalMs > 0 && perTry >= globalMs ? 0 : perTry };
}
function routeTimeout(action, request2) {
  if (action.boundsStreamDuration) return 0;
  const { maxGrpcTimeoutMs: most, grpcTimeoutOffsetMs: offset = 0 } = action;
  if (most === void 0 || !isGrpcRequest(request2)) return action.timeoutMs;
  const asked = grpcTimeout(firstHeader(request2, 'grpc-timeout') ?? '');
  const kept = offset > 0 && asked > offset ? asked - offset : asked;
  return most > 0 && (kept === 0 || kept > most) ? most : kept;
}
var GRPC_UNITS = { H: 36e5, M: 6e4, S: 1e3, m: 1, u: 1e-3, n: 1e-6 };
function grpcTimeout(text) {
  const match2 = /^(\d{1,8})([HMSmun])$/.exec(text);
  return match2 ? Math.ceil(Number(match2[1]) * (GRPC_UNITS[match2[2] ?? ''] ?? 0)) : 0;
}
function milliseconds2(text) {
  return text !== void 0 && /^\d{1,15}$/.test(text) ? Number(text) : void 0;
}

// src/envoy/route/expectedTimeoutMs.ts
function expectedTimeoutMs(action, virtualHost2, context) {
  const timeouts = requestTimeouts(action, virtualHost2, context);
  const expected = timeouts.perTryMs || timeouts.globalMs;
  return expected > 0 ? expected : void 0;
}

// src/envoy/route/mutationLevels.ts
function mutationLevels({ routeConfig, virtualHost: virtualHost2, route, weighted }) {
  const levels = [route.headers, virtualHost2.headers, routeConfig.headers];
  const ordered2 = routeConfig.mostSpecificHeaderMutationsWins ? levels.toReversed() : levels;
  return weighted ? [weighted.headers, ...ordered2] : ordered2;
}

// src/envoy/route/rewriteHost.ts
function rewriteHost(rewrite, request2, context, options) {
  const host = newHost(rewrite, request2, { ...context, request: request2 }, options.upstreamHostname ?? '');
  if (typeof host !== 'string') return { request: request2, effects: [], unknown: host.unknown };
  if (host === '') return { request: request2, effects: [] };
  const old = request2.authority ?? '';
  let headers = request2.headers;
  const effects = [{ what: ':authority', from: old, to: host, at: rewrite.at }];
  if (options.appendXForwardedHost && old !== '') {
    const forwarded = firstHeader(request2, 'x-forwarded-host');
    const last2 = forwarded?.split(',').at(-1);
    if (last2 !== old) {
      const value = forwarded ? `${forwarded},${old}` : old;
      headers = withHeader(headers, 'x-forwarded-host', value);
      effects.push({
        what: 'x-forwarded-host',
        ...(forwarded === void 0 ? {} : { from: forwarded }),
        to: value,
        at: rewrite.at,
      });
    }
  }
  if (old !== '' && !options.suppressEnvoyHeaders && atLeast(context.version, '1.36.0') !== 'no') {
    headers = withHeader(headers, 'x-envoy-original-host', old);
    effects.push({ what: 'x-envoy-original-host', to: old, at: rewrite.at });
  }
  return { request: { ...request2, authority: host, headers }, effects };
}
function newHost(rewrite, request2, context, hostname) {
  switch (rewrite.kind) {
    case 'host_rewrite_literal':
      return rewrite.value;
    case 'auto_host_rewrite':
      return hostname;
    case 'host_rewrite_header':
      return firstHeader(request2, rewrite.header.toLowerCase()) ?? '';
    case 'host_rewrite_path_regex':
      return replaceRegex(rewrite.regex, splitPath(request2.path).path, rewrite.substitution);
    case 'host_rewrite':
      return formatHeaderValue(rewrite.format, context, '-');
  }
}

// src/envoy/route/finalizeRequestHeaders.ts
var CONSUMED = /* @__PURE__ */ new Set([
  'x-envoy-hedge-on-per-try-timeout',
  'x-envoy-max-retries',
  'x-envoy-retriable-header-names',
  'x-envoy-retriable-status-codes',
  'x-envoy-retry-grpc-on',
  'x-envoy-retry-on',
  'x-envoy-upstream-alt-stat-name',
  'x-envoy-upstream-rq-per-try-timeout-ms',
  'x-envoy-upstream-rq-timeout-alt-response',
  'x-envoy-upstream-rq-timeout-ms',
  'x-envoy-upstream-stream-duration-ms',
]);
function finalizeRequestHeaders(action, levels, context, options = {}) {
  const effects = [];
  const unknown = [];
  let request2 = context.request;
  const take = (next) => {
    request2 = next.request;
    effects.push(...next.effects);
    if (next.unknown !== void 0) unknown.push(next.unknown);
  };
  const { weighted } = levels;
  for (const level of mutationLevels(levels)) {
    const format = (value, headers) => formatHeaderValue(value, { ...context, request: { ...request2, headers } });
    const mutated = applyHeaderMutations(request2.headers, level.requestAdd, level.requestRemove, format);
    take({ request: { ...request2, headers: mutated.headers }, effects: mutated.effects });
    if (level === weighted?.headers && weighted.hostRewriteLiteral !== '') {
      const { hostRewriteLiteral: to, at: at2 } = weighted;
      const effect = { what: ':authority', from: request2.authority ?? '', to, at: at2 };
      take({ request: { ...request2, authority: to }, effects: [effect] });
    }
  }
  const port = context.filterState.get(ORIGINAL_CONNECT_PORT);
  if (port !== void 0 && request2.authority !== void 0 && portStart(request2.authority) < 0) {
    const to = `${request2.authority}:${port}`;
    take({ request: { ...request2, authority: to }, effects: [{ what: ':authority', from: request2.authority, to }] });
  }
  const { hostRewrite: hostRewrite2, appendXForwardedHost } = action;
  if (hostRewrite2) take(rewriteHost(hostRewrite2, request2, context, { ...options, appendXForwardedHost }));
  take(withNewPath(action, levels, { ...context, request: request2 }, options));
  const set2 = (name, value) => {
    take({
      request: { ...request2, headers: withHeader(request2.headers, name, value) },
      effects: [{ what: name, to: value }],
    });
  };
  const consumed = request2.headers.filter(({ name }) => CONSUMED.has(name));
  take({
    request: { ...request2, headers: request2.headers.filter(({ name }) => !CONSUMED.has(name)) },
    effects: consumed.map(({ name, value }) => ({ what: name, from: value, to: '' })),
  });
  const waits = expectedTimeoutMs(action, levels.virtualHost, context);
  const timeout = options.suppressEnvoyHeaders ? void 0 : waits;
  if (timeout !== void 0) set2('x-envoy-expected-rq-timeout-ms', String(timeout));
  const grpc = action.maxGrpcTimeoutMs !== void 0 && !action.boundsStreamDuration && isGrpcRequest(context.request);
  if (grpc && waits !== void 0) set2('grpc-timeout', `${waits}m`);
  if (levels.virtualHost.includeRequestAttemptCount) set2('x-envoy-attempt-count', '1');
  return { request: request2, effects, ...(unknown.length === 0 ? {} : { unknown: unknown.join('; ') }) };
}
function withNewPath({ pathRewrite: pathRewrite2 }, { route }, context, { suppressEnvoyHeaders = false }) {
  const { request: request2 } = context;
  if (!pathRewrite2) return { request: request2, effects: [] };
  const result2 = rewritePath(pathRewrite2, route.match.path, request2.path, context);
  if (result2.kind === 'unknown') return { request: request2, effects: [], unknown: result2.unknown };
  if (result2.kind === 'unchanged') return { request: request2, effects: [] };
  const { at: at2 } = pathRewrite2;
  const original = { what: 'x-envoy-original-path', to: request2.path, at: at2 };
  return {
    request: {
      ...request2,
      path: result2.path,
      headers: suppressEnvoyHeaders ? request2.headers : withHeader(request2.headers, original.what, original.to),
    },
    effects: [
      { what: ':path', from: request2.path, to: result2.path, at: at2 },
      ...(suppressEnvoyHeaders ? [] : [original]),
    ],
  };
}

// src/trace/proxy/patience.ts
function patienceNotes(action, virtualHost2, context) {
  const timeouts = requestTimeouts(action, virtualHost2, context);
  const policy = retryPolicyOf(action, virtualHost2);
  return [
    ...(timeouts.globalMs > 0 ? [`waits ${timeouts.globalMs} ms for the answer, then 504 UT`] : []),
    ...(timeouts.perTryMs > 0 ? [`waits ${timeouts.perTryMs} ms for each try`] : []),
    ...(policy === void 0 || policy.retryOn.length === 0
      ? []
      : [`tries again up to ${policy.numRetries} times on ${policy.retryOn.join(', ')}`]),
  ];
}
function tryResultOf(kind) {
  switch (kind) {
    case 'connection_refused':
    case 'connection_timeout':
    case 'tls_error':
      return { kind: 'connect_failure' };
    case 'connection_termination':
      return { kind: 'reset' };
    default:
      return void 0;
  }
}

// src/envoy/uniqueLabels.ts
function uniqueLabels(texts2) {
  const seen = /* @__PURE__ */ new Map();
  return texts2.map((text) => {
    const count = (seen.get(text) ?? 0) + 1;
    seen.set(text, count);
    return count === 1 ? text : `${text}#${count}`;
  });
}

// src/envoy/cluster/effectiveLocalityWeights.ts
function effectiveLocalityWeights({ all, candidates: candidates2, overprovisioning }) {
  const counted = countByLocality(all.filter(({ excluded }) => !excluded));
  const usable = countByLocality(candidates2);
  return new Map(
    candidates2.map((host) => {
      const key = localityKey(host);
      const ratio = ((overprovisioning / 100) * (usable.get(key) ?? 0)) / Math.max(1, counted.get(key) ?? 0);
      return [key, host.localityWeight * Math.min(1, ratio)];
    }),
  );
}
function localityKey({ locality: { region, zone, subZone } }) {
  return JSON.stringify([region, zone, subZone]);
}
function countByLocality(hosts) {
  const counts = /* @__PURE__ */ new Map();
  for (const host of hosts) counts.set(localityKey(host), (counts.get(localityKey(host)) ?? 0) + 1);
  return counts;
}

// src/envoy/cluster/sharesOfHosts.ts
function sharesOfHosts(cluster, priority) {
  const own3 = (host) => (cluster.lbPolicy === 'RANDOM' ? 1 : Math.max(1, host.weight));
  const even = priority.candidates.map((host) => ({ host, share: own3(host) }));
  if (!cluster.localityWeighted || priority.panic) return even;
  const weights2 = effectiveLocalityWeights(priority);
  if ([...weights2.values()].every((weight) => weight === 0)) return even;
  const totals = /* @__PURE__ */ new Map();
  for (const { host, share } of even) totals.set(localityKey(host), (totals.get(localityKey(host)) ?? 0) + share);
  return even
    .map(({ host, share }) => {
      const key = localityKey(host);
      return { host, share: ((weights2.get(key) ?? 0) * share) / (totals.get(key) ?? 1) };
    })
    .filter(({ share }) => share > 0);
}

// src/envoy/cluster/undecided.ts
function undecided2(at2, what) {
  return { truth: 'unknown', at: at2, because: [], skipped: [], unknown: what };
}

// src/envoy/cluster/chooseInPriority.ts
function chooseInPriority(cluster, priority, context, choose2) {
  const { candidates: candidates2 } = priority;
  const byLocality = cluster.localityWeighted && !priority.panic && new Set(candidates2.map(localityKey)).size > 1;
  if (byLocality && candidates2.some(({ document }) => document === 'clusters')) {
    return undecided2(cluster.at, `locality weights of ${cluster.name}: the dump was taken without include_eds`);
  }
  const shares2 = sharesOfHosts(cluster, priority);
  const total = shares2.reduce((sum2, { share }) => sum2 + share, 0);
  const labels = uniqueLabels(shares2.map(({ host }) => addressLabel(host.address)));
  const fork = {
    name: 'endpoint',
    about: `${cluster.lbPolicy} over ${shares2.length} hosts of ${cluster.name}${hashInputs(cluster, context)}`,
    branches: shares2.map(({ host, share }, index2) => ({
      label: labels[index2] ?? '',
      probability: share / total,
      value: host,
    })),
  };
  const { value } = choose2(fork);
  return { truth: 'yes', value, at: value.at, because: [], skipped: [] };
}
function hashInputs({ lbPolicy }, { hashPolicies }) {
  if (lbPolicy !== 'RING_HASH' && lbPolicy !== 'MAGLEV') return '';
  if (hashPolicies.length === 0) return ', at random: no hash_policy';
  return `, by the hash of ${hashPolicies.map(({ kind, name }) => (name === '' ? kind : `${kind} ${name}`)).join(', ')}`;
}

// src/envoy/cluster/countHosts.ts
var MAX_PRIORITY = 128;
function hostsByPriority(hosts) {
  const highest = hosts.reduce((top, { priority }) => Math.max(top, priority), 0);
  const groups = Array.from({ length: Math.min(highest, MAX_PRIORITY) + 1 }, () => []);
  for (const host of hosts) groups[host.priority]?.push(host);
  return groups;
}
function countHosts(hosts, overprovisioning) {
  return {
    overprovisioning,
    hosts: hosts.length,
    healthy: hosts.filter(({ health }) => health === 'healthy').length,
    degraded: hosts.filter(({ health }) => health === 'degraded').length,
    excluded: hosts.filter(({ excluded }) => excluded).length,
  };
}

// src/envoy/cluster/priorityLoad.ts
function priorityLoad(priorities, panicThreshold) {
  const healthy = priorities.map((counts) => availability(counts, counts.healthy));
  const degraded = priorities.map((counts) => availability(counts, counts.degraded));
  const total = Math.min(100, sum(healthy) + sum(degraded));
  const panics = priorities.map((counts) => total !== 100 && availablePercent(counts) < panicThreshold);
  if (panics.every(Boolean)) return totalPanic(priorities);
  if (total === 0) return panics.map((panic2, index2) => load(index2 === 0 ? 100 : 0, 0, panic2));
  return spread(healthy, degraded, total, panics);
}
function availability({ hosts, excluded, overprovisioning }, available) {
  const counted = hosts - excluded;
  return counted <= 0 ? 0 : Math.max(0, Math.min(100, Math.floor((overprovisioning * available) / counted)));
}
function availablePercent({ hosts, healthy, degraded, excluded }) {
  const counted = hosts - excluded;
  return counted <= 0 ? 0 : (100 * (healthy + degraded)) / counted;
}
function spread(healthy, degraded, total, panics) {
  let remaining = 100;
  const take = (available) => {
    const share = Math.min(remaining, Math.floor((available * 100) / total));
    remaining -= share;
    return share;
  };
  const healthyLoads = healthy.map(take);
  const degradedLoads = degraded.map(take);
  const firstHealthy = healthy.findIndex((available) => available > 0);
  const firstDegraded = degraded.findIndex((available) => available > 0);
  return healthy.map((_, index2) =>
    load(
      (healthyLoads[index2] ?? 0) + (index2 === firstHealthy ? remaining : 0),
      (degradedLoads[index2] ?? 0) + (firstHealthy < 0 && index2 === firstDegraded ? remaining : 0),
      panics[index2] ?? false,
    ),
  );
}
function totalPanic(priorities) {
  const total = sum(priorities.map(({ hosts }) => hosts));
  if (total === 0) return priorities.map((_, index2) => load(index2 === 0 ? 100 : 0, 0, true));
  const shares2 = priorities.map(({ hosts }) => Math.floor((100 * hosts) / total));
  const first = priorities.findIndex(({ hosts }) => hosts > 0);
  const left = 100 - sum(shares2);
  return shares2.map((share, index2) => load(share + (index2 === first ? left : 0), 0, true));
}
function load(healthyLoad, degradedLoad, panic2) {
  return { healthyLoad, degradedLoad, panic: panic2 };
}
function sum(values) {
  return values.reduce((total, value) => total + value, 0);
}

// src/envoy/cluster/choosePriority.ts
function choosePriority(cluster, hosts, overprovisioning, choose2, fixed) {
  const groups = hostsByPriority(hosts);
  const loads = priorityLoad(
    groups.map((group) => countHosts(group, overprovisioning)),
    cluster.healthyPanicThreshold,
  );
  const why = loads
    .map(({ healthyLoad, degradedLoad }, index2) => `P${index2} ${healthyLoad + degradedLoad} %`)
    .join(', ');
  const at2 = ({ priority, degraded }) => {
    const all = groups[priority] ?? [];
    const panic2 = loads[priority]?.panic ?? false;
    const wanted = degraded ? 'degraded' : 'healthy';
    const usable = panic2 ? all : all.filter(({ health }) => health === wanted);
    const candidates2 = panic2 && cluster.failTrafficOnPanic ? [] : usable;
    return { priority, degraded, candidates: candidates2, all, panic: panic2, overprovisioning, why };
  };
  if (fixed !== void 0) return at2(fixed);
  const branches = slotsOf(loads).map(({ slot, percent }) => {
    const label = `P${slot.priority}${slot.degraded ? ' degraded' : ''}`;
    return { label, probability: percent / 100, weight: percent, value: at2(slot) };
  });
  return choose2({ name: 'priority', about: `priority of ${cluster.name}`, branches, modulus: 100 }).value;
}
function slotsOf(loads) {
  const healthy = loads.map(({ healthyLoad }, priority) => ({
    slot: { priority, degraded: false },
    percent: healthyLoad,
  }));
  const degraded = loads.map(({ degradedLoad }, priority) => ({
    slot: { priority, degraded: true },
    percent: degradedLoad,
  }));
  return [...healthy, ...degraded].filter(({ percent }) => percent > 0);
}

// src/envoy/cluster/chooseMember.ts
function chooseMember(cluster, members, choose2) {
  if (members.some(({ hosts }) => hosts.kind !== 'hosts')) {
    return undecided2(cluster.at, `aggregate ${cluster.name} has members without a host list`);
  }
  const priorities = members.flatMap(prioritiesOf);
  const expected = members.map(({ cluster: { name } }) => name).join(', ');
  if (priorities.length === 0) {
    const because2 = [{ name: 'clusters', expected: 'a member with hosts', got: 'none', truth: 'no' }];
    return { truth: 'no', at: cluster.at, because: because2, skipped: [] };
  }
  const loads = priorityLoad(
    priorities.map(({ counts }) => counts),
    cluster.healthyPanicThreshold,
  );
  const branches = branchesOf(priorities, slotsOf(loads));
  const { value, label } = choose2({ name: 'aggregate', about: `member of ${cluster.name}`, branches, modulus: 100 });
  const because = [{ name: 'clusters', expected, got: label, truth: 'yes' }];
  return { truth: 'yes', value, at: cluster.at, because, skipped: [] };
}
function prioritiesOf(member) {
  const { hosts } = member;
  if (hosts.kind !== 'hosts') return [];
  return hostsByPriority(hosts.hosts).flatMap((group, priority) =>
    group.length === 0 ? [] : [{ member, priority, counts: countHosts(group, hosts.overprovisioningFactor) }],
  );
}
function branchesOf(priorities, slots) {
  const chosen = slots.flatMap(({ slot: { priority: index2, degraded }, percent }) => {
    const linear = priorities[index2];
    if (linear === void 0) return [];
    const { member, priority } = linear;
    const label = `${member.cluster.name}${priority > 0 ? ` P${priority}` : ''}${degraded ? ' degraded' : ''}`;
    return [{ label, percent, value: { ...member, slot: { priority, degraded } } }];
  });
  const labels = uniqueLabels(chosen.map(({ label }) => label));
  return chosen.map(({ label, percent, value }, index2) => ({
    label: labels[index2] ?? label,
    probability: percent / 100,
    weight: percent,
    value,
  }));
}

// src/envoy/cluster/hasMetadata.ts
import { isDeepStrictEqual } from 'node:util';
function hasMetadata(metadata, namespace, wanted) {
  const own3 = metadataOf(metadata, namespace);
  return Object.entries(wanted).every(
    ([key, value]) => Object.hasOwn(own3, key) && isDeepStrictEqual(own3[key], value),
  );
}
function metadataOf(metadata, namespace) {
  const value = Object.hasOwn(metadata, namespace) ? metadata[namespace] : void 0;
  return isObject(value) ? value : {};
}
function isObject(value) {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

// src/envoy/cluster/matchSubset.ts
var NAMESPACE2 = 'envoy.lb';
function matchSubset(cluster, hosts, { subsetCriteria, dynamicMetadata }) {
  const { subsets } = cluster;
  if (subsets === void 0 || subsets.selectors.length === 0) return decided2(hosts, []);
  if (subsets.unsupported.length > 0) {
    return undecided2(subsets.at, `lb_subset_config of ${cluster.name}: ${subsets.unsupported.join(', ')}`);
  }
  const dynamic = Object.entries(dynamicMetadata.get(NAMESPACE2) ?? {});
  return choose(cluster, subsets, hosts, new Map([...subsetCriteria, ...dynamic]));
}
function choose(cluster, subsets, hosts, criteria) {
  const keys = [...criteria.keys()];
  const selector = subsets.selectors.find((one) => sameKeys(one.keys, keys));
  const words = keys.map((key) => `${key}=${JSON.stringify(criteria.get(key))}`).join(', ');
  if (selector !== void 0) {
    const chosen = hostsWith(hosts, criteria);
    if (chosen === void 0) return metadataMissing(cluster);
    const got = `${chosen.length} hosts`;
    if (chosen.length > 0) return decided2(chosen, [{ name: 'metadata_match', expected: words, got, truth: 'yes' }]);
  }
  const own3 = selector?.fallbackPolicy ?? 'NOT_DEFINED';
  const policy = own3 === 'NOT_DEFINED' ? subsets.fallbackPolicy : own3;
  const expected = words === '' ? 'no criteria' : words;
  const because = [{ name: 'fallback_policy', expected, got: policy, truth: 'yes' }];
  switch (policy) {
    case 'NO_FALLBACK':
      return decided2([], because);
    case 'ANY_ENDPOINT':
      return decided2(hosts, because);
    case 'DEFAULT_SUBSET': {
      const chosen = hostsWith(hosts, subsets.defaultSubset);
      return chosen === void 0 ? metadataMissing(cluster) : decided2(chosen, because);
    }
    case 'KEYS_SUBSET': {
      const kept = new Map([...criteria].filter(([key]) => selector?.fallbackKeys.includes(key) === true));
      if (kept.size >= criteria.size) return undecided2(subsets.at, `fallback_keys_subset of ${cluster.name}`);
      const chosen = choose(cluster, subsets, hosts, kept);
      return { ...chosen, because: [...because, ...chosen.because] };
    }
  }
}
function sameKeys(a, b) {
  return new Set(a).size === b.length && a.every((key) => b.includes(key));
}
function hostsWith(hosts, wanted) {
  if (wanted.size > 0 && hosts.some(({ metadata }) => metadata === void 0)) return void 0;
  const values = Object.fromEntries(wanted);
  return hosts.filter(({ metadata = {} }) => hasMetadata(metadata, NAMESPACE2, values));
}
function metadataMissing(cluster) {
  return undecided2(cluster.at, `endpoint metadata of ${cluster.name}: the dump was taken without include_eds`);
}
function decided2(value, because) {
  return { truth: 'yes', value, because, skipped: [] };
}

// src/envoy/cluster/passedOver.ts
function passedOver(hosts, chosen) {
  const candidates2 = new Set(chosen.candidates);
  const misses = hosts
    .filter((host) => !candidates2.has(host))
    .map((host) => ({
      what: `host ${addressLabel(host.address)}`,
      at: host.at,
      held: host.priority === chosen.priority ? 1 : 0,
      failed: failureOf(host, chosen),
    }));
  return nearestFirst(misses);
}
function failureOf({ priority, health, flags: flags2 }, chosen) {
  if (priority !== chosen.priority) {
    return { name: 'priority', expected: String(chosen.priority), got: String(priority), truth: 'no' };
  }
  const got = flags2.length === 0 ? health : `${health}: ${flags2.join(', ')}`;
  return { name: 'health_status', expected: chosen.degraded ? 'degraded' : 'healthy', got, truth: 'no' };
}

// src/envoy/cluster/chooseHost.ts
function chooseHost(cluster, hosts, context, choose2) {
  if (hosts.kind === 'aggregate') {
    const member = chooseMember(cluster, hosts.members, choose2);
    if (member.value === void 0) return without(member);
    const chosen = chooseListed(member.value.cluster, member.value.hosts, context, choose2, member.value.slot);
    return { ...chosen, because: [...member.because, ...chosen.because] };
  }
  return chooseListed(cluster, hosts, context, choose2);
}
function chooseListed(cluster, hosts, context, choose2, slot) {
  if (hosts.kind !== 'hosts') return undecided2(cluster.at, `hosts of ${cluster.name}`);
  const subset = matchSubset(cluster, hosts.hosts, context);
  if (subset.value === void 0) return without(subset);
  const priority = choosePriority(cluster, subset.value, hosts.overprovisioningFactor, choose2, slot);
  const skipped = passedOver(subset.value, priority);
  if (priority.candidates.length === 0) {
    const because2 = [...subset.because, noHealthyUpstream(cluster, subset.value, priority)];
    return { truth: 'no', at: cluster.at, because: because2, skipped };
  }
  const host = chooseInPriority(cluster, priority, context, choose2);
  const spread2 = { name: 'priority', expected: priority.why, got: String(priority.priority), truth: 'yes' };
  const because = [...subset.because, spread2, ...panic(cluster, priority)];
  return { ...host, because: [...because, ...host.because], skipped };
}
function without({ truth, because, skipped, unknown }) {
  return { truth, because, skipped, ...(unknown === void 0 ? {} : { unknown }) };
}
function noHealthyUpstream(cluster, hosts, priority) {
  if (hosts.length > 0 && priority.panic) {
    return { name: 'fail_traffic_on_panic', expected: 'false, or no panic', got: 'true, in panic', truth: 'no' };
  }
  const got = hosts.length === 0 ? 'no hosts' : `${hosts.length} hosts, none usable`;
  return { name: 'healthy host', expected: `one in ${cluster.name}`, got, truth: 'no' };
}
function panic(cluster, priority) {
  if (!priority.panic) return [];
  const expected = `${cluster.healthyPanicThreshold} % available`;
  return [{ name: 'healthy_panic_threshold', expected, got: 'fewer: panic, all hosts are used', truth: 'yes' }];
}

// src/envoy/cluster/dropOverload.ts
function dropOverload(dropOverloads, clusterName, choose2) {
  const passes = dropOverloads.reduce((product, { fraction: fraction2 }) => product * (1 - clamp(fraction2)), 1);
  if (passes === 1) return 'pass';
  if (passes === 0) return 'unconditional_drop_overload';
  return choose2({
    name: 'drop_overload',
    about: `drop_overloads ${dropOverloads.map(({ category }) => category).join(', ')} of ${clusterName}`,
    branches: [
      { label: 'drop', probability: 1 - passes, value: 'drop_overload' },
      { label: 'pass', probability: passes, value: 'pass' },
    ],
  }).value;
}
function clamp(fraction2) {
  return Math.min(1, Math.max(0, fraction2));
}

// src/envoy/cluster/aggregateHosts.ts
function aggregateHosts(config, cluster, names, hosts) {
  const members = [];
  for (const name of names) {
    const member = `member ${name} of ${cluster.name}`;
    const found = config.cluster(name);
    if (found.kind === 'section_missing') return undecided2(cluster.at, `${member}: the dump has no clusters`);
    if (found.kind === 'ambiguous') return undecided2(cluster.at, `${member}: ${found.notes.join(', ')}`);
    if (found.kind !== 'found') continue;
    if (found.value.type.kind === 'aggregate') return undecided2(cluster.at, `${member} is an aggregate itself`);
    const own3 = hosts(found.value);
    if (own3.truth === 'unknown') return undecided2(cluster.at, own3.unknown ?? member);
    if (own3.value !== void 0) members.push({ cluster: found.value, hosts: own3.value });
  }
  return { truth: 'yes', value: { kind: 'aggregate', members }, at: cluster.at, because: [], skipped: [] };
}

// src/envoy/cluster/dynamicForwardProxyHost.ts
function dynamicForwardProxyHost(cluster, context) {
  const name = context.request?.authority ?? context.connection.serverName;
  if (name === '') {
    const failed = { name: 'host', expected: ':authority or SNI', got: 'none', truth: 'no' };
    return { truth: 'no', at: cluster.at, because: [failed], skipped: [] };
  }
  const match2 = /^(.*?)(?::(\d+))?$/.exec(name);
  const host = match2?.[1] ?? name;
  const port = parsePort(match2?.[2] ?? '') ?? (context.tls ? 443 : 80);
  const because = [{ name: ':authority', expected: 'a host to resolve', got: name, truth: 'yes' }];
  return { truth: 'yes', value: { kind: 'dynamic_forward_proxy', host, port }, at: cluster.at, because, skipped: [] };
}

// src/envoy/cluster/hostHealth.ts
var UNHEALTHY_FLAGS = ['failed_active_health_check', 'failed_outlier_check'];
var DEGRADED_FLAGS = ['failed_active_degraded_check', 'failed_degraded_outlier_detection'];
var EXCLUDED_FLAGS = ['pending_active_hc', 'excluded_via_immediate_hc_fail'];
function hostHealth(eds, flags2) {
  const bad = flags2.filter((flag) => UNHEALTHY_FLAGS.includes(flag));
  if (eds === 'UNHEALTHY' || eds === 'DRAINING' || eds === 'TIMEOUT') bad.push(`eds_health_status ${eds}`);
  const degraded = flags2.filter((flag) => DEGRADED_FLAGS.includes(flag));
  if (eds === 'DEGRADED') degraded.push('eds_health_status DEGRADED');
  const excluded = eds === 'DRAINING' || flags2.some((flag) => EXCLUDED_FLAGS.includes(flag));
  if (bad.length > 0) return { health: 'unhealthy', excluded, flags: bad };
  if (degraded.length > 0) return { health: 'degraded', excluded, flags: degraded };
  return { health: 'healthy', excluded, flags: [] };
}

// src/envoy/cluster/edsHosts.ts
function edsHosts(config, cluster, assignment) {
  const found = config.hostStatuses(cluster.name);
  const statuses = found.kind === 'found' ? found.value : [];
  const byAddress = new Map(statuses.map((status) => [addressLabel(status.address), status]));
  const hosts = assignment.localities.flatMap((group) =>
    group.endpoints.map((endpoint2) => ({
      at: endpoint2.at,
      document: 'config_dump',
      address: endpoint2.address,
      hostname: endpoint2.hostname,
      priority: group.priority,
      locality: group.locality,
      localityWeight: group.weight,
      weight: endpoint2.weight,
      ...healthOf(endpoint2, byAddress.get(addressLabel(endpoint2.address))),
      metadata: endpoint2.metadata,
      localityMetadata: group.metadata,
      cluster: cluster.name,
    })),
  );
  const { overprovisioningFactor, dropOverloads } = assignment;
  return { kind: 'hosts', hosts, overprovisioningFactor, dropOverloads };
}
function healthOf(endpoint2, status) {
  const coarse = hostHealth(endpoint2.healthStatus, status?.flags ?? []);
  const fine = status === void 0 ? coarse : hostHealth(status.edsHealthStatus, status.flags);
  return fine.health === coarse.health ? fine : coarse;
}

// src/envoy/cluster/statusHosts.ts
function statusHosts(cluster, statuses) {
  const hosts = statuses.map((status) => ({
    at: status.at,
    document: 'clusters',
    address: status.address,
    hostname: status.hostname,
    priority: status.priority,
    locality: status.locality,
    localityWeight: 0,
    weight: status.weight,
    ...hostHealth(status.edsHealthStatus, status.flags),
    cluster: cluster.name,
  }));
  return { kind: 'hosts', hosts, overprovisioningFactor: 140, dropOverloads: [] };
}

// src/envoy/cluster/listedHosts.ts
function listedHosts(config, cluster) {
  const found = config.loadAssignment(cluster);
  const statuses = config.hostStatuses(cluster.name);
  const isDns = cluster.type.kind === 'STRICT_DNS' || cluster.type.kind === 'LOGICAL_DNS';
  if (found.kind === 'found' && !(isDns && found.value === cluster.loadAssignment && statuses.kind === 'found')) {
    return assigned(config, cluster, found.value, found.at);
  }
  if (statuses.kind === 'found') return decided3(statusHosts(cluster, statuses.value), statuses.at);
  if (found.kind === 'absent' && cluster.type.kind === 'STATIC') {
    return decided3({ kind: 'hosts', hosts: [], overprovisioningFactor: 140, dropOverloads: [] }, cluster.at);
  }
  return undecided2(cluster.at, `endpoints of ${cluster.name}: ${whyMissing(config, found)}`);
}
function assigned(config, cluster, assignment, at2) {
  if (assignment.unsupported.length > 0) {
    return undecided2(at2, `load assignment of ${cluster.name}: ${assignment.unsupported.join(', ')}`);
  }
  return decided3(edsHosts(config, cluster, assignment), at2);
}
function decided3(value, at2) {
  return { truth: 'yes', value, at: at2, because: [], skipped: [] };
}
function whyMissing(config, found) {
  if (found.kind === 'ambiguous') return found.notes.join(', ');
  return config.sections.endpoints ? 'the dump has no entry for it' : 'the dump was taken without include_eds';
}

// src/envoy/cluster/originalDst.ts
var FILTER_STATE_KEY = 'envoy.network.transport_socket.original_dst_address';
function originalDst(cluster, context) {
  const sources = [
    { from: FILTER_STATE_KEY, address: context.filterState.get(FILTER_STATE_KEY) },
    ...fromMetadata(cluster, context),
    ...fromHeader(cluster, context),
    { from: 'restored destination', address: context.connection.restored ? context.connection.local : void 0 },
  ];
  for (const { from, address: written } of sources) {
    if (typeof written === 'string' && isUnknownValue(written)) return undecided2(cluster.at, `${from} is not known`);
    const address2 = typeof written === 'string' ? parseSocketAddress(written) : written;
    if (address2 !== void 0) return dial(cluster, from, address2);
  }
  const because = [{ name: 'original destination', expected: 'an address', got: 'none', truth: 'no' }];
  return { truth: 'no', at: cluster.at, because, skipped: [] };
}
function dial(cluster, from, { ip: ip2, port }) {
  const address2 = { ip: ip2, port: cluster.originalDst.portOverride ?? port };
  const got = formatSocketAddress(address2);
  const because = [{ name: from, expected: 'the address to dial', got, truth: 'yes' }];
  return {
    truth: 'yes',
    value: { kind: 'original_dst', address: address2, from },
    at: cluster.at,
    because,
    skipped: [],
  };
}
function fromMetadata({ originalDst: { metadataKey } }, context) {
  if (metadataKey === void 0) return [];
  let value = context.dynamicMetadata.get(metadataKey.key);
  for (const segment of metadataKey.path) {
    const entries = typeof value === 'object' && value !== null ? Object.entries(value) : [];
    value = entries.find(([key]) => key === segment)?.[1];
  }
  const first = Array.isArray(value) ? value[0] : value;
  return [{ from: `dynamic metadata ${metadataKey.key}`, address: typeof first === 'string' ? first : void 0 }];
}
function fromHeader({ originalDst: config }, { request: request2 }) {
  if (!config.useHttpHeader || request2 === void 0) return [];
  const name = config.httpHeaderName.toLowerCase();
  return [{ from: `header ${name}`, address: headerValues(request2, name)[0] }];
}

// src/envoy/cluster/hostsOf.ts
function hostsOf(config, cluster, context) {
  const { type } = cluster;
  if (cluster.unsupported.length > 0) {
    return undecided2(cluster.at, `cluster ${cluster.name}: ${cluster.unsupported.join(', ')}`);
  }
  switch (type.kind) {
    case 'ORIGINAL_DST':
      return originalDst(cluster, context);
    case 'aggregate':
      return aggregateHosts(config, cluster, type.clusters, (member) => hostsOf(config, member, context));
    case 'dynamic_forward_proxy':
      return dynamicForwardProxyHost(cluster, context);
    case 'unsupported':
      return undecided2(cluster.at, `cluster ${cluster.name} has type ${type.typeUrl}`);
    case 'EDS':
    case 'STATIC':
    case 'STRICT_DNS':
    case 'LOGICAL_DNS':
      return listedHosts(config, cluster);
  }
}

// src/istio/table/goText.ts
function goAtoi(text) {
  if (!/^[+-]?[0-9]+$/.test(text)) return void 0;
  const value = BigInt(text.replace(/^\+/, ''));
  return BigInt.asIntN(64, value) === value ? Number(value) : void 0;
}

// src/istio/table/subsetKey.ts
function isSubsetKey(name) {
  let bars = 0;
  for (let at2 = name.indexOf('|'); at2 >= 0 && bars < 3; at2 = name.indexOf('|', at2 + 1)) bars++;
  return bars === 3;
}
function parseSubsetKey(key) {
  const separator = key.startsWith('outbound_') || key.startsWith('inbound_') ? '_.' : '|';
  const parts = key.split(separator);
  const [direction = '', port = '', subset = '', host = ''] = parts;
  return {
    direction: parts.length > 1 ? direction : '',
    port: parts.length > 2 ? (goAtoi(port) ?? 0) : 0,
    subset: parts.length > 3 ? subset : '',
    host: parts.length === 4 ? host : '',
  };
}

// src/text/nearestWord.ts
function nearestWord(word2, candidates2) {
  let best;
  let least = Infinity;
  for (const candidate of candidates2) {
    const allowed = Math.max(1, Math.floor(Math.max(word2.length, candidate.length) / 3));
    if (Math.abs(word2.length - candidate.length) > allowed) continue;
    const distance = editDistance(word2.toLowerCase(), candidate.toLowerCase());
    if (distance <= allowed && distance < least) [best, least] = [candidate, distance];
  }
  return best;
}
function editDistance(a, b) {
  let beforePrevious = [];
  let previous = Array.from({ length: b.length + 1 }, (_, j) => j);
  for (let i = 1; i <= a.length; i++) {
    const current = [i];
    for (let j = 1; j <= b.length; j++) {
      const cost = a[i - 1] === b[j - 1] ? 0 : 1;
      let distance = Math.min((previous[j] ?? 0) + 1, (current[j - 1] ?? 0) + 1, (previous[j - 1] ?? 0) + cost);
      const swapped = i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1];
      if (swapped) distance = Math.min(distance, (beforePrevious[j - 2] ?? 0) + 1);
      current.push(distance);
    }
    [beforePrevious, previous] = [previous, current];
  }
  return previous[b.length] ?? 0;
}

// src/trace/proxy/nearClusters.ts
var MOST = 10;
var PARTS = ['host', 'subset', 'port'];
function nearClusters(config, wanted) {
  const names = config.clusterNames();
  if (!isSubsetKey(wanted)) {
    const near = nearestWord(wanted, names);
    return near === void 0 ? [] : [missOf(near, 'name', wanted, near, 0)];
  }
  const key = parseSubsetKey(wanted);
  const misses = names.flatMap((name) => differingPart(name, key));
  return nearestFirst(misses).slice(0, MOST);
}
function differingPart(name, wanted) {
  if (!isSubsetKey(name)) return [];
  const key = parseSubsetKey(name);
  const differing = PARTS.filter((part2) => key[part2] !== wanted[part2]);
  const [part] = differing;
  if (key.direction !== wanted.direction || differing.length !== 1 || part === void 0) return [];
  if (part === 'host' && !isNearHost(key.host, wanted.host)) return [];
  const got = String(key[part]);
  return [missOf(name, part, String(wanted[part]), got === '' ? 'none' : got, part === 'host' ? 1 : 2)];
}
function isNearHost(host, wanted) {
  return nearestWord(wanted.split('.')[0] ?? '', [host.split('.')[0] ?? '']) !== void 0;
}
function missOf(name, part, expected, got, held2) {
  return { what: `cluster ${name}`, at: '', held: held2, failed: { name: part, expected, got, truth: 'no' } };
}

// src/envoy/cluster/matchTransportSocket.ts
var NAMESPACE3 = 'envoy.transport_socket_match';
function matchTransportSocket(cluster, host) {
  const entries = cluster.transportSocketMatches;
  const known2 = host === void 0 || host.metadata !== void 0;
  const needed = entries[0] !== void 0 && Object.keys(entries[0].match).length > 0;
  if (!known2 && needed) {
    return undecided2(cluster.at, `endpoint metadata of ${cluster.name}: the dump was taken without include_eds`);
  }
  for (const metadata of [host?.metadata ?? {}, host?.localityMetadata ?? {}]) {
    const entry = entries.find(({ match: match2 }) => hasMetadata(metadata, NAMESPACE3, match2));
    if (entry !== void 0) {
      const about = { name: `transport_socket_matches ${entry.name}`, expected: JSON.stringify(entry.match) };
      const because2 = [{ ...about, got: gotOf(metadata), truth: 'yes' }];
      const skipped2 = missesOf(entries.slice(0, entries.indexOf(entry)), metadata);
      return { truth: 'yes', value: entry.socket, at: entry.at, because: because2, skipped: skipped2 };
    }
  }
  const { transportSocket } = cluster;
  const because = [{ name: 'transport_socket', expected: 'of the cluster', got: transportSocket.kind, truth: 'yes' }];
  const skipped = missesOf(entries, host?.metadata ?? {});
  return { truth: 'yes', value: transportSocket, at: transportSocket.at, because, skipped };
}
function missesOf(entries, metadata) {
  return entries.map((entry) => ({
    what: `transport_socket_matches ${entry.name}`,
    at: entry.at,
    failed: { name: 'match', expected: JSON.stringify(entry.match), got: gotOf(metadata), truth: 'no' },
    held: 0,
  }));
}
function gotOf(metadata) {
  return JSON.stringify(metadataOf(metadata, NAMESPACE3));
}

// src/envoy/cluster/upstreamClientHello.ts
function upstreamClientHello(socket2, options) {
  const { alpnOverride, autoSni, authority, hostname = '', protocol: protocol2 } = options;
  const requested = autoSni === void 0 || authority === void 0 ? '' : hostOf2(authority);
  const own3 = socket2.autoHostSni && hostname !== '' ? hostname : socket2.sni;
  const alpn = alpnOverride ?? (socket2.alpnProtocols.length > 0 ? socket2.alpnProtocols : alpnOf(protocol2));
  return { sni: requested === '' ? own3 : requested, alpn };
}
function hostOf2(authority) {
  const host = authority.replace(/:\d+$/, '');
  return host.startsWith('[') || parseIp(host) !== void 0 ? '' : host;
}
function alpnOf(protocol2) {
  if (protocol2 === void 0) return [];
  return [protocol2 === 'HTTP/2' ? 'h2' : 'http/1.1'];
}

// src/envoy/cluster/upstreamProtocol.ts
function upstreamProtocol(cluster, downstream) {
  switch (cluster.upstreamProtocol) {
    case 'http1':
      return 'HTTP/1.1';
    case 'http2':
      return 'HTTP/2';
    case 'http3':
      return 'HTTP/3';
    case 'downstream':
      return downstream === 'HTTP/2' ? 'HTTP/2' : 'HTTP/1.1';
    case 'auto':
      return 'unknown';
  }
}

// src/kube/dns/DnsRecords.ts
function dnsName(name) {
  return (name.endsWith('.') ? name.slice(0, -1) : name).toLowerCase();
}

// src/kube/objects/serviceEndpoints.ts
function serviceEndpoints(objects, service, port) {
  const slices = objects.slicesOf(service);
  if (slices.length > 0) return { from: 'EndpointSlice', endpoints: unique(fromSlices(objects, service, port)) };
  const listed = fromEndpoints(objects, service, port);
  if (listed) return { from: 'Endpoints', endpoints: unique(listed) };
  return { from: 'pods', endpoints: unique(fromPods(objects, service, port)) };
}
function fromSlices(objects, service, port) {
  return objects.slicesOf(service).flatMap((slice) => {
    const slicePort = slice.ports.find(
      ({ name, protocol: protocol2 }) => name === (port.name ?? '') && protocol2 === port.protocol,
    );
    if (!slicePort || slice.addressType === 'FQDN') return [];
    return slice.endpoints.flatMap((endpoint2) => {
      const ip2 = parseIp(endpoint2.addresses[0] ?? '');
      return ip2 ? [{ ...endpoint2, ip: ip2, port: slicePort.port, pod: podRef(endpoint2.targetRef) }] : [];
    });
  });
}
function fromEndpoints(objects, service, port) {
  return objects.endpointsOf(service)?.subsets.flatMap((subset) => {
    const subsetPort = subset.ports.find(
      ({ name, protocol: protocol2 }) => name === (port.name ?? '') && protocol2 === port.protocol,
    );
    if (!subsetPort) return [];
    const all = [
      ...subset.addresses.map((address2) => ({ address: address2, ready: true })),
      ...subset.notReadyAddresses.map((address2) => ({ address: address2, ready: false })),
    ];
    return all.flatMap(({ address: address2, ready }) => {
      const ip2 = parseIp(address2.ip);
      if (!ip2) return [];
      const state = { ready, serving: ready, terminating: false, forZones: [], forNodes: [] };
      const { hostname, nodeName, targetRef } = address2;
      return [{ ip: ip2, port: subsetPort.port, hostname, nodeName, pod: podRef(targetRef), ...state }];
    });
  });
}
function fromPods(objects, service, port) {
  return podsOfService(objects, service).flatMap((pod) => {
    const number = containerPortNumber(pod, port);
    if (number === void 0) return [];
    const terminating = pod.meta.deletionTimestamp !== void 0;
    const ready = service.publishNotReadyAddresses || (isPodReady(pod) && !terminating);
    const hostname = pod.subdomain === service.name ? pod.hostname : void 0;
    const ref = { kind: 'Pod', namespace: pod.namespace, name: pod.name };
    const rest = { hostname, nodeName: pod.nodeName, forZones: [], forNodes: [], pod: ref };
    return pod.status.podIps.map((ip2) => ({
      ip: ip2,
      port: number,
      ready,
      serving: isPodReady(pod),
      terminating,
      ...rest,
    }));
  });
}
function podsOfService(objects, service) {
  if (service.selector.size === 0) return [];
  return objects
    .pods()
    .filter((pod) => pod.namespace === service.namespace && labelsInclude(pod.meta.labels, service.selector))
    .filter((pod) => !isPodTerminal(pod));
}
function containerPortNumber(pod, port) {
  const { targetPort } = port;
  if (typeof targetPort === 'number') return targetPort;
  return [...pod.containers, ...pod.initContainers]
    .flatMap((container) => container.ports)
    .find(({ name, protocol: protocol2 }) => name === targetPort && protocol2 === port.protocol)?.containerPort;
}
function podRef(ref) {
  return ref?.kind === 'Pod' ? ref : void 0;
}
function unique(endpoints) {
  return [
    ...new Map(endpoints.map((endpoint2) => [`${endpoint2.ip.text} ${endpoint2.port ?? ''}`, endpoint2])).values(),
  ];
}

// src/kube/dns/lookupClusterName.ts
function lookupClusterName(objects, name, clusterDomain) {
  if (objects.services().length === 0) return { kind: 'unknown', why: 'the facts hold no Service at all' };
  const labels = name
    .slice(0, -clusterDomain.length - 1)
    .split('.')
    .reverse();
  const [type, namespace, serviceName, host, ...more] = labels;
  if (type === 'pod' && namespace !== void 0 && serviceName !== void 0 && host === void 0) {
    return podAnswer(serviceName);
  }
  if (type !== 'svc' || namespace === void 0 || serviceName === void 0) {
    return { kind: 'none', why: `${name} is no name of a Service`, nearness: 0 };
  }
  if (host?.startsWith('_') === true) return { kind: 'unknown', why: `${name} is the name of an SRV record` };
  const service = objects.service(namespace, serviceName);
  if (more.length > 0) return { kind: 'none', why: `${name} is no name of a Service`, nearness: 0 };
  if (!service) {
    const nearness = host === void 0 ? 1 : 0;
    return { kind: 'none', why: `there is no Service ${namespace}/${serviceName}`, nearness };
  }
  return serviceAnswer(objects, service, host);
}
function serviceAnswer(objects, service, host) {
  const label = `Service ${service.namespace}/${service.name}`;
  if (service.type === 'ExternalName') {
    const target = service.externalName ?? '';
    if (host !== void 0) return { kind: 'none', why: `${label} has no endpoints to name`, nearness: 2 };
    return target === '' || parseIp(target)
      ? { kind: 'none', why: `the externalName of ${label} is no DNS name`, nearness: 2 }
      : { kind: 'alias', target, service };
  }
  if (host !== void 0) {
    const endpoint2 = readyEndpoints(objects, service).find((one) => endpointHostname(one) === host);
    if (!endpoint2) return { kind: 'none', why: `no ready endpoint of ${label} is called ${host}`, nearness: 2 };
    return { kind: 'found', addresses: [endpoint2.ip], source: { kind: 'endpoint', service, endpoint: endpoint2 } };
  }
  if (service.headless) {
    const endpoints = readyEndpoints(objects, service);
    if (endpoints.length === 0)
      return { kind: 'none', why: `${label} is headless and has no ready endpoints`, nearness: 2 };
    return {
      kind: 'found',
      addresses: endpoints.map(({ ip: ip2 }) => ip2),
      source: { kind: 'headless', service, endpoints },
    };
  }
  if (service.clusterIps.length === 0) return { kind: 'unknown', why: `the facts give ${label} no clusterIP` };
  return { kind: 'found', addresses: service.clusterIps, source: { kind: 'clusterIp', service } };
}
function readyEndpoints(objects, service) {
  const ready = service.ports.flatMap((port) =>
    serviceEndpoints(objects, service, port).endpoints.filter((one) => one.ready),
  );
  return [...new Map(ready.map((endpoint2) => [endpoint2.ip.text, endpoint2])).values()];
}
function endpointHostname({ hostname, ip: ip2 }) {
  return hostname?.toLowerCase() ?? ip2.text.replaceAll(/[.:]/g, '-');
}
function podAnswer(dashed) {
  const v4 = /^[0-9]+(?:-[0-9]+){3}$/.test(dashed);
  const ip2 = parseIp(dashed.replaceAll('-', v4 ? '.' : ':'));
  if (!ip2) return { kind: 'none', why: `${dashed} is no address with dashes`, nearness: 1 };
  return { kind: 'found', addresses: [ip2], source: { kind: 'podName' } };
}

// src/kube/dns/lookupHosts.ts
function lookupHosts(pod, name) {
  const aliases = pod.hostAliases.filter((alias) => alias.hostnames.some((host) => host.toLowerCase() === name));
  if (name === 'localhost') {
    const loopback = ['127.0.0.1', '::1'].map(parseIp).filter((ip2) => ip2 !== void 0);
    return { addresses: loopback, why: 'localhost' };
  }
  if (!pod.hostNetwork && name === ownName(pod)) {
    return { addresses: pod.status.podIps, why: `${name} is the pod's own name` };
  }
  if (aliases.length === 0) return void 0;
  return { addresses: aliases.map(({ ip: ip2 }) => ip2), why: 'hostAliases of the pod' };
}
function ownName(pod) {
  return (pod.hostname ?? pod.name).toLowerCase();
}

// src/kube/dns/lookupServiceEntry.ts
function lookupServiceEntry(objects, name, namespace) {
  const hits = objects
    .serviceEntries()
    .filter((entry) => isVisible(entry, namespace))
    .flatMap((entry) =>
      entry.hosts.filter((host) => hostMatches(host.toLowerCase(), name)).map((host) => ({ entry, host })),
    )
    .map(({ entry, host }) => ({ entry, host, addresses: entry.addresses.flatMap(singleAddress) }))
    .filter(({ addresses }) => addresses.length > 0);
  const rank3 = ({ entry, host }) =>
    (host.startsWith('*') ? 0 : 1e3) + 2 * host.length + Number(entry.namespace === namespace);
  return hits.sort((a, b) => rank3(b) - rank3(a))[0];
}
function isVisible({ exportTo, namespace: home }, namespace) {
  if (exportTo.length === 0 || exportTo.includes('*')) return true;
  if (namespace === void 0) return false;
  return exportTo.includes(namespace) || (exportTo.includes('.') && home === namespace);
}
function hostMatches(host, name) {
  return host.startsWith('*.') ? name.endsWith(host.slice(1)) : host === name;
}
function singleAddress(text) {
  const cidr3 = parseCidr(text);
  if (!cidr3) return [];
  return cidr3.prefixLength === cidr3.address.bytes.length * 8 ? [cidr3.address] : [];
}

// src/kube/dns/resolverOf.ts
var DEFAULT_NDOTS = 1;
var MAX_NDOTS = 15;
function resolverOf(objects, pod, clusterDomain) {
  const { dnsConfig } = pod;
  const own3 = dnsConfig.options.find(({ name }) => name === 'ndots')?.value;
  const ndots = own3 !== void 0 && /^[0-9]+$/.test(own3) ? Math.min(Number(own3), MAX_NDOTS) : void 0;
  const policy = pod.dnsPolicy === 'ClusterFirst' && pod.hostNetwork ? 'Default' : pod.dnsPolicy;
  switch (policy) {
    case 'ClusterFirst':
    case 'ClusterFirstWithHostNet': {
      const searches = [`${pod.namespace}.svc.${clusterDomain}`, `svc.${clusterDomain}`, clusterDomain];
      return {
        searches: [.../* @__PURE__ */ new Set([...searches, ...dnsConfig.searches])],
        ndots: ndots ?? 5,
        asksCluster: true,
      };
    }
    default: {
      const servers = new Set(dnsConfig.nameservers);
      const ofCluster2 = objects.services().some((service) => service.clusterIps.some((ip2) => servers.has(ip2.text)));
      return {
        searches: dnsConfig.searches,
        ndots: ndots ?? DEFAULT_NDOTS,
        asksCluster: ofCluster2 ? true : void 0,
      };
    }
  }
}
function candidateNames(name, { searches, ndots }) {
  if (name.endsWith('.')) return [name.slice(0, -1)];
  const searched = searches.map((domain) => `${name}.${domain}`);
  return name.split('.').length - 1 >= ndots ? [name, ...searched] : [...searched, name];
}

// src/kube/dns/resolveName.ts
var MAX_ALIASES = 8;
function resolveName(question) {
  return new Resolution(question).resolve();
}
var Resolution = class {
  constructor(question) {
    this.question = question;
    this.#domain = question.clusterDomain ?? 'cluster.local';
  }
  question;
  #tried = [];
  #assumed = [];
  #aliases = [];
  #nearest;
  #domain;
  resolve() {
    const { name, objects, pod, records, overrides } = this.question;
    const typed2 = dnsName(name);
    const literal2 = parseIp(name);
    if (literal2) return this.#answer(typed2, [literal2], { kind: 'literal' });
    const override = overrides?.get(typed2);
    if (override) return this.#answer(typed2, override, { kind: 'override' });
    const hosts = pod && lookupHosts(pod, typed2);
    if (hosts) return this.#answer(typed2, hosts.addresses, { kind: 'hosts', why: hosts.why });
    const resolver = pod && resolverOf(objects, pod, this.#domain);
    const candidates2 = resolver ? candidateNames(name.toLowerCase(), resolver) : [typed2];
    const recorded = [typed2, ...candidates2].find((candidate) => records.has(candidate));
    if (recorded !== void 0)
      return this.#answer(recorded, records.get(recorded) ?? [], { kind: 'record', name: recorded });
    return this.#ask(candidates2, typed2, resolver?.asksCluster);
  }
  /** Asks for one candidate after the other; the first that exists decides. */
  #ask(candidates2, typed2, asksCluster) {
    for (const candidate of candidates2) {
      this.#aliases.length = 0;
      const answer = this.#askOne(candidate, asksCluster);
      if (answer.kind === 'found') return answer;
      if (answer.kind === 'notFound') continue;
      if (candidate === typed2 && !(asksCluster === true && this.#isShortName(typed2))) return answer;
      if (this.#isInside(candidate)) return answer;
      this.#assumed.push(`no name server knows ${candidate}`);
    }
    return this.#notFound();
  }
  #askOne(name, asksCluster) {
    this.#tried.push(name);
    const { objects, pod, records, allocated } = this.question;
    const record = records.get(name);
    if (record) return this.#answer(name, record, { kind: 'record', name });
    if (this.#isInside(name)) {
      if (asksCluster !== true) return this.#unknown(name, 'it is not known which name server is asked');
      const answer = lookupClusterName(objects, name, this.#domain);
      if (answer.kind === 'found') return this.#answer(name, answer.addresses, answer.source);
      if (answer.kind === 'unknown') return this.#unknown(name, answer.why);
      if (answer.kind === 'none') {
        this.#consider(answer);
        return this.#notFound();
      }
      this.#aliases.push(answer.service);
      if (this.#aliases.length > MAX_ALIASES) return this.#unknown(name, 'ExternalName Services lead in a circle');
      return this.#askOne(dnsName(answer.target), asksCluster);
    }
    const entry = pod && lookupServiceEntry(objects, name, pod.namespace);
    if (entry) {
      this.#assumed.push(
        `${name} resolves to the addresses of ServiceEntry ${entry.entry.namespace}/${entry.entry.name}`,
      );
      return this.#answer(name, entry.addresses, { kind: 'serviceEntry', entry: entry.entry });
    }
    const chosen = allocated?.get(name);
    if (chosen) return this.#answer(name, chosen, { kind: 'allocated', name });
    return this.#unknown(name, `nothing is recorded about ${name}`);
  }
  #answer(fqdn, all, source2) {
    const { family, pod } = this.question;
    const base = { tried: this.#tried, assumed: this.#assumed };
    const addresses = all.filter((ip2) => family === void 0 || ip2.family === family);
    if (addresses.length === 0) {
      const why =
        all.length > 0 ? `${fqdn} has no IPv${family ?? 4} address` : `${fqdn} was asked for and does not exist`;
      this.#consider({ why, nearness: 2 });
      return this.#notFound();
    }
    const families = new Set(pod?.status.podIps.map((ip2) => ip2.family));
    const usable = (ip2) => Number(families.size > 0 && !families.has(ip2.family));
    const sorted = [...addresses].sort((a, b) => usable(a) - usable(b));
    return { kind: 'found', fqdn, addresses: sorted, source: source2, aliases: this.#aliases, ...base };
  }
  /** Remembers why there is nothing, by the candidate that came nearest. */
  #consider(reason) {
    if (!this.#nearest || reason.nearness > this.#nearest.nearness) this.#nearest = reason;
  }
  #notFound() {
    const why = this.#nearest?.why ?? `there is no ${this.question.name}`;
    return { kind: 'notFound', why, tried: this.#tried, assumed: this.#assumed };
  }
  #unknown(fqdn, why) {
    return { kind: 'unknown', fqdn, why, tried: this.#tried };
  }
  #isInside(name) {
    return name.endsWith(`.${this.#domain}`);
  }
  /**
   * A name that only the search list could have made whole: one label, `….svc`, `NAME.NAMESPACE` of a known namespace, or one below a
   * Service that there is.
   */
  #isShortName(name) {
    const labels = name.split('.');
    const last2 = labels.at(-1) ?? '';
    const { objects } = this.question;
    if (labels.length === 1 || last2 === 'svc' || this.#nearest?.nearness === 2) return true;
    return labels.length === 2 && objects.namespaces().some((namespace) => namespace.name === last2);
  }
};

// src/trace/walk/standIn.ts
var STAND_IN = parseIp('240.0.0.1');
function standInAddress() {
  if (STAND_IN === void 0) throw new Error('240.0.0.1 is an address');
  return STAND_IN;
}
function undecidedByAddress(walk) {
  for (const step of walk.steps) {
    const rules = step.nearMisses.filter(({ failed }) => failed.name === '--destination').map(({ rule }) => rule);
    if (step.rule !== void 0) rules.push(step.rule);
    const found = rules.find(namesForeignNetwork);
    if (found !== void 0) return `${found.table}:${found.chain}:${found.index} (${found.text})`;
  }
  return void 0;
}
function namesForeignNetwork(rule) {
  return rule.matches.some((match2) => match2.kind === 'destination' && !isLoopback(match2.value.address));
}

// src/trace/proxy/proxyOwner.ts
function proxyOwner({ uids, gids }) {
  const [uid] = uids;
  if (uid === void 0) return { kind: 'ordinary', knownNot: { uids: [], gids: [] } };
  const [gid] = gids;
  if (gid === void 0) return { kind: 'ordinary', uid, knownNot: { uids: [], gids: [] } };
  return { kind: 'user', uid, gid };
}

// src/trace/proxy/upstreamSource.ts
function upstreamSource({ listener, connection }, cluster, destination2) {
  const filter = listener.listenerFilters.find(({ kind }) => kind === 'original_src');
  const { ip: client } = connection.source;
  if (filter !== void 0 && client.family === destination2.family)
    return { source: client, mark: filter.mark ?? 0, transparent: true };
  const bound = cluster.bindSourceAddresses.map(parseIp).find((ip2) => ip2?.family === destination2.family);
  return { mark: 0, ...(bound === void 0 ? {} : { source: bound }) };
}

// src/trace/proxy/dial.ts
function dial2(context, visit, cluster, destination2, rest) {
  const { pod } = visit;
  if (destination2.kind === 'host' && destination2.host.address.kind === 'envoy_internal_address') {
    return internal(visit, destination2.host.address, rest);
  }
  const resolved = addressOf(context, visit, destination2);
  if (resolved.kind === 'end') return resolved;
  const standsFor = resolved.standsFor ?? (destination2.kind === 'address' ? visit.standsFor : void 0);
  return {
    kind: 'send',
    pod,
    by: 'proxy',
    owner: proxyOwner(visit.proxy),
    ...upstreamSource(visit, cluster, resolved.address.ip),
    destination: resolved.address,
    ...rest,
    ...(standsFor === void 0 ? {} : { standsFor }),
  };
}
function addressOf(context, { pod }, destination2) {
  if (destination2.kind === 'address') return { kind: 'address', address: destination2.address };
  if (destination2.kind === 'name') return byName2(context, pod.pod, destination2.host, destination2.port);
  const { address: address2, hostname } = destination2.host;
  switch (address2.kind) {
    case 'socket_address':
      if (address2.ip !== void 0) return { kind: 'address', address: { ip: address2.ip, port: address2.port } };
      return byName2(context, pod.pod, address2.host === '' ? hostname : address2.host, address2.port);
    case 'pipe':
      return {
        kind: 'end',
        verdict: indeterminate(`what listens on the Unix socket ${address2.path} of ${podLabel(pod)}`),
      };
    case 'envoy_internal_address':
      return { kind: 'end', verdict: indeterminate(`internal listener ${address2.serverListenerName}`) };
  }
}
function byName2(context, pod, name, port) {
  const { world, path, pins } = context;
  const literal2 = parseIp(name);
  if (literal2 !== void 0) return { kind: 'address', address: { ip: literal2, port } };
  const answer = resolveName({ objects: world.objects, records: world.dns, pod, name: `${name}.` });
  if (answer.kind === 'found' && answer.addresses[0] !== void 0) {
    path.add({
      kind: 'resolve',
      outcome: 'matched',
      summary: `the proxy resolves ${name} to ${answer.addresses[0].text}`,
    });
    return { kind: 'address', address: { ip: answer.addresses[0], port } };
  }
  if (answer.kind === 'notFound') {
    path.add({ kind: 'resolve', outcome: 'failed', summary: answer.why });
    return connectionEnded(context, 'NO_UPSTREAM', `The proxy can't resolve ${name}: ${answer.why}.`, 'unresolved');
  }
  if (pins.strict) return { kind: 'end', verdict: indeterminate(`the address of ${name}`) };
  path.assume('dns', `${name} resolves to an address that no pod, Service or listener has`);
  path.add({ kind: 'resolve', outcome: 'passed', summary: `the proxy resolves ${name}; its address is not known` });
  return { kind: 'address', address: { ip: standInAddress(), port }, standsFor: `${name}:${port}` };
}
function internal(visit, address2, rest) {
  const restored = parseSocketAddress(address2.endpointId);
  return {
    kind: 'internal',
    pod: visit.pod,
    listener: address2.serverListenerName,
    endpointId: address2.endpointId,
    source: visit.connection.source,
    filterState: visit.filterState,
    ...rest,
    ...(restored === void 0 ? {} : { originalDestination: restored }),
  };
}

// src/trace/proxy/metadataOfPod.ts
var LABEL = 'security.istio.io/tlsMode';
function metadataOfPod({ world, path }, cluster, host) {
  const keys = new Set(cluster.transportSocketMatches.flatMap(({ match: match2 }) => Object.keys(match2)));
  if (host.metadata !== void 0 || keys.size !== 1 || !keys.has('tlsMode')) return host;
  if (host.address.kind !== 'socket_address' || host.address.ip === void 0) return host;
  const node = world.podByIp(host.address.ip, host.address.port);
  if (node?.pod === void 0) return host;
  const tlsMode = node.pod.meta.labels.get(LABEL) ?? 'disabled';
  const told2 = tlsMode === 'disabled' ? 'none' : `tlsMode ${tlsMode}`;
  path.assume('tls', `the endpoint ${podLabel(node)} has the metadata of its label ${LABEL}: ${told2}`);
  return { ...host, metadata: tlsMode === 'disabled' ? {} : { 'envoy.transport_socket_match': { tlsMode } } };
}

// src/envoy/cluster/closedBreaker.ts
function closedBreaker({ circuitBreakers }, priority, kind) {
  const thresholds = circuitBreakers.find((one) => one.priority === priority);
  if (thresholds === void 0) return void 0;
  const { at: at2, maxConnections, maxPendingRequests, maxRequests } = thresholds;
  if (kind === 'tcp' && maxConnections === 0) return { at: at2, limit: 'max_connections', failure: 'overflow' };
  if (maxPendingRequests === 0) return { at: at2, limit: 'max_pending_requests', failure: 'pending_overflow' };
  if (kind === 'http' && maxRequests === 0) return { at: at2, limit: 'max_requests', failure: 'overflow' };
  return void 0;
}

// src/trace/proxy/stopsAtBreaker.ts
function stopsAtBreaker({ path }, { proxy }, { passed, priority, fail }, cluster) {
  const breaker = closedBreaker(cluster, priority, passed.kind);
  if (breaker === void 0) return void 0;
  const why = `cluster ${cluster.name} lets nothing through: ${breaker.limit} of its circuit breaker is 0`;
  const evidence = jsonEvidence(proxy, breaker.at);
  path.add({ kind: 'cluster', outcome: 'failed', subject: cluster.name, summary: why, evidence });
  return fail('NO_UPSTREAM', breaker.failure, `${why.replace('cluster', 'Cluster')}.`);
}

// src/trace/proxy/unmodelled.ts
function unmodelled({ path, pins }, { proxy }, kind, what, node) {
  for (const field3 of node.unsupported) {
    const name = `${field3} of ${what}`;
    const assumed = (pins.assume.get(field3) ?? pins.assume.get('*')) === 'pass';
    if (assumed) path.assume('filter', `${name} changes nothing about the outcome`);
    path.add({
      kind,
      outcome: assumed ? 'passed' : 'opaque',
      summary: `${name} is not modelled`,
      evidence: jsonEvidence(proxy, node.at),
      ...(assumed ? {} : { unknown: name }),
    });
  }
}

// src/trace/proxy/upstreamFilters.ts
function upstreamFilters(context, visit, upstream, cluster) {
  const http2 = upstream.passed.kind === 'http' ? cluster.httpFilters : [];
  for (const filter of http2) {
    if (classifyHttpFilter(filter).kind === 'harmless' || isHarmlessFilter(filter)) continue;
    const ended = opaqueFilter(context, visit, 'http_filter', filter);
    if (ended !== void 0) return ended;
  }
  for (const filter of cluster.filters) {
    if (isHarmlessFilter(filter) || opaqueFilter(context, visit, 'network_filter', filter) === void 0) continue;
    const sentence = `${filter.name} ends the connection to ${cluster.name}, as assumed.`;
    return upstream.fail('DENIED', 'connection_termination', sentence);
  }
  return void 0;
}

// src/trace/proxy/toHost.ts
function toHost(context, visit, upstream, cluster, destination2) {
  const { path, journey } = context;
  const stopped2 = stopsAtBreaker(context, visit, upstream, cluster);
  if (stopped2 !== void 0) return stopped2;
  const host = destination2.kind === 'host' ? metadataOfPod(context, cluster, destination2.host) : void 0;
  const chosen = matchTransportSocket(cluster, host);
  const socket2 = innermost(chosen.value);
  if (chosen.value === void 0 || socket2?.kind === 'unsupported') {
    const unknown = chosen.unknown ?? `transport socket of ${cluster.name}`;
    path.add(
      decisionStep(
        visit.proxy,
        'transport_socket',
        { ...chosen, truth: 'unknown', unknown },
        `transport socket towards ${cluster.name}: not known`,
      ),
    );
    return { kind: 'end', verdict: indeterminate(unknown) };
  }
  if (socket2?.kind === 'tls') unmodelled(context, visit, 'transport_socket', `TLS towards ${cluster.name}`, socket2);
  const content = host === void 0 || upstream.withHost === void 0 ? upstream.content : upstream.withHost(host);
  const denied = upstreamFilters(context, visit, upstream, cluster);
  if (denied !== void 0) return denied;
  const speaks = spoken(cluster, content);
  if (speaks === void 0)
    return { kind: 'end', verdict: indeterminate(`the protocol towards ${cluster.name} is negotiated (auto_config)`) };
  const wire =
    socket2?.kind === 'tls'
      ? overTls(context, visit, upstream, { socket: socket2, cluster, host }, speaks)
      : { content: speaks };
  const summary = socket2?.kind === 'tls' ? tlsSummary(wire.content) : `plaintext to ${cluster.name}`;
  path.add(
    decisionStep(
      visit.proxy,
      'transport_socket',
      chosen,
      summary,
      socket2?.kind === 'tls' ? helloOf(wire.content) : {},
    ),
  );
  journey.proxies.push({ ...upstream.passed, pod: `${visit.pod.namespace}/${visit.pod.name}` });
  const origin = { pod: visit.pod, ...('verifies' in wire ? { verifies: wire.verifies } : {}) };
  const { filterState } = upstream.context;
  return dial2(context, { ...visit, filterState }, cluster, destination2, { content: wire.content, origin });
}
function innermost(socket2) {
  return socket2?.kind === 'internal_upstream' ? innermost(socket2.inner) : socket2;
}
function spoken(cluster, content) {
  const { http: http2 } = content;
  if (http2 === void 0 || content.tls !== void 0) return content;
  const protocol2 = upstreamProtocol(cluster, http2.protocol);
  if (protocol2 === 'unknown' || protocol2 === 'HTTP/3') return void 0;
  return { firstBytes: protocol2 === 'HTTP/2' ? 'h2c' : 'http/1.1', http: { ...http2, protocol: protocol2 } };
}
function overTls({ world }, { pod }, upstream, { socket: socket2, cluster, host }, content) {
  const { http: http2 } = content;
  const alpnOverride = http2 === void 0 ? void 0 : upstream.alpnOverride?.(http2.protocol);
  const authority =
    http2 === void 0 || cluster.autoSni === void 0 ? void 0 : requestedName(http2, cluster.autoSni.header);
  const hello = upstreamClientHello(socket2, {
    ...(alpnOverride === void 0 ? {} : { alpnOverride }),
    ...(cluster.autoSni === void 0 ? {} : { autoSni: cluster.autoSni }),
    ...(authority === void 0 ? {} : { authority }),
    ...(host === void 0 ? {} : { hostname: host.hostname }),
    ...(http2 === void 0 ? {} : { protocol: http2.protocol }),
  });
  const certificate2 = socket2.presentsCertificate ? podIdentityOf(world, pod) : void 0;
  return {
    content: encrypted(content, { ...hello, ...(certificate2 === void 0 ? {} : { certificate: certificate2 }) }),
    verifies: { socket: socket2, names: cluster.autoSanValidation && hello.sni !== '' ? [hello.sni] : [] },
  };
}
function requestedName({ authority, headers }, header) {
  if (header === '' || header === ':authority' || header === 'host') return authority;
  return headers.find(({ name }) => name === header.toLowerCase())?.value ?? authority;
}
function tlsSummary({ tls }) {
  const sni = tls?.sni === void 0 || tls.sni === '' ? 'no SNI' : `SNI ${tls.sni}`;
  const alpn = tls === void 0 || tls.alpn.length === 0 ? 'no ALPN' : `ALPN ${tls.alpn.join(', ')}`;
  const as = tls?.certificate?.uriSans[0];
  return `TLS, ${sni}, ${alpn}${as === void 0 ? '' : `, as ${as}`}`;
}
function helloOf({ tls }) {
  if (tls === void 0) return {};
  const as = tls.certificate?.uriSans[0];
  return { tls: { sni: tls.sni, alpn: tls.alpn, ...(as === void 0 ? {} : { as }) } };
}

// src/trace/proxy/toCluster.ts
function toCluster(context, visit, upstream) {
  const { path } = context;
  const { proxy } = visit;
  const found = proxy.config.cluster(upstream.clusterName);
  if (found.kind === 'section_missing') {
    const unknown = `cluster ${upstream.clusterName}: the dump has no clusters`;
    path.add({ kind: 'cluster', outcome: 'unknown', summary: unknown, unknown });
    return { kind: 'end', verdict: indeterminate(unknown) };
  }
  if (found.kind === 'ambiguous') {
    const unknown = `which cluster ${upstream.clusterName} is meant: ${found.notes.join(', ')}`;
    path.add({ kind: 'cluster', outcome: 'unknown', summary: unknown, unknown });
    return { kind: 'end', verdict: indeterminate(unknown) };
  }
  if (found.kind !== 'found') {
    const why = found.kind === 'absent' ? 'is not in the dump' : `is ${found.state}, not active`;
    const evidence = found.kind === 'absent' ? [] : jsonEvidence(proxy, found.at);
    const skipped = found.kind === 'absent' ? nearClusters(proxy.config, upstream.clusterName) : [];
    path.add({
      kind: 'cluster',
      outcome: 'no_match',
      summary: `cluster ${upstream.clusterName} ${why}`,
      evidence,
      skipped,
    });
    return upstream.fail('NO_UPSTREAM', 'cluster_not_found', `Cluster ${upstream.clusterName} ${why}.`);
  }
  const cluster = found.value;
  path.add({
    kind: 'cluster',
    outcome: 'matched',
    subject: cluster.name,
    summary: `cluster ${cluster.name} (${cluster.type.kind})`,
    evidence: jsonEvidence(proxy, cluster.at),
    notes: found.notes,
  });
  return inCluster(context, visit, upstream, cluster);
}
function inCluster(context, visit, upstream, cluster) {
  const { path, choose: choose2 } = context;
  const { proxy } = visit;
  path.uses(...destinationInputs(cluster));
  const hosts = hostsOf(proxy.config, cluster, upstream.context);
  if (hosts.truth === 'unknown') {
    path.add(decisionStep(proxy, 'endpoint', hosts, hosts.unknown ?? `hosts of ${cluster.name}`));
    return { kind: 'end', verdict: indeterminate(hosts.unknown ?? `the hosts of ${cluster.name}`) };
  }
  if (hosts.value === void 0) return noHost(hosts);
  if (hosts.value.kind === 'original_dst') {
    const { address: address2, from } = hosts.value;
    const to = visit.standsFor ?? formatSocketAddress(address2);
    path.add(decisionStep(proxy, 'endpoint', hosts, `${to} (${from})`, { subject: to }));
    return toHost(context, visit, upstream, cluster, { kind: 'address', address: address2 });
  }
  if (hosts.value.kind === 'dynamic_forward_proxy') {
    const { host, port } = hosts.value;
    path.add(
      decisionStep(proxy, 'endpoint', hosts, `${host}:${port}, resolved by the proxy`, { subject: `${host}:${port}` }),
    );
    return toHost(context, visit, upstream, cluster, { kind: 'name', host, port });
  }
  return listed(hosts.value);
  function noHost(decision) {
    path.add(decisionStep(proxy, 'endpoint', decision, `cluster ${cluster.name} has no host`));
    return upstream.fail('NO_UPSTREAM', 'no_healthy_upstream', `Cluster ${cluster.name} has no host to send to.`);
  }
  function listed(set2) {
    const dropped =
      set2.kind === 'hosts' && upstream.passed.kind === 'http'
        ? dropOverload(set2.dropOverloads, cluster.name, choose2)
        : 'pass';
    if (dropped !== 'pass') {
      path.add({
        kind: 'endpoint',
        outcome: 'failed',
        summary: `${cluster.name} drops the request (drop_overloads)`,
        evidence: jsonEvidence(proxy, hosts.at ?? cluster.at),
      });
      return upstream.fail('NO_UPSTREAM', dropped, `Cluster ${cluster.name} drops the request.`);
    }
    const chosen = chooseHost(cluster, set2, upstream.context, choose2);
    if (chosen.truth === 'unknown') {
      path.add(decisionStep(proxy, 'endpoint', chosen, chosen.unknown ?? `host of ${cluster.name}`));
      return { kind: 'end', verdict: indeterminate(chosen.unknown ?? `the host of ${cluster.name}`) };
    }
    if (chosen.value === void 0) {
      path.add(decisionStep(proxy, 'endpoint', chosen, `no healthy host in ${cluster.name}`));
      return upstream.fail('NO_UPSTREAM', 'no_healthy_upstream', `Cluster ${cluster.name} has no healthy endpoint.`);
    }
    const host = chosen.value;
    path.add(
      decisionStep(proxy, 'endpoint', chosen, addressLabel(host.address), {
        subject: addressLabel(host.address),
        evidence: jsonEvidence(proxy, host.at, host.document),
      }),
    );
    return toHost(context, visit, upstream, memberOf(proxy, cluster, host.cluster), { kind: 'host', host });
  }
}
function memberOf({ config }, cluster, name) {
  const member = name === cluster.name ? void 0 : config.cluster(name);
  return member?.kind === 'found' ? member.value : cluster;
}

// src/trace/proxy/forward.ts
function forward2(context, http2, action, suppressEnvoyHeaders) {
  const { path, journey } = context;
  const { visit, input, route, routeConfig, virtualHost: virtualHost2, cluster, alpn } = http2;
  if (route === void 0 || routeConfig === void 0 || virtualHost2 === void 0)
    throw new Error('a route that forwards has a virtual host');
  const name = cluster?.name ?? '';
  const levels = {
    routeConfig,
    virtualHost: virtualHost2,
    route,
    ...(cluster?.weighted === void 0 ? {} : { weighted: cluster.weighted }),
  };
  const rewritten2 = finalizeRequestHeaders(action, levels, input, { suppressEnvoyHeaders });
  path.add({
    kind: 'upstream_request',
    outcome: rewritten2.effects.length > 0 ? 'rewritten' : 'passed',
    summary: `leaves as ${requestLine(rewritten2.request)}`,
    request: rewritten2.request,
    effects: rewritten2.effects,
    evidence: jsonEvidence(visit.proxy, action.at),
    notes: [
      ...(rewritten2.unknown === void 0 ? [] : [`not known: ${rewritten2.unknown}`]),
      ...(http2.delayMs > 0 ? [`after ${http2.delayMs} ms of injected delay`] : []),
      ...patienceNotes(action, virtualHost2, input),
    ],
  });
  if (http2.delayMs > 0) journey.flags.add('DI');
  const grpc = isGrpcRequest(input.request);
  const { version } = visit.proxy.config;
  const options = { grpc, tcp: false, ...(version === void 0 ? {} : { version }) };
  const failure = (kind, status = {}) => {
    const result2 = tryResultOf(kind);
    const retried =
      result2 !== void 0 && retryAttempts(retryPolicyOf(action, virtualHost2), result2, input.request).limitExceeded;
    const reply = failureReply(kind, { ...options, ...status, retried });
    return http2.delayMs > 0 ? { ...reply, flags: [`DI`, reply.flags].filter((flag) => flag !== '').join(',') } : reply;
  };
  const { config } = visit.proxy;
  const withHost = (host) => {
    const options2 = { suppressEnvoyHeaders, upstreamHostname: host.hostname };
    const final = finalizeRequestHeaders(action, levels, input, options2);
    if (final.request.authority !== rewritten2.request.authority) path.add(autoHostStep(visit, action, final));
    return contentOf(final.request);
  };
  const content = endsTunnel(input.request, action)
    ? { content: TUNNELLED }
    : { content: contentOf(rewritten2.request), withHost };
  return toCluster(context, visit, {
    clusterName: name,
    ...content,
    context: {
      connection: visit.connection,
      request: rewritten2.request,
      filterState: input.filterState,
      dynamicMetadata: input.dynamicMetadata,
      subsetCriteria: new Map([...action.metadataMatch, ...(cluster?.weighted?.metadataMatch ?? [])]),
      hashPolicies: action.hashPolicies,
      tls: visit.tls,
    },
    priority: action.priority,
    passed: { kind: 'http', grpc, failure },
    alpnOverride: (protocol2) => {
      const found = config.cluster(name);
      return found.kind === 'found' && alpn.length > 0 ? istioAlpn(alpn, found.value.metadata, protocol2) : void 0;
    },
    fail: (code, kind, sentence) => {
      const status = kind === 'cluster_not_found' ? { status: action.clusterNotFoundStatus } : {};
      const reply = failure(kind, status);
      path.add({ kind: 'reply', outcome: 'failed', summary: `${podLabel(visit.pod)} answers: ${replyLine(reply)}` });
      return replyEnded(code, sentence, reply, journey.proxies);
    },
  });
}
function autoHostStep(visit, action, final) {
  return {
    kind: 'upstream_request',
    outcome: 'rewritten',
    summary: `leaves as ${requestLine(final.request)}`,
    request: final.request,
    effects: final.effects,
    evidence: jsonEvidence(visit.proxy, action.at),
  };
}
var TUNNELLED = { firstBytes: 'unknown' };
function endsTunnel({ method }, { upgradeConfigs }) {
  return (
    method === 'CONNECT' &&
    upgradeConfigs.some(
      ({ upgradeType: upgradeType2, connectConfig }) => connectConfig && upgradeType2.toUpperCase() === 'CONNECT',
    )
  );
}
function contentOf(request2) {
  return { firstBytes: request2.protocol === 'HTTP/2' ? 'h2c' : 'http/1.1', http: request2 };
}

// src/trace/proxy/routerFilter.ts
function routerFilter(context, http2, router) {
  const { visit, route, virtualHost: virtualHost2, input, tlsRedirect } = http2;
  const { path } = context;
  if (tlsRedirect !== void 0)
    return answered(context, http2, tlsRedirect, `Virtual host ${virtualHost2?.name ?? ''} requires TLS`);
  if (route === void 0) {
    const reply = failureReply('route_not_found', { grpc: isGrpcRequest(input.request), tcp: false });
    return answered(
      context,
      http2,
      reply,
      `${podLabel(visit.pod)} has no route for ${input.request.authority ?? ''}${input.request.path}`,
      'NO_MATCH',
    );
  }
  const strict = checkStrictHeaders(router.strictCheckHeaders, input.request);
  if (strict.unknown !== void 0) return { kind: 'end', verdict: indeterminate(strict.unknown) };
  if (strict.reply !== void 0) return answered(context, http2, strict.reply, 'The router refuses a header');
  const { action } = route;
  switch (action.kind) {
    case 'route':
      return forward2(context, http2, action, router.suppressEnvoyHeaders);
    case 'redirect':
    case 'direct_response': {
      const { reply, unknown } = routeReply(action, route, input);
      if (unknown !== void 0) path.notSimulated(unknown);
      return answered(
        context,
        http2,
        reply,
        action.kind === 'redirect' ? 'The route redirects' : 'The route answers by itself',
      );
    }
    case 'non_forwarding_action':
    case 'filter_action': {
      const reply = failureReply('cluster_not_found', { grpc: isGrpcRequest(input.request), tcp: false });
      return answered(context, http2, reply, `Route ${route.name} forwards nowhere`, 'NO_UPSTREAM');
    }
    case 'unsupported': {
      const unknown = `route ${route.name}: ${action.field}`;
      path.add({ kind: 'route', outcome: 'unknown', summary: unknown, unknown });
      return { kind: 'end', verdict: indeterminate(unknown) };
    }
  }
}

// src/trace/proxy/httpFilters.ts
function httpFilters2(context, http2) {
  let current = http2;
  for (const filter of http2.hcm.httpFilters) {
    const effective = effectiveFilterConfig(filter, {
      weighted: current.cluster?.weighted,
      route: current.route,
      virtualHost: current.virtualHost,
      routeConfig: current.routeConfig,
    });
    if (effective.kind === 'disabled') {
      pass(context, current, filter, `${filter.name} is disabled`, effective.at);
      continue;
    }
    if (filter.config.kind === 'router') {
      unmodelled(context, current.visit, 'http_filter', filter.name, {
        at: filter.at,
        unsupported: filter.config.unsupported,
      });
      return routerFilter(context, current, filter.config);
    }
    const next = runFilter2(context, current, filter, effective);
    if (next.kind === 'end') return next;
    current = next.http;
  }
  return { kind: 'end', verdict: indeterminate(`the HTTP filters of ${http2.hcm.statPrefix} have no router`) };
}
function runFilter2(context, http2, filter, effective) {
  const { config } = effective;
  switch (config.kind) {
    case 'fault':
      return faultFilter(context, http2, filter, config.fault, effective.at);
    case 'rbac':
      return httpRbac(context, http2, filter, config.rbac, effective.at);
    case 'cors':
      return corsFilter(context, http2, filter);
    case 'ecds':
      return ecdsFilter(context, http2, filter, config.configName, (delivered) =>
        runFilter2(context, http2, delivered, { kind: 'own', at: delivered.at, config: delivered.config }),
      );
    case 'istio_alpn':
      pass(context, http2, filter, `${filter.name}: ALPN for the upstream by its protocol`, effective.at);
      return { kind: 'next', http: { ...http2, alpn: config.overrides } };
    case 'set_filter_state': {
      const set2 = setFilterState(config.values, http2.input);
      pass(context, http2, filter, `${filter.name} sets filter state`, effective.at);
      return { kind: 'next', http: { ...http2, input: { ...http2.input, filterState: set2.filterState } } };
    }
    case 'router':
    case 'unparsed':
      return unparsed2(context, http2, filter);
  }
}
function unparsed2(context, http2, filter) {
  const harmless = classifyHttpFilter(filter).kind === 'harmless' || isHarmlessFilter(filter);
  if (harmless) {
    pass(context, http2, filter, `${filter.name} changes nothing about the outcome`, filter.at);
    return { kind: 'next', http: http2 };
  }
  const ended = opaqueFilter(context, http2.visit, 'http_filter', filter);
  return ended?.kind === 'end' ? ended : { kind: 'next', http: http2 };
}
function pass({ path }, { visit }, filter, summary, at2) {
  path.add({
    kind: 'http_filter',
    outcome: 'passed',
    subject: filter.name,
    summary,
    evidence: jsonEvidence(visit.proxy, at2 === '' ? filter.at : at2),
  });
}

// src/trace/proxy/routeRequest.ts
function routeRequest(context, http2) {
  const found = findRouteConfig(context, http2);
  if (found.kind === 'end') return found;
  if (found.routeConfig === void 0) return httpFilters2(context, http2);
  return inRouteConfig(context, { ...http2, routeConfig: found.routeConfig }, found.routeConfig);
}
function inRouteConfig(context, http2, routeConfig) {
  const { path } = context;
  const { proxy } = http2.visit;
  unmodelled(context, http2.visit, 'route_config', `route configuration ${routeConfig.name}`, routeConfig);
  if (routeConfig.vhostHeader !== void 0) path.uses(headerInput(routeConfig.vhostHeader));
  const decision = matchVirtualHost(routeConfig, http2.input);
  const virtualHost2 = decision.value;
  path.add(
    decisionStep(
      proxy,
      'virtual_host',
      decision,
      virtualHost2 === void 0
        ? `no virtual host of ${routeConfig.name} has the host`
        : `virtual host ${virtualHost2.name}`,
      { subject: virtualHost2?.name ?? '' },
    ),
  );
  if (decision.truth === 'unknown')
    return { kind: 'end', verdict: indeterminate(decision.unknown ?? 'the virtual host') };
  if (virtualHost2 === void 0) return httpFilters2(context, http2);
  unmodelled(context, http2.visit, 'virtual_host', `virtual host ${virtualHost2.name}`, virtualHost2);
  const tls = requireTls(virtualHost2, http2.input);
  if (tls.kind === 'unknown') return { kind: 'end', verdict: indeterminate(tls.unknown) };
  const inHost = { ...http2, virtualHost: virtualHost2 };
  if (tls.kind === 'redirect') {
    const redirect2 = { action: { kind: 'non_forwarding_action', at: virtualHost2.at } };
    const refused2 = upgradeRefused(context, http2, redirect2);
    return refused2 ?? httpFilters2(context, { ...inHost, tlsRedirect: tls.reply });
  }
  return tls.kind === 'no_route'
    ? httpFilters2(context, inHost)
    : inVirtualHost(context, inHost, routeConfig, virtualHost2);
}
function inVirtualHost(context, http2, routeConfig, virtualHost2) {
  const { path, choose: choose2 } = context;
  const { proxy } = http2.visit;
  const decision = matchRoute(virtualHost2, http2.input, routeConfig, choose2);
  const route = decision.value;
  const label =
    route === void 0
      ? `no route of ${virtualHost2.name} matches`
      : routeLabel(route, virtualHost2.routes.indexOf(route));
  path.add(decisionStep(proxy, 'route', decision, label, { subject: route?.name ?? '' }));
  if (decision.truth === 'unknown')
    return { kind: 'end', verdict: indeterminate(decision.unknown ?? `the route in ${virtualHost2.name}`) };
  if (route === void 0) return httpFilters2(context, http2);
  unmodelled(context, http2.visit, 'route', label, route);
  if (route.action.kind === 'route') unmodelled(context, http2.visit, 'route', label, route.action);
  const refused2 = upgradeRefused(context, http2, route);
  if (refused2 !== void 0) return refused2;
  const decorated = http2.hcm.tracing
    ? decorateRequest(
        http2.input.request,
        route,
        http2.visit.listener.trafficDirection === 'OUTBOUND' ? 'EGRESS' : 'INGRESS',
      )
    : void 0;
  const input = {
    ...http2.input,
    ignorePathParameters: routeConfig.ignorePathParametersInPathMatching,
    ...(decorated === void 0 ? {} : { request: decorated.request }),
  };
  const routed = { ...http2, route, input };
  if (route.action.kind !== 'route') return httpFilters2(context, routed);
  path.uses(...clusterInputs(route.action.cluster));
  const chosen = chooseCluster(route.action, input, choose2);
  if (chosen.value === void 0) {
    path.add(decisionStep(proxy, 'cluster', chosen, 'cluster not known'));
    return { kind: 'end', verdict: indeterminate(chosen.unknown ?? 'the cluster of a route') };
  }
  if (chosen.value.weighted !== void 0)
    path.add(decisionStep(proxy, 'route', chosen, `by weight: ${chosen.value.name}`, { subject: route.name }));
  return httpFilters2(context, { ...routed, cluster: chosen.value });
}
function upgradeRefused(context, http2, route) {
  const refused2 = checkUpgrade(http2.input.request, http2.hcm, route);
  if (refused2 === void 0) return void 0;
  return answered(context, http2, refused2, `${podLabel(http2.visit.pod)} allows no such upgrade`);
}

// src/trace/proxy/connectionManager.ts
function connectionManager2(context, visit, hcm) {
  const { path } = context;
  const { content, proxy } = visit;
  path.add({
    kind: 'network_filter',
    outcome: 'matched',
    summary: `HTTP connection manager ${hcm.statPrefix}`,
    evidence: jsonEvidence(proxy, hcm.at),
  });
  const { http: http2 } = content;
  path.uses('protocol');
  if (http2 === void 0 || content.tls !== void 0) return noHttp(context, visit, hcm);
  const { version } = proxy.config;
  const result2 = normalizeRequest(hcm, visit.connection, http2, version, {
    tls: visit.tls,
    ...(visit.peer === void 0 ? {} : { peer: visit.peer }),
  });
  path.add({
    kind: 'http_request',
    outcome:
      result2.reply === void 0
        ? result2.unknown === void 0
          ? result2.effects.length > 0
            ? 'rewritten'
            : 'passed'
          : 'unknown'
        : 'answered',
    summary: requestLine(result2.request),
    effects: result2.effects,
    ...(result2.unknown === void 0 ? {} : { unknown: result2.unknown }),
  });
  if (result2.unknown !== void 0) return { kind: 'end', verdict: indeterminate(result2.unknown) };
  if (result2.reply !== void 0)
    return answered(context, { hcm, delayMs: 0 }, result2.reply, `${podLabel(visit.pod)} answers before routing`);
  unmodelled(context, visit, 'http_request', `HTTP connection manager ${hcm.statPrefix}`, hcm);
  return routeRequest(context, {
    visit,
    hcm,
    alpn: [],
    delayMs: 0,
    input: {
      request: result2.request,
      connection: visit.connection,
      tls: visit.tls,
      remoteIp: result2.remoteIp,
      internal: result2.internal,
      dynamicMetadata: /* @__PURE__ */ new Map(),
      filterState: new Map([...visit.filterState, ...result2.filterState]),
      runtime: /* @__PURE__ */ new Map(),
      ...(visit.peer === void 0 ? {} : { peer: visit.peer }),
      ...(version === void 0 ? {} : { version }),
    },
  });
}
function noHttp(context, visit, hcm) {
  const { path, journey } = context;
  if (visit.content.firstBytes === 'none' || visit.content.firstBytes === 'unknown') {
    const unknown = `what the client sends first to the HTTP connection manager ${hcm.statPrefix}`;
    path.add({ kind: 'http_request', outcome: 'unknown', summary: unknown, unknown });
    return { kind: 'end', verdict: indeterminate(unknown) };
  }
  const reply = failureReply('codec_error', { grpc: false, tcp: false });
  path.add({
    kind: 'http_request',
    outcome: 'answered',
    summary: `the codec refuses ${visit.content.firstBytes === 'tls' ? 'TLS' : 'bytes that are no HTTP'}`,
  });
  const sentence = `${podLabel(visit.pod)} expects HTTP there and gets something else.`;
  return replyEnded('ANSWERED_BY_PROXY', sentence, reply, journey.proxies);
}
function requestLine({ method, scheme, authority, path, protocol: protocol2 }) {
  return `${method} ${scheme}://${authority ?? ''}${path} ${protocol2}`;
}

// src/trace/proxy/keepPrincipals.ts
function keepPrincipals({ path, world }, visit, filter) {
  const own3 = visit.tls ? podIdentityOf(world, visit.pod) : void 0;
  const kept = [
    [PEER_PRINCIPAL, spiffeName(visit.peer?.uriSans ?? [])],
    [LOCAL_PRINCIPAL, spiffeName(own3?.uriSans ?? [])],
  ].flatMap(([key, name]) => (name === void 0 ? [] : [[key, name]]));
  path.add({
    kind: 'network_filter',
    outcome: 'passed',
    subject: filter.name,
    summary: kept.length === 0 ? `${filter.name} keeps no principals` : `${filter.name} keeps the principals`,
    evidence: jsonEvidence(visit.proxy, filter.at),
    effects: kept.map(([key, to]) => ({ what: `filter state ${key}`, to, at: filter.at })),
  });
  return kept.length === 0 ? visit : { ...visit, filterState: new Map([...visit.filterState, ...kept]) };
}

// src/envoy/network/networkContext.ts
var NO_REQUEST = { method: '', scheme: '', path: '', headers: [], protocol: 'HTTP/1.1' };
function networkContext(connection, tls, peer, version) {
  return {
    request: NO_REQUEST,
    connection,
    tls,
    ...(peer === void 0 ? {} : { peer }),
    remoteIp: connection.source.ip,
    internal: false,
    dynamicMetadata: /* @__PURE__ */ new Map(),
    filterState: connection.filterState,
    ...(version === void 0 ? {} : { version }),
    runtime: /* @__PURE__ */ new Map(),
  };
}

// src/trace/proxy/networkRbac.ts
function networkRbac(context, visit, filter, rbac) {
  const { path } = context;
  const { proxy, pod, connection, tls, peer } = visit;
  if (rbac.matcher === void 0 && rbac.rules === void 0) {
    path.add({
      kind: 'network_filter',
      outcome: 'passed',
      subject: filter.name,
      summary: `${filter.name} has no rules to enforce`,
    });
    return void 0;
  }
  unmodelled(context, visit, 'network_filter', filter.name, rbac);
  const input = { ...networkContext(connection, tls, peer), filterState: visit.filterState };
  const decision =
    rbac.matcher === void 0
      ? evaluateRbac(rbac.rules ?? { at: rbac.at, action: 'ALLOW', policies: [] }, input)
      : evaluateRbacMatcher(rbac.matcher, input);
  if (decision.value === void 0) {
    path.add(decisionStep(proxy, 'network_filter', decision, `${filter.name}: not known`));
    return { kind: 'end', verdict: indeterminate(decision.unknown ?? `authorization by ${filter.name}`) };
  }
  const { allowed, policy = 'none' } = decision.value;
  const outcome = allowed ? 'passed' : 'denied';
  path.add(
    decisionStep(
      proxy,
      'network_filter',
      decision,
      `${filter.name} ${allowed ? 'allows' : 'denies'}, policy ${policy}`,
      { subject: filter.name, outcome },
    ),
  );
  if (allowed) return void 0;
  const details = `rbac_access_denied_matched_policy[${policy}]`.replaceAll(' ', '_');
  const sentence = `${podLabel(pod)} denies the connection: policy ${policy}.`;
  return connectionClosed(context, 'DENIED', sentence, { end: 'closed', details });
}

// src/trace/proxy/connectionText.ts
function connectionText(format, { connection, peer, content }) {
  return format.replace(/%([A-Z_]+)(?:\(([^)]*)\))?%/g, (operator, name, argument) => {
    switch (name) {
      case 'DOWNSTREAM_LOCAL_ADDRESS':
        return formatSocketAddress(connection.local);
      case 'DOWNSTREAM_REMOTE_ADDRESS':
        return formatSocketAddress(connection.source);
      case 'DOWNSTREAM_PEER_URI_SAN':
        return peer?.uriSans.join(',') ?? '';
      case 'REQUESTED_SERVER_NAME':
        return connection.serverName;
      case 'REQ':
        return requestHeader2(content, argument) ?? operator;
      default:
        return operator;
    }
  });
}
function requestHeader2({ http: http2 }, name) {
  if (http2 === void 0 || name === void 0) return void 0;
  const wanted = name.toLowerCase();
  if (wanted === ':authority' || wanted === 'host') return http2.authority ?? '';
  if (wanted === ':path') return http2.path;
  if (wanted === ':method') return http2.method;
  return http2.headers.find((header) => header.name === wanted)?.value ?? '';
}

// src/trace/proxy/setFilterState.ts
function setFilterState2({ path }, visit, filter, values) {
  const set2 = values.map(({ objectKey, format }) => [objectKey, connectionText(format, visit)]);
  path.add({
    kind: 'network_filter',
    outcome: 'passed',
    subject: filter.name,
    summary: `${filter.name} sets ${set2.map(([key]) => key).join(', ')}`,
    evidence: jsonEvidence(visit.proxy, filter.at),
    effects: set2.map(([what, to]) => ({ what: `filter state ${what}`, to, at: filter.at })),
  });
  return { ...visit, filterState: new Map([...visit.filterState, ...set2]) };
}

// src/envoy/network/chooseTcpProxyCluster.ts
var CLUSTER_KEY = 'envoy.tcp_proxy.cluster';
function chooseTcpProxyCluster(proxy, filterState, choose2) {
  if (proxy.unsupported.length > 0) {
    const unknown = `tcp_proxy ${proxy.statPrefix}: ${proxy.unsupported.join(', ')}`;
    return { truth: 'unknown', at: proxy.at, because: [], skipped: [], unknown };
  }
  if (proxy.weightedClusters.some(({ weight }) => weight > 0)) {
    const { value, label } = choose2(weights(proxy));
    const because2 = [{ name: 'weighted_clusters', expected: shares(proxy), got: label, truth: 'yes' }];
    return { truth: 'yes', value, at: value.at, because: because2, skipped: [] };
  }
  const fromState = filterState.get(CLUSTER_KEY);
  const name = fromState ?? proxy.cluster;
  if (name === void 0 || isUnknownValue(name)) {
    const unknown = name === void 0 ? 'tcp_proxy names no cluster' : `filter state ${CLUSTER_KEY}`;
    return { truth: 'unknown', at: proxy.at, because: [], skipped: [], unknown };
  }
  const because = [{ name: fromState === void 0 ? 'cluster' : CLUSTER_KEY, expected: name, got: name, truth: 'yes' }];
  return {
    truth: 'yes',
    value: { name, at: proxy.at, metadataMatch: proxy.metadataMatch },
    at: proxy.at,
    because,
    skipped: [],
  };
}
function weights(proxy) {
  const weighted = proxy.weightedClusters.filter(({ weight }) => weight > 0);
  const total = weighted.reduce((sum2, { weight }) => sum2 + weight, 0);
  const labels = uniqueLabels(weighted.map(({ name }) => name));
  return {
    name: 'weighted_clusters',
    about: `cluster of tcp_proxy ${proxy.statPrefix}`,
    modulus: total,
    branches: weighted.map(({ name, at: at2, weight, metadataMatch }, index2) => ({
      label: labels[index2] ?? name,
      probability: weight / total,
      weight,
      value: { name, at: at2, metadataMatch: new Map([...proxy.metadataMatch, ...metadataMatch]) },
    })),
  };
}
function shares({ weightedClusters }) {
  return weightedClusters.map(({ name, weight }) => `${name} ${weight}`).join(', ');
}

// src/trace/proxy/tcpProxy.ts
function tcpProxy(context, visit, proxy) {
  const { path, choose: choose2, journey } = context;
  const chosen = chooseTcpProxyCluster(proxy, visit.filterState, choose2);
  if (chosen.value === void 0) {
    path.add(decisionStep(visit.proxy, 'network_filter', chosen, 'tcp_proxy: cluster not known'));
    return { kind: 'end', verdict: indeterminate(chosen.unknown ?? 'the cluster of a tcp_proxy') };
  }
  const { name } = chosen.value;
  path.add(decisionStep(visit.proxy, 'network_filter', chosen, `tcp_proxy to ${name}`, { subject: name }));
  if (proxy.tunneling !== void 0) {
    return {
      kind: 'end',
      verdict: indeterminate(`tcp_proxy ${proxy.statPrefix} tunnels by HTTP CONNECT (HBONE), which is not simulated`),
    };
  }
  const failure = (kind) => failureReply(kind, { grpc: false, tcp: true, ...versionOf(visit) });
  return toCluster(context, visit, {
    clusterName: name,
    content: visit.content,
    context: {
      connection: visit.connection,
      filterState: visit.filterState,
      dynamicMetadata: /* @__PURE__ */ new Map(),
      subsetCriteria: chosen.value.metadataMatch,
      hashPolicies: [],
      tls: visit.tls,
    },
    priority: 'DEFAULT',
    passed: { kind: 'tcp', grpc: false, failure },
    fail: (code, kind, sentence) => replyEnded(code, sentence, failure(kind), journey.proxies),
  });
}
function versionOf({ proxy }) {
  const { version } = proxy.config;
  return version === void 0 ? {} : { version };
}

// src/trace/proxy/networkFilters.ts
function networkFilters(context, visit) {
  let current = visit;
  for (const filter of visit.chain.filters) {
    const { config } = filter;
    switch (config.kind) {
      case 'http_connection_manager':
        return connectionManager2(context, current, config);
      case 'tcp_proxy':
        return tcpProxy(context, current, config);
      case 'rbac': {
        const denied = networkRbac(context, current, filter, config.rbac);
        if (denied !== void 0) return denied;
        break;
      }
      case 'set_filter_state':
        current = setFilterState2(context, current, filter, config.values);
        break;
      case 'sni_cluster':
        current = withSniCluster(current);
        pass2(context, current, filter, sniClusterSummary(current));
        break;
      case 'unparsed': {
        if (isPrincipalFilter(filter)) {
          current = keepPrincipals(context, current, filter);
          break;
        }
        const ended = unparsed3(context, current, filter);
        if (ended !== void 0) return ended;
      }
    }
  }
  return {
    kind: 'end',
    verdict: indeterminate(`a filter chain of ${listenerLabel(visit.listener)} has no filter that ends it`),
  };
}
function withSniCluster(visit) {
  const { serverName } = visit.connection;
  if (serverName === '') return visit;
  return { ...visit, filterState: new Map([...visit.filterState, ['envoy.tcp_proxy.cluster', serverName]]) };
}
function sniClusterSummary({ connection: { serverName } }) {
  return serverName === '' ? 'no SNI: the cluster stays' : `cluster by SNI: ${serverName}`;
}
function unparsed3(context, visit, filter) {
  if (isHarmlessFilter(filter)) {
    pass2(context, visit, filter, `${filter.name} changes nothing`);
    return void 0;
  }
  return opaqueFilter(context, visit, 'network_filter', filter);
}
function pass2({ path }, { proxy }, filter, summary) {
  path.add({
    kind: 'network_filter',
    outcome: 'passed',
    subject: filter.name,
    summary,
    evidence: jsonEvidence(proxy, filter.at),
  });
}

// src/trace/proxy/tlsRefused.ts
function tlsRefused(context, { proxy }, chain, { reason, because }) {
  context.path.add({
    kind: 'tls',
    outcome: 'denied',
    summary: `TLS handshake fails: ${reason}`,
    because,
    evidence: jsonEvidence(proxy, chain.transportSocket.at),
  });
  const sentence = `${chainName(chain)} refuses the connection: ${reason}.`;
  return connectionClosed(context, 'DENIED', sentence, { end: 'reset', details: reason, noticed: 'tls_error' });
}

// src/trace/proxy/onListener.ts
function onListener(context, visit) {
  const { path, journey } = context;
  const { proxy, listener, connection, pod } = visit;
  unmodelled(context, visit, 'listener', `listener ${listenerLabel(listener)}`, listener);
  const decision = matchFilterChain(listener, connection);
  const chain = decision.value;
  if (decision.truth === 'unknown') {
    path.add(decisionStep(proxy, 'filter_chain', decision, `filter chain of ${listenerLabel(listener)}: not known`));
    return {
      kind: 'end',
      verdict: indeterminate(decision.unknown ?? `the filter chain of ${listenerLabel(listener)}`),
    };
  }
  if (chain === void 0) {
    path.add(decisionStep(proxy, 'filter_chain', decision, `no filter chain of ${listenerLabel(listener)} matches`));
    const reply = failureReply('no_filter_chain', { grpc: false, tcp: true });
    const code = meshTransportWouldMatch(visit.listener, connection) ? 'DENIED' : 'NO_MATCH';
    const why = code === 'DENIED' ? `${podLabel(pod)} takes only the mesh's TLS there` : 'the connection is closed';
    return replyEnded(code, `No filter chain of ${listenerLabel(listener)} matches: ${why}.`, reply, journey.proxies);
  }
  path.add(
    decisionStep(proxy, 'filter_chain', decision, `${chainName(chain)} of ${listenerLabel(listener)}`, {
      subject: chain.name,
    }),
  );
  return handshake2(context, visit, chain);
}
function handshake2(context, visit, chain) {
  const { path } = context;
  const { connection, content } = visit;
  const result2 = terminateTls(chain, connection);
  const base = { ...visit, chain, filterState: connection.filterState };
  switch (result2.kind) {
    case 'raw':
      return networkFilters(context, { ...base, tls: false });
    case 'unknown':
      path.add({ kind: 'tls', outcome: 'unknown', summary: result2.unknown, unknown: result2.unknown });
      return { kind: 'end', verdict: indeterminate(result2.unknown) };
    case 'failed':
      return tlsRefused(context, visit, chain, result2);
    case 'terminated': {
      const refused2 = checkServerName(context, visit);
      if (refused2 !== void 0) return refused2;
      const peer = result2.peer?.uriSans[0] ?? 'a client without certificate';
      const { transportSocket: socket2 } = chain;
      const negotiated =
        socket2.kind === 'tls' ? negotiateAlpn(socket2.alpnProtocols, content.tls?.alpn ?? []) : void 0;
      path.add({
        kind: 'tls',
        outcome: 'matched',
        summary: `TLS ends here, from ${peer}${negotiated === void 0 ? '' : `, ALPN ${negotiated}`}`,
        because: result2.because,
      });
      return networkFilters(context, {
        ...base,
        tls: true,
        content: decrypted(content, negotiated),
        ...(result2.peer === void 0 ? {} : { peer: result2.peer }),
      });
    }
  }
}

// src/trace/proxy/acceptAtProxy.ts
function acceptAtProxy(context, state, proxy, accepting, because) {
  const { path, journey } = context;
  const { pod, content, source: source2 } = state;
  path.enter(podLabel(pod), stageOf(pod, accepting));
  path.add({
    kind: 'listener',
    outcome: 'matched',
    subject: accepting.name,
    summary: `listener ${listenerLabel(accepting)} accepts at ${formatSocketAddress(state.listener ?? state.local)}`,
    because,
    evidence: jsonEvidence(proxy, accepting.at),
    notes: listenerNotes(proxy.config, accepting, state.listener ?? state.local),
  });
  const place = `listener ${listenerLabel(accepting)} of ${podLabel(pod)} for ${formatSocketAddress(state.originalDestination)}`;
  if (meetsAgain(journey, place, content)) {
    return endless(`The connection meets listener ${listenerLabel(accepting)} of ${podLabel(pod)} again.`);
  }
  const connection = {
    accepted: state.local,
    ...(state.untracked === true ? {} : { originalDestination: state.originalDestination }),
    source: source2,
    firstBytes: inspectedBytes(content.firstBytes, context.pins),
    filterState: /* @__PURE__ */ new Map(),
    ...(content.tls === void 0 ? {} : { tls: content.tls }),
    ...(content.proxyHeader === void 0 ? {} : { proxyHeader: content.proxyHeader }),
  };
  const first = runListenerFilters(accepting, connection);
  addFilterSteps(context, proxy, accepting, first);
  if (first.end !== 'continue') return filtersEnd(context, accepting, first);
  const handed = handOff(proxy.config, accepting, first.connection);
  if (handed.truth === 'unknown') {
    const unknown = handed.unknown ?? `the listener that ${listenerLabel(accepting)} hands the connection to`;
    path.add(decisionStep(proxy, 'listener', handed, unknown));
    return { kind: 'end', verdict: indeterminate(unknown) };
  }
  const listener = handed.value ?? accepting;
  if (accepting.useOriginalDst)
    path.add(
      decisionStep(
        proxy,
        'listener',
        handed,
        listener === accepting
          ? `stays on ${listenerLabel(accepting)}`
          : `handed to listener ${listenerLabel(listener)}`,
        {
          subject: listener.name,
          notes: listener === accepting ? [] : listenerNotes(proxy.config, listener, first.connection.local),
        },
      ),
    );
  const rest = {
    pod,
    proxy,
    content,
    origin: state.origin,
    ...(state.standsFor === void 0 ? {} : { standsFor: state.standsFor }),
  };
  if (listener === accepting) return onListener(context, { ...rest, listener, connection: first.connection });
  unmodelled(context, { proxy }, 'listener', `listener ${listenerLabel(accepting)}`, accepting);
  const second = runListenerFilters(listener, connection, { ...first.connection });
  addFilterSteps(context, proxy, listener, second);
  if (second.end !== 'continue') return filtersEnd(context, listener, second);
  return onListener(context, { ...rest, listener, connection: second.connection });
}
function stageOf(pod, { trafficDirection, useOriginalDst }) {
  if (pod.role === 'gateway' || pod.role === 'waypoint') return 'gateway_proxy';
  return useOriginalDst || trafficDirection === 'OUTBOUND' ? 'outbound_proxy' : 'inbound_proxy';
}
function addFilterSteps({ path }, proxy, listener, run) {
  for (const { filter, outcome, summary, because } of run.steps) {
    path.add({
      kind: 'listener_filter',
      outcome: outcome === 'unknown' ? 'unknown' : outcome === 'detected' ? 'matched' : 'passed',
      summary: `${filter.name}: ${summary}`,
      because,
      evidence: jsonEvidence(proxy, filter.at),
      ...(outcome === 'unknown' && run.unknown !== void 0 ? { unknown: run.unknown } : {}),
    });
  }
  if (run.delayMs > 0)
    path.add({
      kind: 'listener_filter',
      outcome: 'passed',
      summary: `waits ${run.delayMs} ms for the client (listener_filters_timeout of ${listenerLabel(listener)})`,
    });
}
function filtersEnd(context, listener, run) {
  if (run.end === 'unknown')
    return { kind: 'end', verdict: indeterminate(run.unknown ?? `the listener filters of ${listenerLabel(listener)}`) };
  const sentence = `Listener ${listenerLabel(listener)} drops the connection: the client sent nothing within ${run.delayMs} ms.`;
  return connectionClosed(context, 'NO_MATCH', sentence, { end: 'closed' });
}

// src/trace/explore/pinnedBranch.ts
function pinnedBranch(fork, pins) {
  const label = pins.pins.get(fork.name) ?? (fork.name === 'endpoint' ? pins.endpoint : void 0);
  if (label !== void 0) {
    const index2 = fork.branches.findIndex((branch) => branch.label === label);
    if (index2 >= 0) return index2;
  }
  if (pins.randomValue === void 0 || fork.modulus === void 0 || fork.modulus <= 0) return void 0;
  return branchOfRandomValue(fork, pins.randomValue % fork.modulus);
}
function branchOfRandomValue(fork, remainder) {
  let end = 0;
  for (const [index2, branch] of fork.branches.entries()) {
    end += branch.weight ?? 0;
    if (remainder < end) return index2;
  }
  return void 0;
}

// src/trace/explore/ChoiceRecorder.ts
var ChoiceRecorder = class {
  #pins;
  #prefix;
  #choices = [];
  #free = 0;
  constructor(pins, prefix) {
    this.#pins = pins;
    this.#prefix = prefix;
  }
  /** The choices made so far, in order. */
  get choices() {
    return this.#choices;
  }
  choose = (fork) => {
    const pinned = pinnedBranch(fork, this.#pins);
    const taken = pinned ?? this.#nextFree(fork);
    const branch = fork.branches[taken];
    if (branch === void 0) throw new RangeError(`fork ${fork.name} has no branch ${taken}`);
    if (fork.branches.length > 1) {
      this.#choices.push({
        fork: fork.name,
        about: fork.about,
        pinned: pinned !== void 0,
        taken,
        branches: fork.branches.map(({ label, probability }) => ({ label, probability })),
      });
    }
    return branch;
  };
  #nextFree(fork) {
    if (fork.branches.length === 1) return 0;
    const prescribed = this.#prefix[this.#free];
    this.#free += 1;
    if (prescribed !== void 0) return prescribed;
    return likeliestIndex(fork.branches);
  }
};
function likeliestIndex(branches) {
  let best = 0;
  for (const [index2, branch] of branches.entries()) {
    if (branch.probability > (branches[best]?.probability ?? 0)) best = index2;
  }
  return best;
}

// src/trace/explore/explorePaths.ts
var MOST_BRANCHES = 4096;
function explorePaths(walk, pins) {
  const limit = pins.branches === 'likeliest' ? 1 : pins.branches === 'all' ? MOST_BRANCHES : pins.maxBranches;
  const pending = [{ prefix: [], probability: 1 }];
  const paths = [];
  while (paths.length < limit) {
    const next = takeLikeliest(pending);
    if (next === void 0) break;
    const recorder = new ChoiceRecorder(pins, next.prefix);
    const result2 = walk(recorder.choose);
    const free = recorder.choices.filter((choice) => !choice.pinned);
    paths.push({ result: result2, choices: recorder.choices, probability: jointProbability(free) });
    pending.push(...siblings(free, next.prefix.length));
  }
  const notFollowed = pending.reduce((sum2, { probability }) => sum2 + probability, 0);
  const ordered2 = paths.toSorted((a, b) => b.probability - a.probability || compareChoices(a.choices, b.choices));
  return { paths: ordered2, notFollowed };
}
function takeLikeliest(pending) {
  let best = 0;
  for (const [index2, { probability }] of pending.entries()) {
    if (probability > (pending[best]?.probability ?? 0)) best = index2;
  }
  return pending.splice(best, 1)[0];
}
function jointProbability(choices) {
  return choices.reduce((product, { branches, taken }) => product * (branches[taken]?.probability ?? 1), 1);
}
function siblings(free, from) {
  const found = [];
  for (let depth = from; depth < free.length; depth++) {
    const choice = free[depth];
    if (choice === void 0) continue;
    const before = free.slice(0, depth);
    const reached = jointProbability(before);
    for (const [index2, branch] of choice.branches.entries()) {
      if (index2 === choice.taken) continue;
      found.push({ prefix: [...before.map(({ taken }) => taken), index2], probability: reached * branch.probability });
    }
  }
  return found;
}
function compareChoices(a, b) {
  for (const [index2, choice] of a.entries()) {
    const difference = choice.taken - (b[index2]?.taken ?? choice.taken);
    if (difference !== 0) return difference;
  }
  return 0;
}

// src/trace/inputs/dependsOn.ts
var ORDER = [
  'destination name',
  'destination address',
  'destination port',
  'protocol',
  'source workload',
  'source address',
  'source port',
  'user id',
  'group id',
  'mark',
  'connection state',
  'TLS',
  'SNI',
  'ALPN',
  'client certificate',
  'method',
  ':scheme',
  ':authority',
  ':path',
];
function dependsOn(paths) {
  const all = [...new Set(paths.flatMap(({ inputs }) => [...inputs]))];
  return all.toSorted((a, b) => rank2(a) - rank2(b) || (a < b ? -1 : 1));
}
function rank2(input) {
  const at2 = ORDER.indexOf(input);
  return at2 < 0 ? ORDER.length : at2;
}

// src/trace/inputs/inputOf.ts
var KINDS6 = {
  '--uid-owner': 'user id',
  '--gid-owner': 'group id',
  '--mark': 'mark',
  '--source': 'source address',
  '--src-range': 'source address',
  '--src-type': 'source address',
  '--sport': 'source port',
  '--sports': 'source port',
  '--destination': 'destination address',
  '--dst-range': 'destination address',
  '--dst-type': 'destination address',
  '--ctorigdst': 'destination address',
  '--in-interface': 'destination address',
  '--out-interface': 'destination address',
  '--dport': 'destination port',
  '--dports': 'destination port',
  '--ports': 'destination port',
  '--ctorigdstport': 'destination port',
  '--protocol': 'protocol',
  '--ctstate': 'connection state',
  '--state': 'connection state',
  'meta skuid': 'user id',
  'meta skgid': 'group id',
  'meta mark': 'mark',
  'meta l4proto': 'protocol',
  'meta oifname': 'destination address',
  'meta oif': 'destination address',
  'meta iifname': 'destination address',
  'meta iif': 'destination address',
  'ip protocol': 'protocol',
  'ip saddr': 'source address',
  'ip6 saddr': 'source address',
  'ip daddr': 'destination address',
  'ip6 daddr': 'destination address',
  'tcp sport': 'source port',
  'udp sport': 'source port',
  'th sport': 'source port',
  'tcp dport': 'destination port',
  'udp dport': 'destination port',
  'th dport': 'destination port',
  'ct state': 'connection state',
  'original destination': 'destination address',
  address: 'destination address',
  prefix_ranges: 'destination address',
  destination_ip: 'destination address',
  destination_port: 'destination port',
  destination_port_range: 'destination port',
  filter_disabled: 'destination port',
  source_type: 'source address',
  source_prefix_ranges: 'source address',
  direct_source_prefix_ranges: 'source address',
  source_ip: 'source address',
  direct_remote_ip: 'source address',
  remote_ip: 'source address',
  source_ports: 'source port',
  server_names: 'SNI',
  requested_server_name: 'SNI',
  application_protocols: 'ALPN',
  transport_protocol: 'TLS',
  transport_socket: 'TLS',
  tls_context: 'client certificate',
  authenticated: 'client certificate',
  validation_context: 'client certificate',
  require_client_certificate: 'client certificate',
  match_subject_alt_names: 'client certificate',
  DestinationIPInput: 'destination address',
  DestinationPortInput: 'destination port',
  SourceIPInput: 'source address',
  SourcePortInput: 'source port',
  DirectSourceIPInput: 'source address',
  SourceTypeInput: 'source address',
  ServerNameInput: 'SNI',
  ApplicationProtocolInput: 'ALPN',
  TransportProtocolInput: 'TLS',
  UriSanInput: 'client certificate',
  DnsSanInput: 'client certificate',
  SubjectInput: 'client certificate',
  domains: ':authority',
  prefix: ':path',
  path: ':path',
  safe_regex: ':path',
  path_separated_prefix: ':path',
  path_match_policy: ':path',
  url_path: ':path',
  connect_matcher: 'method',
};
function inputOf(criterion2, sees) {
  const [, type, name = ''] = /^(header|query|cookie|HttpRequestHeaderMatchInput) (.+)$/.exec(criterion2) ?? [];
  if (type === 'query') return ':path';
  if (type === 'cookie') return 'header cookie';
  if (type !== void 0) return headerInput(name);
  if (criterion2 === 'grpc') return 'header content-type';
  const kind = own(KINDS6, criterion2);
  return kind === void 0 ? void 0 : asSeen(kind, sees);
}
function asSeen(kind, { packet, tls }) {
  switch (kind) {
    case 'method':
    case ':path':
    case ':authority':
    case ':scheme':
    case 'protocol':
      return kind;
    case 'SNI':
      return tls === 'proxy' ? void 0 : tls === 'client' ? kind : 'TLS';
    case 'ALPN':
      return tls === 'proxy' ? void 0 : tls === 'client' ? kind : 'protocol';
    case 'TLS':
      return tls === 'proxy' ? void 0 : kind;
    case 'client certificate':
      return tls === 'proxy' ? 'source workload' : kind;
    case 'source address':
      return packet ? kind : 'source workload';
    case 'source port':
    case 'destination address':
    case 'destination port':
    case 'user id':
    case 'group id':
    case 'mark':
    case 'connection state':
      return packet ? kind : void 0;
  }
}
function own(record, key) {
  return Object.hasOwn(record, key) ? record[key] : void 0;
}

// src/trace/walk/PathBuilder.ts
var PathBuilder = class {
  #hops = [];
  #assumptions = /* @__PURE__ */ new Map();
  #notSimulated = /* @__PURE__ */ new Set();
  #opaque = [];
  #strict;
  #inputs = /* @__PURE__ */ new Set();
  #forks = [];
  #sees = { packet: true, tls: 'none' };
  /** @param strict what stands in for a missing fact makes the verdict indeterminate */
  constructor(strict) {
    this.#strict = strict;
  }
  /** Begins a hop; later steps belong to it. */
  enter(where, stage) {
    this.#hops.push({ where, stage, steps: [] });
  }
  /** Where the current hop is. */
  get where() {
    return this.#hops.at(-1)?.where ?? '';
  }
  /** Adds a step to the current hop. */
  add({ consulted: consulted3 = [], ...draft }) {
    const step = {
      subject: '',
      because: [],
      evidence: [],
      skipped: [],
      effects: [],
      forks: this.#forks,
      notes: [],
      ...draft,
    };
    this.#forks = [];
    this.#hops.at(-1)?.steps.push(step);
    const failed = step.skipped.map((miss) => miss.failed.name);
    for (const name of [...step.because.map((one) => one.name), ...failed, ...consulted3]) this.#consult(name);
    const { unknown } = step;
    if (step.outcome === 'opaque' && unknown !== void 0 && !this.#opaque.includes(unknown)) this.#opaque.push(unknown);
  }
  /** From here on criteria see these packets and this TLS. */
  see(sees) {
    this.#sees = { ...this.#sees, ...sees };
  }
  /** Names inputs of the request that were used without a criterion. */
  uses(...inputs) {
    for (const input of inputs) this.#inputs.add(input);
  }
  /** A criterion made of several has all their names. */
  #consult(criteria) {
    for (const name of criteria.split(/ (?:or|and) /)) {
      const input = inputOf(name, this.#sees);
      if (input !== void 0) this.#inputs.add(input);
    }
  }
  /** The inputs that were used. */
  get inputs() {
    return this.#inputs;
  }
  /** Decides forks by `choose` and remembers them for the next step that is added: the step that they decide. */
  recording(choose2) {
    return (fork) => {
      const branch = choose2(fork);
      if (fork.branches.length > 1) {
        const branches = fork.branches.map(({ label, probability }) => ({ label, probability }));
        this.#forks.push({ name: fork.name, about: fork.about, chosen: branch.label, branches });
      }
      return branch;
    };
  }
  /**
   * States that something stood in for a missing fact; the same sentence is kept once. When nothing may be assumed it counts
   * as an opaque step does; what the user asked to take for granted (`filter`) stays.
   */
  assume(kind, text) {
    const known2 = this.#assumptions.has(`${kind} ${text}`);
    this.#assumptions.set(`${kind} ${text}`, { kind, text });
    if (this.#strict && !known2 && kind !== 'filter') this.#opaque.push(`whether ${text}`);
  }
  /** Names something that was met and is not simulated, but did not decide. */
  notSimulated(what) {
    this.#notSimulated.add(what);
  }
  /** Names of the opaque steps that let the request pass, in order. */
  get opaque() {
    return this.#opaque;
  }
  /** The hops that have steps. */
  hops() {
    return this.#hops.filter(({ steps }) => steps.length > 0);
  }
  assumptions() {
    return [...this.#assumptions.values()];
  }
  notSimulatedNames() {
    return [...this.#notSimulated];
  }
};

// src/trace/walk/contentOf.ts
function contentOf2(request2, certificate2) {
  const inner = firstBytesOf(request2);
  const http2 =
    request2.protocol === 'tcp' || request2.protocol === 'server-first'
      ? {}
      : {
          http: {
            method: request2.method,
            scheme: request2.tls === void 0 ? 'http' : 'https',
            authority: request2.authority,
            path: request2.path,
            headers: request2.headers,
            protocol: httpVersion(request2),
          },
        };
  if (request2.tls === void 0) return { firstBytes: inner, ...http2 };
  const { sni, alpn } = request2.tls;
  const tls = { sni, alpn, inner, ...(certificate2 === void 0 ? {} : { certificate: certificate2 }) };
  const negotiates =
    'http' in http2 && request2.tls.as === void 0 && ['h2', 'http/1.1'].every((name) => alpn.includes(name));
  return { firstBytes: 'tls', tls, tlsOf: 'client', ...http2, ...(negotiates ? { negotiates } : {}) };
}
function httpVersion({ protocol: protocol2 }) {
  if (protocol2 === 'h2') return 'HTTP/2';
  return protocol2 === 'http/1.0' ? 'HTTP/1.0' : 'HTTP/1.1';
}
function firstBytesOf({ protocol: protocol2 }) {
  switch (protocol2) {
    case 'http/1.0':
    case 'http/1.1':
      return protocol2;
    case 'h2':
      return 'h2c';
    case 'tcp':
      return 'other';
    case 'server-first':
      return 'none';
  }
}

// src/trace/walk/frontDoor.ts
function frontDoor(context, via, source2, content) {
  const { world, request: request2, path } = context;
  const pod = world.pod(via.namespace, via.name);
  const ip2 = pod?.ips[0];
  if (pod === void 0 || ip2 === void 0)
    return { kind: 'end', verdict: indeterminate(`the address of gateway ${via.namespace}/${via.name}`) };
  const door = doorOf(world, pod, request2.port);
  path.enter('outside', 'network');
  path.uses('destination port');
  if (door === void 0) {
    const sentence = `The Service of gateway ${podLabel(pod)} has no port ${request2.port}.`;
    path.add({ kind: 'service', outcome: 'no_match', summary: sentence });
    return connectionEnded(context, 'NO_MATCH', sentence, 'refused');
  }
  path.add({ kind: 'service', outcome: 'matched', summary: `${door.why}: ${podLabel(pod)} port ${door.port}` });
  return { kind: 'arrive', pod, source: source2, destination: { ip: ip2, port: door.port }, content, origin: {} };
}
function doorOf(world, pod, port) {
  const object = pod.pod;
  const services = object === void 0 ? [] : world.objects.servicesOf(object);
  if (services.length === 0 || object === void 0) return { port, why: 'no Service selects the gateway' };
  for (const service of services) {
    const found = service.ports.find((one) => one.port === port || one.nodePort === port);
    const target = found === void 0 ? void 0 : containerPortNumber(object, found);
    if (target !== void 0) return { port: target, why: `Service ${service.namespace}/${service.name} port ${port}` };
  }
  return listensDirectly(pod, port) ? { port, why: 'the gateway listens on this port itself' } : void 0;
}
function listensDirectly({ proxy }, port) {
  return (
    proxy?.config
      .listeners()
      .some(({ addresses }) =>
        addresses.some((address2) => address2.kind === 'socket_address' && address2.port === port),
      ) ?? false
  );
}

// src/logic/Fork.ts
var chooseLikeliest = (fork) =>
  fork.branches.reduce((best, branch) => (branch.probability > best.probability ? branch : best));

// src/netfilter/walk/flow/tuple.ts
function invertTuple(tuple) {
  return makeTuple(tuple.destination, tuple.destinationPort, tuple.source, tuple.sourcePort);
}
function makeTuple(source2, sourcePort, destination2, destinationPort3) {
  return {
    source: source2,
    destination: destination2,
    ...(sourcePort === void 0 ? {} : { sourcePort }),
    ...(destinationPort3 === void 0 ? {} : { destinationPort: destinationPort3 }),
  };
}
function sameTuple(a, b) {
  return (
    a.source.text === b.source.text &&
    a.destination.text === b.destination.text &&
    a.sourcePort === b.sourcePort &&
    a.destinationPort === b.destinationPort
  );
}
function tupleSource(tuple) {
  return { ip: tuple.source, port: tuple.sourcePort ?? 0 };
}
function tupleDestination(tuple) {
  return { ip: tuple.destination, port: tuple.destinationPort ?? 0 };
}

// src/netfilter/walk/flow/newFlow.ts
function newFlow(protocol2, zone, tuple) {
  return {
    protocol: protocol2,
    zone,
    original: tuple,
    reply: invertTuple(tuple),
    mark: 0,
    snat: false,
    dnat: false,
    by: void 0,
    destinationDecided: false,
    sourceDecided: false,
    confirmed: false,
    seenReply: false,
    assured: false,
  };
}

// src/netfilter/walk/flow/establishedFlow.ts
function establishedFlow(protocol2, tuple, zone = 0) {
  return {
    ...newFlow(protocol2, zone, tuple),
    destinationDecided: true,
    sourceDecided: true,
    confirmed: true,
    seenReply: true,
    assured: protocol2 === 'tcp',
  };
}

// src/netfilter/walk/hasPorts.ts
function hasPorts(protocol2) {
  return ['tcp', 'udp', 'sctp', 'dccp', 'udplite'].includes(protocol2);
}

// src/netfilter/walk/flow/Tracking.ts
function viewOf(tracking, family) {
  if (tracking.kind === 'none')
    return tracking.zone === void 0 ? { state: 'INVALID' } : template(tracking.zone, family);
  if (tracking.kind === 'untracked') return { state: 'UNTRACKED' };
  const { flow, direction, state } = tracking;
  return {
    state,
    entry: {
      protocol: flow.protocol,
      original: flow.original,
      reply: flow.reply,
      direction,
      snat: flow.snat,
      dnat: flow.dnat,
      mark: flow.mark,
      zone: flow.zone,
      status: [
        ...(flow.seenReply ? ['SEEN_REPLY'] : []),
        ...(flow.assured ? ['ASSURED'] : []),
        ...(flow.confirmed ? ['CONFIRMED'] : []),
      ],
    },
  };
}
function template(zone, family) {
  const nowhere = ipFromBytes(new Array(family === 4 ? 4 : 16).fill(0));
  const tuple = { source: nowhere, destination: nowhere, sourcePort: 0, destinationPort: 0 };
  return {
    state: 'NEW',
    entry: {
      protocol: '0',
      original: tuple,
      reply: tuple,
      direction: 'ORIGINAL',
      snat: false,
      dnat: false,
      mark: 0,
      status: ['CONFIRMED'],
      zone,
    },
  };
}

// src/netfilter/walk/sockets/connectedSocket.ts
function connectedSocket({ connected, isReply, opening, known: known2 }, addresses) {
  if (typeof connected !== 'object') return connected;
  const flow = known2.find(({ original }) => sameTuple(original, opening.tuple));
  const own3 = isReply ? invertTuple(opening.tuple) : flow === void 0 ? opening.tuple : invertTuple(flow.reply);
  return sameTuple(own3, addresses) ? connected : 'none';
}

// src/netfilter/walk/Journey.ts
function packetOf(journey) {
  return { ...journey.packet, conntrack: viewOf(journey.tracking, journey.packet.family) };
}
function matchEnv(journey, hook, table) {
  const connected = connectedSocket(journey, lookedUp(journey));
  return {
    hook,
    table,
    interfaces: journey.netns.interfaces,
    sockets: journey.netns.sockets,
    ...(journey.assigned === void 0 ? {} : { assignedSocket: journey.assigned.listener }),
    ...(connected === void 0 ? {} : { connectedSocket: connected }),
  };
}
function lookedUp({ packet, opening, isReply, tracking, error }) {
  if (error?.quoted !== void 0) return invertTuple(error.quoted);
  if (!isReply || tracking.kind !== 'flow' || packet.family === 6) return packet;
  return makeTuple(packet.source, packet.sourcePort, opening.tuple.source, opening.tuple.sourcePort);
}
function plainStep(journey, step) {
  const full = { backend: 'unknown', because: [], effects: [], nearMisses: [], consulted: [], ...step };
  journey.steps.push(full);
  return full;
}

// src/netfilter/walk/netns/sysctl.ts
function enabled(netns, name) {
  const value = netns.sysctls[name];
  return value !== void 0 && value.trim() !== '0';
}
function routeLocalnet(netns, device2) {
  return (
    enabled(netns, 'net.ipv4.conf.all.route_localnet') || enabled(netns, `net.ipv4.conf.${device2}.route_localnet`)
  );
}
function acceptLocal(netns, device2) {
  return enabled(netns, 'net.ipv4.conf.all.accept_local') || enabled(netns, `net.ipv4.conf.${device2}.accept_local`);
}
function forwards(netns, family) {
  return enabled(netns, family === 4 ? 'net.ipv4.ip_forward' : 'net.ipv6.conf.all.forwarding');
}
function tcpLoose(netns) {
  return netns.sysctls['net.netfilter.nf_conntrack_tcp_loose']?.trim() !== '0';
}
function tcpFwmarkAccept(netns) {
  return enabled(netns, 'net.ipv4.tcp_fwmark_accept');
}

// src/netfilter/walk/flow/isInvalidTcp.ts
function isInvalidTcp(netns, flags2, unanswered) {
  const [syn, ack] = [flags2.includes('SYN'), flags2.includes('ACK')];
  if (flags2.includes('RST') || flags2.includes('FIN') || syn === ack) return true;
  return ack && (unanswered || !tcpLoose(netns));
}

// src/netfilter/walk/flow/trackPacket.ts
function trackPacket(journey, hook) {
  const { tracking } = journey;
  if (!journey.conntrack || tracking.kind !== 'none' || journey.invalid) return;
  const zone = tracking.zone ?? 0;
  const found = flowOf(journey, zone);
  journey.tracking = found ?? { kind: 'none' };
  const effects = zone === 0 ? [] : [`zone ${zone}`];
  plainStep(journey, { kind: 'conntrack', hook, verdict: found?.state ?? 'INVALID', effects });
}
function flowOf({ netns, packet, known: known2 }, zone) {
  const { protocol: protocol2, tcpFlags } = packet;
  const tuple = makeTuple(packet.source, packet.sourcePort, packet.destination, packet.destinationPort);
  const flows = known2.filter((flow2) => flow2.zone === zone && flow2.protocol === protocol2);
  const answered2 = flows.find(({ reply }) => sameTuple(reply, tuple));
  if (answered2 !== void 0) {
    return { kind: 'flow', flow: { ...answered2, seenReply: true }, direction: 'REPLY', state: 'ESTABLISHED' };
  }
  const flow = flows.find(({ original }) => sameTuple(original, tuple));
  if (flow?.seenReply) {
    return {
      kind: 'flow',
      flow: { ...flow, assured: protocol2 === 'tcp' },
      direction: 'ORIGINAL',
      state: 'ESTABLISHED',
    };
  }
  if (tcpFlags !== void 0 && isInvalidTcp(netns, tcpFlags, flow !== void 0)) return void 0;
  return { kind: 'flow', flow: flow ?? newFlow(protocol2, zone, tuple), direction: 'ORIGINAL', state: 'NEW' };
}

// src/netfilter/walk/hooks/Outcome.ts
var ACCEPT = { kind: 'accept' };
function undecided3(why) {
  return { kind: 'end', end: { kind: 'unknown', why } };
}

// src/netfilter/walk/hooks/inOrder.ts
function inOrder(journey, hook, group) {
  const idle = group.filter(isIdle);
  const rest = group.filter((chain) => !isIdle(chain));
  const ordered2 = [];
  while (rest.length > 1) {
    const [next] = rest.splice(askFirst(journey, hook, rest), 1);
    if (next !== void 0) ordered2.push(next);
  }
  return [...ordered2, ...rest, ...idle];
}
function isIdle({ chain }) {
  return chain.rules.length === 0 && chain.policy !== 'DROP';
}
function askFirst(journey, hook, chains) {
  const labels = chains.map(({ label }) => label).join(', ');
  const known2 = journey.orders.get(labels);
  if (known2 !== void 0) return known2;
  const what = `which of ${labels} was registered last and so runs first at ${hook}: no listing shows it`;
  const answer = Math.min(journey.ask({ what, answers: chains.length }), chains.length - 1);
  journey.orders.set(labels, answer);
  return answer;
}

// src/netfilter/walk/target/refuse.ts
function failsSend(journey, hook) {
  return journey.local && (hook === 'OUTPUT' || hook === 'POSTROUTING');
}
function seenOfDrop(journey, hook) {
  return failsSend(journey, hook) && journey.packet.protocol !== 'tcp' ? 'EPERM' : 'timeout';
}
function dropEffect(journey, hook) {
  const senderSees = seenOfDrop(journey, hook);
  return { kind: 'end', verdict: 'DROP', effects: [], end: (step) => ({ kind: 'dropped', step, senderSees }) };
}
function rejectEffect(journey, hook, type) {
  const { tracking } = journey;
  const flow = tracking.kind === 'flow' ? { flow: tracking.flow } : {};
  return {
    kind: 'end',
    verdict: 'REJECT',
    effects: [`answered with ${type}`],
    end: (step) => ({
      kind: 'rejected',
      step,
      ...seenOfReject(journey, hook, type),
      refusal: { type, of: journey.packet, ...flow },
    }),
  };
}
function seenOfReject(journey, hook, type) {
  const { tracking, packet } = journey;
  if (packet.protocol === 'tcp') {
    const established = tracking.kind === 'flow' && tracking.state === 'ESTABLISHED';
    if (type === 'tcp-reset' && established) return { senderSees: 'reset', errno: 'ECONNRESET' };
    return { senderSees: seenAs(ERRNO[type]), errno: ERRNO[type] };
  }
  if (failsSend(journey, hook)) return { senderSees: 'EPERM', errno: 'EPERM' };
  return SOFT.has(type) ? { senderSees: 'timeout' } : { senderSees: seenAs(ERRNO[type]), errno: ERRNO[type] };
}
function seenAs(errno) {
  return errno === 'ECONNREFUSED' ? 'refused' : 'unreachable';
}
var ERRNO = {
  'tcp-reset': 'ECONNREFUSED',
  'icmp-port-unreachable': 'ECONNREFUSED',
  'icmp-net-unreachable': 'ENETUNREACH',
  'icmp-net-prohibited': 'ENETUNREACH',
  'icmp-host-unreachable': 'EHOSTUNREACH',
  'icmp-host-prohibited': 'EHOSTUNREACH',
  'icmp-admin-prohibited': 'EHOSTUNREACH',
  'icmp-proto-unreachable': 'ENOPROTOOPT',
  'icmp6-port-unreachable': 'ECONNREFUSED',
  'icmp6-no-route': 'ENETUNREACH',
  'icmp6-addr-unreachable': 'EHOSTUNREACH',
  'icmp6-adm-prohibited': 'EACCES',
  'icmp6-policy-fail': 'EACCES',
  'icmp6-reject-route': 'EACCES',
};
var SOFT = /* @__PURE__ */ new Set([
  'icmp-net-unreachable',
  'icmp-net-prohibited',
  'icmp-host-unreachable',
  'icmp-proto-unreachable',
  'icmp6-no-route',
  'icmp6-addr-unreachable',
]);

// src/netfilter/walk/hooks/coordinate.ts
function ruleCoordinate(rule) {
  return `${rule.table}:${rule.chain}:rule:${rule.index}`;
}

// src/netfilter/walk/hooks/Frame.ts
function frameOf(chain) {
  return { chain, next: 0, missed: [] };
}

// src/netfilter/walk/target/TargetEffect.ts
var NEXT = { kind: 'next', effects: [] };
function undecidedTarget(why) {
  return { kind: 'end', verdict: 'UNKNOWN', effects: [], end: () => ({ kind: 'unknown', why }) };
}

// src/netfilter/walk/routing/localAddresses.ts
var LOOPBACK_NETWORK = parseCidr('127.0.0.0/8');
function isLocalAddress(netns, ip2) {
  if (LOOPBACK_NETWORK !== void 0 && cidrContains(LOOPBACK_NETWORK, ip2)) return true;
  return netns.interfaces.some(({ addresses }) => addresses.some(({ address: address2 }) => ipEquals(address2, ip2)));
}

// src/netfilter/walk/routing/chooseSource.ts
function chooseSource(netns, route, destination2) {
  if (route.source !== void 0) return route.source;
  if (destination2.family === 6 && isLocalAddress(netns, destination2)) return destination2;
  const device2 = netns.interfaces.find(({ name }) => name === route.device);
  const others = netns.interfaces.filter(({ name }) => name !== route.device);
  const pick = destination2.family === 4 ? firstOnLink : longestCommonPrefix;
  const towards = route.gateway ?? destination2;
  const onDevice = device2 && pick([device2], destination2.family === 4 ? towards : destination2);
  return onDevice ?? pick(others, destination2);
}
function firstOnLink(interfaces, towards) {
  const addresses = interfaces
    .flatMap((device2) => device2.addresses)
    .filter(
      ({ address: address2, scope: scope2 }) => address2.family === 4 && !isLoopback(address2) && scope2 !== 'host',
    );
  const onLink = addresses.find(({ address: address2, prefixLength }) =>
    cidrContains(makeCidr(address2, prefixLength), towards),
  );
  return (onLink ?? addresses[0])?.address;
}
function longestCommonPrefix(interfaces, destination2) {
  const addresses = interfaces.flatMap((device2) => device2.addresses.map(({ address: address2 }) => address2));
  const candidates2 = addresses.filter(
    (address2) => address2.family === 6 && !isLoopback(address2) && isLinkLocal(address2) === isLinkLocal(destination2),
  );
  return candidates2.reduce(
    (best, address2) =>
      best === void 0 || commonBits(address2, destination2) > commonBits(best, destination2) ? address2 : best,
    void 0,
  );
}
function commonBits(a, b) {
  if (ipEquals(a, b)) return 128;
  const at2 = a.bytes.findIndex((byte, index2) => byte !== b.bytes[index2]);
  return at2 * 8 + Math.clz32((a.bytes[at2] ?? 0) ^ (b.bytes[at2] ?? 0)) - 24;
}

// src/netfilter/match/interfaceName.ts
var UNKNOWN_INTERFACE = '?';
function parseInterfaceName(text) {
  return text === '' || text.length > 15 ? void 0 : text;
}
function interfaceMatches(pattern, name) {
  if (name === UNKNOWN_INTERFACE && pattern !== '+') return pattern === 'lo' ? 'no' : 'unknown';
  return truthOf(pattern.endsWith('+') ? name.startsWith(pattern.slice(0, -1)) : name === pattern);
}
function describeInterface(name) {
  if (name === UNKNOWN_INTERFACE) return 'not known';
  return name === '' ? 'none' : name;
}

// src/netfilter/walk/routing/routesOfTable.ts
var LOOPBACK_NETWORK2 = parseCidr('127.0.0.0/8');
var LOOPBACK = parseIp('127.0.0.1');
function routesOfTable(netns, table, family) {
  const name = tableName(table);
  const given = netns.routes.filter(
    (route) => tableName(route.table) === name && route.destination.address.family === family,
  );
  if (name === 'local') return [...given, ...localRoutes(netns, family)];
  return name === 'main' ? [...given, ...onLinkRoutes(netns, family)] : given;
}
function localRoutes(netns, family) {
  const own3 = netns.interfaces.flatMap(({ addresses }) =>
    addresses
      .filter(({ address: ip2 }) => ip2.family === family)
      .map((address2) => ({
        table: 'local',
        type: 'local',
        destination: makeCidr(address2.address, family === 4 ? 32 : 128),
        device: 'lo',
        source: family === 4 ? primaryOf(address2, addresses) : address2.address,
      })),
  );
  if (family === 6 || LOOPBACK_NETWORK2 === void 0 || LOOPBACK === void 0) return own3;
  const loopback = {
    table: 'local',
    type: 'local',
    destination: LOOPBACK_NETWORK2,
    device: 'lo',
    source: LOOPBACK,
  };
  return [...own3, loopback];
}
function primaryOf(address2, all) {
  const network2 = makeCidr(address2.address, address2.prefixLength).text;
  const first = all.find((other2) => makeCidr(other2.address, other2.prefixLength).text === network2);
  return (first ?? address2).address;
}
function onLinkRoutes(netns, family) {
  const full = family === 4 ? 32 : 128;
  return netns.interfaces
    .filter(({ name }) => name !== 'lo')
    .flatMap(({ name, addresses }) =>
      addresses
        .filter(({ address: ip2, prefixLength }) => ip2.family === family && prefixLength < full)
        .map(({ address: ip2, prefixLength }) => ({
          table: 'main',
          type: 'unicast',
          destination: makeCidr(ip2, prefixLength),
          device: name,
          ...(family === 4 ? { source: ip2 } : {}),
        })),
    );
}
function tableName(table) {
  return { 255: 'local', 254: 'main', 253: 'default' }[table] ?? table;
}

// src/netfilter/walk/routing/lookupRoute.ts
function lookupRoute(netns, key) {
  const family = key.destination.family;
  const rules = netns.ipRules.filter((rule) => rule.family === family).sort((a, b) => a.priority - b.priority);
  for (const rule of rules) {
    const asksUnknown = rule.inInterface !== void 0 && key.inInterface === UNKNOWN_INTERFACE;
    if (!selects(rule, key) && !(asksUnknown && rule.negated)) continue;
    if (asksUnknown) {
      return { kind: 'unknown', why: `ip rule ${rule.priority} asks for the incoming interface, which is not known` };
    }
    if (rule.action.kind === 'unmodelled') return { kind: 'unknown', why: rule.action.why };
    if (rule.action.kind !== 'lookup') return refusal(rule.action.kind, `ip rule ${rule.priority}`);
    const route = bestRoute(routesOfTable(netns, rule.action.table, family), key.destination);
    if (route === void 0 || route.type === 'throw') continue;
    if (route.type === 'unicast' || route.type === 'local') return { kind: 'route', route, rule };
    return refusal(route.type, `route ${route.destination.text} of table ${route.table}`);
  }
  return { kind: 'none', error: 'ENETUNREACH', why: `no route to ${key.destination.text}` };
}
function selects(rule, key) {
  const selected =
    (rule.fwmark === void 0 || ((key.mark ^ rule.fwmark.value) & rule.fwmark.mask) === 0) &&
    (rule.inInterface === void 0 || cameBy(rule.inInterface, key.inInterface)) &&
    rule.outInterface === void 0 &&
    (rule.to === void 0 || cidrContains(rule.to, key.destination)) &&
    (rule.from === void 0 || inSource(rule, key));
  return selected !== (rule.negated ?? false);
}
function cameBy(asked, inInterface2) {
  if (inInterface2 === UNKNOWN_INTERFACE) return asked !== 'lo';
  return asked === (inInterface2 === '' ? 'lo' : inInterface2);
}
function inSource(rule, key) {
  if (rule.from === void 0 || rule.from.prefixLength === 0) return true;
  return key.source !== void 0 && cidrContains(rule.from, key.source);
}
function bestRoute(routes, destination2) {
  return routes
    .filter((route) => cidrContains(route.destination, destination2))
    .reduce((best, route) => (best === void 0 || isBetter(route, best) ? route : best), void 0);
}
function isBetter(route, than) {
  if (route.destination.prefixLength !== than.destination.prefixLength) {
    return route.destination.prefixLength > than.destination.prefixLength;
  }
  return (route.metric ?? 0) < (than.metric ?? 0);
}
function refusal(kind, by) {
  const error = { blackhole: 'EINVAL', unreachable: 'EHOSTUNREACH', prohibit: 'EACCES' };
  return { kind: 'none', error: error[kind], why: `${by} is ${kind}` };
}

// src/netfilter/walk/nat/masqueradeAddress.ts
function masqueradeAddress(journey) {
  const { netns, packet } = journey;
  const found = lookupRoute(netns, { destination: packet.destination, mark: packet.mark, inInterface: '' });
  const gateway = found.kind === 'route' && found.route.device === packet.outInterface ? found.route.gateway : void 0;
  const route = {
    table: 'main',
    type: 'unicast',
    destination: makeCidr(packet.destination, 0),
    device: packet.outInterface,
    ...(gateway === void 0 ? {} : { gateway }),
  };
  const address2 = chooseSource(netns, route, packet.destination);
  return address2?.family === 4 && isLoopback(address2) ? void 0 : address2;
}

// src/netfilter/walk/nat/pickTranslation.ts
var MOST_BRANCHES2 = 64;
function pickTranslation(choose2, where, range, current) {
  const ip2 = pickAddress(choose2, where, range, current.ip);
  if (ip2 === void 0) return { kind: 'undecided', why: `${where}: one of too many addresses` };
  const port = pickPort(choose2, where, range, current.port);
  return port === 'many'
    ? { kind: 'undecided', why: `${where}: one of too many ports` }
    : { kind: 'picked', ip: ip2, port };
}
function pickAddress(choose2, where, range, current) {
  if (range.addresses === void 0) return current;
  const { min, max } = range.addresses;
  if (min.text === max.text) return min;
  const first = toNumber(min);
  const count = toNumber(max) - first + 1n;
  if (count < 1n || count > BigInt(MOST_BRANCHES2)) return void 0;
  const addresses = Array.from({ length: Number(count) }, (_, at2) =>
    fromNumber(first + BigInt(at2), min.bytes.length),
  );
  return choose2({
    name: 'nat.address',
    about: `address that ${where} picks`,
    branches: addresses.map((ip2) => ({ label: ip2.text, probability: 1 / addresses.length, value: ip2 })),
  }).value;
}
function pickPort(choose2, where, range, current) {
  if (range.ports === void 0) return range.random || range.randomFully ? void 0 : current;
  const { min, max } = range.ports;
  if (min >= max) return min;
  if (!range.random && !range.randomFully) {
    return current !== void 0 && min <= current && current <= max ? current : min;
  }
  const count = max - min + 1;
  if (count > MOST_BRANCHES2) return 'many';
  return choose2({
    name: 'nat.port',
    about: `port that ${where} picks`,
    branches: Array.from({ length: count }, (_, at2) => ({
      label: String(min + at2),
      probability: 1 / count,
      value: min + at2,
    })),
  }).value;
}
function toNumber(ip2) {
  return ip2.bytes.reduce((value, byte) => (value << 8n) | BigInt(byte), 0n);
}
function fromNumber(value, length2) {
  return ipFromBytes(
    Array.from({ length: length2 }, (_, at2) => Number((value >> BigInt(8 * (length2 - 1 - at2))) & 0xffn)),
  );
}

// src/netfilter/walk/nat/redirectAddress.ts
function redirectAddress(journey, hook) {
  const { family, inInterface: inInterface2, destination: destination2 } = journey.packet;
  if (hook === 'OUTPUT') return parseIp(family === 4 ? '127.0.0.1' : '::1') ?? 'unknown';
  const device2 = journey.netns.interfaces.find(({ name }) => name === inInterface2);
  if (device2 === void 0) return 'unknown';
  const addresses = device2.addresses
    .map(({ address: address2 }) => address2)
    .filter((address2) => address2.family === family);
  return (
    (family === 4 ? addresses[0] : addresses.find((address2) => scope(address2) === scope(destination2))) ?? 'none'
  );
}
function scope(ip2) {
  if (isLoopback(ip2)) return 'host';
  return isLinkLocal(ip2) ? 'link' : 'global';
}

// src/netfilter/walk/nat/translate.ts
function translateDestination(journey, hook, rule, target) {
  const { packet, tracking } = journey;
  const where = ruleCoordinate(rule);
  if (tracking.kind !== 'flow') return undecidedTarget(`${where}: ${target.kind} of a packet without conntrack`);
  const address2 = target.kind === 'REDIRECT' ? redirectAddress(journey, hook) : packet.destination;
  if (address2 === 'unknown') return undecidedTarget(`${where}: the addresses of ${packet.inInterface} are not known`);
  if (address2 === 'none') return dropEffect(journey, hook);
  const picked = pickTranslation(journey.choose, where, target, { ip: address2, port: packet.destinationPort });
  if (picked.kind === 'undecided') return undecidedTarget(picked.why);
  const { flow } = tracking;
  const { ip: ip2, port } = picked;
  journey.tracking = {
    ...tracking,
    flow: {
      ...flow,
      dnat: ip2.text !== packet.destination.text || port !== packet.destinationPort,
      destinationDecided: true,
      by: target.kind === 'REDIRECT' ? 'redirect' : 'dnat',
      reply: makeTuple(ip2, port, flow.reply.destination, flow.reply.destinationPort),
    },
  };
  const { destinationPort: from, ...rest } = packet;
  journey.packet = { ...rest, destination: ip2, ...(port === void 0 ? {} : { destinationPort: port }) };
  return {
    kind: 'accept',
    effects: [`destination ${addressText2(packet.destination, from)} -> ${addressText2(ip2, port)}`],
  };
}
function translateSource(journey, rule, target) {
  const { packet, tracking } = journey;
  const where = ruleCoordinate(rule);
  if (tracking.kind !== 'flow') return undecidedTarget(`${where}: ${target.kind} of a packet without conntrack`);
  const address2 = target.kind === 'MASQUERADE' ? masqueradeAddress(journey) : packet.source;
  if (address2 === void 0) return undecidedTarget(`${where}: no address of ${packet.outInterface} is known`);
  const picked = pickTranslation(journey.choose, where, keepUnknownPort(target, packet.sourcePort), {
    ip: address2,
    port: packet.sourcePort,
  });
  if (picked.kind === 'undecided') return undecidedTarget(picked.why);
  const { flow } = tracking;
  const { ip: ip2, port } = picked;
  journey.tracking = {
    ...tracking,
    flow: {
      ...flow,
      snat: ip2.text !== packet.source.text || port !== packet.sourcePort,
      sourceDecided: true,
      reply: makeTuple(flow.reply.source, flow.reply.sourcePort, ip2, port),
    },
  };
  const { sourcePort: from, ...rest } = packet;
  journey.packet = { ...rest, source: ip2, ...(port === void 0 ? {} : { sourcePort: port }) };
  return { kind: 'accept', effects: [`source ${addressText2(packet.source, from)} -> ${addressText2(ip2, port)}`] };
}
function keepUnknownPort(range, port) {
  if (port !== void 0 || range.ports === void 0 || range.ports.min === range.ports.max) return range;
  const { ports: _, ...rest } = range;
  return rest;
}
function addressText2(ip2, port) {
  return port === void 0 ? ip2.text : formatSocketAddress({ ip: ip2, port });
}

// src/netfilter/walk/target/applyCt.ts
function notrack(journey) {
  if (journey.tracking.kind !== 'none' || journey.tracking.zone !== void 0) return NEXT;
  journey.tracking = { kind: 'untracked' };
  return { kind: 'next', effects: ['not tracked'] };
}
function applyCt(journey, rule, target) {
  if (target.notrack) return notrack(journey);
  if (journey.tracking.kind !== 'none' || journey.tracking.zone !== void 0) return NEXT;
  if (target.zoneOriginal !== void 0 || target.zoneReply !== void 0) {
    return undecidedTarget(`${ruleCoordinate(rule)} (CT with a zone for one direction)`);
  }
  const zone = target.zone === 'mark' ? journey.packet.mark & 65535 : (target.zone ?? 0);
  journey.tracking = { kind: 'none', zone };
  return { kind: 'next', effects: target.zone === void 0 ? [] : [`conntrack zone ${zone}`] };
}

// src/netfilter/words/parseNumber.ts
var U32_MAX = 4294967295;
function parseNumber(text, max) {
  const octal = /^0[0-7]+$/.test(text);
  if (!octal && !/^(?:0x[0-9a-f]{1,16}|0|[1-9][0-9]{0,19})$/i.test(text)) return void 0;
  const value = octal ? Number.parseInt(text, 8) : Number(text);
  return value <= max ? value : void 0;
}
function parseRange3(text, separator, max) {
  const at2 = text.indexOf(separator);
  if (at2 < 0) {
    const value = parseNumber(text, max);
    return value === void 0 ? void 0 : { min: value, max: value };
  }
  const [low, high] = [text.slice(0, at2), text.slice(at2 + separator.length)];
  const first = low === '' ? 0 : parseNumber(low, max);
  const last2 = high === '' ? max : parseNumber(high, max);
  if (first === void 0 || last2 === void 0 || first > last2 || text === separator) return void 0;
  return { min: first, max: last2 };
}
function parsePortRange(text) {
  return parseRange3(text, ':', 65535);
}
function parseMaskedValue(text, max = U32_MAX) {
  const [left = '', right, ...rest] = text.split('/');
  const value = parseNumber(left, max);
  const mask = right === void 0 ? max : parseNumber(right, max);
  return value === void 0 || mask === void 0 || rest.length > 0 ? void 0 : { value, mask };
}
function printHex(value) {
  return `0x${value.toString(16)}`;
}
function printMaskedValue({ value, mask }, max = U32_MAX) {
  return mask === max ? printHex(value) : `${printHex(value)}/${printHex(mask)}`;
}

// src/netfilter/target/xmark.ts
var XMARK_OPTIONS = {
  '--set-xmark': 1,
  '--set-mark': 1,
  '--and-mark': 1,
  '--or-mark': 1,
  '--xor-mark': 1,
};
function readXmark(options) {
  const found = [
    options.plain('--set-xmark', (text) => parseMaskedValue(text)),
    options.plain('--set-mark', (text) => setMark(parseMaskedValue(text))),
    options.plain('--and-mark', (text) => bits(text, (value) => ({ value: 0, mask: ~value >>> 0 }))),
    options.plain('--or-mark', (text) => bits(text, (value) => ({ value, mask: value }))),
    options.plain('--xor-mark', (text) => bits(text, (value) => ({ value, mask: 0 }))),
  ].filter((one) => one !== void 0);
  if (found.length > 1) options.fail();
  return found[0];
}
function printXmark({ value, mask }) {
  return ['--set-xmark', `${printHex(value)}/${printHex(mask)}`];
}
function applyXmark(mark2, { value, mask }) {
  return ((mark2 & ~mask) ^ value) >>> 0;
}
function setMark(masked) {
  return masked && { value: masked.value, mask: (masked.value | masked.mask) >>> 0 };
}
function bits(text, make) {
  const value = parseNumber(text, U32_MAX);
  return value === void 0 ? void 0 : make(value);
}

// src/netfilter/walk/target/applyMark.ts
function setMark2(journey, masked) {
  const before = journey.packet.mark;
  const mark2 = applyXmark(before, masked);
  journey.packet = { ...journey.packet, mark: mark2 };
  return { kind: 'next', effects: before === mark2 ? [] : [`mark ${printHex(before)} -> ${printHex(mark2)}`] };
}
function applyConnmark(journey, target) {
  const { tracking } = journey;
  const template2 = tracking.kind === 'none' && tracking.zone !== void 0;
  if (template2 && target.operation === 'restore') return setMark2(journey, { value: 0, mask: target.nfmask });
  if (tracking.kind !== 'flow') return NEXT;
  const before = tracking.flow.mark;
  if (target.operation === 'restore') {
    return setMark2(journey, { value: before & target.ctmask, mask: target.nfmask });
  }
  const mark2 =
    target.operation === 'set'
      ? applyXmark(before, target)
      : applyXmark(before, { value: journey.packet.mark & target.nfmask, mask: target.ctmask });
  journey.tracking = { ...tracking, flow: { ...tracking.flow, mark: mark2 } };
  return {
    kind: 'next',
    effects: before === mark2 ? [] : [`connection mark ${printHex(before)} -> ${printHex(mark2)}`],
  };
}

// src/netfilter/walk/sockets/findListener.ts
function findListener(sockets, protocol2, address2, inInterface2) {
  const candidates2 = sockets.filter(
    (socket2) =>
      socket2.protocol === protocol2 &&
      socket2.address.port === address2.port &&
      (socket2.boundTo === void 0 || socket2.boundTo === inInterface2),
  );
  return (
    candidates2.find((socket2) => ipEquals(socket2.address.ip, address2.ip)) ??
    candidates2.find((socket2) => isUnspecified(socket2.address.ip) && takesFamily(socket2, address2.ip.family))
  );
}
function takesFamily(socket2, family) {
  return socket2.address.ip.family === family || (socket2.address.ip.family === 6 && !(socket2.v6only ?? false));
}

// src/netfilter/walk/target/findTproxySocket.ts
function findTproxySocket(journey, target) {
  const connected = connectedTo(journey);
  const socket2 = connected ?? listenerFor(journey, target);
  if (socket2 === void 0 || socket2.transparent === false) return void 0;
  return {
    listener: socket2,
    destination: journey.packet.destination,
    assumed: journey.netns.sockets === void 0 || socket2.transparent === void 0,
    connected: connected !== void 0,
  };
}
function connectedTo(journey) {
  const { packet } = journey;
  const socket2 = connectedSocket(journey, packet);
  if (typeof socket2 !== 'object') return void 0;
  const { transparent } = socket2;
  const found = { protocol: packet.protocol, address: tupleDestination(packet) };
  return transparent === void 0 ? found : { ...found, transparent };
}
function listenerFor(journey, target) {
  const { packet, netns } = journey;
  const { protocol: protocol2 } = packet;
  const port = target.onPort === 0 ? (packet.destinationPort ?? 0) : target.onPort;
  const address2 = target.onIp ?? primaryAddress(journey) ?? packet.destination;
  if (netns.sockets !== void 0)
    return findListener(netns.sockets, protocol2, { ip: address2, port }, packet.inInterface);
  const ip2 = parseIp(packet.family === 4 ? '0.0.0.0' : '::') ?? address2;
  return { protocol: protocol2, address: { ip: ip2, port }, transparent: true };
}
function primaryAddress(journey) {
  const device2 = journey.netns.interfaces.find(({ name }) => name === journey.packet.inInterface);
  return device2?.addresses.find(({ address: address2 }) => address2.family === journey.packet.family)?.address;
}

// src/netfilter/walk/target/applyTproxy.ts
function applyTproxy(journey, hook, rule, target) {
  const native = rule.statements?.includes(target) ?? false;
  const assigned2 = findTproxySocket(journey, target);
  if (assigned2 === void 0) return native ? { kind: 'break' } : dropEffect(journey, hook);
  journey.assigned = assigned2;
  const { effects } = marked(journey, target);
  const to = `given to the socket on ${formatSocketAddress(assigned2.listener.address)}`;
  const all = [assigned2.assumed ? `${to} (assumed: that it listens and is transparent)` : to, ...effects];
  return native ? { kind: 'next', effects: all } : { kind: 'accept', effects: all };
}
function marked(journey, target) {
  const effect = setMark2(journey, target);
  return effect.kind === 'next' ? effect : { effects: [] };
}

// src/netfilter/walk/target/applyHeader.ts
function setTos(journey, value, mask) {
  const before = journey.packet.tos;
  journey.headerWrites += 1;
  if (before === void 0 && mask !== 255) return NEXT;
  const tos2 = (((before ?? 0) & ~mask) ^ value) & 255;
  journey.packet = { ...journey.packet, tos: tos2 };
  return { kind: 'next', effects: [`tos 0x${tos2.toString(16)}`] };
}
function setTtl(journey, operation, value) {
  const before = journey.packet.ttl;
  if (journey.packet.family === 6) journey.headerWrites += 1;
  if (before === void 0 && operation !== 'set') return NEXT;
  const change2 = { set: value, dec: (before ?? 0) - value, inc: (before ?? 0) + value }[operation];
  const ttl2 = Math.min(255, Math.max(0, change2));
  journey.packet = { ...journey.packet, ttl: ttl2 };
  return { kind: 'next', effects: [`ttl ${ttl2}`] };
}

// src/netfilter/walk/target/applyTarget.ts
function applyTarget(journey, hook, rule, target) {
  switch (target.kind) {
    case 'ACCEPT':
      return { kind: 'accept', effects: [] };
    case 'DROP':
      return dropEffect(journey, hook);
    case 'REJECT':
      return rejectEffect(journey, hook, target.with);
    case 'RETURN':
      return { kind: 'return' };
    case 'jump':
    case 'goto':
      return target;
    case 'QUEUE':
    case 'NFQUEUE':
      return undecidedTarget(`${ruleCoordinate(rule)}: a program in user space decides (${target.kind})`);
    case 'REDIRECT':
    case 'DNAT':
      return translateDestination(journey, hook, rule, target);
    case 'SNAT':
    case 'MASQUERADE':
      return translateSource(journey, rule, target);
    case 'TPROXY':
      return applyTproxy(journey, hook, rule, target);
    case 'MARK':
      return setMark2(journey, target);
    case 'CONNMARK':
      return applyConnmark(journey, target);
    case 'CT':
      return applyCt(journey, rule, target);
    case 'NOTRACK':
      return notrack(journey);
    case 'TOS':
      return setTos(journey, target.value, target.mask);
    case 'DSCP':
      return setTos(journey, target.dscp << 2, 252);
    case 'TTL':
      return setTtl(journey, target.operation, target.value);
    case 'passive':
      return NEXT;
    case 'unsupported':
      return undecidedTarget(
        `${ruleCoordinate(rule)} (-j ${target.module}${target.why === void 0 ? '' : `: ${target.why}`})`,
      );
  }
}

// src/netfilter/match/addressTypes.ts
var ADDRESS_TYPES = [
  'UNSPEC',
  'UNICAST',
  'LOCAL',
  'BROADCAST',
  'ANYCAST',
  'MULTICAST',
  'BLACKHOLE',
  'UNREACHABLE',
  'PROHIBIT',
  'THROW',
  'NAT',
  'XRESOLVE',
];
function addressTypeTruth(types, address2, interfaces, device2) {
  if (address2.family === 6) return typeTruth6(types, address2, interfaces, device2);
  const truths2 = possibleTypes4(address2, interfaces, device2).map((type) => types.includes(type));
  if (truths2.every((truth) => truth)) return 'yes';
  return truths2.some((truth) => truth) ? 'unknown' : 'no';
}
function possibleTypes4(address2, interfaces, device2) {
  if (address2.bytes[0] === 0 || address2.text === '255.255.255.255') return ['BROADCAST'];
  if (isMulticast(address2)) return ['MULTICAST'];
  if (isLoopback(address2)) {
    if (device2 !== void 0 && device2 !== 'lo') return ['UNICAST'];
    return address2.text === '127.255.255.255' ? ['BROADCAST'] : ['LOCAL'];
  }
  if (interfaces === void 0) return ['LOCAL', 'UNICAST', 'BROADCAST'];
  const addresses = interfaces
    .filter((one) => device2 === void 0 || one.name === device2)
    .flatMap((one) => one.addresses)
    .filter((one) => one.address.family === 4);
  if (addresses.some((one) => ipEquals(one.address, address2))) return ['LOCAL'];
  const own3 = interfaces.flatMap((one) => one.addresses).some((one) => ipEquals(one.address, address2));
  if (own3) return ['UNICAST'];
  if (addresses.some((one) => isEdge(one.address, one.prefixLength, address2, 1))) return ['BROADCAST'];
  return addresses.some((one) => isEdge(one.address, one.prefixLength, address2, 0))
    ? ['BROADCAST', 'UNICAST']
    : ['UNICAST'];
}
function isEdge(own3, prefixLength, candidate, bit) {
  if (prefixLength > 30) return false;
  const edge = own3.bytes.map((byte, i) => {
    const hostBits2 = Math.max(0, Math.min(8, 8 * (i + 1) - prefixLength));
    const hostMask = (1 << hostBits2) - 1;
    return bit === 1 ? byte | hostMask : byte & ~hostMask;
  });
  return ipEquals(ipFromBytes(edge), candidate);
}
function typeTruth6(types, address2, interfaces, device2) {
  const truths2 = [];
  if (types.includes('MULTICAST')) truths2.push(truthOf(isMulticast(address2)));
  if (types.includes('UNICAST')) truths2.push(truthOf(isUnicast6(address2)));
  if (types.includes('UNSPEC')) truths2.push(truthOf(isUnspecified(address2)));
  const routed = types.filter((type) => type === 'LOCAL' || type === 'ANYCAST' || type === 'UNREACHABLE');
  if (routed.length > 0) {
    const local = types.includes('LOCAL') ? isLocal6(address2, interfaces, device2) : 'no';
    truths2.push(local === 'yes' || (routed.length === 1 && routed[0] === 'LOCAL') ? local : 'unknown');
  }
  return allOf(truths2);
}
function isUnicast6(address2) {
  const mapped = address2.bytes.slice(0, 12).every((byte, i) => byte === (i < 10 ? 0 : 255));
  return !isMulticast(address2) && !isUnspecified(address2) && !mapped;
}
function isLocal6(address2, interfaces, device2) {
  if (isLoopback(address2)) return truthOf(device2 === void 0 || device2 === 'lo');
  if (isMulticast(address2)) return 'no';
  if (interfaces === void 0) return 'unknown';
  const asked = interfaces.filter((one) => device2 === void 0 || one.name === device2);
  return truthOf(asked.some((one) => one.addresses.some((own3) => ipEquals(own3.address, address2))));
}

// src/netfilter/match/criterion.ts
function criterion(name, option, expected, got, truth, note3) {
  const plain = typeof truth === 'boolean' ? truthOf(truth) : truth;
  return {
    name,
    expected: option.not ? `! ${expected}` : expected,
    got,
    truth: option.not ? not(plain) : plain,
    ...(note3 !== void 0 && { note: note3 }),
  };
}
function fixedCriterion(name, option, expected, got, truth, note3) {
  return { name, expected: option.not ? `! ${expected}` : expected, got, truth, note: note3 };
}
function optionWords(name, option, ...values) {
  if (option === void 0) return [];
  return option.not ? ['!', name, ...values] : [name, ...values];
}
var NOT_KNOWN = 'not known';

// src/netfilter/match/parseCtNames.ts
function parseCtNames(known2) {
  return (text) => {
    const names = text.toUpperCase().split(',');
    if (!names.every((name) => known2.some((candidate) => candidate === name))) return void 0;
    return known2.filter((name) => names.includes(name));
  };
}

// src/netfilter/match/addrtype.ts
var addrtype = {
  names: ['addrtype'],
  options: { '--src-type': 1, '--dst-type': 1, '--limit-iface-in': 0, '--limit-iface-out': 0 },
  parse(options) {
    const sourceTypes = options.read('--src-type', parseCtNames(ADDRESS_TYPES));
    const destinationTypes = options.read('--dst-type', parseCtNames(ADDRESS_TYPES));
    const [limitIn, limitOut] = [options.has('--limit-iface-in'), options.has('--limit-iface-out')];
    if ((limitIn && limitOut) || (!sourceTypes && !destinationTypes)) return void 0;
    return {
      kind: 'addrtype',
      ...(sourceTypes && { sourceTypes }),
      ...(destinationTypes && { destinationTypes }),
      ...((limitIn || limitOut) && { limit: limitIn ? 'in' : 'out' }),
    };
  },
  print: ({ sourceTypes, destinationTypes, limit }) => [
    '-m',
    'addrtype',
    ...optionWords('--src-type', sourceTypes, sourceTypes?.value.join(',') ?? ''),
    ...optionWords('--dst-type', destinationTypes, destinationTypes?.value.join(',') ?? ''),
    ...(limit ? [`--limit-iface-${limit}`] : []),
  ],
  evaluate: (match2, packet, env) => [
    ...(match2.sourceTypes
      ? [typeCriterion('--src-type', match2.sourceTypes, packet.source, match2, packet, env)]
      : []),
    ...(match2.destinationTypes
      ? [typeCriterion('--dst-type', match2.destinationTypes, packet.destination, match2, packet, env)]
      : []),
  ],
};
function typeCriterion(name, types, address2, { limit }, packet, { interfaces }) {
  const device2 = limit && (limit === 'in' ? packet.inInterface : packet.outInterface);
  const expected = limit
    ? `${types.value.join(',')} on ${limit === 'in' ? 'the in' : 'the out'} interface`
    : types.value.join(',');
  const truth =
    device2 === UNKNOWN_INTERFACE ? 'unknown' : addressTypeTruth(types.value, address2, interfaces, device2);
  return criterion(name, types, expected, address2.text, truth);
}

// src/netfilter/words/quoteWord.ts
function quoteWord(text) {
  return /^[\w-]+$/.test(text) ? text : `"${text.replace(/["'\\]/g, '\\$&')}"`;
}
function protectWord(word2) {
  return word2 === '' || /[\s"]/.test(word2) || word2.startsWith('-') ? `"${word2.replace(/["\\]/g, '\\$&')}"` : word2;
}

// src/netfilter/match/comment.ts
var comment = {
  names: ['comment'],
  options: { '--comment': 1 },
  parse(options) {
    const text = options.plain('--comment', (value) => value);
    return text === void 0 ? void 0 : { kind: 'comment', comment: text };
  },
  print: (match2) => ['-m', 'comment', '--comment', quoteWord(match2.comment)],
  evaluate: () => [],
};

// src/netfilter/match/maskedCriterion.ts
function maskedCriterion(name, option, got) {
  const { value, mask } = option.value;
  return criterion(name, option, printMaskedValue(option.value), printHex(got), (got & mask) >>> 0 === value);
}

// src/netfilter/match/connmark.ts
var connmark = {
  names: ['connmark'],
  options: { '--mark': 1 },
  parse(options) {
    const value = options.read('--mark', (text) => parseMaskedValue(text));
    return value && { kind: 'connmark', mark: value };
  },
  print: (match2) => ['-m', 'connmark', ...optionWords('--mark', match2.mark, printMaskedValue(match2.mark.value))],
  evaluate({ mark: mark2 }, { conntrack: { entry } }) {
    if (entry !== void 0) return [maskedCriterion('connmark --mark', mark2, entry.mark)];
    const note3 = 'without a conntrack entry connmark never matches, even negated';
    return [fixedCriterion('connmark --mark', mark2, printMaskedValue(mark2.value), 'no entry', 'no', note3)];
  },
};

// src/netfilter/words/omitUndefined.ts
function omitUndefined(value) {
  return Object.fromEntries(Object.entries(value).filter(([, property]) => property !== void 0));
}

// src/netfilter/words/parseAddressMask.ts
function parseAddressMask(text, family) {
  const [host = '', suffix, ...rest] = text.split('/');
  const ip2 = parseIp(host);
  if (ip2?.family !== family || rest.length > 0) return void 0;
  const mask = suffix === void 0 ? prefixMask(ip2.bytes.length * 8, ip2.bytes.length) : parseMask(suffix, family);
  return mask && { address: ipFromBytes(ip2.bytes.map((byte, i) => byte & (mask[i] ?? 0))), mask };
}
function printAddressMask({ address: address2, mask }) {
  const bits3 = mask.map((byte) => byte.toString(2).padStart(8, '0')).join('');
  const length2 = bits3.includes('01') ? void 0 : bits3.lastIndexOf('1') + 1;
  return `${address2.text}/${length2 ?? ipFromBytes(mask).text}`;
}
function parseMask(text, family) {
  const size = family === 4 ? 4 : 16;
  const length2 = parseNumber(text, size * 8);
  if (length2 !== void 0) return prefixMask(length2, size);
  const mask = parseIp(text);
  return mask?.family === family ? mask.bytes : void 0;
}
function prefixMask(length2, size) {
  return Array.from({ length: size }, (_, i) => (255 << (8 - Math.max(0, Math.min(8, length2 - 8 * i)))) & 255);
}

// src/netfilter/words/protocols.ts
var PROTOCOLS = [
  [1, 'icmp'],
  [2, 'igmp'],
  [4, 'ipencap', 'ip-encap', 'ipv4'],
  [6, 'tcp'],
  [8, 'egp'],
  [17, 'udp'],
  [33, 'dccp'],
  [41, 'ipv6'],
  [43, 'ipv6-route'],
  [44, 'ipv6-frag'],
  [47, 'gre'],
  [50, 'esp', 'ipsec-esp'],
  [51, 'ah', 'ipsec-ah'],
  [58, 'ipv6-icmp', 'icmpv6', 'icmp6'],
  [59, 'ipv6-nonxt'],
  [60, 'ipv6-opts'],
  [89, 'ospf'],
  [94, 'ipip'],
  [103, 'pim'],
  [108, 'ipcomp'],
  [112, 'vrrp'],
  [115, 'l2tp'],
  [132, 'sctp'],
  [135, 'mobility-header', 'ipv6-mh', 'mh'],
  [136, 'udplite'],
];
var NAME3 = new Map(
  PROTOCOLS.flatMap(([number, name = '', ...others]) => [String(number), name, ...others].map((key) => [key, name])),
);
NAME3.set('0', 'all').set('all', 'all').set('any', 'all');
function protocolName(text) {
  const known2 = NAME3.get(text.toLowerCase());
  if (known2 !== void 0) return known2;
  return /^(?:0|[1-9][0-9]{0,2})$/.test(text) && Number(text) <= 255 ? text : void 0;
}

// src/netfilter/model/AddressMask.ts
function addressInMask({ address: address2, mask }, ip2) {
  return (
    address2.family === ip2.family && address2.bytes.every((byte, i) => byte === ((ip2.bytes[i] ?? 0) & (mask[i] ?? 0)))
  );
}

// src/netfilter/model/NumberRange.ts
function printRange(range, separator) {
  return range.min === range.max ? String(range.min) : `${range.min}${separator}${range.max}`;
}
function inRange(range, value) {
  return range.min <= value && value <= range.max;
}

// src/netfilter/match/conntrackOptions.ts
var ADDRESS_OPTIONS = [
  ['--ctorigsrc', 'originalSource'],
  ['--ctorigdst', 'originalDestination'],
  ['--ctreplsrc', 'replySource'],
  ['--ctrepldst', 'replyDestination'],
];
var PORT_OPTIONS = [
  ['--ctorigsrcport', 'originalSourcePort'],
  ['--ctorigdstport', 'originalDestinationPort'],
  ['--ctreplsrcport', 'replySourcePort'],
  ['--ctrepldstport', 'replyDestinationPort'],
];
function printConntrack(match2) {
  const { module, states, protocol: protocol2, status, expire, direction } = match2;
  return [
    '-m',
    module,
    ...optionWords(module === 'state' ? '--state' : '--ctstate', states, states?.value.join(',') ?? ''),
    ...optionWords('--ctproto', protocol2, protocol2?.value ?? ''),
    ...ADDRESS_OPTIONS.flatMap(([name, field3]) => printed(name, match2[field3], printHost)),
    ...PORT_OPTIONS.flatMap(([name, field3]) => printed(name, match2[field3], printPorts)),
    ...optionWords('--ctstatus', status, status?.value.join(',') ?? ''),
    ...printed('--ctexpire', expire, printPorts),
    ...(direction ? ['--ctdir', direction] : []),
  ];
}
function printed(name, option, print) {
  return option === void 0 ? [] : optionWords(name, option, print(option.value));
}
function printHost(address2) {
  return printAddressMask(address2).replace(/^([^:]*)\/32$|^(.*:.*)\/128$/, '$1$2');
}
function printPorts(range) {
  return printRange(range, ':');
}

// src/netfilter/match/conntrackCriteria.ts
function conntrackCriteria(match2, { conntrack: conntrack2 }) {
  const { entry } = conntrack2;
  const states = match2.states === void 0 ? [] : [stateCriterion(match2, match2.states, conntrack2)];
  if (entry !== void 0) return [...states, ...entryCriteria(match2, entry)];
  if (match2.states !== void 0) return states;
  const note3 = 'without a conntrack entry only --ctstate can match; all else is no, even negated';
  return [fixedCriterion('conntrack', { not: false }, 'an entry', 'no entry', 'no', note3)];
}
function stateCriterion({ module }, states, { state, entry }) {
  const name = module === 'state' ? '--state' : '--ctstate';
  const got = [state];
  if (entry?.snat && module === 'conntrack') got.push('SNAT');
  if (entry?.dnat && module === 'conntrack') got.push('DNAT');
  return criterion(
    name,
    states,
    states.value.join(','),
    got.join(','),
    got.some((one) => states.value.includes(one)),
  );
}
function entryCriteria(match2, entry) {
  const { protocol: protocol2, status, expire, direction } = match2;
  const criteria = [];
  if (protocol2) {
    const got = protocolName(entry.protocol) ?? entry.protocol;
    criteria.push(criterion('--ctproto', protocol2, protocol2.value, got, got === protocol2.value));
  }
  for (const [name, field3] of ADDRESS_OPTIONS) {
    const option = match2[field3];
    if (!option) continue;
    const ip2 = addressOf2(entry, field3);
    criteria.push(criterion(name, option, printAddressMask(option.value), ip2.text, addressInMask(option.value, ip2)));
  }
  if (status) {
    const truth = entry.status === void 0 ? 'unknown' : truthOf(entry.status.some((one) => status.value.includes(one)));
    const certain = status.value.every((one) => one === 'NONE') ? 'no' : truth;
    criteria.push(
      criterion('--ctstatus', status, status.value.join(','), entry.status?.join(',') ?? NOT_KNOWN, certain),
    );
  }
  for (const [name, field3] of PORT_OPTIONS) {
    const option = match2[field3];
    if (!option) continue;
    const port = portOf2(entry, field3);
    const truth = port === void 0 ? 'unknown' : truthOf(inRange(option.value, port));
    criteria.push(
      criterion(name, option, printRange(option.value, ':'), port === void 0 ? NOT_KNOWN : String(port), truth),
    );
  }
  if (expire) criteria.push(criterion('--ctexpire', expire, printRange(expire.value, ':'), NOT_KNOWN, 'unknown'));
  if (direction) {
    criteria.push(criterion('--ctdir', { not: false }, direction, entry.direction, direction === entry.direction));
  }
  return criteria;
}
function addressOf2({ original, reply }, field3) {
  const addresses = {
    originalSource: original.source,
    originalDestination: original.destination,
    replySource: reply.source,
    replyDestination: reply.destination,
  };
  return addresses[field3];
}
function portOf2({ original, reply }, field3) {
  const ports = {
    originalSourcePort: original.sourcePort,
    originalDestinationPort: original.destinationPort,
    replySourcePort: reply.sourcePort,
    replyDestinationPort: reply.destinationPort,
  };
  return ports[field3];
}

// src/netfilter/match/conntrack.ts
var conntrack = {
  names: ['conntrack', 'state'],
  options: {
    '--ctstate': 1,
    '--state': '--ctstate',
    '--ctproto': 1,
    '--ctorigsrc': 1,
    '--ctorigdst': 1,
    '--ctreplsrc': 1,
    '--ctrepldst': 1,
    '--ctorigsrcport': 1,
    '--ctorigdstport': 1,
    '--ctreplsrcport': 1,
    '--ctrepldstport': 1,
    '--ctstatus': 1,
    '--ctexpire': 1,
    '--ctdir': 1,
  },
  parse(options, name) {
    const match2 = omitUndefined({
      kind: 'conntrack',
      module: name === 'state' ? 'state' : 'conntrack',
      states: options.read('--ctstate', parseCtNames(STATES)),
      protocol: options.read('--ctproto', protocolName),
      originalSource: options.read('--ctorigsrc', parseAddressMask),
      originalDestination: options.read('--ctorigdst', parseAddressMask),
      replySource: options.read('--ctreplsrc', parseAddressMask),
      replyDestination: options.read('--ctrepldst', parseAddressMask),
      originalSourcePort: options.read('--ctorigsrcport', parsePortRange),
      originalDestinationPort: options.read('--ctorigdstport', parsePortRange),
      replySourcePort: options.read('--ctreplsrcport', parsePortRange),
      replyDestinationPort: options.read('--ctrepldstport', parsePortRange),
      status: options.read('--ctstatus', parseCtNames(STATUSES)),
      expire: options.read('--ctexpire', (text) => parseRange3(text, ':', U32_MAX)),
      direction: options.plain('--ctdir', parseDirection),
    });
    return Object.keys(match2).length > 2 ? match2 : void 0;
  },
  print: printConntrack,
  evaluate: conntrackCriteria,
};
var STATES = ['INVALID', 'NEW', 'RELATED', 'ESTABLISHED', 'UNTRACKED', 'SNAT', 'DNAT'];
var STATUSES = ['NONE', 'EXPECTED', 'SEEN_REPLY', 'ASSURED', 'CONFIRMED'];
function parseDirection(text) {
  const upper = text.toUpperCase();
  return upper === 'ORIGINAL' || upper === 'REPLY' ? upper : void 0;
}

// src/netfilter/match/ports.ts
var PORT_OPTIONS2 = {
  '--sport': 1,
  '--source-port': '--sport',
  '--dport': 1,
  '--destination-port': '--dport',
};
function readPorts(options) {
  const sourcePorts2 = options.read('--sport', parsePortRange);
  const destinationPorts = options.read('--dport', parsePortRange);
  return { ...(sourcePorts2 && { sourcePorts: sourcePorts2 }), ...(destinationPorts && { destinationPorts }) };
}
function printPorts2({ sourcePorts: sourcePorts2, destinationPorts }) {
  return [
    ...(sourcePorts2 ? optionWords('--sport', sourcePorts2, printRange(sourcePorts2.value, ':')) : []),
    ...(destinationPorts ? optionWords('--dport', destinationPorts, printRange(destinationPorts.value, ':')) : []),
  ];
}
function evaluatePorts(options, packet, env) {
  const asked = [
    ['--sport', options.sourcePorts, packet.sourcePort, sourcePortIn],
    ['--dport', options.destinationPorts, packet.destinationPort, destinationPortIn],
  ];
  return asked.flatMap(([name, option, port, portIn3]) => {
    if (option === void 0) return [];
    const expected = printRange(option.value, ':');
    if (packet.fragment)
      return [fixedCriterion(name, option, expected, 'none', 'no', 'a later fragment shows no ports')];
    return [
      criterion(name, option, expected, port === void 0 ? NOT_KNOWN : String(port), portIn3(option.value, packet, env)),
    ];
  });
}
function sourcePortIn(range, packet, env) {
  if (packet.sourcePort !== void 0) return truthOf(inRange(range, packet.sourcePort));
  const { min, max } = env.ephemeralPorts ?? { min: 1024, max: 65535 };
  if (range.max < min || max < range.min) return 'no';
  return range.min <= min && max <= range.max ? 'yes' : 'unknown';
}
function destinationPortIn(range, { destinationPort: port }) {
  return port === void 0 ? 'unknown' : truthOf(inRange(range, port));
}

// src/netfilter/match/dccp.ts
var dccp = {
  names: ['dccp'],
  options: { ...PORT_OPTIONS2, '--dccp-types': 1, '--dccp-option': 1 },
  parse(options) {
    const types = options.read('--dccp-types', (text) => text);
    const option = options.read('--dccp-option', (text) => text);
    return { kind: 'dccp', ...readPorts(options), ...(types && { types }), ...(option && { option }) };
  },
  print: ({ types, option, ...ports }) => [
    '-m',
    'dccp',
    ...printPorts2(ports),
    ...optionWords('--dccp-types', types, types?.value ?? ''),
    ...optionWords('--dccp-option', option, option?.value ?? ''),
  ],
  evaluate: (match2, packet, env) => [
    ...evaluatePorts(match2, packet, env),
    ...(match2.types ? [unseen('--dccp-types', match2.types)] : []),
    ...(match2.option ? [unseen('--dccp-option', match2.option)] : []),
  ],
};
function unseen(name, option) {
  return fixedCriterion(
    name,
    option,
    option.value,
    NOT_KNOWN,
    'unknown',
    'the DCCP header is not modelled beyond its ports',
  );
}

// src/netfilter/match/destination.ts
var destination = {
  names: [],
  options: { '-d': 1, '--destination': '-d', '--dst': '-d' },
  parse(options) {
    const address2 = options.read('-d', parseAddressMask);
    return address2 && { kind: 'destination', ...address2 };
  },
  print: (match2) => optionWords('-d', match2, printAddressMask(match2.value)),
  evaluate: (match2, packet) => [
    criterion(
      '--destination',
      match2,
      printAddressMask(match2.value),
      packet.destination.text,
      addressInMask(match2.value, packet.destination),
    ),
  ],
};

// src/netfilter/match/dscp.ts
var dscp = {
  names: ['dscp'],
  options: { '--dscp': 1, '--dscp-class': 1 },
  parse(options) {
    const number = options.read('--dscp', (text) => parseNumber(text, 63));
    const name = options.read('--dscp-class', parseDscpClass);
    if (number && name) return void 0;
    const value = number ?? name;
    return value && { kind: 'dscp', dscp: value };
  },
  print: (match2) => [
    '-m',
    'dscp',
    ...optionWords('--dscp', match2.dscp, `0x${match2.dscp.value.toString(16).padStart(2, '0')}`),
  ],
  evaluate({ dscp: option }, packet) {
    const expected = printHex(option.value);
    if (packet.tos === void 0) return [criterion('--dscp', option, expected, NOT_KNOWN, 'unknown')];
    return [criterion('--dscp', option, expected, printHex(packet.tos >> 2), packet.tos >> 2 === option.value)];
  },
};
function parseDscpClass(text) {
  const name = text.toUpperCase();
  if (name === 'BE') return 0;
  if (name === 'EF') return 46;
  const selector = /^CS([0-7])$/.exec(name)?.[1];
  if (selector !== void 0) return Number(selector) * 8;
  const assured = /^AF([1-4])([1-3])$/.exec(name);
  return assured ? Number(assured[1]) * 8 + Number(assured[2]) * 2 : void 0;
}

// src/netfilter/match/fragment.ts
var fragment = {
  names: [],
  options: { '-f': 0, '--fragment': '-f', '--fragments': '-f' },
  parse(options) {
    const flag = options.flag('-f');
    return flag && options.family === 4 ? { kind: 'fragment', not: flag.not } : void 0;
  },
  print: (match2) => optionWords('-f', match2),
  evaluate(match2, packet) {
    const later = packet.fragment ?? false;
    return [criterion('--fragment', match2, 'a later fragment', later ? 'a later fragment' : 'whole or first', later)];
  },
};

// src/netfilter/match/icmpTypes.ts
var ALL = { min: 0, max: 255 };
var V4 = {
  'echo-reply': '0',
  pong: '0',
  'destination-unreachable': '3',
  'network-unreachable': '3/0',
  'host-unreachable': '3/1',
  'protocol-unreachable': '3/2',
  'port-unreachable': '3/3',
  'fragmentation-needed': '3/4',
  'source-route-failed': '3/5',
  'network-unknown': '3/6',
  'host-unknown': '3/7',
  'network-prohibited': '3/9',
  'host-prohibited': '3/10',
  'TOS-network-unreachable': '3/11',
  'TOS-host-unreachable': '3/12',
  'communication-prohibited': '3/13',
  'host-precedence-violation': '3/14',
  'precedence-cutoff': '3/15',
  'source-quench': '4',
  redirect: '5',
  'network-redirect': '5/0',
  'host-redirect': '5/1',
  'TOS-network-redirect': '5/2',
  'TOS-host-redirect': '5/3',
  'echo-request': '8',
  ping: '8',
  'router-advertisement': '9',
  'router-solicitation': '10',
  'time-exceeded': '11',
  'ttl-exceeded': '11',
  'ttl-zero-during-transit': '11/0',
  'ttl-zero-during-reassembly': '11/1',
  'parameter-problem': '12',
  'ip-header-bad': '12/0',
  'required-option-missing': '12/1',
  'timestamp-request': '13',
  'timestamp-reply': '14',
  'address-mask-request': '17',
  'address-mask-reply': '18',
};
var V6 = {
  'destination-unreachable': '1',
  'no-route': '1/0',
  'communication-prohibited': '1/1',
  'beyond-scope': '1/2',
  'address-unreachable': '1/3',
  'port-unreachable': '1/4',
  'failed-policy': '1/5',
  'reject-route': '1/6',
  'packet-too-big': '2',
  'time-exceeded': '3',
  'ttl-exceeded': '3',
  'ttl-zero-during-transit': '3/0',
  'ttl-zero-during-reassembly': '3/1',
  'parameter-problem': '4',
  'bad-header': '4/0',
  'unknown-header-type': '4/1',
  'unknown-option': '4/2',
  'echo-request': '128',
  ping: '128',
  'echo-reply': '129',
  pong: '129',
  'mld-listener-query': '130',
  'mld-listener-report': '131',
  'mld-listener-done': '132',
  'mld-listener-reduction': '132',
  'router-solicitation': '133',
  'router-advertisement': '134',
  'neighbor-solicitation': '135',
  'neighbour-solicitation': '135',
  'neighbor-advertisement': '136',
  'neighbour-advertisement': '136',
  redirect: '137',
};
function parseIcmpTypes(text, family) {
  if (text === 'any') return { types: ALL, codes: ALL };
  const names = family === 4 ? V4 : V6;
  const [typeText = '', codeText, ...rest] = (Object.hasOwn(names, text) ? (names[text] ?? '') : text).split('/');
  const type = parseNumber(typeText, 255);
  const code = codeText === void 0 ? void 0 : parseNumber(codeText, 255);
  if (type === void 0 || (codeText !== void 0 && code === void 0) || rest.length > 0) return void 0;
  const types = type === 255 ? ALL : { min: type, max: type };
  return { types, codes: code === void 0 ? ALL : { min: code, max: code } };
}
function printIcmpTypes({ types, codes }) {
  if (types.max === 255 && types.min === 0) return codes.max === codes.min ? `255/${codes.min}` : 'any';
  return codes.min === codes.max ? `${types.min}/${codes.min}` : printRange(types, ':');
}

// src/netfilter/match/icmp.ts
var icmp = {
  names: ['icmp', 'icmp6', 'icmpv6', 'ipv6-icmp'],
  options: { '--icmp-type': 1, '--icmpv6-type': '--icmp-type' },
  parse(options, name) {
    const family = name === 'icmp' ? 4 : 6;
    if (family !== options.family) return void 0;
    const type = options.read('--icmp-type', parseIcmpTypes);
    return type && { kind: 'icmp', family, type };
  },
  print: ({ family, type }) => [
    '-m',
    family === 4 ? 'icmp' : 'icmp6',
    ...optionWords(family === 4 ? '--icmp-type' : '--icmpv6-type', type, printIcmpTypes(type.value)),
  ],
  evaluate({ family, type }, packet) {
    const name = family === 4 ? '--icmp-type' : '--icmpv6-type';
    const expected = printIcmpTypes(type.value);
    if (packet.fragment)
      return [fixedCriterion(name, type, expected, 'none', 'no', 'a later fragment shows no ICMP header')];
    const { icmpType, icmpCode } = packet;
    const got = icmpType === void 0 ? NOT_KNOWN : `${icmpType}/${icmpCode ?? NOT_KNOWN}`;
    return [
      criterion(
        name,
        type,
        expected,
        got,
        allOf([within(type.value.types, icmpType), within(type.value.codes, icmpCode)]),
      ),
    ];
  },
};
function within(range, value) {
  if (range.min === 0 && range.max === 255) return 'yes';
  return value === void 0 ? 'unknown' : truthOf(inRange(range, value));
}

// src/netfilter/match/inInterface.ts
var inInterface = {
  names: [],
  options: { '-i': 1, '--in-interface': '-i' },
  parse(options) {
    const name = options.read('-i', parseInterfaceName);
    return name && { kind: 'inInterface', ...name };
  },
  print: (match2) => optionWords('-i', match2, protectWord(match2.value)),
  evaluate: (match2, { inInterface: name }) => [
    criterion('--in-interface', match2, match2.value, describeInterface(name), interfaceMatches(match2.value, name)),
  ],
};

// src/netfilter/match/iprange.ts
var iprange = {
  names: ['iprange'],
  options: { '--src-range': 1, '--dst-range': 1 },
  parse(options) {
    const source2 = options.read('--src-range', parseAddressRange);
    const destination2 = options.read('--dst-range', parseAddressRange);
    if (!source2 && !destination2) return void 0;
    return { kind: 'iprange', ...(source2 && { source: source2 }), ...(destination2 && { destination: destination2 }) };
  },
  print: ({ source: source2, destination: destination2 }) => [
    '-m',
    'iprange',
    ...(source2 ? optionWords('--src-range', source2, printAddressRange(source2.value)) : []),
    ...(destination2 ? optionWords('--dst-range', destination2, printAddressRange(destination2.value)) : []),
  ],
  evaluate: ({ source: source2, destination: destination2 }, packet) => [
    ...(source2 ? [rangeCriterion('--src-range', source2, packet.source)] : []),
    ...(destination2 ? [rangeCriterion('--dst-range', destination2, packet.destination)] : []),
  ],
};
function rangeCriterion(name, range, ip2) {
  const { min, max } = range.value;
  const within2 = min.family === ip2.family && compareBytes2(min, ip2) <= 0 && compareBytes2(ip2, max) <= 0;
  return criterion(name, range, printAddressRange(range.value), ip2.text, within2);
}
function parseAddressRange(text, family) {
  const [first = '', last2 = first, ...rest] = text.split('-');
  const [min, max] = [parseIp(first), parseIp(last2)];
  if (min?.family !== family || max?.family !== family || rest.length > 0 || compareBytes2(min, max) > 0) return void 0;
  return { min, max };
}
function printAddressRange({ min, max }) {
  return `${min.text}-${max.text}`;
}
function compareBytes2(a, b) {
  const i = a.bytes.findIndex((byte, index2) => byte !== b.bytes[index2]);
  return (a.bytes[i] ?? 0) - (b.bytes[i] ?? 0);
}

// src/netfilter/match/length.ts
var length = {
  names: ['length'],
  options: { '--length': 1 },
  parse(options) {
    const range = options.read('--length', parsePortRange);
    return range && { kind: 'length', length: range };
  },
  print: (match2) => ['-m', 'length', ...optionWords('--length', match2.length, printRange(match2.length.value, ':'))],
  evaluate({ length: range }, packet) {
    const expected = printRange(range.value, ':');
    if (packet.length === void 0) return [criterion('--length', range, expected, NOT_KNOWN, 'unknown')];
    return [criterion('--length', range, expected, String(packet.length), inRange(range.value, packet.length))];
  },
};

// src/netfilter/match/mac.ts
var mac = {
  names: ['mac'],
  options: { '--mac-source': 1 },
  parse(options) {
    const address2 = options.read('--mac-source', parseMac);
    return address2 && { kind: 'mac', source: address2 };
  },
  print: (match2) => ['-m', 'mac', ...optionWords('--mac-source', match2.source, match2.source.value)],
  evaluate({ source: address2 }, packet) {
    const got = sourceMac(packet);
    if (got === '') {
      return [fixedCriterion('--mac-source', address2, address2.value, 'none', 'no', 'there is no Ethernet frame')];
    }
    const truth = got === void 0 ? 'unknown' : got.toLowerCase() === address2.value;
    return [criterion('--mac-source', address2, address2.value, got ?? NOT_KNOWN, truth)];
  },
};
function sourceMac({ sourceMac: known2, inInterface: inInterface2 }) {
  return inInterface2 === 'lo' || inInterface2 === '' ? '' : known2;
}
function parseMac(text) {
  return /^[0-9a-f]{2}(?::[0-9a-f]{2}){5}$/i.test(text) ? text.toLowerCase() : void 0;
}

// src/netfilter/match/mark.ts
var mark = {
  names: ['mark'],
  options: { '--mark': 1 },
  parse(options) {
    const value = options.read('--mark', (text) => parseMaskedValue(text));
    return value && { kind: 'mark', mark: value };
  },
  print: (match2) => ['-m', 'mark', ...optionWords('--mark', match2.mark, printMaskedValue(match2.mark.value))],
  evaluate: (match2, packet) => [maskedCriterion('--mark', match2.mark, packet.mark)],
};

// src/netfilter/match/multiport.ts
var NAME4 = { source: '--sports', destination: '--dports', either: '--ports' };
var multiport = {
  names: ['multiport'],
  options: {
    '--sports': 1,
    '--source-ports': '--sports',
    '--dports': 1,
    '--destination-ports': '--dports',
    '--ports': 1,
  },
  parse(options) {
    const found = ['source', 'destination', 'either'].flatMap((which) => {
      const ports = options.read(NAME4[which], parsePortList);
      return ports ? [{ kind: 'multiport', which, not: ports.not, ports: ports.value }] : [];
    });
    return found.length === 1 ? found[0] : void 0;
  },
  print: (match2) => ['-m', 'multiport', ...optionWords(NAME4[match2.which], match2, printPortList(match2.ports))],
  evaluate(match2, packet, env) {
    const name = NAME4[match2.which];
    const expected = printPortList(match2.ports);
    if (packet.fragment)
      return [fixedCriterion(name, match2, expected, 'none', 'no', 'a later fragment shows no ports')];
    return [
      criterion(
        name,
        match2,
        expected,
        describePorts(match2, packet),
        anyOf(match2.ports.map((range) => portIn2(match2, range, packet, env))),
      ),
    ];
  },
};
function parsePortList(text) {
  const ranges = text.split(',').map(parsePortRange);
  const known2 = ranges.filter((range) => range !== void 0);
  const slots = known2.reduce((sum2, range) => sum2 + (range.min === range.max ? 1 : 2), 0);
  return known2.length === ranges.length && slots <= 15 ? known2 : void 0;
}
function printPortList(ports) {
  return ports.map((range) => printRange(range, ':')).join(',');
}
function portIn2({ which }, range, packet, env) {
  switch (which) {
    case 'source':
      return sourcePortIn(range, packet, env);
    case 'destination':
      return destinationPortIn(range, packet);
    case 'either':
      return anyOf([sourcePortIn(range, packet, env), destinationPortIn(range, packet)]);
  }
}
function describePorts({ which }, packet) {
  const source2 = String(packet.sourcePort ?? NOT_KNOWN);
  const destination2 = String(packet.destinationPort ?? NOT_KNOWN);
  return which === 'either' ? `${source2}, ${destination2}` : which === 'source' ? source2 : destination2;
}

// src/netfilter/match/readNftConntrack.ts
function readNftConntrack(key, view) {
  if (key === 'state') return { kind: 'bits', words: [view.state.toLowerCase()] };
  if (view.entry === void 0) return { kind: 'breaks', why: 'the packet has no conntrack entry here' };
  switch (key) {
    case 'mark':
      return { kind: 'number', value: view.entry.mark };
    case 'direction':
      return { kind: 'word', word: view.entry.direction.toLowerCase() };
    case 'zone':
      return view.entry.zone === void 0 ? { kind: 'unknown' } : { kind: 'number', value: view.entry.zone };
    case 'status':
      return { kind: 'bits', words: statusWords(view.entry) };
    default:
      return { kind: 'unknown' };
  }
}
function statusWords(entry) {
  return (
    entry.status && [
      ...entry.status.map((status) => status.toLowerCase().replace('_', '-')),
      ...(entry.snat ? ['snat'] : []),
      ...(entry.dnat ? ['dnat'] : []),
    ]
  );
}

// src/netfilter/match/readNftMeta.ts
function readNftMeta(key, packet) {
  switch (key) {
    case 'iifname':
      return interfaceName(packet.inInterface);
    case 'oifname':
      return interfaceName(packet.outInterface);
    case 'iif':
      return device(packet.inInterface);
    case 'oif':
      return device(packet.outInterface);
    case 'l4proto':
      return { kind: 'word', word: packet.protocol };
    case 'nfproto':
      return { kind: 'word', word: packet.family === 4 ? 'ipv4' : 'ipv6' };
    case 'protocol':
      return { kind: 'word', word: packet.family === 4 ? 'ip' : 'ip6' };
    case 'mark':
      return { kind: 'number', value: packet.mark };
    case 'length':
      return packet.length === void 0 ? { kind: 'unknown' } : { kind: 'number', value: packet.length };
    case 'skuid':
      return owner(packet.owner, 'uid');
    case 'skgid':
      return owner(packet.owner, 'gid');
    default:
      return { kind: 'unknown' };
  }
}
function interfaceName(name) {
  return name === UNKNOWN_INTERFACE ? { kind: 'unknown' } : { kind: 'word', word: name };
}
function device(name) {
  return name === '' ? { kind: 'breaks', why: 'the packet has no such interface here' } : interfaceName(name);
}
function owner(owner3, id) {
  switch (owner3.kind) {
    case 'user':
      return { kind: 'number', value: owner3[id] };
    case 'ordinary':
      return owner3[id] === void 0
        ? { kind: 'notAnyOf', numbers: owner3.knownNot[`${id}s`] }
        : { kind: 'number', value: owner3[id] };
    case 'none':
      return { kind: 'breaks', why: 'a packet without socket or file has no owner' };
  }
}

// src/netfilter/match/readNftPayload.ts
var WITH_PORTS = ['tcp', 'udp', 'udplite', 'sctp', 'dccp'];
var FLAG_BITS = { FIN: 1, SYN: 2, RST: 4, PSH: 8, ACK: 16, URG: 32 };
function readNftPayload(left, packet, env) {
  const missing3 = { kind: 'breaks', why: `the packet is not ${left.protocol}` };
  switch (left.protocol) {
    case 'ip':
      return packet.family === 4 ? networkField(left.field, packet) : missing3;
    case 'ip6':
      return packet.family === 6 ? networkField(left.field, packet) : missing3;
    case 'th':
      return WITH_PORTS.includes(packet.protocol) ? portField(left.field, packet, env) : missing3;
    case 'icmp':
      return packet.protocol === 'icmp' ? icmpField(left.field, packet) : missing3;
    case 'icmpv6':
      return packet.protocol === 'ipv6-icmp' ? icmpField(left.field, packet) : missing3;
    default:
      if (!WITH_PORTS.includes(left.protocol)) return { kind: 'unknown' };
      return packet.protocol === left.protocol ? portField(left.field, packet, env) : missing3;
  }
}
function networkField(field3, packet) {
  switch (field3) {
    case 'saddr':
      return { kind: 'address', ip: packet.source };
    case 'daddr':
      return { kind: 'address', ip: packet.destination };
    case 'protocol':
    case 'nexthdr':
      return { kind: 'word', word: packet.protocol };
    case 'ttl':
    case 'hoplimit':
      return numberOr(packet.ttl);
    case 'length':
      return packet.family === 4 ? numberOr(packet.length) : { kind: 'unknown' };
    default:
      return { kind: 'unknown' };
  }
}
function portField(field3, packet, env) {
  if (packet.fragment) return { kind: 'breaks', why: 'a later fragment shows no ports' };
  switch (field3) {
    case 'dport':
      return numberOr(packet.destinationPort);
    case 'sport':
      if (packet.sourcePort !== void 0) return { kind: 'number', value: packet.sourcePort };
      return { kind: 'range', ...(env.ephemeralPorts ?? { min: 1024, max: 65535 }) };
    case 'flags':
      if (packet.tcpFlags === void 0) return { kind: 'unknown' };
      return { kind: 'number', value: packet.tcpFlags.reduce((bits3, flag) => bits3 | FLAG_BITS[flag], 0) };
    default:
      return { kind: 'unknown' };
  }
}
function icmpField(field3, packet) {
  if (field3 === 'type') return numberOr(packet.icmpType);
  return field3 === 'code' ? numberOr(packet.icmpCode) : { kind: 'unknown' };
}
function numberOr(value) {
  return value === void 0 ? { kind: 'unknown' } : { kind: 'number', value };
}

// src/netfilter/match/readNft.ts
var UNKNOWN2 = { kind: 'unknown' };
function readNft({ left, mask }, packet, env) {
  const reading = {
    meta: () => readNftMeta(left.field, packet),
    payload: () => readNftPayload(left, packet, env),
    ct: () => readNftConntrack(left.field, packet.conntrack),
  }[left.of]();
  if (mask === void 0 || reading.kind === 'breaks') return reading;
  return reading.kind === 'number' ? { kind: 'number', value: (reading.value & mask) >>> 0 } : UNKNOWN2;
}
function describeNftReading(reading) {
  switch (reading.kind) {
    case 'breaks':
      return 'none';
    case 'unknown':
    case 'notAnyOf':
      return NOT_KNOWN;
    case 'number':
      return String(reading.value);
    case 'range':
      return `${reading.min}-${reading.max}`;
    case 'word':
      return reading.word === '' ? 'none' : reading.word;
    case 'bits':
      return reading.words?.join(',') ?? NOT_KNOWN;
    case 'address':
      return reading.ip.text;
  }
}

// src/netfilter/match/nftValueHolds.ts
function nftValueHolds(reading, value, anyBit) {
  switch (reading.kind) {
    case 'breaks':
      return 'no';
    case 'unknown':
      return 'unknown';
    case 'number':
      return numberHolds(reading.value, value, anyBit);
    case 'range':
      return rangeHolds(reading.min, reading.max, value);
    case 'notAnyOf':
      return value.kind === 'numbers' && isListed(value.range, reading.numbers) ? 'no' : 'unknown';
    case 'word':
      return value.kind === 'word' ? truthOf(wordHolds(value.word, reading.word)) : 'unknown';
    case 'bits':
      return bitsHold(reading.words, value);
    case 'address':
      return addressHolds(reading.ip, value);
  }
}
function numberHolds(number, value, anyBit) {
  if (value.kind !== 'numbers') return 'unknown';
  return truthOf(anyBit ? (number & value.range.min) !== 0 : inRange(value.range, number));
}
function rangeHolds(min, max, value) {
  if (value.kind !== 'numbers') return 'unknown';
  if (value.range.max < min || max < value.range.min) return 'no';
  return value.range.min <= min && max <= value.range.max ? 'yes' : 'unknown';
}
function isListed(range, numbers) {
  return new Set(numbers.filter((number) => inRange(range, number))).size === range.max - range.min + 1;
}
function wordHolds(pattern, word2) {
  return pattern.endsWith('*') ? word2.startsWith(pattern.slice(0, -1)) : pattern === word2;
}
function bitsHold(words, value) {
  if (words === void 0 || value.kind !== 'word') return 'unknown';
  return truthOf(words.includes(value.word));
}
function addressHolds(ip2, value) {
  if (value.kind !== 'addresses') return 'unknown';
  return truthOf(value.min.family === ip2.family && compareIps(value.min, ip2) <= 0 && compareIps(ip2, value.max) <= 0);
}
function compareIps(a, b) {
  const at2 = a.bytes.findIndex((byte, index2) => byte !== b.bytes[index2]);
  return at2 === -1 ? 0 : (a.bytes[at2] ?? 0) - (b.bytes[at2] ?? 0);
}

// src/netfilter/match/nftCompare.ts
var nftCompare = {
  names: [],
  options: {},
  parse: () => void 0,
  print: (match2) => [match2.text],
  evaluate: (match2, packet, env) => [compare2(match2, readNft(match2, packet, env))],
};
function compare2(match2, reading) {
  const name = [match2.left.protocol === '' ? match2.left.of : match2.left.protocol, match2.left.field].join(' ');
  const expected = match2.text;
  const got = describeNftReading(reading);
  if (reading.kind === 'breaks') return { name, expected, got, truth: 'no', note: reading.why };
  return { name, expected, got, truth: holds(match2, reading) };
}
function holds(match2, reading) {
  const { operator, right } = match2;
  switch (operator) {
    case '==':
    case 'in':
      return anyOf(right.map((value) => nftValueHolds(reading, value, operator === 'in')));
    case '!=':
      return not(anyOf(right.map((value) => nftValueHolds(reading, value, false))));
    case '<':
    case '<=':
    case '>':
    case '>=':
      return ordered(operator, reading, right[0]);
  }
}
function ordered(operator, reading, value) {
  if (reading.kind !== 'number' || value?.kind !== 'numbers') return 'unknown';
  const { value: number } = reading;
  const bound = value.range.min;
  const result2 = { '<': number < bound, '<=': number <= bound, '>': number > bound, '>=': number >= bound }[operator];
  return result2 ? 'yes' : 'no';
}

// src/netfilter/match/outInterface.ts
var outInterface = {
  names: [],
  options: { '-o': 1, '--out-interface': '-o' },
  parse(options) {
    const name = options.read('-o', parseInterfaceName);
    return name && { kind: 'outInterface', ...name };
  },
  print: (match2) => optionWords('-o', match2, protectWord(match2.value)),
  evaluate: (match2, { outInterface: name }) => [
    criterion('--out-interface', match2, match2.value, describeInterface(name), interfaceMatches(match2.value, name)),
  ],
};

// src/netfilter/match/ownerCriteria.ts
function socketCriterion(option, owner3) {
  const exists = owner3.kind === 'none' ? owner3.socket : true;
  const got = exists === void 0 ? NOT_KNOWN : exists ? 'a socket' : 'no socket';
  return criterion('--socket-exists', option, 'a socket', got, exists ?? 'unknown');
}
function uidCriterion(uid, owner3) {
  const expected = printRange(uid.value, '-');
  switch (owner3.kind) {
    case 'user':
      return criterion('--uid-owner', uid, expected, String(owner3.uid), inRange(uid.value, owner3.uid));
    case 'ordinary':
      if (owner3.uid === void 0) return ordinaryCriterion('--uid-owner', uid, owner3.knownNot.uids);
      return criterion('--uid-owner', uid, expected, String(owner3.uid), inRange(uid.value, owner3.uid));
    case 'none':
      return criterion('--uid-owner', uid, expected, 'no user', 'no', WITHOUT_OWNER);
  }
}
function gidCriterion(gid, supplementary, owner3) {
  const expected = printRange(gid.value, '-');
  switch (owner3.kind) {
    case 'user': {
      const others = owner3.groups?.map((group) => truthOf(inRange(gid.value, group))) ?? ['unknown'];
      const groups = supplementary
        ? `${owner3.gid}, ${owner3.groups?.join(', ') ?? `others ${NOT_KNOWN}`}`
        : String(owner3.gid);
      return criterion(
        '--gid-owner',
        gid,
        expected,
        groups,
        anyOf([truthOf(inRange(gid.value, owner3.gid)), ...(supplementary ? others : [])]),
      );
    }
    case 'ordinary':
      if (owner3.gid !== void 0 && (!supplementary || inRange(gid.value, owner3.gid))) {
        return criterion('--gid-owner', gid, expected, String(owner3.gid), inRange(gid.value, owner3.gid));
      }
      if (!supplementary) return ordinaryCriterion('--gid-owner', gid, owner3.knownNot.gids);
      return criterion('--gid-owner', gid, expected, NOT_KNOWN, 'unknown', 'supplementary groups are not known');
    case 'none':
      return criterion('--gid-owner', gid, expected, 'no group', 'no', WITHOUT_OWNER);
  }
}
var WITHOUT_OWNER = 'a packet without socket or file matches only the negated test';
function ordinaryCriterion(name, option, knownNot) {
  const { min, max } = option.value;
  const excluded = new Set(knownNot.filter((id) => inRange(option.value, id))).size === max - min + 1;
  return criterion(name, option, printRange(option.value, '-'), 'an ordinary user', excluded ? 'no' : 'unknown');
}

// src/netfilter/match/owner.ts
var owner2 = {
  names: ['owner'],
  options: { '--uid-owner': 1, '--gid-owner': 1, '--suppl-groups': 0, '--socket-exists': 0 },
  parse(options) {
    const socketExists = options.flag('--socket-exists');
    const uid = options.read('--uid-owner', parseIds);
    const gid = options.read('--gid-owner', parseIds);
    const supplementaryGroups = options.has('--suppl-groups');
    return {
      kind: 'owner',
      ...(socketExists && { socketExists }),
      ...(uid && { uid }),
      ...(gid && { gid }),
      supplementaryGroups,
    };
  },
  print: ({ socketExists, uid, gid, supplementaryGroups }) => [
    '-m',
    'owner',
    ...optionWords('--socket-exists', socketExists),
    ...(uid ? optionWords('--uid-owner', uid, printRange(uid.value, '-')) : []),
    ...(gid ? optionWords('--gid-owner', gid, printRange(gid.value, '-')) : []),
    ...(supplementaryGroups ? ['--suppl-groups'] : []),
  ],
  evaluate: ({ socketExists, uid, gid, supplementaryGroups }, packet) => [
    ...(socketExists ? [socketCriterion(socketExists, packet.owner)] : []),
    ...(uid ? [uidCriterion(uid, packet.owner)] : []),
    ...(gid ? [gidCriterion(gid, supplementaryGroups, packet.owner)] : []),
  ],
};
function parseIds(text) {
  return text.startsWith('-') || text.endsWith('-') ? void 0 : parseRange3(text, '-', U32_MAX - 1);
}

// src/netfilter/match/physdev.ts
var physdev = {
  names: ['physdev'],
  options: {
    '--physdev-in': 1,
    '--physdev-out': 1,
    '--physdev-is-in': 0,
    '--physdev-is-out': 0,
    '--physdev-is-bridged': 0,
  },
  parse(options) {
    const [inside, outside] = [
      options.read('--physdev-in', parseInterfaceName),
      options.read('--physdev-out', parseInterfaceName),
    ];
    const [isIn, isOut] = [options.flag('--physdev-is-in'), options.flag('--physdev-is-out')];
    const isBridged = options.flag('--physdev-is-bridged');
    if (!inside && !outside && !isIn && !isOut && !isBridged) return void 0;
    return {
      kind: 'physdev',
      ...(inside && { in: inside }),
      ...(outside && { out: outside }),
      ...(isIn && { isIn }),
      ...(isOut && { isOut }),
      ...(isBridged && { isBridged }),
    };
  },
  print: (match2) => [
    '-m',
    'physdev',
    ...tests(match2).flatMap(([name, option, value]) =>
      optionWords(name, option, ...(value === void 0 ? [] : [protectWord(value)])),
    ),
  ],
  evaluate: (match2, packet) =>
    tests(match2).map(([name, option, value]) => portCriterion(name, option, value ?? 'a bridge port', packet)),
};
function tests(match2) {
  return [
    ...(match2.in ? [['--physdev-in', match2.in, match2.in.value]] : []),
    ...(match2.isIn ? [['--physdev-is-in', match2.isIn]] : []),
    ...(match2.out ? [['--physdev-out', match2.out, match2.out.value]] : []),
    ...(match2.isOut ? [['--physdev-is-out', match2.isOut]] : []),
    ...(match2.isBridged ? [['--physdev-is-bridged', match2.isBridged]] : []),
  ];
}
function portCriterion(name, option, expected, { inInterface: inInterface2 }) {
  const local = inInterface2 === '' || inInterface2 === 'lo';
  return criterion(name, option, expected, local ? 'no bridge' : NOT_KNOWN, local ? 'no' : 'unknown');
}

// src/netfilter/match/pkttype.ts
var pkttype = {
  names: ['pkttype'],
  options: { '--pkt-type': 1 },
  parse(options) {
    const type = options.read('--pkt-type', parseType);
    return type && { kind: 'pkttype', type };
  },
  print: (match2) => ['-m', 'pkttype', ...optionWords('--pkt-type', match2.type, match2.type.value)],
  evaluate({ type }, packet, env) {
    const got = frameType(packet, env);
    return [
      criterion('--pkt-type', type, type.value, got ?? NOT_KNOWN, got === void 0 ? 'unknown' : got === type.value),
    ];
  },
};
function parseType(text) {
  const name = text.toLowerCase();
  if (name === 'host') return 'unicast';
  return name === 'unicast' || name === 'broadcast' || name === 'multicast' ? name : void 0;
}
function frameType({ inInterface: inInterface2, destination: destination2 }, { interfaces }) {
  if (inInterface2 === '' || inInterface2 === 'lo') return 'unicast';
  if (isMulticast(destination2)) return 'multicast';
  if (destination2.family === 6) return 'unicast';
  const broadcast2 = addressTypeTruth(['BROADCAST'], destination2, interfaces, void 0);
  return broadcast2 === 'unknown' ? void 0 : broadcast2 === 'yes' ? 'broadcast' : 'unicast';
}

// src/netfilter/match/protocol.ts
var protocol = {
  names: [],
  options: { '-p': 1, '--protocol': '-p', '--proto': '-p' },
  parse(options) {
    const name = options.read('-p', protocolName);
    return name && !(name.not && name.value === 'all') ? { kind: 'protocol', ...name } : void 0;
  },
  print: (match2) => optionWords('-p', match2, match2.value),
  evaluate(match2, packet) {
    const got = protocolName(packet.protocol) ?? packet.protocol;
    return [criterion('--protocol', match2, match2.value, got, match2.value === 'all' || match2.value === got)];
  },
};

// src/netfilter/match/sctp.ts
var sctp = {
  names: ['sctp'],
  options: { ...PORT_OPTIONS2, '--chunk-types': 2 },
  parse(options) {
    const chunks = options.words('--chunk-types');
    return {
      kind: 'sctp',
      ...readPorts(options),
      ...(chunks && { chunkTypes: { not: chunks.not, value: chunks.values } }),
    };
  },
  print: (match2) => [
    '-m',
    'sctp',
    ...printPorts2(match2),
    ...optionWords('--chunk-types', match2.chunkTypes, ...(match2.chunkTypes?.value ?? [])),
  ],
  evaluate: (match2, packet, env) => [
    ...evaluatePorts(match2, packet, env),
    ...(match2.chunkTypes
      ? [
          fixedCriterion(
            '--chunk-types',
            match2.chunkTypes,
            match2.chunkTypes.value.join(' '),
            NOT_KNOWN,
            'unknown',
            'SCTP chunks are not modelled',
          ),
        ]
      : []),
  ],
};

// src/netfilter/match/set.ts
var set = {
  names: ['set'],
  options: { '--match-set': 2, '--set': '--match-set' },
  parse(options) {
    const words = options.words('--match-set');
    const [name, flags2 = ''] = words?.values ?? [];
    const dimensions = flags2.split(',').filter((flag) => flag === 'src' || flag === 'dst');
    if (words === void 0 || name === void 0 || dimensions.join(',') !== flags2) return void 0;
    return { kind: 'set', set: name, not: words.not, dimensions };
  },
  print: (match2) => [
    '-m',
    'set',
    ...optionWords('--match-set', match2, protectWord(match2.set), match2.dimensions.join(',')),
  ],
  evaluate: (match2) => [
    criterion(
      '--match-set',
      match2,
      `${match2.set} ${match2.dimensions.join(',')}`,
      NOT_KNOWN,
      'unknown',
      'the content of an ipset is not in the rules',
    ),
  ],
};

// src/netfilter/match/socket.ts
var socket = {
  names: ['socket'],
  options: { '--transparent': 0, '--nowildcard': 0, '--restore-skmark': 0 },
  parse: (options) => ({
    kind: 'socket',
    transparent: options.has('--transparent'),
    nowildcard: options.has('--nowildcard'),
    restoreMark: options.has('--restore-skmark'),
  }),
  print: (match2) => ['-m', 'socket', ...flags(match2)],
  evaluate(match2, packet, env) {
    const { truth, got } = socketFor(match2, packet, env);
    return [criterion('socket', { not: false }, flags(match2).join(' ') || 'a socket', got, truth)];
  },
};
function flags({ transparent, nowildcard, restoreMark }) {
  return [
    ...(transparent ? ['--transparent'] : []),
    ...(nowildcard ? ['--nowildcard'] : []),
    ...(restoreMark ? ['--restore-skmark'] : []),
  ];
}
function socketFor(match2, packet, env) {
  const { connectedSocket: connectedSocket2, assignedSocket } = env;
  if (assignedSocket !== void 0) return matchListener(match2, assignedSocket);
  if (connectedSocket2 !== void 0 && connectedSocket2 !== 'none') {
    const { transparent } = connectedSocket2;
    const got = transparent === true ? 'a connected transparent socket' : 'a connected socket';
    if (!match2.transparent) return { truth: 'yes', got };
    return { truth: transparent === void 0 ? 'unknown' : truthOf(transparent), got };
  }
  if (packet.conntrack.state !== 'NEW' && connectedSocket2 === void 0) return { truth: 'unknown', got: NOT_KNOWN };
  const listener = listenerFor2(packet, env);
  if (listener === void 0) return { truth: 'unknown', got: NOT_KNOWN };
  return listener === 'none' ? { truth: 'no', got: 'no socket' } : matchListener(match2, listener);
}
function matchListener(match2, { address: address2, transparent }) {
  const got = `a listener on ${address2.ip.text}:${address2.port}`;
  if (isUnspecified(address2.ip) && !match2.nowildcard) return { truth: 'no', got };
  if (!match2.transparent) return { truth: 'yes', got };
  return { truth: transparent === void 0 ? 'unknown' : truthOf(transparent), got };
}
function listenerFor2(packet, { sockets }) {
  const { destinationPort: port, protocol: protocol2 } = packet;
  if (sockets === void 0 || port === void 0 || (protocol2 !== 'tcp' && protocol2 !== 'udp')) return void 0;
  const candidates2 = sockets.filter(
    (one) =>
      one.protocol === protocol2 &&
      one.address.port === port &&
      (one.boundTo === void 0 || one.boundTo === packet.inInterface) &&
      takes(one, packet),
  );
  return candidates2.find((one) => ipEquals(one.address.ip, packet.destination)) ?? candidates2[0] ?? 'none';
}
function takes({ address: { ip: ip2 }, v6only }, { family, destination: destination2 }) {
  if (!isUnspecified(ip2)) return ipEquals(ip2, destination2);
  return ip2.family === family || (ip2.family === 6 && v6only !== true);
}

// src/netfilter/match/source.ts
var source = {
  names: [],
  options: { '-s': 1, '--source': '-s', '--src': '-s' },
  parse(options) {
    const address2 = options.read('-s', parseAddressMask);
    return address2 && { kind: 'source', ...address2 };
  },
  print: (match2) => optionWords('-s', match2, printAddressMask(match2.value)),
  evaluate: (match2, packet) => [
    criterion(
      '--source',
      match2,
      printAddressMask(match2.value),
      packet.source.text,
      addressInMask(match2.value, packet.source),
    ),
  ],
};

// src/netfilter/match/statistic.ts
var statistic = {
  names: ['statistic'],
  options: { '--mode': 1, '--probability': 1, '--every': 1, '--packet': 1 },
  parse(options) {
    const mode = options.plain('--mode', (text) => (text === 'random' || text === 'nth' ? text : void 0));
    if (mode === 'random') {
      const chance2 = options.read('--probability', parseProbability);
      return chance2 && { kind: 'statistic', not: chance2.not, mode: { kind: mode, probability: chance2.value } };
    }
    const every = options.read('--every', (text) => parseNumber(text, U32_MAX));
    const packet = options.plain('--packet', (text) => parseNumber(text, U32_MAX)) ?? 0;
    if (mode === void 0 || every === void 0 || every.value === 0 || packet >= every.value) return void 0;
    return { kind: 'statistic', not: every.not, mode: { kind: mode, every: every.value, packet } };
  },
  print: ({ not: not2, mode }) => [
    '-m',
    'statistic',
    '--mode',
    mode.kind,
    ...(mode.kind === 'random'
      ? optionWords('--probability', { not: not2 }, mode.probability.toFixed(11))
      : [...optionWords('--every', { not: not2 }, String(mode.every)), '--packet', String(mode.packet)]),
  ],
  evaluate(match2) {
    const chance2 = plainChance(match2);
    const expected =
      match2.mode.kind === 'nth' ? `one of ${match2.mode.every}` : `probability ${match2.mode.probability}`;
    const truth = chance2 >= 1 ? 'yes' : chance2 <= 0 ? 'no' : 'unknown';
    return [criterion('statistic', match2, expected, 'chance', truth)];
  },
};
function statisticChance(match2) {
  return match2.not ? 1 - plainChance(match2) : plainChance(match2);
}
function plainChance({ mode }) {
  return mode.kind === 'random' ? mode.probability : 1 / mode.every;
}
function parseProbability(text) {
  const value = /^(?:[0-9]+(?:\.[0-9]*)?|\.[0-9]+)$/.test(text) ? Number(text) : Number.NaN;
  return value >= 0 && value <= 1 ? value : void 0;
}

// src/netfilter/match/tcpFlags.ts
var FLAGS = ['FIN', 'SYN', 'RST', 'PSH', 'ACK', 'URG'];
var SYN = { mask: ['FIN', 'SYN', 'RST', 'ACK'], set: ['SYN'] };
function readTcpFlags(options) {
  const flags2 = options.words('--tcp-flags');
  if (flags2 === void 0) {
    const syn = options.flag('--syn');
    return syn && { not: syn.not, value: SYN };
  }
  const [mask, set2] = flags2.values.map(parseFlags2);
  if (mask !== void 0 && set2 !== void 0) return { not: flags2.not, value: { mask, set: set2 } };
  options.fail();
  return void 0;
}
function printTcpFlags({ mask, set: set2 }) {
  return [mask.join(',') || 'NONE', set2.join(',') || 'NONE'];
}
function tcpFlagsMatch({ mask, set: set2 }, flags2) {
  return FLAGS.every((flag) => (mask.includes(flag) && flags2.includes(flag)) === set2.includes(flag));
}
function parseFlags2(text) {
  const upper = text.toUpperCase();
  if (upper === 'ALL') return FLAGS;
  if (upper === 'NONE') return [];
  if (/^0X[0-9A-F]{1,2}$/.test(upper)) return FLAGS.filter((_, bit) => Number(upper) & (1 << bit));
  const names = upper.split(',');
  const known2 = FLAGS.filter((flag) => names.includes(flag));
  return names.every((name) => FLAGS.some((flag) => flag === name)) ? known2 : void 0;
}

// src/netfilter/match/tcp.ts
var tcp = {
  names: ['tcp'],
  options: { ...PORT_OPTIONS2, '--tcp-flags': 2, '--syn': 0, '--tcp-option': 1 },
  parse(options) {
    const ports = readPorts(options);
    const option = options.read('--tcp-option', (text) => parseNumber(text, 255));
    const flags2 = readTcpFlags(options);
    return { kind: 'tcp', ...ports, ...(flags2 && { flags: flags2 }), ...(option && { option }) };
  },
  print: (match2) => [
    '-m',
    'tcp',
    ...printPorts2(match2),
    ...(match2.option ? optionWords('--tcp-option', match2.option, String(match2.option.value)) : []),
    ...(match2.flags ? optionWords('--tcp-flags', match2.flags, ...printTcpFlags(match2.flags.value)) : []),
  ],
  evaluate: (match2, packet, env) => [
    ...evaluatePorts(match2, packet, env),
    ...(match2.flags ? [flagsCriterion(match2.flags, packet)] : []),
    ...(match2.option
      ? [
          fixedCriterion(
            '--tcp-option',
            match2.option,
            String(match2.option.value),
            NOT_KNOWN,
            'unknown',
            'TCP options are not modelled',
          ),
        ]
      : []),
  ],
};
function flagsCriterion(flags2, { tcpFlags }) {
  const expected = printTcpFlags(flags2.value).join(' ');
  if (tcpFlags === void 0) return criterion('--tcp-flags', flags2, expected, NOT_KNOWN, 'unknown');
  return criterion(
    '--tcp-flags',
    flags2,
    expected,
    tcpFlags.join(',') || 'NONE',
    tcpFlagsMatch(flags2.value, tcpFlags),
  );
}

// src/netfilter/match/tos.ts
var NAMES4 = {
  'minimize-delay': 16,
  'maximize-throughput': 8,
  'maximize-reliability': 4,
  'minimize-cost': 2,
  'normal-service': 0,
};
var tos = {
  names: ['tos'],
  options: { '--tos': 1 },
  parse(options) {
    const value = options.read('--tos', parseTos);
    return value && { kind: 'tos', tos: value };
  },
  print: ({ tos: option }) => ['-m', 'tos', ...optionWords('--tos', option, printTos(option.value))],
  evaluate({ tos: option }, packet) {
    if (packet.tos !== void 0) return [maskedCriterion('--tos', option, packet.tos)];
    return [criterion('--tos', option, printMaskedValue(option.value, 255), NOT_KNOWN, 'unknown')];
  },
};
function printTos({ value, mask }) {
  return [value, mask].map((byte) => `0x${byte.toString(16).padStart(2, '0')}`).join('/');
}
function parseTos(text) {
  const name = text.toLowerCase();
  if (Object.hasOwn(NAMES4, name)) return { value: NAMES4[name] ?? 0, mask: 63 };
  return parseMaskedValue(text, 255);
}

// src/netfilter/match/ttl.ts
var ttl = {
  names: ['ttl', 'hl'],
  options: {
    '--ttl-eq': 1,
    '--hl-eq': '--ttl-eq',
    '--ttl-lt': 1,
    '--hl-lt': '--ttl-lt',
    '--ttl-gt': 1,
    '--hl-gt': '--ttl-gt',
    '--ttl': '--ttl-eq',
  },
  parse(options, name) {
    const byte = (text) => parseNumber(text, 255);
    const equal = options.read('--ttl-eq', byte);
    const less = options.plain('--ttl-lt', byte);
    const greater = options.plain('--ttl-gt', byte);
    const tests2 = [
      ...(equal ? [{ comparison: equal.not ? 'ne' : 'eq', value: equal.value }] : []),
      ...(less !== void 0 ? [{ comparison: 'lt', value: less }] : []),
      ...(greater !== void 0 ? [{ comparison: 'gt', value: greater }] : []),
    ];
    const [test] = tests2;
    return test && tests2.length === 1 ? { kind: 'ttl', module: name === 'hl' ? 'hl' : 'ttl', ...test } : void 0;
  },
  print: ({ module, comparison, value }) => [
    '-m',
    module,
    ...(comparison === 'ne' ? ['!', `--${module}-eq`] : [`--${module}-${comparison}`]),
    String(value),
  ],
  evaluate({ module, comparison, value }, { ttl: got }) {
    const not2 = comparison === 'ne';
    const name = `--${module}-${not2 ? 'eq' : comparison}`;
    if (got === void 0) return [criterion(name, { not: not2 }, String(value), NOT_KNOWN, 'unknown')];
    const holds2 = comparison === 'lt' ? got < value : comparison === 'gt' ? got > value : got === value;
    return [criterion(name, { not: not2 }, String(value), String(got), holds2)];
  },
};

// src/netfilter/match/udp.ts
var udp = {
  names: ['udp'],
  options: PORT_OPTIONS2,
  parse: (options) => ({ kind: 'udp', ...readPorts(options) }),
  print: (match2) => ['-m', 'udp', ...printPorts2(match2)],
  evaluate: evaluatePorts,
};

// src/netfilter/match/udplite.ts
var udplite = {
  names: ['udplite'],
  options: PORT_OPTIONS2,
  parse: (options) => ({ kind: 'udplite', ...readPorts(options) }),
  print: (match2) => ['-m', 'udplite', ...printPorts2(match2)],
  evaluate: evaluatePorts,
};

// src/netfilter/match/unsupported.ts
var unsupported4 = {
  names: [],
  options: {},
  parse: () => void 0,
  print: (match2) => (match2.text === '' ? [] : [match2.text]),
  evaluate: ({ module, text, why }) => [
    fixedCriterion(
      module,
      { not: false },
      text === '' ? module : text,
      NOT_KNOWN,
      'unknown',
      why ?? `the match ${module} is not modelled`,
    ),
  ],
};

// src/netfilter/match/matchModules.ts
var matchModules = {
  source,
  destination,
  inInterface,
  outInterface,
  protocol,
  fragment,
  tcp,
  udp,
  udplite,
  sctp,
  dccp,
  icmp,
  multiport,
  owner: owner2,
  mark,
  connmark,
  conntrack,
  addrtype,
  socket,
  comment,
  iprange,
  length,
  ttl,
  tos,
  dscp,
  pkttype,
  mac,
  physdev,
  set,
  statistic,
  nftCompare,
  unsupported: unsupported4,
};

// src/netfilter/matchRule.ts
function matchRule(rule, packet, env) {
  const criteria = [];
  let truth = 'yes';
  let chance2 = 1;
  for (const match2 of rule.matches) {
    const found = evaluateMatch(match2, packet, env);
    criteria.push(...found);
    const one = allOf(found.map((criterion2) => criterion2.truth));
    if (one === 'no') return { truth: 'no', criteria };
    if (one === 'yes') continue;
    truth = 'unknown';
    chance2 = chance2 !== void 0 && match2.kind === 'statistic' ? chance2 * statisticChance(match2) : void 0;
  }
  return truth === 'unknown' && chance2 !== void 0 ? { truth, criteria, chance: chance2 } : { truth, criteria };
}
function evaluateMatch(match2, packet, env) {
  return matchModules[match2.kind].evaluate(match2, packet, env);
}

// src/netfilter/walk/hooks/decideRule.ts
function decideRule(journey, hook, rule) {
  const match2 = matchRule(rule, packetOf(journey), matchEnv(journey, hook, rule.table));
  const { truth, criteria, chance: chance2 } = match2;
  if (truth !== 'unknown') return { matches: truth === 'yes', match: match2 };
  if (isIdle2(rule)) return { matches: false, match: match2 };
  const coordinate = ruleCoordinate(rule);
  if (chance2 !== void 0 && chance2 > 0 && chance2 < 1) {
    const { value } = journey.choose({
      name: 'statistic',
      about: `whether ${coordinate} matches`,
      branches: [
        { label: 'match', probability: chance2, value: true },
        { label: 'pass', probability: 1 - chance2, value: false },
      ],
    });
    return { matches: value, match: match2 };
  }
  const answer = journey.ask({ what: `${coordinate} (${openCriteria(rule, criteria)})`, answers: 2 });
  return { matches: answer === 1, match: match2 };
}
function isIdle2(rule) {
  const idle = (kind) => kind === void 0 || kind === 'passive';
  return idle(rule.target?.kind) && (rule.statements ?? []).every(({ kind }) => idle(kind));
}
function openCriteria(rule, criteria) {
  const modules = rule.matches.filter(isUnsupported).map(({ module }) => `-m ${module}`);
  if (modules.length > 0) return modules.join(', ');
  return criteria
    .filter(({ truth }) => truth === 'unknown')
    .map(({ name, expected }) => `${name} ${expected}`)
    .join(', ');
}
function isUnsupported(match2) {
  return match2.kind === 'unsupported';
}

// src/netfilter/walk/hooks/nearMisses.ts
var MOST2 = 5;
function nearMisses(missed) {
  return missed
    .map(({ rule, match: match2 }) => ({
      rule,
      failed: match2.criteria.find(({ truth }) => truth === 'no'),
      met: match2.criteria.filter(({ truth }) => truth === 'yes').length,
    }))
    .sort((a, b) => b.met - a.met)
    .slice(0, MOST2)
    .flatMap(({ rule, failed }) => (failed === void 0 ? [] : [{ rule, failed }]));
}
function consulted2(missed) {
  return [
    ...new Set(missed.flatMap(({ match: match2 }) => match2.criteria.find(({ truth }) => truth === 'no')?.name ?? [])),
  ];
}

// src/netfilter/walk/hooks/meetRule.ts
function meetRule(journey, hook, entry, stack, rule) {
  const frame = stack.at(-1);
  const { matches, match: match2 } = decideRule(journey, hook, rule);
  if (!matches) {
    frame?.missed.push({ rule, match: match2 });
    return void 0;
  }
  const { effect, effects } = applyRule(journey, hook, rule);
  if (effect.kind === 'break') return void 0;
  const step = {
    kind: 'rule',
    coordinate: ruleCoordinate(rule),
    hook,
    backend: entry.backend,
    rule,
    verdict: verdictOf(effect),
    because: match2.criteria,
    effects,
    nearMisses: nearMisses(frame?.missed ?? []),
    consulted: consulted2(frame?.missed ?? []),
  };
  if (frame !== void 0) frame.missed = [];
  journey.steps.push(step);
  switch (effect.kind) {
    case 'next':
      return void 0;
    case 'accept':
      return ACCEPT;
    case 'end':
      return { kind: 'end', end: effect.end(step) };
    case 'return':
      stack.pop();
      return void 0;
    case 'jump':
    case 'goto':
      return enterChain(entry, stack, rule, effect);
  }
}
function applyRule(journey, hook, rule) {
  const effects = [];
  for (const target of [...(rule.statements ?? []), ...(rule.target === void 0 ? [] : [rule.target])]) {
    const effect = applyTarget(journey, hook, rule, target);
    if ('effects' in effect) effects.push(...effect.effects);
    if (effect.kind !== 'next') return { effect, effects };
  }
  return { effect: NEXT, effects };
}
function enterChain(entry, stack, rule, { kind, chain: name }) {
  const chain = entry.table.chains.find((candidate) => candidate.name === name);
  if (chain === void 0) {
    const why = entry.table.incomplete?.why ?? `chain ${name} is not in the text`;
    return undecided3(`${ruleCoordinate(rule)}: ${why}`);
  }
  if (kind === 'goto') stack.pop();
  stack.push(frameOf(chain));
  return void 0;
}
function verdictOf(effect) {
  switch (effect.kind) {
    case 'next':
      return 'CONTINUE';
    case 'accept':
      return 'ACCEPT';
    case 'return':
      return 'RETURN';
    case 'jump':
      return `JUMP:${effect.chain}`;
    case 'goto':
      return `GOTO:${effect.chain}`;
    case 'end':
      return effect.verdict;
  }
}

// src/netfilter/walk/hooks/walkChain.ts
var MOST_STEPS = 2e4;
function walkChain(journey, hook, entry) {
  const base = frameOf(entry.chain);
  const stack = [base];
  for (let frame = stack.at(-1); frame !== void 0; frame = stack.at(-1)) {
    const rule = frame.chain.rules[frame.next];
    if (rule === void 0) {
      stack.pop();
      if (frame !== base) endOfCalled(journey, hook, entry, frame);
      continue;
    }
    journey.budget.left -= 1;
    if (journey.budget.left < 0 || journey.steps.length > MOST_STEPS)
      return undecided3(`${ruleCoordinate(rule)}: too many rules are met, the chains may loop`);
    frame.next += 1;
    const outcome = meetRule(journey, hook, entry, stack, rule);
    if (outcome !== void 0) return outcome;
  }
  return applyPolicy(journey, hook, entry, base);
}
function endOfCalled(journey, hook, { backend, table }, { chain, missed }) {
  plainStep(journey, {
    kind: 'return',
    coordinate: `${table.name}:${chain.name}:return:${chain.rules.length + 1}`,
    hook,
    backend,
    verdict: 'RETURN',
    nearMisses: nearMisses(missed),
    consulted: consulted2(missed),
  });
}
function applyPolicy(journey, hook, entry, { missed }) {
  const { backend, table, chain } = entry;
  const verdict2 = chain.policy ?? 'ACCEPT';
  if (chain.rules.length === 0 && verdict2 === 'ACCEPT') return ACCEPT;
  const step = plainStep(journey, {
    kind: 'policy',
    coordinate: `${table.name}:${chain.name}:policy:${chain.rules.length + 1}`,
    hook,
    backend,
    verdict: verdict2,
    nearMisses: nearMisses(missed),
    consulted: consulted2(missed),
  });
  if (verdict2 === 'ACCEPT') return ACCEPT;
  const drop = dropEffect(journey, hook);
  return drop.kind === 'end' ? { kind: 'end', end: drop.end(step) } : ACCEPT;
}

// src/netfilter/walk/nat/rewriteKnown.ts
function rewriteKnown(journey, what) {
  const { tracking, packet } = journey;
  if (tracking.kind !== 'flow') return [];
  const { flow, direction } = tracking;
  const undoes = direction === 'REPLY';
  const translated = (what === 'destination') !== undoes ? flow.dnat : flow.snat;
  if (!translated) return [];
  const goal = invertTuple(undoes ? flow.original : flow.reply);
  const read = what === 'source' ? tupleSource : tupleDestination;
  const before = read(packet);
  const after2 = read(goal);
  if (before.ip.text === after2.ip.text && before.port === after2.port) return [];
  journey.packet = rewritten(packet, what, goal);
  return [`${what} ${formatSocketAddress(before)} -> ${formatSocketAddress(after2)}`];
}
function rewritten(packet, what, goal) {
  if (what === 'source') {
    const { sourcePort: _2, ...rest2 } = packet;
    return { ...rest2, source: goal.source, ...(goal.sourcePort === void 0 ? {} : { sourcePort: goal.sourcePort }) };
  }
  const { destinationPort: _, ...rest } = packet;
  return {
    ...rest,
    destination: goal.destination,
    ...(goal.destinationPort === void 0 ? {} : { destinationPort: goal.destinationPort }),
  };
}

// src/netfilter/walk/nat/natStage.ts
function natStage(journey, hook, groups) {
  if (journey.tracking.kind !== 'flow') return ACCEPT;
  const rewritesDestination = hook === 'PREROUTING' || hook === 'OUTPUT';
  if (isDecided(journey, rewritesDestination)) {
    const effects = rewriteKnown(journey, rewritesDestination ? 'destination' : 'source');
    if (effects.length > 0) plainStep(journey, { kind: 'conntrack', hook, verdict: 'nat', effects });
    return ACCEPT;
  }
  const outcome = consult(journey, hook, groups, rewritesDestination);
  remember(journey, rewritesDestination);
  return outcome;
}
function remember(journey, rewritesDestination) {
  const { tracking } = journey;
  if (tracking.kind !== 'flow') return;
  const decided4 = rewritesDestination ? { destinationDecided: true } : { sourceDecided: true };
  journey.tracking = { ...tracking, flow: { ...tracking.flow, ...decided4 } };
}
function isDecided(journey, rewritesDestination) {
  const { tracking, packet } = journey;
  if (tracking.kind !== 'flow' || !mayAsk(tracking.state, packet.protocol)) return true;
  return rewritesDestination ? tracking.flow.destinationDecided : tracking.flow.sourceDecided;
}
function mayAsk(state, protocol2) {
  return state === 'NEW' || (state === 'RELATED' && protocol2 === 'tcp');
}
function consult(journey, hook, groups, rewritesDestination) {
  for (const group of groups) {
    for (const chain of inOrder(journey, hook, group)) {
      const outcome = walkChain(journey, hook, chain);
      if (outcome.kind === 'end' || isTranslated(journey, rewritesDestination)) return outcome;
    }
  }
  return ACCEPT;
}
function isTranslated({ tracking }, rewritesDestination) {
  return (
    tracking.kind === 'flow' && (rewritesDestination ? tracking.flow.destinationDecided : tracking.flow.sourceDecided)
  );
}

// src/netfilter/walk/routing/rerouteOutput.ts
function rerouteOutput(journey) {
  const { packet, netns } = journey;
  const found = lookupRoute(netns, {
    destination: packet.destination,
    source: packet.source,
    mark: packet.mark,
    inInterface: '',
  });
  if (found.kind === 'none') return lost(journey, found.why, found.error);
  if (found.kind === 'unknown') return undecided3(found.why);
  const device2 = found.route.type === 'local' ? 'lo' : (found.route.device ?? '');
  if (packet.family === 4 && isLoopback(packet.source) && device2 !== 'lo' && !routeLocalnet(netns, device2)) {
    return lost(
      journey,
      `a packet from ${packet.source.text} cannot leave by ${device2}: route_localnet is off`,
      'EINVAL',
    );
  }
  const effects = device2 === journey.outDevice ? [] : [`out interface ${journey.outDevice} -> ${device2}`];
  journey.outDevice = device2;
  plainStep(journey, { kind: 'routing', hook: 'OUTPUT', verdict: device2, effects });
  return ACCEPT;
}
function lost(journey, why, error) {
  plainStep(journey, { kind: 'routing', hook: 'OUTPUT', verdict: 'unroutable', effects: [why] });
  const senderSees = journey.packet.protocol === 'tcp' ? 'timeout' : error;
  return { kind: 'end', end: { kind: 'unroutable', why, senderSees } };
}

// src/netfilter/walk/hooks/isOfFamily.ts
function isOfFamily(table, family) {
  return table.family === 'inet' || (table.family === 'ip') === (family === 4);
}

// src/netfilter/walk/hooks/hookStages.ts
var CONNTRACK_PRIORITY = -200;
var NAT_PRIORITY = {
  PREROUTING: -100,
  INPUT: 100,
  FORWARD: 0,
  OUTPUT: -100,
  POSTROUTING: 100,
};
function hookStages(tables, hook, family) {
  const chains = tables.filter(({ table }) => isOfFamily(table, family)).flatMap((entry) => baseChains(entry, hook));
  const nat = byPriority(chains.filter(({ base }) => base.type === 'nat'));
  const stages = byPriority(chains.filter(({ base }) => base.type !== 'nat')).map((group) => ({
    priority: group[0]?.base.priority ?? 0,
    stage: { kind: 'chains', chains: group },
  }));
  if (hook !== 'FORWARD') stages.push({ priority: NAT_PRIORITY[hook], stage: { kind: 'nat', groups: nat } });
  if (hook === 'PREROUTING' || hook === 'OUTPUT') {
    stages.push({ priority: CONNTRACK_PRIORITY, stage: { kind: 'conntrack' } });
  }
  return stages.sort((a, b) => a.priority - b.priority).map(({ stage }) => stage);
}
function baseChains(entry, hook) {
  return entry.table.chains.flatMap((chain) =>
    chain.base?.hook === hook ? [{ ...entry, chain, base: chain.base }] : [],
  );
}
function byPriority(chains) {
  const groups = /* @__PURE__ */ new Map();
  for (const chain of chains) {
    const group = groups.get(chain.base.priority);
    if (group === void 0) groups.set(chain.base.priority, [chain]);
    else group.push(chain);
  }
  return [...groups.entries()].sort(([a], [b]) => a - b).map(([, group]) => group);
}

// src/netfilter/model/builtinChain.ts
var NAT = { PREROUTING: -100, INPUT: 100, OUTPUT: -100, POSTROUTING: 100 };
function isHook(name) {
  return name === 'PREROUTING' || name === 'INPUT' || name === 'FORWARD' || name === 'OUTPUT' || name === 'POSTROUTING';
}
function builtinChain(table, chain, backend) {
  if (!isHook(chain)) return void 0;
  const atLocalHooks = chain === 'INPUT' || chain === 'FORWARD' || chain === 'OUTPUT';
  switch (table) {
    case 'raw':
      return chain === 'PREROUTING' || chain === 'OUTPUT' ? { hook: chain, priority: -300, type: 'filter' } : void 0;
    case 'mangle':
      return { hook: chain, priority: -150, type: chain === 'OUTPUT' ? 'route' : 'filter' };
    case 'nat': {
      const priority = NAT[chain];
      return priority === void 0 ? void 0 : { hook: chain, priority, type: 'nat' };
    }
    case 'filter':
      return atLocalHooks ? { hook: chain, priority: 0, type: 'filter' } : void 0;
    case 'security':
      return atLocalHooks ? { hook: chain, priority: backend === 'legacy' ? 50 : 150, type: 'filter' } : void 0;
    default:
      return void 0;
  }
}

// src/netfilter/walk/hooks/missingChain.ts
function missingChain(tables, hook, family) {
  return tables.find((entry) => isOfFamily(entry.table, family) && mayLack(entry, hook))?.table.incomplete?.why;
}
function mayLack({ table, backend }, hook) {
  const hangsThere = builtinChain(table.name, hook, backend) !== void 0;
  switch (table.incomplete?.kind) {
    case void 0:
      return false;
    case 'foreign-base-chains':
      return true;
    case 'truncated':
    case 'incompatible':
      return hangsThere;
    case 'excerpt':
      return hangsThere && !table.chains.some(({ name }) => name === hook);
  }
}

// src/netfilter/walk/hooks/runHook.ts
function runHook(journey, hook) {
  const { family } = journey.packet;
  const missing3 = missingChain(journey.tables, hook, family);
  if (missing3 !== void 0) return undecided3(`${hook}: ${missing3}`);
  for (const stage of hookStages(journey.tables, hook, family)) {
    const outcome = runStage(journey, hook, stage);
    if (outcome.kind === 'end') return outcome;
  }
  return ACCEPT;
}
function runStage(journey, hook, stage) {
  switch (stage.kind) {
    case 'conntrack':
      trackPacket(journey, hook);
      return ACCEPT;
    case 'nat':
      return runNat(journey, hook, stage.groups);
    case 'chains':
      return runChains(journey, hook, stage.chains);
  }
}
function runNat(journey, hook, groups) {
  const before = journey.packet.destination.text;
  const outcome = natStage(journey, hook, groups);
  if (outcome.kind === 'end' || hook !== 'OUTPUT' || journey.packet.destination.text === before) return outcome;
  return rerouteOutput(journey);
}
function runChains(journey, hook, chains) {
  for (const chain of inOrder(journey, hook, chains)) {
    const { mark: mark2 } = journey.packet;
    const writes = journey.headerWrites;
    const outcome = walkChain(journey, hook, chain);
    if (outcome.kind === 'end') return outcome;
    if (chain.base.type !== 'route' || hook !== 'OUTPUT') continue;
    if (journey.packet.mark === mark2 && journey.headerWrites === writes) continue;
    const rerouted = rerouteOutput(journey);
    if (rerouted.kind === 'end') return rerouted;
  }
  return ACCEPT;
}

// src/netfilter/walk/flow/confirmFlow.ts
function confirmFlow(journey) {
  const { tracking } = journey;
  if (tracking.kind !== 'flow' || tracking.flow.confirmed) return;
  journey.tracking = { ...tracking, flow: { ...tracking.flow, confirmed: true } };
}

// src/netfilter/walk/path/answersOpening.ts
function answersOpening({ packet, opening }) {
  const expected = invertTuple(opening.tuple);
  if (packet.protocol !== opening.protocol) return packet.destination.text === expected.destination.text;
  return sameTuple(expected, packet);
}

// src/netfilter/walk/path/lostReply.ts
function lostReply(journey, hook, why) {
  plainStep(journey, { kind: 'deliver', hook, verdict: 'lost', effects: [why] });
  return { kind: 'end', end: { kind: 'unroutable', why, senderSees: 'timeout' } };
}

// src/netfilter/walk/path/deliver.ts
function deliver(journey) {
  const { packet, tracking, assigned: assigned2 } = journey;
  if (assigned2 !== void 0 && !assigned2.connected && typeof journey.connected === 'object') {
    const listener = formatSocketAddress(assigned2.listener.address);
    const why = `given by TPROXY to the socket that listens on ${listener}, which knows no such connection`;
    return journey.isReply ? lostReply(journey, 'INPUT', why) : refuse(journey, why, 'reset');
  }
  if (journey.isReply) return deliverReply(journey);
  if (assigned2 !== void 0 && assigned2.destination.text !== packet.destination.text) {
    return refuse(journey, 'given to a socket by TPROXY, then its destination was rewritten', 'reset');
  }
  const taker = assigned2?.listener ?? takerOf(journey);
  if (taker === void 0) {
    const why = `nothing listens on ${formatSocketAddress(tupleDestination(packet))}`;
    return packet.tcpFlags?.includes('RST') === true
      ? lostReply(journey, 'INPUT', why)
      : refuse(journey, why, 'refused');
  }
  if (isStray(journey)) return stray(journey);
  journey.accepted = { transparent: taker.transparent };
  const flow = tracking.kind === 'flow' ? tracking.flow : void 0;
  const end = {
    kind: 'local',
    local: tupleDestination(packet),
    originalDestination: tupleDestination(flow?.original ?? packet),
    hasOriginalDst: packet.protocol === 'tcp' && flow?.zone === 0,
    source: tupleSource(packet),
    by: assigned2 === void 0 ? (flow?.by ?? 'direct') : 'tproxy',
    ...(assigned2 === void 0 ? {} : { listener: assigned2.listener.address }),
    mark: packet.mark,
  };
  plainStep(journey, { kind: 'deliver', hook: 'INPUT', verdict: 'local', effects: [deliveredTo(end)] });
  return { kind: 'end', end };
}
function isStray({ packet: { tcpFlags }, connected }) {
  if (connected !== 'none' || tcpFlags === void 0) return false;
  return !tcpFlags.includes('SYN') || tcpFlags.some((flag) => flag === 'ACK' || flag === 'RST' || flag === 'FIN');
}
function stray(journey) {
  const { destination: destination2, tcpFlags = [] } = journey.packet;
  const why = `no connection of ${destination2.text} has it`;
  const answered2 = tcpFlags.includes('ACK') && !tcpFlags.includes('RST');
  return answered2 ? refuse(journey, why, 'reset') : lostReply(journey, 'INPUT', why);
}
function deliveredTo({ local, listener }) {
  const by = listener === void 0 ? '' : ` by the socket on ${formatSocketAddress(listener)}`;
  return `taken as ${formatSocketAddress(local)}${by}`;
}
function takerOf(journey) {
  const { packet, netns } = journey;
  const connected = connectedSocket(journey, packet);
  if (typeof connected === 'object') return connected;
  if (netns.sockets === void 0 || (packet.protocol !== 'tcp' && packet.protocol !== 'udp')) {
    return { transparent: void 0 };
  }
  const listener = findListener(netns.sockets, packet.protocol, tupleDestination(packet), packet.inInterface);
  return listener && { transparent: listener.transparent };
}
function refuse(journey, why, senderSees) {
  const { packet, tracking } = journey;
  const step = plainStep(journey, { kind: 'deliver', hook: 'INPUT', verdict: 'refused', effects: [why] });
  const port = packet.family === 4 ? 'icmp-port-unreachable' : 'icmp6-port-unreachable';
  const type = packet.protocol === 'tcp' ? 'tcp-reset' : port;
  const errno = senderSees === 'reset' ? 'ECONNRESET' : 'ECONNREFUSED';
  const flow = type !== 'tcp-reset' && tracking.kind === 'flow' ? { flow: tracking.flow } : {};
  return { kind: 'end', end: { kind: 'rejected', step, senderSees, errno, refusal: { type, of: packet, ...flow } } };
}
function deliverReply(journey) {
  const { packet, opening } = journey;
  const expected = invertTuple(opening.tuple);
  if (opening.from === 'wire')
    return lostReply(journey, 'INPUT', `${packet.destination.text} sent it, and is not here`);
  if (!answersOpening(journey)) {
    const asked = formatSocketAddress(tupleSource(expected));
    const answered2 = formatSocketAddress(tupleSource(packet));
    return lostReply(journey, 'INPUT', `the sender expects an answer from ${asked}, this one comes from ${answered2}`);
  }
  const local = tupleDestination(packet);
  const effects = [`taken as ${formatSocketAddress(local)}`];
  plainStep(journey, { kind: 'deliver', hook: 'INPUT', verdict: 'local', effects });
  const end = {
    kind: 'local',
    local,
    originalDestination: local,
    hasOriginalDst: false,
    source: tupleSource(packet),
    by: 'direct',
    mark: packet.mark,
  };
  return { kind: 'end', end };
}

// src/netfilter/walk/routing/routeInput.ts
function routeInput(journey) {
  const { packet, netns } = journey;
  const martian = whyMartian(journey);
  if (martian !== void 0) return lost2(journey, martian, 'timeout');
  const found = lookupRoute(netns, {
    destination: packet.destination,
    source: packet.source,
    mark: packet.mark,
    inInterface: packet.inInterface,
  });
  if (found.kind === 'unknown') return { kind: 'end', end: { kind: 'unknown', why: found.why } };
  if (found.kind === 'route' && found.route.type === 'local') {
    plainStep(journey, { kind: 'routing', hook: 'PREROUTING', verdict: 'local' });
    return { kind: 'local' };
  }
  if (!journey.opening.forwarding && !forwards(netns, packet.family)) {
    return lost2(journey, `${packet.destination.text} is no address of this host, which does not forward`, 'timeout');
  }
  if (found.kind === 'none') return lost2(journey, found.why, 'unreachable');
  const device2 = found.route.device ?? '';
  plainStep(journey, {
    kind: 'routing',
    hook: 'PREROUTING',
    verdict: 'forward',
    effects: [`out interface ${device2}`],
  });
  return { kind: 'forward', device: device2 };
}
function whyMartian({ packet, netns }) {
  const { source: source2, destination: destination2, inInterface: inInterface2 } = packet;
  if (packet.family === 6) {
    if (inInterface2 === 'lo') return void 0;
    const loopback = [source2, destination2].find(isLoopback);
    return loopback === void 0 ? void 0 : `${loopback.text} came in by ${inInterface2}`;
  }
  if (!routeLocalnet(netns, inInterface2)) {
    if (isLoopback(destination2))
      return `martian destination ${destination2.text} by ${inInterface2}: route_localnet is off`;
    if (isLoopback(source2)) return `martian source ${source2.text} by ${inInterface2}: route_localnet is off`;
  }
  const own3 = isLocalAddress(netns, source2) && !acceptLocal(netns, inInterface2);
  return own3 ? `martian source ${source2.text}: it is an own address` : void 0;
}
function lost2(journey, why, senderSees) {
  plainStep(journey, { kind: 'routing', hook: 'PREROUTING', verdict: 'unroutable', effects: [why] });
  return { kind: 'end', end: { kind: 'unroutable', why, senderSees } };
}

// src/netfilter/walk/path/wireEnd.ts
function wireEnd(journey) {
  const { packet } = journey;
  const outInterface2 = packet.outInterface;
  if (journey.isReply && journey.opening.from === 'socket') {
    return lostReply(journey, 'POSTROUTING', `the answer leaves by ${outInterface2}, but the sender is here`);
  }
  if (journey.isReply && !answersOpening(journey)) {
    const asked = formatSocketAddress(tupleDestination(journey.opening.tuple));
    const answered2 = formatSocketAddress(tupleSource(packet));
    return lostReply(journey, 'POSTROUTING', `${asked} was asked, and the answer comes from ${answered2}`);
  }
  plainStep(journey, {
    kind: 'deliver',
    hook: 'POSTROUTING',
    verdict: 'wire',
    effects: [`leaves by ${outInterface2}`],
  });
  return {
    kind: 'end',
    end: {
      kind: 'wire',
      outInterface: outInterface2,
      source: tupleSource(packet),
      destination: tupleDestination(packet),
      mark: packet.mark,
    },
  };
}

// src/netfilter/walk/path/routeOnward.ts
function routeOnward(journey) {
  const route = routeInput(journey);
  if (route.kind === 'end') return route;
  if (route.kind === 'local') {
    const { fragment: _, ...whole } = journey.packet;
    journey.packet = whole;
    const input = runHook(journey, 'INPUT');
    if (input.kind === 'end') return input;
    confirmFlow(journey);
    return deliver(journey);
  }
  journey.packet = { ...journey.packet, outInterface: route.device };
  const forward3 = runHook(journey, 'FORWARD');
  if (forward3.kind === 'end') return forward3;
  const post = runHook(journey, 'POSTROUTING');
  if (post.kind === 'end') return post;
  confirmFlow(journey);
  return wireEnd(journey);
}

// src/netfilter/walk/path/outputPath.ts
function outputPath(journey) {
  journey.outDevice = journey.packet.outInterface;
  const out = runHook(journey, 'OUTPUT');
  if (out.kind === 'end') return out;
  journey.packet = { ...journey.packet, outInterface: journey.outDevice };
  const post = runHook(journey, 'POSTROUTING');
  if (post.kind === 'end') return post;
  confirmFlow(journey);
  if (journey.outDevice !== 'lo') return wireEnd(journey);
  journey.packet = {
    ...journey.packet,
    inInterface: 'lo',
    outInterface: '',
    owner: { kind: 'none', socket: false },
    sourceMac: '',
  };
  const { destination: destination2 } = journey.packet;
  const pre = runHook(journey, 'PREROUTING');
  if (pre.kind === 'end') return pre;
  if (journey.packet.destination.text !== destination2.text) return routeOnward(journey);
  const input = runHook(journey, 'INPUT');
  return input.kind === 'end' ? input : deliver(journey);
}

// src/netfilter/walk/routing/routeOutput.ts
function routeOutput(netns, key) {
  const { destination: destination2, mark: mark2 } = key;
  const bound = key.source === void 0 || isUnspecified(key.source) ? void 0 : key.source;
  const found = lookupRoute(netns, {
    destination: destination2,
    mark: mark2,
    inInterface: '',
    ...(bound === void 0 ? {} : { source: bound }),
  });
  if (found.kind !== 'route') return found;
  const { route } = found;
  const device2 = route.type === 'local' ? 'lo' : (route.device ?? '');
  if (bound !== void 0) {
    if (device2 === 'lo' || bound.family === 6 || !isLoopback(bound) || routeLocalnet(netns, device2))
      return { kind: 'route', device: device2, source: bound };
    const why = `a packet from ${bound.text} cannot leave by ${device2}: route_localnet is off`;
    return { kind: 'none', error: 'EINVAL', why };
  }
  if (route.type === 'local' && destination2.family === 4 && !isLocalAddress(netns, destination2)) {
    return {
      kind: 'none',
      error: 'ENETUNREACH',
      why: `a local route leads to ${destination2.text}, which is not local`,
    };
  }
  const source2 = chooseSource(netns, route, destination2);
  if (source2 !== void 0) return { kind: 'route', device: device2, source: source2 };
  const error = destination2.family === 4 ? 'ENETUNREACH' : 'EADDRNOTAVAIL';
  return { kind: 'none', error, why: `no address to send from to ${destination2.text}` };
}

// src/netfilter/walk/unroutable.ts
function unroutable(opening, why, senderSees) {
  const step = {
    kind: 'routing',
    hook: 'OUTPUT',
    backend: 'unknown',
    verdict: 'unroutable',
    because: [],
    effects: [why],
    nearMisses: [],
    consulted: [],
  };
  return {
    steps: [step],
    end: { kind: 'unroutable', why, senderSees },
    unknown: [],
    conversation: { opening, flows: [], accepted: void 0 },
  };
}

// src/netfilter/walk/withoutRoute.ts
function withoutRoute(opening, route, senderSees) {
  if (route.kind === 'none') return unroutable(opening, route.why, senderSees ?? route.error);
  const { why } = route;
  return { ...unroutable(opening, why, ''), steps: [], end: { kind: 'unknown', why }, unknown: [why] };
}

// src/netfilter/walk/explore/explore.ts
var MAX_RUNS = 64;
function explore(walk, end) {
  const state = {
    runs: 0,
    exhausted: false,
    decisive: void 0,
  };
  const run = (prefix) => {
    state.runs += 1;
    const asked = [];
    const result2 = walk((question) => {
      asked.push(question);
      return prefix[asked.length - 1] ?? 0;
    });
    return { result: result2, asked };
  };
  const endsFrom = (prefix, first2) => {
    const ends2 = /* @__PURE__ */ new Set([end(first2.result)]);
    for (let at2 = first2.asked.length - 1; at2 >= prefix.length; at2 -= 1) {
      const question = first2.asked[at2];
      if (question === void 0) continue;
      const before = [...prefix, ...new Array(at2 - prefix.length).fill(0)];
      const already = new Set(ends2);
      for (let answer = 1; answer < question.answers; answer += 1) {
        if (state.runs >= MAX_RUNS) {
          state.exhausted = true;
          return ends2;
        }
        const other2 = endsFrom([...before, answer], run([...before, answer]));
        if (!sameEnds(already, other2)) state.decisive = question;
        for (const text of other2) ends2.add(text);
      }
    }
    return ends2;
  };
  const first = run([]);
  const ends = endsFrom([], first);
  const decisive2 = state.exhausted ? first.asked[0] : ends.size === 1 ? void 0 : state.decisive;
  return { ...first, ...(decisive2 === void 0 ? {} : { decisive: decisive2 }) };
}
function sameEnds(a, b) {
  return a.size === b.size && [...a].every((text) => b.has(text));
}

// src/netfilter/walk/explore/rememberChoices.ts
function rememberChoices(choose2) {
  const taken = /* @__PURE__ */ new Map();
  const begin = () => {
    const met = /* @__PURE__ */ new Map();
    return (fork) => {
      const name = `${fork.name}
${fork.about}`;
      const count = (met.get(name) ?? 0) + 1;
      met.set(name, count);
      const key = `${name}
${count}`;
      const label = taken.get(key);
      const branch = fork.branches.find((candidate) => candidate.label === label) ?? choose2(fork);
      taken.set(key, branch.label);
      return branch;
    };
  };
  return { begin };
}

// src/netfilter/walk/flow/conntrackInUse.ts
var USERS = /* @__PURE__ */ new Set([
  'connlimit',
  'connbytes',
  'connlabel',
  'helper',
  'cluster',
  'NETMAP',
  'SYNPROXY',
  'CONNSECMARK',
  'ct',
]);
var OTHERS2 = /* @__PURE__ */ new Set([
  'limit',
  'hashlimit',
  'recent',
  'quota',
  'time',
  'cpu',
  'string',
  'u32',
  'bpf',
  'cgroup',
  'realm',
  'policy',
  'devgroup',
  'rateest',
  'rpfilter',
  'tcpmss',
  'ecn',
  'hl',
  'ah',
  'esp',
  'frag',
  'rt',
  'hbh',
  'dst',
  'ipv6header',
  'mh',
  'vmap',
  'fib',
]);
function conntrackInUse(tables, family) {
  return anyOf(truths(tables.filter((table) => isOfFamily(table, family))));
}
function* truths(tables) {
  for (const table of tables) {
    for (const chain of table.chains) {
      for (const rule of chain.rules) yield usesConntrack(rule);
    }
  }
}
function usesConntrack(rule) {
  const targets = [...(rule.statements ?? []), ...(rule.target === void 0 ? [] : [rule.target])];
  return anyOf([...rule.matches.map(matchUses), ...targets.map(targetUses)]);
}
function matchUses(match2) {
  switch (match2.kind) {
    case 'conntrack':
    case 'connmark':
      return 'yes';
    case 'nftCompare':
      return match2.left.of === 'ct' ? 'yes' : 'no';
    case 'unsupported':
      return moduleUses(match2.module);
    default:
      return 'no';
  }
}
function targetUses(target) {
  switch (target.kind) {
    case 'REDIRECT':
    case 'DNAT':
    case 'SNAT':
    case 'MASQUERADE':
    case 'CONNMARK':
      return 'yes';
    case 'CT':
      return target.notrack ? 'no' : 'yes';
    case 'passive':
      return target.name === 'CONNSECMARK' ? 'yes' : 'no';
    case 'unsupported':
      return moduleUses(target.module);
    default:
      return 'no';
  }
}
function moduleUses(module) {
  if (USERS.has(module)) return 'yes';
  return OTHERS2.has(module) ? 'no' : 'unknown';
}

// src/netfilter/walk/hooks/TableInForce.ts
function tablesInForce(ruleSets) {
  const entries = ruleSets.flatMap((ruleSet) => ruleSet.tables.map((table) => ({ ruleSet, table })));
  const saved = entries.filter(({ ruleSet }) => ruleSet.format === 'iptables');
  const listed = entries.filter(({ ruleSet }) => ruleSet.format === 'nftables');
  const twinOf = (table) =>
    listed.find((other2) => other2.table.name === table.name && other2.table.family === table.family)?.table;
  const merged = saved.map(({ ruleSet, table }) => {
    const twin = ruleSet.backend === 'legacy' ? void 0 : twinOf(table);
    return inForce(ruleSet, twin === void 0 ? table : merge(table, twin));
  });
  const hidden = new Set(saved.filter(({ ruleSet }) => ruleSet.backend !== 'legacy').map(({ table }) => twinOf(table)));
  return [
    ...merged,
    ...listed.filter(({ table }) => !hidden.has(table)).map(({ ruleSet, table }) => inForce(ruleSet, table)),
  ];
}
function merge(saved, listed) {
  if (saved.incomplete === void 0) return saved;
  if (saved.incomplete.kind !== 'foreign-base-chains') return listed;
  const known2 = new Set(saved.chains.map(({ name }) => name));
  const { incomplete: _, ...rest } = saved;
  return { ...rest, chains: [...saved.chains, ...listed.chains.filter(({ name }) => !known2.has(name))] };
}
function inForce(ruleSet, table) {
  const family = ruleSet.format === 'nftables' ? `${table.family} ` : '';
  return { backend: ruleSet.backend, table, label: `${ruleSet.backend} ${family}${table.name}` };
}

// src/netfilter/walk/walkPacket.ts
var BUDGET = 5e5;
function walkPacket(netns, start2, path, choose2) {
  const tables = tablesInForce(netns.ruleSets);
  const tracks = conntrackInUse(
    tables.map(({ table }) => table),
    start2.packet.family,
  );
  const budget = { left: BUDGET };
  const choices = rememberChoices(choose2);
  const flows = /* @__PURE__ */ new Set();
  const {
    result: result2,
    asked,
    decisive: decisive2,
  } = explore(
    (ask) => {
      const conntrack2 = usesConntrack2(tracks, ask);
      const journey = {
        ...start2,
        packet: start2.fragment === true && !conntrack2 ? { ...start2.packet, fragment: true } : start2.packet,
        netns,
        tables,
        conntrack: conntrack2,
        ask,
        choose: choices.begin(),
        steps: [],
        tracking: trackingOf(start2, conntrack2),
        assigned: void 0,
        outDevice: '',
        headerWrites: 0,
        orders: /* @__PURE__ */ new Map(),
        budget,
      };
      return finish(journey, path(journey));
    },
    (walk) => {
      flows.add(JSON.stringify(walk.conversation.flows));
      return endText(walk.end);
    },
  );
  const unknown = asked.map(({ what }) => what);
  if (decisive2 === void 0) {
    const uncertain = flows.size > 1 ? unknown.join('; ') : void 0;
    return {
      ...result2,
      unknown,
      conversation: { ...result2.conversation, ...(uncertain === void 0 ? {} : { uncertain }) },
    };
  }
  return { ...result2, unknown, end: { kind: 'unknown', why: decisive2.what } };
}
function usesConntrack2(tracks, ask) {
  if (tracks !== 'unknown') return tracks === 'yes';
  return ask({ what: 'whether any rule brings conntrack in (only unsupported ones might)', answers: 2 }) === 1;
}
function trackingOf({ related }, conntrack2) {
  if (related === void 0 || !conntrack2) return { kind: 'none' };
  return { kind: 'flow', flow: related, direction: 'REPLY', state: 'RELATED' };
}
function finish(journey, outcome) {
  const end = outcome.kind === 'end' ? outcome.end : { kind: 'unknown', why: 'the packet has no end' };
  const { opening, accepted } = journey;
  return { steps: journey.steps, end, unknown: [], conversation: { opening, flows: flowsAfter(journey), accepted } };
}
function flowsAfter({ tracking, known: known2 }) {
  if (tracking.kind !== 'flow') return known2;
  const { flow } = tracking;
  return [flow, ...known2.filter(({ zone, original }) => zone !== flow.zone || !sameTuple(original, flow.original))];
}
function endText(end) {
  switch (end.kind) {
    case 'dropped':
    case 'rejected':
      return `${end.kind} ${end.senderSees}`;
    case 'local':
    case 'wire':
      return JSON.stringify({ ...end, mark: 0 });
    case 'unroutable':
      return `unroutable ${end.senderSees}`;
    case 'unknown':
      return `unknown ${end.why}`;
  }
}

// src/netfilter/walk/withRefusal.ts
function withRefusal(netns, walk, choose2) {
  const { end } = walk;
  if (end.kind !== 'rejected') return walk;
  const refusal2 = refusalWalk(netns, walk, end, choose2);
  if (refusal2.end.kind === 'unknown') return { ...walk, refusal: refusal2, end: refusal2.end };
  const told2 = refusal2.end.kind === 'local' || refusal2.end.kind === 'wire' || end.senderSees === 'EPERM';
  const { errno: _, ...silent } = end;
  return { ...walk, refusal: refusal2, end: told2 ? end : { ...silent, senderSees: 'timeout' } };
}
function refusalWalk(netns, walk, end, choose2) {
  const { opening, flows, accepted } = walk.conversation;
  const { refusal: refusal2 } = end;
  const { type, of } = refusal2;
  const reset = type === 'tcp-reset';
  const { family } = of.source;
  const from = reset ? of.destination : errorSource(netns, of.destination, of.source);
  if (from === void 0) return withoutRoute(opening, { kind: 'unknown', why: `which address ${type} comes from` });
  const tuple = reset
    ? makeTuple(of.destination, of.destinationPort, of.source, of.sourcePort)
    : makeTuple(from, void 0, of.source, void 0);
  const route = routeOutput(netns, { destination: tuple.destination, source: from, mark: 0 });
  if (route.kind !== 'route') return withoutRoute(opening, route, 'timeout');
  const start2 = {
    opening,
    packet: {
      family,
      protocol: reset ? 'tcp' : family === 4 ? 'icmp' : 'ipv6-icmp',
      ...tuple,
      mark: 0,
      inInterface: '',
      outInterface: route.device,
      owner: { kind: 'none', socket: !reset || (family === 4 && end.step.rule === void 0) },
      ...(reset ? { tcpFlags: ['RST', 'ACK'] } : ICMP[type]),
    },
    local: true,
    isReply: true,
    invalid: false,
    known: flows,
    connected: opening.from === 'socket' ? { transparent: opening.transparent } : void 0,
    accepted,
    ...(refusal2.flow === void 0 ? {} : { related: refusal2.flow }),
  };
  return walkPacket(netns, start2, outputPath, choose2);
}
function errorSource(netns, asked, sender) {
  if (isLocalAddress(netns, asked)) return asked;
  const route = routeOutput(netns, { destination: sender, source: void 0, mark: 0 });
  return route.kind === 'route' ? route.source : void 0;
}
var ICMP = {
  'icmp-net-unreachable': { icmpType: 3, icmpCode: 0 },
  'icmp-host-unreachable': { icmpType: 3, icmpCode: 1 },
  'icmp-proto-unreachable': { icmpType: 3, icmpCode: 2 },
  'icmp-port-unreachable': { icmpType: 3, icmpCode: 3 },
  'icmp-net-prohibited': { icmpType: 3, icmpCode: 9 },
  'icmp-host-prohibited': { icmpType: 3, icmpCode: 10 },
  'icmp-admin-prohibited': { icmpType: 3, icmpCode: 13 },
  'icmp6-no-route': { icmpType: 1, icmpCode: 0 },
  'icmp6-adm-prohibited': { icmpType: 1, icmpCode: 1 },
  'icmp6-addr-unreachable': { icmpType: 1, icmpCode: 3 },
  'icmp6-port-unreachable': { icmpType: 1, icmpCode: 4 },
  'icmp6-policy-fail': { icmpType: 1, icmpCode: 5 },
  'icmp6-reject-route': { icmpType: 1, icmpCode: 6 },
};

// src/netfilter/walk/sendFromSocket.ts
function sendFromSocket(netns, outgoing, choose2) {
  const destination2 = dialled(outgoing.destination.ip);
  const bound = outgoing.source === void 0 ? void 0 : unmapV4(outgoing.source);
  const mark2 = outgoing.mark ?? 0;
  const ports = hasPorts(outgoing.protocol);
  const port = ports ? outgoing.destination.port : void 0;
  const sourcePort = ports ? outgoing.sourcePort : void 0;
  const openingWith = (source2) => ({
    from: 'socket',
    inInterface: '',
    protocol: outgoing.protocol,
    tuple: makeTuple(source2, sourcePort, destination2, port),
    owner: outgoing.owner,
    mark: mark2,
    transparent: outgoing.transparent ?? false,
    forwarding: false,
  });
  const refusal2 = whyNotBound(netns, bound, destination2, outgoing.transparent ?? false);
  if (refusal2 !== void 0) return unroutable(openingWith(bound ?? destination2), refusal2.why, refusal2.error);
  const route = routeOutput(netns, { destination: destination2, source: bound, mark: mark2 });
  if (route.kind !== 'route') return withoutRoute(openingWith(bound ?? destination2), route);
  const opening = openingWith(route.source);
  const state = outgoing.ctState ?? 'new';
  const known2 = state === 'established' ? [establishedFlow(outgoing.protocol, opening.tuple)] : [];
  const walk = walkPacket(
    netns,
    {
      opening,
      packet: {
        family: destination2.family,
        protocol: outgoing.protocol,
        ...opening.tuple,
        ...outgoing.header,
        mark: mark2,
        inInterface: '',
        outInterface: route.device,
        owner: outgoing.owner,
        ...(outgoing.protocol === 'tcp' ? { tcpFlags: outgoing.tcpFlags ?? firstFlags(state) } : {}),
        ...(outgoing.icmpType === void 0 ? {} : { icmpType: outgoing.icmpType }),
        ...(outgoing.icmpCode === void 0 ? {} : { icmpCode: outgoing.icmpCode }),
      },
      local: true,
      isReply: false,
      invalid: state === 'invalid',
      known: known2,
      connected: state === 'established' ? void 0 : 'none',
      accepted: void 0,
    },
    outputPath,
    choose2,
  );
  return withRefusal(netns, walk, choose2);
}
function dialled(ip2) {
  const plain = unmapV4(ip2);
  if (!isUnspecified(plain)) return plain;
  return parseIp(plain.family === 4 ? '127.0.0.1' : '::1') ?? plain;
}
function firstFlags(state) {
  return state === 'new' ? ['SYN'] : ['ACK'];
}
function whyNotBound(netns, bound, destination2, transparent) {
  if (bound === void 0 || isUnspecified(bound)) return void 0;
  if (bound.family !== destination2.family) return { why: 'bound to an address of the other family', error: 'EINVAL' };
  if (transparent || isLocalAddress(netns, bound)) return void 0;
  return { why: `${bound.text} is no address of this host`, error: 'EADDRNOTAVAIL' };
}

// src/trace/world/capturesDns.ts
var SOME_SERVER = '203.0.113.53';
function capturesDns(objects, { pod, netns, proxy, rules }) {
  if (rules !== 'captured') return false;
  const owner3 = { kind: 'ordinary', knownNot: { uids: proxy?.uids ?? [], gids: proxy?.gids ?? [] } };
  const clusterDns = objects.services().filter(({ ports }) => ports.some(({ port }) => port === 53));
  const servers = [
    ...(pod?.dnsConfig.nameservers ?? []).map(parseIp),
    ...clusterDns.flatMap(({ clusterIps }) => clusterIps),
    parseIp(SOME_SERVER),
  ];
  return servers.some((ip2) => {
    if (ip2 === void 0) return false;
    const query = { protocol: 'udp', destination: { ip: ip2, port: 53 }, sourcePort: 4e4, owner: owner3 };
    const { end } = sendFromSocket(netns, query, chooseLikeliest);
    return end.kind === 'local' && (end.by === 'redirect' || end.by === 'dnat');
  });
}

// src/trace/walk/nameInDump.ts
function nameInDump({ objects }, node, host, answer) {
  if (node?.proxy === void 0) return void 0;
  const known2 = node.proxy.hostAddresses();
  const fqdn = [dnsName(host), ...answer.tried].find((name) => known2.has(name));
  const addresses = fqdn === void 0 ? void 0 : known2.get(fqdn);
  if (fqdn === void 0 || addresses === void 0) return void 0;
  const { tried } = answer;
  const base = { kind: 'found', fqdn, addresses, source: { kind: 'allocated', name: fqdn }, tried };
  if (capturesDns(objects, node)) return { ...base, aliases: [], assumed: [] };
  const isService = [...known2].some(
    ([name, ips]) => isServiceName(name) && ips.some((ip2) => addresses.includes(ip2)),
  );
  if (objects.services().length > 0 || !isService) return void 0;
  return {
    ...base,
    aliases: [],
    assumed: [`${fqdn} resolves to the address that the proxy's configuration has for it`],
  };
}
function isServiceName(name) {
  return /^[^.]+\.[^.]+\.svc\./.test(name);
}

// src/trace/walk/overridesOf.ts
function overridesOf({ resolve: resolve2, port }) {
  const records = /* @__PURE__ */ new Map();
  for (const entry of resolve2) {
    const ip2 = parseIp(entry.address);
    if (entry.port !== port || ip2 === void 0) continue;
    const name = dnsName(entry.host);
    records.set(name, [...(records.get(name) ?? []), ip2]);
  }
  return records.size === 0 ? void 0 : records;
}

// src/trace/walk/resolveStage.ts
function resolveStage(context, where, node) {
  const { path } = context;
  path.enter(where, 'resolve');
  const resolved = resolve(context, node);
  if (resolved.kind === 'address') path.uses('destination address', 'destination port');
  else path.uses('destination name');
  return resolved;
}
function resolve(context, node) {
  const { request: request2, world, path, pins } = context;
  if (request2.connectTo !== void 0) {
    path.add({ kind: 'resolve', outcome: 'passed', summary: `connects to ${formatSocketAddress(request2.connectTo)}` });
    return { kind: 'address', address: request2.connectTo };
  }
  const literal2 = parseIp(request2.host);
  if (literal2 !== void 0) {
    const address2 = { ip: literal2, port: request2.port };
    path.add({ kind: 'resolve', outcome: 'passed', summary: `${formatSocketAddress(address2)} is an address` });
    return { kind: 'address', address: address2 };
  }
  const overrides = overridesOf(request2);
  const asked = resolveName({
    objects: world.objects,
    records: world.dns,
    pod: node?.pod,
    name: request2.host,
    ...(overrides === void 0 ? {} : { overrides }),
  });
  const answer = asked.kind === 'unknown' ? (nameInDump(world, node, request2.host, asked) ?? asked) : asked;
  if (answer.kind === 'found')
    return { kind: 'address', address: { ip: chooseAddress(context, answer), port: request2.port } };
  if (answer.kind === 'notFound') {
    path.add({
      kind: 'resolve',
      outcome: 'failed',
      summary: answer.why,
      notes: answer.tried.map((name) => `asked for ${name}`),
    });
    return connectionEnded(context, 'NO_UPSTREAM', `${request2.host} does not resolve: ${answer.why}.`, 'unresolved');
  }
  const what = `the address of ${answer.fqdn}`;
  const isUnknown = pins.strict || isOfCluster(answer.fqdn);
  path.add({
    kind: 'resolve',
    outcome: isUnknown ? 'unknown' : 'passed',
    summary: `${what} is not known: ${answer.why}`,
    ...(isUnknown ? { unknown: what } : {}),
  });
  if (isUnknown) return { kind: 'end', verdict: indeterminate(what) };
  path.assume('dns', `${answer.fqdn} resolves to an address that no pod, Service or listener has`);
  return {
    kind: 'address',
    address: { ip: standInAddress(), port: request2.port },
    standsFor: `${answer.fqdn}:${request2.port}`,
  };
}
function isOfCluster(fqdn) {
  return !fqdn.includes('.') || /\.svc(?:\.|$)/.test(fqdn);
}
function chooseAddress({ path, choose: choose2 }, answer) {
  const [first] = answer.addresses;
  const usable = answer.addresses.filter(({ family }) => family === first?.family);
  const { value } = choose2({
    name: 'resolve',
    about: `address of ${answer.fqdn}`,
    branches: usable.map((ip2) => ({ label: ip2.text, probability: 1 / usable.length, value: ip2 })),
  });
  for (const text of answer.assumed) path.assume('dns', text);
  path.add({
    kind: 'resolve',
    outcome: 'matched',
    summary: `${answer.fqdn} is ${value.text}`,
    evidence: [
      { kind: 'fact', source: sourceText(answer.source), text: answer.addresses.map(({ text }) => text).join(' ') },
    ],
    notes: answer.aliases.map(({ namespace, name }) => `by ExternalName Service ${namespace}/${name}`),
  });
  return value;
}
function sourceText(source2) {
  switch (source2.kind) {
    case 'literal':
      return 'the URL';
    case 'override':
      return '--resolve';
    case 'hosts':
      return source2.why;
    case 'record':
      return `dns.txt: ${source2.name}`;
    case 'clusterIp':
      return `Service ${source2.service.namespace}/${source2.service.name}`;
    case 'headless':
      return `headless Service ${source2.service.namespace}/${source2.service.name}`;
    case 'endpoint':
      return `an endpoint of Service ${source2.service.namespace}/${source2.service.name}`;
    case 'podName':
      return 'the name is a pod address';
    case 'serviceEntry':
      return `ServiceEntry ${source2.entry.namespace}/${source2.entry.name}`;
    case 'allocated':
      return "an address in the proxy's own configuration";
  }
}

// src/trace/walk/senderOwner.ts
function senderOwner({ sender }, { proxy }) {
  if (sender.uid !== 'ordinary' && sender.gid !== 'ordinary') return { kind: 'user', uid: sender.uid, gid: sender.gid };
  const uids = proxy?.uids ?? [];
  const gids = proxy?.gids ?? [];
  return {
    kind: 'ordinary',
    knownNot: { uids, gids },
    ...(sender.uid === 'ordinary' ? {} : { uid: sender.uid }),
    ...(sender.gid === 'ordinary' ? {} : { gid: sender.gid }),
  };
}

// src/trace/walk/delivery.ts
function handedOver(context, state) {
  const to = state.standsFor ?? formatSocketAddress(state.destination);
  context.path.enter('network', 'network');
  context.path.add({ kind: 'socket', outcome: 'delivered', summary: `handed over to ${to}` });
  return { kind: 'end', verdict: arrived(context, 'DELIVERED', `Handed over to ${to}.`) };
}
function leavesMesh(context, state, where) {
  const to = state.standsFor ?? formatSocketAddress(state.destination);
  context.path.enter('outside', 'network');
  if (state.content.tls !== void 0 && state.origin.verifies !== void 0) {
    context.path.assume('tls', `${to} presents a certificate that the proxy accepts`);
  }
  context.path.add({ kind: 'socket', outcome: 'delivered', summary: `${to} belongs to no pod of the facts` });
  return { kind: 'end', verdict: arrived(context, 'EXITS_MESH', `Leaves the mesh to ${to} (${where}).`) };
}
function deliveredVerdict(context, pod, at2) {
  const bypassed = bypassedProxy(context, pod);
  if (bypassed === void 0) return arrived(context, 'DELIVERED', `Reaches ${podLabel(pod)} at ${at2}.`);
  return arrived(context, 'DELIVERED_BYPASS', `Reaches ${podLabel(pod)} at ${at2}, around the proxy of ${bypassed}.`);
}
function bypassedProxy({ journey, request: request2, world }, pod) {
  if (pod.role !== 'sidecar') return void 0;
  const passed = (label) => journey.proxies.some((proxy) => proxy.pod === label);
  if (!passed(podLabel(pod))) return podLabel(pod);
  if (request2.only === 'inbound' || request2.from.kind !== 'pod') return void 0;
  const source2 = world.pod(request2.from.namespace, request2.from.name);
  if (source2?.role !== 'sidecar' || passed(podLabel(source2))) return void 0;
  return podLabel(source2);
}
function arrived({ journey }, code, sentence) {
  return { code, sentence, flags: [...journey.flags].join(','), details: '', caller: { kind: 'app' } };
}

// src/trace/walk/deliveredOnNode.ts
function deliveredOnNode(context, state, node, { local, originalDestination, source: source2 }) {
  const { content, origin } = state;
  const pod = context.world.podByIp(local.ip, local.port);
  if (pod?.pod?.hostNetwork === true)
    return { kind: 'accept', pod, local, originalDestination, source: source2, content, origin };
  return leavesMesh(context, { ...state, kind: 'network', destination: local }, `node ${node}`);
}

// src/trace/walk/isServiceRule.ts
var CHAINS = [
  'KUBE-SERVICES',
  'KUBE-EXTERNAL-SERVICES',
  'KUBE-NODEPORTS',
  'reject-chain',
  'no-endpoint-services',
  'no-endpoint-nodeports',
];
function isServiceRule({ chain }) {
  return CHAINS.includes(chain);
}

// src/trace/walk/packetEnd.ts
function packetEnd(context, end, destination2) {
  const to = formatSocketAddress(destination2);
  switch (end.kind) {
    case 'dropped':
      return stopped(context, end.step, `drops packets to ${to}`, 'timeout');
    case 'rejected':
      return stopped(context, end.step, `rejects packets to ${to}`, connectionEndOf(end.senderSees));
    case 'unroutable':
      return connectionEnded(context, 'NO_UPSTREAM', `No route to ${to}: ${end.why}.`, connectionEndOf(end.senderSees));
    case 'unknown':
      return { kind: 'end', verdict: indeterminate(end.why) };
  }
}
function stopped(context, step, what, sees) {
  if (step.coordinate === void 0) {
    return connectionEnded(context, 'NO_UPSTREAM', `The connection is refused: ${step.effects.join('; ')}.`, sees);
  }
  const code = step.rule !== void 0 && isServiceRule(step.rule) ? 'NO_UPSTREAM' : 'DENIED';
  return connectionEnded(context, code, `${step.coordinate} ${what}.`, sees);
}
function connectionEndOf(senderSees) {
  if (senderSees === 'timeout') return 'timeout';
  return senderSees === 'reset' ? 'reset' : 'refused';
}

// src/istio/capture/plain/istioNames.ts
var BASE_CHAINS = /* @__PURE__ */ new Set(['prerouting', 'input', 'forward', 'output', 'postrouting']);
var NATIVE_TABLE = /^istio-(proxy|ambient)-(nat|mangle|raw)$/;
function plainTableName(table) {
  return NATIVE_TABLE.exec(table)?.[2] ?? table;
}
function isNativeIstioTable({ name }) {
  return NATIVE_TABLE.test(name);
}
function istioChainName(chain) {
  if (BASE_CHAINS.has(chain)) return chain.toUpperCase();
  if (chain === 'istio-prerouting') return 'ISTIO_PRERT';
  return chain.startsWith('istio-') ? chain.toUpperCase().replaceAll('-', '_') : chain;
}
function isIstioChain(name) {
  return ISTIO_CHAINS.has(name);
}
var ISTIO_CHAINS = /* @__PURE__ */ new Set([
  'ISTIO_INBOUND',
  'ISTIO_IN_REDIRECT',
  'ISTIO_OUTPUT',
  'ISTIO_OUTPUT_DNS',
  'ISTIO_REDIRECT',
  'ISTIO_TPROXY',
  'ISTIO_DIVERT',
  'ISTIO_DROP',
  'ISTIO_PRERT',
  'ISTIO_POSTRT',
]);

// src/istio/capture/plain/Criteria.ts
function joinCriteria(parts) {
  const single = {};
  const users = [];
  const groups = [];
  const others = [];
  let family;
  for (const part of parts) {
    if (part.key === 'users') users.push(part.value);
    else if (part.key === 'groups') groups.push(part.value);
    else if (part.key === 'others') others.push(part.value);
    else if (part.key === 'family') family = part.value;
    else if (single[part.key] === void 0) single[part.key] = part.value;
    else if (JSON.stringify(single[part.key]) !== JSON.stringify(part.value))
      others.push(`${part.key} ${JSON.stringify(part.value)}`);
  }
  return { ...single, ...(family && { family }), users, groups, others };
}

// src/istio/capture/plain/nftParts.ts
var ALL_BITS = 4294967295;
function nftParts(match2) {
  if (match2.operator !== '==' && match2.operator !== '!=' && match2.operator !== 'in') return [foreign(match2)];
  const not2 = match2.operator === '!=';
  const { of, protocol: protocol2, field: field3 } = match2.left;
  if (of === 'payload') return payloadParts(match2, protocol2, field3, not2);
  const [value] = match2.right;
  if (of === 'ct' && field3 === 'state') return stateParts(match2, not2);
  if (of === 'ct' && field3 === 'mark') return markParts(match2, 'connmark', not2);
  if (of === 'meta' && field3 === 'mark') return markParts(match2, 'mark', not2);
  if (of !== 'meta' || value === void 0 || match2.right.length > 1 || match2.mask !== void 0) return [foreign(match2)];
  if (value.kind === 'word') {
    if (field3 === 'iifname')
      return [{ key: 'inInterface', value: { not: not2, value: value.word.replace(/\*$/, '+') } }];
    if (field3 === 'oifname')
      return [{ key: 'outInterface', value: { not: not2, value: value.word.replace(/\*$/, '+') } }];
    if (field3 === 'l4proto') return [{ key: 'protocol', value: { not: not2, value: value.word } }];
    if (field3 === 'nfproto' && !not2) return [{ key: 'family', value: value.word === 'ipv6' ? 6 : 4 }];
  }
  if (value.kind === 'numbers') {
    if (field3 === 'skuid') return [{ key: 'users', value: { not: not2, value: value.range } }];
    if (field3 === 'skgid') return [{ key: 'groups', value: { not: not2, value: value.range } }];
  }
  return [foreign(match2)];
}
function payloadParts(match2, protocol2, field3, not2) {
  if (match2.mask !== void 0) return [foreign(match2)];
  if ((protocol2 === 'tcp' || protocol2 === 'udp') && (field3 === 'dport' || field3 === 'sport')) {
    const value = match2.right.flatMap((one) => (one.kind === 'numbers' ? [one.range] : []));
    if (value.length !== match2.right.length || value.length === 0) return [foreign(match2)];
    return [
      { key: 'protocol', value: { not: false, value: protocol2 } },
      { key: field3 === 'dport' ? 'destinationPorts' : 'sourcePorts', value: { not: not2, value } },
    ];
  }
  if ((protocol2 === 'ip' || protocol2 === 'ip6') && (field3 === 'saddr' || field3 === 'daddr')) {
    const family = { key: 'family', value: protocol2 === 'ip' ? 4 : 6 };
    const set2 = /@(\S+)/.exec(match2.text)?.[1];
    if (set2 !== void 0) {
      return [family, { key: 'set', value: { not: not2, value: `${set2} ${field3 === 'daddr' ? 'dst' : 'src'}` } }];
    }
    const [only] = match2.right;
    const range = match2.right.length === 1 && only !== void 0 ? cidrText(only) : void 0;
    if (range === void 0) return [family, foreign(match2)];
    return [family, { key: field3 === 'saddr' ? 'source' : 'destination', value: { not: not2, value: range } }];
  }
  return [foreign(match2)];
}
function stateParts(match2, not2) {
  const states = match2.right.flatMap((one) => (one.kind === 'word' ? [one.word.toUpperCase()] : []));
  return states.length === match2.right.length
    ? [{ key: 'states', value: { not: not2, value: states.sort() } }]
    : [foreign(match2)];
}
function markParts(match2, key, not2) {
  const [only] = match2.right;
  const number = match2.right.length === 1 && only?.kind === 'numbers' ? singleOf(only.range) : void 0;
  if (number === void 0) return [foreign(match2)];
  const value = { value: number, mask: match2.mask ?? ALL_BITS };
  return [{ key, value: { not: not2, value } }];
}
function singleOf({ min, max }) {
  return min === max ? min : void 0;
}
function cidrText(value) {
  if (value.kind !== 'addresses') return void 0;
  const width2 = value.min.bytes.length * 8;
  for (let length2 = width2; length2 >= 0; length2--) {
    const last2 = ipFromBytes(value.min.bytes.map((byte, i) => byte | hostBits(length2, i)));
    const first = value.min.bytes.every((byte, i) => (byte & hostBits(length2, i)) === 0);
    if (first && last2.text === value.max.text) return `${value.min.text}/${length2}`;
  }
  return void 0;
}
function hostBits(length2, index2) {
  return 255 >> Math.max(0, Math.min(8, length2 - 8 * index2));
}
function foreign(match2) {
  return { key: 'others', value: match2.text };
}

// src/istio/capture/plain/criteriaOf.ts
function criteriaOf(rule) {
  return joinCriteria(rule.matches.flatMap(partsOf));
}
function partsOf(match2) {
  switch (match2.kind) {
    case 'comment':
      return [];
    case 'source':
    case 'destination':
      return [{ key: match2.kind, value: { not: match2.not, value: printAddressMask(match2.value) } }];
    case 'inInterface':
    case 'outInterface':
    case 'protocol':
      return [{ key: match2.kind, value: { not: match2.not, value: match2.value } }];
    case 'tcp':
      return match2.flags || match2.option ? other(match2) : portParts(match2);
    case 'udp':
      return portParts(match2);
    case 'multiport':
      return match2.which === 'either' ? other(match2) : [portsPart(match2.which, match2.not, match2.ports)];
    case 'mark':
    case 'connmark':
      return [{ key: match2.kind, value: match2.mark }];
    case 'owner':
      return ownerParts(match2);
    case 'conntrack':
      return conntrackParts(match2);
    case 'socket':
      return match2.transparent || match2.nowildcard || match2.restoreMark
        ? other(match2)
        : [{ key: 'socket', value: { not: false, value: true } }];
    case 'set':
      return [{ key: 'set', value: { not: match2.not, value: `${match2.set} ${match2.dimensions.join(',')}` } }];
    case 'nftCompare':
      return nftParts(match2);
    default:
      return other(match2);
  }
}
function portParts({ sourcePorts: sourcePorts2, destinationPorts }) {
  return [
    ...(sourcePorts2 ? [portsPart('source', sourcePorts2.not, [sourcePorts2.value])] : []),
    ...(destinationPorts ? [portsPart('destination', destinationPorts.not, [destinationPorts.value])] : []),
  ];
}
function portsPart(which, not2, value) {
  return { key: `${which}Ports`, value: { not: not2, value } };
}
function ownerParts(match2) {
  return [
    ...(match2.socketExists ? [{ key: 'socketExists', value: { not: match2.socketExists.not, value: true } }] : []),
    ...(match2.uid ? [{ key: 'users', value: match2.uid }] : []),
    ...(match2.gid ? [{ key: 'groups', value: match2.gid }] : []),
    ...(match2.supplementaryGroups ? other({ ...match2, kind: 'owner' }) : []),
  ];
}
function conntrackParts(match2) {
  const { kind: _kind, module: _module, states, ...rest } = match2;
  if (states === void 0 || Object.keys(rest).length > 0) return other(match2);
  return [{ key: 'states', value: { not: states.not, value: [...states.value].sort() } }];
}
function other(match2) {
  return [{ key: 'others', value: matchModules[match2.kind].print(match2).join(' ') }];
}

// src/netfilter/target/NatRange.ts
var NAT_FLAGS = { '--random': 0, '--random-fully': 0, '--persistent': 0 };
function readNatFlags(options) {
  return {
    random: options.has('--random'),
    randomFully: options.has('--random-fully'),
    persistent: options.has('--persistent'),
  };
}
function printNatFlags({ random, randomFully, persistent }) {
  return [
    ...(random ? ['--random'] : []),
    ...(randomFully ? ['--random-fully'] : []),
    ...(persistent ? ['--persistent'] : []),
  ];
}
function parseNatPorts(text) {
  const ports = text.startsWith('-') || text.endsWith('-') ? void 0 : parseRange3(text, '-', 65535);
  return ports && ports.min > 0 ? ports : void 0;
}
function parseNatRange(text, family) {
  const parts =
    family === 4 || /^:\d[\d-]*$/.test(text)
      ? /^([\d.-]*)(?::([\d-]+))?$/.exec(text)
      : /^\[?([0-9a-f:.-]*?)(?:\]:([\d-]+)|\])?$/i.exec(text);
  if (parts === null || (family === 6 && text.startsWith('[') !== text.includes(']'))) return void 0;
  const [, hosts = '', service] = parts;
  const addresses = hosts === '' ? void 0 : parseAddresses(hosts, family);
  const ports = service === void 0 ? void 0 : parseNatPorts(service);
  if ((hosts !== '' && !addresses) || (service !== void 0 && !ports) || (!addresses && !ports)) return void 0;
  return { ...(addresses && { addresses }), ...(ports && { ports }) };
}
function printNatRange({ addresses, ports }) {
  const hosts = addresses ? printAddresses(addresses) : '';
  if (ports === void 0) return hosts;
  return `${addresses?.min.family === 6 ? `[${hosts}]` : hosts}:${printRange(ports, '-')}`;
}
function parseAddresses(text, family) {
  const [first = '', last2 = first, ...rest] = text.split('-');
  const [min, max] = [parseIp(first), parseIp(last2)];
  return min?.family === family && max?.family === family && rest.length === 0 ? { min, max } : void 0;
}
function printAddresses({ min, max }) {
  return min.text === max.text ? min.text : `${min.text}-${max.text}`;
}

// src/netfilter/target/CONNMARK.ts
var CONNMARK = {
  names: ['CONNMARK'],
  options: { ...XMARK_OPTIONS, '--save-mark': 0, '--restore-mark': 0, '--nfmask': 1, '--ctmask': 1, '--mask': 1 },
  parse(options) {
    const set2 = readXmark(options);
    const [save, restore] = [options.has('--save-mark'), options.has('--restore-mark')];
    if ([set2 !== void 0, save, restore].filter(Boolean).length !== 1) return void 0;
    if (set2) return { kind: 'CONNMARK', operation: 'set', ...set2 };
    return { kind: 'CONNMARK', operation: save ? 'save' : 'restore', ...readMasks(options) };
  },
  print: (target) => [
    '-j',
    'CONNMARK',
    ...(target.operation === 'set'
      ? printXmark(target)
      : [`--${target.operation}-mark`, '--nfmask', printHex(target.nfmask), '--ctmask', printHex(target.ctmask)]),
  ],
};
function readMasks(options) {
  const word2 = (text) => parseNumber(text, U32_MAX);
  const both = options.plain('--mask', word2) ?? U32_MAX;
  return { nfmask: options.plain('--nfmask', word2) ?? both, ctmask: options.plain('--ctmask', word2) ?? both };
}

// src/netfilter/target/CT.ts
var CT = {
  names: ['CT'],
  options: {
    '--notrack': 0,
    '--zone': 1,
    '--zone-orig': 1,
    '--zone-reply': 1,
    '--helper': 1,
    '--ctevents': 1,
    '--expevents': 1,
    '--timeout': 1,
  },
  parse: (options) =>
    omitUndefined({
      kind: 'CT',
      notrack: options.has('--notrack'),
      zone: options.plain('--zone', parseZone),
      zoneOriginal: options.plain('--zone-orig', parseZone),
      zoneReply: options.plain('--zone-reply', parseZone),
      helper: options.plain('--helper', verbatim),
      ctevents: options.plain('--ctevents', verbatim),
      expevents: options.plain('--expevents', verbatim),
      timeout: options.plain('--timeout', verbatim),
    }),
  print: (target) => [
    '-j',
    'CT',
    ...(target.notrack ? ['--notrack'] : []),
    ...valued('--helper', target.helper),
    ...valued('--timeout', target.timeout),
    ...valued('--ctevents', target.ctevents),
    ...valued('--expevents', target.expevents),
    ...valued('--zone-orig', target.zoneOriginal),
    ...valued('--zone-reply', target.zoneReply),
    ...valued('--zone', target.zone),
  ],
};
function parseZone(text) {
  return text === 'mark' ? 'mark' : parseNumber(text, 65535);
}
function verbatim(text) {
  return text;
}
function valued(name, value) {
  return value === void 0 ? [] : [name, protectWord(String(value))];
}

// src/netfilter/target/DNAT.ts
var DNAT = {
  names: ['DNAT'],
  options: { '--to-destination': 1, ...NAT_FLAGS },
  parse(options) {
    const range = options.plain('--to-destination', parseNatRange);
    return range && { kind: 'DNAT', ...range, ...readNatFlags(options) };
  },
  print: (target) => ['-j', 'DNAT', '--to-destination', printNatRange(target), ...printNatFlags(target)],
};

// src/netfilter/target/DSCP.ts
var DSCP = {
  names: ['DSCP'],
  options: { '--set-dscp': 1, '--set-dscp-class': 1 },
  parse(options) {
    const number = options.plain('--set-dscp', (text) => parseNumber(text, 63));
    const name = options.plain('--set-dscp-class', parseDscpClass);
    const dscp2 = number ?? name;
    return dscp2 === void 0 || (number !== void 0 && name !== void 0) ? void 0 : { kind: 'DSCP', dscp: dscp2 };
  },
  print: ({ dscp: dscp2 }) => ['-j', 'DSCP', '--set-dscp', `0x${dscp2.toString(16).padStart(2, '0')}`],
};

// src/netfilter/target/MARK.ts
var MARK = {
  names: ['MARK'],
  options: XMARK_OPTIONS,
  parse(options) {
    const xmark = readXmark(options);
    return xmark && { kind: 'MARK', ...xmark };
  },
  print: (target) => ['-j', 'MARK', ...printXmark(target)],
};

// src/netfilter/target/MASQUERADE.ts
var MASQUERADE = {
  names: ['MASQUERADE'],
  options: { '--to-ports': 1, '--to-port': '--to-ports', ...NAT_FLAGS },
  parse(options) {
    const ports = options.plain('--to-ports', parseNatPorts);
    return { kind: 'MASQUERADE', ...(ports && { ports }), ...readNatFlags(options) };
  },
  print: (target) => [
    '-j',
    'MASQUERADE',
    ...(target.ports ? ['--to-ports', printRange(target.ports, '-')] : []),
    ...printNatFlags(target),
  ],
};

// src/netfilter/target/NFQUEUE.ts
var NFQUEUE = {
  names: ['NFQUEUE'],
  options: { '--queue-num': 1, '--queue-balance': 1, '--queue-bypass': 0, '--queue-cpu-fanout': 0 },
  parse(options) {
    const one = options.plain('--queue-num', (text) => parseNumber(text, 65535)) ?? 0;
    const queues = options.plain('--queue-balance', (text) => parseRange3(text, ':', 65535)) ?? { min: one, max: one };
    const bypass = options.has('--queue-bypass');
    return { kind: 'NFQUEUE', queues, bypass, cpuFanout: options.has('--queue-cpu-fanout') };
  },
  print: ({ queues: { min, max }, bypass, cpuFanout }) => [
    '-j',
    'NFQUEUE',
    ...(min === max ? ['--queue-num', String(min)] : ['--queue-balance', `${min}:${max}`]),
    ...(bypass ? ['--queue-bypass'] : []),
    ...(cpuFanout ? ['--queue-cpu-fanout'] : []),
  ],
};

// src/netfilter/target/NOTRACK.ts
var NOTRACK = {
  names: ['NOTRACK'],
  options: {},
  parse: () => ({ kind: 'NOTRACK' }),
  print: () => ['-j', 'NOTRACK'],
};

// src/netfilter/target/REDIRECT.ts
var REDIRECT = {
  names: ['REDIRECT'],
  options: { '--to-ports': 1, '--to-port': '--to-ports', ...NAT_FLAGS },
  parse(options) {
    const ports = options.plain('--to-ports', parseNatPorts);
    return { kind: 'REDIRECT', ...(ports && { ports }), ...readNatFlags(options) };
  },
  print: (target) => [
    '-j',
    'REDIRECT',
    ...(target.ports ? ['--to-ports', printRange(target.ports, '-')] : []),
    ...printNatFlags(target),
  ],
};

// src/netfilter/target/REJECT.ts
var V42 = [
  'icmp-net-unreachable',
  'icmp-host-unreachable',
  'icmp-proto-unreachable',
  'icmp-port-unreachable',
  'icmp-net-prohibited',
  'icmp-host-prohibited',
  'icmp-admin-prohibited',
  'tcp-reset',
];
var V62 = [
  'icmp6-no-route',
  'icmp6-adm-prohibited',
  'icmp6-addr-unreachable',
  'icmp6-port-unreachable',
  'icmp6-policy-fail',
  'icmp6-reject-route',
  'tcp-reset',
];
var SHORT = {
  4: {
    'net-unreach': 'icmp-net-unreachable',
    'host-unreach': 'icmp-host-unreachable',
    'proto-unreach': 'icmp-proto-unreachable',
    'port-unreach': 'icmp-port-unreachable',
    'net-prohib': 'icmp-net-prohibited',
    'host-prohib': 'icmp-host-prohibited',
    'admin-prohib': 'icmp-admin-prohibited',
    'tcp-rst': 'tcp-reset',
  },
  6: {
    'no-route': 'icmp6-no-route',
    'adm-prohibited': 'icmp6-adm-prohibited',
    'addr-unreach': 'icmp6-addr-unreachable',
    'port-unreach': 'icmp6-port-unreachable',
    'policy-fail': 'icmp6-policy-fail',
    'reject-route': 'icmp6-reject-route',
  },
};
var REJECT = {
  names: ['REJECT'],
  options: { '--reject-with': 1 },
  parse: (options) => ({
    kind: 'REJECT',
    with: options.plain('--reject-with', parseType2) ?? defaultRejectType(options.family),
  }),
  print: (target) => ['-j', 'REJECT', '--reject-with', target.with],
};
function defaultRejectType(family) {
  return family === 4 ? 'icmp-port-unreachable' : 'icmp6-port-unreachable';
}
function parseType2(text, family) {
  const types = family === 4 ? V42 : V62;
  return types.find((type) => type === text) ?? (Object.hasOwn(SHORT[family], text) ? SHORT[family][text] : void 0);
}

// src/netfilter/target/SNAT.ts
var SNAT = {
  names: ['SNAT'],
  options: { '--to-source': 1, ...NAT_FLAGS },
  parse(options) {
    const range = options.plain('--to-source', parseNatRange);
    return range && { kind: 'SNAT', ...range, ...readNatFlags(options) };
  },
  print: (target) => ['-j', 'SNAT', '--to-source', printNatRange(target), ...printNatFlags(target)],
};

// src/netfilter/target/TOS.ts
var TOS = {
  names: ['TOS'],
  options: { '--set-tos': 1, '--and-tos': 1, '--or-tos': 1, '--xor-tos': 1 },
  parse(options) {
    const found = [
      options.plain('--set-tos', parseTos),
      options.plain('--and-tos', (text) => bits2(text, (value) => ({ value: 0, mask: ~value & 255 }))),
      options.plain('--or-tos', (text) => bits2(text, (value) => ({ value, mask: value }))),
      options.plain('--xor-tos', (text) => bits2(text, (value) => ({ value, mask: 0 }))),
    ].filter((one) => one !== void 0);
    const [masked] = found;
    return masked && found.length === 1 ? { kind: 'TOS', ...masked } : void 0;
  },
  print: ({ value, mask }) => ['-j', 'TOS', '--set-tos', printTos({ value, mask })],
};
function bits2(text, make) {
  const value = parseNumber(text, 255);
  return value === void 0 ? void 0 : make(value);
}

// src/netfilter/target/TPROXY.ts
var TPROXY = {
  names: ['TPROXY'],
  options: { '--on-port': 1, '--on-ip': 1, '--tproxy-mark': 1 },
  parse(options) {
    const onPort = options.plain('--on-port', (text) => parseNumber(text, 65535));
    const onIp = options.plain('--on-ip', parseAddress);
    const { value, mask } = options.plain('--tproxy-mark', (text) => parseMaskedValue(text)) ?? { value: 0, mask: 0 };
    if (onPort === void 0) return void 0;
    return { kind: 'TPROXY', onPort, ...(onIp && !isUnspecified(onIp) && { onIp }), value, mask };
  },
  print: ({ onPort, onIp, value, mask }) => [
    '-j',
    'TPROXY',
    '--on-port',
    String(onPort),
    ...(onIp ? ['--on-ip', onIp.text] : []),
    '--tproxy-mark',
    `${printHex(value)}/${printHex(mask)}`,
  ],
};
function parseAddress(text, family) {
  const ip2 = parseIp(text);
  return ip2?.family === family ? ip2 : void 0;
}

// src/netfilter/target/TTL.ts
var TTL = {
  names: ['TTL', 'HL'],
  options: {
    '--ttl-set': 1,
    '--hl-set': '--ttl-set',
    '--ttl-dec': 1,
    '--hl-dec': '--ttl-dec',
    '--ttl-inc': 1,
    '--hl-inc': '--ttl-inc',
  },
  parse(options, name) {
    const found = ['set', 'dec', 'inc'].flatMap((operation) => {
      const value = options.plain(`--ttl-${operation}`, (text) => parseNumber(text, 255));
      return value === void 0 ? [] : [{ operation, value }];
    });
    const [change2] = found;
    if (!change2 || found.length > 1) return void 0;
    return { kind: 'TTL', module: name === 'HL' ? 'HL' : 'TTL', ...change2 };
  },
  print: ({ module, operation, value }) => ['-j', module, `--${module.toLowerCase()}-${operation}`, String(value)],
};

// src/netfilter/target/verdict.ts
var KINDS7 = ['ACCEPT', 'DROP', 'QUEUE', 'RETURN'];
var verdict = {
  names: KINDS7,
  options: {},
  parse(_options, name) {
    const kind = KINDS7.find((one) => one === name);
    return kind && { kind };
  },
  print: ({ kind }) => ['-j', kind],
};

// src/netfilter/target/printTarget.ts
function printTarget(target) {
  switch (target.kind) {
    case 'ACCEPT':
    case 'DROP':
    case 'QUEUE':
    case 'RETURN':
      return verdict.print(target);
    case 'jump':
      return ['-j', protectWord(target.chain)];
    case 'goto':
      return ['-g', protectWord(target.chain)];
    case 'NFQUEUE':
      return NFQUEUE.print(target);
    case 'REJECT':
      return REJECT.print(target);
    case 'REDIRECT':
      return REDIRECT.print(target);
    case 'DNAT':
      return DNAT.print(target);
    case 'SNAT':
      return SNAT.print(target);
    case 'MASQUERADE':
      return MASQUERADE.print(target);
    case 'TPROXY':
      return TPROXY.print(target);
    case 'MARK':
      return MARK.print(target);
    case 'CONNMARK':
      return CONNMARK.print(target);
    case 'CT':
      return CT.print(target);
    case 'NOTRACK':
      return NOTRACK.print(target);
    case 'TOS':
      return TOS.print(target);
    case 'DSCP':
      return DSCP.print(target);
    case 'TTL':
      return TTL.print(target);
    case 'passive':
      return ['-j', target.name, ...target.options];
    case 'unsupported':
      return [target.text];
  }
}

// src/istio/capture/plain/effectOf.ts
function effectOf({ target, statements = [] }) {
  const [first, second] = statements;
  if (first?.kind === 'TPROXY' && second?.kind === 'MARK' && statements.length === 2) {
    return { kind: 'TPROXY', port: first.onPort, mark: { value: second.value, mask: second.mask } };
  }
  if (first !== void 0 && statements.length === 1 && target === void 0) return effectOfTarget(first);
  if (statements.length > 0) {
    const text = [...statements, ...(target ? [target] : [])].flatMap(printTarget).join(' ');
    return { kind: 'other', target: first?.kind ?? '', text };
  }
  return target === void 0 ? { kind: 'none' } : effectOfTarget(target);
}
function effectOfTarget(target) {
  switch (target.kind) {
    case 'RETURN':
    case 'ACCEPT':
    case 'DROP':
    case 'REJECT':
      return { kind: target.kind };
    case 'jump':
    case 'goto':
      return { kind: 'jump', chain: istioChainName(target.chain) };
    case 'REDIRECT':
      return { kind: 'REDIRECT', port: target.ports?.min };
    case 'DNAT':
    case 'SNAT':
      return { kind: target.kind, to: printNatRange(target) };
    case 'TPROXY':
      return { kind: 'TPROXY', port: target.onPort, mark: { value: target.value, mask: target.mask } };
    case 'MARK':
      return { kind: 'MARK', mark: { value: target.value, mask: target.mask } };
    case 'CONNMARK':
      return target.operation === 'set'
        ? { kind: 'CONNMARK', mark: { value: target.value, mask: target.mask } }
        : { kind: target.operation };
    case 'CT':
      if (typeof target.zone === 'number' && !target.notrack) return { kind: 'zone', zone: target.zone };
      break;
    case 'unsupported':
      if (target.module === 'REDIRECT') return { kind: 'REDIRECT', port: void 0 };
      return { kind: 'other', target: target.module, text: target.text };
    default:
  }
  return { kind: 'other', target: target.kind, text: printTarget(target).join(' ') };
}

// src/istio/capture/plain/plainRule.ts
function plainRule(rule) {
  return {
    table: plainTableName(rule.table),
    chain: istioChainName(rule.chain),
    criteria: criteriaOf(rule),
    effect: effectOf(rule),
  };
}

// src/istio/capture/purpose/ambientSentences.ts
var AMBIENT_SENTENCES = {
  'nat PREROUTING': { '> jump ISTIO_PRERT': 'whatever arrives enters the ambient inbound chain' },
  'nat OUTPUT': { '> jump ISTIO_OUTPUT': 'whatever the pod sends enters the outbound chain' },
  'nat ISTIO_PRERT': {
    'source tcp > ACCEPT': "kubelet's probes, which the node sends from {source}, are not captured",
    '!localhost tcp !dport !mark > REDIRECT':
      'inbound TCP goes to ztunnel on {port}, but for port {dport} and what ztunnel itself sends (mark {mark})',
    'in tcp > REDIRECT':
      'TCP that arrives by {in}, a virtual interface, counts as outbound and goes to ztunnel on {port}',
    'in tcp > RETURN': 'other TCP that arrives by {in} is not captured',
  },
  'nat ISTIO_OUTPUT': {
    'destination tcp > ACCEPT': "answers to kubelet's probes ({destination}) leave directly",
    '!to-lo udp dns !mark > REDIRECT agent':
      'DNS queries over UDP that ztunnel did not send (mark {mark}) go to it on {port}',
    '!localhost tcp dns !mark > REDIRECT agent':
      'DNS queries over TCP that ztunnel did not send (mark {mark}) go to it on {port}',
    'tcp mark > ACCEPT': 'answers on connections that came through ztunnel (mark {mark}) go back to it',
    '!localhost to-lo > ACCEPT': "what the app sends to the pod's own address is not captured",
    '!localhost tcp !mark > REDIRECT': 'all other TCP that ztunnel did not send (mark {mark}) goes to it on {port}',
  },
  'mangle PREROUTING': { '> jump ISTIO_PRERT': 'whatever arrives enters the ambient inbound chain' },
  'mangle OUTPUT': { '> jump ISTIO_OUTPUT': 'whatever the pod sends enters the outbound chain' },
  'mangle ISTIO_PRERT': {
    'mark > CONNMARK': 'a connection that ztunnel opened (mark {mark}) is remembered with the mark {set}',
    'source tcp > ACCEPT': "kubelet's probes, which the node sends from {source}, are not captured",
    'source tcp > RETURN': "kubelet's probes, which the node sends from {source}, are not captured",
    '!localhost from-lo tcp > ACCEPT': "what the app sends to the pod's own address is not captured",
    'tcp dport !mark > TPROXY': 'inbound port {dport} goes to ztunnel on {port} with its addresses as they are',
    '!localhost tcp dport !mark > TPROXY':
      'inbound port {dport} goes to ztunnel on {port} with its addresses as they are',
    'tcp state > ACCEPT': 'packets of known connections are let through',
    '!localhost tcp !mark > TPROXY': 'all other inbound TCP goes to ztunnel on {port} with its addresses as they are',
  },
  'mangle ISTIO_OUTPUT': {
    'connmark > restore':
      'answers on connections that came through ztunnel get the mark {connmark}, which routes them to it',
  },
  'raw PREROUTING': {
    '> jump ISTIO_PRERT': "what arrives enters the chain that sorts resolvers' answers into a conntrack zone",
  },
  'raw OUTPUT': {
    '> jump ISTIO_OUTPUT': "what the pod sends enters the chain that sorts ztunnel's DNS into a conntrack zone",
  },
  'raw ISTIO_PRERT': {
    'udp sport-dns !mark > zone': "resolvers' answers to ztunnel belong to conntrack zone {zone}",
  },
  'raw ISTIO_OUTPUT': {
    'udp dns mark > zone': 'DNS queries of ztunnel (mark {mark}) belong to conntrack zone {zone}',
  },
  'nat POSTROUTING': {
    '> jump ISTIO_POSTRT': "what leaves the node enters the chain for kubelet's probes",
    'tcp user set > SNAT':
      "what user {user}, kubelet's, sends to pods in {set} comes from {to}, so that they know a probe",
  },
  'nat ISTIO_POSTRT': {
    'tcp socket-exists set > SNAT':
      'what the node itself sends to pods in {set} comes from {to}, so that they know a probe',
  },
};

// src/istio/ports.ts
var ISTIO_PORTS = [
  { port: 15e3, owner: 'Envoy', meaning: 'admin interface' },
  { port: 15001, owner: 'Envoy', meaning: 'outbound listener' },
  { port: 15002, owner: 'istio-iptables', meaning: 'validation probe' },
  { port: 15004, owner: 'agent', meaning: 'debug interface' },
  { port: 15006, owner: 'Envoy', meaning: 'inbound listener' },
  { port: 15008, owner: 'Envoy', meaning: 'HBONE tunnel' },
  { port: 15010, owner: 'istiod', meaning: 'xDS in plaintext' },
  { port: 15012, owner: 'istiod', meaning: 'xDS and certificates over TLS' },
  { port: 15013, owner: 'agent', meaning: 'DNS proxy of Istio 1.6' },
  { port: 15014, owner: 'istiod', meaning: 'monitoring' },
  { port: 15017, owner: 'istiod', meaning: 'webhooks' },
  { port: 15020, owner: 'agent', meaning: 'merged metrics and probes' },
  { port: 15021, owner: 'Envoy', meaning: 'readiness' },
  { port: 15053, owner: 'agent', meaning: 'DNS proxy' },
  { port: 15090, owner: 'Envoy', meaning: "Envoy's metrics" },
];
function istioPort(port) {
  return ISTIO_PORTS.find((one) => one.port === port);
}

// src/istio/capture/purpose/fillSentence.ts
function fillSentence(sentence, { criteria, effect }) {
  const values = { ...criteriaValues(criteria), ...effectValues(effect) };
  return sentence.replace(/\{(\w+)\}/g, (_, name) => values[name] ?? 'what the dump does not show');
}
function criteriaValues(criteria) {
  return {
    source: addressText3(criteria.source?.value),
    destination: addressText3(criteria.destination?.value),
    in: criteria.inInterface?.value,
    out: criteria.outInterface?.value,
    dport: criteria.destinationPorts?.value.map(portText).join(', '),
    user: ownerText(criteria.users),
    group: ownerText(criteria.groups),
    mark: markText(criteria.mark?.value),
    connmark: markText(criteria.connmark?.value),
    state: criteria.states?.value.join(' or '),
    set: criteria.set && `the set ${criteria.set.value.split(' ')[0] ?? ''}`,
  };
}
function effectValues(effect) {
  switch (effect.kind) {
    case 'REDIRECT':
      return { port: effect.port === void 0 ? void 0 : String(effect.port) };
    case 'TPROXY':
      return { port: String(effect.port), set: markText(effect.mark) };
    case 'MARK':
    case 'CONNMARK':
      return { set: markText(effect.mark) };
    case 'DNAT':
    case 'SNAT':
      return { to: effect.to };
    case 'zone':
      return { zone: String(effect.zone) };
    default:
      return {};
  }
}
function addressText3(cidr3) {
  return cidr3?.replace(/(?<=\.\d+)\/32$|(?<=:.*)\/128$/, '');
}
function portText(range) {
  const known2 = range.min === range.max ? istioPort(range.min) : void 0;
  return known2 ? `${range.min} (${known2.meaning})` : printRange(range, ' to ');
}
function ownerText(owners2) {
  return owners2.length === 0 ? void 0 : owners2.map(({ value }) => printRange(value, ' to ')).join(', ');
}
function markText(mark2) {
  return mark2 && `0x${mark2.value.toString(16)}`;
}

// src/istio/capture/purpose/markSentences.ts
var ZONES = {
  'udp dns user > zone': "DNS queries of user {user}, the agent's, belong to conntrack zone {zone}",
  'udp dns group > zone': "DNS queries of group {group}, the agent's, belong to conntrack zone {zone}",
  'udp sport-agent user > zone': "answers of user {user}, the agent's, to the app belong to conntrack zone {zone}",
  'udp sport-agent group > zone': "answers of group {group}, the agent's, to the app belong to conntrack zone {zone}",
  'udp dns > zone': 'DNS queries of the app belong to conntrack zone {zone}',
  'destination udp dns > zone': 'DNS queries of the app to the resolver {destination} belong to conntrack zone {zone}',
};
var ANSWERS = {
  'udp sport-dns > zone': "resolvers' answers belong to conntrack zone {zone}",
  'source udp sport-dns > zone': 'answers of the resolver {source} belong to conntrack zone {zone}',
};
var MARK_SENTENCES = {
  'raw PREROUTING': {
    '> jump ISTIO_INBOUND': "what arrives enters the chain that sorts resolvers' answers into a conntrack zone",
    ...ANSWERS,
  },
  'raw OUTPUT': {
    '> jump ISTIO_OUTPUT_DNS': 'what the pod sends enters the chain that sorts DNS into conntrack zones',
    'udp > jump ISTIO_OUTPUT': 'UDP that the pod sends enters the chain that sorts DNS into conntrack zones',
    ...ZONES,
  },
  'raw ISTIO_INBOUND': ANSWERS,
  'raw ISTIO_OUTPUT': ZONES,
  'raw ISTIO_OUTPUT_DNS': ZONES,
  'mangle PREROUTING': {
    'tcp > jump ISTIO_INBOUND': 'every TCP packet that arrives enters the inbound chain',
    'tcp mark > save': 'a connection whose packets the proxy marked with {mark} keeps the mark',
    'state > jump ISTIO_DROP': 'packets that conntrack calls {state} are dropped',
    'tcp state > jump ISTIO_DROP': 'TCP packets that conntrack calls {state} are dropped',
    'state > DROP': 'packets that conntrack calls {state} are dropped, so that none of them resets a connection',
    'in > RETURN': 'what arrives by {in} is not captured',
  },
  'mangle OUTPUT': {
    'out > RETURN': 'what leaves by {out} is not captured',
    'to-lo tcp mark > RETURN': 'what the proxy sends the app, marked with {mark}, keeps that mark',
    '!localhost to-lo tcp user > MARK':
      "what user {user}, the proxy, sends to the pod's own address is marked with {set}, so that inbound capture takes it",
    '!localhost to-lo tcp group > MARK':
      "what group {group}, the proxy's, sends to the pod's own address is marked with {set}, so that inbound capture takes it",
    'tcp connmark > restore':
      "the app's answers on connections marked with {connmark} get the mark, which routes them to the proxy",
    'source !localhost tcp > MARK':
      'what {source} answers to others is marked with {set}, which routes it to the proxy',
  },
  'mangle ISTIO_INBOUND': {
    'tcp mark > RETURN': 'what the proxy sends the app, marked with {mark}, is not captured again',
    'source from-lo tcp > RETURN': 'the proxy calling the app from {source} is not captured again',
    'from-lo tcp !mark > RETURN':
      'inside the pod only what bears the mark {mark} is captured: the app may talk to itself',
    'tcp dport > RETURN': 'inbound port {dport} is not captured',
    'tcp state > jump ISTIO_DIVERT': 'packets of known connections stay with the proxy',
    'tcp dport state > jump ISTIO_DIVERT': 'packets of known connections to port {dport} stay with the proxy',
    'tcp socket > jump ISTIO_DIVERT': 'packets of connections that have a socket stay with the proxy',
    'tcp dport socket > jump ISTIO_DIVERT':
      'packets of connections to port {dport} that have a socket stay with the proxy',
    'tcp > jump ISTIO_TPROXY': 'all other inbound TCP goes to the proxy',
    'tcp dport > jump ISTIO_TPROXY': 'inbound port {dport} goes to the proxy',
  },
  'mangle ISTIO_DIVERT': {
    '> MARK': 'the packet is marked with {set}, which routes it to this pod',
    '> ACCEPT': 'and is delivered',
  },
  'mangle ISTIO_TPROXY': {
    '!localhost tcp > TPROXY':
      "new connections go to the proxy's inbound port {port} with their addresses as they are, marked with {set}",
  },
  'mangle ISTIO_DROP': { '> DROP': 'dropped, so that no stray packet resets a connection' },
};

// src/istio/capture/purpose/ruleShape.ts
var AGENT_DNS_PORTS = /* @__PURE__ */ new Set([15053, 15013]);
function ruleShape({ criteria, effect }) {
  return [...criteriaShape(criteria), '>', effectShape(effect)].join(' ');
}
function shapesOf(rule) {
  const shape = ruleShape(rule);
  return [shape, anyAddress(shape), anyPort(shape), anyPort(anyAddress(shape))];
}
function anyAddress(shape) {
  return shape.replace(/\blocalhost\b/g, 'destination');
}
function anyPort(shape) {
  return shape
    .replace(/(^|[ !])dns\b/g, '$1dport')
    .replace(/\b([ds]port)-\w+/g, '$1')
    .replace(/REDIRECT agent$/, 'REDIRECT');
}
function criteriaShape(criteria) {
  return [
    ...word('source', criteria.source),
    ...word(isLocal(criteria.destination) ? 'localhost' : 'destination', criteria.destination),
    ...word(criteria.inInterface?.value === 'lo' ? 'from-lo' : 'in', criteria.inInterface),
    ...word(criteria.outInterface?.value === 'lo' ? 'to-lo' : 'out', criteria.outInterface),
    ...word(criteria.protocol?.value ?? '', criteria.protocol),
    ...word(sourcePortWord(criteria.sourcePorts), criteria.sourcePorts),
    ...word(destinationPortWord(criteria.destinationPorts), criteria.destinationPorts),
    ...owners('user', criteria.users),
    ...owners('group', criteria.groups),
    ...word('mark', criteria.mark),
    ...word('connmark', criteria.connmark),
    ...word('state', criteria.states),
    ...word('socket', criteria.socket),
    ...word('socket-exists', criteria.socketExists),
    ...word('set', criteria.set),
    ...criteria.others.map(() => 'other'),
  ];
}
function effectShape(effect) {
  if (effect.kind === 'jump') return `jump ${effect.chain}`;
  if (effect.kind === 'REDIRECT' && effect.port !== void 0 && AGENT_DNS_PORTS.has(effect.port)) return 'REDIRECT agent';
  if (effect.kind === 'DNAT' && effect.to.endsWith(':15053')) return 'DNAT agent';
  return effect.kind;
}
function word(name, value) {
  return value ? [`${value.not ? '!' : ''}${name}`] : [];
}
function owners(name, values) {
  if (values.length > 1 && values.every((value) => value.not)) return [`!${name}`];
  return values.flatMap((value) => word(name, value));
}
function isLocal(destination2) {
  const cidr3 = destination2 && parseCidr(destination2.value);
  return cidr3 !== void 0 && isLoopback(cidr3.address);
}
function sourcePortWord(ports) {
  const port = onlyPort(ports?.value);
  if (port === 53) return 'sport-dns';
  return port !== void 0 && AGENT_DNS_PORTS.has(port) ? 'sport-agent' : 'sport';
}
function destinationPortWord(ports) {
  const port = onlyPort(ports?.value);
  if (port === 53) return 'dns';
  return port !== void 0 && AGENT_DNS_PORTS.has(port) ? 'dport-agent' : 'dport';
}
function onlyPort(ports) {
  const [range, ...rest] = ports ?? [];
  return range && rest.length === 0 && range.min === range.max ? range.min : void 0;
}

// src/istio/capture/purpose/sidecarSentences.ts
var SIDECAR_SENTENCES = {
  'nat PREROUTING': {
    'tcp > jump ISTIO_INBOUND': 'every TCP connection that arrives enters the inbound chain',
    'in > jump ISTIO_REDIRECT': 'what arrives by {in}, a virtual interface, counts as outbound: TCP goes to the proxy',
    'destination in > jump ISTIO_REDIRECT':
      'what arrives by {in}, a virtual interface, for {destination} counts as outbound: TCP goes to the proxy',
    'in > RETURN': 'what arrives by {in} is not captured as inbound',
  },
  'nat OUTPUT': {
    '> jump ISTIO_OUTPUT': 'whatever the pod sends enters the outbound chain',
    'tcp > jump ISTIO_OUTPUT': 'every TCP connection that the pod opens enters the outbound chain',
    'udp > jump ISTIO_OUTPUT': 'UDP that the pod sends enters the outbound chain, for the sake of DNS',
    'out > RETURN': 'what leaves by {out} is not captured',
    'udp dns user > RETURN': "DNS queries of user {user}, the proxy's, go to the resolver themselves",
    'udp dns group > RETURN': "DNS queries of group {group}, the proxy's, go to the resolver themselves",
    'udp dns > REDIRECT agent': 'DNS queries over UDP go to the agent on {port}',
    'destination udp dns > REDIRECT agent':
      'DNS queries over UDP to the resolver {destination} go to the agent on {port}',
    'udp dns > DNAT agent': 'DNS queries over UDP go to the agent at {to}',
  },
  'nat POSTROUTING': {
    'udp dport-agent > SNAT': 'DNS queries to the agent get the source {to}, so that its answers find back',
  },
  'nat ISTIO_INBOUND': {
    'tcp dport > RETURN': 'inbound port {dport} is not captured',
    'tcp > jump ISTIO_IN_REDIRECT': 'all other inbound TCP goes to the proxy',
    'tcp dport > jump ISTIO_IN_REDIRECT': 'inbound port {dport} goes to the proxy',
  },
  'nat ISTIO_IN_REDIRECT': {
    'tcp > REDIRECT': "TCP goes to the proxy's inbound port {port}",
  },
  'nat ISTIO_OUTPUT': {
    'source to-lo > RETURN': 'the proxy calling the app from {source} after inbound processing is not captured again',
    '!localhost to-lo user > jump ISTIO_IN_REDIRECT':
      "what user {user}, the proxy, sends to the pod's own address goes to its inbound port: a call to oneself meets inbound policy",
    '!localhost to-lo tcp !dport user > jump ISTIO_IN_REDIRECT':
      "what user {user}, the proxy, sends to the pod's own address (but for port {dport}) goes to its inbound port: a call to oneself meets inbound policy",
    '!localhost to-lo group > jump ISTIO_IN_REDIRECT':
      "what group {group}, the proxy's, sends to the pod's own address goes to its inbound port: a call to oneself meets inbound policy",
    '!localhost to-lo tcp !dport group > jump ISTIO_IN_REDIRECT':
      "what group {group}, the proxy's, sends to the pod's own address (but for port {dport}) goes to its inbound port: a call to oneself meets inbound policy",
    '!localhost to-lo > jump ISTIO_IN_REDIRECT':
      "what anyone sends to the pod's own address goes to the proxy's inbound port",
    '!localhost to-lo > jump ISTIO_REDIRECT':
      "what anyone sends to the pod's own address goes to the proxy's outbound port",
    'to-lo !user > RETURN':
      'what others than user {user} send inside the pod is not captured: the app talking to itself',
    'to-lo tcp !dport !user > RETURN':
      'TCP that others than user {user} send inside the pod (but for port {dport}) is not captured: the app talking to itself',
    'to-lo !group > RETURN':
      'what others than group {group} send inside the pod is not captured: the app talking to itself',
    'to-lo tcp !dport !group > RETURN':
      'TCP that others than group {group} send inside the pod (but for port {dport}) is not captured: the app talking to itself',
    'user > RETURN': "traffic that user {user} sends leaves directly: the proxy's own",
    'group > RETURN': "traffic that group {group} sends leaves directly: the proxy's own",
    '!group > RETURN': 'only the groups {group} are captured: what others send leaves directly',
    'localhost > RETURN': 'traffic to {destination} stays in the pod',
    'destination > RETURN': 'traffic to {destination} is not captured: an excluded range',
    'destination > jump ISTIO_REDIRECT': 'TCP to {destination} goes to the proxy',
    'tcp dport > jump ISTIO_REDIRECT': 'TCP to port {dport} goes to the proxy, whatever the address',
    'tcp dport > RETURN': 'TCP to port {dport} is not captured',
    'udp dport > RETURN': 'UDP to port {dport} is not captured',
    '> jump ISTIO_REDIRECT': 'all other TCP goes to the proxy',
    '> RETURN': 'nothing else is captured',
    '> jump ISTIO_OUTPUT_DNS': 'the DNS chain may take what is left',
    'tcp dns > REDIRECT agent': 'DNS queries over TCP go to the agent on {port}',
    'destination tcp dns > REDIRECT agent':
      'DNS queries over TCP to the resolver {destination} go to the agent on {port}',
    'udp dns user > RETURN': "DNS queries of user {user}, the proxy's, go to the resolver themselves",
    'udp dns group > RETURN': "DNS queries of group {group}, the proxy's, go to the resolver themselves",
    'udp dns > REDIRECT agent': 'DNS queries over UDP go to the agent on {port}',
    'destination udp dns > REDIRECT agent':
      'DNS queries over UDP to the resolver {destination} go to the agent on {port}',
  },
  'nat ISTIO_OUTPUT_DNS': {
    'tcp dns > REDIRECT agent': 'DNS queries over TCP go to the agent on {port}',
    'destination tcp dns > REDIRECT agent':
      'DNS queries over TCP to the resolver {destination} go to the agent on {port}',
    'udp dns > REDIRECT agent': 'DNS queries over UDP go to the agent on {port}',
    'destination udp dns > REDIRECT agent':
      'DNS queries over UDP to the resolver {destination} go to the agent on {port}',
  },
  'nat ISTIO_REDIRECT': {
    'tcp > REDIRECT': "TCP goes to the proxy's outbound port {port}; anything else leaves as it is",
    'tcp dns > REDIRECT agent': 'DNS queries over TCP go to the agent on {port}',
  },
  'filter INPUT': {
    'state > ACCEPT': 'answers are let in',
    'localhost from-lo > ACCEPT': 'the pod may talk to itself',
    '> REJECT': 'anything else over IPv6 is refused: Istio before 1.5 does not support it',
  },
};

// src/istio/rulePurpose.ts
var ALL_SENTENCES = [SIDECAR_SENTENCES, MARK_SENTENCES, AMBIENT_SENTENCES];
function rulePurpose(rule, context) {
  const plain = plainRule(rule);
  const shapes = shapesOf(plain);
  const [shape] = shapes;
  const sentence = shapes.map((one) => sentenceFor(plain, one)).find((one) => one !== void 0);
  if (
    sentence === void 0 ||
    (context === void 0 && !isNativeIstioTable({ name: rule.table }) && !isCertain(plain, shape))
  )
    return void 0;
  const adapted = context === void 0 ? sentence : adaptToOwners(sentence, shape, plain, context);
  return adapted === void 0 ? void 0 : fillSentence(adapted, plain);
}
function sentenceFor({ table, chain }, shape) {
  for (const sentences of ALL_SENTENCES) {
    const sentence = own2(own2(sentences, `${table} ${chain}`), shape);
    if (sentence !== void 0) return sentence;
  }
  return void 0;
}
function own2(record, key) {
  return record !== void 0 && Object.hasOwn(record, key) ? record[key] : void 0;
}
function isCertain({ chain, effect }, shape) {
  return isIstioChain(chain) || (effect.kind === 'jump' && isIstioChain(effect.chain)) || /\bagent\b/.test(shape);
}
function adaptToOwners(sentence, shape, { chain, criteria }, context) {
  if (chain !== 'ISTIO_OUTPUT') return sentence;
  const isProxys = (ids, owners2) => owners2.every(({ value }) => ids.includes(value.min) && value.min === value.max);
  if (shape === 'user > RETURN' && !isProxys(context.uids, criteria.users)) return void 0;
  if (shape === 'group > RETURN' && !isProxys(context.gids, criteria.groups))
    return 'traffic that group {group} sends is not captured: an excluded group';
  return sentence;
}

// src/trace/walk/packetSteps.ts
function addPacketSteps(path, walk) {
  const source2 = `rules of ${path.where}`;
  for (const step of walk.steps) {
    path.add({
      kind: step.rule === void 0 && step.coordinate === void 0 ? 'routing' : 'rule',
      outcome: outcomeOf2(step),
      summary: summaryOf(step),
      because: step.because,
      evidence: evidenceOf(step, source2),
      skipped: step.nearMisses.map(({ rule, failed }) => ({
        what: `${rule.table}:${rule.chain}:rule:${rule.index}`,
        at: rule.text,
        failed,
        held: 0,
      })),
      consulted: step.consulted,
      effects: step.effects.map(effectOf2),
    });
  }
  for (const name of walk.unknown) path.notSimulated(name);
}
function outcomeOf2(step) {
  if (step.verdict === 'DROP' || step.verdict.startsWith('REJECT')) return 'denied';
  if (step.kind === 'deliver') return 'delivered';
  if (step.effects.some((effect) => effect.startsWith('destination'))) return 'redirected';
  if (step.effects.length > 0) return 'rewritten';
  return step.rule === void 0 ? 'passed' : 'matched';
}
function summaryOf(step) {
  const place = step.coordinate ?? step.kind;
  const effects = step.effects.length === 0 ? '' : ` (${step.effects.join('; ')})`;
  return `${place} ${step.verdict}${effects}`;
}
function effectOf2(text) {
  const [, what, from, to] = /^(.+) (\S+) -> (\S+)$/.exec(text) ?? [];
  return what === void 0 || from === void 0 || to === void 0 ? { what: 'packet', to: text } : { what, from, to };
}
function evidenceOf(step, source2) {
  if (step.coordinate === void 0) return [];
  const purpose = step.rule === void 0 ? void 0 : rulePurpose(step.rule);
  return [
    {
      kind: 'rule',
      source: source2,
      coordinate: step.coordinate,
      rule: step.rule?.text ?? '',
      verdict: step.verdict,
      backend: step.backend,
      ...(purpose === void 0 ? {} : { purpose }),
    },
  ];
}

// src/trace/walk/sendFromNode.ts
function sendFromNode(context, node, state) {
  const { path, request: request2, choose: choose2, journey } = context;
  const { sender } = request2;
  const where = `node ${node.name}`;
  path.enter(where, 'output');
  const owner3 =
    sender.uid !== 'ordinary' && sender.gid !== 'ordinary'
      ? { kind: 'user', uid: sender.uid, gid: sender.gid }
      : {
          kind: 'ordinary',
          knownNot: { uids: [], gids: [] },
          ...(sender.uid === 'ordinary' ? {} : { uid: sender.uid }),
          ...(sender.gid === 'ordinary' ? {} : { gid: sender.gid }),
        };
  const walk = sendFromSocket(
    node.netns,
    {
      protocol: request2.transport,
      destination: state.destination,
      sourcePort: state.source.port,
      owner: owner3,
      mark: sender.mark,
      ctState: request2.ctState,
    },
    choose2,
  );
  addPacketSteps(path, walk);
  journey.legs.push({ where, netns: node.netns, walk });
  const { end } = walk;
  switch (end.kind) {
    case 'wire':
      return { ...state, source: end.source, destination: end.destination, passedNodes: [node.name] };
    case 'local':
      return deliveredOnNode(context, state, node.name, end);
    default:
      return packetEnd(context, end, state.destination);
  }
}

// src/trace/walk/start.ts
var EPHEMERAL_PORT = 4e4;
function start(context) {
  const { request: request2, world } = context;
  const content = contentOf2(request2, clientCertificate(context));
  if (request2.from.kind === 'pod' && request2.only !== 'inbound') sayWhoSends(context);
  const sourceIp2 = request2.sourceIp === void 0 ? void 0 : parseIp(request2.sourceIp);
  const sourcePort = request2.sourcePort ?? EPHEMERAL_PORT;
  if (request2.from.kind === 'pod') {
    const pod = world.pod(request2.from.namespace, request2.from.name);
    if (pod === void 0)
      return { kind: 'end', verdict: indeterminate(`pod ${request2.from.namespace}/${request2.from.name}`) };
    const resolved = resolveStage(context, podLabel(pod), pod);
    if (resolved.kind === 'end') return resolved;
    const { address: address2 } = resolved;
    const origin = { pod };
    if (request2.only === 'inbound')
      return inbound(context, { ip: sourceIp2 ?? addressOf3(pod, address2.ip), port: sourcePort }, address2, {
        content,
        origin,
      });
    return {
      kind: 'send',
      pod,
      by: 'app',
      owner: senderOwner(request2, pod),
      mark: request2.sender.mark,
      sourcePort,
      destination: address2,
      content,
      origin,
      ...(sourceIp2 === void 0 ? {} : { source: sourceIp2 }),
      ...(resolved.standsFor === void 0 ? {} : { standsFor: resolved.standsFor }),
    };
  }
  return fromElsewhere(context, { content, ip: sourceIp2, port: sourcePort });
}
function fromElsewhere(context, client) {
  const { request: request2, world } = context;
  const { content } = client;
  const nodeName = request2.from.kind === 'node' ? request2.from.name : void 0;
  const node = nodeName === void 0 ? void 0 : world.objects.node(nodeName);
  const claimed =
    request2.from.kind === 'outside' && request2.from.address !== void 0 ? parseIp(request2.from.address) : void 0;
  const source2 = { ip: client.ip ?? claimed ?? node?.addresses[0]?.ip ?? standInAddress(), port: client.port };
  if (request2.via !== void 0) return frontDoor(context, request2.via, source2, content);
  const where = nodeName === void 0 ? 'outside' : `node ${nodeName}`;
  const resolved = resolveStage(context, where, void 0);
  if (resolved.kind === 'end') return resolved;
  const { address: address2 } = resolved;
  if (request2.only === 'inbound') return inbound(context, source2, address2, { content, origin: {} });
  const onTheWire = {
    kind: 'network',
    source: source2,
    destination: address2,
    content,
    origin: {},
    ...(nodeName === void 0 ? {} : { fromNode: nodeName }),
    ...(resolved.standsFor === void 0 ? {} : { standsFor: resolved.standsFor }),
  };
  const netns = nodeName === void 0 ? void 0 : world.nodeNetns(nodeName);
  if (nodeName === void 0 || netns === void 0) return onTheWire;
  return sendFromNode(context, { name: nodeName, netns }, onTheWire);
}
function inbound({ world }, source2, destination2, rest) {
  const pod = world.podByIp(destination2.ip);
  if (pod === void 0)
    return { kind: 'end', verdict: indeterminate(`which pod has the address ${destination2.ip.text}`) };
  return { kind: 'arrive', pod, source: source2, destination: destination2, ...rest };
}
function addressOf3(pod, destination2) {
  return pod.ips.find(({ family }) => family === destination2.family) ?? standInAddress();
}
function sayWhoSends({ request: request2, path }) {
  const { uid, gid, container } = request2.sender;
  const who = container === void 0 ? 'the sender' : `container ${container}`;
  if (uid === 'ordinary') path.assume('sender', `${who} runs as an ordinary user, none of the proxy's`);
  else if (gid === 'ordinary') path.assume('sender', `${who} runs with a group that is none of the proxy's`);
}
function clientCertificate({ request: request2, world }) {
  const as = request2.tls?.as;
  if (as === void 0) return void 0;
  const [namespace = '', account = ''] = as.split('/');
  return podIdentity(world, namespace, account);
}

// src/trace/walk/callerNotices.ts
function callerNotices({ path, journey }, { noticed }) {
  if (noticed === void 0) return;
  let kind = noticed;
  for (const proxy of journey.proxies.toReversed()) {
    const reply = proxy.failure(kind);
    path.enter(proxy.pod, 'return');
    path.add({ kind: 'reply', outcome: 'failed', summary: `${proxy.pod} answers: ${replyLine(reply)}` });
    if (proxy.kind === 'http') return;
    kind = 'connection_termination';
  }
}

// src/trace/proxy/acceptInternal.ts
var LOCAL_KEY = 'envoy.filters.listener.original_dst.local_ip';
function acceptInternal(context, state) {
  const { path, journey } = context;
  const { pod, content, origin } = state;
  path.see({ tls: content.tls === void 0 ? 'none' : (content.tlsOf ?? 'client') });
  const config = pod.proxy?.config;
  if (pod.proxy === void 0 || config === void 0)
    return { kind: 'end', verdict: indeterminate(`internal listener ${state.listener}`) };
  const found = config.internalListener(state.listener);
  if (found.kind !== 'found') {
    path.add({ kind: 'listener', outcome: 'no_match', summary: `there is no internal listener ${state.listener}` });
    return connectionEnded(context, 'NO_UPSTREAM', `There is no internal listener ${state.listener}.`, 'refused');
  }
  const listener = found.value;
  path.add({
    kind: 'listener',
    outcome: 'matched',
    subject: listener.name,
    summary: `internal listener ${listener.name}`,
    evidence: jsonEvidence(pod.proxy, listener.at),
  });
  const restored = restoredAddress(state);
  const place = `internal listener ${listener.name} of ${podLabel(pod)} for ${restored === void 0 ? state.endpointId : formatSocketAddress(restored)}`;
  if (meetsAgain(journey, place, content)) return endless(`The connection meets ${place} again.`);
  const connection = {
    accepted: NO_ADDRESS2,
    source: state.source,
    firstBytes: inspectedBytes(content.firstBytes, context.pins),
    filterState: state.filterState,
    ...(restored === void 0 ? {} : { originalDestination: restored }),
    ...(content.tls === void 0 ? {} : { tls: content.tls }),
  };
  const run = runListenerFilters(listener, connection);
  addFilterSteps(context, pod.proxy, listener, run);
  if (run.end !== 'continue') return filtersEnd(context, listener, run);
  return onListener(context, { pod, proxy: pod.proxy, listener, connection: run.connection, content, origin });
}
var NO_ADDRESS2 = { ip: broadcast(), port: 0 };
function broadcast() {
  const ip2 = parseIp('255.255.255.255');
  if (ip2 === void 0) throw new Error('255.255.255.255 is an address');
  return ip2;
}
function restoredAddress(state) {
  const text = state.filterState.get(LOCAL_KEY);
  return (text === void 0 ? void 0 : parseSocketAddress(text)) ?? state.originalDestination;
}

// src/netfilter/walk/path/inputPath.ts
function inputPath(journey) {
  const pre = runHook(journey, 'PREROUTING');
  return pre.kind === 'end' ? pre : routeOnward(journey);
}

// src/netfilter/walk/nextPacketWalk.ts
function nextPacketWalk(netns, reply, choose2, owner3, header) {
  const { opening, flows, accepted } = reply.conversation;
  const { tuple, mark: mark2 } = opening;
  const start2 = {
    opening,
    packet: {
      family: tuple.destination.family,
      protocol: opening.protocol,
      ...tuple,
      ...header,
      mark: mark2,
      inInterface: opening.inInterface,
      outInterface: '',
      owner: owner3 ?? opening.owner,
      ...(opening.protocol === 'tcp' ? { tcpFlags: ['ACK'] } : {}),
    },
    local: opening.from === 'socket',
    isReply: false,
    invalid: false,
    known: flows,
    connected: opening.protocol === 'tcp' ? accepted : void 0,
    accepted,
  };
  if (opening.from === 'wire') return walkPacket(netns, start2, inputPath, choose2);
  const route = routeOutput(netns, { destination: tuple.destination, source: tuple.source, mark: mark2 });
  if (route.kind !== 'route') return withoutRoute(opening, route);
  return walkPacket(
    netns,
    { ...start2, packet: { ...start2.packet, outInterface: route.device } },
    outputPath,
    choose2,
  );
}

// src/netfilter/walk/routing/replyRoute.ts
function replyRoute(netns, tuple, mark2, socket2) {
  const { source: source2, destination: destination2 } = tuple;
  if (source2.family === 4 && socket2?.transparent === false && !isLocalAddress(netns, source2)) {
    const why = `a socket that is not transparent cannot answer from ${source2.text}, which is no address of this host`;
    return { kind: 'none', error: 'EINVAL', why };
  }
  return routeOutput(netns, { destination: destination2, source: source2, mark: mark2 });
}

// src/netfilter/walk/replyWalk.ts
var NOBODY_KNOWN = { kind: 'ordinary', knownNot: { uids: [], gids: [] } };
function replyWalk(netns, walk, choose2, options = {}) {
  const { opening, uncertain } = walk.conversation;
  const { end } = walk;
  if (end.kind !== 'local' && end.kind !== 'wire') return unroutable(opening, 'the packet did not arrive', 'timeout');
  if (uncertain !== void 0) return { ...walk, steps: [], end: { kind: 'unknown', why: uncertain } };
  return end.kind === 'wire'
    ? walkPacket(netns, startOfReply(walk, wireTuple(end, opening.protocol), options, end), inputPath, choose2)
    : localReply2(netns, walk, end, options, choose2);
}
function localReply2(netns, walk, end, options, choose2) {
  const { opening, accepted } = walk.conversation;
  const ports = hasPorts(opening.protocol);
  const from = options.source ?? (options.withoutPktinfo === true ? routedSource(netns, end) : end.local.ip);
  const tuple = makeTuple(
    from,
    ports ? answeringPort(end, opening.protocol) : void 0,
    end.source.ip,
    known(end.source.port),
  );
  const mark2 = opening.protocol === 'tcp' && tcpFwmarkAccept(netns) ? end.mark : 0;
  const route = replyRoute(netns, tuple, mark2, accepted);
  if (route.kind !== 'route') return withoutRoute(opening, route, 'timeout');
  const start2 = startOfReply(walk, tuple, options, void 0);
  return walkPacket(
    netns,
    { ...start2, packet: { ...start2.packet, mark: mark2, outInterface: route.device } },
    outputPath,
    choose2,
  );
}
function routedSource(netns, { local, source: source2 }) {
  const bound = netns.sockets?.some(
    ({ protocol: protocol2, address: address2 }) =>
      protocol2 === 'udp' && address2.port === local.port && address2.ip.text === local.ip.text,
  );
  if (bound === true) return local.ip;
  const route = routeOutput(netns, { destination: source2.ip, source: void 0, mark: 0 });
  return route.kind === 'route' ? route.source : local.ip;
}
function answeringPort({ local, listener }, protocol2) {
  return protocol2 === 'udp' && listener !== void 0 ? listener.port : local.port;
}
function wireTuple(end, protocol2) {
  const port = hasPorts(protocol2) ? end.destination.port : void 0;
  return makeTuple(end.destination.ip, port, end.source.ip, known(end.source.port));
}
function answerer(protocol2) {
  return hasPorts(protocol2) ? NOBODY_KNOWN : { kind: 'none', socket: true };
}
function known(port) {
  return port === 0 ? void 0 : port;
}
function startOfReply(walk, tuple, options, wire) {
  const { opening, flows, accepted } = walk.conversation;
  const flags2 = options.later === true ? ['ACK'] : ['SYN', 'ACK'];
  return {
    opening,
    packet: {
      family: tuple.source.family,
      protocol: opening.protocol,
      ...tuple,
      ...options.header,
      mark: 0,
      inInterface: wire?.outInterface ?? '',
      outInterface: '',
      owner: wire === void 0 ? (options.owner ?? answerer(opening.protocol)) : { kind: 'none', socket: false },
      ...(opening.protocol === 'tcp' ? { tcpFlags: flags2 } : {}),
    },
    local: wire === void 0,
    isReply: true,
    invalid: false,
    known: flows,
    connected: opening.from === 'socket' ? { transparent: opening.transparent } : void 0,
    accepted,
  };
}

// src/trace/walk/reply/lostPacket.ts
function lostPacket(context, { where, walk }) {
  context.path.enter(where, 'return');
  addPacketSteps(context.path, walk);
  const { end } = walk;
  switch (end.kind) {
    case 'dropped':
    case 'rejected':
      if (end.step.rule !== void 0 || end.step.kind === 'policy') {
        const rule = end.step.coordinate ?? 'a rule';
        return connectionEnded(context, 'DENIED', `${rule} stops the answer in ${where}.`, 'timeout');
      }
      return connectionEnded(context, 'NO_UPSTREAM', `The answer is refused in ${where}.`, 'timeout');
    case 'unroutable':
      return connectionEnded(context, 'NO_UPSTREAM', `The answer is lost in ${where}: ${end.why}.`, 'timeout');
    case 'local':
    case 'wire':
    case 'unknown': {
      const why = end.kind === 'local' ? 'it ends at a socket there' : 'it leaves by another way';
      return connectionEnded(context, 'NO_UPSTREAM', `The answer is lost in ${where}: ${why}.`, 'timeout');
    }
  }
}

// src/trace/walk/reply/answerConnection.ts
function answerConnection(context, owner3) {
  const { journey, choose: choose2, request: request2 } = context;
  const legs = journey.legs.splice(0);
  if (request2.transport !== 'tcp') return void 0;
  const answers = legs.toReversed().map((leg, index2) => {
    const options = index2 === 0 && leg.walk.end.kind === 'local' ? { owner: owner3 } : {};
    return { leg, walk: replyWalk(leg.netns, leg.walk, choose2, options) };
  });
  for (const { leg, walk } of answers) {
    const ended = lost3(context, leg, walk, leg.walk.conversation.opening.from === 'socket' ? 'local' : 'wire');
    if (ended !== void 0) return ended;
  }
  for (const { leg, walk } of answers.toReversed()) {
    const ended = lost3(context, leg, nextPacketWalk(leg.netns, walk, choose2), leg.walk.end.kind);
    if (ended !== void 0) return ended;
  }
  journey.answers.push(answers.map(({ leg, walk }) => ({ where: leg.where, walk })));
  return void 0;
}
function lost3(context, leg, walk, expected) {
  const { end } = walk;
  if (end.kind === expected) return void 0;
  if (end.kind === 'unknown') {
    return { kind: 'end', verdict: indeterminate(`whether answers pass ${leg.where}: ${end.why}`) };
  }
  return lostPacket(context, { where: leg.where, walk });
}

// src/istio/proxyContainer.ts
var PROXY_CONTAINER = 'istio-proxy';
function proxyContainer(pod) {
  return [...pod.containers, ...pod.initContainers.filter(isNativeSidecar)].find(
    ({ name }) => name === PROXY_CONTAINER,
  );
}

// src/trace/walk/nothingListens.ts
function nothingListens({ role, pod, proxy }, port) {
  if ((role !== 'gateway' && role !== 'waypoint') || pod === void 0 || proxy === void 0) return false;
  const own3 = proxyContainer(pod);
  if (pod.containers.some((container) => container !== own3)) return false;
  const { config } = proxy;
  return !config.clusterNames().some((name) => {
    const found = config.cluster(name);
    const hosts =
      (found.kind === 'found' ? found.value : void 0)?.loadAssignment?.localities.flatMap(
        ({ endpoints }) => endpoints,
      ) ?? [];
    return hosts.some(
      ({ address: address2 }) =>
        address2.kind === 'socket_address' &&
        address2.port === port &&
        address2.ip !== void 0 &&
        isLoopback(address2.ip),
    );
  });
}

// src/trace/walk/portIsNamed.ts
function portIsNamed(world, node, port) {
  const { pod, proxy } = node;
  const container = pod?.containers.find(({ ports }) => ports.some(({ containerPort }) => containerPort === port));
  if (container !== void 0) return `containerPort of ${container.name}`;
  if (pod !== void 0) {
    const service = world.objects
      .servicesOf(pod)
      .find(({ ports }) => ports.some((one) => containerPortNumber(pod, one) === port));
    if (service !== void 0) return `targetPort of Service ${service.namespace}/${service.name}`;
  }
  const cluster = proxy?.inboundClusters().get(port);
  return cluster === void 0 ? void 0 : `inbound cluster ${cluster}`;
}

// src/trace/walk/deliverToApp.ts
function deliverToApp(context, state) {
  const { path, pins } = context;
  const { pod, local } = state;
  const at2 = formatSocketAddress(local);
  const unanswered = answerConnection(context, appOwner(pod));
  if (unanswered !== void 0) return unanswered;
  path.enter(podLabel(pod), 'app');
  const verdict2 = deliveredVerdict(context, pod, at2);
  if (pod.socketsKnown) {
    path.add({ kind: 'app', outcome: 'delivered', summary: `a socket listens on ${at2}` });
    return { kind: 'end', verdict: verdict2 };
  }
  if (!pins.strict && nothingListens(pod, local.port)) return refusedAtGateway(context, pod, at2);
  const named = portIsNamed(context.world, pod, local.port);
  if (named !== void 0 && !pins.strict) {
    path.assume('sockets', `the app of ${podLabel(pod)} listens on every address at port ${local.port} (${named})`);
    path.add({ kind: 'app', outcome: 'delivered', summary: `the app at ${at2}`, notes: [`named by ${named}`] });
    return { kind: 'end', verdict: verdict2 };
  }
  const what = `whether anything listens on ${at2} in ${podLabel(pod)}`;
  path.add({ kind: 'app', outcome: 'unknown', summary: what, unknown: what });
  return { kind: 'end', verdict: indeterminate(what, verdict2) };
}
function refusedAtGateway(context, pod, at2) {
  const { path } = context;
  path.assume('sockets', `nothing but its proxy listens in ${podLabel(pod)}`);
  const summary = `no listener of ${podLabel(pod)} takes ${at2}`;
  path.add({ kind: 'app', outcome: 'no_match', summary });
  const sentence = `Nothing listens on ${at2} of ${podLabel(pod)}.`;
  return connectionEnded(context, 'NO_MATCH', sentence, 'refused');
}
function appOwner({ proxy }) {
  return { kind: 'ordinary', knownNot: { uids: proxy?.uids ?? [], gids: proxy?.gids ?? [] } };
}

// src/trace/walk/state/accept.ts
function accept(context, state) {
  const { pod, content } = state;
  context.path.see({ tls: content.tls === void 0 ? 'none' : (content.tlsOf ?? 'client') });
  const listensAt = state.listener ?? state.local;
  if (pod.proxy === void 0) return withoutProxy(context, state);
  if (context.request.transport !== 'tcp') return deliverToApp(context, state);
  const listener = acceptingListener(pod.proxy.config, listensAt);
  if (listener.truth === 'unknown') {
    return { kind: 'end', verdict: indeterminate(`${podLabel(pod)}: ${listener.unknown ?? 'its listeners'}`) };
  }
  if (listener.value === void 0) return deliverToApp(context, state);
  const unanswered = answerConnection(context, proxyOwner(pod.proxy));
  if (unanswered !== void 0) return unanswered;
  return acceptAtProxy(context, state, pod.proxy, listener.value, listener.because);
}
function withoutProxy(context, state) {
  const { pod, local, originalDestination } = state;
  const moved = formatSocketAddress(local) !== formatSocketAddress(originalDestination);
  if (!moved) return deliverToApp(context, state);
  const what =
    pod.role === 'ambient'
      ? `ztunnel takes the connection at ${formatSocketAddress(local)}; ztunnel is not simulated`
      : `what listens on ${formatSocketAddress(local)} of ${podLabel(pod)}: its proxy's configuration was not recorded`;
  return { kind: 'end', verdict: indeterminate(what) };
}

// src/netfilter/walk/receivePacket.ts
function receivePacket(netns, incoming, forwarding, choose2) {
  const { protocol: protocol2, inInterface: inInterface2, source: source2, destination: destination2 } = incoming;
  const ports = hasPorts(protocol2);
  const tuple = makeTuple(
    source2.ip,
    ports && source2.port !== 0 ? source2.port : void 0,
    destination2.ip,
    ports ? destination2.port : void 0,
  );
  const opening = {
    from: 'wire',
    inInterface: inInterface2,
    protocol: protocol2,
    tuple,
    owner: { kind: 'none' },
    mark: 0,
    transparent: false,
    forwarding,
  };
  const state = incoming.ctState ?? 'new';
  const walk = walkPacket(
    netns,
    {
      opening,
      packet: {
        family: destination2.ip.family,
        protocol: protocol2,
        ...tuple,
        ...incoming.header,
        mark: 0,
        inInterface: inInterface2,
        outInterface: '',
        owner: { kind: 'none', socket: false },
        ...(protocol2 === 'tcp' ? { tcpFlags: incoming.tcpFlags ?? (state === 'new' ? ['SYN'] : ['ACK']) } : {}),
        ...(incoming.icmpType === void 0 ? {} : { icmpType: incoming.icmpType }),
        ...(incoming.icmpCode === void 0 ? {} : { icmpCode: incoming.icmpCode }),
      },
      local: false,
      isReply: false,
      ...(incoming.fragment === true ? { fragment: true } : {}),
      invalid: state === 'invalid',
      known: state === 'established' ? [establishedFlow(protocol2, tuple)] : [],
      connected: state === 'established' ? void 0 : 'none',
      accepted: void 0,
    },
    inputPath,
    choose2,
  );
  return withRefusal(netns, walk, choose2);
}

// src/netfilter/walk/receiveFromWire.ts
function receiveFromWire(netns, incoming, choose2) {
  return receivePacket(netns, incoming, false, choose2);
}

// src/trace/walk/missingRules.ts
var RULES_ASSUMPTION = 'rules';
function missingRulesSend(context, state) {
  const { pod, destination: destination2, source: source2, content, origin } = state;
  const from = { ip: source2 ?? pod.ips[0] ?? destination2.ip, port: state.sourcePort ?? 0 };
  const standsFor = state.standsFor === void 0 ? {} : { standsFor: state.standsFor };
  const own3 = isLoopback(destination2.ip) || pod.ips.some((ip2) => ipEquals(ip2, destination2.ip));
  if (!note2(context, pod)) return missing2(pod);
  const listener =
    pod.proxy === void 0 ? void 0 : virtualListener(pod.proxy.config, state.by === 'app' ? 'outbound' : 'inbound');
  const captured = state.by === 'app' ? !own3 : own3 && !isLoopback(destination2.ip) && state.source === void 0;
  if (captured && listener !== void 0) {
    const local = loopbackOf(destination2.ip, listener.port);
    return {
      kind: 'accept',
      pod,
      local,
      originalDestination: destination2,
      source: from,
      content,
      origin,
      ...standsFor,
    };
  }
  if (own3)
    return {
      kind: 'accept',
      pod,
      local: destination2,
      originalDestination: destination2,
      source: from,
      content,
      origin,
    };
  const node = pod.pod?.nodeName === void 0 ? {} : { fromNode: pod.pod.nodeName };
  return { kind: 'network', source: from, destination: destination2, content, origin, ...node, ...standsFor };
}
function missingRulesArrive(context, state) {
  const { pod, destination: destination2, source: source2, content, origin } = state;
  if (!note2(context, pod)) return missing2(pod);
  const config = pod.proxy?.config;
  const listener = config === void 0 ? void 0 : virtualListener(config, 'inbound');
  const direct = listener === void 0 || config === void 0 || isBound(config, destination2.port);
  const local = direct ? destination2 : { ip: destination2.ip, port: listener.port };
  return { kind: 'accept', pod, local, originalDestination: destination2, source: source2, content, origin };
}
function note2({ path, pins }, pod) {
  const assumed = pins.assume.get(RULES_ASSUMPTION) ?? pins.assume.get('*');
  const name = `the iptables rules of ${podLabel(pod)} (not recorded)`;
  if (assumed === 'pass') path.assume('rules', `${name} capture as the proxy's listeners expect`);
  path.add({
    kind: 'rule',
    outcome: assumed === 'pass' ? 'passed' : 'opaque',
    summary: `${name}: taken to capture as the proxy's listeners expect`,
    ...(assumed === 'pass' ? {} : { unknown: name }),
  });
  return pod.proxy !== void 0 && assumed !== 'deny';
}
function missing2(pod) {
  return { kind: 'end', verdict: indeterminate(`the iptables rules of ${podLabel(pod)} (not recorded)`) };
}
function virtualListener(config, side) {
  const found = config.listeners().find((listener) => listener.bindToPort && isVirtual(listener, side));
  const address2 = found?.addresses[0];
  if (address2?.kind !== 'socket_address' || address2.ip === void 0) return void 0;
  return { ip: address2.ip, port: address2.port };
}
function isVirtual(listener, side) {
  if (side === 'outbound') return listener.useOriginalDst;
  return !listener.useOriginalDst && listener.listenerFilters.some(({ kind }) => kind === 'original_dst');
}
function isBound(config, port) {
  return ['0.0.0.0', '[::]'].some((any) => {
    const found = config.listenerAt(`${any}:${port}`);
    return found.kind === 'found' && found.value.bindToPort;
  });
}
function loopbackOf(destination2, port) {
  const ip2 = parseIp(destination2.family === 4 ? '127.0.0.1' : '::1');
  if (ip2 === void 0) throw new Error(`no loopback address for ${formatSocketAddress({ ip: destination2, port })}`);
  return { ip: ip2, port };
}

// src/trace/walk/state/arrive.ts
function arrive(context, state) {
  const { path, request: request2, choose: choose2 } = context;
  const { pod, source: source2, destination: destination2, content, origin } = state;
  path.enter(podLabel(pod), 'prerouting');
  for (const { kind, text } of pod.assumed) path.assume(kind, text);
  if (pod.rules === 'missing') return missingRulesArrive(context, state);
  const inInterface2 = interfaceOf(state);
  const walk = receiveFromWire(
    pod.netns,
    {
      inInterface: inInterface2,
      protocol: request2.transport,
      source: source2,
      destination: destination2,
      ctState: 'new',
    },
    choose2,
  );
  addPacketSteps(path, walk);
  context.journey.legs.push({ where: podLabel(pod), netns: pod.netns, walk });
  const { end } = walk;
  if (end.kind === 'local') {
    return {
      kind: 'accept',
      pod,
      local: end.local,
      originalDestination: end.originalDestination,
      untracked: !end.hasOriginalDst && end.by !== 'tproxy',
      ...(end.listener === void 0 ? {} : { listener: end.listener }),
      source: end.source,
      content,
      origin,
    };
  }
  if (end.kind === 'wire') {
    const verdict2 = indeterminate(`${podLabel(pod)} forwards ${formatSocketAddress(destination2)} on to another host`);
    return { kind: 'end', verdict: verdict2 };
  }
  return packetEnd(context, end, destination2);
}
function interfaceOf({ pod, destination: destination2 }) {
  const owner3 = pod.netns.interfaces.find(({ addresses }) =>
    addresses.some(({ address: address2 }) => address2.text === destination2.ip.text),
  );
  const usable = owner3?.name === 'lo' ? void 0 : owner3?.name;
  return usable ?? pod.netns.interfaces.find(({ name }) => name !== 'lo')?.name ?? 'eth0';
}

// src/netfilter/walk/forwardThrough.ts
function forwardThrough(netns, incoming, choose2) {
  return receivePacket(netns, incoming, true, choose2);
}

// src/trace/walk/acrossNode.ts
function nodeOnTheWay({ world }, state) {
  const { fromNode, passedNodes = [], destination: destination2 } = state;
  const next = (name) => name !== void 0 && !passedNodes.includes(name) && world.nodeNetns(name) !== void 0;
  if (next(fromNode)) return { name: fromNode, from: 'pod' };
  const addressed = world.objects.nodeByIp(destination2.ip)?.name;
  return next(addressed) ? { name: addressed, from: 'wire' } : void 0;
}
function acrossNode(context, state, { name, from }) {
  const { path, request: request2, choose: choose2, world, journey } = context;
  const netns = world.nodeNetns(name);
  if (netns === void 0) return state;
  const where = `node ${name}`;
  path.enter(where, 'node');
  const { source: source2, destination: destination2 } = state;
  const inInterface2 = from === 'pod' ? UNKNOWN_INTERFACE : interfaceOf2(netns, destination2);
  const walk = forwardThrough(
    netns,
    {
      inInterface: inInterface2,
      protocol: request2.transport,
      source: source2,
      destination: destination2,
      ctState: 'new',
    },
    choose2,
  );
  addPacketSteps(path, walk);
  journey.legs.push({ where, netns, walk });
  const { end } = walk;
  switch (end.kind) {
    case 'wire': {
      const passedNodes = [...(state.passedNodes ?? []), name];
      return { ...state, source: end.source, destination: end.destination, passedNodes };
    }
    case 'local':
      return deliveredOnNode(context, state, name, end);
    default:
      return packetEnd(context, end, destination2);
  }
}
function interfaceOf2(netns, { ip: ip2 }) {
  const owner3 = netns.interfaces.find(({ addresses }) =>
    addresses.some(({ address: address2 }) => address2.text === ip2.text),
  );
  return owner3 === void 0 || owner3.name === 'lo' ? UNKNOWN_INTERFACE : owner3.name;
}

// src/trace/walk/serviceStep.ts
function forkOfCandidates(service, candidates2) {
  return {
    name: 'kube-proxy',
    about: `endpoint of Service ${service}`,
    branches: candidates2.map((value) => ({
      label: formatSocketAddress(value.address),
      probability: 1 / candidates2.length,
      value,
    })),
  };
}
function serviceStep(resolution, outcome, summary) {
  const { service, port, by } = resolution;
  return {
    kind: 'service',
    outcome,
    summary,
    evidence: [
      {
        kind: 'object',
        object: `Service ${service.namespace}/${service.name}`,
        field: `spec.ports ${port.name ?? port.port} (${by})`,
        value: `${port.port} -> ${port.targetPort}`,
      },
    ],
    notes: notesOf(resolution),
  };
}
function notesOf(resolution) {
  if (resolution.kind !== 'endpoints') return [];
  const affinity = resolution.affinity === 'ClientIP' && resolution.candidates.length > 1;
  return [
    `endpoints by ${resolution.from}`,
    ...(affinity ? ['sessionAffinity ClientIP: a client that was here before goes where it went then'] : []),
  ];
}

// src/kube/proxy/findServicePort.ts
function findServicePort(objects, destination2, protocol2) {
  const { ip: ip2, port: number } = destination2;
  const owners2 = [
    ...objects.servicesByClusterIp(ip2).map((service) => ({ service, by: 'clusterIP' })),
    ...objects.servicesByExternalIp(ip2).map((service) => ({ service, by: externalKind(service, ip2) })),
  ];
  const hits = owners2.map((owner3) => ({
    ...owner3,
    port: owner3.service.ports.find((port) => port.port === number && sameProtocol(port, protocol2)),
  }));
  return hits.find(({ port }) => port) ?? findNodePort(objects, destination2, protocol2) ?? hits[0];
}
function externalKind(service, ip2) {
  return service.externalIps.some((external) => ipEquals(external, ip2)) ? 'externalIP' : 'loadBalancer';
}
function findNodePort(objects, { ip: ip2, port: number }, protocol2) {
  if (!objects.nodeByIp(ip2)) return void 0;
  for (const service of objects.servicesByNodePort(number)) {
    const port = service.ports.find((one) => one.nodePort === number && sameProtocol(one, protocol2));
    if (port) return { service, by: 'nodePort', port };
  }
  return void 0;
}
function sameProtocol(port, protocol2) {
  return port.protocol.toLowerCase() === protocol2.toLowerCase();
}

// src/kube/proxy/usableEndpoints.ts
function usableEndpoints(endpoints, policy, node) {
  const ready = endpoints.filter((endpoint2) => endpoint2.ready);
  const fallback = endpoints.filter((endpoint2) => !endpoint2.ready && endpoint2.serving && endpoint2.terminating);
  if (policy === 'Local') {
    if (!node) return ready.length + fallback.length === 0 ? [] : void 0;
    const isLocal2 = ({ nodeName }) => nodeName === node.name;
    return ready.some(isLocal2) ? ready.filter(isLocal2) : fallback.filter(isLocal2);
  }
  return ready.length === 0 ? fallback : hinted(ready, node);
}
function hinted(ready, node) {
  const allHaveNodes = ready.every(({ forNodes }) => forNodes.length > 0);
  const allHaveZones = ready.every(({ forZones }) => forZones.length > 0);
  if (!allHaveNodes && !allHaveZones) return ready;
  if (!node) return void 0;
  const here = allHaveNodes ? ready.filter(({ forNodes }) => forNodes.includes(node.name)) : [];
  if (here.length > 0) return here;
  const { zone } = node;
  const near = allHaveZones && zone !== void 0 ? ready.filter(({ forZones }) => forZones.includes(zone)) : [];
  return near.length > 0 ? near : ready;
}

// src/kube/proxy/resolveServiceAddress.ts
function resolveServiceAddress(objects, destination2, protocol2, client) {
  const hit = findServicePort(objects, destination2, protocol2);
  if (!hit) return void 0;
  const { service, by, port } = hit;
  const label = `Service ${service.namespace}/${service.name}`;
  if (!port) return { kind: 'noPort', service, by, why: `${label} has no ${protocol2} port ${destination2.port}` };
  const base = { service, by, port };
  const refusal2 = sourceRangeRefusal(service, by, client);
  if (refusal2) return { ...base, ...refusal2 };
  const { from, endpoints: all } = serviceEndpoints(objects, service, port);
  const endpoints = all.filter(({ ip: ip2 }) => ip2.family === destination2.ip.family);
  const policy = policyFor(service, by, client);
  const node = client.node === void 0 ? void 0 : { name: client.node, zone: objects.node(client.node)?.zone };
  const usable = usableEndpoints(endpoints, policy, node);
  if (!usable) return { ...base, kind: 'unknown', why: `which endpoints of ${label} are used depends on the node` };
  if (usable.length === 0) {
    const anywhere = usableEndpoints(endpoints, 'Cluster', { name: '', zone: void 0 }) ?? [];
    return anywhere.length === 0
      ? { ...base, kind: 'rejected', why: `${label} has no ready endpoints` }
      : {
          ...base,
          kind: 'dropped',
          why: `${label} has no endpoints on node ${client.node ?? ''}, and its policy is Local`,
        };
  }
  const candidates2 = usable.map((endpoint2) => ({
    address: { ip: endpoint2.ip, port: endpoint2.port ?? port.port },
    endpoint: endpoint2,
    masqueraded: isMasqueraded(service, by, client, endpoint2),
  }));
  return { ...base, kind: 'endpoints', from, policy, affinity: service.sessionAffinity, candidates: candidates2 };
}
function isMasqueraded(service, by, client, endpoint2) {
  if (client.ip && ipEquals(client.ip, endpoint2.ip)) return 'yes';
  if (by !== 'clusterIP') return truthOf(service.externalTrafficPolicy === 'Cluster');
  return client.inside ? 'no' : 'unknown';
}
function policyFor(service, by, client) {
  if (by === 'clusterIP') return service.internalTrafficPolicy;
  return client.inside ? 'Cluster' : service.externalTrafficPolicy;
}
function sourceRangeRefusal({ loadBalancerSourceRanges: ranges }, by, { ip: ip2 }) {
  if (by !== 'loadBalancer' || ranges.length === 0) return void 0;
  if (!ip2) return { kind: 'unknown', why: 'loadBalancerSourceRanges asks for the client address, which is not known' };
  const allowed = ranges.some((range) => {
    const cidr3 = parseCidr(range.trim());
    return cidr3 !== void 0 && cidrContains(cidr3, ip2);
  });
  return allowed ? void 0 : { kind: 'dropped', why: `${ip2.text} is in none of loadBalancerSourceRanges` };
}

// src/trace/walk/sourceSeen.ts
function sourceSeen({ world, path }, { source: source2, fromNode, destination: destination2 }, { masqueraded }) {
  if (masqueraded !== 'yes') return source2;
  const node = fromNode === void 0 ? world.objects.nodeByIp(destination2.ip) : world.objects.node(fromNode);
  const own3 = node?.addresses.find(({ ip: ip2 }) => ip2.family === source2.ip.family)?.ip;
  if (own3 === void 0) path.assume('kube-proxy', 'the endpoint sees a node of unknown address as the client');
  return { ip: own3 ?? standInAddress(), port: source2.port };
}

// src/trace/walk/state/network.ts
function network(context, state) {
  if (context.request.only !== void 0 && isOver(context, state)) return handedOver(context, state);
  const node = nodeOnTheWay(context, state);
  if (node !== void 0) return acrossNode(context, state, node);
  const resolution = resolveServiceAddress(context.world.objects, state.destination, context.request.transport, {
    inside: state.origin.pod !== void 0 || state.fromNode !== void 0,
    ip: state.source.ip,
    ...(state.fromNode === void 0 ? {} : { node: state.fromNode }),
  });
  if (resolution === void 0 || resolution.kind === 'noPort' || isDone(context, state, resolution))
    return toAddress(context, state, state.destination);
  context.path.enter(state.fromNode === void 0 ? 'network' : `node ${state.fromNode}`, 'node');
  context.path.assume(
    'kube-proxy',
    `kube-proxy follows Services and EndpointSlices: the rules of ${state.fromNode ?? 'the node'} were not recorded`,
  );
  return afterService(context, state, resolution);
}
function isDone({ world }, { passedNodes = [], fromNode, destination: destination2 }, { by }) {
  const translator = by === 'nodePort' ? world.objects.nodeByIp(destination2.ip)?.name : fromNode;
  return translator !== void 0 && passedNodes.includes(translator);
}
function isOver({ request: request2, journey }, { origin }) {
  return origin.pod !== void 0 && (request2.only === 'outbound' || journey.proxies.length > 0);
}
function afterService(context, state, resolution) {
  const { path, choose: choose2 } = context;
  const label = `${resolution.service.namespace}/${resolution.service.name}`;
  const to = formatSocketAddress(state.destination);
  if (resolution.kind === 'endpoints') {
    const chosen = choose2(forkOfCandidates(label, resolution.candidates)).value;
    path.add(serviceStep(resolution, 'matched', `Service ${label} -> ${formatSocketAddress(chosen.address)}`));
    return toAddress(context, { ...state, source: sourceSeen(context, state, chosen) }, chosen.address);
  }
  path.add(serviceStep(resolution, resolution.kind === 'unknown' ? 'unknown' : 'failed', resolution.why));
  if (resolution.kind === 'unknown') return { kind: 'end', verdict: indeterminate(resolution.why) };
  const sees = resolution.kind === 'rejected' ? 'refused' : 'timeout';
  return connectionEnded(context, 'NO_UPSTREAM', `${to}: ${resolution.why}.`, sees);
}
function toAddress(context, state, destination2) {
  const { world, path } = context;
  const pod = world.podByIp(destination2.ip, destination2.port);
  if (pod !== void 0) {
    return {
      kind: 'arrive',
      pod,
      source: state.source,
      destination: destination2,
      content: state.content,
      origin: state.origin,
    };
  }
  const service = world.objects.servicesByClusterIp(destination2.ip)[0];
  if (service !== void 0) {
    path.enter('network', 'network');
    const label = `Service ${service.namespace}/${service.name}`;
    const why = service.ports.some(({ port }) => port === destination2.port)
      ? `the rules of the node do not translate the address of ${label}`
      : `${label} has no port ${destination2.port}${portsOf(service)}`;
    const sentence = `Nothing answers at ${formatSocketAddress(destination2)}: ${why}.`;
    path.add({ kind: 'service', outcome: 'failed', summary: sentence });
    return connectionEnded(context, 'NO_UPSTREAM', sentence, 'timeout');
  }
  const node = world.objects.nodeByIp(destination2.ip);
  const where = node === void 0 ? void 0 : `node ${node.name}`;
  return leavesMesh(
    context,
    { ...state, destination: destination2 },
    where ?? (state.origin.pod === void 0 ? 'outside' : `from ${podLabel(state.origin.pod)}`),
  );
}
function portsOf({ ports }) {
  return ports.length === 0 ? '' : ` (it has ${ports.map(({ port }) => port).join(', ')})`;
}

// src/trace/walk/state/send.ts
function send(context, state) {
  const { path, request: request2, choose: choose2, journey } = context;
  journey.legs.length = 0;
  path.enter(podLabel(state.pod), 'output');
  path.see({ packet: state.by === 'app' });
  if (state.by === 'app' && state.pod.netns.ipRules.some(({ fwmark }) => fwmark !== void 0)) path.uses('mark');
  for (const { kind, text } of state.pod.assumed) path.assume(kind, text);
  if (state.pod.rules === 'missing') return missingRulesSend(context, state);
  if (!state.pod.addressesKnown && !isLoopback(state.destination.ip)) {
    return { kind: 'end', verdict: indeterminate(`the addresses of ${podLabel(state.pod)}`) };
  }
  const walk = sendFromSocket(
    state.pod.netns,
    {
      protocol: request2.transport,
      destination: state.destination,
      owner: state.owner,
      mark: state.mark,
      ctState: state.by === 'app' ? request2.ctState : 'new',
      ...(state.source === void 0 ? {} : { source: state.source }),
      ...(state.sourcePort === void 0 ? {} : { sourcePort: state.sourcePort }),
      ...(state.transparent === void 0 ? {} : { transparent: state.transparent }),
    },
    choose2,
  );
  addPacketSteps(path, walk);
  journey.legs.push({ where: podLabel(state.pod), netns: state.pod.netns, walk });
  const undecided4 = state.standsFor === void 0 ? void 0 : undecidedByAddress(walk);
  if (undecided4 !== void 0) {
    return {
      kind: 'end',
      verdict: indeterminate(`the address of ${state.standsFor ?? ''}: ${undecided4} depends on it`),
    };
  }
  return afterSend(context, state, walk);
}
function afterSend(context, state, walk) {
  const { end } = walk;
  const standsFor = state.standsFor === void 0 ? {} : { standsFor: state.standsFor };
  switch (end.kind) {
    case 'local':
      return {
        kind: 'accept',
        pod: state.pod,
        local: end.local,
        originalDestination: end.originalDestination,
        untracked: !end.hasOriginalDst && end.by !== 'tproxy',
        ...(end.listener === void 0 ? {} : { listener: end.listener }),
        source: end.source,
        content: state.content,
        origin: state.origin,
        ...standsFor,
      };
    case 'wire':
      return {
        kind: 'network',
        source: end.source,
        destination: end.destination,
        content: state.content,
        origin: state.origin,
        ...nodeOf(state),
        ...standsFor,
      };
    default:
      return packetEnd(context, end, state.destination);
  }
}
function nodeOf({ pod: { pod } }) {
  if (pod?.nodeName === void 0) return {};
  return { fromNode: pod.nodeName, ...(pod.hostNetwork ? { passedNodes: [pod.nodeName] } : {}) };
}

// src/trace/walk/nextState.ts
function nextState(context, state) {
  switch (state.kind) {
    case 'send':
      return send(context, state);
    case 'network':
      return network(context, state);
    case 'arrive':
      return arrive(context, state);
    case 'accept':
      return accept(context, state);
    case 'internal':
      return acceptInternal(context, state);
  }
}

// src/trace/walk/reply/addAnswerHops.ts
function addAnswerHops({ path, journey, request: request2 }) {
  if (!request2.withReturn) return;
  for (const connection of journey.answers.toReversed()) {
    for (const { where, walk } of connection) {
      path.enter(where, 'return');
      addPacketSteps(path, walk);
    }
  }
}

// src/trace/walk/walkRequest.ts
var MAX_STATES = 64;
function walkRequest(context, begin) {
  const end = walkToEnd(context, begin);
  callerNotices(context, end);
  addAnswerHops(context);
  return withOpaque(context, end.verdict);
}
function walkToEnd(context, begin) {
  let state = begin(context);
  for (let count = 0; count < MAX_STATES; count++) {
    if (state.kind === 'end') return state;
    state = nextState(context, state);
  }
  const place = endlessPlace(context.journey);
  if (place !== void 0) return endless(`The request comes to ${place} again and again.`);
  return { kind: 'end', verdict: indeterminate(`the request is still going after ${MAX_STATES} hops`) };
}
function withOpaque({ path }, verdict2) {
  const [first, ...rest] = path.opaque;
  if (first === void 0 || verdict2.code === 'INDETERMINATE') return verdict2;
  const names = rest.length === 0 ? first : `${first} and ${rest.length} more`;
  return indeterminate(names, verdict2);
}

// src/trace/traceRequest.ts
function traceRequest(world, request2, pins, begin = start) {
  const exploration = explorePaths((choose2) => {
    const builder = new PathBuilder(pins.strict);
    const context = {
      world,
      request: request2,
      pins,
      choose: builder.recording(choose2),
      path: builder,
      journey: {
        proxies: [],
        visited: /* @__PURE__ */ new Map(),
        legs: [],
        answers: [],
        flags: /* @__PURE__ */ new Set(),
      },
    };
    return { verdict: walkRequest(context, begin), builder };
  }, pins);
  const paths = exploration.paths.map(({ result: result2, choices, probability }) => ({
    probability,
    choices: choices.map(choiceOf),
    hops: result2.builder.hops(),
    verdict: result2.verdict,
  }));
  const [first] = paths;
  if (first === void 0) throw new Error('a walk has at least one path');
  const builders = exploration.paths.map(({ result: result2 }) => result2.builder);
  return {
    request: request2,
    verdict: first.verdict,
    outcomes: outcomesOf(paths),
    notFollowed: exploration.notFollowed,
    assumptions: unique2(
      builders.flatMap((builder) => builder.assumptions()),
      ({ kind, text }) => `${kind} ${text}`,
    ),
    hops: first.hops,
    paths,
    dependsOn: dependsOn(builders),
    notSimulated: unique2(
      builders.flatMap((builder) => builder.notSimulatedNames()),
      (name) => name,
    ),
  };
}
function choiceOf({ fork, about, pinned, taken, branches }) {
  const branch = branches[taken];
  return { fork, about, pinned, label: branch?.label ?? '', probability: branch?.probability ?? 1 };
}
function outcomesOf(paths) {
  const found = /* @__PURE__ */ new Map();
  for (const [path, { verdict: verdict2, probability }] of paths.entries()) {
    const key = JSON.stringify([
      verdict2.code,
      verdict2.flags,
      verdict2.details,
      verdict2.caller,
      verdict2.likely?.code,
      verdict2.unknown,
    ]);
    const known2 = found.get(key);
    if (known2 === void 0) found.set(key, { verdict: verdict2, probability, path });
    else known2.probability += probability;
  }
  return [...found.values()].toSorted((a, b) => b.probability - a.probability);
}
function unique2(items, key) {
  return [...new Map(items.map((item) => [key(item), item])).values()];
}

// test/proof/envoy/predict.ts
var CLIENT_PORT = 4e4;
function predictorOf(answers, upstreamPorts) {
  const config = readEnvoyConfig({
    dump: readConfigDump(parseJson(answers.configDump, 'config_dump')),
    hostStatuses: readClustersStatus(parseJson(answers.clusters, 'clusters')),
    serverInfo: parseJson(answers.serverInfo, 'server_info'),
  });
  const proxy = {
    config,
    documents: { configDump: 'config_dump', clusters: 'clusters' },
    uids: [0],
    gids: [0],
    hostAddresses: () => /* @__PURE__ */ new Map(),
    inboundClusters: () => /* @__PURE__ */ new Map(),
  };
  const any = ip('0.0.0.0');
  const pod = {
    namespace: 'proof',
    name: 'envoy',
    ips: [],
    proxy,
    role: 'gateway',
    netns: assumedNetns({
      podIps: [],
      ruleSets: [],
      sockets: upstreamPorts.map((port) => ({ protocol: 'tcp', address: { ip: any, port } })),
    }),
    rules: 'captured',
    socketsKnown: true,
    addressesKnown: true,
    assumed: [],
  };
  const world = {
    objects: new KubeObjects([]),
    dns: /* @__PURE__ */ new Map(),
    trustDomain: 'diff',
    pod: () => pod,
    podByIp: (address2) => (address2.family === 4 && address2.text.startsWith('127.') ? pod : void 0),
    nodeNetns: () => void 0,
  };
  const trace = (port, request2, id) =>
    traceRequest(world, traceRequestOf(request2), PINS, (context) => {
      const local = { ip: ip('127.0.0.1'), port };
      const found = config.listenerAt(`127.0.0.1:${port}`);
      if (found.kind !== 'found') throw new Error(`the dump has no listener at port ${port}`);
      const state = {
        kind: 'accept',
        pod,
        local,
        originalDestination: local,
        untracked: true,
        source: { ip: ip('127.0.0.1'), port: CLIENT_PORT },
        content: contentOf3(request2, id),
        origin: {},
      };
      return acceptAtProxy(context, state, proxy, found.value, []);
    });
  return {
    config,
    trace,
    predict: (port, request2, id) => {
      const { paths, notFollowed } = trace(port, request2, id);
      const followed = paths.map((path) => predictedOf(config, port, path, request2));
      const [first] = paths;
      if (notFollowed < 1e-9 || first === void 0) return followed;
      return [
        ...followed,
        { kind: 'unknown', probability: notFollowed, why: 'more branches than are followed', path: first },
      ];
    },
  };
}
var PINS = {
  pins: /* @__PURE__ */ new Map(),
  assume: /* @__PURE__ */ new Map(),
  strict: false,
  branches: 'few',
  maxBranches: 256,
};
function ip(text) {
  const parsed = parseIp(text);
  if (parsed === void 0) throw new Error(`no address: ${text}`);
  return parsed;
}
function address(host, port) {
  return { ip: ip(host), port };
}
function traceRequestOf({ http: http2 }) {
  return {
    from: { kind: 'outside' },
    url: '',
    host: '',
    port: 0,
    transport: 'tcp',
    protocol: http2 === void 0 ? 'tcp' : http2.version === '2' ? 'h2' : 'http/1.1',
    method: http2?.method ?? '',
    authority: http2?.authority ?? '',
    path: http2?.target ?? '',
    headers: [],
    sender: { uid: 0, gid: 0, mark: 0 },
    resolve: [],
    ctState: 'new',
    withReturn: false,
  };
}
var CERTIFICATES = {
  client: {
    uriSans: ['spiffe://diff/ns/a/sa/b'],
    dnsSans: ['client.example'],
    subject: 'CN=client,O=diff',
    trusted: true,
  },
  other: { uriSans: ['spiffe://diff/ns/x/sa/y'], dnsSans: [], subject: 'CN=other,O=diff', trusted: true },
  rogue: { uriSans: ['spiffe://diff/ns/a/sa/b'], dnsSans: [], subject: 'CN=rogue', trusted: false },
};
function contentOf3(request2, id) {
  const { proxy, tls, http: http2 } = request2;
  const inner = http2 === void 0 ? 'other' : http2.version === '2' ? 'h2c' : `http/${http2.version}`;
  const sent =
    http2 === void 0
      ? void 0
      : {
          method: http2.method,
          scheme: 'http',
          ...(http2.authority === void 0
            ? {}
            : { authority: http2.method === 'CONNECT' ? http2.target : http2.authority }),
          path: http2.method === 'CONNECT' ? '' : http2.target,
          headers: [
            { name: 'x-case', value: id },
            ...http2.headers.map(([name, value]) => ({ name: name.toLowerCase(), value })),
          ],
          protocol: `HTTP/${http2.version}`,
        };
  return {
    firstBytes: tls === void 0 ? inner : 'tls',
    ...(proxy === void 0
      ? {}
      : {
          proxyHeader: {
            addresses: {
              source: address(proxy.source, proxy.sourcePort),
              destination: address(proxy.destination, proxy.destinationPort),
            },
          },
        }),
    ...(tls === void 0
      ? {}
      : {
          tls: {
            sni: tls.sni.toLowerCase(),
            alpn: tls.alpn,
            inner,
            ...(tls.certificate === void 0 ? {} : { certificate: CERTIFICATES[tls.certificate] }),
          },
          tlsOf: 'client',
        }),
    ...(sent === void 0 ? {} : { http: sent }),
  };
}
function predictedOf(config, port, path, sent) {
  const { verdict: verdict2, probability } = path;
  if (verdict2.code === 'INDETERMINATE')
    return { kind: 'unknown', probability, why: verdict2.unknown ?? verdict2.sentence, path };
  const steps = path.hops.flatMap((hop) => hop.steps);
  const subject = (kind) => steps.findLast((step) => step.kind === kind)?.subject;
  const final = steps.findLast((step) => step.kind === 'upstream_request')?.request;
  const reached = steps.some((step) => step.kind === 'app' && step.outcome === 'delivered');
  const location = steps.findLast((step) => step.kind === 'reply')?.effects.find(({ what }) => what === 'location')?.to;
  const optional = {
    chain: subject('filter_chain'),
    virtualHost: subject('virtual_host'),
    route: subject('route'),
    cluster: subject('cluster'),
    host: subject('transport_socket') === void 0 ? void 0 : subject('endpoint'),
    location,
    upstream: reached ? upstreamOf(final, sent) : void 0,
  };
  const known2 = Object.fromEntries(Object.entries(optional).filter(([, value]) => value !== void 0));
  const tried = { route: subject('route') ?? '', virtualHost: subject('virtual_host') ?? '' };
  const answer = answerOf(
    path,
    final,
    reached,
    retriesOf(config, port, tried),
    subject('cluster') ?? '',
    config.version,
  );
  return { kind: 'outcome', probability, outcome: { ...known2, ...answer }, path };
}
function upstreamOf(final, sent) {
  if (final === void 0 || sent.http === void 0) return { method: 'BYTES', path: '', authority: '', headers: {} };
  const headers = {};
  for (const { name, value } of final.headers) (headers[name] ??= []).push(value);
  return { method: final.method, path: final.path, authority: final.authority ?? '', headers };
}
function retriesOf(config, port, names) {
  const found = config.listenerAt(`127.0.0.1:${port}`);
  const chains = found.kind === 'found' ? found.value.filterChains : [];
  const hosts = chains
    .flatMap(({ filters }) => filters)
    .flatMap((filter) => (filter.config.kind === 'http_connection_manager' ? [filter.config.routes] : []))
    .flatMap((routes) => (routes.kind === 'route_config' ? routes.routeConfig.virtualHosts : []));
  const host = hosts.find(({ name }) => name === names.virtualHost);
  const action = host?.routes.find(({ name }) => name === names.route)?.action;
  const policy = host === void 0 || action?.kind !== 'route' ? void 0 : retryPolicyOf(action, host);
  return (result2, request2) => retryAttempts(policy, result2, request2);
}
function answerOf({ verdict: verdict2 }, final, reached, retries, cluster, version) {
  const { caller, flags: flags2, details } = verdict2;
  if (caller.kind === 'status') return { status: String(caller.status), flags: flags2, details };
  if (caller.kind !== 'app') return { status: 'closed', flags: flags2, details };
  if (!reached || final === void 0) return { status: 'bytes', flags: flags2 };
  const command = final.headers.find(({ name }) => name === 'x-echo')?.value ?? '';
  const joined4 = (more) => [flags2, more].filter((one) => one !== '').join(',');
  if (command === 'close') {
    const h2 = cluster.endsWith('-h2');
    const { attempts: attempts2, limitExceeded: limitExceeded2 } = retries({ kind: 'reset' }, final);
    const options = {
      grpc: isGrpcRequest(final),
      tcp: false,
      retried: limitExceeded2,
      ...(version === void 0 ? {} : { version }),
    };
    const reply = failureReply(h2 ? 'remote_reset' : 'connection_termination', options);
    return {
      status: String(reply.status),
      flags: joined4(reply.flags),
      details: reply.details,
      attempts: String(attempts2),
    };
  }
  const status = /^[2-5]\d\d$/.test(command) ? Number(command) : 200;
  const { attempts, limitExceeded } = retries({ kind: 'status', status }, final);
  return {
    status: String(status),
    flags: joined4(limitExceeded ? 'URX' : ''),
    details: 'via_upstream',
    attempts: String(attempts),
  };
}

// test/proof/envoy/runBatch.ts
var AT_ONCE = 24;
async function runBatch(binary, echo2, configurations) {
  if (configurations.length === 0) return { results: [], refused: [], answers: [] };
  try {
    const { results: results2, answers } = await runTogether(binary, echo2, configurations);
    return { results: results2, refused: [], answers: [answers] };
  } catch (error) {
    if (!(error instanceof Refused)) throw error;
    const [only] = configurations;
    if (configurations.length === 1 && only !== void 0)
      return { results: [], refused: [{ configuration: only, said: error.message }], answers: [] };
    const half = Math.ceil(configurations.length / 2);
    const first = await runBatch(binary, echo2, configurations.slice(0, half));
    const second = await runBatch(binary, echo2, configurations.slice(half));
    return {
      results: [...first.results, ...second.results],
      refused: [...first.refused, ...second.refused],
      answers: [...first.answers, ...second.answers],
    };
  }
}
async function runTogether(binary, echo2, configurations) {
  const ports = await freePorts(configurations.length);
  const log = (folder) => join2(folder, 'access.log');
  const envoy = await startEnvoy(binary, (folder) => bootstrapOf(configurations, ports, echo2, log(folder)));
  try {
    const answers = {
      configDump: await envoy.admin('/config_dump?include_eds'),
      clusters: await envoy.admin('/clusters?format=json'),
      serverInfo: await envoy.admin('/server_info'),
    };
    const cases = configurations.flatMap((configuration2, at2) =>
      configuration2.requests.map((request2, index2) => ({
        configuration: configuration2,
        request: request2,
        port: ports[at2] ?? 0,
        id: `${configuration2.seed}-${index2}`,
      })),
    );
    const saw = await inParallel(cases, ({ port, request: request2, id }) => sendRequest(port, request2, id));
    await sleep2(150);
    const lines = readAccessLog(log(envoy.folder));
    const predictor = predictorOf(answers, [...echo2.http1, ...echo2.http2, ...echo2.tls]);
    const results2 = cases.map(({ configuration: configuration2, request: request2, port, id }, index2) => {
      const client = saw[index2];
      if (client === void 0) throw new Error('a request was not sent');
      const was = outcomeOf3(client, lines.get(`${port}/${client.port}`) ?? [], echo2.take(id));
      const predicted = predictor.predict(port, request2, id);
      return { configuration: configuration2, request: request2, was, predicted, ...judge(predicted, was) };
    });
    return { results: results2, answers };
  } finally {
    await envoy.stop();
  }
}
function outcomeOf3(client, lines, received) {
  const line = lines.find(({ by }) => by === 'http') ?? lines.find(({ by }) => by === 'tcp') ?? lines[0];
  const field3 = (name) => {
    const value = line?.fields[name] ?? '';
    return value === '-' ? '' : value;
  };
  const [first] = received;
  return {
    status: client.status,
    ...(line === void 0
      ? {}
      : {
          chain: field3('chain'),
          virtualHost: field3('vhost'),
          route: field3('route'),
          cluster: field3('cluster'),
          host: field3('host'),
          flags: field3('flags'),
          details: [field3('details'), field3('ended'), field3('downstreamTls')].find((text) => text !== '') ?? '',
        }),
    ...(client.headers.location === void 0 ? {} : { location: client.headers.location }),
    ...(first === void 0 ? {} : { upstream: first.request, attempts: String(received.length) }),
  };
}
function judge(predicted, was) {
  const compared = predicted.flatMap((one) => (one.kind === 'outcome' ? [differences(one.outcome, was)] : []));
  if (compared.some((found) => found.length === 0)) return { verdict: 'agreed', why: [] };
  const unknown = predicted.find((one) => one.kind === 'unknown');
  if (unknown?.kind === 'unknown') return { verdict: 'abstained', why: [unknown.why] };
  const nearest2 = compared.toSorted((a, b) => a.length - b.length)[0] ?? ['nothing was predicted'];
  return { verdict: 'differed', why: nearest2 };
}
async function inParallel(items, run) {
  const results2 = [];
  let next = 0;
  const worker = async () => {
    for (;;) {
      const index2 = next++;
      const item = items[index2];
      if (item === void 0) return;
      results2[index2] = await run(item);
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, worker));
  return results2;
}
async function freePorts(count) {
  const servers = await Promise.all(
    Array.from({ length: count }, async () => {
      const server = createServer2();
      await new Promise((resolve2) => {
        server.listen(0, '127.0.0.1', resolve2);
      });
      return server;
    }),
  );
  const ports = servers.map(portOf3);
  await Promise.all(servers.map((server) => new Promise((resolve2) => server.close(resolve2))));
  return ports;
}
function portOf3(server) {
  const address2 = server.address();
  if (address2 === null || typeof address2 === 'string') throw new Error('no port');
  return address2.port;
}

// test/proof/envoy/show.ts
var [profile = 'all', seed = '0', index = '0'] = process.argv.slice(2);
var echo = await startEchoServers();
var configuration = generate(Number(seed), profile === 'all' ? PROFILES : [profile]);
var { results, refused } = await runBatch(process.env.HOPCTL_ENVOY ?? 'envoy', echo, [configuration]);
for (const { said } of refused) process.stdout.write(said);
var result = results[Number(index)];
if (result !== void 0) {
  process.stdout.write(`${JSON.stringify(configuration.listeners)}
${JSON.stringify(configuration.clusters)}
`);
  process.stdout.write(`${JSON.stringify(result.request)}
${result.verdict} ${result.why.join('; ')}
WAS ${JSON.stringify(result.was)}
`);
  for (const one of result.predicted)
    process.stdout.write(`PRED ${JSON.stringify({ ...one, path: void 0 })}
`);
  const path = result.predicted[0]?.path;
  for (const hop of path?.hops ?? [])
    for (const step of hop.steps)
      process.stdout
        .write(`  ${step.kind} ${step.outcome} ${step.summary} | ${step.because.map((c) => `${c.name} want ${c.expected} got ${c.got} ${c.truth}`).join('; ')} || ${step.skipped.map((m) => `${m.what}: ${m.failed.name} want ${m.failed.expected} got ${m.failed.got} ${m.failed.truth}`).join('; ')}
`);
}
echo.close();
process.exit(0);
