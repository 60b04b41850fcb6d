import { ExitCode } from '../../text/ExitCode.js';
import { UserError } from '../../text/UserError.js';
import type { EvidenceOptions } from '../EvidenceOptions.js';
import type { LiveOptions } from '../live/LiveOptions.js';
import type { NodeOptions } from '../node/NodeOptions.js';
import type { NodePlan } from '../node/NodePlan.js';

/** What reading the rules of a cluster's pods would do. For evidence that is there already nothing would be done: a usage error. */
export async function planRules(
  options: EvidenceOptions,
  live: LiveOptions,
  node: NodeOptions,
): Promise<readonly NodePlan[]> {
  if (options.file !== undefined || options.snapshot !== undefined) {
    throw new UserError('--dry-run is for reading rules on a node', {
      exitCode: ExitCode.usage,
      hint: 'Leave --file and --snapshot out.',
    });
  }
  const { planTargets } = await import('../node/planTargets.js');
  return planTargets(live, options, node);
}
