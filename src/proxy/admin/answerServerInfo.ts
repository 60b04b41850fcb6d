import { isJsonObject, type JsonObject } from '../../text/json/JsonValue.js';
import { BUILD_VERSION, ENVOY_VERSION } from '../config/proxyIdentity.js';
import type { AdminContext } from './AdminContext.js';
import { messageAnswer, textAnswer, type AdminAnswer } from './AdminAnswer.js';

/** `LIVE`, `DRAINING` or `INITIALIZING`. */
function serverState({ proxy, isFailing }: AdminContext): string {
  const { state } = proxy.runtime;
  if (state === 'initializing') return 'INITIALIZING';
  return state === 'draining' || isFailing ? 'DRAINING' : 'LIVE';
}

/** `/ready`. */
export function answerReady(context: AdminContext): AdminAnswer {
  const state = serverState(context);
  return textAnswer(`${state}\n`, state === 'LIVE' ? 200 : 503);
}

/** `/server_info`: with the fields that have their default value, as Envoy prints this one message. */
export function answerServerInfo(context: AdminContext): AdminAnswer {
  const uptime = `${Math.floor((Date.now() - context.proxy.runtime.startedAt) / 1000)}s`;
  return messageAnswer({
    version: BUILD_VERSION,
    state: serverState(context),
    uptime_current_epoch: uptime,
    uptime_all_epochs: uptime,
    hot_restart_version: 'disabled',
    command_line_options: commandLineOptions(context),
    node: nodeOf(context.config.bootstrap),
    hot_restart_initializing: false,
  });
}

function commandLineOptions({ commandLine }: AdminContext): JsonObject {
  return {
    base_id: '0',
    concurrency: 1,
    config_path: commandLine.configPath,
    config_yaml: '',
    allow_unknown_static_fields: false,
    admin_address_path: '',
    local_address_ip_version: 'v4',
    log_level: 'info',
    component_log_level: '',
    log_format: '[%Y-%m-%d %T.%e][%t][%l][%n] [%g:%#] %v',
    log_path: '',
    service_cluster: '',
    service_node: '',
    service_zone: '',
    file_flush_interval: seconds(commandLine.fileFlushIntervalMs),
    drain_time: seconds(commandLine.drainTimeMs),
    parent_shutdown_time: '900s',
    mode: 'Serve',
    disable_hot_restart: true,
    enable_mutex_tracing: false,
    restart_epoch: 0,
    cpuset_threads: false,
    reject_unknown_dynamic_fields: false,
    log_format_escaped: false,
    disabled_extensions: [],
    ignore_unknown_dynamic_fields: false,
    use_dynamic_base_id: false,
    base_id_path: '',
    drain_strategy: 'Gradual',
    enable_fine_grain_logging: false,
    socket_path: '@envoy_domain_socket',
    socket_mode: 0,
    enable_core_dump: false,
    stats_tag: [],
    skip_hot_restart_on_no_parent: false,
    skip_hot_restart_parent_stats: false,
    skip_deprecated_logs: false,
    file_flush_min_size: 0,
    log_stacktrace_single_entry: false,
  };
}

/** `core.v3.Node` with its defaults; a message that is not set is `null` nowhere, it is left out. */
function nodeOf(bootstrap: JsonObject): JsonObject {
  const node = isJsonObject(bootstrap.node) ? bootstrap.node : {};
  const build = isJsonObject(node.user_agent_build_version) ? node.user_agent_build_version : {};
  const version = isJsonObject(build.version) ? build.version : {};
  return {
    id: '',
    cluster: '',
    ...node,
    ...(isJsonObject(node.locality) && { locality: { region: '', zone: '', sub_zone: '', ...node.locality } }),
    user_agent_build_version: { ...build, version: { ...version, patch: version.patch ?? ENVOY_VERSION.patch } },
    extensions: [],
    client_features: node.client_features ?? [],
    listening_addresses: node.listening_addresses ?? [],
    dynamic_parameters: node.dynamic_parameters ?? {},
  };
}

function seconds(ms: number): string {
  if (ms % 1000 === 0) return `${ms / 1000}s`;
  return `${(ms / 1000).toFixed(3)}s`;
}
