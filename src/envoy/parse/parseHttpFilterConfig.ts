import type { AlpnOverride, HttpFilterConfig } from '../model/HttpFilter.js';
import type { Unparsed } from '../model/Unparsed.js';
import { extensionKind, type Extension, type ExtensionKind } from './Extension.js';
import { fieldNames } from './fieldNames.js';
import { parseDecidedFilter } from './filter/parseDecidedFilter.js';
import { Message } from './Message.js';
import { parseHttpFault } from './parseHttpFault.js';
import { parseRbac } from './parseRbac.js';
import { readFilterStateValues } from './readFilterStateValues.js';

type ModelledKind = Exclude<HttpFilterConfig['kind'], 'unparsed' | 'ecds' | 'decided'>;

/** The HTTP filters that are modelled, with their names of v3 and v2. */
const HTTP_FILTERS: readonly ExtensionKind<ModelledKind>[] = [
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

/** Reads the config of an HTTP filter, wherever it stands: in `http_filters`, in an ECDS section, as a default. */
export function parseHttpFilterConfig(extension: Extension): HttpFilterConfig {
  const { config } = extension;
  const kind = extensionKind(extension, HTTP_FILTERS);
  switch (kind) {
    case undefined: {
      const filter = parseDecidedFilter(extension);
      return filter ? { kind: 'decided', filter } : config;
    }
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

// Statistics, traces and logs of the router, and who is trusted to set a timeout.
const HARMLESS_ROUTER = fieldNames(
  'dynamic_stats',
  'start_child_span',
  'upstream_log',
  'upstream_log_options',
  'respect_expected_rq_timeout',
  'suppress_grpc_request_failure_code_stats',
);

/** `router.v3.Router`. */
function parseRouter(config: Unparsed): HttpFilterConfig {
  const message = new Message(config.value, config.at);
  return {
    kind: 'router',
    strictCheckHeaders: message.strings('strict_check_headers'),
    suppressEnvoyHeaders: message.flag('suppress_envoy_headers'),
    unsupported: message.unread(HARMLESS_ROUTER),
  };
}

/** `istio.envoy.config.filter.http.alpn.v2alpha1.FilterConfig`. */
function parseAlpn(config: Unparsed): HttpFilterConfig {
  const message = new Message(config.value, config.at);
  const overrides = message.messages('alpn_override').map(readAlpnOverride);
  return message.unread().length === 0 ? { kind: 'istio_alpn', overrides } : config;
}

function readAlpnOverride(override: Message): AlpnOverride {
  return {
    upstreamProtocol: override.choice('upstream_protocol', ['HTTP10', 'HTTP11', 'HTTP2']),
    alpn: override.strings('alpn_override'),
  };
}
