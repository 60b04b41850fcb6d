import type { EnvoyConfig } from '../../envoy/model/EnvoyConfig.js';
import { Message } from '../../envoy/parse/Message.js';
import { resolvePointer } from '../../text/json/pointer.js';
import type { Problem } from '../config/Problem.js';
import type { AccessLogger, AccessLogs } from '../runtime/AccessLogs.js';
import { compileText, type FillText } from './compileFormat.js';
import { LogFile } from './LogFile.js';
import { readLogger, type CompiledLogger } from './readLogger.js';

/** How access logs are written. */
export interface AccessLogOptions {
  /** Milliseconds; Envoy's default is 10000. */
  readonly flushIntervalMs: number;
  readonly note: (line: string) => void;
}

/** Access logs that also can be ended. */
export interface OpenAccessLogs extends AccessLogs {
  /** Writes what is left and stops the timer. */
  close(): Promise<void>;
}

/** The `access_log` of the message at `at`: loggers that can be used; `refuse` is told of the others. */
export function loggersAt(
  { document }: EnvoyConfig,
  at: string,
  canPassOver: (typeName: string) => boolean,
  refuse: (problem: Problem) => void,
): readonly CompiledLogger[] {
  const message = new Message(resolvePointer(document.value, at) ?? {}, at);
  return message.messages('access_log').flatMap((entry) => readLogger(entry, canPassOver, refuse) ?? []);
}

/** The access logs of a configuration whose loggers have been checked. Files are created when they are first written to. */
export function createAccessLogs(config: EnvoyConfig, options: AccessLogOptions): OpenAccessLogs {
  const files = new Map<string, LogFile>();
  const loggers = new Map<string, AccessLogger>();
  const formats = new Map<string, FillText>();
  const fileOf = (path: string): LogFile => {
    const known = files.get(path);
    if (known) return known;
    const failed = (error: unknown) => options.note(`access log ${path}: ${String(error)}`);
    const file = new LogFile(path, failed);
    files.set(path, file);
    return file;
  };
  const flush = async () => {
    await Promise.all([...files.values()].map((file) => file.flush()));
  };
  const timer = setInterval(() => void flush(), options.flushIntervalMs);
  timer.unref();
  return {
    loggerAt(at) {
      const known = loggers.get(at);
      if (known) return known;
      const compiled = loggersAt(
        config,
        at,
        () => true,
        () => undefined,
      );
      const targets = compiled.map((logger) => ({ ...logger, file: fileOf(logger.path) }));
      const logger: AccessLogger = {
        log(info) {
          for (const { filter, line, file } of targets) if (filter(info)) file.write(line(info));
        },
      };
      loggers.set(at, logger);
      return logger;
    },
    format(format, info, missing) {
      const known = formats.get(format);
      if (known) return known(info, missing);
      const compiled = compileText(format);
      const fill: FillText = compiled.kind === 'ok' ? compiled.fill : () => format;
      formats.set(format, fill);
      return fill(info, missing);
    },
    flush,
    async close() {
      clearInterval(timer);
      await flush();
    },
  };
}
