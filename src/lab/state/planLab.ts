import { join } from 'node:path';
import type { LabApp, LabFile, LabPod, LabSidecar } from '../model/LabFile.js';
import {
  LAB_ROOT,
  NETNS_PREFIX,
  type LabAppState,
  type LabOutsideState,
  type LabPodState,
  type LabProxyState,
  type LabState,
} from '../model/LabState.js';
import type { ProxyKind } from '../model/words.js';

/** The node's side of every pod's link. */
export const GATEWAYS = ['169.254.1.1', 'fe80::1'] as const;

/** Where the node's name server listens: for pods with an IPv4 address, and for those without. */
export const NAME_SERVERS = ['169.254.1.1', 'fd00:a9fe:a9fe::1'] as const;

/** Where Istio's proxies have their admin interface, unless their bootstrap says otherwise. */
const ADMIN_PORT = 15000;

/** What a lab will be, with nothing running. `proxy` wins over the lab file. */
export function planLab(file: LabFile, now: Date, proxy?: ProxyKind): LabState {
  const dir = join(LAB_ROOT, file.name);
  const outside = join(dir, '+outside');
  return {
    schemaVersion: 1,
    name: file.name,
    phase: 'starting',
    createdAt: now.toISOString(),
    upPid: process.pid,
    dir,
    file,
    node: {
      name: `${file.name}-node`,
      netns: netnsOf(file.name, '+node'),
      ips: GATEWAYS,
      nameserver: file.dns.server ?? NAME_SERVERS[0],
      pids: [],
      log: join(dir, 'node.log'),
    },
    outside: {
      netns: netnsOf(file.name, '+outside'),
      resolvConf: join(outside, 'resolv.conf'),
      apps: file.external.flatMap(({ ips, apps }) => apps.map((app) => planApp(app, ips, outside))),
    } satisfies LabOutsideState,
    pods: file.pods.map((pod, i) => planPod(pod, file, { dir, sockets: join(dir, 's', String(i)) }, proxy)),
    ca: { certificate: join(dir, 'ca.pem'), key: join(dir, 'ca.key') },
  };
}

/** The name of one of a lab's network namespaces. `+` is in no lab's name, so that the name of one lab begins none of another's. */
export function netnsOf(lab: string, of: string): string {
  return `${NETNS_PREFIX}${lab}+${of.replace(/^\+/, '')}`;
}

/** Folders that a pod's are in: its files', and its sockets', whose paths have to be short. */
interface Folders {
  readonly dir: string;
  readonly sockets: string;
}

function planPod(pod: LabPod, file: LabFile, folders: Folders, proxy: ProxyKind | undefined): LabPodState {
  const id = `${pod.name}.${pod.namespace}`;
  const dir = join(folders.dir, id);
  const { sidecar } = pod;
  return {
    id,
    name: pod.name,
    namespace: pod.namespace,
    netns: netnsOf(file.name, id),
    ips: pod.ips,
    dir,
    resolvConf: join(dir, 'resolv.conf'),
    nameserver: file.dns.server ?? NAME_SERVERS[pod.ips.some((ip) => !ip.includes(':')) ? 0 : 1],
    backend: pod.backend,
    apps: pod.apps.map((app) => planApp(app, pod.ips, dir)),
    ...(sidecar === undefined || sidecar.config.kind === 'nothing'
      ? {}
      : { proxy: planProxy(sidecar, proxy ?? sidecar.proxy ?? file.proxy, { dir, sockets: folders.sockets }) }),
  };
}

function planApp(app: LabApp, ips: readonly string[], dir: string): LabAppState {
  return {
    kind: app.kind,
    port: app.port,
    addresses: app.bind === 'pod' ? ips : [app.bind],
    uid: app.uid,
    gid: app.gid,
    standIn: app.standIn,
    requests: join(dir, `requests-${app.uid}.jsonl`),
    log: join(dir, `apps-${app.uid}.log`),
  };
}

function planProxy({ uid, gid, config }: LabSidecar, kind: ProxyKind, { dir, sockets }: Folders): LabProxyState {
  return {
    kind,
    uid,
    gid,
    adminPort: ADMIN_PORT,
    secrets: join(dir, 'secrets'),
    sockets,
    adminSocket: join(sockets, 'admin.sock'),
    bootstrap: join(dir, 'envoy.json'),
    ...(config.kind === 'dump' ? { dump: config.path } : {}),
    accessLog: join(dir, 'access.jsonl'),
    log: join(dir, 'proxy.log'),
    agentLog: join(dir, 'agent.log'),
  };
}
