import type { Fields } from '../../../kube/read/Fields.js';
import { ExitCode } from '../../../text/ExitCode.js';
import { UserError } from '../../../text/UserError.js';
import { decodeData } from './decodeData.js';
import type { ExecConfig, KubeconfigUser } from './Kubeconfig.js';

const INTERACTIVE_MODES = ['Never', 'IfAvailable', 'Always'] as const;

/** One entry of `users`; `locate` makes names of files absolute. Errors as `parseKubeconfig`. */
export function parseUser(
  fields: Fields,
  locate: (path: string | undefined) => string | undefined,
  file: string,
): KubeconfigUser {
  const extra = fields.object('as-user-extra');
  return {
    token: fields.string('token'),
    tokenFile: locate(fields.string('tokenFile')),
    clientCertificate: locate(fields.string('client-certificate')),
    clientCertificateData: decodeData(fields, 'client-certificate-data', file),
    clientKey: locate(fields.string('client-key')),
    clientKeyData: decodeData(fields, 'client-key-data', file),
    username: fields.string('username'),
    password: fields.string('password'),
    impersonate: {
      user: fields.string('as') ?? '',
      uid: fields.string('as-uid'),
      groups: fields.strings('as-groups'),
      extra: new Map(Object.keys(extra.value).map((key) => [key, extra.strings(key)])),
    },
    exec: fields.has('exec') ? parseExec(fields.object('exec'), locate, file) : undefined,
    authProvider: fields.has('auth-provider') ? (fields.object('auth-provider').string('name') ?? '') : undefined,
  };
}

/** Only a command with a slash is a file of the kubeconfig's folder; others are looked for in PATH. */
function parseExec(fields: Fields, locate: (path: string | undefined) => string | undefined, file: string): ExecConfig {
  const command = fields.string('command') ?? '';
  const apiVersion = fields.string('apiVersion') ?? '';
  const mode = fields.string('interactiveMode') ?? (apiVersion.endsWith('/v1') ? undefined : 'IfAvailable');
  const interactiveMode = INTERACTIVE_MODES.find((one) => one === mode);
  const complain = (message: string): never => {
    throw new UserError(`exec plugin: ${message}`, { where: file, exitCode: ExitCode.unreadable });
  };
  if (command === '') return complain('no command is given');
  if (!/^client\.authentication\.k8s\.io\/(?:v1|v1beta1)$/.test(apiVersion))
    return complain('apiVersion has to be client.authentication.k8s.io/v1 or …/v1beta1');
  if (interactiveMode === undefined) return complain('interactiveMode has to be Never, IfAvailable or Always');
  const env = fields
    .objects('env')
    .map((one) => ({ name: one.string('name') ?? '', value: one.string('value') ?? '' }));
  if (env.some(({ name }) => name === '')) return complain('a variable of env has no name');
  return {
    command: command.includes('/') ? (locate(command) ?? command) : command,
    args: fields.strings('args'),
    env,
    apiVersion,
    installHint: fields.string('installHint') ?? '',
    provideClusterInfo: fields.boolean('provideClusterInfo') ?? false,
    interactiveMode,
  };
}
