import { collectOver } from '../../sources/node/collectOver.js';
import { documentOf } from '../../sources/node/documentOf.js';
import type { NodeDocument } from '../../sources/node/NodeDocument.js';
import { describeNodeTarget, parseNodeTarget, type NodeTarget } from '../../sources/node/NodeTarget.js';
import { runHere } from '../../sources/node/runHere.js';
import { ExitCode } from '../../text/ExitCode.js';
import { UserError } from '../../text/UserError.js';

/** Whose network namespace is read, on this machine. */
export interface CollectHereOptions {
  /** A container's id, a PID, or a pod's uid. */
  readonly target: string | undefined;
  /** The node's own instead. */
  readonly node: boolean;
  /** Where the processes are to be seen, if not in /proc. */
  readonly proc: string | undefined;
  readonly tool: string;
  readonly now: Date;
}

/** Reads a network namespace of this machine. What cannot be read is a `UserError`: exit 2 for a command line that names none or two, else 5. */
export async function collectHere(options: CollectHereOptions): Promise<NodeDocument> {
  const target = targetOf(options);
  const of = describeNodeTarget(target);
  const report = await collectOver({ exec: runHere, target, proc: options.proc, where: of });
  return documentOf(report, { now: options.now, tool: options.tool, of });
}

function targetOf({ target, node }: CollectHereOptions): NodeTarget {
  if ((target === undefined) === !node) {
    throw new UserError(node ? '--node and a TARGET exclude each other' : 'nothing says whose rules', {
      exitCode: ExitCode.usage,
      hint: 'Give a container id, a PID or the uid of a pod; or --node for the node itself.',
    });
  }
  return target === undefined ? { kind: 'node' } : parseNodeTarget(target);
}
