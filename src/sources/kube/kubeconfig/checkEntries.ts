import type { KubeconfigCluster, KubeconfigUser } from './Kubeconfig.js';

/** What of a cluster contradicts itself (client-go `tools/clientcmd/validation.go`); sentences without values. */
export function checkCluster(cluster: KubeconfigCluster): readonly string[] {
  const { server, insecureSkipTlsVerify, certificateAuthority, certificateAuthorityData, proxyUrl } = cluster;
  const faults: string[] = [];
  if (server === '') faults.push('its cluster has no server');
  if (certificateAuthority !== undefined && certificateAuthorityData !== undefined)
    faults.push('certificate-authority-data and certificate-authority are both given');
  if (insecureSkipTlsVerify && (certificateAuthority ?? certificateAuthorityData) !== undefined)
    faults.push('a certificate authority together with insecure-skip-tls-verify is not allowed');
  if (proxyUrl !== undefined && proxyUrl !== '' && !/^(?:https?|socks5h?):\/\/[^/]/.test(proxyUrl))
    faults.push('proxy-url has to begin with http://, https:// or socks5://');
  return faults;
}

/** The same of a user. */
export function checkUser(user: KubeconfigUser): readonly string[] {
  const faults: string[] = [];
  const hasCertificate = (user.clientCertificate ?? user.clientCertificateData) !== undefined;
  const hasKey = (user.clientKey ?? user.clientKeyData) !== undefined;
  if (user.clientCertificate !== undefined && user.clientCertificateData !== undefined)
    faults.push('client-certificate-data and client-certificate are both given');
  if (hasCertificate && user.clientKey !== undefined && user.clientKeyData !== undefined)
    faults.push('client-key-data and client-key are both given');
  if (hasCertificate && !hasKey) faults.push('its user has a client certificate and no client-key');
  if ((user.token ?? '') !== '' && (user.username ?? user.password ?? '') !== '')
    faults.push('its user has a token and a name with password: only one of them is allowed');
  if (user.exec !== undefined && user.authProvider !== undefined)
    faults.push('its user has both exec and auth-provider');
  const { user: as, uid, groups, extra } = user.impersonate;
  if (as === '' && (uid !== undefined || groups.length > 0 || extra.size > 0))
    faults.push('a uid, groups or extra fields of whom to act as need the user, too (--as)');
  if (user.authProvider !== undefined)
    faults.push(
      `its user has the auth-provider ${JSON.stringify(user.authProvider)}, which hopctl does not support: an exec plugin does the same`,
    );
  return faults;
}
