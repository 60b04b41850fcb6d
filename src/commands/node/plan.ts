import { string as stringArg } from '@oclif/core/args';
import { string } from '@oclif/core/flags';
import { planTargets } from '../../app/node/planTargets.js';
import { PLAN_FORMATS, renderNodePlans } from '../../render/node/renderNodePlans.js';
import { ExitCode } from '../../text/ExitCode.js';
import { CLUSTER_FLAGS, liveOptions } from '../base/clusterFlags.js';
import { HopctlCommand, type Parsed } from '../base/HopctlCommand.js';
import { NODE_FLAGS, nodeOptions } from '../base/nodeFlags.js';
import { outputFlag } from '../base/outputFlag.js';

export default class NodePlan extends HopctlCommand<typeof NodePlan> {
  static override summary = "Say what reading a pod's rules would do, and do nothing";

  static override description =
    'Way by way in the order in which they are tried: the steps, what RBAC has to allow, and what would be made. Pods are looked up and agents are looked for; nothing is made, and nothing is run on a node.';

  static override strict = false;

  static override args = {
    target: stringArg({
      ignoreStdin: true,
      required: true,
      description: 'the pod: NAME[.NAMESPACE] or TYPE/NAME[.NAMESPACE], or node/NAME; more may follow',
    }),
  };

  static override flags = {
    ...CLUSTER_FLAGS,
    ...NODE_FLAGS,
    namespace: string({ char: 'n', description: 'namespace of a TARGET that names none', helpValue: 'NAMESPACE' }),
    output: outputFlag(PLAN_FORMATS),
  };

  static override examples = ['hopctl node plan deploy/cart.web', 'hopctl node plan node/worker-1 --node-access pod'];

  protected override async evaluate({ argv, flags }: Parsed<typeof NodePlan>): Promise<ExitCode> {
    const report = (note: string): void => this.note(note);
    const tool = `${this.config.name} ${this.config.version}`;
    const node = nodeOptions(flags, tool, report);
    const choice = { targets: argv, namespace: flags.namespace };
    const plans = await planTargets(liveOptions(flags, this.config.version), choice, node);
    this.print(renderNodePlans(plans, flags.output));
    return ExitCode.ok;
  }
}
