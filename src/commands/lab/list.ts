import { listedLabs } from '../../app/lab/listedLabs.js';
import { LABS_FORMATS, renderLabs } from '../../render/lab/renderLabs.js';
import { ExitCode } from '../../text/ExitCode.js';
import { HopctlCommand, type Parsed } from '../base/HopctlCommand.js';
import { outputFlag } from '../base/outputFlag.js';

export default class LabList extends HopctlCommand<typeof LabList> {
  static override summary = 'List the labs of this machine';

  static override flags = { output: outputFlag(LABS_FORMATS) };

  protected override async evaluate({ flags }: Parsed<typeof LabList>): Promise<ExitCode> {
    this.print(renderLabs(listedLabs(), flags.output, new Date()));
    return ExitCode.ok;
  }
}
