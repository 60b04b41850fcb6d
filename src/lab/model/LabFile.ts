import type { JsonObject } from '../../text/json/JsonValue.js';
import type { AppKind, ForeignRules, LabBackend, ProxyKind } from './words.js';

/** What a lab is made of: a lab file, read and checked, with paths made absolute and defaults filled in (docs/lab.md). */
export interface LabFile {
  /** Letters, digits and dashes. */
  readonly name: string;
  /** Which program runs the sidecars that don't say it themselves. */
  readonly proxy: ProxyKind;
  /** The release whose istio-iptables wrote the rules: 32 for Istio 1.32. */
  readonly istioMinor: number;
  /** Of the SPIFFE ids: `cluster.local`. */
  readonly trustDomain: string;
  readonly pods: readonly LabPod[];
  readonly services: readonly LabService[];
  readonly dns: LabDns;
  /** Hosts outside of the mesh; all live in one network namespace beyond the node. */
  readonly external: readonly LabHost[];
  /** Kubernetes objects, absolute paths; a snapshot of the lab has these instead of objects made from `pods` and `services`. */
  readonly objects: readonly string[];
}

/** A pod: a network namespace with an interface eth0, apps, and perhaps a proxy. */
export interface LabPod {
  readonly name: string;
  readonly namespace: string;
  readonly serviceAccount: string;
  readonly labels: Readonly<Record<string, string>>;
  /** Of both families, as text, the primary address first. */
  readonly ips: readonly string[];
  readonly apps: readonly LabApp[];
  /** Absent: no proxy and no capture. */
  readonly sidecar?: LabSidecar;
  /** The back end of all of the pod's rules. */
  readonly backend: LabBackend;
  /** Rules that Istio did not write. */
  readonly rules: ForeignRules;
  /** Set in the pod's network namespace: `net.ipv4.conf.eth0.route_localnet` to `1`. */
  readonly sysctls: Readonly<Record<string, string>>;
}

/** A host outside of the mesh. */
export interface LabHost {
  /** A DNS name, which the lab's name server answers with `ips`. */
  readonly name: string;
  readonly ips: readonly string[];
  readonly apps: readonly LabApp[];
}

/** A server that answers with what it received. */
export interface LabApp {
  readonly kind: AppKind;
  readonly port: number;
  /** `0.0.0.0`, `::` (both families), `127.0.0.1`, `::1`, any address of the pod, or `pod`: each of the pod's addresses. */
  readonly bind: string;
  readonly uid: number;
  readonly gid: number;
  /**
   * Takes mutual TLS of the mesh on its port, too, with the pod's workload certificate, as a PERMISSIVE sidecar in front of it would: a
   * stand-in for a pod whose proxy's configuration nobody has.
   */
  readonly standIn: boolean;
}

/** A pod's proxy and its capture. */
export interface LabSidecar {
  /** `none`: a proxy without rules, as a gateway is. */
  readonly mode: 'none' | 'redirect' | 'tproxy';
  /** As injected: the arguments of the container istio-init. Empty: the injector's usual ones for the mode. */
  readonly istioInit: readonly string[];
  readonly uid: number;
  readonly gid: number;
  /** Absent: the lab's. */
  readonly proxy?: ProxyKind;
  readonly config: ProxySource;
}

/** Where a proxy's configuration comes from. `nothing`: capture without a proxy, nobody listens. */
export type ProxySource =
  | { readonly kind: 'bootstrap'; readonly bootstrap: JsonObject }
  /** A `/config_dump?include_eds`, absolute path. */
  | { readonly kind: 'dump'; readonly path: string }
  | { readonly kind: 'nothing' };

/** A Service, by kube-proxy's rules on the node. */
export interface LabService {
  readonly name: string;
  readonly namespace: string;
  /** Cluster addresses of both families; empty: headless. */
  readonly vips: readonly string[];
  readonly ports: readonly LabServicePort[];
  /** Empty when `endpoints` says them. */
  readonly selector: Readonly<Record<string, string>>;
  /** Addresses that win over the selector; absent: the pods that the selector takes. */
  readonly endpoints?: readonly string[];
}

/** A port of a Service. */
export interface LabServicePort {
  readonly name: string;
  readonly protocol: 'TCP' | 'UDP';
  readonly port: number;
  readonly targetPort: number;
}

/** Names that the lab's name server and the agents' DNS proxies know, besides Services and external hosts. */
export interface LabDns {
  /** What resolv.conf of every pod names; absent: the node. */
  readonly server?: string;
  readonly records: Readonly<Record<string, readonly string[]>>;
}
