import { ExitCode } from '../../text/ExitCode.js';
import { UserError } from '../../text/UserError.js';
import type { NodeExec } from './NodeExec.js';
import { scriptArguments, type NodeTarget } from './NodeTarget.js';
import type { NodeReport } from './NodeReport.js';
import { readReport } from './readReport.js';
import { NODE_SCRIPT } from './script/nodeScript.js';

/** What is read, and where. */
export interface CollectOverOptions {
  readonly exec: NodeExec;
  readonly target: NodeTarget;
  /** Where the node's processes are to be seen, if not in /proc. */
  readonly proc?: string | undefined;
  /** Who runs it, for errors. */
  readonly where: string;
  readonly signal?: AbortSignal | undefined;
}

/** Runs the script and reads what it prints. What it cannot do is a `UserError` (exit 5). */
export async function collectOver({ exec, target, proc, where, signal }: CollectOverOptions): Promise<NodeReport> {
  const argv = ['sh', '-s', '--', ...scriptArguments(target), ...(proc === undefined ? [] : [proc])];
  const { stdout, stderr, exitCode } = await exec(argv, { stdin: Buffer.from(NODE_SCRIPT), signal });
  // Whatever ran instead of the script has said why on stderr.
  if (stdout.length === 0) {
    const said = Buffer.from(stderr).toString().trim();
    throw new UserError(`nothing was read (status ${exitCode})${said === '' ? '' : `: ${said}`}`, {
      where,
      exitCode: ExitCode.unreadable,
    });
  }
  return readReport(stdout, where);
}
