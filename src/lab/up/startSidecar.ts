import { join } from 'node:path';
import type { ChildIdentity } from '../child/ChildSpec.js';
import type { LabPod } from '../model/LabFile.js';
import type { LabPodState, LabProxyState } from '../model/LabState.js';
import { captureArgumentsOf } from '../rules/captureArgumentsOf.js';
import { startChild } from '../run/startChild.js';
import type { LabServices } from './startLab.js';
import { startProxy } from './startProxy.js';
import { writeSecrets } from './writeSecrets.js';
import { agentResources, writeProxy } from './writeProxy.js';

/** Where the agent takes DNS that is captured. */
const AGENT_DNS_PORT = 15053;

/** Starts a pod's agent and then its proxy, if it has one. */
export async function startSidecar(
  pod: LabPod,
  state: LabPodState,
  identity: ChildIdentity,
  shared: LabServices,
): Promise<LabPodState> {
  const { proxy } = state;
  if (pod.sidecar === undefined || proxy === undefined) return state;
  const files = writeProxy(pod.sidecar.config, proxy, state.dir);
  const planned: LabProxyState = { ...proxy, adminPort: files.adminPort };
  const [socket] = files.sdsSockets;
  const secrets = await shared.certificates.secretsOf(identity, files.secrets);
  writeSecrets(proxy, secrets);
  const capturesDns = captureArgumentsOf(pod.sidecar)?.redirectDns.value ?? false;
  const loopbacks = pod.ips.some((ip) => ip.includes(':')) ? ['127.0.0.1', '::1'] : ['127.0.0.1'];
  const agentPid = await startChild(
    state,
    {
      uid: proxy.uid,
      gid: proxy.gid,
      pod: state.id,
      apps: [],
      admin: { socket: proxy.adminSocket, port: files.adminPort },
      ...(proxy.kind === 'reference' ? {} : { xds: { socket: files.xdsSocket, file: agentResources(state.dir) } }),
      ...(socket === undefined ? {} : { sds: { socket, secrets } }),
      ...(capturesDns ? { dns: { addresses: loopbacks, port: AGENT_DNS_PORT, records: shared.records } } : {}),
    },
    join(state.dir, 'agent.json'),
    proxy.agentLog,
  );
  const pid = await startProxy(state, planned);
  return { ...state, proxy: { ...planned, agentPid, pid } };
}
