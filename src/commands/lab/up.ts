import { option, string } from '@oclif/core/flags';
import { startLab } from '../../app/lab/startLab.js';
import { ExitCode } from '../../text/ExitCode.js';
import { HopctlCommand, type Parsed } from '../base/HopctlCommand.js';

export default class LabUp extends HopctlCommand<typeof LabUp> {
  static override summary = 'Build a lab: pods made of network namespaces, with real rules and proxies';

  static override description =
    'FILE says which pods, services and proxies: docs/lab.md. The lab runs until `hopctl lab down`; what could not be built is removed at once. Nothing of the host itself is changed. Needs root and Linux.';

  static override flags = {
    file: string({ char: 'f', required: true, description: 'a lab file', helpValue: 'FILE' }),
    proxy: option({
      options: ['envoy', 'reference'] as const,
      description: 'what runs the proxies, whatever the file says: a real Envoy, or the one that comes with hopctl',
    })(),
  };

  static override examples = ['hopctl lab up -f fixtures/labs/mtls-strict.yaml --proxy reference'];

  protected override async evaluate({ flags }: Parsed<typeof LabUp>): Promise<ExitCode> {
    const { name, pods } = await startLab(flags.file, flags.proxy);
    this.note(`lab ${name} is up: ${pods.map(({ id }) => id).join(', ')}`);
    return ExitCode.ok;
  }
}
