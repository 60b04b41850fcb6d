import type { NodeExec } from '../../../sources/node/NodeExec.js';
import { noShell } from '../helperImage.js';
import type { NodeCluster } from '../NodeCluster.js';

/** A container to run programs in. */
export interface ContainerPlace {
  readonly namespace: string;
  readonly pod: string;
  readonly container: string;
  readonly image: string;
}

/** How runtimes say that a program is not there; an exec that never began has 126 or 127 for its exit code, or none. */
const NOT_THERE = /executable file not found|no such file or directory/;

/** Runs programs in a container. A container without a shell is a `UserError` (exit 5). */
export function clusterExec(cluster: NodeCluster, { namespace, pod, container, image }: ContainerPlace): NodeExec {
  return async (argv, { stdin, signal }) => {
    const result = await cluster.exec(namespace, pod, container, argv, { stdin, signal }).catch((error: unknown) => {
      throw error instanceof Error && NOT_THERE.test(error.message) ? noShell(image) : error;
    });
    const { exitCode, stdout, stderr } = result;
    const isMissing = exitCode === 127 || exitCode === 126 || NOT_THERE.test(stderr.toString());
    if (stdout.length === 0 && exitCode !== 0 && isMissing) throw noShell(image);
    return result;
  };
}
