import type { HeaderMatcher } from '../HeaderMatcher.js';

/** `health_check.v3.HealthCheck`: answers health checks in the application's place. */
export interface HealthCheck {
  readonly kind: 'health_check';
  readonly at: string;
  /** The application is asked. */
  readonly passThrough: boolean;
  /** Its answer is kept for a while. */
  readonly caches: boolean;
  readonly headers: readonly HeaderMatcher[];
  /** Clusters some part of whose hosts must be healthy. */
  readonly clusters: readonly string[];
  readonly unsupported: readonly string[];
}
