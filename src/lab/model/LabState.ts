import type { LabFile } from './LabFile.js';
import type { AppKind, LabBackend, ProxyKind } from './words.js';

/** Where labs are on disk: a folder a lab, with `lab.json`, which holds a `LabState`. */
export const LAB_ROOT = '/run/hopctl/lab';

/** The network namespaces of all labs begin so. */
export const NETNS_PREFIX = 'hopctl-lab-';

/** What a lab is on disk and in the kernel. Written before anything is created, so that whatever happens it can be removed. */
export interface LabState {
  readonly schemaVersion: 1;
  readonly name: string;
  /** `starting` until everything runs. A lab that stays so was cut off. */
  readonly phase: 'starting' | 'running';
  /** RFC 3339. */
  readonly createdAt: string;
  /** Of the process that creates it. */
  readonly upPid: number;
  /** Absolute: everything of the lab is below it. */
  readonly dir: string;
  /** The lab file, as it was read. */
  readonly file: LabFile;
  readonly node: LabNodeState;
  /** The network namespace of the external hosts. */
  readonly outside: LabOutsideState;
  readonly pods: readonly LabPodState[];
  /** PEM files. */
  readonly ca: { readonly certificate: string; readonly key: string };
}

/** The namespace in which the bridge is, with kube-proxy's rules and the name server. */
export interface LabNodeState {
  readonly name: string;
  readonly netns: string;
  /** Gateways of the pods. */
  readonly ips: readonly string[];
  /** What resolv.conf names outside, and in pods with an IPv4 address. */
  readonly nameserver: string;
  readonly pids: readonly number[];
  readonly log: string;
}

/** All external hosts. */
export interface LabOutsideState {
  readonly netns: string;
  readonly apps: readonly LabAppState[];
  readonly resolvConf: string;
}

/** One pod that runs. */
export interface LabPodState {
  /** `name.namespace`. */
  readonly id: string;
  readonly name: string;
  readonly namespace: string;
  readonly netns: string;
  readonly ips: readonly string[];
  /** Absolute. */
  readonly dir: string;
  /** Its own resolv.conf, mounted over /etc/resolv.conf for each process of the pod (`podCommand`). */
  readonly resolvConf: string;
  /** What that names. */
  readonly nameserver: string;
  readonly backend: LabBackend;
  readonly apps: readonly LabAppState[];
  readonly proxy?: LabProxyState;
}

/** An app that runs. One process serves all apps of a uid. */
export interface LabAppState {
  readonly kind: AppKind;
  readonly port: number;
  /** The addresses that it is bound to. */
  readonly addresses: readonly string[];
  readonly uid: number;
  readonly gid: number;
  readonly standIn: boolean;
  readonly pid?: number;
  /** One JSON object a line, an `EchoRecord` for each request or connection. */
  readonly requests: string;
  /** What the process printed. */
  readonly log: string;
}

/** A proxy that runs, and the agent beside it (certificates by SDS, DNS). */
export interface LabProxyState {
  readonly kind: ProxyKind;
  readonly uid: number;
  readonly gid: number;
  readonly pid?: number;
  readonly agentPid?: number;
  /** On 127.0.0.1 of the pod's network namespace. */
  readonly adminPort: number;
  /** A folder with its certificates, for the reference proxy: `NAME.crt`, `NAME.key`, `NAME.ca`. */
  readonly secrets: string;
  /** The folder of its Unix sockets. */
  readonly sockets: string;
  /** A Unix socket that leads to it from outside of the namespace: Node's `socketPath`. */
  readonly adminSocket: string;
  /** Absolute; what the proxy runs with. */
  readonly bootstrap: string;
  /** The dump that it was made from, if it was. */
  readonly dump?: string;
  /** One JSON object a line, an `AccessRecord` for each request, connection of tcp_proxy, or connection of a listener. */
  readonly accessLog: string;
  /** What the proxy printed. */
  readonly log: string;
  readonly agentLog: string;
}
