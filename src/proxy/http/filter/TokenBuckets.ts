import type { EnvoyConfig } from '../../../envoy/model/EnvoyConfig.js';
import { messageAt } from '../../settings/messageAt.js';

interface Bucket {
  readonly most: number;
  readonly perMs: number;
  tokens: number;
  /** On the clock of `performance.now()`. */
  filledAt: number;
}

/** The buckets of local rate limits, full at first and filled all the time (source/common/common/token_bucket_impl.cc, AtomicTokenBucketImpl). */
export class TokenBuckets {
  readonly #config: Pick<EnvoyConfig, 'document'>;
  readonly #buckets = new Map<string, Bucket>();

  constructor(config: Pick<EnvoyConfig, 'document'>) {
    this.#config = config;
  }

  /** Takes a token of the limit whose message is at `at`; false: none is left. */
  take(at: string, now = performance.now()): boolean {
    let bucket = this.#buckets.get(at);
    if (bucket === undefined) {
      bucket = this.#read(at, now);
      this.#buckets.set(at, bucket);
    }
    bucket.tokens = Math.min(bucket.most, bucket.tokens + (now - bucket.filledAt) * bucket.perMs);
    bucket.filledAt = now;
    if (bucket.tokens < 1) return false;
    bucket.tokens -= 1;
    return true;
  }

  #read(at: string, now: number): Bucket {
    const message = messageAt(this.#config, at).message('token_bucket');
    const most = message?.number('max_tokens') ?? 0;
    const interval = message?.duration('fill_interval') ?? 0;
    const perMs = interval > 0 ? (message?.number('tokens_per_fill') ?? 1) / interval : 0;
    return { most, perMs, tokens: most, filledAt: now };
  }
}
