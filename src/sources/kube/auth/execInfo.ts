import { readSecretFile } from './readSecretFile.js';
import type { ExecConfig, KubeconfigCluster } from '../kubeconfig/Kubeconfig.js';

/** What a plugin finds in `KUBERNETES_EXEC_INFO`: an ExecCredential (client.authentication.k8s.io) with the cluster, if it asks for it. */
export function execInfo(config: ExecConfig, cluster: KubeconfigCluster, interactive: boolean): string {
  return JSON.stringify({
    kind: 'ExecCredential',
    apiVersion: config.apiVersion,
    spec: { ...(config.provideClusterInfo ? { cluster: clusterInfo(cluster) } : {}), interactive },
  });
}

function clusterInfo(cluster: KubeconfigCluster): Readonly<Record<string, unknown>> {
  const { server, tlsServerName = '', insecureSkipTlsVerify, proxyUrl = '', execConfig } = cluster;
  const file = cluster.certificateAuthority;
  const ca =
    cluster.certificateAuthorityData ??
    (file === undefined ? undefined : readSecretFile(file, 'the certificate authority'));
  return {
    server,
    ...(tlsServerName === '' ? {} : { 'tls-server-name': tlsServerName }),
    ...(insecureSkipTlsVerify ? { 'insecure-skip-tls-verify': true } : {}),
    ...(ca === undefined ? {} : { 'certificate-authority-data': Buffer.from(ca, 'latin1').toString('base64') }),
    ...(proxyUrl === '' ? {} : { 'proxy-url': proxyUrl }),
    ...(cluster.disableCompression ? { 'disable-compression': true } : {}),
    config: execConfig ?? null,
  };
}
