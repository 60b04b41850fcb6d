import { readFileSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { Fields } from '../../kube/read/Fields.js';
import { readDocuments } from '../../kube/read/readDocuments.js';
import { describeFileError } from '../../text/describeFileError.js';
import { ExitCode } from '../../text/ExitCode.js';
import { isJsonObject, type JsonValue } from '../../text/json/JsonValue.js';
import { UserError } from '../../text/UserError.js';
import type { LabDns, LabFile, LabHost } from '../model/LabFile.js';
import { LAB_BACKENDS, PROXY_KINDS } from '../model/words.js';
import { checkLabFile } from './checkLabFile.js';
import { labError, nameOf, refuseOthers, textOf, wordOf, type LabFields } from './LabFields.js';
import { readApps } from './readApps.js';
import { readIps } from './readIps.js';
import { readLabPod } from './readLabPod.js';
import { readLabService } from './readLabService.js';

const KEYS = [
  ...['name', 'proxy', 'backend', 'istio', 'trustDomain', 'pods', 'services', 'dns', 'external', 'objects'],
] as const;

/** The newest release whose rules are known (istio/capture). */
const DEFAULT_MINOR = 32;

/** Reads a lab file; paths in it start from its folder. A file that is none is a `UserError` (exit 5), a wrong word in it another (exit 2). */
export function readLabFile(path: string): LabFile {
  let text: string;
  try {
    text = readFileSync(path, 'utf8');
  } catch (error) {
    throw new UserError(`the lab file cannot be read: ${describeFileError(error)}`, {
      where: path,
      exitCode: ExitCode.unreadable,
      cause: error,
    });
  }
  return parseLabFile(text, path);
}

/** The same of its text; `path` is where it would be. */
export function parseLabFile(text: string, path: string): LabFile {
  const [document, second] = readDocuments(text, path);
  const value: JsonValue | undefined = document?.value;
  if (value === undefined || !isJsonObject(value) || second !== undefined) {
    throw new UserError('this is no lab file: it holds no mapping with name and pods', {
      where: path,
      exitCode: ExitCode.unreadable,
    });
  }
  const at: LabFields = { fields: new Fields(value, 'lab', path), where: path };
  refuseOthers(at, KEYS);
  const folder = dirname(resolve(path));
  const backend = wordOf(at, 'backend', LAB_BACKENDS, 'nft');
  const file: LabFile = {
    name: textOf(at, 'name'),
    proxy: wordOf(at, 'proxy', PROXY_KINDS, 'envoy'),
    istioMinor: readMinor(at),
    trustDomain: at.fields.string('trustDomain') ?? 'cluster.local',
    pods: at.fields
      .objects('pods')
      .map((fields, i) => readLabPod({ fields, where: `${path}: pods[${i}]` }, folder, backend)),
    services: at.fields
      .objects('services')
      .map((fields, i) => readLabService({ fields, where: `${path}: services[${i}]` })),
    dns: readDns({ fields: at.fields.object('dns'), where: `${path}: dns` }),
    external: at.fields.objects('external').map((fields, i) => readHost({ fields, where: `${path}: external[${i}]` })),
    objects: at.fields.strings('objects').map((object) => resolve(folder, object)),
  };
  checkLabFile(file, path);
  return file;
}

/** `istio: "1.32"`, of which the release of the rules is taken. */
function readMinor(at: LabFields): number {
  const text = at.fields.intOrString('istio');
  if (text === undefined) return DEFAULT_MINOR;
  const minor = /^1\.([0-9]+)(?:[.-].*)?$/.exec(String(text))?.[1];
  if (minor === undefined)
    throw labError(`${at.where}: istio`, `${JSON.stringify(text)} is no release of Istio`, 'Write it as "1.32".');
  return Number(minor);
}

function readDns(at: LabFields): LabDns {
  refuseOthers(at, ['server', 'records']);
  const server = at.fields.string('server');
  const records: LabFields = { fields: at.fields.object('records'), where: `${at.where}: records` };
  const names = Object.keys(records.fields.value);
  return {
    ...(server === undefined ? {} : { server }),
    records: Object.fromEntries(names.map((name) => [name, readIps(records, name)])),
  };
}

function readHost(at: LabFields): LabHost {
  refuseOthers(at, ['name', 'ips', 'apps']);
  return { name: nameOf(at, 'name'), ips: readIps(at, 'ips'), apps: readApps(at, 'pod') };
}
