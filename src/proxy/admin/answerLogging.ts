import type { AdminContext } from './AdminContext.js';
import { textAnswer, type AdminAnswer, type AdminRequest } from './AdminAnswer.js';

const LEVELS = ['trace', 'debug', 'info', 'warning', 'error', 'critical', 'off'] as const;

/** Envoy's loggers, in the order of its list. They can be set; a reference proxy has little to log. */
const LOGGERS = [
  'a2a admin ai_protocol_manager alternate_protocols_cache aws assert backtrace basic_auth cache_filter client config',
  'connection conn_handler compression credential_injector decompression dns dubbo envoy_bug ext_authz ext_proc rocketmq',
  'file filter forward_proxy geolocation grpc happy_eyeballs hc health_checker http http2 hystrix init io jwt json_rpc',
  'kafka key_value_store lua local_rate_limit main matcher mcp misc mongo multi_connection notification oauth2 quic',
  'quic_stream pool rate_limit_quota rbac rds redis router runtime stats secret sse tap testing thrift tracing upstream udp',
  'wasm websocket golang stats_sinks dynamic_modules ip_tagging',
].flatMap((line) => line.split(' '));

const USAGE =
  'usage: /logging?<name>=<level> (change single level)\n' +
  'usage: /logging?paths=name1:level1,name2:level2,... (change multiple levels)\n' +
  'usage: /logging?level=<level> (change all levels)\n' +
  'usage: /logging?group=<group_name>:<level> (change group of loggers)\n' +
  `levels: ${LEVELS.join(' ')} \n`;

/** `/logging`: shows or changes log levels (source/server/admin/logs_handler.cc). */
export function answerLogging({ query }: AdminRequest, { logLevels }: AdminContext): AdminAnswer {
  const error = changeLevels([...query], logLevels);
  const list = `active loggers:\n${LOGGERS.map((name) => `  ${name}: ${logLevels.get(name) ?? 'info'}\n`).join('')}\n`;
  return error === undefined ? textAnswer(list) : textAnswer(`error: ${error}\n\n${USAGE}${list}`, 400);
}

/** Changes levels as the one parameter says; gives what is wrong with it, and then nothing is changed. */
function changeLevels(
  parameters: readonly (readonly [string, string])[],
  levels: Map<string, string>,
): string | undefined {
  const [only, ...others] = parameters;
  if (only === undefined) return undefined;
  if (others.length > 0) return 'invalid number of parameters';
  const [name, value] = only;
  const changes =
    name === 'paths'
      ? value.split(',').map((pair) => pair.split(':', 2))
      : name === 'level'
        ? LOGGERS.map((logger) => [logger, value])
        : [[name, value]];
  for (const [logger = '', level = ''] of changes) {
    if (!LEVELS.some((known) => known === level)) return 'unknown logger level';
    if (!LOGGERS.includes(logger)) return 'unknown logger name';
  }
  for (const [logger = '', level = ''] of changes) levels.set(logger, level);
  return undefined;
}
