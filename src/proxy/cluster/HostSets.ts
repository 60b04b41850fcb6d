import type { ClusterContext } from '../../envoy/cluster/ClusterContext.js';
import { hostsOf } from '../../envoy/cluster/hostsOf.js';
import type { HostSet, UpstreamHost } from '../../envoy/cluster/UpstreamHost.js';
import type { Cluster } from '../../envoy/model/Cluster.js';
import type { EnvoyConfig } from '../../envoy/model/EnvoyConfig.js';
import type { Decision } from '../../logic/Decision.js';

/** `hostsOf`, remembered for clusters that list their hosts until some host's health or address changes. */
export class HostSets {
  readonly #config: EnvoyConfig;
  readonly #kept = new Map<Cluster, Decision<HostSet>>();

  constructor(config: EnvoyConfig) {
    this.#config = config;
  }

  /** Health or addresses have changed. */
  changed(): void {
    this.#kept.clear();
  }

  of(cluster: Cluster, context: ClusterContext): Decision<HostSet> {
    const { kind } = cluster.type;
    if (kind === 'ORIGINAL_DST' || kind === 'dynamic_forward_proxy') return hostsOf(this.#config, cluster, context);
    let kept = this.#kept.get(cluster);
    if (kept === undefined) {
      kept = hostsOf(this.#config, cluster, context);
      this.#kept.set(cluster, kept);
    }
    return kept;
  }

  /** The hosts that a cluster itself lists. */
  listed(cluster: Cluster): readonly UpstreamHost[] {
    const { kind } = cluster.type;
    if (kind === 'ORIGINAL_DST' || kind === 'dynamic_forward_proxy' || kind === 'aggregate') return [];
    const found = this.of(cluster, NO_CONTEXT).value;
    return found?.kind === 'hosts' ? found.hosts : [];
  }
}

const NOWHERE = { ip: { family: 4, bytes: [0, 0, 0, 0], text: '0.0.0.0' }, port: 0 } as const;

/** What clusters that list their hosts do not look at. */
const NO_CONTEXT: ClusterContext = {
  connection: {
    accepted: NOWHERE,
    source: NOWHERE,
    firstBytes: 'none',
    filterState: new Map(),
    local: NOWHERE,
    restored: false,
    transportProtocol: '',
    serverName: '',
    applicationProtocols: [],
  },
  filterState: new Map(),
  dynamicMetadata: new Map(),
  subsetCriteria: new Map(),
  hashPolicies: [],
  tls: false,
};
