/** For which kernel, family and release rules are wanted. */
export interface CaptureVariant {
  readonly family: 4 | 6;
  /** The minor number of the release: 19 for Istio 1.19. */
  readonly minor: number;
  /** The pod's resolvers of this family (resolv.conf), for DNS capture that does not take any. */
  readonly dnsServers: readonly string[];
  /** Whether the pod has resolvers of any family; without any, and without capture of all DNS, there is no DNS capture. */
  readonly hasDnsServers: boolean;
  /** Numbers of groups that the arguments name (/etc/group of the image). A group that is not here keeps its name. */
  readonly groups: ReadonlyMap<string, number>;
  /** Istio's own nftables tables, whose rules differ a little. */
  readonly native: boolean;
}

/** The newest release whose rules are known. */
export const NEWEST_MINOR = 32;
