import type { PolicyRule } from '../live/PolicyRule.js';
import type { NodeAccess, NodeOptions } from './NodeOptions.js';
import type { NodeSubject } from './NodeSubject.js';
import { agentNamespaces } from './ways/agentNamespaces.js';

/** What RBAC has to allow in one namespace. */
export interface NodeNeeds {
  readonly namespace: string;
  readonly rules: readonly PolicyRule[];
}

/** Clients open the stream with GET; newer servers ask for `create` besides. */
const EXEC: PolicyRule = { group: '', resource: 'pods/exec', verbs: ['get', 'create'] };

const pods = (...verbs: readonly string[]): PolicyRule => ({ group: '', resource: 'pods', verbs });

/** What RBAC has to allow for each way, beyond reading the pod itself. */
const NEEDS: Readonly<Record<NodeAccess, (subject: NodeSubject, options: NodeOptions) => readonly NodeNeeds[]>> = {
  node: () => [],
  agent: (_subject, options) =>
    agentNamespaces(options).map((namespace) => ({ namespace, rules: [pods('list'), EXEC] })),
  pod: (subject, options) => [
    { namespace: helperNamespace(subject, options), rules: [pods('create', 'get', 'delete'), EXEC] },
  ],
  ephemeral: ({ pod }) => [
    {
      namespace: pod?.namespace ?? '',
      rules: [pods('get'), { group: '', resource: 'pods/ephemeralcontainers', verbs: ['patch'] }, EXEC],
    },
  ],
};

/** What RBAC has to allow for a way. */
export function nodeNeeds(access: NodeAccess, subject: NodeSubject, options: NodeOptions): readonly NodeNeeds[] {
  return NEEDS[access](subject, options);
}

/** Where a helper pod is made: where it is asked for, else beside the pod, whose users may have rights there; for a node, in kube-system. */
export function helperNamespace({ pod }: NodeSubject, options: NodeOptions): string {
  return options.helperNamespace ?? pod?.namespace ?? 'kube-system';
}
