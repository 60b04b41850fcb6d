import { dirname, resolve } from 'node:path';
import { Fields } from '../../../kube/read/Fields.js';
import { readDocuments } from '../../../kube/read/readDocuments.js';
import { ExitCode } from '../../../text/ExitCode.js';
import { isJsonObject } from '../../../text/json/JsonValue.js';
import { UserError } from '../../../text/UserError.js';
import { decodeData } from './decodeData.js';
import type { Kubeconfig, KubeconfigCluster, KubeconfigContext } from './Kubeconfig.js';
import { parseUser } from './parseUser.js';

/** The extension of a cluster that is handed to exec plugins (client-go `pkg/apis/clientauthentication`). */
const EXEC_EXTENSION = 'client.authentication.k8s.io/exec';

/**
 * One kubeconfig file; names of files in it are made absolute, from the folder it lies in. What is malformed, or a name that is given
 * twice, is a `UserError` (exit 5) that quotes no value: there are secrets among them.
 */
export function parseKubeconfig(text: string, file: string): Kubeconfig {
  const [document, second] = readDocuments(text, file);
  if (second !== undefined) return fail('a kubeconfig is one document', file);
  const value = document?.value ?? {};
  if (!isJsonObject(value)) return fail('this is no kubeconfig', file);
  const fields = new Fields(value, 'kubeconfig:', file);
  const folder = dirname(resolve(file));
  const locate = (path: string | undefined): string | undefined =>
    path === undefined || path === '' ? undefined : resolve(folder, path);
  return {
    files: [file],
    clusters: named(fields, 'clusters', 'cluster', file, (one) => parseCluster(one, locate, file)),
    users: named(fields, 'users', 'user', file, (one) => parseUser(one, locate, file)),
    contexts: named(fields, 'contexts', 'context', file, parseContext),
    currentContext: fields.string('current-context') ?? '',
  };
}

function named<T>(
  fields: Fields,
  list: string,
  key: string,
  file: string,
  parse: (fields: Fields) => T,
): ReadonlyMap<string, T> {
  const found = new Map<string, T>();
  for (const entry of fields.objects(list)) {
    const name = entry.string('name') ?? '';
    if (found.has(name)) fail(`${list}: the name ${JSON.stringify(name)} is given twice`, file);
    found.set(name, parse(entry.object(key)));
  }
  return found;
}

function parseCluster(
  fields: Fields,
  locate: (path: string | undefined) => string | undefined,
  file: string,
): KubeconfigCluster {
  const extension = fields.objects('extensions').find((one) => one.string('name') === EXEC_EXTENSION);
  return {
    server: fields.string('server') ?? '',
    tlsServerName: fields.string('tls-server-name'),
    insecureSkipTlsVerify: fields.boolean('insecure-skip-tls-verify') ?? false,
    certificateAuthority: locate(fields.string('certificate-authority')),
    certificateAuthorityData: decodeData(fields, 'certificate-authority-data', file),
    proxyUrl: fields.string('proxy-url'),
    disableCompression: fields.boolean('disable-compression') ?? false,
    execConfig: extension?.value.extension,
  };
}

function parseContext(fields: Fields): KubeconfigContext {
  return {
    cluster: fields.string('cluster') ?? '',
    user: fields.string('user') ?? '',
    namespace: fields.string('namespace'),
  };
}

function fail(message: string, where: string): never {
  throw new UserError(message, { where, exitCode: ExitCode.unreadable });
}
