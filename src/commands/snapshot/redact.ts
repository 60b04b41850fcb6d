import { string as stringArg } from '@oclif/core/args';
import { string } from '@oclif/core/flags';
import { redactSnapshot } from '../../app/snapshot/redactSnapshot.js';
import { ExitCode } from '../../text/ExitCode.js';
import { HopctlCommand, type Parsed } from '../base/HopctlCommand.js';

export default class SnapshotRedact extends HopctlCommand<typeof SnapshotRedact> {
  static override summary = 'Write a snapshot anew without its secrets';
  static override description =
    'Only what is known to be harmless stays; everything else becomes a placeholder, the same for the same secret. Traces go the same way, and where a secret would decide they are INDETERMINATE. docs/snapshot.md says what stays.';
  static override args = {
    snapshot: stringArg({ ignoreStdin: true, required: true, description: 'a folder, a .tgz, or - for stdin' }),
  };
  static override flags = {
    output: string({ required: true, description: 'what to write: a folder, or a .tgz', helpValue: 'DIR|FILE.tgz' }),
  };
  static override examples = ['hopctl snapshot redact evidence.tgz --output shareable.tgz'];

  protected override async evaluate({ args, flags }: Parsed<typeof SnapshotRedact>): Promise<ExitCode> {
    const { items } = await redactSnapshot(
      {
        snapshot: args.snapshot,
        output: flags.output,
        tool: `${this.config.name} ${this.config.version}`,
        now: new Date(),
      },
      (note) => this.note(note),
    );
    const places = items.reduce((sum, { redacted = 0 }) => sum + redacted, 0);
    const lost = items.filter(({ error }) => error?.startsWith('it cannot be redacted') === true);
    for (const { path, error } of lost) this.note(`${path} is left out: ${error ?? ''}`);
    this.note(`${flags.output}: ${items.length} files, ${places} places redacted`);
    return lost.length === 0 ? ExitCode.ok : ExitCode.unreadable;
  }
}
