import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { field } from '../../envoy/dump/field.js';
import { readDocuments } from '../../kube/read/readDocuments.js';
import { describeFileError } from '../../text/describeFileError.js';
import { isJsonObject, type JsonObject } from '../../text/json/JsonValue.js';
import type { LabSidecar, ProxySource } from '../model/LabFile.js';
import { PROXY_KINDS } from '../model/words.js';
import { idOf, labError, refuseOthers, textOf, wordOf, type LabFields } from './LabFields.js';

const MODES = ['none', 'redirect', 'tproxy'] as const;

/** Istio's own id; its injector runs a proxy as root where TPROXY needs it. */
const PROXY_ID = 1337;

/** A pod's `sidecar`; `undefined` without one. `folder`: what relative paths start from. */
export function readSidecar({ fields, where }: LabFields, folder: string): LabSidecar | undefined {
  if (!fields.has('sidecar')) return undefined;
  const at: LabFields = { fields: fields.object('sidecar'), where: `${where}: sidecar` };
  refuseOthers(at, ['mode', 'istioInit', 'uid', 'gid', 'proxy', 'config']);
  const mode = wordOf(at, 'mode', MODES, 'redirect');
  return {
    mode,
    istioInit: at.fields.strings('istioInit'),
    uid: idOf(at, 'uid', mode === 'tproxy' ? 0 : PROXY_ID),
    gid: idOf(at, 'gid', PROXY_ID),
    ...(at.fields.has('proxy') ? { proxy: wordOf(at, 'proxy', PROXY_KINDS, 'envoy') } : {}),
    config: readConfig({ fields: at.fields.object('config'), where: `${at.where}: config` }, folder),
  };
}

function readConfig(at: LabFields, folder: string): ProxySource {
  refuseOthers(at, ['bootstrap', 'file', 'snapshot', 'pod']);
  const { fields, where } = at;
  if (fields.has('bootstrap')) return { kind: 'bootstrap', bootstrap: fields.object('bootstrap').value };
  if (fields.has('file')) return readFileConfig(resolve(folder, textOf(at, 'file')));
  if (!fields.has('snapshot')) return { kind: 'nothing' };
  const [name = '', namespace = '', ...more] = textOf(at, 'pod').split('.');
  if (namespace === '' || more.length > 0) throw labError(`${where}: pod`, 'is not NAME.NAMESPACE');
  const path = join(resolve(folder, textOf(at, 'snapshot')), 'pods', namespace, name, 'config_dump.json');
  return { kind: 'dump', path };
}

/** A file with `configs` is a dump, any other a bootstrap. */
function readFileConfig(path: string): ProxySource {
  const value = readObject(path);
  if (Array.isArray(value.configs)) return { kind: 'dump', path };
  if (BOOTSTRAP_FIELDS.some((name) => field(value, name) !== undefined)) return { kind: 'bootstrap', bootstrap: value };
  throw labError(path, `this is no configuration of Envoy: it has neither configs nor ${BOOTSTRAP_FIELDS.join(', ')}`);
}

/** Without any of these a bootstrap says nothing of listeners, clusters or who the proxy is. */
const BOOTSTRAP_FIELDS = ['static_resources', 'dynamic_resources', 'node', 'admin'] as const;

function readObject(path: string): JsonObject {
  let text: string;
  try {
    text = readFileSync(path, 'utf8');
  } catch (error) {
    throw labError(path, `the proxy's configuration cannot be read: ${describeFileError(error)}`);
  }
  const [document] = readDocuments(text, path);
  if (document !== undefined && isJsonObject(document.value)) return document.value;
  throw labError(path, 'this is no configuration of Envoy: it holds no mapping');
}
