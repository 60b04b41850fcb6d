import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { ChosenContext } from './chooseContext.js';
import { NO_USER } from './Kubeconfig.js';

/** Where a pod has its service account. */
const SERVICE_ACCOUNT = '/var/run/secrets/kubernetes.io/serviceaccount';

/** The service account of the pod that hopctl runs in (client-go `rest.InClusterConfig`); `undefined` outside of one. */
export function inCluster(
  environment: Readonly<Record<string, string | undefined>>,
  folder = SERVICE_ACCOUNT,
): ChosenContext | undefined {
  const { KUBERNETES_SERVICE_HOST: host = '', KUBERNETES_SERVICE_PORT: port = '' } = environment;
  const token = join(folder, 'token');
  if (host === '' || port === '' || !existsSync(token)) return undefined;
  const ca = join(folder, 'ca.crt');
  const namespace = join(folder, 'namespace');
  return {
    name: 'in-cluster',
    namespace:
      environment.POD_NAMESPACE ?? (existsSync(namespace) ? readFileSync(namespace, 'utf8').trim() : undefined),
    cluster: {
      server: `https://${host.includes(':') ? `[${host}]` : host}:${port}`,
      tlsServerName: undefined,
      insecureSkipTlsVerify: false,
      certificateAuthority: existsSync(ca) ? ca : undefined,
      certificateAuthorityData: undefined,
      proxyUrl: undefined,
      disableCompression: false,
      execConfig: undefined,
    },
    user: { ...NO_USER, tokenFile: token },
  };
}
