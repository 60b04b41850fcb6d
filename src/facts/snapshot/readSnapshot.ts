import { parseDnsRecords } from '../../kube/dns/DnsRecords.js';
import { KubeObjects } from '../../kube/objects/KubeObjects.js';
import type { AskedObjects } from '../../kube/objects/ObjectQuestion.js';
import { groupBy } from '../../kube/objects/groupBy.js';
import { readObjects } from '../../kube/read/readObjects.js';
import { lazy } from '../../logic/lazy.js';
import type { IpAddress } from '../../net/IpAddress.js';
import { decodeText } from '../decodeText.js';
import type { Facts } from '../Facts.js';
import type { NodeFacts } from '../NodeFacts.js';
import type { WorkloadFacts } from '../WorkloadFacts.js';
import { formatSubject, type Subject } from './layout.js';
import { openFiles, type CheckedFiles, type SnapshotFile } from './openFiles.js';
import { readNetns } from './readNetns.js';
import { readProxy } from './readProxy.js';
import type { SnapshotFiles } from './SnapshotFiles.js';

/** Told what is odd about a snapshot: a sentence for stderr. */
export type Report = (note: string) => void;

/**
 * The facts of a snapshot. Its manifest is read at once; everything else when it is asked for, and only then is it known to be broken (a
 * `UserError`, exit 5) or changed since it was captured (reported). A folder without manifest is read by its layout alone.
 *
 * @param asked told what is asked of the objects
 */
export function readSnapshot(files: SnapshotFiles, report: Report, asked?: AskedObjects): Facts {
  const checked = openFiles(files, report);
  const ofSubject = groupBy(checked.files, ({ entry }) => [formatSubject(entry.subject)]);
  const missingOf = groupBy(checked.missing, ({ of }) => [of]);

  const objects = lazy(() => {
    const own = checked.files.filter(({ entry }) => entry.kind === 'objects');
    return new KubeObjects(
      own.flatMap((file) => readObjects(decodeText(file.read(), file.source.path), file.source.path)),
      asked,
    );
  });
  const dns = lazy(() => {
    const file = checked.files.find(({ entry }) => entry.kind === 'dns');
    return file
      ? parseDnsRecords(decodeText(file.read(), file.source.path), file.source.path)
      : new Map<string, never>();
  });

  const about = (
    subject: Subject,
  ): Pick<WorkloadFacts, 'netns' | 'captured' | 'missing'> & { own: readonly SnapshotFile[] } => {
    const own = ofSubject.get(formatSubject(subject)) ?? [];
    return {
      own,
      netns: readNetns(own),
      captured: new Set(own.map(({ entry }) => entry.kind)),
      missing: missingOf.get(formatSubject(subject)) ?? [],
    };
  };
  const makeWorkload = (namespace: string, name: string): WorkloadFacts => {
    const { own, ...rest } = about({ kind: 'pod', namespace, name });
    return { namespace, name, pod: lazy(() => objects().pod(namespace, name)), proxy: readProxy(own), ...rest };
  };
  const makeNode = (name: string): NodeFacts => {
    const { own: _own, ...rest } = about({ kind: 'node', name });
    return { name, node: lazy(() => objects().node(name)), ...rest };
  };

  const workloads = podsOf(checked).map(({ namespace, name }) => makeWorkload(namespace, name));
  const nodes = nodesOf(checked).map(makeNode);
  const known = new Map(workloads.map((workload) => [`${workload.namespace}/${workload.name}`, workload]));
  const workload = (namespace: string, name: string): WorkloadFacts | undefined => {
    const key = `${namespace}/${name}`;
    const found = known.get(key);
    if (found || !objects().pod(namespace, name)) return found;
    const made = makeWorkload(namespace, name);
    known.set(key, made);
    return made;
  };
  const podByIp = (ip: IpAddress): WorkloadFacts | undefined => {
    const pod = objects().podByIp(ip);
    if (pod) return workload(pod.namespace, pod.name);
    return workloads.find((one) => !one.pod() && hasAddress(one, ip));
  };

  return {
    source: checked.source,
    objects,
    dns,
    workloads,
    nodes,
    workload,
    node: (name) => nodes.find((node) => node.name === name) ?? (objects().node(name) && makeNode(name)),
    podByIp,
  };
}

/** Loopback addresses are everyone's. */
function hasAddress({ netns }: WorkloadFacts, ip: IpAddress): boolean {
  const interfaces = netns.interfaces()?.value ?? [];
  return interfaces.some(
    ({ name, addresses }) => name !== 'lo' && addresses.some(({ address }) => address.text === ip.text),
  );
}

function podsOf({ files, missing }: CheckedFiles): readonly { namespace: string; name: string }[] {
  const subjects = [...files.map(({ entry }) => entry.subject), ...missing.map(({ subject }) => subject)];
  const pods = subjects.filter((subject) => subject.kind === 'pod');
  return [...new Map(pods.map((pod) => [formatSubject(pod), pod])).entries()]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([, pod]) => pod);
}

function nodesOf({ files, missing }: CheckedFiles): readonly string[] {
  const subjects = [...files.map(({ entry }) => entry.subject), ...missing.map(({ subject }) => subject)];
  return [...new Set(subjects.flatMap((subject) => (subject.kind === 'node' ? [subject.name] : [])))].sort();
}
