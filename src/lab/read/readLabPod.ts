import type { LabPod } from '../model/LabFile.js';
import { LAB_BACKENDS, type LabBackend } from '../model/words.js';
import { labError, nameOf, refuseOthers, textsOf, wordOf, type LabFields } from './LabFields.js';
import { readApps } from './readApps.js';
import { readIps } from './readIps.js';
import { readRules } from './readRules.js';
import { readSidecar } from './readSidecar.js';
import { readSysctls } from './readSysctls.js';

const KEYS = [
  ...['name', 'namespace', 'serviceAccount', 'labels', 'ips', 'apps', 'sidecar', 'backend', 'rules', 'sysctls'],
] as const;

/** An entry of `pods`. */
export function readLabPod(at: LabFields, folder: string, backend: LabBackend): LabPod {
  refuseOthers(at, KEYS);
  const name = nameOf(at, 'name');
  const namespace = nameOf(at, 'namespace', 'default');
  const ips = readIps(at, 'ips');
  if (ips.length === 0) throw labError(at.where, 'ips is missing');
  const sidecar = readSidecar(at, folder);
  return {
    name,
    namespace,
    serviceAccount: at.fields.string('serviceAccount') ?? 'default',
    labels: textsOf(at, 'labels'),
    ips,
    apps: readApps(at, '::'),
    ...(sidecar === undefined ? {} : { sidecar }),
    backend: wordOf(at, 'backend', LAB_BACKENDS, backend),
    rules: readRules(at),
    sysctls: readSysctls(at),
  };
}
