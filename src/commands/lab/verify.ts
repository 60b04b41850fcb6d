import { string as stringArg } from '@oclif/core/args';
import { integer, string } from '@oclif/core/flags';
import { verifyInLab } from '../../app/lab/verifyInLab.js';
import { verifyRequests } from '../../app/lab/verifyRequests.js';
import { LAB_FORMATS } from '../../render/lab/LabFormat.js';
import { renderVerifications } from '../../render/lab/renderVerifications.js';
import { ExitCode, worstExitCode } from '../../text/ExitCode.js';
import { HopctlCommand, type Parsed } from '../base/HopctlCommand.js';
import { labRequestFlags } from '../base/labRequestFlags.js';
import { outputFlag } from '../base/outputFlag.js';
import { requestOptions } from '../base/requestOptions.js';
import { traceFlags } from '../base/traceFlags.js';

const EXIT_CODES = {
  agreement: ExitCode.ok,
  disagreement: ExitCode.finding,
  abstention: ExitCode.indeterminate,
} as const;

export default class LabVerify extends HopctlCommand<typeof LabVerify> {
  static override summary = 'Hold the trace of a request against what the request really does in a lab';

  static override description =
    'Compares rules, listener, filter chain, route, cluster, endpoint, the request as it leaves, flags, details, what the application and what the caller sees, in the order of the way. The first difference is exit code 3; where the trace does not know, 4. Needs root.';

  static override args = {
    name: stringArg({ ignoreStdin: true, required: true, description: 'the lab' }),
    from: stringArg({ ignoreStdin: true, description: 'the pod that sends: a TARGET' }),
    url: stringArg({ ignoreStdin: true, description: 'what the application dials' }),
  };

  static override flags = {
    file: string({ char: 'f', description: 'the requests of a file of checks instead', helpValue: 'FILE' }),
    repeat: integer({
      min: 1,
      default: 1,
      description: 'send each request so often; frequencies of forks are tested, too',
      helpValue: 'N',
    }),
    ...labRequestFlags,
    assume: traceFlags.assume,
    output: outputFlag(LAB_FORMATS),
  };

  static override examples = [
    'hopctl lab verify mtls-strict client.default http://server:8080/',
    'hopctl lab verify fault-abort client.default http://server:8080/ --repeat 100',
  ];

  protected override async evaluate({ args, flags }: Parsed<typeof LabVerify>): Promise<ExitCode> {
    const requests = await verifyRequests({
      file: flags.file,
      from: args.from,
      url: args.url,
      assume: flags.assume ?? [],
      optionsOf: (from, url) => requestOptions(from, url, flags),
    });
    const run = { repeat: flags.repeat, timeoutMs: flags['max-time'] * 1000 };
    const results = await verifyInLab(args.name, requests, run, (note) => this.note(note));
    this.print(renderVerifications(results, flags.output, await this.palette()));
    return worstExitCode(results.map(({ verification }) => EXIT_CODES[verification.kind]));
  }
}
