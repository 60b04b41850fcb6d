import { podRole } from '../../istio/podRole.js';
import { proxyContainer } from '../../istio/proxyContainer.js';
import type { Pod } from '../../kube/objects/Pod.js';
import { KubeApiError } from '../../sources/kube/KubeApiError.js';
import { UserError } from '../../text/UserError.js';
import type { NodeReaders } from '../node/NodeReaders.js';
import { addCollected } from './addCollected.js';
import type { Live } from './Live.js';
import type { LiveFiles } from './LiveFiles.js';
import type { Need } from './Need.js';
import { openPodAdmin } from './openPodAdmin.js';

/** What is asked of a proxy that a request comes by, and where it goes in a snapshot. */
const PROXY_FILES = [
  { file: 'config_dump.json', path: 'config_dump?include_eds=true' },
  { file: 'clusters.json', path: 'clusters?format=json' },
] as const;

/**
 * What a walk that comes to a pod needs of it: the configuration of its proxy, and the rules where they send traffic to it. What cannot be had
 * is recorded as missing and told, and the trace goes on without.
 */
export function evidenceNeeds(
  live: Live,
  files: LiveFiles,
  readers: NodeReaders,
  pod: Pod | undefined,
): readonly Need[] {
  if (pod === undefined) return [];
  const label = `${pod.namespace}/${pod.name}`;
  const role = podRole(pod, undefined);
  return [
    ...(proxyContainer(pod) === undefined
      ? []
      : [{ key: `proxy ${label}`, what: `the proxy of ${label}`, fetch: () => fetchProxy(live, files, pod) }]),
    ...(role === 'sidecar' || role === 'ambient'
      ? [{ key: `rules ${label}`, what: `the rules of ${label}`, fetch: () => fetchRules(live, files, readers, pod) }]
      : []),
  ];
}

async function fetchProxy(live: Live, files: LiveFiles, pod: Pod): Promise<void> {
  const label = `${pod.namespace}/${pod.name}`;
  const folder = `pods/${label}`;
  const admin = openPodAdmin(live, { namespace: pod.namespace, name: pod.name, pod });
  try {
    for (const { file, path } of PROXY_FILES) {
      const body = await admin.get(path);
      files.add(`${folder}/${file}`, body.bytes, `${file.replace('.json', '')} of ${label}`, new Date());
    }
  } catch (error) {
    const why = missing(error);
    live.report(`the proxy of ${label} cannot be asked: ${why}`);
    for (const { file } of PROXY_FILES) files.miss(`${folder}/${file}`, why, new Date());
  } finally {
    admin.close();
  }
}

async function fetchRules(live: Live, files: LiveFiles, readers: NodeReaders, pod: Pod): Promise<void> {
  const label = `${pod.namespace}/${pod.name}`;
  try {
    addCollected(files, await readers.collectPod(pod));
  } catch (error) {
    const why = missing(error);
    live.report(`the rules of ${label} cannot be read: ${why}`);
    files.miss(`pods/${label}/iptables-save.txt`, why, new Date());
  }
}

/** Why evidence is missing; a defect is thrown on. */
function missing(error: unknown): string {
  if (error instanceof UserError || error instanceof KubeApiError) return error.message;
  throw error;
}
