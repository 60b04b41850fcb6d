import { string as stringArg } from '@oclif/core/args';
import { string } from '@oclif/core/flags';
import { runChecks } from '../app/check/runChecks.js';
import { CHECK_FORMATS, renderCheckResults } from '../render/check/renderCheckResults.js';
import { ExitCode, worstExitCode } from '../text/ExitCode.js';
import { HopctlCommand, type Parsed } from './base/HopctlCommand.js';
import { outputFlag } from './base/outputFlag.js';

const EXIT_CODES = {
  passed: ExitCode.ok,
  failed: ExitCode.finding,
  indeterminate: ExitCode.indeterminate,
  unreadable: ExitCode.unreadable,
} as const;

export default class Check extends HopctlCommand<typeof Check> {
  static override summary = 'Hold traces against what a file expects of them';

  static override description =
    'Each FILE is YAML with requests and what is expected of them: docs/checks.md says how to write one.';

  static override strict = false;

  static override args = {
    file: stringArg({
      ignoreStdin: true,
      required: true,
      description: 'a file of checks, or - for stdin; more may follow',
    }),
  };

  static override flags = {
    snapshot: string({
      description: 'a folder, a .tgz, or - for stdin; instead of the one that the file names',
      helpGroup: 'FACTS',
    }),
    output: outputFlag(CHECK_FORMATS),
  };

  static override examples = ['hopctl check fixtures/shop/checks.yaml', 'hopctl check fixtures/*/checks.yaml -o junit'];

  protected override async evaluate({ argv, flags }: Parsed<typeof Check>): Promise<ExitCode> {
    const results = await runChecks(argv, flags.snapshot, (note) => this.note(note));
    this.print(renderCheckResults(results, flags.output, await this.palette()));
    return worstExitCode(results.map(({ status }) => EXIT_CODES[status]));
  }
}
