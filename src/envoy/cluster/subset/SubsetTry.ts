import type { Criterion } from '../../../logic/Criterion.js';
import type { UpstreamHost } from '../UpstreamHost.js';

/** The metadata namespace of load balancing. */
export const LB_NAMESPACE = 'envoy.lb';

/** What a host must have in that namespace. */
export type Criteria = ReadonlyMap<string, unknown>;

/** Hosts in which one is looked for, and why these. */
export interface SubsetTry {
  readonly hosts: readonly UpstreamHost[];
  readonly because: readonly Criterion[];
  /** The first of them takes the request, whatever its health (`single_host_per_subset`). */
  readonly single: boolean;
}
