import { ExitCode } from '../../text/ExitCode.js';
import { UserError } from '../../text/UserError.js';
import { openCredentials } from './auth/openCredentials.js';
import { readSecretFile } from './auth/readSecretFile.js';
import { createApiCaller } from './calls/createApiCaller.js';
import { createCluster } from './createCluster.js';
import type { Cluster } from './Cluster.js';
import { chooseContext, type ChosenContext, type ContextOverrides } from './kubeconfig/chooseContext.js';
import { inCluster } from './kubeconfig/inCluster.js';
import { kubeconfigFiles } from './kubeconfig/kubeconfigFiles.js';
import { parseTimeout } from './kubeconfig/parseTimeout.js';
import { readKubeconfig } from './kubeconfig/readKubeconfig.js';
import type { Endpoint } from './wire/Endpoint.js';
import { proxyFor } from './wire/proxyFor.js';

/** Which cluster, as whom; as kubectl's flags of the same names. */
export interface ClusterOptions extends ContextOverrides {
  readonly kubeconfig?: string | undefined;
  readonly namespace?: string | undefined;
  /** `30`, `1m30s`; `0`: no limit. */
  readonly requestTimeout?: string | undefined;
  /** `hopctl/0.1.0`. */
  readonly userAgent: string;
  /** What the environment says: KUBECONFIG, HOME, proxies, the service account of a pod. */
  readonly environment: Readonly<Record<string, string | undefined>>;
  /** Where a pod's service account lies. */
  readonly serviceAccount?: string | undefined;
}

/** Without `--request-timeout` a call may take this long. */
const DEFAULT_TIMEOUT = '30s';

/**
 * Opens the cluster of a context, as kubectl chooses it; without any that of the pod hopctl runs in. Nothing is sent yet. No cluster at all
 * is a `UserError` (exit 2), a kubeconfig that cannot be used another (exit 5).
 */
export async function openCluster(options: ClusterOptions): Promise<Cluster> {
  const { environment } = options;
  const timeout = parseTimeout(options.requestTimeout ?? DEFAULT_TIMEOUT);
  const context = findContext(options);
  const url = parseServer(context);
  const { cluster } = context;
  const endpoint: Endpoint = {
    url,
    ca:
      cluster.certificateAuthorityData ??
      (cluster.certificateAuthority === undefined
        ? undefined
        : readSecretFile(cluster.certificateAuthority, 'the certificate authority')),
    insecure: cluster.insecureSkipTlsVerify,
    serverName: cluster.tlsServerName === '' ? undefined : cluster.tlsServerName,
    proxy: proxyFor(url, cluster.proxyUrl, environment),
  };
  const credentials = openCredentials(context, url.protocol === 'https:', environment);
  const caller = createApiCaller({ endpoint, credentials, userAgent: options.userAgent, timeout });
  return createCluster(caller, {
    name: context.name,
    server: url.origin,
    namespace: options.namespace ?? (context.namespace === '' ? undefined : context.namespace) ?? 'default',
  });
}

function findContext(options: ClusterOptions): ChosenContext {
  const { environment, kubeconfig, serviceAccount } = options;
  const files = kubeconfigFiles(kubeconfig, environment);
  const config = readKubeconfig(files);
  const chosen = chooseContext(config, options) ?? inCluster(environment, serviceAccount);
  if (chosen !== undefined) return chosen;
  const hasContexts = config.contexts.size > 0;
  throw new UserError(hasContexts ? 'the kubeconfig has no current context' : 'nothing says which cluster', {
    where: files.paths.length === 0 ? 'no KUBECONFIG and no HOME' : files.paths.join(':'),
    hint: hasContexts
      ? `Name one with --context: ${[...config.contexts.keys()].join(', ')}.`
      : 'Give --kubeconfig FILE; or --snapshot DIR|FILE.tgz|- or --file FILE, which need no cluster.',
    exitCode: ExitCode.usage,
  });
}

/** A server without scheme means HTTPS where the cluster says anything of TLS, as in client-go's `rest.DefaultServerURL`. */
function parseServer({ name, cluster }: ChosenContext): URL {
  const { server, certificateAuthority, certificateAuthorityData, insecureSkipTlsVerify } = cluster;
  const hasTls = insecureSkipTlsVerify || (certificateAuthority ?? certificateAuthorityData) !== undefined;
  const text = server.includes('://') ? server : `${hasTls ? 'https' : 'http'}://${server}`;
  if (URL.canParse(text) && /^https?:\/\/[^/]/.test(text)) return new URL(text);
  throw new UserError(`context ${JSON.stringify(name)}: its cluster's server is no URL`, {
    exitCode: ExitCode.unreadable,
  });
}
