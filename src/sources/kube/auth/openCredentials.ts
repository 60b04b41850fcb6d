import type { ChosenContext } from '../kubeconfig/chooseContext.js';
import type { Credentials, CredentialSource } from './Credentials.js';
import { execPlugin } from './execPlugin.js';
import { impersonationHeaders } from './impersonationHeaders.js';
import { readSecretFile } from './readSecretFile.js';

/**
 * The credentials of a context, in kubectl's order: what the kubeconfig itself says (token, name with password) goes before an exec plugin.
 * A file of a token is read anew for every request, for its token may be a short-lived one. Over plain HTTP nothing but whom to act as is
 * sent (client-go `tools/clientcmd/client_config.go`: "only try to read the auth information if we are secure").
 *
 * @param environment that of exec plugins
 */
export function openCredentials(
  context: ChosenContext,
  isSecure: boolean,
  environment: Readonly<Record<string, string | undefined>>,
): CredentialSource {
  const { user } = context;
  const acting = impersonationHeaders(user.impersonate);
  if (!isSecure) return constant(() => ({ headers: acting, cert: undefined, key: undefined }));
  const pem = (data: string | undefined, file: string | undefined, what: string): string | undefined =>
    data ?? (file === undefined ? undefined : readSecretFile(file, what));
  const own = (): Credentials => ({
    headers: { ...authorization(user), ...acting },
    cert: pem(user.clientCertificateData, user.clientCertificate, 'the client certificate'),
    key: pem(user.clientKeyData, user.clientKey, "the client certificate's key"),
  });
  if (user.exec === undefined) return constant(own);
  const plugin = execPlugin(user.exec, context.cluster, environment);
  return {
    current: async (signal) => {
      const base = own();
      if ('Authorization' in base.headers) return base;
      const given = await plugin.current(signal);
      const header = given.token === undefined ? {} : { Authorization: `Bearer ${given.token}` };
      return { headers: { ...header, ...base.headers }, cert: given.cert ?? base.cert, key: given.key ?? base.key };
    },
    refuse: ({ headers, cert }) =>
      !('Authorization' in authorization(user)) &&
      plugin.refuse(({ token, cert: own }) => headers.Authorization === bearer(token) && (own ?? cert) === cert),
  };
}

function bearer(token: string | undefined): string | undefined {
  return token === undefined ? undefined : `Bearer ${token}`;
}

function constant(read: () => Credentials): CredentialSource {
  return { current: async () => read(), refuse: () => false };
}

function authorization(user: ChosenContext['user']): Readonly<Record<string, string>> {
  const file = user.tokenFile;
  const token = file === undefined ? (user.token ?? '') : readSecretFile(file, 'the token').trim();
  if (token !== '') return { Authorization: `Bearer ${token}` };
  const { username = '', password = '' } = user;
  if (username === '' && password === '') return {};
  return { Authorization: `Basic ${Buffer.from(`${username}:${password}`, 'utf8').toString('base64')}` };
}
