import type { LabPod } from '../model/LabFile.js';
import { LAB_BACKENDS, type LabBackend } from '../model/words.js';
import { labError, refuseOthers, textOf, textsOf, wordOf, type LabFields } from './LabFields.js';
import { readApps } from './readApps.js';
import { readIps } from './readIps.js';
import { readRules } from './readRules.js';
import { readSidecar } from './readSidecar.js';

const KEYS = [
  ...['name', 'namespace', 'serviceAccount', 'labels', 'ips', 'apps', 'sidecar', 'backend', 'rules', 'sysctls'],
] as const;

/** Names go into paths and commands. */
const NAME = /^[a-z0-9](?:[a-z0-9.-]{0,100}[a-z0-9])?$/;

/** An entry of `pods`. */
export function readLabPod(at: LabFields, folder: string, backend: LabBackend): LabPod {
  refuseOthers(at, KEYS);
  const name = textOf(at, 'name');
  const namespace = at.fields.string('namespace') ?? 'default';
  if (!NAME.test(name) || !NAME.test(namespace)) throw labError(at.where, 'this is no name of a pod or namespace');
  const ips = readIps(at, 'ips');
  if (ips.length === 0) throw labError(at.where, 'ips is missing');
  const sidecar = readSidecar(at, folder);
  return {
    name,
    namespace,
    serviceAccount: at.fields.string('serviceAccount') ?? 'default',
    labels: textsOf(at, 'labels'),
    ips,
    apps: readApps(at),
    ...(sidecar === undefined ? {} : { sidecar }),
    backend: wordOf(at, 'backend', LAB_BACKENDS, backend),
    rules: readRules(at),
    sysctls: textsOf(at, 'sysctls'),
  };
}
