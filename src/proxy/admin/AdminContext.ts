import type { ProxyConfig } from '../config/ProxyConfig.js';
import type { RunningProxy } from '../runtime/RunningProxy.js';
import type { StatsStore } from '../stats/StatsStore.js';
import type { TagExtractor } from '../stats/TagExtractor.js';

/** What a field of a protobuf message holds. */
export interface FieldDescription {
  readonly isRepeated: boolean;
  readonly isAny: boolean;
  readonly typeName: string | undefined;
}

/** What is known of messages' types: for masks. */
export type DescribeField = (typeName: string, field: string) => FieldDescription | undefined;

/** What the admin API shows and does. */
export interface AdminContext {
  readonly config: ProxyConfig;
  readonly proxy: RunningProxy;
  readonly stats: StatsStore;
  readonly tags: TagExtractor;
  readonly describeField: DescribeField;
  /** As they are shown in `/server_info`. */
  readonly commandLine: {
    readonly configPath: string;
    readonly fileFlushIntervalMs: number;
    readonly drainTimeMs: number;
  };
  /** Ends the proxy (`/quitquitquit`). */
  quit(): void;
  /** Log levels by logger, all `info` at first. */
  readonly logLevels: Map<string, string>;
  /** Whether `/healthcheck/fail` was the last word. */
  isFailing: boolean;
}
