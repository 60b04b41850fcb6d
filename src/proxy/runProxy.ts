import type { ClustersStatus } from '../envoy/dump/readClustersStatus.js';
import { formatSocketAddress } from '../net/SocketAddress.js';
import { objectField } from '../envoy/dump/field.js';
import { createAccessLogs } from './accessLog/createAccessLogs.js';
import type { AdminContext, DescribeField } from './admin/AdminContext.js';
import { startAdmin, type AdminServer } from './admin/startAdmin.js';
import { adminAddress } from './config/adminAddress.js';
import { checkSupported, type CanPassOver } from './config/checkSupported.js';
import { loadProxyConfig } from './config/loadProxyConfig.js';
import { refuseProblems } from './config/refuseProblems.js';
import type { PrintMessage } from './config/ProxyConfig.js';
import type { ProxyOptions } from './runtime/RunningProxy.js';
import { startProxy } from './startProxy.js';
import { countStreams } from './stats/countStreams.js';
import { declareServer } from './stats/declareServer.js';
import { declareStats } from './stats/declareStats.js';
import { statsMatcher } from './stats/statsMatcher.js';
import { StatsStore } from './stats/StatsStore.js';
import { TagExtractor } from './stats/TagExtractor.js';

/** What a proxy is run with. */
export interface RunOptions {
  /** A config_dump or a bootstrap. */
  readonly bytes: Uint8Array;
  /** As the user knows it. */
  readonly name: string;
  readonly hostStatuses?: ClustersStatus;
  /** Where the admin API listens, other than the bootstrap says; 0: any port, `false`: nowhere. */
  readonly adminPort?: number | false;
  readonly canPassOver: CanPassOver;
  readonly print: PrintMessage;
  readonly describeField: DescribeField;
  readonly fileFlushIntervalMs: number;
  readonly drainTimeMs: number;
  readonly secrets?: ProxyOptions['secrets'];
  readonly seed?: number;
  readonly note: (line: string) => void;
}

/** A proxy with its admin API. */
export interface RunningServer {
  /** `127.0.0.1:15000`; undefined without one. */
  readonly admin: string | undefined;
  /** Where its listeners are bound. */
  readonly bound: readonly string[];
  /** Resolves when the proxy has ended. */
  readonly ended: Promise<void>;
  /** Lets requests finish, and ends. */
  drain(): Promise<void>;
  /** Ends at once. */
  close(): Promise<void>;
}

/**
 * Reads and checks a configuration and runs it. Rejects with a `UserError`: exit 5 for what cannot be read, is not supported (all of
 * it, by name) or cannot be bound.
 */
export async function runProxy(options: RunOptions): Promise<RunningServer> {
  const config = await loadProxyConfig({ ...options, now: new Date() });
  const { problems, passedOver } = checkSupported(config.config, options.canPassOver);
  refuseProblems(problems, config);
  for (const [type, count] of passedOver) options.note(`passed over: ${type} (${count}x)`);
  const stats = new StatsStore(statsMatcher(config.bootstrap));
  declareStats(stats, config.config);
  const accessLogs = createAccessLogs(config.config, {
    flushIntervalMs: options.fileFlushIntervalMs,
    note: options.note,
  });
  const { secrets, seed, drainTimeMs, note } = options;
  const proxy = await startProxy(config.config, {
    stats,
    accessLogs: countStreams(accessLogs, stats, config.config),
    drainTimeMs,
    note,
    ...(secrets && { secrets }),
    ...(seed !== undefined && { seed }),
  });
  const timer = declareServer(stats, proxy);
  let admin: AdminServer | undefined;
  const context: AdminContext = {
    config,
    proxy,
    stats,
    tags: new TagExtractor(objectField(config.bootstrap, 'stats_config')),
    describeField: options.describeField,
    commandLine: { configPath: options.name, fileFlushIntervalMs: options.fileFlushIntervalMs, drainTimeMs },
    quit: () => void proxy.close(),
    logLevels: new Map(),
    isFailing: false,
  };
  const address = adminAddress(config.bootstrap);
  const port = options.adminPort ?? address?.port;
  if (port !== undefined && port !== false) {
    admin = await startAdmin(address?.host ?? '127.0.0.1', port, context).catch(async (error: unknown) => {
      clearInterval(timer);
      await Promise.all([proxy.close(), accessLogs.close()]);
      throw error;
    });
  }
  const ended = proxy.ended.then(async () => {
    clearInterval(timer);
    await Promise.all([admin?.close(), accessLogs.close()]);
  });
  return {
    admin: admin?.address,
    bound: proxy.runtime.listeners.flatMap(({ bound }) => bound.map(formatSocketAddress)),
    ended,
    drain: async () => {
      await proxy.drain();
      await ended;
    },
    close: async () => {
      await proxy.close();
      await ended;
    },
  };
}
