import { string as stringArg } from '@oclif/core/args';
import { requestInLab } from '../../app/lab/requestInLab.js';
import { LAB_FORMATS } from '../../render/lab/LabFormat.js';
import { renderRequestReport } from '../../render/lab/renderRequestReport.js';
import { ExitCode } from '../../text/ExitCode.js';
import { HopctlCommand, type Parsed } from '../base/HopctlCommand.js';
import { labRequestFlags } from '../base/labRequestFlags.js';
import { outputFlag } from '../base/outputFlag.js';
import { requestOptions } from '../base/requestOptions.js';

export default class LabRequest extends HopctlCommand<typeof LabRequest> {
  static override summary = 'Send a request from inside of a pod of a lab, and show the way that it took';

  static override description =
    'The way is what counters of rules, access logs of proxies and the applications tell, nothing that hopctl predicts. Whatever the answer is, the exit code is 0. Needs root.';

  static override args = {
    name: stringArg({ ignoreStdin: true, required: true, description: 'the lab' }),
    from: stringArg({ ignoreStdin: true, required: true, description: 'the pod that sends: a TARGET' }),
    url: stringArg({ ignoreStdin: true, required: true, description: 'what the application dials' }),
  };

  static override flags = { ...labRequestFlags, output: outputFlag(LAB_FORMATS) };

  static override examples = ['hopctl lab request mtls-strict client.default http://server:8080/ --uid 1000'];

  protected override async evaluate({ args, flags }: Parsed<typeof LabRequest>): Promise<ExitCode> {
    const options = requestOptions(args.from, args.url, flags);
    const report = await requestInLab(args.name, options, flags['max-time'] * 1000, (note) => this.note(note));
    this.print(renderRequestReport(report, flags.output, await this.palette()));
    return ExitCode.ok;
  }
}
