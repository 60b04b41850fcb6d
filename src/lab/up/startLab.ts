import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { LabCa } from '../ca/LabCa.js';
import type { ChildIdentity } from '../child/ChildSpec.js';
import type { LabFile, LabHost, LabPod } from '../model/LabFile.js';
import type { LabAppState, LabPodState, LabState } from '../model/LabState.js';
import { startChild } from '../run/startChild.js';
import { NAME_SERVERS } from '../state/planLab.js';
import { Certificates } from './Certificates.js';
import { labRecords, resolvConf } from './labRecords.js';
import { startApps } from './startServers.js';
import { startSidecar } from './startSidecar.js';

const DNS_PORT = 53;

/** What everything that is started shares. */
export interface LabServices {
  readonly file: LabFile;
  readonly certificates: Certificates;
  readonly records: Readonly<Record<string, readonly string[]>>;
}

/** Starts everything in a lab whose network is there: name server, apps, agents, then proxies. Gives it with its pids. */
export async function startLab(plan: LabState): Promise<LabState> {
  const { file, node, outside, pods } = plan;
  const ca = await LabCa.create(file.trustDomain);
  writeFileSync(plan.ca.certificate, ca.certificate);
  writeFileSync(plan.ca.key, ca.key, { mode: 0o600 });
  const shared: LabServices = { file, certificates: new Certificates(ca, file), records: labRecords(file) };
  const [nodePid, apps, running] = await Promise.all([
    startNameServer(plan, shared),
    startHosts(plan, shared),
    Promise.all(file.pods.map((pod, i) => startPod(pod, pods[i], shared))),
  ]);
  return {
    ...plan,
    phase: 'running',
    node: { ...node, pids: [nodePid] },
    outside: { ...outside, apps },
    pods: running,
  };
}

function startNameServer({ dir, node }: LabState, { records }: LabServices): Promise<number> {
  const dns = { addresses: NAME_SERVERS, port: DNS_PORT, records };
  const spec = { uid: 0, gid: 0, pod: node.name, apps: [], dns };
  return startChild({ netns: node.netns }, spec, join(dir, 'node.json'), node.log);
}

async function startHosts({ file, outside, node }: LabState, shared: LabServices): Promise<readonly LabAppState[]> {
  const dir = join(outside.resolvConf, '..');
  mkdirSync(dir, { recursive: true });
  writeFileSync(outside.resolvConf, resolvConf(node.nameserver));
  const planned = [...outside.apps];
  const started = await Promise.all(
    file.external.map((host) =>
      startHost(host, planned.splice(0, host.apps.length), { dir, netns: outside.netns }, shared),
    ),
  );
  return started.flat();
}

async function startHost(
  host: LabHost,
  apps: readonly LabAppState[],
  { dir, netns }: { readonly dir: string; readonly netns: string },
  { certificates, records }: LabServices,
): Promise<readonly LabAppState[]> {
  const identity = await identityIf(apps, () => certificates.ofHost(host.name));
  return startApps(apps, { pod: host.name, place: { netns }, dir, identity, records });
}

async function startPod(pod: LabPod, state: LabPodState | undefined, shared: LabServices): Promise<LabPodState> {
  if (state === undefined) throw new Error(`no state was planned for ${pod.name}`);
  const { id, dir, netns } = state;
  mkdirSync(dir, { recursive: true });
  writeFileSync(state.resolvConf, resolvConf(state.nameserver, pod.namespace));
  const place = { netns, resolvConf: state.resolvConf };
  const identity =
    state.proxy === undefined
      ? await identityIf(state.apps, () => shared.certificates.ofPod(pod))
      : await shared.certificates.ofPod(pod);
  const apps = await startApps(state.apps, { pod: id, place, dir, identity, records: shared.records });
  const running = { ...state, apps };
  return identity === undefined ? running : startSidecar(pod, running, identity, shared);
}

/** A certificate only for who speaks TLS. */
function identityIf(
  apps: readonly LabAppState[],
  make: () => Promise<ChildIdentity>,
): Promise<ChildIdentity | undefined> {
  return apps.some(({ kind, standIn }) => kind === 'tls' || standIn) ? make() : Promise.resolve(undefined);
}
