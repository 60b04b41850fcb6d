import { string as stringArg } from '@oclif/core/args';
import { boolean } from '@oclif/core/flags';
import { removeLabs } from '../../app/lab/removeLabs.js';
import { ExitCode } from '../../text/ExitCode.js';
import { HopctlCommand, type Parsed } from '../base/HopctlCommand.js';

export default class LabDown extends HopctlCommand<typeof LabDown> {
  static override summary = 'Remove labs: their processes, namespaces and files';

  static override strict = false;

  static override args = { name: stringArg({ ignoreStdin: true, description: 'a lab; more may follow' }) };

  static override flags = {
    all: boolean({ description: 'every lab, and what is left of those that were cut off' }),
  };

  static override examples = ['hopctl lab down mtls-strict', 'hopctl lab down --all'];

  protected override async evaluate({ argv, flags }: Parsed<typeof LabDown>): Promise<ExitCode> {
    const names = await removeLabs({ names: argv, all: flags.all });
    for (const name of names) this.note(`lab ${name} is removed`);
    return ExitCode.ok;
  }
}
