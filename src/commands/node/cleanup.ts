import { boolean, string } from '@oclif/core/flags';
import { openLive } from '../../app/live/Live.js';
import { cleanupLive } from '../../app/node/cleanupLive.js';
import { HELPER_FORMATS, renderHelpers } from '../../render/node/renderHelpers.js';
import { ExitCode } from '../../text/ExitCode.js';
import { CLUSTER_FLAGS, liveOptions } from '../base/clusterFlags.js';
import { HopctlCommand, type Parsed } from '../base/HopctlCommand.js';
import { outputFlag } from '../base/outputFlag.js';

export default class NodeCleanup extends HopctlCommand<typeof NodeCleanup> {
  static override summary = 'Remove helper pods that were left behind';

  static override description =
    'hopctl removes its helper pods itself; one that was killed, or had lost its connection, cannot. Their deadline ends them, and this removes what is left of them. Those that another hopctl may be using stay.';

  static override flags = {
    ...CLUSTER_FLAGS,
    namespace: string({ char: 'n', description: 'of one namespace only', helpValue: 'NAMESPACE' }),
    all: boolean({ description: 'also those that may be in use' }),
    'dry-run': boolean({ description: 'remove none, and say which there are' }),
    output: outputFlag(HELPER_FORMATS),
  };

  static override examples = ['hopctl node cleanup --dry-run', 'hopctl node cleanup -n web --all'];

  protected override async evaluate({ flags }: Parsed<typeof NodeCleanup>): Promise<ExitCode> {
    const { namespace, all } = flags;
    const live = await openLive(liveOptions(flags, this.config.version), (note) => this.note(note));
    try {
      const found = await cleanupLive(live, { namespace, all, dryRun: flags['dry-run'], now: new Date() });
      this.print(renderHelpers(found, flags.output));
    } finally {
      live.cluster.close();
    }
    return ExitCode.ok;
  }
}
