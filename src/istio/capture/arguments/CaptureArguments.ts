/** A value and what set it: `istio-init -p`, `istio-init INBOUND_CAPTURE_PORT`, an annotation's name, `default`. */
export interface Argument<T> {
  readonly value: T;
  readonly from: string;
}

/** `*` for all, else the entries of a comma-separated list; empty for none. */
export type Selection = '*' | readonly string[];

/**
 * What a pod asks of traffic capture: the arguments of istio-iptables, wherever they are written
 * (tools/istio-iptables/pkg/cmd/root.go, tools/common/config). Numbers that are none stay out of the rules and are told in `problems`.
 */
export interface CaptureArguments {
  /** Who writes the rules: the container istio-init, or the CNI plugin on the node. */
  readonly by: 'istio-init' | 'cni';
  /** `NONE`: no rules at all. */
  readonly mode: Argument<'REDIRECT' | 'TPROXY' | 'NONE'>;
  /** Where outbound connections go. */
  readonly proxyPort: Argument<number>;
  /** Where inbound connections go. */
  readonly inboundCapturePort: Argument<number>;
  /** HBONE, never captured. */
  readonly inboundTunnelPort: Argument<number>;
  readonly proxyUids: Argument<readonly number[]>;
  readonly proxyGids: Argument<readonly number[]>;
  readonly inboundPorts: Argument<Selection>;
  /** Counts only when `inboundPorts` is `*`. */
  readonly excludedInboundPorts: Argument<readonly string[]>;
  readonly outboundRanges: Argument<Selection>;
  readonly excludedOutboundRanges: Argument<readonly string[]>;
  readonly outboundPorts: Argument<readonly string[]>;
  readonly excludedOutboundPorts: Argument<readonly string[]>;
  readonly excludedInterfaces: Argument<readonly string[]>;
  /** What arrives by these is treated as outbound. */
  readonly virtualInterfaces: Argument<readonly string[]>;
  readonly tproxyMark: Argument<number>;
  readonly tproxyRouteTable: Argument<number>;
  readonly redirectDns: Argument<boolean>;
  /** Any resolver, not only those of resolv.conf. */
  readonly captureAllDns: Argument<boolean>;
  readonly dropInvalid: Argument<boolean>;
  readonly dualStack: Argument<boolean>;
  /** Names or numbers of groups. */
  readonly ownerGroups: Argument<Selection>;
  readonly excludedOwnerGroups: Argument<readonly string[]>;
  /** What counts as localhost in IPv4. */
  readonly loopbackCidr: Argument<string>;
  /** Sentences about values that could not be read, or flags that are not known. */
  readonly problems: readonly string[];
}
