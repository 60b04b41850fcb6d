import { boolean, option, string } from '@oclif/core/flags';
import { NODE_ACCESSES, type NodeAccess, type NodeOptions } from '../../app/node/NodeOptions.js';

const helpGroup = 'NODE';

/** How rules are read on nodes. */
export const NODE_FLAGS = {
  'node-access': option({
    options: NODE_ACCESSES,
    description: 'the only way to read rules; otherwise the first that works',
    helpGroup,
  })(),
  'node-image': string({
    description: "of a helper pod or ephemeral container; otherwise the pod's own proxy's",
    helpValue: 'IMAGE',
    helpGroup,
  }),
  'node-namespace': string({
    description: "where a helper pod is made; otherwise the pod's own namespace, for nodes kube-system",
    helpValue: 'NAMESPACE',
    helpGroup,
  }),
  'node-agent': string({
    description: 'the labels of agents that may read on their node; otherwise those of istio-cni-node',
    helpValue: 'SELECTOR',
    helpGroup,
  }),
};

/** For commands that read rules: says what would be done. */
export const DRY_RUN_FLAG = {
  'dry-run': boolean({
    description: 'say what would be done to read rules, and what RBAC has to allow for it, and do nothing',
    helpGroup,
  }),
};

/** What these flags parse to. */
export interface NodeFlags {
  readonly 'node-access': NodeAccess | undefined;
  readonly 'node-image': string | undefined;
  readonly 'node-namespace': string | undefined;
  readonly 'node-agent': string | undefined;
}

/** What the flags mean. */
export function nodeOptions(
  flags: NodeFlags & { readonly istioNamespace: string },
  tool: string,
  report: (note: string) => void,
): NodeOptions {
  return {
    access: flags['node-access'],
    image: flags['node-image'],
    helperNamespace: flags['node-namespace'],
    agent: flags['node-agent'],
    istioNamespace: flags.istioNamespace,
    tool,
    now: () => new Date(),
    report,
  };
}
