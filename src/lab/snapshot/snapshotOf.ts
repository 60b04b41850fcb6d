import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { basename } from 'node:path';
import { entryAt, formatSubject } from '../../facts/snapshot/layout.js';
import { MANIFEST_PATH, SCHEMA_VERSION, type Manifest } from '../../facts/snapshot/Manifest.js';
import type { SnapshotFiles } from '../../facts/snapshot/SnapshotFiles.js';
import type { LabNodeState, LabPodState, LabState } from '../model/LabState.js';
import { collectNetns } from './collectNetns.js';
import { collectProxy } from './collectProxy.js';
import { objectsOfLab } from './objectsOfLab.js';

/**
 * What is really there in a lab that runs, as a snapshot's files: each pod's rules, sockets, addresses, routes and sysctls, and the node's, what
 * each proxy's admin interface says, Kubernetes objects, names. All pods are on the lab's one node, whatever their objects said before.
 */
export async function snapshotOf(lab: LabState): Promise<SnapshotFiles> {
  const [node, ...pods] = await Promise.all([collectNode(lab), ...lab.pods.map(collectPod)]);
  const contents = new Map([...objectFiles(lab), ...node, ...pods.flat(), ['dns.txt', dnsText(lab)]]);
  const manifest = makeManifest(contents, new Date());
  contents.set(MANIFEST_PATH, Buffer.from(`${JSON.stringify(manifest, undefined, 2)}\n`));
  const name = `lab ${lab.name}`;
  return {
    name,
    paths: [...contents.keys()].sort(),
    read: (path) => contents.get(path) ?? new Uint8Array(),
    sourceOf: (path) => ({ kind: 'snapshot', path: `${name}:${path}`, capturedAt: manifest.createdAt }),
  };
}

type File = readonly [path: string, bytes: Uint8Array];

async function collectNode({ dir, node }: LabState): Promise<readonly File[]> {
  const files = await collectNetns({ netns: node.netns, dir, backend: 'nft', interfaces: ['br0', 'out0'] });
  return [...files].map(([file, bytes]) => [`nodes/${node.name}/${file}`, bytes]);
}

async function collectPod(pod: LabPodState): Promise<readonly File[]> {
  const [netns, proxy] = await Promise.all([
    collectNetns({ ...pod, interfaces: ['eth0'] }),
    pod.proxy === undefined ? new Map<string, Uint8Array>() : collectProxy(pod.proxy),
  ]);
  return [...netns, ...proxy].map(([file, bytes]) => [`pods/${pod.namespace}/${pod.name}/${file}`, bytes]);
}

function objectFiles({ file, node }: LabState): readonly File[] {
  if (file.objects.length > 0)
    return file.objects.map((path) => [
      `objects/${basename(path)}`,
      Buffer.from(onNode(readFileSync(path, 'utf8'), node)),
    ]);
  const documents = objectsOfLab(file, node.name).map((object) => JSON.stringify(object));
  return [['objects/lab.yaml', Buffer.from(documents.join('\n---\n'))]];
}

/** Objects, as YAML or JSON that `kubectl` prints, with each pod on the lab's node. */
function onNode(text: string, { name }: LabNodeState): string {
  return text.replaceAll(/^([\s-]*"?nodeName"?:\s*)"?[\w.-]+"?(,?)$/gm, `$1"${name}"$2`);
}

/** Only what Services do not imply. */
function dnsText({ file }: LabState): Uint8Array {
  const hosts = file.external.map(({ name, ips }) => [name, ips] as const);
  const records = new Map([...hosts, ...Object.entries(file.dns.records)]);
  return Buffer.from([...records].map(([name, ips]) => `${[name, ...ips].join(' ')}\n`).join(''));
}

function makeManifest(contents: ReadonlyMap<string, Uint8Array>, now: Date): Manifest {
  const at = now.toISOString().replace(/\.\d+Z$/, 'Z');
  const items = [...contents].flatMap(([path, bytes]) => {
    const entry = entryAt(path);
    if (entry === undefined) return [];
    const sha256 = createHash('sha256').update(bytes).digest('hex');
    return [{ path, kind: entry.kind, of: formatSubject(entry.subject), source: 'hopctl lab', at, sha256 }];
  });
  return { schemaVersion: SCHEMA_VERSION, createdAt: at, tool: 'hopctl lab', items };
}
