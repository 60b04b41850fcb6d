import { messageName } from '../../envoy/dump/field.js';
import type { Message } from '../../envoy/parse/Message.js';
import type { StreamInfo } from '../runtime/StreamInfo.js';
import type { Problem } from '../config/Problem.js';
import { compileJson, compileText } from './compileFormat.js';
import { compileLogFilter, type LogFilter } from './logFilter.js';

/** Envoy's own format. */
export const DEFAULT_FORMAT =
  '[%START_TIME%] "%REQ(:METHOD)% %REQ(X-ENVOY-ORIGINAL-PATH?:PATH)% %PROTOCOL%" %RESPONSE_CODE% %RESPONSE_FLAGS% ' +
  '%BYTES_RECEIVED% %BYTES_SENT% %DURATION% %RESP(X-ENVOY-UPSTREAM-SERVICE-TIME)% "%REQ(X-FORWARDED-FOR)%" ' +
  '"%REQ(USER-AGENT)%" "%REQ(X-REQUEST-ID)%" "%REQ(:AUTHORITY)%" "%UPSTREAM_HOST%"\n';

/** One entry of `access_log`, compiled. */
export interface CompiledLogger {
  readonly path: string;
  readonly filter: LogFilter;
  readonly line: (info: StreamInfo) => string;
}

/** The file that each type of logger writes to; `undefined`: it says so itself. */
const PATHS: ReadonlyMap<string, string | undefined> = new Map([
  ['FileAccessLog', undefined],
  ['StdoutAccessLog', '/dev/stdout'],
  ['StderrAccessLog', '/dev/stderr'],
]);

/**
 * Reads an `AccessLog`. `refuse` is told of what is not supported: a logger, a filter, an operator. A logger that can be passed over (by its
 * type) is no problem and gives `undefined`.
 */
export function readLogger(
  entry: Message,
  canPassOver: (typeName: string) => boolean,
  refuse: (problem: Problem) => void,
): CompiledLogger | undefined {
  const config = entry.message('typed_config');
  const type = messageName(config?.text('@type') ?? '');
  const name = type.slice(type.lastIndexOf('.') + 1);
  if (config === undefined || !PATHS.has(name)) {
    const shown = type === '' ? entry.string('name') : type;
    if (!canPassOver(shown)) refuse({ at: entry.at, message: `access logger ${shown} is not supported` });
    return undefined;
  }
  const filterMessage = entry.message('filter');
  const filter: LogFilter =
    filterMessage === undefined
      ? () => true
      : compileLogFilter(filterMessage, (part) =>
          refuse({ at: filterMessage.at, message: `access log filter ${part} is not supported` }),
        );
  const line = compileLine(config, refuse);
  return line && { path: PATHS.get(name) ?? config.string('path'), filter, line };
}

type LineOf = (info: StreamInfo) => string;

function compileLine(config: Message, refuse: (problem: Problem) => void): LineOf | undefined {
  const at = config.at;
  const unknown = (operator: string): LineOf | undefined => {
    refuse({ at, message: `access log format: ${operator} is not supported` });
    return undefined;
  };
  const format = config.message('log_format');
  const json = format?.has('json_format') === true ? format.struct('json_format') : config.value('json_format');
  if (json !== undefined) {
    const compiled = compileJson(json);
    if (compiled.kind === 'unknown') return unknown(compiled.operator);
    return (info) => `${JSON.stringify(compiled.fill(info))}\n`;
  }
  const text =
    format?.message('text_format_source')?.text('inline_string') ??
    format?.text('text_format') ??
    config.text('format');
  if (format?.has('text_format_source') === true && text === undefined) return unknown('text_format_source');
  const compiled = compileText(text ?? DEFAULT_FORMAT);
  if (compiled.kind === 'unknown') return unknown(compiled.operator);
  const missing = format?.flag('omit_empty_values') === true ? '' : '-';
  return (info) => compiled.fill(info, missing);
}
