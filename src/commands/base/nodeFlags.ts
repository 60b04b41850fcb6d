import { option, string } from '@oclif/core/flags';
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
};

/** What these flags parse to. */
export interface NodeFlags {
  readonly 'node-access': NodeAccess | undefined;
  readonly 'node-image': string | undefined;
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
    istioNamespace: flags.istioNamespace,
    tool,
    now: () => new Date(),
    report,
  };
}
