import type { KubeObjects } from '../kube/objects/KubeObjects.js';

/** What identities begin with where the mesh configuration does not say (pkg/config/constants). */
const DEFAULT_TRUST_DOMAIN = 'cluster.local';

/** The mesh's trust domain: `trustDomain` of the mesh configuration (ConfigMap `istio`), else `cluster.local`. */
export function trustDomainOf(objects: KubeObjects): string {
  for (const { name, data } of objects.configMaps()) {
    if (name !== 'istio') continue;
    const found = /^\s*trustDomain:\s*["']?([\w.-]+)/m.exec(data.get('mesh') ?? '')?.[1];
    if (found !== undefined) return found;
  }
  return DEFAULT_TRUST_DOMAIN;
}
