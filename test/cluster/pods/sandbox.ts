import { readFileSync } from 'node:fs';
import type { JsonValue } from '../../../src/text/json/JsonValue.js';
import { at, textAt, textsAt } from '../objects/json.js';
import type { KubeObject } from '../objects/KubeObject.js';

/** What a container has that is not privileged and says nothing of capabilities, with containerd as with CRI-O. */
const DEFAULT_CAPABILITIES = [
  'chown',
  'dac_override',
  'fowner',
  'fsetid',
  'kill',
  'mknod',
  'net_bind_service',
  'net_raw',
  'setfcap',
  'setgid',
  'setpcap',
  'setuid',
  'sys_chroot',
  'audit_write',
];

/** What starts a container's command on this machine: namespaces of its own but those that the pod shares with its host. */
export function startPrefix(pod: KubeObject, container: JsonValue): readonly string[] {
  const shares = (field: string) => at(pod, 'spec', field) === true;
  return [
    'unshare',
    '--mount',
    ...(shares('hostIPC') ? [] : ['--ipc']),
    ...(shares('hostNetwork') ? [] : ['--net']),
    ...(shares('hostPID') ? [] : ['--pid', '--fork', '--kill-child', '--mount-proc']),
    '--',
    ...privileges(pod, container),
  ];
}

/** What runs a further command in a container that `startPrefix` started as `pid`. */
export function enterPrefix(pod: KubeObject, container: JsonValue, pid: number): readonly string[] {
  const shares = (field: string) => at(pod, 'spec', field) === true;
  const inner = shares('hostPID') ? pid : childOf(pid);
  return [
    'nsenter',
    `--target=${inner}`,
    '--mount',
    ...(shares('hostIPC') ? [] : ['--ipc']),
    ...(shares('hostNetwork') ? [] : ['--net']),
    ...(shares('hostPID') ? [] : ['--pid']),
    '--',
    ...privileges(pod, container),
  ];
}

/** What takes from a command what its security context does not give it. */
export function privileges(pod: KubeObject, container: JsonValue): readonly string[] {
  const own = (field: string) => at(container, 'securityContext', field) ?? at(pod, 'spec', 'securityContext', field);
  const [uid, gid] = [own('runAsUser'), own('runAsGroup')];
  const ids = [
    ...(typeof uid === 'number' ? [`--reuid=${uid}`, '--clear-groups'] : []),
    ...(typeof gid === 'number' ? [`--regid=${gid}`] : typeof uid === 'number' ? [`--regid=${uid}`] : []),
  ];
  const escalates = own('allowPrivilegeEscalation') === false ? ['--no-new-privs'] : [];
  if (own('privileged') === true) return ids.length === 0 ? [] : ['setpriv', ...ids, '--'];
  const capabilities = capabilitiesOf(container).map((name) => `+${name}`);
  const bounding = capabilities.includes('+all') ? '+all' : ['-all', ...capabilities].join(',');
  return ['setpriv', ...ids, ...escalates, '--inh-caps=-all', `--bounding-set=${bounding}`, '--'];
}

function capabilitiesOf(container: JsonValue): readonly string[] {
  const words = (field: string) =>
    textsAt(container, 'securityContext', 'capabilities', field).map((one) => one.toLowerCase().replace(/^cap_/, ''));
  const drop = words('drop');
  const kept = drop.includes('all') ? [] : DEFAULT_CAPABILITIES.filter((one) => !drop.includes(one));
  return [...new Set([...kept, ...words('add')])];
}

function childOf(pid: number): number {
  const [child] = readFileSync(`/proc/${pid}/task/${pid}/children`, 'utf8').trim().split(' ');
  return Number(child) || pid;
}

/** The command of a container; of one that names none, something that waits. */
export function commandOf(container: JsonValue): readonly string[] {
  const argv = [...textsAt(container, 'command'), ...textsAt(container, 'args')];
  return argv.length === 0 ? ['sleep', 'infinity'] : argv;
}

/** Variables that a container's spec gives by value. */
export function envOf(container: JsonValue): Readonly<Record<string, string>> {
  const list = at(container, 'env');
  if (!Array.isArray(list)) return {};
  return Object.fromEntries(list.map((one: JsonValue) => [textAt(one, 'name'), textAt(one, 'value')]));
}
