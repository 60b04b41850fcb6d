import type { StreamInfo } from './StreamInfo.js';

/** The `access_log` list of one message, with its filters. */
export interface AccessLogger {
  /** Called once a stream has ended. Never throws, never blocks. */
  log(info: StreamInfo): void;
}

/**
 * Where log lines go, and how values are printed. `at` is the JSON pointer (in `EnvoyConfig.document`) of the message whose
 * `access_log` is meant: an HttpConnectionManager, a TcpProxy or a Listener.
 */
export interface AccessLogs {
  loggerAt(at: string): AccessLogger;
  /** A format string (`%UPSTREAM_HOST%`) filled; `missing` stands for what is not there. */
  format(format: string, info: StreamInfo, missing: '' | '-'): string;
  /** Writes all that is buffered. */
  flush(): Promise<void>;
}
