import type { ProxyRuntime } from './ProxyRuntime.js';

/** A proxy that runs. */
export interface RunningProxy {
  readonly runtime: ProxyRuntime;
  /** Stops accepting, lets requests finish, at most for the drain time; resolves when nothing is left open. */
  drain(): Promise<void>;
  /** Closes everything at once. */
  close(): Promise<void>;
  /** Resolves when the proxy has ended, by `drain` or `close`. */
  readonly ended: Promise<void>;
}

/** What a proxy is started with, beside its configuration. */
export interface ProxyOptions {
  readonly stats: ProxyRuntime['stats'];
  readonly accessLogs: ProxyRuntime['accessLogs'];
  /** Without: the kernel's own, through libc. */
  readonly sockets?: ProxyRuntime['sockets'];
  /** Without: static secrets, files and SDS as the configuration says. */
  readonly secrets?: ProxyRuntime['secrets'];
  /** Makes chance repeatable. */
  readonly seed?: number;
  /** Milliseconds that a drain may take. Default 5000. */
  readonly drainTimeMs?: number;
  readonly note?: (line: string) => void;
}
