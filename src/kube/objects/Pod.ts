import { parseIp, type IpAddress } from '../../net/IpAddress.js';
import type { Fields } from '../read/Fields.js';
import { fieldsOf, type KubeObject, type ObjectMeta } from '../read/KubeObject.js';
import { readContainer, type Container } from './Container.js';
import { readPodStatus, type PodStatus } from './PodStatus.js';

/** An entry of `spec.hostAliases`: lines that the kubelet adds to /etc/hosts. */
export interface HostAlias {
  readonly ip: IpAddress;
  readonly hostnames: readonly string[];
}

/** `spec.dnsConfig`. */
export interface PodDnsConfig {
  readonly nameservers: readonly string[];
  readonly searches: readonly string[];
  /** `ndots:2` is `{ name: 'ndots', value: '2' }`. */
  readonly options: readonly { readonly name: string; readonly value: string | undefined }[];
}

/** A pod. */
export interface Pod {
  readonly object: KubeObject;
  readonly meta: ObjectMeta;
  readonly namespace: string;
  readonly name: string;
  readonly initContainers: readonly Container[];
  readonly containers: readonly Container[];
  readonly serviceAccountName: string | undefined;
  /** `spec.securityContext`: what holds for containers that say nothing. */
  readonly runAsUser: number | undefined;
  readonly runAsGroup: number | undefined;
  /** `fsGroup` and `supplementalGroups`. */
  readonly supplementalGroups: readonly number[];
  readonly hostNetwork: boolean;
  /** Absent until the pod is scheduled. */
  readonly nodeName: string | undefined;
  readonly hostname: string | undefined;
  readonly subdomain: string | undefined;
  readonly dnsPolicy: string;
  readonly dnsConfig: PodDnsConfig;
  readonly hostAliases: readonly HostAlias[];
  readonly status: PodStatus;
}

/** Reads a Pod. */
export function readPod(object: KubeObject): Pod {
  const fields = fieldsOf(object);
  const spec = fields.object('spec');
  const security = spec.object('securityContext');
  const fsGroup = security.number('fsGroup');
  return {
    object,
    meta: object.meta,
    namespace: object.meta.namespace,
    name: object.meta.name,
    initContainers: spec.objects('initContainers').map(readContainer),
    containers: spec.objects('containers').map(readContainer),
    serviceAccountName: spec.string('serviceAccountName'),
    runAsUser: security.number('runAsUser'),
    runAsGroup: security.number('runAsGroup'),
    supplementalGroups: [...(fsGroup === undefined ? [] : [fsGroup]), ...security.numbers('supplementalGroups')],
    hostNetwork: spec.boolean('hostNetwork') ?? false,
    nodeName: spec.string('nodeName'),
    hostname: spec.string('hostname'),
    subdomain: spec.string('subdomain'),
    dnsPolicy: spec.string('dnsPolicy') ?? 'ClusterFirst',
    dnsConfig: readDnsConfig(spec.object('dnsConfig')),
    hostAliases: spec.objects('hostAliases').flatMap(readHostAlias),
    status: readPodStatus(fields.object('status')),
  };
}

function readDnsConfig(config: Fields): PodDnsConfig {
  return {
    nameservers: config.strings('nameservers'),
    searches: config.strings('searches'),
    options: config.objects('options').map((option) => ({
      name: option.string('name') ?? '',
      value: option.string('value'),
    })),
  };
}

function readHostAlias(alias: Fields): readonly HostAlias[] {
  const ip = parseIp(alias.string('ip') ?? '');
  return ip ? [{ ip, hostnames: alias.strings('hostnames') }] : [];
}
