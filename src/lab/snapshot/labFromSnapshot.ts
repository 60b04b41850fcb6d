import { basename, join, resolve } from 'node:path';
import type { Facts } from '../../facts/Facts.js';
import { readSnapshot } from '../../facts/snapshot/readSnapshot.js';
import { trustDomainOf } from '../../istio/trustDomainOf.js';
import { NEWEST_MINOR } from '../../istio/capture/expected/CaptureVariant.js';
import type { KubeObjects } from '../../kube/objects/KubeObjects.js';
import { folderFiles } from '../../sources/snapshot/folderFiles.js';
import { ExitCode } from '../../text/ExitCode.js';
import { UserError } from '../../text/UserError.js';
import type { LabFile, LabPod } from '../model/LabFile.js';
import { endpointPorts } from './endpointPorts.js';
import { hostsOfFacts } from './hostsOfFacts.js';
import { podOfObject } from './podOfObject.js';
import { servicesOfObjects } from './servicesOfObjects.js';

/** A mesh of which a folder's snapshot tells, as a lab: its pods, Services, names, outside hosts, and the proxies whose dumps are there. */
export function labFromSnapshot(dir: string, name?: string): LabFile {
  const folder = resolve(dir);
  const files = folderFiles(folder);
  if (files === undefined) {
    throw new UserError('this is no folder', {
      where: dir,
      exitCode: ExitCode.unreadable,
      hint: 'Unpack the snapshot first.',
    });
  }
  const facts = readSnapshot(files, () => undefined);
  const objects = facts.objects();
  const ports = endpointPorts(objects);
  const pods = objects.pods().flatMap((pod): readonly LabPod[] => {
    const made = podOfObject(pod, facts.workload(pod.namespace, pod.name), ports);
    return made === undefined ? [] : [withAbsoluteDump(made, folder)];
  });
  const services = servicesOfObjects(objects);
  const taken = new Set([...pods.flatMap(({ ips }) => ips), ...services.flatMap(({ vips }) => vips)]);
  const server = nameServer(objects);
  return {
    name:
      name ??
      basename(folder)
        .toLowerCase()
        .replaceAll(/[^a-z0-9-]/g, '-'),
    proxy: 'envoy',
    istioMinor: minorOf(objects),
    trustDomain: trustDomainOf(objects),
    pods,
    services,
    dns: { ...(server === undefined ? {} : { server }), records: recordsOf(facts) },
    external: hostsOfFacts(facts, ports, taken),
    objects: files.paths.filter((path) => path.startsWith('objects/')).map((path) => join(folder, path)),
  };
}

function withAbsoluteDump(pod: LabPod, folder: string): LabPod {
  if (pod.sidecar?.config.kind !== 'dump') return pod;
  const path = join(folder, 'pods', pod.namespace, pod.name, 'config_dump.json');
  return { ...pod, sidecar: { ...pod.sidecar, config: { kind: 'dump', path } } };
}

/** The cluster's DNS, if it has pods in the lab. */
function nameServer(objects: KubeObjects): string | undefined {
  const service = objects.service('kube-system', 'kube-dns');
  return service?.clusterIps[0]?.text;
}

/** Recorded answers, and the addresses of ServiceEntries. */
function recordsOf(facts: Facts): LabFile['dns']['records'] {
  const entries = facts.objects().serviceEntries();
  const allocated = entries.flatMap(({ hosts, addresses }) =>
    hosts
      .filter((host) => !host.startsWith('*'))
      .map((host) => [host, addresses.filter((ip) => !ip.includes('/'))] as const),
  );
  const recorded = [...facts.dns()].map(([name, ips]) => [name, ips.map(({ text }) => text)] as const);
  return Object.fromEntries([...allocated, ...recorded].filter(([, ips]) => ips.length > 0));
}

/** The release of the proxies, by their images. */
function minorOf(objects: KubeObjects): number {
  const images = objects.pods().flatMap(({ containers, initContainers }) => [...containers, ...initContainers]);
  for (const { image } of images) {
    const minor = /proxyv2:1\.([0-9]+)/.exec(image ?? '')?.[1];
    if (minor !== undefined) return Number(minor);
  }
  return NEWEST_MINOR;
}
