import { string as stringFlag } from '@oclif/core/flags';
import { createSnapshot } from '../../app/snapshot/createSnapshot.js';
import { placeFiles } from '../../app/placeFiles.js';
import { ExitCode } from '../../text/ExitCode.js';
import { HopctlCommand, type Parsed } from '../base/HopctlCommand.js';

const file = (description: string) =>
  stringFlag({ description, helpValue: 'FILE', helpGroup: 'POD', dependsOn: ['pod'] });

export default class SnapshotCreate extends HopctlCommand<typeof SnapshotCreate> {
  static override summary = 'Make a snapshot of files';

  static override description =
    'Every file is read first, as its use will read it; a broken one is named (exit 5) and nothing is written. Bytes stay as they are: nothing is redacted.';

  static override flags = {
    output: stringFlag({
      required: true,
      description: 'what to write: a folder, or a .tgz',
      helpValue: 'DIR|FILE.tgz',
    }),
    from: stringFlag({ description: 'begin with what another snapshot holds', helpValue: 'DIR|FILE.tgz|-' }),
    objects: stringFlag({
      multiple: true,
      multipleNonGreedy: true,
      description: 'Kubernetes objects, as `kubectl get -o yaml` prints them',
      helpValue: 'FILE',
    }),
    dns: stringFlag({ description: 'lines of NAME ADDRESS…', helpValue: 'FILE' }),
    add: stringFlag({
      multiple: true,
      multipleNonGreedy: true,
      description: 'any file of the layout: docs/snapshot.md lists them',
      helpValue: 'PATH=FILE',
    }),
    pod: stringFlag({
      description: 'the pod that the flags below are about',
      helpValue: 'NAMESPACE/NAME',
      helpGroup: 'POD',
    }),
    'config-dump': file('/config_dump?include_eds of its proxy'),
    clusters: file('/clusters?format=json of its proxy'),
    'server-info': file('/server_info of its proxy'),
    iptables: file('iptables-save in its network namespace'),
    ip6tables: file('ip6tables-save in its network namespace'),
  };

  static override examples = [
    'hopctl snapshot create --output evidence.tgz --objects all.yaml --pod web/cart-1 --config-dump dump.json --iptables rules.txt',
    'hopctl snapshot create --output more --from evidence.tgz --add pods/web/cart-2/config_dump.json=cart-2.json',
  ];

  protected override async evaluate({ flags }: Parsed<typeof SnapshotCreate>): Promise<ExitCode> {
    const { objects, dns, add, pod } = flags;
    const podFiles = {
      'config_dump.json': flags['config-dump'],
      'clusters.json': flags.clusters,
      'server_info.json': flags['server-info'],
      'iptables-save.txt': flags.iptables,
      'ip6tables-save.txt': flags.ip6tables,
    };
    const { output, manifest } = await createSnapshot(
      {
        output: flags.output,
        snapshot: flags.from,
        given: placeFiles({ objects, dns, add, pod, podFiles }),
        tool: `${this.config.name} ${this.config.version}`,
        now: new Date(),
      },
      (note) => this.note(note),
    );
    this.note(`${output}: ${manifest.items.length} files`);
    return ExitCode.ok;
  }
}
