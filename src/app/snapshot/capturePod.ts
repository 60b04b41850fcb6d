import { entryAt, formatSubject } from '../../facts/snapshot/layout.js';
import { proxyContainer } from '../../istio/proxyContainer.js';
import type { Pod } from '../../kube/objects/Pod.js';
import type { CollectedFile } from '../../sources/node/collectedFiles.js';
import { KubeApiError } from '../../sources/kube/KubeApiError.js';
import type { PartialFolder, PartialItem } from '../../sources/snapshot/PartialFolder.js';
import { UserError } from '../../text/UserError.js';
import type { Live } from '../live/Live.js';
import { openPodAdmin } from '../live/openPodAdmin.js';
import type { NodeReaders } from '../node/NodeReaders.js';
import { toTime } from './manifestPart.js';

/** What is asked of a proxy, one request after the other. */
const PROXY_FILES = [
  ['config_dump.json', 'config_dump?include_eds=true'],
  ['clusters.json', 'clusters?format=json'],
  ['server_info.json', 'server_info'],
  ['listeners.json', 'listeners?format=json'],
] as const;

/** Captures a pod's proxy, and with `readers` its network namespace. What cannot be had is noted and told; `false` then. */
export async function capturePod(
  live: Live,
  partial: PartialFolder,
  readers: NodeReaders | undefined,
  pod: Pod,
): Promise<boolean> {
  const label = `${pod.namespace}/${pod.name}`;
  const isProxyThere = proxyContainer(pod) === undefined || (await captureProxy(live, partial, pod));
  const isNetnsThere =
    readers === undefined || (await captureNetns(live, partial, `pods/${label}`, () => readers.collectPod(pod)));
  return isProxyThere && isNetnsThere;
}

async function captureProxy(live: Live, partial: PartialFolder, pod: Pod): Promise<boolean> {
  const { namespace, name } = pod;
  const key = `proxy ${namespace}/${name}`;
  if (partial.isDone(key)) return true;
  const admin = openPodAdmin(live, { namespace, name, pod });
  let isWhole = true;
  try {
    for (const [file, path] of PROXY_FILES) {
      const item = itemAt(`pods/${namespace}/${name}/${file}`, `/${path}`, toTime(new Date()));
      try {
        const body = await admin.get(path);
        try {
          partial.add(item, body.bytes());
        } finally {
          body.dispose();
        }
      } catch (error) {
        isWhole = false;
        note(live, partial, item, error);
        // Who does not answer one will not answer the next either.
        if (file === 'config_dump.json') break;
      }
    }
  } finally {
    admin.close();
  }
  if (isWhole) partial.done(key);
  return isWhole;
}

/** Captures a network namespace; `false` if anything of it is missing. */
export async function captureNetns(
  live: Live,
  partial: PartialFolder,
  folder: string,
  collect: () => Promise<readonly CollectedFile[]>,
): Promise<boolean> {
  const key = `netns ${folder}`;
  if (partial.isDone(key)) return true;
  try {
    const files = await collect();
    for (const file of files) {
      const item = itemAt(file.path, file.source, file.at);
      if ('error' in file) partial.miss({ ...item, error: file.error });
      else partial.add(item, file.bytes);
    }
    partial.done(key);
    return true;
  } catch (error) {
    note(live, partial, itemAt(`${folder}/iptables-save.txt`, 'the node', toTime(new Date())), error);
    return false;
  }
}

/** A failure of one thing is no failure of the capture; a defect is thrown on. */
function note({ report }: Live, partial: PartialFolder, item: PartialItem, error: unknown): void {
  if (!(error instanceof UserError || error instanceof KubeApiError)) throw error;
  report(`${item.path} is not captured: ${error.message}`);
  partial.miss({ ...item, error: error.message });
}

function itemAt(path: string, source: string, at: string): PartialItem {
  const entry = entryAt(path);
  if (entry === undefined) throw new Error(`${path} is no place of a snapshot`);
  return { path, kind: entry.kind, of: formatSubject(entry.subject), source, at };
}
