import type { KubeObjects } from '../objects/KubeObjects.js';
import type { Pod } from '../objects/Pod.js';

/** A pod's /etc/resolv.conf, as far as its spec says. */
export interface Resolver {
  readonly searches: readonly string[];
  readonly ndots: number;
  /** Whether the pod asks the cluster's name server; `undefined`: its spec does not say. */
  readonly asksCluster: boolean | undefined;
}

/** resolv.conf(5): glibc's default, and its cap. */
const DEFAULT_NDOTS = 1;
const MAX_NDOTS = 15;

/**
 * What the kubelet writes into a pod's resolv.conf (`pkg/kubelet/network/dns`): for ClusterFirst the search list of its namespace and
 * `ndots:5`, then what `dnsConfig` adds. The node's own search domains, which come last, are not known. A pod of the host network with
 * ClusterFirst is treated as `Default`: it has the node's file.
 */
export function resolverOf(objects: KubeObjects, pod: Pod, clusterDomain: string): Resolver {
  const { dnsConfig } = pod;
  const own = dnsConfig.options.find(({ name }) => name === 'ndots')?.value;
  const ndots = own !== undefined && /^[0-9]+$/.test(own) ? Math.min(Number(own), MAX_NDOTS) : undefined;
  const policy = pod.dnsPolicy === 'ClusterFirst' && pod.hostNetwork ? 'Default' : pod.dnsPolicy;
  switch (policy) {
    case 'ClusterFirst':
    case 'ClusterFirstWithHostNet': {
      const searches = [`${pod.namespace}.svc.${clusterDomain}`, `svc.${clusterDomain}`, clusterDomain];
      return { searches: [...new Set([...searches, ...dnsConfig.searches])], ndots: ndots ?? 5, asksCluster: true };
    }
    default: {
      const servers = new Set(dnsConfig.nameservers);
      const ofCluster = objects.services().some((service) => service.clusterIps.some((ip) => servers.has(ip.text)));
      return {
        searches: dnsConfig.searches,
        ndots: ndots ?? DEFAULT_NDOTS,
        asksCluster: ofCluster ? true : undefined,
      };
    }
  }
}

/**
 * The fully qualified names that are asked for, in order (glibc `res_search`): with a trailing dot only the name itself; with at least
 * `ndots` dots the name first, else last.
 */
export function candidateNames(name: string, { searches, ndots }: Resolver): readonly string[] {
  if (name.endsWith('.')) return [name.slice(0, -1)];
  const searched = searches.map((domain) => `${name}.${domain}`);
  return name.split('.').length - 1 >= ndots ? [name, ...searched] : [...searched, name];
}
