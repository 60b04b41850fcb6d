/** A rule of RBAC. */
export interface PolicyRule {
  /** Empty for the core group. */
  readonly group: string;
  /** With its subresource: `pods/portforward`. */
  readonly resource: string;
  readonly verbs: readonly string[];
}

/** To find pods and to ask their proxies: over a WebSocket a port-forward needs both verbs, or either, by the server's release. */
export const PROXY_RULES: readonly PolicyRule[] = [
  { group: '', resource: 'pods', verbs: ['get', 'list'] },
  { group: '', resource: 'pods/portforward', verbs: ['get', 'create'] },
];

/** To trace a request between two pods, their rules excepted. */
export const TRACE_RULES: readonly PolicyRule[] = [
  ...PROXY_RULES,
  { group: '', resource: 'services', verbs: ['list'] },
  { group: 'discovery.k8s.io', resource: 'endpointslices', verbs: ['list'] },
];

/** A Role, or without namespace a ClusterRole, as YAML; rules of one resource are joined. */
export function roleText(rules: readonly PolicyRule[], namespace: string | undefined): string {
  const joined = new Map<string, PolicyRule>();
  for (const rule of rules) {
    const key = `${rule.group}/${rule.resource}`;
    const verbs = [...new Set([...(joined.get(key)?.verbs ?? []), ...rule.verbs])];
    joined.set(key, { ...rule, verbs });
  }
  const place = namespace === undefined ? '' : `, namespace: ${namespace}`;
  return [
    'apiVersion: rbac.authorization.k8s.io/v1',
    `kind: ${namespace === undefined ? 'ClusterRole' : 'Role'}`,
    `metadata: {name: hopctl${place}}`,
    'rules:',
    ...[...joined.values()].map(
      ({ group, resource, verbs }) =>
        `- {apiGroups: [${group === '' ? '""' : group}], resources: [${resource}], verbs: [${verbs.join(', ')}]}`,
    ),
  ].join('\n');
}
