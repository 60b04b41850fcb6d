/** A bootstrap in JSON, put together from short parts. */
export type Json = Readonly<Record<string, unknown>>;

const TYPE = 'type.googleapis.com/envoy.extensions.';

/** A typed extension: its name, and its type without the common beginning. */
export function extension(name: string, type: string, fields: Json = {}): Json {
  return { name, typed_config: { '@type': TYPE + type, ...fields } };
}

/** Writes a line to a file. */
export function fileLog(path: string, format: string): Json {
  return extension('file', 'access_loggers.file.v3.FileAccessLog', {
    path,
    log_format: { text_format_source: { inline_string: `${format}\n` } },
  });
}

const ROUTER = extension('router', 'filters.http.router.v3.Router');

/** An HTTP connection manager with one virtual host per entry of `hosts`. */
export function hcm(log: string, routeConfig: Json, fields: Json = {}, filters: readonly Json[] = []): Json {
  const format =
    '%REQ(:METHOD)% %PROTOCOL% %RESPONSE_CODE% %RESPONSE_FLAGS% %RESPONSE_CODE_DETAILS% route=%ROUTE_NAME% cluster=%UPSTREAM_CLUSTER% host=%UPSTREAM_HOST% tries=%UPSTREAM_REQUEST_ATTEMPT_COUNT% rx=%BYTES_RECEIVED% tx=%BYTES_SENT%';
  return extension('hcm', 'filters.network.http_connection_manager.v3.HttpConnectionManager', {
    stat_prefix: 'in',
    access_log: [fileLog(log, format)],
    http_filters: [...filters, ROUTER],
    route_config: { name: 'routes', ...routeConfig },
    ...fields,
  });
}

/** A listener on a loopback port with one chain. */
export function listener(name: string, port: number, filters: readonly Json[], fields: Json = {}): Json {
  return { name, address: socketAddress(port), filter_chains: [{ filters }], ...fields };
}

/** A cluster of loopback ports. */
export function cluster(name: string, ports: readonly number[], fields: Json = {}): Json {
  const endpoints = ports.map((port) => ({ endpoint: { address: socketAddress(port) } }));
  return {
    name,
    type: 'STATIC',
    connect_timeout: '0.5s',
    load_assignment: { cluster_name: name, endpoints: [{ lb_endpoints: endpoints }] },
    ...fields,
  };
}

/** A cluster that is spoken to in HTTP/2. */
export const HTTP2: Json = {
  typed_extension_protocol_options: {
    'envoy.extensions.upstreams.http.v3.HttpProtocolOptions': {
      '@type': `${TYPE}upstreams.http.v3.HttpProtocolOptions`,
      explicit_http_config: { http2_protocol_options: {} },
    },
  },
};

function socketAddress(port: number): Json {
  return { socket_address: { address: '127.0.0.1', port_value: port } };
}
