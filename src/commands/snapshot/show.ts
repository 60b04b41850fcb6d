import { string as stringArg } from '@oclif/core/args';
import { showSnapshot } from '../../app/snapshot/showSnapshot.js';
import { renderJson } from '../../render/renderJson.js';
import { renderSnapshotSummary } from '../../render/renderSnapshotSummary.js';
import { renderYaml } from '../../render/renderYaml.js';
import { ExitCode } from '../../text/ExitCode.js';
import { HopctlCommand, type Parsed } from '../base/HopctlCommand.js';
import { outputFlag } from '../base/outputFlag.js';

export default class SnapshotShow extends HopctlCommand<typeof SnapshotShow> {
  static override summary = 'Say what a snapshot holds';

  static override description =
    'Reads everything in it. What was to be captured and was not, what has changed since, and what cannot be read (exit 5) is said on stderr.';

  static override args = {
    snapshot: stringArg({ ignoreStdin: true, required: true, description: 'a folder, a .tgz, or - for stdin' }),
  };

  static override flags = { output: outputFlag(['table', 'json', 'yaml']) };

  static override examples = ['hopctl snapshot show fixtures/shop', 'hopctl snapshot show evidence.tgz -o json'];

  protected override async evaluate({ args, flags }: Parsed<typeof SnapshotShow>): Promise<ExitCode> {
    const { summary, faults } = await showSnapshot(args.snapshot, (note) => this.note(note));
    if (flags.output === 'json') this.print(renderJson(summary));
    else if (flags.output === 'yaml') this.print(renderYaml(summary));
    else this.print(renderSnapshotSummary(summary, new Date(), await this.palette()));
    for (const { namespace, name, missing } of summary.workloads) {
      for (const { path, why } of missing) this.note(`${namespace}/${name}: ${path} was not captured: ${why}`);
    }
    for (const { where, message } of faults) this.note(where === undefined ? message : `${where}: ${message}`);
    return faults.length === 0 ? ExitCode.ok : ExitCode.unreadable;
  }
}
