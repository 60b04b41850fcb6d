import type { PeerCertificate } from '../../envoy/model/Connection.js';
import type { PodNode } from './PodNode.js';
import type { World } from './World.js';

/** The workload certificate of a service account: `spiffe://TRUST-DOMAIN/ns/NAMESPACE/sa/ACCOUNT`, trusted in the mesh. */
export function podIdentity(
  { trustDomain }: Pick<World, 'trustDomain'>,
  namespace: string,
  account: string,
): PeerCertificate {
  return {
    uriSans: [`spiffe://${trustDomain}/ns/${namespace}/sa/${account}`],
    dnsSans: [],
    subject: '',
    trusted: true,
  };
}

/** The certificate that a pod's proxy presents; undefined where its service account is not known. */
export function podIdentityOf(world: Pick<World, 'trustDomain'>, node: PodNode): PeerCertificate | undefined {
  const account = node.pod?.serviceAccountName ?? accountOfProxy(node);
  return account === undefined ? undefined : podIdentity(world, node.namespace, account);
}

function accountOfProxy({ proxy }: PodNode): string | undefined {
  const account = proxy?.config.node.metadata.SERVICE_ACCOUNT;
  return typeof account === 'string' ? account : undefined;
}
